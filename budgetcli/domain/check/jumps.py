"""Checks of amounts that jump as no budget does: a slip in the unit or in the digits."""

from collections.abc import Iterable
from decimal import Decimal

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book
from budgetcli.domain.check.finding import Finding, Inspected, Severity, place
from budgetcli.domain.problem import Message
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.total import total

NEAR = Decimal("0.005")
"""How near to a power of ten a ratio is suspicious: 3 of the national budget's 13,000 items are."""
IMPLAUSIBLE = 1000
"""The ratio that is suspicious whatever its digits: 14 of those 13,000 are."""


def jumps(inspected: Inspected) -> Iterable[Finding]:
    """Find amounts that are 10, 100, 1,000 … times the year before's, or more than 1,000 times whatever the digits."""
    for book in inspected.books:
        for item in book.items:
            factor = _factor(item.previous, item.current)
            if factor:
                params = {
                    "name": item.name,
                    "previous": item.previous.value,
                    "current": item.current.value,
                    "factor": factor,
                    "unit": book.unit,
                }
                yield Finding(Severity.WARNING, place(book, item.current.line), Message("check.jumps.item", params))
    for pair in inspected.pairs:
        own, following = _sum(pair.old, as_previous=False), _sum(pair.new, as_previous=True)
        factor = _power(own, following) if own and following else None
        if factor:
            sums = {"year": pair.old.year, "own": own, "following": following, "factor": factor, "unit": None}
            yield Finding(Severity.ERROR, place(pair.new), Message("check.jumps.book", sums), (place(pair.old),))


def _factor(previous: Amount, current: Amount) -> int | None:
    """Return how many times the one amount is the other, if that is suspicious."""
    if not previous.value or not current.value or previous.whole or current.whole:
        return None
    if _is_fine(previous.value) and _is_fine(current.value) and (power := _power(previous.value, current.value)):
        return power
    ratio = _ratio(previous.value, current.value)
    return round(ratio) if ratio >= IMPLAUSIBLE else None


def _is_fine(value: Decimal) -> bool:
    """Say whether enough digits are printed for a ratio to mean something."""
    return len(value.as_tuple().digits) > 1


def _ratio(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times the smaller the greater is; no jump is below 1, as where one of them is negative."""
    return max(one, other) / min(one, other)


def _power(one: Decimal, other: Decimal) -> int | None:
    """Return the power of ten from 10 on that the ratio of the two is near to."""
    ratio = _ratio(one, other)
    power = Decimal(10) ** (ratio * (1 + NEAR)).adjusted()
    return int(power) if power > 1 and abs(ratio / power - 1) <= NEAR else None


def _sum(book: Book, *, as_previous: bool) -> Decimal | None:
    year = book.previous_year if as_previous else book.year
    return total(Shelf((book,)).lines((year,)).lines, 1).sums[0].counted
