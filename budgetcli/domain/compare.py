"""Two amounts of one item against each other."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Kind
from budgetcli.domain.interval import Interval, percent, percent_bounds


class Status(Enum):
    """What became of an item; the value is the word of machine formats."""

    NEW = "new"
    """新規・皆増"""
    INCREASED = "increased"
    """増"""
    DECREASED = "decreased"
    """減"""
    UNCHANGED = "unchanged"
    """同額"""
    ABOLISHED = "abolished"
    """廃止・皆減"""
    UNSTATED = "unstated"
    """記載なし: at least one of the two own amounts is not published."""


class Step(NamedTuple):
    """What a change comes to."""

    amount: Decimal | None
    percent: Decimal | None
    status: Status


class Change(NamedTuple):
    """The step from one amount to another."""

    previous: Amount
    current: Amount

    @property
    def amount(self) -> Decimal | None:
        """Return current − previous in 円; None unless both own amounts are wholly published."""
        previous, current = self
        before, after = previous.value, current.value
        if before is None or after is None or not (previous.kind is current.kind is Kind.STATED):
            return None
        if previous.is_nothing:
            return after
        return -before if current.is_nothing else after - before

    @property
    def percent(self) -> Decimal | None:
        """Return the change over the previous amount in percent, half-up to one decimal."""
        return self._percent(self.amount)

    def _percent(self, amount: Decimal | None) -> Decimal | None:
        before = self.previous.value
        return None if amount is None or before is None else percent(amount, before)

    @property
    def status(self) -> Status:
        """Return what became of the item."""
        return self._status(self.amount)

    @property
    def step(self) -> Step:
        """Return amount, percent and status, reckoned in one go."""
        amount = self.amount
        return Step(amount, self._percent(amount), self._status(amount))

    def _status(self, amount: Decimal | None) -> Status:
        if amount is None:
            return Status.UNSTATED
        if amount == 0:
            return Status.UNCHANGED
        if self.current.value == 0:
            return Status.ABOLISHED
        if self.previous.is_nothing or _is_exact_zero(self.previous):
            return Status.NEW
        return Status.INCREASED if amount > 0 else Status.DECREASED

    @property
    def bounds(self) -> Interval | None:
        """Return the interval of 円 that is certain to hold the change; None where an amount is wholly unknown."""
        previous, current = self.previous.bounds(), self.current.bounds()
        return None if previous is None or current is None else current - previous

    @property
    def percent_bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the greatest change in percent."""
        previous, current = self.previous.bounds(), self.current.bounds()
        return (None, None) if previous is None or current is None else percent_bounds(previous, current)


def same(one: Amount, other: Amount) -> bool:
    """Say whether two amounts are the same as far as they are known."""
    return (one.kind, one.value, one.whole) == (other.kind, other.value, other.whole)


def _is_exact_zero(amount: Amount) -> bool:
    """Say whether the zero is printed to the 円; a rounded 0 is only less than half a unit."""
    exponent = amount.value.as_tuple().exponent if amount.value == 0 and amount.value is not None else 1
    return isinstance(exponent, int) and exponent <= 0
