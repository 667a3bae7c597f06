"""The head of a plain book: what stands before its items."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from budgetcli.domain.amount import parse_unit
from budgetcli.domain.book import Source, parse_stage
from budgetcli.domain.year import parse_year
from budgetcli.read.plain.scalar import NotPlain, scalar, string
from budgetcli.read.whole import COUNT

LINE = re.compile(r"( *)([a-z_]+):(?: (.*))?")
NOTHING = re.compile(r" *(?:#.*)?")
"""A line that says nothing."""
Value = TypeVar("Value")


def head_values(head: str) -> dict[str, Any] | None:
    """Return the values of the keys; None where they are not all plain."""
    keys: dict[str, str] = {}
    source: dict[str, str] = {}
    indents: set[str] = set()
    last = ""
    for line in head.split("\n"):
        if NOTHING.fullmatch(line):
            continue
        match = LINE.fullmatch(line)
        if match is None or (match[1] and last != "source"):
            return None
        indent, name, text = match.groups("")
        where = source if indent else keys
        if name in where:
            return None
        where[name] = text
        indents.add(indent)
        last = last if indent else name
    is_both_or_neither = "source" in keys and bool(source) == bool(keys["source"].strip(" "))
    if len(indents) > 2 or is_both_or_neither:
        return None
    try:
        return _values(keys, source)
    except (NotPlain, KeyError):
        return None


def _values(keys: dict[str, str], source: dict[str, str]) -> dict[str, Any]:
    values = {name: READERS[name](text) for name, text in keys.items() if name not in ("source", "items")}
    if source:
        values["source"] = Source(**{name: SOURCE[name](text) for name, text in source.items()})
    elif "source" in keys:
        values["source"] = Source(document=string(keys["source"]))
    return values


def _found(value: Value | None) -> Value:
    if value is None:
        raise NotPlain
    return value


def _or_null(read: Callable[[str], Value | None]) -> Callable[[str], Value | None]:
    def read_text(text: str) -> Value | None:
        value = scalar(text)
        return None if value is None else _found(read(value))

    return read_text


def _count(text: str) -> int:
    value = _found(scalar(text))
    if not COUNT.fullmatch(value):
        raise NotPlain
    return int(value)


READERS: dict[str, Callable[[str], Any]] = {
    "title": string,
    "organisation": string,
    "year": lambda text: _found(parse_year(_found(scalar(text)))),
    "stage": _or_null(parse_stage),
    "previous_stage": _or_null(parse_stage),
    "unit": _or_null(parse_unit),
    "note": string,
    "count": _count,
}
"""How each key's value is read."""
SOURCE = dict.fromkeys(Source._fields, string)
