"""Rows among figures that stand in no order, told by the changes that they print."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from budgetcli.read.slides.cells import NEWLY, value
from budgetcli.read.slides.columns import CHANGED, Kind

MOST_ROWS = 40
FEWEST = 2
"""Rows whose changes show in which order the columns stand."""
ROUNDING = Decimal(1)
LARGE = Decimal(20)
"""From here on a difference proves something though it is out by the rounding."""
GONE = ("皆減", "廃止", "全減")
TELLING = 100
"""From here on figures without a separator prove something."""


SUPPLEMENTED = (Kind.FINAL, Kind.CURRENT, Kind.FINAL)
"""補正前, 補正額 and 補正後, of which the last is the sum of the others."""


class Pattern(NamedTuple):
    """The order of the columns that a change parts."""

    kinds: tuple[Kind, ...]

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.kinds)

    def told(self, cells: Sequence[str]) -> bool:
        """Say whether the change that a row prints is the difference of its years."""
        if self.kinds == SUPPLEMENTED:
            before, more, behind = map(_number, cells)
            return None not in (before, more, behind) and (before or 0) + (more or 0) == behind
        current, previous, change = (cells[self.kinds.index(kind)] for kind in CHANGED)
        now, before = _number(current), _number(previous)
        if now is None or before is None:
            return False
        if NEWLY.fullmatch(change):
            return not before and bool(now)
        if change in GONE:
            return not now and bool(before)
        parted = value(change)
        error = abs(now - before - parted) if parted is not None else None
        return error is not None and (not error or (error <= ROUNDING and min(now, before) >= LARGE))

    def proved(self, cells: Sequence[str]) -> bool:
        """Say whether a row's figures are three others of which two make the third."""
        numbers = [abs(_number(cell) or Decimal(0)) for cell in self._telling(cells)]
        is_large = "," in "".join(cells) or sorted(numbers)[1] >= TELLING
        return is_large and min(numbers) > 0 and self.told(cells)

    def changed(self, cells: Sequence[str]) -> bool:
        """Say whether a row's figures are proved, or are those of a new item or one that is gone."""
        if self.proved(cells):
            return True
        is_gone = self.kinds != SUPPLEMENTED and not _number(cells[self.kinds.index(Kind.CURRENT)])
        return self.told(cells) and (is_gone or any(cell in (*GONE, "皆増", "-", "ー") for cell in cells))

    @property
    def change(self) -> int:
        """Return the place of the column that the others make."""
        return 2 if self.kinds == SUPPLEMENTED else self.kinds.index(Kind.CHANGE)

    def _telling(self, cells: Sequence[str]) -> Sequence[str]:
        return cells if self.kinds == SUPPLEMENTED else [cells[self.kinds.index(kind)] for kind in CHANGED]


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
        for pattern in ((Pattern(SUPPLEMENTED),) if is_supplementary else PATTERNS)
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
        if not pattern.told([cells[start + column * height] for column in range(pattern.width)]):
            continue
        rows = [tuple(start + row + column * height for column in range(pattern.width)) for row in range(height)]
        told: list[list[str]] = []
        while len(told) < height and pattern.told([cells[at] for at in rows[len(told)]]):
            told.append([cells[at] for at in rows[len(told)]])
        if len(told) == height and (any(pattern.changed(row) for row in told) or _is_plain(told)):
            return Proved(start, tuple(rows), start + height * pattern.width)
    return None


def _is_plain(told: Sequence[Sequence[str]]) -> bool:
    """Say whether a row alone says with grouped figures that nothing has changed, or that it is new or gone."""
    return len(told) == 1 and any("," in cell for cell in told[0])


@lru_cache(maxsize=4096)
def _number(cell: str) -> Decimal | None:
    """Return the number of a cell; 0 of one that prints a dash."""
    tight = "".join(cell.split())
    return Decimal(0) if tight in ("-", "ー", "(-)") else value(tight)
