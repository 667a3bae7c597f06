"""Tables whose cells a text prints block by block, put into rows again where their arithmetic proves them."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby

from budgetcli.read.slides.block_cells import Cell, cells_of, numbered
from budgetcli.read.slides.block_names import Label, Names, is_over_rows
from budgetcli.read.slides.block_order import names_of
from budgetcli.read.slides.bracket_blocks import join_pairs, legend_of
from budgetcli.read.slides.cells import NUMBER, split_row
from budgetcli.read.slides.columns import Columns
from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.slides.names import is_name
from budgetcli.read.slides.proofs import Pattern, Proved, pattern_of, proved_rows
from budgetcli.read.slides.torn_rows import torn_rows

APART = 0.2
"""The share of lines behind empty ones from which on a text prints block by block."""
ASIDE = ("(参考)", "【参考】", "〔参考〕")
LONGEST_PAGE = 600
"""Lines of a page; what has more is no page, and comparing all its figures would take long."""
LONGEST_NUMBER = 4
ROW = 3
"""Cells of a row: two years and the change."""
FEWEST_ROWS = 3
"""Lines with a name and its cells, as a text has that prints row by row."""
WORD = re.compile(r"皆増|皆減|全減")
SUPPLEMENTARY = re.compile("補正(?:予算)?[前後]|既決")


def join_blocks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the rows of tables that are printed block by block in one line each."""
    is_apart = sum(line.after_gap for line in lines) >= APART * len(lines)
    if not lines or not is_apart or any(map(_has_cells_apart, lines)) or sum(map(_is_row, lines)) >= FEWEST_ROWS:
        return list(lines)
    joined: list[Line] = []
    with_numbers, has_pairs = numbered(lines), legend_of(lines)
    for _, of_page in groupby(enumerate(lines), key=lambda entry: entry[1].page):
        places, page = zip(*of_page, strict=True)
        is_numbered = [at in with_numbers for at in places]
        if len(page) > LONGEST_PAGE:
            joined += page
            continue
        by_change = _Page(page, is_numbered).rows()
        joined += join_pairs(page, is_numbered) if has_pairs and by_change == list(page) else by_change
    return joined


def _has_cells_apart(line: Line) -> bool:
    """Say whether a line has a figure in a cell of its own, as texts printed row by row have."""
    return any(NUMBER.fullmatch(plain(field)) for field in line.fields)


def _is_row(line: Line) -> bool:
    """Say whether a line has a name and the cells of a whole row behind it."""
    split = split_row(line.plain, ROW)
    return split is not None and is_name(split[0])


class _Page:
    """The lines of a page, with what is told of them."""

    def __init__(self, lines: Sequence[Line], is_numbered: Sequence[bool]) -> None:
        self.lines = lines
        self.every = [
            cell
            for at, (line, numbered) in enumerate(zip(lines, is_numbered, strict=True))
            for cell in cells_of(at, line, is_numbered=numbered)
        ]
        self.cells = [cell for cell in self.every if cell.is_figure]
        self.is_supplementary = any(SUPPLEMENTARY.search("".join(line.plain.split())) for line in lines)
        without = [cell for cell in self.cells if not WORD.fullmatch(cell.words)]
        alone = [cell for cell in without if not self._is_number(cell)]
        self.cells = max(self.cells, without, alone, key=self._proofs)
        self.words = _words(self.cells)
        self.with_cells = {cell.at for cell in self.cells}
        self.names = Names(lines, self.with_cells)

    def _is_number(self, cell: Cell) -> bool:
        """Say whether a cell may be the number of the page: few digits on a line with gaps around."""
        is_apart = self.lines[cell.at].after_gap and (
            cell.at + 1 == len(self.lines) or self.lines[cell.at + 1].after_gap
        )
        return is_apart and cell.words.isdecimal() and len(cell.words) < LONGEST_NUMBER

    def _proofs(self, cells: Sequence[Cell]) -> int:
        """Return how many rows are proved, if the words of a column beside the changes are none of its cells."""
        words = _words(cells)
        pattern = pattern_of(words, is_supplementary=self.is_supplementary)
        return sum(len(group.rows) for group in proved_rows(words, pattern)) if pattern else 0

    def rows(self) -> list[Line]:
        """Return the lines with the rows that are proved in place of their names, without their figures."""
        pattern = pattern_of(self.words, is_supplementary=self.is_supplementary)
        if pattern is None:
            return list(self.lines)
        if self._is_aside():
            return self._joined({}, pattern)
        proved = proved_rows(self.words, pattern)
        runs = self._runs(pattern, proved)
        groups = [group for group in proved if self._is_row(group, pattern, runs)]
        groups = sorted([*groups, *torn_rows(self.cells, pattern, self._left(groups))])
        named = names_of(self.lines, self.cells, self.names, groups)
        return self._joined(named, pattern)

    def _is_aside(self) -> bool:
        """Say whether the table stands under （参考）, and lists no items."""
        first = self.cells[0].at if self.cells else 0
        return any(line.plain.startswith(ASIDE) for line in self.lines[:first])

    def _left(self, groups: Sequence[Proved]) -> list[int]:
        """Return the figures that are of none of the rows."""
        spent = {at for group in groups for row in group.rows for at in row}
        return [at for at in range(len(self.cells)) if at not in spent]

    def _joined(self, named: dict[tuple[int, ...], Label], pattern: Pattern) -> list[Line]:
        """Return the lines with the rows in place of their names, without headings over rows."""
        is_flat = all(is_over_rows(label.words) for label in named.values())
        rows: dict[int, Line] = {}
        spent: set[int] = set()
        used: set[Cell] = set()
        columns = Columns(pattern.kinds)
        for row, label in named.items():
            if not is_over_rows(label.words) or is_flat:
                rows[label.first] = self._row(label, row, columns)
                used.update(self.cells[place] for place in row)
                spent.update((*label.places, *(self.cells[place].at for place in row)))
        spent -= {cell.at for cell in self.cells if cell not in used and "," in cell.words}
        return [
            rows.get(at, line._replace(left="torn" if at in self.with_cells else ""))
            for at, line in enumerate(self.lines)
            if at in rows or at not in spent
        ]

    def _is_row(self, group: Proved, pattern: Pattern, runs: Collection[int]) -> bool:
        """Say whether figures without a change are a row: as many stand together as in the rows that have one."""
        told = [[self.cells[at].words for at in row] for row in group.rows]
        return any(pattern.changed(row) for row in told if "0" not in row) or self._run(group) in runs

    def _runs(self, pattern: Pattern, groups: Sequence[Proved]) -> set[int]:
        """Return how many figures stand together in the rows that are proved one by one."""
        lone = [group for group in groups if len(group.rows) == 1]
        proved = [group for group in lone if pattern.proved([self.words[at] for at in group.rows[0]])]
        return {pattern.width, *(self._run(group) for group in proved)}

    def _run(self, group: Proved) -> int:
        """Return how many figures stand together, with no line of words between, from a group on."""
        end = group.start + 1
        while end < len(self.cells) and self._is_next(self.cells[end - 1], self.cells[end]):
            end += 1
        return end - group.start

    def _is_next(self, one: Cell, other: Cell) -> bool:
        """Say whether no words stand between two figures."""
        return one.at == other.at or (other.at == one.at + 1 and one.end == len(self.lines[one.at].raw))

    def _row(self, label: Label, row: Sequence[int], columns: Columns) -> Line:
        cells = [self.cells[place].words for place in row]
        remark = self._remark([self.cells[place] for place in row])
        return self.lines[label.first]._replace(
            raw=CELL_GAP.join(filter(None, (label.words, *cells, remark))),
            fields=(label.words, *cells, remark),
            columns=columns,
            after_gap=True,
        )

    def _remark(self, cells: Sequence[Cell]) -> str:
        """Return what stands behind the figures of a row: the rest of their lines, or a word below the last one."""
        last = cells[-1]
        ends = {cell.at: cell.end for cell in sorted(cells)}
        behind = self.every[self.every.index(last) + 1 :][:1]
        below = [cell.words for cell in behind if not cell.is_figure and cell.at > last.at]
        return " ".join(filter(None, [*(self.lines[at].raw[end:].strip() for at, end in ends.items()), *below]))


def _words(cells: Sequence[Cell]) -> list[str]:
    """Return what cells print, without spaces."""
    return ["".join(cell.words.split()) for cell in cells]
