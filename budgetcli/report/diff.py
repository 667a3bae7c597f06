"""Two years against each other, item by item."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.compare import Change, Status, Step, same
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
from budgetcli.report.table import NOTHING_TO_SAY, TOTAL, Cell, Money, Notes, Range, Role, Row, Table


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
    among = wholes(compared.lines, 2)
    summed = options.extra or not options.bare
    sums = total(compared.lines if summed else (), 2, among, bounded=options.bounds)
    pairs = [
        Pair(line, plain, Change(*line.amounts).step) for line, plain in zip(compared.lines, lines.lines, strict=True)
    ]
    report = _Report(lines, pairs, options, among, sums)
    rows: Iterable[Row] = report.rows()
    if options.bare:
        return Table((), columns, tuple(rows), (), options.unit)
    if options.grouped:
        rows = grouped(rows, columns)
    rows = (*rows, report.sum_row(sums, TOTAL, Role.SUM))
    notes = (
        summary([pair.step.status for pair in pairs], sums, options),
        *hidden_note(compared, options),
        *supplementary_note(lines, options),
        *left_out_notes(sums, lines, options.unit),
    )
    return Table(headings(lines, options.unit), columns, rows, notes, options.unit, sources(lines))


NOT_STATED = Message("cell.unstated", {})


def summary(statuses: Iterable[Status], sums: Total, options: Options) -> Message:
    """Return the note that counts the statuses and says the step of the sums."""
    number = Counter(statuses)
    counts = tuple(Message("summary.count", {"status": one, "count": number[one]}) for one in Status if number[one])
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


class Pair(NamedTuple):
    """A line as it is compared, and as the books have it."""

    line: Line
    plain: Line
    step: Step


class _Report(NamedTuple):
    """What the rows of a comparison are made of."""

    lines: Lines
    pairs: list[Pair]
    options: Options
    among: Wholes
    sums: Total

    def rows(self) -> Iterable[Row]:
        """Return the rows of the items, those of a category together with its subtotal where so asked."""
        shown = 0
        for category, members in self._sections():
            kept = [pair for pair in members if not self._is_hidden(pair.line)]
            small = [pair for pair in kept if self._is_small(pair.step)]
            large = [pair for pair in kept if not self._is_small(pair.step)] if small else kept
            most = None if self.options.limit is None else max(0, self.options.limit - shown)
            shown += len(large)
            yield from map(self.row, large[:most])
            if small:
                yield self._folded(small)
            if self.options.by_category:
                sums = total([pair.line for pair in members], 2, self.among, bounded=self.options.bounds)
                yield self.sum_row(sums, Message("row.subtotal", {"name": category}), Role.SUBTOTAL)

    def _sections(self) -> Iterable[tuple[str, list[Pair]]]:
        if not self.options.by_category:
            return [("", self.pairs)]
        sections: dict[str, list[Pair]] = {}
        for pair in self.pairs:
            sections.setdefault(pair.line.item.category_text, []).append(pair)
        return sections.items()

    def _is_hidden(self, line: Line) -> bool:
        return self.options.changed and same(*line.amounts)

    def _is_small(self, step: Step) -> bool:
        least = self.options.least_change
        return least is not None and step.amount is not None and abs(step.amount) < least

    def _folded(self, pairs: list[Pair]) -> Row:
        """Return the row that carries the sum of items that change little."""
        sums = total([pair.line for pair in pairs], 2, self.among, bounded=self.options.bounds)
        name = Message("row.folded", {"count": len(pairs)})
        counted = tuple(None if one.counted is None else self.options.unit.of(one.counted) for one in sums.sums)
        return self.sum_row(sums, name, Role.ITEM)._replace(counted=counted if any(self.among) else ())

    def row(self, pair: Pair) -> Row:
        """Return the row of an item."""
        line, plain, step = pair
        options, lines, unit, item = self.options, self.lines, self.options.unit, line.item
        cells: tuple[Cell, ...] = (
            item.id or None,
            item.name,
            item.category_text or None,
            item.measure or None,
            *[amount_cell(amount, unit) for amount in line.amounts],
            yen_cell(step.amount, unit),
            step.percent,
            step.status,
            unit.name,
            _notes(line, plain, lines, unit),
            page_cell(item.page),
            *(extra_cells(options.extra, line, Change(*line.amounts), self.sums) if options.extra else ()),
        )
        if options.bounds:
            change = Change(*line.amounts)
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
