"""Proposals of `formerly`: what an item that appears most likely was in the book of the year before."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book, Item
from budgetcli.domain.check.continuity import is_new, is_nothing
from budgetcli.domain.check.finding import Inspected, Pair
from budgetcli.domain.likeness import likeness, pieces
from budgetcli.domain.lineage import Catalogue, category_key
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.text import key

SAME_AMOUNT, SAME_CATEGORY, SAME_SECTION = 1.0, 0.2, 0.1
"""What an equal amount and a common category add to the likeness of the names."""
SURE = {SAME_CATEGORY: 0.75, SAME_SECTION: 0.85}
"""Likeness of names from which alone an item is proposed, by what its category has in common."""
FAIR = 0.5
"""Likeness of names from which an equal amount is no coincidence, be it of another section or of few digits."""
TELLING_DIGITS = 4
"""Digits that an amount must have for two of a section not to be equal by chance."""
LEAD = 0.1
"""How much likelier than any other a proposal must be."""
SECTION_LEVELS = 2
"""Levels of the category that make a section: account and ministry, in the national budget."""


class Reason(Enum):
    """Why an item is proposed."""

    AMOUNT = "amount"
    """The book prints as 前年度 just what the old item's own book has."""
    NAME = "name"
    """The names are alike and no other is as like."""
    SUM = "sum"
    """All that vanishes from the category adds up to all that appears in it."""

    EMPTIED = "emptied"
    """The old item goes down to nothing where one of its name begins from nothing."""


class Suggestion(NamedTuple):
    """What an item most likely was."""

    book: Book
    item: Item
    old_book: Book
    old: tuple[Item, ...]
    formerly: tuple[str, ...]
    """The texts to write, each of which leads to its item alone."""
    reason: Reason
    likeness: int
    """Of the names in percent; of the likest where there are several."""


def suggest(shelf: Shelf) -> list[Suggestion]:
    """Return the strong and unambiguous candidates for `formerly`, book by book in the order of items."""
    return [suggestion for pair in Inspected(shelf).pairs for suggestion in _pair(pair)]


def _pair(pair: Pair) -> Iterable[Suggestion]:
    gone = [item for kin in pair.kin if not kin.new for item in kin.old if not is_nothing(item.current)]
    come = [item for kin in pair.kin if not kin.old for item in kin.new if not item.formerly]
    found = {id(new): ([old], Reason.EMPTIED) for old, new in _emptied(pair, come)}
    fresh, come = come, [item for item in come if not is_new(item)]
    for old, new, reason in _singles(gone, come):
        found[id(new)] = [old], reason
    used = {id(item) for olds, _ in found.values() for item in olds}
    left = [item for item in gone if id(item) not in used], [item for item in come if id(item) not in found]
    for olds, news in _sums(*left):
        found |= {id(new): (olds, Reason.SUM) for new in news}
    catalogue = Catalogue(pair.old)
    places = {id(item): place for place, item in enumerate(pair.old.items)}
    for item in fresh:
        olds, reason = found.get(id(item), ([], Reason.NAME))
        texts = tuple(catalogue.call(places[id(old)], item) for old in olds)
        if texts and all(texts):
            alike = max(likeness(pieces(old.name), pieces(item.name)) for old in olds)
            yield Suggestion(pair.new, item, pair.old, tuple(olds), texts, reason, round(alike * 100))


def _emptied(pair: Pair, come: Iterable[Item]) -> Iterable[tuple[Item, Item]]:
    """Return old items that the new book still lists, with nothing, and the one new item of the name that begins."""
    ends: dict[str, list[Item]] = {}
    for kin in pair.kin:
        if len(kin.old) == len(kin.new) == 1 and is_nothing(kin.new[0].current) and not is_nothing(kin.old[0].current):
            ends.setdefault(key(kin.old[0].name), []).append(kin.old[0])
    begins: dict[str, list[Item]] = {}
    for item in come:
        if is_new(item):
            begins.setdefault(key(item.name), []).append(item)
    for name, items in begins.items():
        if len(items) == len(ends.get(name, ())) == 1:
            yield ends[name][0], items[0]


def _singles(gone: Sequence[Item], come: Sequence[Item]) -> Iterable[tuple[Item, Item, Reason]]:
    """Return pairs of which each is by far the likeliest for the other."""
    before = [_traits(item, item.current) for item in gone]
    after = [_traits(item, item.previous) for item in come]
    by_old: dict[int, list[_Score]] = {}
    by_new: dict[int, list[_Score]] = {}
    for old, new in _comparable(before, after):
        if score := _score(old, new, before[old], after[new]):
            by_old.setdefault(old, []).append(score)
            by_new.setdefault(new, []).append(score)
    for scores in by_old.values():
        best = _best(scores)
        if best and _best(by_new[best.new]) == best:
            yield gone[best.old], come[best.new], best.reason


class _Traits(NamedTuple):
    """What items are likened by."""

    name: str
    pieces: frozenset[str]
    amount: Decimal | None
    category: str
    section: tuple[str, ...]


def _traits(item: Item, amount: Amount) -> _Traits:
    section = tuple(map(key, item.category[:SECTION_LEVELS]))
    return _Traits(key(item.name), pieces(item.name), amount.value, category_key(item), section)


def _comparable(before: Sequence[_Traits], after: Sequence[_Traits]) -> set[tuple[int, int]]:
    """Return the places of the pairs that have the name, the amount or the section in common."""
    index: dict[object, list[int]] = {}
    for place, old in enumerate(before):
        for trait in (old.name, old.amount, old.section):
            index.setdefault(trait, []).append(place)
    return {
        (old, place)
        for place, new in enumerate(after)
        for trait in (new.name, new.amount, new.section)
        for old in index.get(trait, ())
    }


class _Score(NamedTuple):
    """How likely two items are the same."""

    value: float
    reason: Reason
    old: int
    new: int


def _score(place: int, other: int, old: _Traits, new: _Traits) -> _Score | None:
    """Return how likely it is that two items are the same, and why; None where it is not likely enough."""
    alike = likeness(old.pieces, new.pieces)
    near = SAME_CATEGORY if old.category == new.category else SAME_SECTION if old.section == new.section else 0
    if old.amount and old.amount == new.amount:
        tells = _tells(old.amount)
        if near if tells else near and alike >= FAIR:
            return _Score(alike + near + SAME_AMOUNT, Reason.AMOUNT, place, other)
        if tells and alike >= FAIR:
            return _Score(alike + SAME_AMOUNT, Reason.AMOUNT, place, other)
    if alike >= SURE.get(near, 1):
        return _Score(alike + near, Reason.NAME, place, other)
    return None


def _best(scores: Iterable[_Score]) -> _Score | None:
    """Return the score that leads all others; None where two are near each other."""
    ranked = sorted(scores, key=lambda score: -score.value)[:2]
    return ranked[0] if len(ranked) < 2 or ranked[0].value - ranked[1].value >= LEAD else None


def _sums(gone: Sequence[Item], come: Sequence[Item]) -> Iterable[tuple[list[Item], list[Item]]]:
    """Return, for each category, all that vanishes and all that appears where both sums are the same amount."""
    groups: dict[str, tuple[list[Item], list[Item]]] = {}
    for side, items in enumerate((gone, come)):
        for item in items:
            groups.setdefault(category_key(item), ([], []))[side].append(item)
    for olds, news in groups.values():
        sums = _sum(item.current for item in olds), _sum(item.previous for item in news)
        if olds and news and sums[0] and sums[0] == sums[1] and _tells(sums[0]):
            yield olds, news


def _tells(amount: Decimal) -> bool:
    """Say whether the amount has so many digits that two are not equal by chance."""
    return len(amount.normalize().as_tuple().digits) >= TELLING_DIGITS


def _sum(amounts: Iterable[Amount]) -> Decimal | None:
    values = [amount.value for amount in amounts]
    known = [value for value in values if value is not None]
    return sum(known, start=Decimal(0)) if len(known) == len(values) else None
