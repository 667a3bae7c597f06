"""Sums of printed figures: what is counted, what it lies between, and what is left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Kind, add
from budgetcli.domain.interval import NOTHING, ZERO, Interval, printed_bounds
from budgetcli.domain.lines import Entry, Line, Wholes, wholes, without_parts
from budgetcli.domain.text import key


class Reason(Enum):
    """Why an amount is in no sum."""

    SHARE = "share"
    """内数: the amount is a grant's, not the item's."""
    UNSTATED = "unstated"
    """No amount is printed."""
    PART = "part"
    """The whole of which it is a part is itself counted."""
    ABSENT = "absent"
    """No book of the year has the item."""


class LeftOut(NamedTuple):
    """An amount that a sum leaves out."""

    entry: Entry
    column: int
    reason: Reason

    @property
    def amount(self) -> Amount:
        """Return the amount as the book has it."""
        return self.entry.amount


class Sum(NamedTuple):
    """The sum of one column."""

    counted: Decimal | None
    """In 円, of the definite amounts; None where there is none."""
    bounds: Interval | None
    """What is certain to hold the true sum of all but the unstated: each grant of 内数 from nothing to once.

    None where nothing at all is stated."""


class Total(NamedTuple):
    """The sums of some lines, column by column."""

    items: int
    """How many lines there are, counted or not."""
    sums: tuple[Sum, ...]
    left_out: tuple[LeftOut, ...]
    is_like: bool = True
    """Whether every line that counts in the first column or the last one is known in both, so that these compare.

    A line that the books of one year do not have is no obstacle: the sums are of what each year's books hold."""


def total(lines: Sequence[Line], columns: int, among: Wholes | None = None, *, bounded: bool = True) -> Total:
    """Return the sums of the lines in each column; a part counts only if its whole is not `among` the wholes.

    Without `among` the wholes are sought among the lines themselves. Sums that are not `bounded` have no bounds, and
    take a third of the time.
    """
    among = wholes(lines, columns) if among is None else among
    sums: list[Sum] = []
    left_out: list[LeftOut] = []
    for column in range(columns):
        counted, parts = without_parts(lines, column, among[column])
        sums.append(Sum(add(entry.amount for entry in counted), _bounds(counted) if bounded else None))
        left_out += [LeftOut(entry, column, Reason.PART) for entry in parts]
        left_out += [
            LeftOut(entry, column, REASONS[entry.amount.kind])
            for entry in counted
            if entry.amount.kind is not Kind.STATED
        ]
    parts_of_lines = {id(out.entry.item) for out in left_out if out.reason is Reason.PART}
    is_like = not any(_is_unlike(line) for line in lines if id(line.item) not in parts_of_lines)
    return Total(len(lines), tuple(sums), tuple(left_out), is_like)


def _is_unlike(line: Line) -> bool:
    """Say whether an amount of the first or last column is known and the other one not, or in part only."""
    first, last = line.amounts[0], line.amounts[-1]
    return (first.kind in UNKNOWN and bool(last.value)) or (last.kind in UNKNOWN and bool(first.value))


UNKNOWN = (Kind.SHARE, Kind.UNSTATED)
REASONS = {Kind.SHARE: Reason.SHARE, Kind.UNSTATED: Reason.UNSTATED, Kind.ABSENT: Reason.ABSENT}


def _bounds(entries: Sequence[Entry]) -> Interval | None:
    parts = [bounds for entry in entries if (bounds := entry.amount.own_bounds()) is not None]
    parts += [Interval(min(ZERO, grant.low), max(ZERO, grant.high)) for grant in _grants(entries)]
    return sum(parts, start=NOTHING) if parts else None


def _grants(entries: Iterable[Entry]) -> Iterable[Interval]:
    """Return each grant of which some item has a share once, unless it is itself an item with its own amount."""
    shares = [entry for entry in entries if entry.amount.whole is not None]
    if not shares:
        return ()
    stated = {(entry.book.file, key(entry.item.name)) for entry in entries if entry.amount.kind is Kind.STATED}
    grants = {(entry.book.file, entry.item.grant, entry.amount.whole) for entry in shares}
    return [printed_bounds(whole) for file, grant, whole in grants if whole is not None and (file, grant) not in stated]
