"""What stands above a table: whose figures, which years, which stage, which unit."""

from budgetcli.domain.amount import Unit
from budgetcli.domain.lines import Column, Line, Lines
from budgetcli.domain.problem import Message


def headings(lines: Lines, unit: Unit) -> tuple[Message, ...]:
    """Return the headings of a report over the lines."""
    books = {line.book.file: line.book for line in lines.lines}
    names = dict.fromkeys(book.organisation or book.title for book in books.values())
    return (
        Message(
            "heading.lines",
            {"names": tuple(names), "columns": tuple(map(_column, lines.columns)), "unit": unit},
        ),
    )


def _column(column: Column) -> Message:
    code = "heading.previous_column" if column.as_previous else "heading.column"
    said = Message(code, {"year": column.year, "stages": column.stages})
    return Message("heading.edition", {"column": said, "file": column.file}) if column.file else said


def unit_of(lines: list[Line]) -> Unit:
    """Return the unit of the newest book among the lines, 円 where it has none."""
    newest = max((line.book for line in lines), key=lambda book: book.year, default=None)
    return newest.unit if newest and newest.unit else Unit.円
