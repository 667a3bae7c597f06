"""Books in the plain shape that most have: one key to a line, read without going through YAML.

Whatever is not certain to be read as YAML reads it is left to the YAML reader: an item that is not plain,
alone; the head, alone; a text in which anything is wrong, whole. So a plain book is never another book, problems
have one home, and a plain book is read before YAML's parser would even be loaded.
"""

from budgetcli.domain.book import Book
from budgetcli.read.plain.head import head_values
from budgetcli.read.plain.items import ItemList
from budgetcli.read.plain.parts import cut
from budgetcli.read.plain.scalar import NotPlain
from budgetcli.read.whole import book_of, conflicts


def plain_book(text: str, file: str) -> Book | None:
    """Return the book of a text that is mostly plain; None where it is to be read as YAML."""
    try:
        parts = cut(text)
        values = head_values(parts.head)
        if values is None:
            from budgetcli.read.plain.others import head_as_yaml

            return head_as_yaml(parts.head + parts.tail, file, lambda unit, year: ItemList(parts, unit, year).read())
        items = ItemList(parts, values.get("unit"), values["year"]).read()
        if "count" in values and (values["count"] != len(items) or not parts.tail):
            return None
        return None if any(conflicts(items)) else book_of({**values, "items": items}, file)
    except (NotPlain, KeyError):
        return None
