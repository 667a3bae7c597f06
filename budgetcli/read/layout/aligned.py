"""Tables without rules, whose columns are known by the white space between them."""

from collections.abc import Sequence

from budgetcli.read.layout.glyph import Box, around
from budgetcli.read.layout.rules import Cell, Grid
from budgetcli.read.layout.runs import Run
from budgetcli.read.layout.space import apart, levels
from budgetcli.read.layout.words import are_figures, begin, begins, is_dash, is_number, is_prose

COLUMN = 0.5
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


Span = tuple[float, float]
"""From where to where a column goes, in points from the left."""


def aligned_rows(bands: Sequence[Sequence[Run]], start: int) -> tuple[int, list[list[Run]]]:
    """Return the end of the rows of a table that begins with a band, and its columns; that band if none does."""
    first = start
    while first < len(bands) - 1 and first < start + HEAD and len(bands[first]) == 1:
        first += 1
    end, columns = _rows(bands, first)
    if end == first or any(_joins(bands, at, spans_of(columns)) <= 0 for at in range(start, first)[-1:]):
        return start, []
    return end, columns


def _rows(bands: Sequence[Sequence[Run]], start: int) -> tuple[int, list[list[Run]]]:
    """Return the end of the rows of a table whose first row or head is a band, and its columns."""
    columns: list[list[Run]] = []
    if len(bands[start]) <= LEAST:
        return start, columns
    best, count = start, 0
    spans: list[Span] = []
    for end in range(start, len(bands)):
        band = bands[end]
        if any(run.lines for run in band):
            break
        if _has_figures(band):
            if not _fits(band, columns, spans):
                columns = columns_of([run for each in (*columns, band) for run in each])
                if not _is_table(columns):
                    break
                spans = spans_of(columns)
            count += 1
            best = end + 1 if count >= LEAST else best
        elif (end - start > HEAD and not count) or (count >= LEAST and _crosses(band, spans)):
            break
    while start < best < len(bands) and _joins(bands, best, spans) < 0:
        best += 1
    return best, columns


def _has_figures(band: Sequence[Run]) -> bool:
    """Say whether a row has enough figures, of which some may be the dashes of empty cells."""
    numbers = sum(map(is_number, band))
    return numbers > 0 and numbers + sum(map(is_dash, band)) >= LEAST


def _fits(band: Sequence[Run], columns: list[list[Run]], spans: Sequence[Span]) -> bool:
    """Add a row to columns if each run of it is inside of one, and say whether that was so."""
    places = [
        [at for at, (left, right) in enumerate(spans) if left <= run.box.left and run.box.right <= right]
        for run in band
    ]
    if not all(places):
        return False
    for run, place in zip(band, places, strict=True):
        columns[place[0]].append(run)
    return True


def broken_names(bands: Sequence[Sequence[Run]], columns: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Return the rows of a table, to each of which the lines go that its name or its words are broken over."""
    rows: list[list[Run]] = []
    spans = spans_of(columns)
    is_open = False
    for at, band in enumerate(bands):
        way = _joins(bands, at, spans)
        if rows and (is_open or way < 0):
            rows[-1] += band
        else:
            rows.append(list(band))
        is_open = way > 0
    return rows


def _joins(bands: Sequence[Sequence[Run]], at: int, spans: Sequence[Span]) -> int:
    """Return whether a line is part of a cell of the row before it (-1), of a name after it (1), or of none (0)."""
    run = bands[at][0]
    if len(bands[at]) > 1 or is_number(run) or run.lines:
        return 0
    if column := column_of(run, spans):
        return -1 if column == len(spans) - 1 and at and _goes_on(bands[at - 1], run, spans) else 0
    if is_prose(run):
        return 0
    above = run.box.top - max((other.box.bottom for other in bands[at - 1]), default=0.0) if at else run.size
    below = min(other.box.top for other in bands[at + 1]) - run.box.bottom if at + 1 < len(bands) else run.size
    if abs(above - below) < run.size * NEARER or min(above, below) > run.size * NEAR:
        return 0
    way = -1 if above < below else 1
    other = min(bands[at + way], key=lambda other: other.box.left)
    starts = begins(run if way < 0 else other) or abs(run.size - other.size) > run.size * NEARER
    return 0 if starts else way


def _goes_on(above: Sequence[Run], run: Run, spans: Sequence[Span]) -> bool:
    """Say whether words go on with those close above them in the last column of a table."""
    others = [other for other in above if column_of(other, spans) == len(spans) - 1]
    is_near = any(run.box.top - other.box.bottom < run.size * NEAR and not is_number(other) for other in others)
    return is_near and not begins(run)


def _is_table(groups: Sequence[Sequence[Run]]) -> bool:
    """Say whether groups of runs are the columns of one table: names, figures, remarks."""
    kinds = [are_figures(group) and (any(map(is_number, group)) or all(map(is_dash, group))) for group in groups]
    if kinds[0] or sum(kinds) < LEAST:
        return False
    first, last = kinds.index(True), len(kinds) - 1 - kinds[::-1].index(True)
    return all(kinds[first : last + 1]) and not any(map(begin, groups[1:]))


def _crosses(band: Sequence[Run], spans: Sequence[Span]) -> bool:
    """Say whether a run goes over the white space between two columns."""
    return any(
        sum(min(run.box.right, right) - max(run.box.left, left) > run.size for left, right in spans) > 1 for run in band
    )


def spans_of(columns: Sequence[Sequence[Run]]) -> list[Span]:
    """Return from where to where each column goes, in points."""
    edge = columns[0][0].size * EDGE
    return [(min(run.box.left for run in each) - edge, max(run.box.right for run in each) + edge) for each in columns]


def column_of(run: Run, spans: Sequence[Span]) -> int:
    """Return the column in which a run stands, or to which it is nearest."""
    shared = [min(run.box.right, right) - max(run.box.left, left) for left, right in spans]
    return shared.index(max(shared))


def grid_of(rows: Sequence[Span], columns: Sequence[Sequence[Run]]) -> Grid:
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
