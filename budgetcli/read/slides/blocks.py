"""Tables whose cells a text prints block by block, put into rows again where their arithmetic proves them."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from budgetcli.read.slides.block_names import Label, labels_between, own_label
from budgetcli.read.slides.cells import CELL
from budgetcli.read.slides.columns import Columns, Kind
from budgetcli.read.slides.line import CELL_GAP, Line
from budgetcli.read.slides.proofs import Pattern, Proved, pattern_of, proved_rows
from budgetcli.read.slides.runs import ONLY_CELLS

APART = 0.2
"""The share of lines behind empty ones from which on a text prints block by block."""
FIRST_CELLS = re.compile(rf"(?:{CELL})(?:\s+(?:{CELL}))*(?=[ 　]+\S)")
LAST_CELLS = re.compile(rf"(?<=\S)[ 　]+(?P<cells>(?:{CELL}\s+)*(?:[△▲-]? ?\d{{1,3}}(?:,\d{{3}})+))$")
BESIDE = re.compile(r"[〈\[<].*[〉\]>]")
"""What stands beside a cell and is none."""
RATIO = re.compile(r"[△▲-]? ?\d{1,4}\.\d+|.*%")
NUMBERED = re.compile(r"[1-9]\d?[ 　]+\S")
"""A name behind its number, which is no cell."""


class Cell(NamedTuple):
    """A figure of a table, wherever it stands."""

    at: int
    """The place of its line."""
    words: str


def join_blocks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the rows of tables that are printed block by block in one line each."""
    if not lines or sum(line.after_gap for line in lines) < APART * len(lines):
        return list(lines)
    joined: list[Line] = []
    for _, of_page in groupby(lines, key=lambda line: line.page):
        joined += _Page(list(of_page)).rows()
    return joined


class _Page:
    """The lines of a page, with what is told of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.cells = [cell for at, line in enumerate(lines) for cell in cells_of(at, line)]
        self.with_cells = {cell.at for cell in self.cells}

    def rows(self) -> list[Line]:
        """Return the lines with the rows that are proved in place of their names, without their figures."""
        words = ["".join(cell.words.split()) for cell in self.cells]
        pattern = pattern_of(words)
        if pattern is None:
            return list(self.lines)
        groups = proved_rows(words, pattern)
        rows: dict[int, Line] = {}
        spent: set[int] = set()
        columns = Columns(pattern.kinds)
        for group, labels in zip(groups, self._labels(groups), strict=True):
            for row, label in zip(group.rows, labels, strict=True) if labels else ():
                rows[label.first] = self._row(label, row, columns)
                spent.update((*label.places, *(self.cells[place].at for place in row)))
        return [
            rows.get(at, line._replace(is_torn=at in self.with_cells))
            for at, line in enumerate(self.lines)
            if at in rows or at not in spent
        ]

    def _labels(self, groups: Sequence[Proved]) -> Iterator[Sequence[Label]]:
        """Return the names of each group's rows; none where they are not certain."""
        done = 0
        for group in groups:
            first = self.cells[group.start].at
            own = own_label(self.lines[first], first) if len(group.rows) == 1 else None
            between = labels_between(self.lines, done, first, self.with_cells)
            if own:
                yield [own]
            elif len(group.rows) == 1:
                yield between[-1:]
            else:
                yield between if len(between) == len(group.rows) else []
            done = self.cells[group.end - 1].at + 1

    def _row(self, label: Label, row: Sequence[int], columns: Columns) -> Line:
        cells = [self.cells[place].words for place in row]
        last = self.lines[self.cells[row[-1]].at]
        remark = last.raw[len(last.plain) - len(remark_of(last)) :] if remark_of(last) else ""
        return self.lines[label.first]._replace(
            raw=CELL_GAP.join(filter(None, (label.words, *cells, remark))),
            fields=(label.words, *cells, remark),
            columns=columns,
            after_gap=True,
        )


def cells_of(at: int, line: Line) -> Iterator[Cell]:
    """Return the cells of a line that has nothing else but words before or behind them."""
    words = line.plain
    span = ONLY_CELLS.fullmatch(words) or _first_cells(line) or None
    found = span[0] if span else ""
    if not found and (last := LAST_CELLS.search(words)) and "。" not in words and "円" not in words:
        found = last["cells"]
    for match in re.finditer(CELL, found):
        if not BESIDE.fullmatch(match[0]) and not RATIO.fullmatch(match[0]):
            yield Cell(at, match[0])


def _first_cells(line: Line) -> re.Match[str] | None:
    match = FIRST_CELLS.match(line.plain)
    is_number = NUMBERED.match(line.plain) and not line.raw[0].isascii()
    return None if match is None or is_number else match


def remark_of(line: Line) -> str:
    """Return the plain words behind the cells of a line."""
    match = _first_cells(line)
    return line.plain[match.end() :].strip() if match and not ONLY_CELLS.fullmatch(line.plain) else ""
