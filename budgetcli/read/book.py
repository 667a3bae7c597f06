"""A book's file or text into the domain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.book import Book
from budgetcli.domain.problem import Problem
from budgetcli.read.plain import plain_book
from budgetcli.read.text import read_text


class Reading(NamedTuple):
    """What came of reading a book: the book where the file has one, and everything wrong with it."""

    book: Book | None
    problems: list[Problem]


def read_book(path: Path) -> Reading:
    """Return the book in a file and its problems."""
    text, problems = read_text(path)
    return Reading(None, problems) if problems else parse_book(text, str(path))


def parse_book(text: str, file: str) -> Reading:
    """Return the book that a text holds and its problems; `file` names it in them."""
    with _collector_off():
        if book := plain_book(text, file):
            return Reading(book, [])
        from budgetcli.read.head import BookReader

        reader = BookReader(text, file)
        return Reading(reader.read(), reader.problems)


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the cyclic garbage collector off: with it, many items take more than their proportion of time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
