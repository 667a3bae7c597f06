"""A book's amounts, looked up in the text of the document that it was made from."""

from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book, Item
from budgetcli.domain.text import key
from budgetcli.read.slides.pages import read_pages


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


def verify(book: Book, text: str) -> list[Check]:
    """Return what the source says of each amount that the book prints."""
    pages: dict[str, str] = {}
    for line in read_pages(text):
        pages[line.page] = pages.get(line.page, "") + key(line.raw)
    return [
        _check(item, amount, pages)
        for item in book.items
        for amount in (item.current, item.previous, *(entry.amount for entry in item.supplementary))
        if amount.printed
    ]


def _check(item: Item, amount: Amount, pages: dict[str, str]) -> Check:
    words = key(amount.printed).strip("【】()〔〕")
    name = key(item.name)
    with_amount = tuple(page for page, text in pages.items() if _stands(words, text))
    if item.page in with_amount:
        return Check(item, amount, Place.FOUND, with_amount)
    with_name = tuple(page for page in with_amount if name in pages[page])
    return Check(item, amount, Place.ELSEWHERE if with_amount else Place.MISSING, with_name or with_amount)


def _stands(words: str, text: str) -> bool:
    """Say whether the words stand in the text as a whole figure: 2.1億円 is not in 12.1億円."""
    at = text.find(words)
    while at >= 0:
        before = text[at - 1 : at]
        after = text[at + len(words) : at + len(words) + 1]
        glued = words[:1].isdigit() and (before.isdigit() or before in {",", "."}) and not _is_label(text[:at])
        if not glued and not (words[-1:].isdigit() and (after.isdigit() or after == ",")):
            return True
        at = text.find(words, at + 1)
    return False


def _is_label(before: str) -> bool:
    return not before or before[-1] not in ".,0123456789"
