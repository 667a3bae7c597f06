"""Rows of which one figure stands apart from the others, told by the arithmetic of the three."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetcli.read.slides.block_cells import Cell
from budgetcli.read.slides.proofs import Pattern, Proved

NEAR = 2
"""Lines from one figure of a row to the next, with a ratio between."""
WIDTH = 3
"""Figures of a row of which one may stand elsewhere."""


def torn_rows(cells: Sequence[Cell], pattern: Pattern, left: Sequence[int]) -> list[Proved]:
    """Return the rows of two figures beside each other that one elsewhere, and no other, makes a row of.

    `left` are the places of the figures that are of no row yet.
    """
    if pattern.width != WIDTH:
        return []
    found: list[Proved] = []
    words = ["".join(cell.words.split()) for cell in cells]
    for lone in sorted(range(WIDTH), key=lambda place: place != pattern.change):
        used = {at for proved in found for row in proved.rows for at in row}
        told = list(_torn(words, cells, pattern, [at for at in left if at not in used], lone))
        times = Counter(at for row in told for at in row)
        for row in told:
            if all(times[at] == 1 for at in row):
                end = row[0] if lone == 0 else max(row[:lone] + row[lone + 1 :])
                found.append(Proved(row[0] if lone == 0 else min(row[:lone] + row[lone + 1 :]), (row,), end + 1))
    return found


def _torn(
    words: Sequence[str], cells: Sequence[Cell], pattern: Pattern, left: Sequence[int], lone: int
) -> Iterator[tuple[int, ...]]:
    """Return the rows of which all figures but that of one column stand together."""
    for one, other in pairwise(left):
        if other - one != 1 or cells[other].at - cells[one].at > NEAR:
            continue
        for at in left:
            row = _laid((one, other), at, lone)
            rival = _laid((one, other), at, pattern.change)
            is_open = lone != pattern.change and pattern.told([words[place] for place in rival])
            if at not in (one, other) and not is_open and pattern.changed([words[place] for place in row]):
                yield row


def _laid(pair: tuple[int, int], lone: int, place: int) -> tuple[int, ...]:
    return (*pair[:place], lone, *pair[place:])
