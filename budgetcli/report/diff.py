"""Two years against each other, item by item."""

from collections.abc import Iterable

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.compare import Change
from budgetcli.domain.lines import Line, Lines, Wholes, wholes
from budgetcli.domain.problem import Message
from budgetcli.domain.supplementary import older, supplement, with_supplementary
from budgetcli.domain.total import Total, total
from budgetcli.report import table
from budgetcli.report.cells import (
    amount_cell,
    grouped,
    item_notes,
    page_cell,
    plain_column,
    range_cell,
    range_column,
    year_columns,
    yen_cell,
)
from budgetcli.report.headings import headings, sources
from budgetcli.report.leftout import left_out_notes
from budgetcli.report.sums import (
    CHANGE,
    PERCENT,
    Options,
    counted_cells,
    flip_note,
    sum_cells,
    sum_notes,
    supplementary_note,
)
from budgetcli.report.table import TOTAL, Cell, Notes, Range, Role, Row, Table

NOTHING_TO_SAY = Notes(())


def diff(lines: Lines, options: Options) -> Table:
    """Return a row per item with its change, and a row that sums them."""
    compared = with_supplementary(lines) if options.supplementary else lines
    columns = (
        plain_column("id", table.Kind.TEXT, shown=False),
        plain_column("name"),
        plain_column("category", shown=False),
        plain_column("measure", shown=False),
        *year_columns(lines.columns),
        CHANGE,
        PERCENT,
        plain_column("status", table.Kind.STATUS),
        plain_column("unit", shown=False),
        plain_column("note", table.Kind.NOTES, under="name"),
        plain_column("page", shown=False),
        *(map(range_column, (CHANGE, PERCENT)) if options.bounds else ()),
    )
    among = wholes(compared.lines, 2)
    pairs = list(zip(compared.lines, lines.lines, strict=True))[: options.limit]
    rows: Iterable[Row] = (_row(line, plain, lines, options, among) for line, plain in pairs)
    if options.grouped:
        rows = grouped(rows, columns)
    sums = total(compared.lines, 2, bounded=options.bounds)
    notes = (*supplementary_note(lines, options), *left_out_notes(sums, lines, options.unit))
    return Table(
        headings(lines, options.unit),
        columns,
        (*rows, _total_row(sums, lines, options)),
        notes,
        options.unit,
        sources(lines),
    )


def _row(line: Line, plain: Line, lines: Lines, options: Options, among: Wholes) -> Row:
    change = Change(line.amounts[0], line.amounts[1])
    unit, item = options.unit, line.item
    cells: tuple[Cell, ...] = (
        item.id or None,
        item.name,
        item.category_text or None,
        item.measure or None,
        *(amount_cell(amount, unit) for amount in line.amounts),
        yen_cell(change.amount, unit),
        change.percent,
        change.status,
        unit.name,
        NOTHING_TO_SAY
        if plain.is_plain
        else Notes((*_pointed_out(line, plain, lines, unit), *item_notes(plain, unit))),
        page_cell(item.page),
    )
    if options.bounds:
        cells += (range_cell(change.bounds, unit), Range(*change.percent_bounds))
    return Row(cells, counted=counted_cells(line, among, unit))


def _notes(line: Line, plain: Line, lines: Lines, unit: Unit) -> Notes:
    if plain.is_plain:
        return NOTHING_TO_SAY
    return Notes((*_pointed_out(line, plain, lines, unit), *item_notes(plain, unit)))


def _pointed_out(line: Line, plain: Line, lines: Lines, unit: Unit) -> tuple[Message, ...]:
    """Return what is remarkable in the comparison itself."""
    index = older(lines)
    extra = supplement(plain, lines.columns[index].year.previous, index)
    notes = flip_note(plain.amounts[index].value, plain.amounts[1 - index].value, extra, lines, unit)
    before, after = plain.amounts[index], plain.amounts[1 - index]
    if Mark.NEW in after.marks and before.value is not None and not before.is_nothing:
        notes += (Message("note.new_with_previous", {}),)
    for amount, column in zip(line.amounts, lines.columns, strict=True):
        if amount.kind is Kind.ABSENT:
            notes += (Message("note.absent", {"year": column.year}),)
    return notes


def _total_row(sums: Total, lines: Lines, options: Options) -> Row:
    cells = sum_cells(sums, options.unit)
    ranges = cells.ranges if options.bounds else ()
    return Row(
        (
            None, TOTAL, None, None, *cells.amounts, cells.change, cells.percent, cells.status,
            options.unit.name, Notes(sum_notes(lines, options.unit)), None, *ranges,
        ),
        Role.SUM,
    )  # fmt: skip  # one cell per column, read across
