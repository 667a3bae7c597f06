"""Tables whose columns stand one under the other in a text, put into rows again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.read.slides.cells import CELL
from budgetcli.read.slides.columns import HEAD, WORD
from budgetcli.read.slides.line import CELL_GAP, Line

ONE_CELL = re.compile(CELL)
FEWEST = 3
"""Rows that make a run of cells a column."""
MOST_BEFORE = 3
"""Columns of words before the first one of figures."""
LONGEST_HEAD = 24
REMARK = re.compile("備考|摘要")
WORDS_HEAD = re.compile(
    r"(?:(?:事務)?事業|取組|施策)?の?(?:概要|内容|説明)|主な(?:内容|取組|事業内容)|(?:担当|所管)(?:課|部局)?"
)


class _Table(NamedTuple):
    """Where the headings of a table's columns are."""

    names: int
    words: tuple[int, ...]
    figures: tuple[int, ...]
    height: int

    @property
    def start(self) -> int:
        return min(self.names, *self.words, *self.figures)

    @property
    def end(self) -> int:
        return self.figures[-1] + self.height


def turn_tables(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of columns that stand one under the other as rows of cells with gaps between."""
    turned: list[Line] = []
    at = done = 0
    while at < len(lines):
        table = _table(lines, at) if _is_figures_head(lines, at) else None
        if table and table.start >= done:
            turned += [*lines[done : table.start], *_rows(lines, table)]
            at = done = table.end
        else:
            at += 1
    return [*turned, *lines[done:]]


def _rows(lines: Sequence[Line], table: _Table) -> list[Line]:
    order = (table.names, *table.figures, *table.words)
    return [
        lines[table.names]._replace(
            raw=CELL_GAP.join(lines[head + row].raw for head in order),
            number=lines[table.names + row].number,
            after_gap=row == 0,
        )
        for row in range(table.height)
    ]


def _table(lines: Sequence[Line], first: int) -> _Table | None:
    """Return the table whose first column of figures has its heading on a line; None where it is none."""
    height = _height(lines, first)
    if height <= FEWEST:
        return None
    words: list[int] = []
    for before in range(1, MOST_BEFORE + 1):
        head = first - before * height
        is_there = head >= 0 and lines[head].page == lines[first].page
        if not is_there or any(_is_heading(line) for line in lines[head + 1 : head + height]):
            return None
        if _is_names_head(lines[head]):
            figures = _further(lines, first, height)
            after = figures[-1] + height
            is_ragged = _height(lines, after) > 1 and not REMARK.match(_tight(lines[after]))
            return None if is_ragged else _Table(head, tuple(words), figures, height)
        if not WORDS_HEAD.fullmatch(_tight(lines[head])):
            return None
        words.append(head)
    return None


def _further(lines: Sequence[Line], first: int, height: int) -> tuple[int, ...]:
    """Return the headings of the columns of figures as high as the first one, which follow each other."""
    heads = [first]
    while _height(lines, heads[-1] + height) == height:
        heads.append(heads[-1] + height)
    return tuple(heads)


def _height(lines: Sequence[Line], head: int) -> int:
    """Return how many lines a column of figures has with its heading; 0 where the line heads none."""
    if head >= len(lines) or not _is_figures_head(lines, head):
        return 0
    end = head + 1
    while end < len(lines) and _is_cell(lines, end, head):
        end += 1
    return end - head


def _is_cell(lines: Sequence[Line], at: int, head: int) -> bool:
    return lines[at].page == lines[head].page and ONE_CELL.fullmatch(lines[at].plain) is not None


def _is_figures_head(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the heading of a column of figures, with one right under it."""
    return _is_heading(lines[at]) and at + 1 < len(lines) and _is_cell(lines, at + 1, at)


def _is_heading(line: Line) -> bool:
    tight = _tight(line)
    match = WORD.match(tight) if len(tight) <= LONGEST_HEAD else None
    return match is not None and not match["plain"] and not ONE_CELL.fullmatch(tight)


def _is_names_head(line: Line) -> bool:
    return HEAD.fullmatch(_tight(line)) is not None


def _tight(line: Line) -> str:
    return "".join(line.plain.split())
