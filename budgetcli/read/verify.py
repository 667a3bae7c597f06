"""A book's amounts, looked up in the text of the document that it was made from."""

import re
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book, Item
from budgetcli.domain.text import fold, key
from budgetcli.read.slides.pages import read_pages

UNITS = ("百万円", "千円", "億円", "兆円", "円")
SAY_NEW = ("新規", "皆増")
NEW = re.compile(r"新|皆\s?増|純増|new")
"""What documents print for an item that is new."""
SPACED = 4
"""Characters of an amount among which a space is one that extraction has left; shorter figures stand beside others."""


class Place(Enum):
    """Where an amount was found."""

    FOUND = "found"
    """At the page that the book names."""
    ELSEWHERE = "elsewhere"
    """At another page."""
    MISSING = "missing"


class Check(NamedTuple):
    """What was found of one amount."""

    item: Item
    amount: Amount
    place: Place
    pages: tuple[str, ...]
    """Where the words are printed."""


class Page(NamedTuple):
    """What is printed on a page."""

    text: str
    """Its lines, folded, with their spaces, which part figures."""
    key: str
    """The same without space, in which names are found."""


def verify(book: Book, text: str) -> list[Check]:
    """Return what the source says of each amount that the book prints."""
    lines: dict[str, list[str]] = {}
    for line in read_pages(text):
        lines.setdefault(line.page, []).append(line.raw)
    pages = {page: Page(fold("\n".join(raw)).casefold(), key("".join(raw))) for page, raw in lines.items()}
    return [
        _check(item, amount, pages)
        for item in book.items
        for amount in (item.current, item.previous, *(entry.amount for entry in item.supplementary))
        if amount.printed
    ]


def _check(item: Item, amount: Amount, pages: dict[str, Page]) -> Check:
    with_amount = tuple(number for number, page in pages.items() if _prints(page, amount))
    if item.page in with_amount:
        return Check(item, amount, Place.FOUND, with_amount)
    with_name = tuple(number for number in with_amount if key(item.name) in pages[number].key)
    return Check(item, amount, Place.ELSEWHERE if with_amount else Place.MISSING, with_name or with_amount)


def _prints(page: Page, amount: Amount) -> bool:
    """Say whether a page prints an amount, with its unit or with that which the page states once."""
    words = key(amount.printed).strip("【】()〔〕")
    if words in SAY_NEW:
        return NEW.search(page.text) is not None
    if _pattern(words).search(page.text):
        return True
    unit = next((name for name in UNITS if words.endswith(name) and name in page.key), "")
    return bool(unit) and _pattern(words.removesuffix(unit)).search(page.text) is not None


def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds an amount as a whole figure, which extraction may have spaced: 2.1億円 is not in 12.1億円."""
    inner = r"\s?" if len(words) >= SPACED else ""
    before = r"(?<![\d])(?<!\d[,.])" if words[:1].isdigit() else ""
    after = r"(?!\d|,\d)" if words[-1:].isdigit() else ""
    return re.compile(before + inner.join(map(re.escape, words)) + after)
