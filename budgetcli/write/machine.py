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
    for row in table.rows:
        if row.role in ROLES:
            found: list[Value] = []
            for place in places:
                cell = row.cells[place]
                read = READERS.get(cell.__class__)
                if read is None:
                    found.append(cell)  # type: ignore[arg-type]  # the classes that are left are values
                else:
                    found += read(cell, words)
            yield found


READERS: dict[type, Callable[[Any, Words], tuple[Value, ...]]] = {
    Range: lambda cell, _: (cell.low, cell.high),
    Message: lambda cell, words: (words.say(cell),),
    Share: lambda cell, _: (cell.value,),
    Status: lambda cell, _: (cell.value,),
    Notes: lambda cell, words: ("; ".join(map(words.say, cell.messages)) or None,),
}
"""How cells that are no plain values become such."""
