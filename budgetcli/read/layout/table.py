"""The rows of a ruled table as lines."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from budgetcli.domain.text import fold
from budgetcli.read.layout.glyph import Printed, around
from budgetcli.read.layout.rules import Cell, Grid
from budgetcli.read.layout.runs import is_wide

BULLET = re.compile(r"[○●◎◯◇◆□■▽▼・①-⑳]|\(\d{1,2}\)|\d{1,2}[ .)]\D")
LONG = 5
"""Lines in each of two cells side by side that make them columns of text, not a row."""
LONGEST = 9
"""Lines of a cell that do not go into one row."""
HEAD = re.compile(r"[「『（〔【(\[]*(?:[A-Za-z]+|[\d,.]+|.)[」』）〕】)\]、。，．ー々・]*")
"""What cannot be broken at the start of a line."""
LEVEL = 0.4
MOST_OFF = 1.6
"""In sizes: how far the lines of a name that goes over two are from the figures at their middle."""
COLUMNS = 2
"""Columns of figures, and fewer than the rows in each, that make rows of a cell's lines."""
PADDING = 1.2
"""In sizes: the most that a cell keeps free on the right."""
NUMERAL = r"[\d一二三四五六七八九][\d,. 〇一二三四五六七八九兆億万千百十]*"
AMOUNT = re.compile(
    rf"(?:約? ?[△▲(〔-]*{NUMERAL}円?(?:程度|等|の?内数|のうち数)?%?[)〕]?|[(〔]? ?[-−‐–—―ー] ?[)〕]?"
    r"|\+? ?事項要求|新規|皆[増減])(?:[(〔\[〈][^()〔〕\[\]〈〉]*[)〕\]〉])*"
)
"""A line that is an amount and so never goes on in the next one."""


def rows(grid: Grid, content: Mapping[Cell, Sequence[Printed]]) -> list[Printed]:
    """Return the lines of a table: a row in one, what is too long for it in lines of its own after it."""
    found: list[Printed] = []
    edges = _edges(grid, content)
    for row in sorted({cell.row for cell in grid.cells}):
        filled = [cell for cell in grid.cells if cell.row == row and content.get(cell)]
        if entries := _entries(filled, content, edges):
            found += [line for entry in entries for line in _entry(grid, entry, edges)]
            continue
        long = [cell for cell in filled if len(content[cell]) >= (LONG if _has_rivals(filled, content) else LONGEST)]
        short = [cell for cell in filled if cell not in long]
        if len(long) > 1 or len(short) < 2:
            found += [line for cell in filled for line in _begin(content[cell])]
        else:
            found += _row(grid, short, content, edges) + [line for cell in long for line in content[cell]]
    return _begin(found)


def _has_rivals(filled: Sequence[Cell], content: Mapping[Cell, Sequence[Printed]]) -> bool:
    """Say whether two cells side by side are both too long for a row."""
    return sum(len(content[cell]) >= LONG for cell in filled) > 1


def _row(
    grid: Grid, filled: Sequence[Cell], content: Mapping[Cell, Sequence[Printed]], edges: Mapping[Cell, float]
) -> list[Printed]:
    """Return the lines of one row: one, but for amounts of several years one under the other."""
    if items := _items(filled, content):
        return [line for level in items for line in _row(grid, list(level), level, edges)]
    cells = [""] * grid.columns
    for cell in filled:
        cells[cell.column] = _words(content[cell], edges[cell])
    if any(_is_stack(cell) for cell in cells):
        return _begin([line for cell in filled for line in _lines(cells[cell.column], content[cell])])
    lines = [line for cell in filled for line in content[cell]]
    text = "\t".join(cell.replace("\n", " ") for cell in cells).rstrip("\t")
    bold = all(line.is_bold for line in lines)
    return [Printed(text, around(line.box for line in lines), lines[0].size, bold, False, tuple(cells))]


def _begin(lines: Sequence[Printed]) -> list[Printed]:
    return [line._replace(gap=True) if at == 0 else line for at, line in enumerate(lines)]


def _items(filled: Sequence[Cell], content: Mapping[Cell, Sequence[Printed]]) -> list[dict[Cell, list[Printed]]]:
    """Return the lines of a row by the items in it, where each begins with a bullet and has an amount beside it."""
    names = content[filled[0]]
    begins = [line for line in names if BULLET.match(fold(line.text))]
    if len(begins) < 2 or begins[0] is not names[0]:
        return []
    others = [line for cell in filled[1:] for line in content[cell] if AMOUNT.fullmatch(fold(line.text))]
    if sum(any(_is_level(line, other) for line in names) for other in others) < 2:
        return []
    tops = [line.box.top - line.size / 2 for line in begins]
    return [
        {cell: lines for cell in filled if (lines := [line for line in content[cell] if top <= line.box.top < end])}
        for top, end in pairwise([*tops, float("inf")])
    ]


def _entries(
    filled: Sequence[Cell], content: Mapping[Cell, Sequence[Printed]], edges: Mapping[Cell, float]
) -> list[dict[Cell, list[Printed]]]:
    """Return the rows that no rules part, where columns of figures stand level with the names beside them."""
    figures = [cell for cell in filled[1:] if _is_column(content[cell])]
    if len(figures) < COLUMNS or _is_column(content[filled[0]]):
        return []
    names = _whole_lines(content[filled[0]], edges[filled[0]], content[figures[0]])
    entries: list[dict[Cell, list[Printed]]] = [{filled[0]: lines} for lines in names]
    for cell in filled[1:]:
        for line in content[cell]:
            middle = (line.box.top + line.box.bottom) / 2
            level = [entry for entry in entries if _holds(entry[filled[0]], middle)]
            is_more = fold(line.text).startswith("+")
            if cell in figures and not is_more and (not level or cell in level[0]):
                return _centred(filled, content, figures)
            above = [entry for entry in entries if entry[filled[0]][0].box.top <= middle]
            (level or above[-1:] or entries)[0].setdefault(cell, []).append(line)
    return entries


def _centred(
    filled: Sequence[Cell], content: Mapping[Cell, Sequence[Printed]], figures: Sequence[Cell]
) -> list[dict[Cell, list[Printed]]]:
    """Return the rows of which each has its figures at the middle of its name; nothing where a line is of none."""
    anchors = max((content[cell] for cell in figures), key=len)
    entries: list[dict[Cell, list[Printed]]] = [{} for _ in anchors]
    for cell in filled:
        for line in content[cell]:
            distances = [abs(_middle(line) - _middle(anchor)) for anchor in anchors]
            nearest = distances.index(min(distances))
            if distances[nearest] > line.size * (LEVEL if cell in figures else MOST_OFF):
                return []
            entries[nearest].setdefault(cell, []).append(line)
    return entries if all(filled[0] in entry for entry in entries) else []


def _middle(line: Printed) -> float:
    return (line.box.top + line.box.bottom) / 2


def _entry(grid: Grid, entry: Mapping[Cell, Sequence[Printed]], edges: Mapping[Cell, float]) -> list[Printed]:
    """Return a row, or the heading over rows that it is where it has no cells beside it."""
    return (
        _row(grid, list(entry), entry, edges) if len(entry) > 1 else [line for each in entry.values() for line in each]
    )


def _is_column(lines: Sequence[Printed]) -> bool:
    """Say whether lines are the figures of several rows."""
    return len(lines) > COLUMNS and all(AMOUNT.fullmatch(fold(line.text)) for line in lines)


def _holds(lines: Sequence[Printed], middle: float) -> bool:
    return lines[0].box.top <= middle <= lines[-1].box.bottom


def _whole_lines(lines: Sequence[Printed], edge: float, figures: Sequence[Printed]) -> list[list[Printed]]:
    """Return lines, those together that only the width of their cell has broken and that have no figure beside them."""
    found = [[lines[0]]]
    for one, other in pairwise(lines):
        is_row = any(_is_level(other, figure) for figure in figures)
        if is_row or "\n" in _words([one, other], edge):
            found.append([other])
        else:
            found[-1].append(other)
    return found


def _is_level(one: Printed, other: Printed) -> bool:
    return abs(one.box.bottom - other.box.bottom) < one.size * 0.4


def _is_stack(cell: str) -> bool:
    """Say whether a cell holds amounts one under the other, each of another year or stage."""
    lines = fold(cell).split("\n")
    return len(lines) > 1 and "円" in lines[0] and all(AMOUNT.fullmatch(line) for line in lines)


def _lines(cell: str, lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines of a cell that does not go into a row."""
    return [lines[0]._replace(text=words, gap=False) for words in cell.split("\n")]


def _edges(grid: Grid, content: Mapping[Cell, Sequence[Printed]]) -> dict[Cell, float]:
    """Return for each cell where its lines end at the latest, in points from the left of the page."""
    rights: dict[tuple[int, float], list[float]] = {}
    for cell in grid.cells:
        rights.setdefault((cell.column, cell.box.right), []).extend(line.box.right for line in content.get(cell, ()))
    edges = {}
    for cell in grid.cells:
        lines = content.get(cell, ())
        if not lines:
            continue
        size = lines[0].size
        padding = min(max(min(line.box.left for line in lines) - cell.box.left, size * 0.3), size * PADDING)
        last = sorted(rights[cell.column, cell.box.right])[-2:]
        common = last[0] if last[-1] - last[0] < size * 0.5 and len(last) > 1 else cell.box.right
        edges[cell] = min(cell.box.right - padding, common)
    return edges


def _words(lines: Sequence[Printed], edge: float) -> str:
    """Return the lines of a cell, those in one that only its width has broken."""
    text = lines[0].text
    for one, other in pairwise(lines):
        if edge - one.box.right < _head(other.text) * one.size and not _ends(text.rpartition("\n")[2], other.text):
            text += "" if is_wide(one.text[-1]) or is_wide(other.text) else " "
        else:
            text += "\n"
        text += other.text
    return text.replace("\t", " ")


def _ends(one: str, other: str) -> bool:
    """Say whether two lines are an amount each."""
    return bool(AMOUNT.fullmatch(fold(one)) and AMOUNT.fullmatch(fold(other))) and not one.endswith((",", "，"))


def _head(text: str) -> float:
    """Return the width of what cannot be broken at the start of a line, in sizes."""
    match = HEAD.match(text)
    return sum(1 if is_wide(letter) else 0.6 for letter in match[0]) + 0.2 if match else 1
