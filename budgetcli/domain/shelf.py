"""Several books together: which figures stand for a year, and which items are the same."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import ABSENT, NOTHING_BEFORE, Amount, Kind, Mark
from budgetcli.domain.book import Book, Item, Stage
from budgetcli.domain.lines import Column, Line, Lines
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear


class Basis(Enum):
    """Which of two books speaks for a year that both print."""

    OWN = "own"
    """The year's own book."""
    NEXT = "next"
    """The next year's book, as 前年度."""


class _Source(NamedTuple):
    """Where a column's figures stand in one organisation's books."""

    book: Book
    as_previous: bool
    beside_own: bool = False
    """Whether the book's own year is the other column."""

    @property
    def stage(self) -> Stage | None:
        return self.book.previous_stage if self.as_previous else self.book.stage

    def amount(self, item: Item) -> Amount:
        """Return the item's figure; nothing before a current amount marked 新規."""
        if not self.as_previous:
            return item.current
        if Mark.NEW in item.current.marks and item.previous.kind is Kind.UNSTATED:
            return NOTHING_BEFORE
        return item.previous


class Shelf(NamedTuple):
    """Several books, in the order in which they were given."""

    books: tuple[Book, ...]

    @property
    def years(self) -> list[FiscalYear]:
        """Return the years of which some book has figures, in order."""
        return sorted({year for book in self.books for year in (book.previous_year, book.year)})

    @property
    def newest(self) -> FiscalYear:
        """Return the year of the newest book."""
        return max(book.year for book in self.books)

    def lines(self, years: Sequence[FiscalYear], basis: Basis | None = None, stage: Stage | None = None) -> Lines:
        """Return a line per item with its figure in each of the years.

        By default two years in a row that one book prints are that book's own two
        columns, and other years are each its own book's.
        """
        organisations: dict[str, list[Book]] = {}
        for book in self.books:
            organisations.setdefault(key(book.organisation), []).append(book)
        lines: list[Line] = []
        found: list[list[_Source]] = [[] for _ in years]
        for books in organisations.values():
            sources = _sources(books, years, basis, stage)
            for column, source in zip(found, sources, strict=True):
                column.extend(filter(None, [source]))
            lines += _match(sources)
        return Lines(tuple(map(_column, years, found)), tuple(lines))


def _column(year: FiscalYear, sources: list[_Source]) -> Column:
    stages = dict.fromkeys(source.stage for source in sources if source.stage)
    return Column(year, tuple(stages), any(source.as_previous and not source.beside_own for source in sources))


def _sources(
    books: list[Book], years: Sequence[FiscalYear], basis: Basis | None, stage: Stage | None
) -> list[_Source | None]:
    """Return what speaks for each year; None where no book does."""
    if basis is None and len(years) == 2 and years[0] != years[1]:
        both = _pick(books, max(years), stage)
        if both and both.previous_year == min(years):
            return [_Source(both, as_previous=year == both.previous_year, beside_own=True) for year in years]
    return [_source(books, year, basis or Basis.OWN, stage) for year in years]


def _source(books: list[Book], year: FiscalYear, basis: Basis, stage: Stage | None) -> _Source | None:
    own = _pick(books, year, stage)
    following = next((book for book in reversed(books) if book.previous_year == year), None)
    candidates = [
        _Source(own, as_previous=False) if own else None,
        _Source(following, as_previous=True) if following else None,
    ]
    if basis is Basis.NEXT:
        candidates.reverse()
    return next(filter(None, candidates), None)


def _pick(books: Iterable[Book], year: FiscalYear, stage: Stage | None) -> Book | None:
    """Return the last given book of the year, at the stage if one is asked for."""
    chosen = [book for book in books if book.year == year and stage in (None, book.stage)]
    return chosen[-1] if chosen else None


MatchKey = tuple[str, ...]


def _match(sources: Sequence[_Source | None]) -> list[Line]:
    """Return the lines of one organisation: the items of the newest book first, each in its book's order."""
    books = {source.book.file: source.book for source in sources if source}
    newest_first = sorted(books.values(), key=lambda book: book.year, reverse=True)
    if len(newest_first) == 1:
        book = newest_first[0]
        return [
            Line(book, item, tuple(source.amount(item) if source else ABSENT for source in sources))
            for item in book.items
        ]
    keys = {book.file: _keys(book) for book in newest_first}
    ambiguous = {name for names in keys.values() for name, count in Counter(names).items() if count > 1}
    index = {book.file: _index(book, keys[book.file], ambiguous) for book in newest_first}
    lines: dict[MatchKey, Line] = {}
    for book in newest_first:
        for name, item in index[book.file].items():
            if name not in lines:
                amounts = (_amount(source, index, name) for source in sources)
                lines[name] = Line(book, item, tuple(amounts))
    return list(lines.values())


def _keys(book: Book) -> list[MatchKey]:
    return [(item.id,) if item.id else (key(item.name), *map(key, item.category)) for item in book.items]


def _index(book: Book, keys: list[MatchKey], ambiguous: set[MatchKey]) -> dict[MatchKey, Item]:
    return {
        (*name, key(item.measure)) if name in ambiguous else name: item
        for name, item in zip(keys, book.items, strict=True)
    }


def _amount(source: _Source | None, index: dict[str, dict[MatchKey, Item]], name: MatchKey) -> Amount:
    item = index[source.book.file].get(name) if source else None
    return source.amount(item) if source and item else ABSENT
