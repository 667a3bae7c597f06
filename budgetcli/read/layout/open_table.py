"""Tables that are ruled across only, their columns parted by white space."""

from collections.abc import Sequence
from itertools import pairwise

from budgetcli.read.layout.aligned import COLUMN, columns_of, grid_of, is_row
from budgetcli.read.layout.glyph import Box, Glyph
from budgetcli.read.layout.rules import Grid, beams
from budgetcli.read.layout.runs import runs
from budgetcli.read.layout.words import are_figures

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
    rows = [runs([glyph for glyph in inside if field.holds(glyph.box)], COLUMN) for field in fields]
    words = [run for row in rows for run in row]
    if len(fields) < 2 or not words:
        return None
    columns = columns_of(words)
    if len(columns) < 2 or not any(map(are_figures, columns[1:])) or not all(map(is_row, rows)):
        return None
    return grid_of([(field.top, field.bottom) for field in fields], columns)
