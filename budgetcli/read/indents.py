"""Rows whose names are pushed in under the name of a row that sums them."""

from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.interval import Interval, printed_bounds
from budgetcli.read.rows import Row


class Entry(NamedTuple):
    """A row with amounts and a place in the order of the table: an item, or the sum of those filed under it."""

    row: Row
    path: tuple[str, ...]
    """Where it is filed, broad to narrow, its name last."""
    is_item: bool
    """Whether it has a name of its own; else it is one only where nothing is filed under it."""
    indent: int
    measure: str
    current: Amount
    previous: Amount
    footnotes: tuple[str, ...]


def file_indented(entries: Sequence[Entry | None]) -> tuple[list[Entry | None], list[int]]:
    """Return the entries, those pushed in filed under the row that they sum up to, and rows that they do not.

    None stands for a row that ends what is above it.
    """
    found = list(entries)
    doubtful = []
    for place, entry in enumerate(found):
        end = _end(found, place)
        if entry is None or end == place + 1 or entry.current.value is None:
            continue
        under = [other for other in found[place + 1 : end] if other is not None]
        nearest = min(other.indent for other in under)
        if not _sums([other.current for other in under if other.indent == nearest], entry.current):
            doubtful.append(entry.row.number)
            continue
        found[place] = entry._replace(is_item=False)
        for at in range(place + 1, end):
            if (other := found[at]) is not None:
                found[at] = other._replace(path=(*entry.path, other.path[-1]))
    return found, doubtful


def _end(entries: Sequence[Entry | None], place: int) -> int:
    """Return where the entries end that are pushed in further than one."""
    first, end = entries[place], place + 1
    while first and end < len(entries) and (other := entries[end]) is not None and other.indent > first.indent:
        end += 1
    return end


def _sums(amounts: Sequence[Amount], printed: Amount) -> bool:
    values = [amount.value for amount in amounts if amount.value is not None]
    if printed.value is None or not values:
        return False
    start = printed_bounds(values[0])
    bounds: Interval = start
    for value in values[1:]:
        bounds += printed_bounds(value)
    return bounds.meets(printed_bounds(printed.value))
