"""Two years against each other, item by item."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.compare import Change, Status, same
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
from budgetcli.report.columns import extra_cells, extra_columns
from budgetcli.report.headings import headings, sources
from budgetcli.report.leftout import left_out_counts, left_out_notes
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
from budgetcli.report.table import TOTAL, Cell, Money, Notes, Range, Role, Row, Table

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
        *extra_columns(options.extra),
        *(map(range_column, (CHANGE, PERCENT)) if options.bounds else ()),
    )
    sums = total(compared.lines, 2, bounded=options.bounds)
    report = _Report(lines, compared, options, wholes(compared.lines, 2), sums)
    rows: Iterable[Row] = report.rows()
    if options.grouped:
        rows = grouped(rows, columns)
    rows = (*rows, report.sum_row(sums, TOTAL, Role.SUM))
    notes = (
        summary(compared, sums, options),
        *hidden_note(compared, options),
        *supplementary_note(lines, options),
        *left_out_notes(sums, lines, options.unit),
    )
    return Table(headings(lines, options.unit), columns, rows, notes, options.unit, sources(lines))


NOT_STATED = Message("cell.unstated", {})


def summary(compared: Lines, sums: Total, options: Options) -> Message:
    """Return the note that counts the statuses and says the step of the sums."""
    statuses = Counter(Change(*line.amounts).status for line in compared.lines)
    counts = tuple(Message("summary.count", {"status": one, "count": statuses[one]}) for one in Status if statuses[one])
    cells = sum_cells(sums, options.unit)
    before, after = (Money(cell, options.unit) if isinstance(cell, Decimal) else NOT_STATED for cell in cells.amounts)
    step: Message | None = None
    if isinstance(cells.change, Decimal):
        change = Money(cells.change, options.unit, is_change=True)
        code = "summary.change" if cells.percent is None else "summary.percent"
        step = Message(code, {"change": change, "percent": cells.percent})
    return Message("summary", {"counts": counts, "before": before, "after": after, "step": step})


def hidden_note(compared: Lines, options: Options) -> tuple[Message, ...]:
    """Return the note on how many unchanged items are hidden."""
    if not options.changed:
        return ()
    count = sum(same(*line.amounts) for line in compared.lines)
    return (Message("summary.hidden", {"count": count}),) if count else ()


Pair = tuple[Line, Line]
"""A line as it is compared, and as the books have it."""


class _Report(NamedTuple):
    """What the rows of a comparison are made of."""

    lines: Lines
    compared: Lines
    options: Options
    among: Wholes
    sums: Total

    def rows(self) -> Iterable[Row]:
        """Return the rows of the items, those of a category together with its subtotal where so asked."""
        pairs = list(zip(self.compared.lines, self.lines.lines, strict=True))
        shown = 0
        for category, members in self._sections(pairs):
            kept = [pair for pair in members if not self._is_hidden(pair[0])]
            small = [pair for pair in kept if self._is_small(pair[0])]
            large = [pair for pair in kept if not self._is_small(pair[0])]
            most = None if self.options.limit is None else max(0, self.options.limit - shown)
            shown += len(large)
            yield from (self.row(*pair) for pair in large[:most])
            if small:
                yield self._folded(small)
            if self.options.by_category:
                sums = total([line for line, _ in members], 2, self.among, bounded=self.options.bounds)
                yield self.sum_row(sums, Message("row.subtotal", {"name": category}), Role.SUBTOTAL)

    def _sections(self, pairs: list[Pair]) -> Iterable[tuple[str, list[Pair]]]:
        sections: dict[str, list[Pair]] = {}
        for pair in pairs:
            sections.setdefault(pair[0].item.category_text if self.options.by_category else "", []).append(pair)
        return sections.items()

    def _is_hidden(self, line: Line) -> bool:
        return self.options.changed and same(*line.amounts)

    def _is_small(self, line: Line) -> bool:
        change = Change(*line.amounts).amount
        least = self.options.least_change
        return least is not None and change is not None and abs(change) < least

    def _folded(self, pairs: list[Pair]) -> Row:
        """Return the row that carries the sum of items that change little."""
        sums = total([line for line, _ in pairs], 2, self.among, bounded=self.options.bounds)
        name = Message("row.folded", {"count": len(pairs)})
        counted = tuple(None if one.counted is None else self.options.unit.of(one.counted) for one in sums.sums)
        return self.sum_row(sums, name, Role.ITEM)._replace(counted=counted if any(self.among) else ())

    def row(self, line: Line, plain: Line) -> Row:
        """Return the row of an item."""
        options, lines, unit, item = self.options, self.lines, self.options.unit, line.item
        change = Change(line.amounts[0], line.amounts[1])
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
            _notes(line, plain, lines, unit),
            page_cell(item.page),
            *extra_cells(options.extra, line, change, self.sums),
        )
        if options.bounds:
            cells += (range_cell(change.bounds, unit), Range(*change.percent_bounds))
        return Row(cells, counted=counted_cells(line, self.among, unit))

    def sum_row(self, sums: Total, name: Cell, role: Role) -> Row:
        """Return a row of sums."""
        unit, options = self.options.unit, self.options
        cells = sum_cells(sums, unit)
        ranges = cells.ranges if options.bounds else ()
        notes = Notes(sum_notes(self.lines, unit) if role is Role.SUM else left_out_counts(sums))
        extra = extra_cells(options.extra, None, cells.change_of, self.sums)
        return Row(
            (
                None, name, None, None, *cells.amounts, cells.change, cells.percent, cells.status,
                unit.name, notes, None, *extra, *ranges,
            ),
            role,
        )  # fmt: skip  # one cell per column, read across


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
