"""What a check finds, and what the checks look at."""

from collections.abc import Iterable
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from budgetcli.domain.book import Book, Item
from budgetcli.domain.lineage import Lineage, trace
from budgetcli.domain.problem import Message, Place
from budgetcli.domain.shelf import Shelf


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    """Two statements contradict each other."""
    WARNING = "warning"
    """Something is left open, or is most likely a slip."""
    NOTE = "note"
    """Nothing is wrong; a reader should know."""


class Finding(NamedTuple):
    """One thing that a check found."""

    severity: Severity
    place: Place
    message: Message
    others: tuple[Place, ...] = ()
    """Where the other side of it stands."""


def place(book: Book, line: int = 1) -> Place:
    """Return the place of a line of a book."""
    return Place(book.file, max(line, 1), 1)


class Kin(NamedTuple):
    """The items of two years that are one line."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]


class Pair:
    """The books of two years in a row."""

    def __init__(self, old: Book, new: Book) -> None:
        self.old = old
        self.new = new

    @cached_property
    def kin(self) -> list[Kin]:
        """Return the lines of the two books, in the order of the new one, then of the old one."""
        old, new = trace((self.old, self.new)).groups
        found: dict[int, tuple[list[Item], list[Item]]] = {}
        for side, book, groups in ((1, self.new, new), (0, self.old, old)):
            for item, group in zip(book.items, groups, strict=True):
                found.setdefault(group, ([], []))[side].append(item)
        return [Kin(tuple(before), tuple(after)) for before, after in found.values()]


class Inspected:
    """Books under inspection, with what several checks need of them."""

    def __init__(self, shelf: Shelf) -> None:
        self.books = shelf.books
        self.organisations = shelf.organisations

    @cached_property
    def pairs(self) -> list[Pair]:
        """Return each book with the one of the year before: that of the stage of its 前年度, else the last given."""
        return [
            Pair(old, new) for books in self.organisations for new in books if (old := _before(new, books)) is not None
        ]

    @cached_property
    def lineages(self) -> list[tuple[list[Book], Lineage]]:
        """Return the lineage of each organisation's books."""
        return [(books, trace(books)) for books in self.organisations]


def _before(new: Book, books: Iterable[Book]) -> Book | None:
    candidates = [book for book in books if book.year == new.previous_year]
    for stage in (new.previous_stage, new.stage):
        for book in reversed(candidates):
            if stage and book.stage is stage:
                return book
    return candidates[-1] if candidates else None
