"""Tables without rules, whose columns are known by the white space between them."""

from collections.abc import Sequence

from budgetcli.read.layout.glyph import Box, around
from budgetcli.read.layout.rules import Cell, Grid
from budgetcli.read.layout.runs import Run
from budgetcli.read.layout.space import apart, levels
from budgetcli.read.layout.words import are_figures, begin, begins, is_number

COLUMN = 0.7
"""In sizes: the narrowest white space between columns."""
EDGE = 0.3
"""In sizes: the white space at both sides of a column, which is as wide as its longest line."""
NEAR = 0.6
"""In sizes: the widest white space between the lines of one name."""
NEARER = 0.1
"""In sizes: how much less that must be than the space to the next row."""
HEAD = 3
"""Lines that a table's head has at most."""
LEAST = 2
"""Columns of figures, and rows with figures in as many of them, that make a table."""


def aligned_rows(bands: Sequence[Sequence[Run]], start: int) -> tuple[int, list[list[Run]]]:
    """Return the end of the rows of a table that begins with a band, and its columns; that band if none does."""
    first = start
    while first < len(bands) - 1 and first < start + HEAD and len(bands[first]) == 1:
        first += 1
    end, columns = _rows(bands, first)
    if end == first or any(_joins(bands, at, columns) <= 0 for at in range(start, first)[-1:]):
        return start, []
    return end, columns


def _rows(bands: Sequence[Sequence[Run]], start: int) -> tuple[int, list[list[Run]]]:
    """Return the end of the rows of a table whose first row or head is a band, and its columns."""
    best, columns = start, list[list[Run]]()
    if len(bands[start]) <= LEAST:
        return best, columns
    body: list[Sequence[Run]] = []
    for end in range(start, len(bands)):
        band = bands[end]
        if any(run.lines for run in band):
            break
        if sum(map(is_number, band)) >= LEAST:
            groups = columns_of([run for row in (*body, band) for run in row])
            if not _is_table(groups):
                break
            body.append(band)
            if len(body) >= LEAST:
                best, columns = end + 1, groups
        elif (end - start > HEAD and not body) or (columns and any(_crosses(run, columns) for run in band)):
            break
    while columns and best < len(bands) and _joins(bands, best, columns) < 0:
        best += 1
    return best, columns


def broken_names(bands: Sequence[Sequence[Run]], columns: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Return the rows of a table, to each of which the lines go that a long name of it is broken over."""
    rows: list[list[Run]] = []
    is_open = False
    for at, band in enumerate(bands):
        way = _joins(bands, at, columns)
        if rows and (is_open or way < 0):
            rows[-1] += band
        else:
            rows.append(list(band))
        is_open = way > 0
    return rows


def _joins(bands: Sequence[Sequence[Run]], at: int, columns: Sequence[Sequence[Run]]) -> int:
    """Return whether a line is part of a name of the row before it (-1), of that after it (1), or of none (0)."""
    run = bands[at][0]
    if len(bands[at]) > 1 or is_number(run) or run.lines or column_of(run, spans_of(columns)):
        return 0
    above = run.box.top - max((other.box.bottom for other in bands[at - 1]), default=0.0) if at else run.size
    below = min(other.box.top for other in bands[at + 1]) - run.box.bottom if at + 1 < len(bands) else run.size
    if abs(above - below) < run.size * NEARER or min(above, below) > run.size * NEAR:
        return 0
    way = -1 if above < below else 1
    other = min(bands[at + way], key=lambda other: other.box.left)
    starts = begins(run if way < 0 else other) or abs(run.size - other.size) > run.size * NEARER
    return 0 if starts else way


def _is_table(groups: Sequence[Sequence[Run]]) -> bool:
    """Say whether groups of runs are the columns of one table: names, figures, remarks."""
    kinds = [are_figures(group) and any(map(is_number, group)) for group in groups]
    if kinds[0] or sum(kinds) < LEAST:
        return False
    first, last = kinds.index(True), len(kinds) - 1 - kinds[::-1].index(True)
    return all(kinds[first : last + 1]) and not any(map(begin, groups[1:]))


def _crosses(run: Run, columns: Sequence[Sequence[Run]]) -> bool:
    """Say whether a run goes over the white space between two columns."""
    spans = spans_of(columns)
    inside = [min(run.box.right, right) - max(run.box.left, left) > run.size for left, right in spans]
    return sum(inside) > 1


def spans_of(columns: Sequence[Sequence[Run]]) -> list[tuple[float, float]]:
    """Return from where to where each column goes, in points."""
    edge = columns[0][0].size * EDGE
    return [(min(run.box.left for run in each) - edge, max(run.box.right for run in each) + edge) for each in columns]


def column_of(run: Run, spans: Sequence[tuple[float, float]]) -> int:
    """Return the column in which a run stands, or to which it is nearest."""
    shared = [min(run.box.right, right) - max(run.box.left, left) for left, right in spans]
    return shared.index(max(shared))


def grid_of(rows: Sequence[tuple[float, float]], columns: Sequence[Sequence[Run]]) -> Grid:
    """Return the table of rows, each with its top and bottom, and columns of runs."""
    cells = [
        Cell(row, column, 1, Box(left, top, right, bottom))
        for row, (top, bottom) in enumerate(rows)
        for column, (left, right) in enumerate(spans_of(columns))
    ]
    return Grid(around(cell.box for cell in cells), tuple(cells), len(columns))


def columns_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs by the columns of their table."""
    return apart(runs, runs[0].size * COLUMN)


def is_row(runs: Sequence[Run]) -> bool:
    """Say whether words between two lines are one row: no column of it has two amounts one under the other."""
    figures = [run for run in runs if is_number(run)]
    return all(len(levels(column)) == 1 for column in apart(figures, 0.1)) if figures else True
