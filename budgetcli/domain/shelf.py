"""Several books together: which figures stand for a year, and which items are the same."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import ABSENT, NOTHING_BEFORE, Amount, Kind, Mark
from budgetcli.domain.book import Book, Item, Stage
from budgetcli.domain.lineage import trace
from budgetcli.domain.lines import Column, Entry, Line, Lines, together
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
    """Whether the book's own year is the other column, and no other book speaks for the year."""

    @property
    def year(self) -> FiscalYear:
        return self.book.previous_year if self.as_previous else self.book.year

    @property
    def stage(self) -> Stage | None:
        return self.book.previous_stage if self.as_previous else self.book.stage

    def amounts(self) -> list[Amount]:
        """Return the figure of each of the book's items."""
        items = self.book.items
        return [_before(item) for item in items] if self.as_previous else [item.current for item in items]


def _before(item: Item) -> Amount:
    """Return the item's previous amount; nothing before a current amount marked 新規."""
    marks, previous = item.current.marks, item.previous
    return NOTHING_BEFORE if marks and Mark.NEW in marks and previous.kind is Kind.UNSTATED else previous


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
        found: list[list[_Source]] = [[] for _ in years]
        lines: list[Line] = []
        for books in self.organisations:
            sources = _sources(books, years, basis, stage)
            for column, source in zip(found, sources, strict=True):
                column.extend(filter(None, [source]))
            lines += _lines(sources, _between(books, sources))
        return Lines(tuple(map(_column, years, found)), tuple(lines))

    @property
    def organisations(self) -> list[list[Book]]:
        """Return the books of each organisation, from old to new."""
        found: dict[str, list[Book]] = {}
        for book in sorted(self.books, key=lambda book: book.year):
            found.setdefault(key(book.organisation), []).append(book)
        return list(found.values())


def editions(old: Book, new: Book, year: FiscalYear | None = None) -> Lines | None:
    """Return a line per item with the year's figure in each of two books, by default the books' own years'.

    None where one of them has no figure of the year.
    """
    sources = []
    for book in (old, new):
        wanted = year or book.year
        if wanted not in (book.year, book.previous_year):
            return None
        sources.append(_Source(book, as_previous=wanted != book.year))
    columns = tuple(
        Column(source.year, (source.stage,) if source.stage else (), source.as_previous, source.book.file)
        for source in sources
    )
    return Lines(columns, tuple(_lines(sources, (old,) if old.file == new.file else (old, new))))


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
            alone = _pick(books, both.previous_year, None) is None
            return [_Source(both, as_previous=year == both.previous_year, beside_own=alone) for year in years]
    return [_source(books, year, basis or Basis.OWN, stage) for year in years]


def _source(books: list[Book], year: FiscalYear, basis: Basis, stage: Stage | None) -> _Source | None:
    own = _pick(books, year, stage)
    following = [book for book in books if book.previous_year == year and stage in (None, book.previous_stage)]
    candidates = [
        _Source(own, as_previous=False) if own else None,
        _Source(following[-1], as_previous=True) if following else None,
    ]
    if basis is Basis.NEXT:
        candidates.reverse()
    return next(filter(None, candidates), None)


def _pick(books: Iterable[Book], year: FiscalYear, stage: Stage | None) -> Book | None:
    """Return the last given book of the year, at the stage if one is asked for."""
    chosen = [book for book in books if book.year == year and stage in (None, book.stage)]
    return chosen[-1] if chosen else None


def _between(books: list[Book], sources: Iterable[_Source | None]) -> Sequence[Book]:
    """Return the books of the sources and one of each year between them, through which renamed items line up."""
    used = {source.book.file: source.book for source in sources if source}
    years = {book.year for book in used.values()}
    picked = {book.year: book for book in books if years and min(years) < book.year < max(years)}
    return [book for book in books if book.file in used or (book.year not in years and picked.get(book.year) is book)]


def _lines(sources: Sequence[_Source | None], books: Sequence[Book]) -> list[Line]:
    """Return the lines of one organisation: the items of the newest book first, each in its book's order."""
    if not any(sources):
        return []
    if len(books) == 1:
        book = books[0]
        columns = [source.amounts() if source else [ABSENT] * len(book.items) for source in sources]
        return [Line(book, item, amounts) for item, amounts in zip(book.items, zip(*columns, strict=True), strict=True)]
    groups = trace(books).groups
    held: list[dict[int, list[Entry]]] = [{} for _ in sources]
    first: dict[int, tuple[Book, Item]] = {}
    for book, members in reversed(list(zip(books, groups, strict=True))):
        figures = [
            (column, source.amounts())
            for column, source in zip(held, sources, strict=True)
            if source and source.book.file == book.file
        ]
        for place, (item, group) in enumerate(zip(book.items, members, strict=True) if figures else ()):
            first.setdefault(group, (book, item))
            for column, amounts in figures:
                column.setdefault(group, []).append(Entry(book, item, amounts[place]))
    return [
        _line(book, item, tuple(tuple(column.get(group, ())) for column in held))
        for group, (book, item) in first.items()
    ]


def _line(book: Book, item: Item, held: tuple[tuple[Entry, ...], ...]) -> Line:
    return Line(book, item, tuple(map(together, held)), held)
