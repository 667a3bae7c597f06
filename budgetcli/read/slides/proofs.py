"""Rows among figures that stand in no order, told by the changes that they print."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from budgetcli.read.slides.cells import NEWLY, value
from budgetcli.read.slides.columns import Kind

MOST_ROWS = 40
TORN_WIDTH = 3
"""Figures of a row of which one may stand elsewhere."""
FEWEST = 2
"""Rows whose changes show in which order the columns stand."""
ROUNDING = Decimal(1)
LARGE = Decimal(20)
"""From here on a difference proves something though it is out by the rounding."""
GONE = ("皆減", "廃止", "全減")


SUPPLEMENTED = (Kind.FINAL, Kind.CURRENT, Kind.FINAL)
"""補正前, 補正額 and 補正後, of which the last is the sum of the others."""


class Pattern(NamedTuple):
    """The order of the columns that a change parts."""

    kinds: tuple[Kind, ...]

    @property
    def width(self) -> int:
        return len(self.kinds)

    def told(self, cells: Sequence[str]) -> bool:
        """Say whether the change that a row prints is the difference of its years."""
        if self.kinds == SUPPLEMENTED:
            before, more, behind = map(_number, cells)
            return None not in (before, more, behind) and (before or 0) + (more or 0) == behind
        by_kind = dict(zip(self.kinds, cells, strict=True))
        current, previous, change = (by_kind[kind] for kind in (Kind.CURRENT, Kind.PREVIOUS, Kind.CHANGE))
        now, before = _number(current), _number(previous)
        if now is None or before is None:
            return False
        if NEWLY.fullmatch(change):
            return not before and bool(now)
        if change in GONE:
            return not now and bool(before)
        error = abs(now - before - (_number(change) or Decimal(0)))
        return _number(change) is not None and (not error or (error <= ROUNDING and min(now, before) >= LARGE))

    def proved(self, cells: Sequence[str]) -> bool:
        """Say whether a row's change is another figure than 0 and the difference of its years."""
        change = cells[self.kinds.index(Kind.CURRENT if self.kinds == SUPPLEMENTED else Kind.CHANGE)]
        return self.told(cells) and bool(_number(change)) and "," in "".join(cells)


PATTERNS = tuple(
    Pattern(kinds)
    for kinds in (
        (Kind.PREVIOUS, Kind.CURRENT, Kind.CHANGE),
        (Kind.CURRENT, Kind.PREVIOUS, Kind.CHANGE),
        (Kind.CURRENT, Kind.PREVIOUS, Kind.FINAL, Kind.CHANGE),
    )
)


class Proved(NamedTuple):
    """Rows whose figures stand column by column, or one row alone."""

    start: int
    rows: tuple[tuple[int, ...], ...]
    """The places of each row's figures among all."""
    end: int
    """The place behind those of its figures that stand together."""


def pattern_of(cells: Sequence[str], *, is_supplementary: bool) -> Pattern | None:
    """Return the order of the columns that most of the changes among the figures prove."""
    counts = {
        pattern: sum(
            pattern.proved([cells[at] for at in row]) for proved in proved_rows(cells, pattern) for row in proved.rows
        )
        for pattern in (*PATTERNS, *([Pattern(SUPPLEMENTED)] if is_supplementary else []))
    }
    best = max(counts, key=lambda pattern: counts[pattern])
    return best if counts[best] >= FEWEST else None


def proved_rows(cells: Sequence[str], pattern: Pattern) -> list[Proved]:
    """Return the rows that are proved, as they follow each other among the figures."""
    found: list[Proved] = []
    at = 0
    while at < len(cells):
        proved = _proved_at(cells, at, pattern)
        if proved:
            found.append(proved)
        at = proved.end if proved else at + 1
    return found


def _proved_at(cells: Sequence[str], start: int, pattern: Pattern) -> Proved | None:
    """Return the fewest rows that begin at a place, their columns one behind the other."""
    most = min(MOST_ROWS, (len(cells) - start) // pattern.width)
    for height in range(1, most + 1):
        rows = [tuple(start + row + column * height for column in range(pattern.width)) for row in range(height)]
        told = [[cells[at] for at in row] for row in rows]
        if all(pattern.told(row) for row in told) and (any(pattern.proved(row) for row in told) or _is_plain(told)):
            return Proved(start, tuple(rows), start + height * pattern.width)
    return None


def torn_rows(cells: Sequence[str], pattern: Pattern, spent: Collection[int]) -> list[Proved]:
    """Return the rows of two figures beside each other that one elsewhere, and no other, makes a row of."""
    left = [at for at in range(len(cells)) if at not in spent]
    found: list[Proved] = []
    for lone in range(pattern.width):
        used = {at for proved in found for row in proved.rows for at in row}
        told = [row for row in _torn(cells, pattern, [at for at in left if at not in used], lone)]
        times = Counter(at for row in told for at in row)
        for row in told:
            if all(times[at] == 1 for at in row):
                pair = row[:lone] + row[lone + 1 :]
                found.append(Proved(pair[0], (row,), pair[-1] + 1))
    return sorted(found)


def _torn(cells: Sequence[str], pattern: Pattern, left: Sequence[int], lone: int) -> Iterator[tuple[int, ...]]:
    """Return the rows among figures of which all but that of one column stand together."""
    if pattern.width > TORN_WIDTH:
        return
    for one, other in pairwise(left):
        if other - one != 1:
            continue
        for at in left:
            row = (at, one, other) if lone == 0 else (one, at, other) if lone == 1 else (one, other, at)
            if at not in (one, other) and pattern.proved([cells[place] for place in row]):
                yield row


def _is_plain(told: Sequence[Sequence[str]]) -> bool:
    """Say whether a row alone says with grouped figures that nothing has changed, or that it is new or gone."""
    return len(told) == 1 and any("," in cell for cell in told[0])


def _number(cell: str) -> Decimal | None:
    """Return the number of a cell; 0 of one that prints a dash."""
    tight = "".join(cell.split())
    return Decimal(0) if tight in ("-", "ー", "(-)") else value(tight)
