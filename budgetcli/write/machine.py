"""Rows for machine formats, the same for all of them and in every language."""

from collections.abc import Iterable
from decimal import Decimal

from budgetcli.domain.compare import Status
from budgetcli.report.table import Cell, Column, Notes, Range, Role, Share, Table
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
    for row in table.rows:
        if row.role in ROLES:
            cells = zip(table.columns, row.cells, strict=True)
            yield [value for column, cell in cells if column.data for value in _values(cell, words)]


def _values(cell: Cell, words: Words) -> tuple[Value, ...]:
    if isinstance(cell, Range):
        return cell.low, cell.high
    if isinstance(cell, Share):
        return (cell.value,)
    if isinstance(cell, Status):
        return (cell.value,)
    if isinstance(cell, Notes):
        return ("; ".join(map(words.say, cell.messages)) or None,)
    return (cell,)
