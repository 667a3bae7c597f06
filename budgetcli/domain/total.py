"""Sums of printed figures: what is counted, what it lies between, and what is left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Kind, add
from budgetcli.domain.interval import NOTHING, ZERO, Interval, printed_bounds
from budgetcli.domain.lines import Line, without_parts
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

    line: Line
    column: int
    reason: Reason

    @property
    def amount(self) -> Amount:
        """Return the amount as the book has it."""
        return self.line.amounts[self.column]


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


def total(lines: Sequence[Line], columns: int, among: Sequence[Line] = ()) -> Total:
    """Return the sums of the lines in each column; a part counts only if its whole is not `among` the lines."""
    counted, parts = without_parts(lines, among or lines)
    left_out = [LeftOut(line, column, Reason.PART) for line in parts for column in range(columns)]
    sums = []
    for column in range(columns):
        sums.append(_sum(counted, column))
        left_out += _left_out(counted, column)
    return Total(len(lines), tuple(sums), tuple(left_out))


def _sum(lines: Sequence[Line], column: int) -> Sum:
    amounts = [line.amounts[column] for line in lines]
    parts = [printed_bounds(amount.value) for amount in amounts if amount.value is not None]
    parts += [Interval(min(ZERO, grant.low), max(ZERO, grant.high)) for grant in _grants(lines, column)]
    return Sum(add(amounts), sum(parts, start=NOTHING) if parts else None)


def _grants(lines: Iterable[Line], column: int) -> Iterable[Interval]:
    """Return each grant of which some line has a share once, unless it is itself a line with its own amount."""
    shares = [line for line in lines if line.amounts[column].whole is not None]
    if not shares:
        return ()
    stated = {(line.book.file, key(line.item.name)) for line in lines if line.amounts[column].kind is Kind.STATED}
    grants = {(line.book.file, line.item.grant, line.amounts[column].whole) for line in shares}
    return [printed_bounds(whole) for file, grant, whole in grants if whole is not None and (file, grant) not in stated]


REASONS = {Kind.SHARE: Reason.SHARE, Kind.UNSTATED: Reason.UNSTATED, Kind.ABSENT: Reason.ABSENT}


def _left_out(lines: Iterable[Line], column: int) -> list[LeftOut]:
    return [
        LeftOut(line, column, REASONS[line.amounts[column].kind])
        for line in lines
        if line.amounts[column].kind is not Kind.STATED
    ]
