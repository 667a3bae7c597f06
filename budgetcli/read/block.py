"""Where the headings of a table stand, and what its columns are headed, over as many rows as they are split."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit, parse_amount
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Heading, Role, read_heading, read_title, says_unit
from budgetcli.read.wanted import Wanted, knows

MOST_TITLES = 30
"""Rows within which a table's headings stand."""
DEEPEST = 4
"""Rows over which headings are split."""
GROUPS = frozenset({Role.AMOUNT, Role.CHANGE, Role.FUNDING})
"""What stands once over several columns."""
FILING = frozenset({Role.CATEGORY, Role.MEASURE, Role.OFFICE})
"""What stands over words that no heading has."""


class Block(NamedTuple):
    """The rows of a table's headings."""

    top: int
    last: int
    headings: tuple[Heading, ...]


def find_headings(grid: Grid, wanted: Wanted) -> Block | None:
    """Return the rows of the headings, as many as belong together; None where none has a name and an amount."""
    near = next(
        (year for row in grid.rows[:MOST_TITLES] for cell in row for year, _ in [read_title(cell)] if year), None
    )
    for number, row in enumerate(grid.rows[:MOST_TITLES]):
        if not any(cell.strip() for cell in row):
            continue
        for last in range(min(number + DEEPEST, len(grid.rows)) - 1, number - 1, -1):
            rows = grid.rows[number : last + 1]
            if last > number and not (
                _may_stand_over(row) and all(_continues(rows[: i + 1]) for i in range(1, len(rows)))
            ):
                continue
            headings = _headings(rows, wanted.year or near)
            if _is_complete(headings, wanted):
                return Block(number, last, headings)
    return None


def _is_complete(headings: Sequence[Heading], wanted: Wanted) -> bool:
    """Say whether there is a name and an amount, found or named by the user, who may name columns only that exist."""
    roles = {heading.role for heading in headings}
    has_name = bool(roles & {Role.NAME, Role.CATEGORY, Role.MEASURE})
    has_amount = Role.AMOUNT in roles
    by_hand = {name for name, texts in wanted.columns.items() if any(texts)}
    if not (has_name or "name" in by_hand) or not (has_amount or "current" in by_hand):
        return False
    return (has_name and has_amount) or knows(headings, wanted)


def _may_stand_over(row: Sequence[str]) -> bool:
    """Say whether a row can be the upper part of headings, and is no title: a title begins the line, alone."""
    texts = [(index, cell) for index, cell in enumerate(row) if cell.strip() and not says_unit(cell)]
    return len(texts) > 1 or any(index > 0 and read_heading(cell).role in GROUPS for index, cell in texts)


def _continues(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the last row goes on with the headings above it, and is not the first item."""
    cells = [(index, cell) for index, cell in enumerate(rows[-1]) if cell.strip()]
    groups = fitting = 0
    for index, cell in cells:
        over = [row[index] for row in rows[:-1] if index < len(row) and row[index].strip()]
        same = any(key(cell) == key(text) for text in over)
        role = read_heading(cell).role
        known = same or role is not Role.UNUSED or says_unit(cell)
        roles_over = {read_heading(text).role for text in over}
        is_name = not same and (Role.NAME in roles_over or (not known and roles_over & FILING))
        if is_name or isinstance(parse_amount(cell, Unit.円), Amount):
            return False
        groups += role in GROUPS or says_unit(cell)
        fitting += known
    return groups > 0 and fitting * 2 >= len(cells)


def _headings(rows: Sequence[Sequence[str]], near: FiscalYear | None) -> tuple[Heading, ...]:
    """Return the headings of some rows, where a group's cell stands over those on its right."""
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    for row, below in pairwise(padded):
        last = ""
        for index in range(width):
            if row[index].strip():
                last = row[index] if read_heading(row[index]).role in GROUPS or not _is_known(row[index]) else ""
            elif last and below[index].strip():
                row[index] = last
            else:
                last = ""
    columns = zip(*padded, strict=True)
    return tuple(read_heading(parts[-1], _distinct(parts), near) for parts in columns)


def _is_known(text: str) -> bool:
    return read_heading(text).role is not Role.UNUSED


def _distinct(parts: Sequence[str]) -> list[str]:
    """Return the upper parts of a heading, without what the part below repeats."""
    return [part for part, below in pairwise(parts) if part.strip() and key(part) != key(below)]
