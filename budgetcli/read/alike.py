"""Items of one name and category: told apart by a further column of their table, or an error."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from budgetcli.domain.book import Item
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import key
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Role
from budgetcli.read.mapping import Layout

ORDER = (Role.OFFICE, Role.CATEGORY, Role.MEASURE, Role.ID, Role.NAME, Role.UNUSED, Role.NOTE)
"""What columns are asked in turn; those of amounts never are."""
Places = Mapping[tuple[str, ...], list[int]]
"""The items of each identity, by their place in the list."""


class Alike(NamedTuple):
    """How items of one name were told apart."""

    columns: list[str]
    """The headings of the columns that were added to the categories."""
    problems: list[Problem]
    """The items that no column tells apart."""
    repeated_ids: bool
    """Whether the column of ids has one twice, so that it is none."""


def tell_apart(grid: Grid, layout: Layout, items: Sequence[Item], rows: Sequence[int]) -> tuple[list[Item], Alike]:
    """Return the items, those that are alike filed one level deeper by the first column that tells them apart."""
    found = list(items)
    ids = [item.id for item in found if item.id]
    repeated = len(set(ids)) < len(ids)
    if repeated:
        found = [item._replace(id="") for item in found]
    columns = []
    for column in _columns(layout):
        alike = _alike(found)
        if not alike:
            break
        texts = [grid.rows[row][column].strip() if column < len(grid.rows[row]) else "" for row in rows]
        helped = [places for places in alike.values() if len({key(texts[place]) for place in places}) > 1]
        if not helped or not _settles(helped, texts):
            continue
        columns.append(" ".join(layout.headings[column].text.split()))
        for place in (place for places in helped for place in places):
            item = found[place]
            found[place] = item._replace(category=tuple(filter(None, (*item.category, texts[place]))))
    problems = [
        Problem(
            "rows-alike",
            {"name": found[places[0]].name, "rows": tuple(str(grid.lines[rows[place]]) for place in places)},
            tuple(grid.place(rows[place], layout.name) for place in places[:2]),
        )
        for places in _alike(found).values()
    ]
    return found, Alike(columns, problems, repeated)


def _columns(layout: Layout) -> Iterable[int]:
    used = {*layout.levels, *layout.columns[Role.MEASURE]}
    for role in ORDER:
        yield from (index for index, h in enumerate(layout.headings) if h.role is role and h.text and index not in used)


def _alike(items: Sequence[Item]) -> Places:
    places = defaultdict(list)
    for place, item in enumerate(items):
        places[item.identity].append(place)
    return {identity: found for identity, found in places.items() if len(found) > 1}


def _settles(groups: Sequence[Sequence[int]], texts: Sequence[str]) -> bool:
    """Say whether a column has a text of its own for each item of at least one group."""
    return any(len({key(texts[place]) for place in places}) == len(places) for places in groups)
