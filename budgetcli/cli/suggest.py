"""`check --suggest`: proposals of `formerly`, shown or written into the books."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.cli.failure import Failure
from budgetcli.cli.output import save
from budgetcli.domain.book import Book, Item
from budgetcli.domain.problem import Problem
from budgetcli.domain.suggest import Suggestion
from budgetcli.read.book import parse_book
from budgetcli.read.spots import item_spots
from budgetcli.write.edit import key_line, with_lines

KEY = "formerly"


class Edit(NamedTuple):
    """A book's file as it was and as it is to be."""

    path: Path
    before: bytes
    after: bytes
    entries: int


def apply(suggestions: Iterable[Suggestion]) -> list[Edit]:
    """Write the suggestions into their books; raises Failure, and then no book has changed."""
    books: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        books.setdefault(suggestion.book.file, []).append(suggestion)
    edits = [_edit(members[0].book, members) for members in books.values()]
    changed = [edit for edit in edits if edit.path.read_bytes() != edit.before]
    if changed:
        raise Failure([Problem("file-changed", {"file": str(edit.path)}, ()) for edit in changed])
    for edit in edits:
        save(edit.path, edit.after)
    return edits


def _edit(book: Book, suggestions: Sequence[Suggestion]) -> Edit:
    """Return the edit of one book, proved to read the same but for what it adds."""
    path = Path(book.file)
    before = path.read_bytes()
    encoding = "utf-8-sig" if before.startswith(b"\xef\xbb\xbf") else "utf-8"
    text = before.decode(encoding)
    if parse_book(text, book.file).book != book:
        raise Failure([Problem("file-changed", {"file": book.file}, ())])
    spots = item_spots(text)
    wanted = {suggestion.item.line: suggestion.formerly for suggestion in suggestions}
    insertions = {
        spots[line].offset: key_line(text, spots[line].offset, spots[line].indent, KEY, texts)
        for line, texts in wanted.items()
    }
    edited = with_lines(text, insertions)
    reading = parse_book(edited, book.file)
    items = tuple(item._replace(formerly=wanted.get(item.line, item.formerly)) for item in book.items)
    if reading.problems or reading.book is None or _unplaced(reading.book) != _unplaced(book._replace(items=items)):
        raise Failure([Problem("edit-unsafe", {"file": book.file}, ())])
    return Edit(path, before, edited.encode(encoding), len(wanted))


def _unplaced(book: Book) -> Book:
    """Return the book without line numbers."""
    totals = tuple(
        total._replace(line=0, current=total.current._replace(line=0), previous=total.previous._replace(line=0))
        for total in book.totals
    )
    return book._replace(items=tuple(map(_item, book.items)), totals=totals)


def _item(item: Item) -> Item:
    supplementary = tuple(entry._replace(amount=entry.amount._replace(line=0)) for entry in item.supplementary)
    current, previous = item.current._replace(line=0), item.previous._replace(line=0)
    return item._replace(line=0, current=current, previous=previous, supplementary=supplementary)
