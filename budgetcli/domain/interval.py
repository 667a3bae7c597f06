"""Intervals of 円: what a rounded figure is certain to lie in."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

ZERO = Decimal(0)
TENTH = Decimal("0.1")


class Interval(NamedTuple):
    """A closed interval of 円; the true value of a half-up figure may touch either end or come as near as one likes."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]  # intervals add, tuples append
        """Return the interval of the sum."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        """Return the interval of the difference."""
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: "Interval") -> bool:
        """Say whether one amount can lie in both."""
        return self.low <= other.high and other.low <= self.high


NOTHING = Interval(ZERO, ZERO)


def printed_bounds(value: Decimal) -> Interval:
    """Return the interval of the amounts that print as this value in 円, by its last printed digit.

    A figure printed to the 円 is exact: there is no smaller unit
    (通貨の単位及び貨幣の発行等に関する法律, article 2).
    """
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent <= 0:
        return Interval(value, value)
    half = Decimal((0, (5,), exponent - 1))
    return Interval(value - half, value + half)


def percent(change: Decimal, base: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal | None:
    """Return change over base in percent to one decimal; None unless the base is positive."""
    if base <= 0:
        return None
    return (change * 100 / base).quantize(TENTH, rounding)


def percent_bounds(previous: Interval, current: Interval) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest change in percent, rounded outwards; None where there is no such limit."""
    if previous.low < 0:
        return None, None
    low_base = previous.high if current.low >= 0 else previous.low
    high_base = previous.low if current.high >= 0 else previous.high
    return (
        percent(current.low - low_base, low_base, ROUND_FLOOR),
        percent(current.high - high_base, high_base, ROUND_CEILING),
    )
