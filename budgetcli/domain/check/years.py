"""Checks of a year's figure that stands in two books: its own, and the next year's as 前年度."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Mark
from budgetcli.domain.book import Book
from budgetcli.domain.check.finding import Finding, Inspected, Kin, Pair, Severity, place
from budgetcli.domain.interval import ZERO
from budgetcli.domain.lines import Entry, together
from budgetcli.domain.problem import Message
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.total import total
from budgetcli.domain.year import FiscalYear

REVISED_SHARE = Decimal("0.1")
"""Of the items that both books have: above it the figures are of another stage, below it single items differ.

In the national budget up to 7 % differ by regrouping (2017 to 2020), 18 % and more by revision (2021 to 2024)."""
MOST_CATEGORIES = 5


class _Difference(NamedTuple):
    """Two statements of one figure that cannot both be true."""

    kin: Kin
    own: Amount
    following: Amount


def disagreements(inspected: Inspected) -> Iterable[Finding]:
    """Find figures on which two books disagree, beyond rounding; another stage is explained once, not item by item."""
    for pair in inspected.pairs:
        both = [kin for kin in pair.kin if kin.old and kin.new]
        differences = [difference for kin in both if (difference := _difference(pair, kin)) is not None]
        if not differences:
            continue
        own, following = pair.old.stage, pair.new.previous_stage
        if own and following and own is not following:
            yield _explained("stages", Severity.NOTE, pair, len(both), len(differences))
        elif not (own and following) and len(differences) > REVISED_SHARE * len(both):
            yield _explained("unnamed", Severity.WARNING, pair, len(both), len(differences))
        else:
            severity = Severity.ERROR if own and following else Severity.WARNING
            yield from (_single(pair, difference, severity) for difference in differences)


def _difference(pair: Pair, kin: Kin) -> _Difference | None:
    own = together([Entry(pair.old, item, item.current) for item in kin.old])
    following = together([Entry(pair.new, item, item.previous) for item in kin.new])
    bounds, others = own.bounds(), following.bounds()
    if bounds is None or others is None or Mark.APPROXIMATE in own.marks | following.marks:
        return None
    agree = bounds.low <= others.high and others.low <= bounds.high
    return None if agree else _Difference(kin, own, following)


def _single(pair: Pair, difference: _Difference, severity: Severity) -> Finding:
    item, before = difference.kin.new[0], difference.kin.old[0]
    own, following = difference.own.value, difference.following.value
    params = {
        "year": pair.old.year,
        "name": item.name,
        "own": own,
        "following": following,
        "change": None if own is None or following is None else following - own,
        "unit": pair.new.unit,
    }
    return Finding(
        severity,
        place(pair.new, item.previous.line or item.line),
        Message("check.years.differ", params),
        (place(pair.old, before.current.line or before.line),),
    )


def _explained(code: str, severity: Severity, pair: Pair, both: int, differ: int) -> Finding:
    """Return the one statement that the two books print the year's figures of different stages."""
    own, following = _sums(pair.old, pair.old.year), _sums(pair.new, pair.old.year)
    changes = {name: following.get(name, ZERO) - own.get(name, ZERO) for name in {*own, *following}}
    categories = sorted(
        (name for name in changes if name and changes[name]), key=lambda name: (-abs(changes[name]), name)
    )
    sums = [
        {"name": name or Message("check.years.whole", {}), "own": own.get(name), "following": following.get(name),
         "change": changes.get(name), "unit": pair.new.unit}
        for name in ["", *categories[:MOST_CATEGORIES]]
    ]  # fmt: skip
    params = {
        "year": pair.old.year,
        "own": pair.old.stage,
        "following": pair.new.previous_stage,
        "both": both,
        "differ": differ,
        "sums": tuple(Message("check.years.sum", figures) for figures in sums),
    }
    return Finding(severity, place(pair.new), Message(f"check.years.{code}", params), (place(pair.old),))


def _sums(book: Book, year: FiscalYear) -> dict[str, Decimal]:
    """Return the sums of the year's figures in a book in 円, by broadest category and of all under no name."""
    lines = Shelf((book,)).lines((year,)).lines
    groups: dict[str, list[int]] = {"": list(range(len(lines)))}
    for number, line in enumerate(lines):
        if line.item.category:
            groups.setdefault(line.item.category[0], []).append(number)
    sums = {name: total([lines[number] for number in numbers], 1).sums[0].counted for name, numbers in groups.items()}
    return {name: counted for name, counted in sums.items() if counted is not None}
