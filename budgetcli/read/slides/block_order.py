"""Which name is which row's, in a text that prints a table block by block."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetcli.read.slides.block_cells import Cell
from budgetcli.read.slides.block_names import Label, Names, own_label
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.proofs import Proved

Row = tuple[int, ...]


def names_of(lines: Sequence[Line], cells: Sequence[Cell], names: Names, groups: Sequence[Proved]) -> dict[Row, Label]:
    """Return the names of the rows that are certain: right before the figures, or as many as rows between others."""
    found: dict[Row, Label] = {}
    for group, labels in zip(groups, _before(lines, cells, names, groups), strict=True):
        found.update(zip(group.rows, labels, strict=True) if len(labels) == len(group.rows) else ())
    every = names.between(0, len(lines))
    rows = [row for group in groups for row in group.rows]
    found.update(_counted(rows, every, found))
    taken = {place for label in found.values() for place in label.places}
    lost = [row for row in rows if row not in found]
    left = [label for label in every if label.is_sure and label.places[0] not in taken]
    return {**found, **dict(zip(lost, left, strict=True))} if len(lost) == len(left) else found


def _before(
    lines: Sequence[Line], cells: Sequence[Cell], names: Names, groups: Sequence[Proved]
) -> Iterator[Sequence[Label]]:
    """Return the names right before each group's figures."""
    done = 0
    for group in groups:
        first = cells[group.start].at
        own = own_label(lines[first], first) if len(group.rows) == 1 else None
        start = max((cell.at + 1 for cell in cells[: group.start] if _is_amount(cell)), default=0)
        between = names.between(max(done, min(start, first)), first)
        yield [own] if own else between[-1:] if len(group.rows) == 1 else between
        done = cells[group.end - 1].at + 1


def _counted(rows: Sequence[Row], labels: Sequence[Label], found: dict[Row, Label]) -> dict[Row, Label]:
    """Return the names between two rows that have theirs, where they are as many as the rows between these."""
    more: dict[Row, Label] = {}
    anchors = [-1, *(at for at, row in enumerate(rows) if row in found), len(rows)]
    ends = [-1, *(found[rows[at]].places[0] for at in anchors[1:-1]), 10**9]
    taken = {place for label in found.values() for place in label.places}
    for (one, other), (start, end) in zip(pairwise(anchors), pairwise(ends), strict=True):
        lost = rows[one + 1 : other]
        left = [label for label in labels if label.is_sure and start < label.places[0] < end]
        left = [label for label in left if label.places[0] not in taken]
        if lost and len(lost) == len(left):
            more.update(zip(lost, left, strict=True))
    return more


def _is_amount(cell: Cell) -> bool:
    """Say whether a cell is no number that counts rows."""
    return not (cell.words.isdecimal() and len(cell.words) < 3)
