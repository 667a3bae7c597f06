"""Sums as the cells of a table's last row, and what must be said of them."""

from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import NO_MARKS, Amount, Unit, add
from budgetcli.domain.amount import Kind as AmountKind
from budgetcli.domain.compare import Change, Status
from budgetcli.domain.interval import percent_bounds
from budgetcli.domain.lines import Line, Lines, Wholes, without_parts
from budgetcli.domain.problem import Message
from budgetcli.domain.supplementary import older, sign_flips, supplements
from budgetcli.domain.total import Total, total
from budgetcli.report.cells import plain_column, range_cell, yen_cell
from budgetcli.report.table import Cell, Kind, Money, Range

CHANGE = plain_column("change", Kind.AMOUNT)
PERCENT = plain_column("change_pct", Kind.PERCENT)


class Options(NamedTuple):
    """How a comparison is shown."""

    unit: Unit
    supplementary: bool = False
    """補正込み: the older year counts with the supplementary budget of the year before it."""
    bounds: bool = False
    """Whether each figure's interval is shown."""
    grouped: bool = True
    """Whether the category stands as a heading over its items."""
    limit: int | None = None
    """How many items are shown; the sums are of all."""
    by_category: bool = False
    """Whether each category stands together, with its subtotal."""
    changed: bool = False
    """Whether unchanged items are hidden; the sums are of all."""
    least_change: Decimal | None = None
    """In 円: items that change by less are folded into one row with their sum."""
    extra: tuple[str, ...] = ()
    """The keys of wanted columns, among them those that are there only if asked for."""
    bare: bool = False
    """Whether the rows of the items are all that is wanted, without what stands around them for people."""


def flip_note(
    before: Decimal | None, after: Decimal | None, extra: Decimal | None, lines: Lines, unit: Unit
) -> tuple[Message, ...]:
    """Return the note that the change has another sign with the supplementary budget, where it has."""
    if extra is None or before is None or after is None or not sign_flips(before, after, extra):
        return ()
    index = older(lines)
    params = {
        "year": lines.columns[index].year.previous,
        "without": Money(unit.of(after - before), unit, is_change=True),
        "with_it": Money(unit.of(after - before - extra), unit, is_change=True),
    }
    return (Message("note.sign_flips", params),)


def supplementary_note(lines: Lines, options: Options) -> tuple[Message, ...]:
    """Return the note that the older year counts with a supplementary budget."""
    if not options.supplementary:
        return ()
    column = lines.columns[older(lines)]
    return (Message("total.with_supplementary", {"year": column.year, "before": column.year.previous}),)


def counted_cells(line: Line, among: Wholes, unit: Unit) -> tuple[Decimal | None, ...]:
    """Return what a sum counts of the line's amounts; nothing where no line is a part, and it counts them all."""
    if not any(among):
        return ()
    return tuple(
        yen_cell(add(entry.amount for entry in without_parts([line], column, names)[0]), unit)
        for column, names in enumerate(among)
    )


class Sums(NamedTuple):
    """The cells of a total: amounts, change and percent, and their ranges where asked for."""

    amounts: tuple[Cell, ...]
    change: Cell
    percent: Cell
    status: Status
    change_of: Change
    ranges: tuple[Cell, ...]


def sum_cells(sums: Total, unit: Unit) -> Sums:
    """Return the sums of two columns and the step between them."""
    before, after = sums.sums
    change = sums_change(sums)
    ranges: tuple[Cell, ...] = (Range(None, None), Range(None, None))
    if change.amount is not None and before.bounds is not None and after.bounds is not None:
        steps = percent_bounds(before.bounds, after.bounds)
        ranges = (range_cell(after.bounds - before.bounds, unit), Range(*steps))
    return Sums(
        (yen_cell(before.counted, unit), yen_cell(after.counted, unit)),
        yen_cell(change.amount, unit),
        change.percent,
        change.status,
        change,
        ranges,
    )


def sums_change(sums: Total) -> Change:
    """Return the step from the first sum to the last; it is unstated where these are not of the same lines."""
    first, last = (_amount(sums.sums[at].counted, is_known=sums.is_like) for at in (0, -1))
    return Change(first, last)


def _amount(value: Decimal | None, *, is_known: bool) -> Amount:
    kind = AmountKind.STATED if is_known and value is not None else AmountKind.UNSTATED
    return Amount(kind, value, None, "", NO_MARKS, 0)


def sum_notes(lines: Lines, unit: Unit) -> tuple[Message, ...]:
    """Return the note on a sum whose change has another sign with the supplementary budgets."""
    index = older(lines)
    extra = supplements(lines.lines, lines.columns[index].year.previous, index)
    if extra is None:
        return ()
    sums = total(lines.lines, 2, bounded=False).sums
    return flip_note(sums[index].counted, sums[1 - index].counted, extra, lines, unit)
