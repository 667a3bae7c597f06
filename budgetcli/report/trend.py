"""Items or groups of them over the years."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Kind as AmountKind
from budgetcli.domain.amount import Unit
from budgetcli.domain.lines import Lines, wholes
from budgetcli.domain.problem import Message
from budgetcli.domain.total import Reason, Total, total
from budgetcli.domain.trend import Trend, heights, stated
from budgetcli.report import table
from budgetcli.report.cells import amount_cell, grouped, item_notes, plain_column, year_columns, yen_cell
from budgetcli.report.headings import headings, sources
from budgetcli.report.leftout import left_out_counts, left_out_notes
from budgetcli.report.sums import CHANGE, PERCENT, counted_cells
from budgetcli.report.table import TOTAL, Cell, Column, Notes, Role, Row, Table
from budgetcli.report.total import By, group_name, grouped_lines

BARS = "▁▂▃▄▅▆▇█"
"""Heights from nothing to the row's greatest figure: within a row bars compare as the figures do."""
GAP = "·"
FIGURES = (
    plain_column("trend")._replace(data=False),
    CHANGE,
    PERCENT,
    plain_column("yearly_pct", table.Kind.PERCENT),
    plain_column("from", shown=False),
    plain_column("to", shown=False),
    plain_column("unit", shown=False),
)


class Options(NamedTuple):
    """How a trend is shown."""

    unit: Unit
    by: By | None = None
    """What lines are summed by; None: each is a row."""
    depth: int | None = None
    """How many levels of the category count."""
    limit: int | None = None
    """How many items are shown; the sums are of all."""
    grouped: bool = True
    """Whether the category stands as a heading over its items."""


def trend(lines: Lines, options: Options) -> Table:
    """Return a row per item or group with its figure of every year, and a row that sums them."""
    everything = _without_gaps(total(lines.lines, len(lines.columns), bounded=False))
    columns = _columns(lines, options)
    rows = _items(lines, options) if options.by is None else _groups(lines, options)
    if options.by is None and options.grouped:
        rows = grouped(rows, columns)
    role = Role.SUM if options.by is None else Role.TOTAL
    notes = (Message("trend.mean", {}), *left_out_notes(everything, lines, options.unit))
    sums = _sum_row(TOTAL, everything, lines, options, role)
    columns = _columns(lines, options)
    return Table(headings(lines, options.unit), columns, (*rows, sums), notes, options.unit, sources(lines))


def _columns(lines: Lines, options: Options) -> tuple[Column, ...]:
    if options.by is None:
        key = "name"
        names = [plain_column("id", shown=False), plain_column(key), plain_column("category", shown=False)]
    else:
        key = (By.CATEGORY if options.by is By.WHOLE else options.by).value
        names = [plain_column(key), plain_column("items", table.Kind.COUNT)]
    return (*names, *year_columns(lines.columns), *FIGURES, plain_column("note", table.Kind.NOTES, under=key))


def _items(lines: Lines, options: Options) -> Iterable[Row]:
    among = wholes(lines.lines, len(lines.columns))
    for line in lines.lines[: options.limit]:
        path = _trend(lines, tuple(map(stated, line.amounts)))
        amounts = (amount_cell(amount, options.unit) for amount in line.amounts)
        names = (line.item.id or None, line.item.name, line.item.category_text)
        notes = (*_span(path), *item_notes(line, options.unit))
        cells = (*names, *amounts, *_figures(path, options.unit), Notes(notes))
        yield Row(cells, counted=counted_cells(line, among, options.unit))


def _groups(lines: Lines, options: Options) -> Iterable[Row]:
    if options.by is None or options.by is By.WHOLE:
        return
    groups = grouped_lines(lines.lines, group_name(options.by, options.depth))
    among = wholes(lines.lines, len(lines.columns))
    for group, members in groups.items():
        sums = total(members, len(lines.columns), among, bounded=False)
        yield _sum_row(group, _without_gaps(sums), lines, options, Role.ITEM)


def _without_gaps(sums: Total) -> Total:
    """Return the sums without mention of items that some years' books do not have: the table shows gaps itself."""
    return sums._replace(left_out=tuple(out for out in sums.left_out if out.reason is not Reason.ABSENT))


def _sum_row(name: str, sums: Total, lines: Lines, options: Options, role: Role) -> Row:
    path = _trend(lines, tuple(column.counted for column in sums.sums))
    amounts = (yen_cell(value, options.unit) for value in path.values)
    notes = Notes((*_span(path), *left_out_counts(sums)))
    names: tuple[Cell, ...] = (None, name, None) if options.by is None else (name, sums.items)
    drawn, *steps, first, last, unit = _figures(path, options.unit)
    steps = steps if sums.is_like else [None] * len(steps)
    return Row((*names, *amounts, drawn, *steps, first, last, unit, notes), role)


def _trend(lines: Lines, values: tuple[Decimal | None, ...]) -> Trend:
    return Trend(tuple(column.year for column in lines.columns), values)


def _figures(path: Trend, unit: Unit) -> tuple[Cell, ...]:
    first, last = (path.years[place].code for place in path.ends) if path.ends else ("", "")
    return bars(path.values), yen_cell(path.change, unit), path.percent, path.yearly, first, last, unit.name


def bars(values: Sequence[Decimal | None]) -> str:
    """Return the figures as bars from nothing up, gaps as dots."""
    return "".join(GAP if height is None else BARS[height] for height in heights(values, len(BARS) - 1))


def _span(path: Trend) -> tuple[Message, ...]:
    """Return the note that the change is not from the first to the last column."""
    if path.ends is None or path.ends == (0, len(path.values) - 1):
        return ()
    first, last = (path.years[place] for place in path.ends)
    return (Message("note.span", {"first": first, "last": last}),)


def long_trend(lines: Lines, unit: Unit) -> Table:
    """Return a row per item and year, gaps too, as statistics programs like it."""
    columns = (
        plain_column("id"),
        plain_column("name"),
        plain_column("category"),
        plain_column("book_year")._replace(key="year"),
        plain_column("stage"),
        plain_column("amount", table.Kind.AMOUNT),
        plain_column("unit"),
        plain_column("note", table.Kind.NOTES),
    )
    rows = (
        Row(
            (
                line.item.id or None,
                line.item.name,
                line.item.category_text,
                column.year.code,
                ", ".join(stage.value for stage in column.stages) or None,
                amount_cell(amount, unit),
                unit.name,
                Notes(_gap(amount.kind)),
            )
        )
        for line in lines.lines
        for column, amount in zip(lines.columns, line.amounts, strict=True)
    )
    return Table(headings(lines, unit), columns, tuple(rows), (), unit, sources(lines))


GAPS = {AmountKind.SHARE: "note.share", AmountKind.UNSTATED: "note.unstated", AmountKind.ABSENT: "note.no_item"}


def _gap(kind: AmountKind) -> tuple[Message, ...]:
    return (Message(GAPS[kind], {}),) if kind in GAPS else ()
