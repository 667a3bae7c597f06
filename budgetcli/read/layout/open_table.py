"""Tables that are ruled across only, their columns parted by white space."""

from collections.abc import Sequence
from itertools import pairwise

from budgetcli.domain.text import fold
from budgetcli.read.layout.glyph import Box, Glyph
from budgetcli.read.layout.order import NUMBER, apart, are_figures, levels
from budgetcli.read.layout.rules import Cell, Grid, beams
from budgetcli.read.layout.runs import Run, runs

COLUMN = 0.6
"""In sizes: the narrowest white space between columns."""
EDGE = 0.3
"""In sizes: the white space at both sides of a column, which is as wide as its longest line."""
HIGHEST = 150.0
"""In points, of a row."""


def open_tables(rules: Sequence[Box], glyphs: Sequence[Glyph]) -> list[Grid]:
    """Return the tables of a page whose rows are between lines across."""
    groups = [group for group in beams(rules) if len(group) > 2]
    return [grid for group in groups if (grid := _open_table(group, glyphs))]


def _open_table(lines: Sequence[Box], glyphs: Sequence[Glyph]) -> Grid | None:
    """Return the table between the lines; None where they only part sections."""
    fields = [
        Box(one.left, one.top, one.right, other.top)
        for one, other in pairwise(lines)
        if 0 < other.top - one.top < HIGHEST
    ]
    inside = [glyph for glyph in glyphs if fields and fields[0].left <= glyph.box.left <= fields[0].right]
    content = [runs([glyph for glyph in inside if field.holds(glyph.box)], COLUMN) for field in fields]
    words = [run for row in content for run in row]
    if len(fields) < 2 or not words:
        return None
    columns = apart(words, words[0].size * COLUMN)
    if len(columns) < 2 or not any(are_figures(column) for column in columns[1:]) or not all(map(_is_row, content)):
        return None
    edge = words[0].size * EDGE
    spans = [(min(run.box.left for run in each) - edge, max(run.box.right for run in each) + edge) for each in columns]
    cells = [
        Cell(row, column, 1, Box(left, field.top, right, field.bottom))
        for row, field in enumerate(fields)
        for column, (left, right) in enumerate(spans)
    ]
    box = Box(lines[0].left, fields[0].top, lines[0].right, fields[-1].bottom)
    return Grid(box, tuple(cells), len(columns))


def _is_row(words: Sequence[Run]) -> bool:
    """Say whether words between two lines are one row: no column of it has two amounts one under the other."""
    figures = [run for run in words if NUMBER.fullmatch(fold(run.text))]
    return all(len(levels(column)) == 1 for column in apart(figures, 0.1)) if figures else True
