"""What reading the books found."""

from collections import Counter
from collections.abc import Sequence

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Book, Stage
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.total import Reason, total
from budgetcli.domain.year import FiscalYear
from budgetcli.report import table
from budgetcli.report.cells import plain_column, yen_cell
from budgetcli.report.headings import year_words
from budgetcli.report.table import Notes, Row, Table

COLUMNS = (
    plain_column("file"),
    plain_column("title"),
    plain_column("organisation"),
    plain_column("previous_year"),
    plain_column("book_year"),
    plain_column("items", table.Kind.COUNT),
    plain_column("categories", table.Kind.COUNT),
    plain_column("previous_total", table.Kind.AMOUNT),
    plain_column("current_total", table.Kind.AMOUNT),
    plain_column("unit"),
    plain_column("shares", table.Kind.COUNT),
    plain_column("unstated", table.Kind.COUNT),
    plain_column("problems", table.Kind.COUNT),
)


def loading(shelf: Shelf, problems: Sequence[Problem]) -> Table:
    """Return a row per book: its years and stages, how much it holds, and what carries no amount."""
    counts = Counter(place.file for problem in problems for place in problem.places[:1])
    rows = tuple(_row(book, counts[book.file]) for book in shelf.books)
    items = sum(len(book.items) for book in shelf.books)
    note = Message("load.summary", {"books": len(rows), "items": items, "problems": len(problems)})
    return Table((), COLUMNS, rows, (note,), Unit.円)


def _row(book: Book, problems: int) -> Row:
    unit = book.unit or Unit.円
    lines: Lines = Shelf((book,)).lines((book.previous_year, book.year))
    sums = total(lines.lines, 2, bounded=False)
    left_out = Counter(entry.reason for entry in sums.left_out if entry.column == 1)
    return Row(
        (
            book.file,
            book.title,
            book.organisation,
            _column(book.previous_year, book.previous_stage),
            _column(book.year, book.stage),
            len(book.items),
            len({item.category for item in book.items}),
            yen_cell(sums.sums[0].counted, unit),
            yen_cell(sums.sums[1].counted, unit),
            unit.name,
            left_out[Reason.SHARE],
            left_out[Reason.UNSTATED],
            problems,
        )
    )


def _column(year: FiscalYear, stage: Stage | None) -> Notes:
    return Notes((year_words(year, (stage,) if stage else ()),))
