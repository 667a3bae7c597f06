"""Rows for machine formats, the same for all of them and in every language."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from budgetcli.domain.compare import Status
from budgetcli.domain.problem import Message
from budgetcli.report.table import Column, Notes, Range, Role, Share, Table
from budgetcli.words import Words, load_words

ROLES = frozenset({Role.ITEM, Role.TOTAL})
"""Rows that are data; the others only help the eye."""
Value = str | int | Decimal | None


def keys(table: Table) -> list[str]:
    """Return the name of every value of a row."""
    return [key for column in table.columns if column.data for key in _keys(column)]


def _keys(column: Column) -> tuple[str, ...]:
    return (f"{column.key}_min", f"{column.key}_max") if column.ranged else (column.key,)


def values(table: Table) -> Iterable[list[Value]]:
    """Return the values of each row; notes are in Japanese whatever the user's language."""
    words = load_words("ja")
    places = [place for place, column in enumerate(table.columns) if column.data]
    is_ranged = any(column.ranged for column in table.columns)
    reader = READERS.get
    for row in table.rows:
        if row.role in ROLES:
            cells = row.cells
            found: list[Any] = [
                cell if (read := reader(cell.__class__)) is None else read(cell, words)
                for cell in [cells[place] for place in places]
            ]
            yield _flat(found) if is_ranged else found


def _flat(cells: Iterable[Any]) -> list[Value]:
    return [value for cell in cells for value in (cell if cell.__class__ is Range else (cell,))]


def _notes(cell: Notes, words: Words) -> str | None:
    return "; ".join(map(words.say, cell.messages)) if cell.messages else None


READERS: dict[type, Callable[[Any, Words], Value]] = {
    Message: lambda cell, words: words.say(cell),
    Share: lambda cell, _: cell.value,
    Status: lambda cell, _: cell.value,
    Notes: _notes,
}
"""How cells that are no plain values become such; a range becomes two."""
