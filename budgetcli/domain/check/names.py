"""Checks of names that are nearly, but not quite, the same."""

import re
from collections.abc import Iterable, Iterator

from budgetcli.domain.book import Book, Item
from budgetcli.domain.check.finding import Finding, Inspected, Severity, place
from budgetcli.domain.lineage import category_key
from budgetcli.domain.problem import Message
from budgetcli.domain.text import fold, key

MARKS = re.compile(r"[\W_ー]+")
VARIANTS = str.maketrans("ヶヵケがノ之", "けけけけのの")
SHORTEST = 4
"""Characters of a name under which one more or less makes another word."""


def skeleton(name: str) -> str:
    """Return what is left of a name without marks, brackets and spelling variants."""
    return MARKS.sub("", fold(name).casefold()).translate(VARIANTS)


def near_names(inspected: Inspected) -> Iterable[Finding]:
    """Find items of one category whose names differ in marks alone, and from year to year in one character."""
    for book in inspected.books:
        yield from _within(book)
    for pair in inspected.pairs:
        gone = [item for kin in pair.kin if not kin.new for item in kin.old]
        come = [item for kin in pair.kin if not kin.old for item in kin.new]
        yield from _across(pair.old, gone, pair.new, come)


def _within(book: Book) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Item] = {}
    for item in book.items:
        other = first.setdefault((category_key(item), key(item.measure), skeleton(item.name)), item)
        if other is not item and key(other.name) != key(item.name):
            yield _finding(book, item, book, other)


def _across(old: Book, gone: list[Item], new: Book, come: list[Item]) -> Iterator[Finding]:
    index: dict[tuple[str, str], Item] = {}
    for item in gone:
        for form in _forms(item.name):
            index.setdefault((category_key(item), form), item)
    for item in come:
        found = (index.get((category_key(item), form)) for form in _forms(item.name))
        other = next((other for other in found if other and _is_slip(other.name, item.name)), None)
        if other:
            yield _finding(new, item, old, other)


def _forms(name: str) -> list[str]:
    """Return the name and all that is left of it without one character: two names one edit apart share one."""
    plain = skeleton(name)
    return [plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))] if plain else []


def _is_slip(one: str, other: str) -> bool:
    """Say whether names one edit apart are most likely the same: not where a number differs, or the name is short."""
    one, other = skeleton(one), skeleton(other)
    numbers = [re.findall(r"[\d一二三四五六七八九十甲乙丙丁]", name) for name in (one, other)]
    if one == other:
        return True
    if numbers[0] != numbers[1] or min(len(one), len(other)) < SHORTEST:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[start + 1 :] in (other[start:], other[start + 1 :]) or one[start:] == other[start + 1 :]


def _finding(book: Book, item: Item, other_book: Book, other: Item) -> Finding:
    params = {"name": item.name, "other": other.name}
    message = Message("check.names.near", params)
    return Finding(Severity.WARNING, place(book, item.line), message, (place(other_book, other.line),))
