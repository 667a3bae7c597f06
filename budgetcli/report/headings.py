"""What stands above a table: whose figures, which years, which stage, which unit."""

from collections.abc import Sequence

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.lines import Column, Line, Lines
from budgetcli.domain.problem import Message
from budgetcli.domain.year import FiscalYear

MANY = 3
"""Years that are named by the first and the last of them."""


def headings(lines: Lines, unit: Unit) -> tuple[Message, ...]:
    """Return the headings of a report over the lines."""
    books = {line.book.file: line.book for line in lines.lines}
    newest = {book.organisation: book for book in sorted(books.values(), key=lambda book: book.year)}
    names = [book.organisation or book.title for book in newest.values()]
    return (
        Message(
            "heading.lines",
            {"names": tuple(names), "columns": _columns(lines.columns), "unit": unit},
        ),
    )


def year_words(year: FiscalYear, stages: Sequence[Stage]) -> Message:
    """Return what says a year, and its stages where they are known."""
    return Message("heading.column" if stages else "heading.year", {"year": year, "stages": tuple(stages)})


def _columns(columns: Sequence[Column]) -> tuple[Message, ...]:
    """Return what the columns hold, many years of one kind as the first and the last of them."""
    kinds = {(column.stages, column.as_previous, column.file) for column in columns}
    if len(columns) < MANY or len(kinds) > 1:
        return tuple(map(_column, columns))
    return (Message("heading.span", {"first": columns[0].year, "last": _column(columns[-1])}),)


def _column(column: Column) -> Message:
    said = year_words(column.year, column.stages)
    if column.as_previous:
        said = Message("heading.previous_column", {"column": said})
    return Message("heading.edition", {"column": said, "file": column.file}) if column.file else said


def sources(lines: Lines) -> tuple[Message, ...]:
    """Return what says of each book of the lines where its figures are from."""
    books = {book.file: book for line in lines.lines for book, _ in (line.members if line.held else ((line.book, 0),))}
    return tuple(
        Message(
            "source.book",
            {
                "title": book.title or book.file,
                "year": year_words(book.year, (book.stage,) if book.stage else ()),
                "source": tuple(filter(None, book.source)),
                "file": book.file.replace("\\", "/").rpartition("/")[2],
            },
        )
        for book in sorted(books.values(), key=lambda book: book.year)
    )


def unit_of(lines: list[Line]) -> Unit:
    """Return the unit of the newest book among the lines, 円 where it has none."""
    newest = max((line.book for line in lines), key=lambda book: book.year, default=None)
    return newest.unit if newest and newest.unit else Unit.円
