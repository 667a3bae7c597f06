"""The figures of tables on lines that hold nothing else, or words before or behind them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetcli.read.slides.cells import CELL
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.names import is_name
from budgetcli.read.slides.runs import ONLY_CELLS
from budgetcli.read.slides.waiting import is_unfinished

FIRST_CELLS = re.compile(rf"(?:{CELL})(?:\s+(?:{CELL}))*(?=[ 　]+\S)")
LAST_CELLS = re.compile(rf"(?<=\S)[ 　]+(?P<cells>(?:{CELL}\s+)*(?:[△▲-]? ?\d{{1,3}}(?:,\d{{3}})+))$")
BESIDE = re.compile(r"[〈\[<].*[〉\]>]")
"""What stands beside a cell and is none."""
RATIO = re.compile(r"[△▲-]? ?\d{1,4}(?:,\d{3})*\.\d+|.*%")
STATE = re.compile("新規|廃止|純増|全増")
"""What a column of remarks says."""
NUMBERED = re.compile(r"([1-9]\d?)[ 　]+(\S.*)")
"""A name behind its number, which is no cell."""


class Cell(NamedTuple):
    """A figure of a table, wherever it stands."""

    at: int
    """The place of its line."""
    words: str
    end: int
    """Where it ends in its line."""
    is_figure: bool
    """Whether it is no ratio and no word."""


def numbered(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that begin with the number of a name, which count up, and not with a cell."""
    found: set[int] = set()
    last = 0
    for at, line in enumerate(lines):
        match = NUMBERED.fullmatch(line.plain)
        if (
            match
            and (is_name(match[2]) or is_unfinished(match[2]))
            and (int(match[1]) in (1, last + 1) or not line.raw[0].isascii())
        ):
            last = int(match[1])
            found.add(at)
    return frozenset(found)


def cells_of(at: int, line: Line, *, is_numbered: bool) -> Iterator[Cell]:
    """Return the cells of a line that has nothing else but words before or behind them."""
    words = line.plain
    span = ONLY_CELLS.fullmatch(words) or (None if is_numbered else FIRST_CELLS.match(words))
    start, end = span.span() if span else (0, 0)
    if span is None and (last := LAST_CELLS.search(words)) and "。" not in words and "円" not in words:
        start, end = last.span("cells")
    for match in re.finditer(CELL, words[start:end]):
        if not BESIDE.fullmatch(match[0]):
            is_figure = not RATIO.fullmatch(match[0]) and not STATE.fullmatch(match[0])
            yield Cell(at, match[0], start + match.end(), is_figure)
