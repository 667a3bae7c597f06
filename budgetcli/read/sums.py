"""Rows of a table that sum others, checked against what they may sum."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Item
from budgetcli.domain.interval import Interval, printed_bounds
from budgetcli.domain.text import key

NOTHING = Decimal(0)


class Sum(NamedTuple):
    """A row that sums others."""

    row: int
    name: str
    category: tuple[str, ...]
    current: Amount
    previous: Amount
    position: int
    """How many items stand before it."""


class _Tally(NamedTuple):
    """The sum of some printed amounts: what they come to, and the bounds of that."""

    value: Decimal = NOTHING
    bounds: Interval = Interval(NOTHING, NOTHING)
    counted: int = 0

    def plus(self, amount: Amount) -> "_Tally":
        if amount.value is None:
            return self
        return _Tally(self.value + amount.value, self.bounds + printed_bounds(amount.value), self.counted + 1)

    def since(self, earlier: "_Tally") -> "_Tally":
        low = self.bounds.low - earlier.bounds.low
        high = self.bounds.high - earlier.bounds.high
        return _Tally(self.value - earlier.value, Interval(low, high), self.counted - earlier.counted)

    def is_printed(self, printed: Decimal) -> bool:
        return self.counted > 0 and self.bounds.meets(printed_bounds(printed))


class Tallies:
    """The sums that the items of a table come to, of one of their amounts."""

    def __init__(self, items: Sequence[Item], which: str, boundaries: Iterable[int]) -> None:
        amounts: list[Amount] = [getattr(item, which) for item in items]
        counted = [(item, amount) for item, amount in zip(items, amounts, strict=True)]
        self.running = list(
            accumulate(counted, lambda tally, pair: tally if pair[0].part_of else tally.plus(pair[1]), initial=_Tally())
        )
        self.boundaries = sorted({0, len(items), *boundaries})
        self.filed: dict[tuple[str, ...], _Tally] = {}
        for item, amount in counted:
            path = tuple(map(key, item.category))
            if not item.part_of:
                for depth in range(1, len(path) + 1):
                    self.filed[path[:depth]] = self.filed.get(path[:depth], _Tally()).plus(amount)

    def under(self, category: Sequence[str]) -> _Tally:
        """Return the sum of what is filed under a category."""
        return self.filed.get(tuple(map(key, category)), _Tally())

    def nearest(self, found: Sum, printed: Decimal) -> Decimal | None:
        """Return None where a sum's printed amount is one that it may be, else the nearest of those it ought to be."""
        last = max((boundary for boundary in self.boundaries if boundary < found.position), default=0)
        own = self.running[found.position]
        likely = [own.since(self.running[last]), self.running[-1]]
        likely += [self.under(found.category)] if found.category else []
        name = key(found.name).removesuffix("計").removesuffix("合")
        likely += [tally for path, tally in self.filed.items() if name and path[-1] == name]
        before = (own.since(self.running[start]) for start in self.boundaries if start < found.position)
        after = (self.running[end].since(own) for end in self.boundaries if end > found.position)
        if any(tally.is_printed(printed) for tallies in (likely, before, after) for tally in tallies):
            return None
        return min((tally.value for tally in likely), key=lambda yen: abs(yen - printed))

    def is_whole(self, printed: Decimal) -> bool:
        """Say whether a printed amount is the sum of all items."""
        return self.running[-1].is_printed(printed)
