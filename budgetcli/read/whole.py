"""Items and books out of the values of their keys, and what only a whole book shows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from budgetcli.domain.amount import UNPRINTED, Mark
from budgetcli.domain.book import Book, Item, Source
from budgetcli.domain.text import key

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Unquoted words of YAML for nothing."""
LONGEST_TEXT = 20_000
"""Characters; a page of a budget has some two thousand."""
COUNT = re.compile(r"[0-9]{1,9}")
"""A number of items."""


NOTHING_SAID: dict[str, Any] = {
    "name": "",
    "category": (),
    "measure": "",
    "page": "",
    "current": UNPRINTED,
    "previous": UNPRINTED,
    "supplementary": (),
    "part_of": "",
    "share_of": "",
    "formerly": (),
    "id": "",
    "note": "",
    "quote": "",
}
"""What stands for the keys that an item does not have, in the order of its fields."""


def item_of(values: dict[str, Any], line: int) -> Item:
    """Return the item of the values of its keys."""
    item = Item._make([*(NOTHING_SAID | values).values(), line])
    current, previous = item.current, item.previous
    if current.marks and Mark.SAME in current.marks:
        current = current._replace(kind=previous.kind, value=previous.value, whole=previous.whole)
        return item._replace(current=current)
    return item


def book_of(values: Mapping[str, Any], file: str) -> Book:
    """Return the book of the values of its keys, its year among them."""
    get = values.get
    return Book(
        file,
        get("title") or "",
        get("organisation") or "",
        values["year"],
        get("stage"),
        get("previous_stage"),
        get("unit"),
        get("source") or Source(),
        get("note") or "",
        tuple(get("totals") or ()),
        tuple(get("items") or ()),
    )


class Conflict(NamedTuple):
    """Items that cannot stand in one book as they are: a problem's code, and its parameters."""

    code: str
    items: tuple[Item, ...]
    params: dict[str, str]


def conflicts(items: Iterable[Item]) -> Iterable[Conflict]:
    """Return items that cannot be told apart, and parts that are, by way of others or not, parts of themselves."""
    first: dict[tuple[str, ...], Item] = {}
    for item in items:
        other = first.setdefault(item.identity, item)
        if other is not item:
            code = "id-duplicate" if item.id else "item-duplicate"
            yield Conflict(code, (item, other), {"name": item.name, "id": item.id})
    parts = [item for item in items if item.part_of]
    wholes = {name: item for item in parts for name in item.names}
    for item in wholes.values():
        seen = [item]
        while (whole := wholes.get(key(seen[-1].part_of))) is not None and whole not in seen:
            seen.append(whole)
        if whole is item:
            yield Conflict("part-circular", (item,), {"name": item.name, "whole": item.part_of})
