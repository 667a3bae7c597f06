"""A figure over the years: how far it went, and how fast."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Kind
from budgetcli.domain.interval import TENTH, percent
from budgetcli.domain.year import FiscalYear

ENOUGH = 60
"""Digits of working precision: a rate to one decimal is rounded once, from a root that is exact far beyond it."""


class Trend(NamedTuple):
    """Figures in 円 by year; None is a gap."""

    years: tuple[FiscalYear, ...]
    values: tuple[Decimal | None, ...]

    @property
    def ends(self) -> tuple[int, int] | None:
        """Return the places of the first and the last figure; None where there are not two."""
        known = [place for place, value in enumerate(self.values) if value is not None]
        return (known[0], known[-1]) if len(known) > 1 else None

    def _figures(self) -> tuple[Decimal, Decimal] | None:
        if self.ends is None:
            return None
        first, last = (self.values[place] for place in self.ends)
        return (first, last) if first is not None and last is not None else None

    @property
    def change(self) -> Decimal | None:
        """Return the last figure less the first."""
        figures = self._figures()
        return None if figures is None else figures[1] - figures[0]

    @property
    def percent(self) -> Decimal | None:
        """Return the change over the first figure in percent, half-up to one decimal."""
        figures = self._figures()
        return None if figures is None else percent(figures[1] - figures[0], figures[0])

    @property
    def yearly(self) -> Decimal | None:
        """Return the mean yearly change in percent, compound, half-up to one decimal.

        It is the rate at which the first figure, growing by it every year, becomes the
        last; None unless the first is positive and the last is not negative.
        """
        figures = self._figures()
        if figures is None or self.ends is None or figures[0] <= 0 or figures[1] < 0:
            return None
        span = self.years[self.ends[1]].western - self.years[self.ends[0]].western
        if span <= 0:
            return None
        with localcontext(prec=ENOUGH):
            ratio = figures[1] / figures[0]
            growth = (ratio.ln() / span).exp() if ratio else Decimal(0)
            return ((growth - 1) * 100).quantize(TENTH, ROUND_HALF_UP)


def stated(amount: Amount) -> Decimal | None:
    """Return the amount if all of it is known; a share, an unstated or an absent amount is a gap."""
    return amount.value if amount.kind is Kind.STATED else None


def heights(values: Sequence[Decimal | None], steps: int) -> list[int | None]:
    """Return each value's height from 0 to `steps` above the lower of nothing and the least value; None for a gap."""
    known = [value for value in values if value is not None]
    base = min([Decimal(0), *known])
    top = max([Decimal(0), *known]) - base
    return [None if value is None else _height(value - base, top, steps) for value in values]


def _height(value: Decimal, top: Decimal, steps: int) -> int:
    return int((value * steps / top).to_integral_value(ROUND_HALF_UP)) if top else 0
