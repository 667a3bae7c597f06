"""What an import makes of a table, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Book
from budgetcli.domain.problem import Message
from budgetcli.report.cells import amount_cell, plain_column
from budgetcli.report.headings import year_words
from budgetcli.report.table import Kind, Notes, Row, Table

FIRST = 5
"""Items that a dry run shows."""
MOST_RANGES = 6
"""Rows, or ranges of them, that a summary names."""


def mapping_table(headings: Sequence[str], roles: Mapping[int, str], file: str, form: str) -> Table:
    """Return a row per column of a table: its heading and what it is to the book."""
    columns = (plain_column("number", Kind.COUNT), plain_column("heading"), plain_column("role", Kind.NOTES))
    rows = tuple(
        Row((number + 1, " ".join(text.split()), Notes((Message(f"role.{roles.get(number, 'unused')}", {}),))))
        for number, text in enumerate(headings)
    )
    return Table((Message("import.file", {"file": file, "form": form}),), columns, rows, (), Unit.円)


def first_items(book: Book) -> Table:
    """Return the first items of a book, with what its head matter says."""
    unit = book.unit or Unit.円
    columns = (
        plain_column("name"),
        plain_column("category"),
        plain_column("previous_amount", Kind.AMOUNT),
        plain_column("current_amount", Kind.AMOUNT),
        plain_column("page"),
    )
    rows = (
        (item.name, item.category_text, amount_cell(item.previous, unit), amount_cell(item.current, unit), item.page)
        for item in book.items[:FIRST]
    )
    years = [
        year_words(year, (stage,) if stage else ())
        for year, stage in ((book.previous_year, book.previous_stage), (book.year, book.stage))
    ]
    heading = Message("heading.lines", {"names": (book.title,), "columns": tuple(years), "unit": unit})
    return Table((heading,), columns, tuple(map(Row, rows)), (), unit)


def left_table(left: Sequence[tuple[str, int, str, str]]) -> Table:
    """Return a row for each row of the tables that is no item: file, row, reason and words."""
    columns = (
        plain_column("file"),
        plain_column("row", Kind.COUNT),
        plain_column("reason", Kind.NOTES),
        plain_column("text"),
    )
    rows = tuple(
        Row((file, row, Notes((Message(f"row_left.{reason}", {}),)), text)) for file, row, reason, text in left
    )
    return Table((Message("heading.left", {}),), columns, rows, (), Unit.円)


def summary(rows: int, items: int, left: Mapping[str, Sequence[int]], disagreements: int) -> Iterable[Message]:
    """Return how an import ended: rows read, items written, rows left out and why."""
    yield Message("import.summary", {"rows": rows, "items": items, "left_out": sum(map(len, left.values()))})
    for reason, numbers in left.items():
        params = {"reason": Message(f"row_left.{reason}", {}), "count": len(numbers), "numbers": _ranges(numbers)}
        yield Message("import.left", params)
    if disagreements:
        yield Message("import.disagreements", {"count": disagreements})


def _ranges(numbers: Sequence[int]) -> str:
    """Return the first few of some numbers, those that follow each other as one range."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    shown = ", ".join("-".join(map(str, ends)) for ends in ranges[:MOST_RANGES])
    return f"{shown} …" if len(ranges) > MOST_RANGES else shown
