"""What a user asks for: lines filtered, and put in order."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from enum import Enum
from functools import cache
from typing import NamedTuple

from budgetcli.domain.compare import Change, Status
from budgetcli.domain.lines import Line
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import key

NEAR = 0.4
"""How like a name must be to be offered instead of one that no item has."""


class Query(NamedTuple):
    """Which lines are wanted."""

    categories: tuple[str, ...] = ()
    """Parts of any level of the category; one of them is enough."""
    search: str = ""
    """Part of the name, the measure or the note."""
    statuses: tuple[Status, ...] = ()
    names: tuple[str, ...] = ()
    """Ids, or parts of the name in any year; one of them is enough."""


class NothingMatched(Exception):
    """No line answers the query; the problem says what there is instead."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def select(lines: Sequence[Line], query: Query) -> list[Line]:
    """Return the lines that answer the query; raises NothingMatched where there are none."""
    selected = [line for line in lines if _wanted(line, query)] if query != Query() else list(lines)
    if not selected:
        raise NothingMatched(_nothing(lines, query))
    return selected


def _wanted(line: Line, query: Query) -> bool:
    if query.categories and not any(
        _in_category(item.category, part) for _, item in line.members for part in query.categories
    ):
        return False
    if query.names and not any(_is_named(line, name) for name in query.names):
        return False
    if query.search and not any(
        key(query.search) in key(text) for _, item in line.members for text in (item.name, item.measure, item.note)
    ):
        return False
    return not query.statuses or Change(line.amounts[0], line.amounts[-1]).status in query.statuses


def _is_named(line: Line, name: str) -> bool:
    return any(item.id == name or key(name) in key(item.name) for _, item in line.members)


@cache
def _in_category(category: tuple[str, ...], part: str) -> bool:
    return any(key(part) in key(level) for level in category)


def _nothing(lines: Sequence[Line], query: Query) -> Problem:
    missing = [part for part in query.categories if not any(_in_category(line.item.category, part) for line in lines)]
    if missing:
        levels = dict.fromkeys(level for line in lines for level in line.item.category)
        near = sorted(levels, key=lambda level: -_likeness(missing[0], level))
        return Problem("category-unmatched", {"text": missing[0], "categories": near}, ())
    if query.names and not query.categories:
        return unknown_name(query.names[0], (item.name for line in lines for _, item in line.members))
    return Problem("nothing-matched", {"search": query.search, "statuses": query.statuses}, ())


def unknown_name(text: str, names: Iterable[str]) -> Problem:
    """Return the problem that no item has the name, with those that are like it."""
    known = {key(name): name for name in names}
    near = [known[name] for name in get_close_matches(key(text), known, n=3, cutoff=NEAR)]
    return Problem("name-unmatched", {"text": text, "near": near}, ())


def _likeness(part: str, level: str) -> float:
    """Return how much of the part stands in the level, shorter levels first among equals."""
    matcher = SequenceMatcher(None, key(part), key(level), autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared + matcher.ratio() / 2


class Order(Enum):
    """What lines are sorted by."""

    DOCUMENT = "document"
    CHANGE = "change"
    PERCENT = "percent"
    NAME = "name"
    CATEGORY = "category"


ORDERS: dict[Order, Callable[[Line], Decimal | str | None]] = {
    Order.CHANGE: lambda line: Change(line.amounts[0], line.amounts[-1]).amount,
    Order.PERCENT: lambda line: Change(line.amounts[0], line.amounts[-1]).percent,
    Order.NAME: lambda line: key(line.item.name),
    Order.CATEGORY: lambda line: key(line.item.category_text),
}


def arrange(lines: Iterable[Line], order: Order, *, reverse: bool = False) -> list[Line]:
    """Return the lines in order: figures greatest first, what has no figure always last."""
    lines = list(lines)
    value = ORDERS.get(order)
    if value is None:
        return lines[::-1] if reverse else lines
    known = [line for line in lines if value(line) is not None]
    unknown = [line for line in lines if value(line) is None]
    falling = order in (Order.CHANGE, Order.PERCENT)
    return sorted(known, key=value, reverse=falling != reverse) + unknown  # type: ignore[arg-type]  # no None is left
