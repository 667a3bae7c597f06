"""All that is known of one item."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit
from budgetcli.domain.amount import Kind as AmountKind
from budgetcli.domain.book import Book, Item, Stage
from budgetcli.domain.interval import percent
from budgetcli.domain.lineage import category_key, trace
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.text import key
from budgetcli.domain.total import total
from budgetcli.domain.year import FiscalYear
from budgetcli.report import table
from budgetcli.report.cells import MARK_NOTES, amount_cell, page_cell, plain_column
from budgetcli.report.table import Cell, Column, Notes, Row, Table

MOST_OFFERED = 10


class Kept(NamedTuple):
    """One item as one book has it."""

    book: Book
    item: Item


Known = list[Kept]
"""An item, or a group of them, in every book that has it, from old to new."""


class Figure(NamedTuple):
    """One printed figure of an item."""

    kept: Kept
    year: FiscalYear
    stage: Stage | None
    amount: Amount
    code: str
    """What of the book it is: its current, previous or supplementary amount."""


def find(shelf: Shelf, name: str, categories: Sequence[str]) -> list[Known]:
    """Return what goes by the id or the name: exactly so called items, else those with it in their name."""
    known = [group for books in shelf.organisations for group in _groups(books)]
    known = [group for group in known if _in_categories(group, categories)]
    exact = [group for group in known if any(name == one.item.id or key(name) == key(one.item.name) for one in group)]
    return exact or [group for group in known if any(key(name) in key(one.item.name) for one in group)]


def _groups(books: Sequence[Book]) -> Iterable[Known]:
    found: dict[int, Known] = {}
    for book, groups in zip(books, trace(books).groups, strict=True):
        for item, group in zip(book.items, groups, strict=True):
            found.setdefault(group, []).append(Kept(book, item))
    return found.values()


def _in_categories(group: Known, categories: Sequence[str]) -> bool:
    levels = {key(level) for one in group for level in one.item.category} if categories else set()
    return not categories or any(key(part) in level for part in categories for level in levels)


def choice(name: str, groups: Sequence[Known]) -> Problem:
    """Return the problem that several items answer the name, with their names and categories."""
    newest = [group[-1].item for group in groups[:MOST_OFFERED]]
    known = tuple(f"{item.name}（{item.category_text}）" if item.category else item.name for item in newest)
    return Problem("name-several", {"text": name, "count": len(groups), "known": known}, ())


def show(group: Known, unit: Unit) -> Table:
    """Return a row per figure that any book prints of the item, the newest last."""
    rows = tuple(_row(figure, unit) for kept in group for figure in _figures(kept))
    return Table(tuple(_headings(group)), COLUMNS, rows, tuple(_notes(group)), unit)


COLUMNS = (
    Column("year", table.Kind.TEXT, Message("column.book_year", {})),
    plain_column("figure", table.Kind.NOTES),
    plain_column("amount", table.Kind.AMOUNT),
    plain_column("unit", shown=False),
    plain_column("share_pct", table.Kind.PERCENT),
    plain_column("printed"),
    plain_column("name", shown=False),
    plain_column("category", shown=False),
    plain_column("page"),
    plain_column("place", under="printed"),
    plain_column("note", table.Kind.NOTES, under="printed"),
)


def _figures(kept: Kept) -> Iterable[Figure]:
    book, item = kept
    yield Figure(kept, book.previous_year, book.previous_stage, item.previous, "show.previous")
    for entry in item.supplementary:
        yield Figure(kept, entry.year, Stage.SUPPLEMENTARY, entry.amount, "show.supplementary")
    yield Figure(kept, book.year, book.stage, item.current, "show.current")


def _row(figure: Figure, unit: Unit) -> Row:
    (book, item), amount = figure.kept, figure.amount
    said = Message(figure.code, {"stage": figure.stage}) if figure.stage else Message(f"{figure.code}_only", {})
    marks = (Message(code, {}) for mark, code in MARK_NOTES.items() if mark in amount.marks)
    cells: tuple[Cell, ...] = (
        figure.year.code,
        Notes((said,)),
        amount_cell(amount, unit),
        unit.name,
        _share(figure),
        amount.printed or None,
        item.name,
        item.category_text,
        page_cell(item.page),
        f"{book.file}:{amount.line or item.line}",
        Notes(tuple(marks)),
    )
    return Row(cells)


def _share(figure: Figure) -> Decimal | None:
    """Return the figure over the sum of its category in its book, in percent."""
    book, item = figure.kept
    if figure.code == "show.supplementary" or figure.amount.kind is not AmountKind.STATED or not item.category:
        return None
    members = tuple(other for other in book.items if category_key(other) == category_key(item))
    lines = Shelf((book._replace(items=members),)).lines((figure.year,)).lines
    sums = total(lines, 1).sums[0].counted
    return percent(figure.amount.value, sums) if sums and figure.amount.value is not None else None


def _headings(group: Known) -> Iterable[Message]:
    book, item = group[-1]
    yield Message("show.name", {"organisation": book.organisation or book.title, "name": item.name})
    if item.category or item.measure:
        yield Message("show.category", {"category": " / ".join(filter(None, (item.category_text, item.measure)))})
    if item.id:
        yield Message("show.id", {"id": item.id})
    names: dict[str, list[FiscalYear]] = {}
    for one in group:
        if key(one.item.name) != key(item.name) or category_key(one.item) != category_key(item):
            moved = category_key(one.item) != category_key(item)
            name = f"{one.item.name}（{one.item.category_text}）" if moved else one.item.name
            names.setdefault(name, []).append(one.book.year)
    for name, years in names.items():
        yield Message("show.formerly", {"years": tuple(years), "name": name})
    if item.part_of:
        yield Message("show.whole", {"name": item.part_of})
    if item.share_of:
        yield Message("show.grant", {"name": item.share_of})
    parts = tuple(other.name for other in book.items if other.part_of and other.whole in item.names)
    if parts:
        yield Message("show.parts", {"names": parts})


def _notes(group: Known) -> Iterable[Message]:
    for book, item in group:
        document = ", ".join(dict.fromkeys(filter(None, (book.source.document or book.title, book.source.url))))
        if document:
            yield Message("show.source", {"year": book.year, "document": document})
        for code, text in (("show.note", item.note), ("show.quote", item.quote)):
            if text:
                yield Message(code, {"year": book.year, "text": text})
