"""Rows whose head is lost, their columns told by the differences that they print."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.read.slides.cells import value
from budgetcli.read.slides.columns import Columns, Kind

FEWEST = 4
"""Rows that prove what the columns are."""
ROUNDING = 1
"""In units: by how much a rounded difference may be out."""
FARTHEST = 6
"""Lines between two rows of one table at most."""
BEFORE = (Kind.PREVIOUS, Kind.CURRENT, Kind.CHANGE)
BEHIND = (Kind.CURRENT, Kind.PREVIOUS, Kind.CHANGE)


class Loose(NamedTuple):
    """A line with three figures or more under no head."""

    at: int
    cells: tuple[str, ...]
    unit: Unit


def columns_without_head(loose: Sequence[Loose]) -> dict[int, Columns]:
    """Return the columns of the lines whose third figures are the differences of the two before them."""
    found: dict[int, Columns] = {}
    for table in _tables(loose):
        if kinds := kinds_told([row.cells for row in table]):
            columns = Columns(kinds, table[0].unit)
            found.update((row.at, columns) for row in table)
    return found


def _tables(loose: Sequence[Loose]) -> Iterator[list[Loose]]:
    """Return the lines that stand together and have equally many figures."""
    table = list(loose[:1])
    for one, other in pairwise(loose):
        if other.at - one.at > FARTHEST or len(other.cells) != len(one.cells):
            yield table
            table = []
        table.append(other)
    yield table


def kinds_told(table: Sequence[Sequence[str]]) -> tuple[Kind, ...]:
    """Return the kinds of the columns of rows, three of them told by their differences; none where these do not."""
    width = min(map(len, table), default=0)
    for at in range(width - len(BEFORE) + 1):
        if kinds := _kinds([cells[at : at + len(BEFORE)] for cells in table]):
            return (*(Kind.OTHER,) * at, *kinds, *(Kind.OTHER,) * (width - at - len(BEFORE)))
    return ()


def _kinds(table: Sequence[Sequence[str]]) -> tuple[Kind, ...]:
    """Return the kinds of three columns; none where the differences do not prove them."""
    rows = [[value("".join(cell.split())) or Decimal(0) for cell in cells] for cells in table]
    telling = [(first, second, change) for first, second, change in rows if change]
    errors = [abs(abs(second - first) - abs(change)) for first, second, change in telling]
    if len(telling) < FEWEST or max(errors) > ROUNDING or 2 * errors.count(Decimal(0)) < len(telling):
        return ()
    rising = sum(abs(second - first - change) <= ROUNDING for first, second, change in telling)
    return BEFORE if 2 * rising > len(telling) else BEHIND
