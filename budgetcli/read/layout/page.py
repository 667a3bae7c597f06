"""The lines of a page in reading order."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from budgetcli.read.layout.clean import clean
from budgetcli.read.layout.columns import GAP
from budgetcli.read.layout.glyph import Box, Glyph, Printed, PrintedPage, around
from budgetcli.read.layout.margin import parts
from budgetcli.read.layout.open_table import open_tables
from budgetcli.read.layout.order import arrange
from budgetcli.read.layout.rules import Cell, Grid, grids
from budgetcli.read.layout.runs import Run, runs
from budgetcli.read.layout.table import rows
from budgetcli.read.layout.upright import directions, groups, prevailing, turn

STRIP = 10.0
"""In points: the height of the strips by which cells are looked up."""
FEWEST_LINES = 8
MOSTLY = 0.5
"""Of the lines of a page: those that are as far apart as it is set wide."""
WIDER = 1.2
"""Of the usual white space between lines: the most that is no beginning of a paragraph."""
WHOLE = 0.85
"""Of a page's area: a frame that large is the page."""


def read_page(page: PrintedPage) -> list[Printed]:
    """Return the lines of a page, headings at the side first, its number last."""
    glyphs = clean(page.glyphs, page.width, page.height)
    ways = directions(glyphs)
    if main := prevailing(ways):
        page, glyphs, ways = _turned(page, glyphs, ways, main)
    most = WHOLE * page.width * page.height
    tables = [grid for grid in grids(page.rules, page.panels) if grid.box.area < most]
    tables += open_tables(page.rules, [glyph for glyph, way in zip(glyphs, ways, strict=True) if not way])
    return [
        line._replace(gap=line.gap or at == 0)
        for part in parts(_filled(tables, glyphs, ways), page.width, page.height)
        for at, line in enumerate(closed_up(arrange(part)))
    ]


def closed_up(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines, those as far from the one above as most lines of a page set wide are as no beginning."""
    spaces = {at: space for at, (one, other) in enumerate(pairwise(lines), 1) if (space := _space(one, other)) > 0}
    usual = median(spaces.values()) if len(spaces) >= FEWEST_LINES else 0.0
    wide = [at for at, space in spaces.items() if lines[at].gap and space <= usual * WIDER]
    if usual <= GAP or len(wide) < MOSTLY * len(spaces):
        return list(lines)
    return [line._replace(gap=line.gap and at not in wide) for at, line in enumerate(lines)]


def _space(one: Printed, other: Printed) -> float:
    """Return the white space between two lines of one column, in sizes; 0 where they are of different ones."""
    is_under = other.box.top > one.box.bottom and other.box.left < one.box.right and one.box.left < other.box.right
    return (other.box.top - one.box.bottom) / min(one.size, other.size) if is_under else 0.0


def _turned(
    page: PrintedPage, glyphs: Sequence[Glyph], ways: Sequence[int], main: int
) -> tuple[PrintedPage, list[Glyph], list[int]]:
    """Return the page turned so that most lines run to the right."""
    width, height = page.width, page.height

    def turned(box: Box) -> Box:
        return turn(box, main, width, height)

    size = (height, width) if main in (90, 270) else (width, height)
    page = PrintedPage(*size, (), [turned(box) for box in page.rules], [turned(box) for box in page.panels])
    return page, [glyph._replace(box=turned(glyph.box)) for glyph in glyphs], [(way - main) % 360 for way in ways]


def _filled(tables: Sequence[Grid], glyphs: Sequence[Glyph], ways: Sequence[int]) -> list[Run]:
    """Return the runs of a page, where the lines of a table or a frame are one."""
    tables = sorted(tables, key=lambda grid: grid.box.area)
    cells = _Cells(tables)
    places: dict[_Place | None, list[int]] = defaultdict(list)
    for at, glyph in enumerate(glyphs):
        places[cells.around(glyph.box)].append(at)
    content: dict[_Place | None, list[Run]] = defaultdict(list)
    for place, members in places.items():
        content[place] += _runs([glyphs[at] for at in members], [ways[at] for at in members])
    for number, grid in enumerate(tables):
        lines = rows(grid, {cell: arrange(inside) for cell in grid.cells if (inside := content.get((number, cell)))})
        if lines:
            content[cells.around(grid.box, number)].append(_block(grid.box, lines))
    return content[None]


_Place = tuple[int, Cell]
"""A cell, and which of the tables it is of."""


class _Cells:
    """The cells of a page by where they are."""

    def __init__(self, tables: Sequence[Grid]) -> None:
        self.tables = tables
        self.strips: dict[int, list[_Place]] = defaultdict(list)
        places = [(number, cell) for number, grid in enumerate(tables) for cell in grid.cells]
        for number, cell in sorted(places, key=lambda place: place[1].box.area):
            for strip in range(int(cell.box.top // STRIP), int(cell.box.bottom // STRIP) + 1):
                self.strips[strip].append((number, cell))

    def around(self, box: Box, inner: int | None = None) -> _Place | None:
        """Return the smallest cell that holds the box, which may be that of a table within it."""
        near = self.strips.get(int((box.top + box.bottom) / 2 // STRIP), ())
        least = 0.0 if inner is None else self.tables[inner].box.area
        return next((place for place in near if place[1].box.area > least and place[1].box.holds(box)), None)


def _runs(glyphs: Sequence[Glyph], ways: Sequence[int]) -> list[Run]:
    """Return the runs of a part of a page, where text in another direction is read already."""
    taken: set[int] = set()
    found: list[Run] = []
    for way, members in groups(glyphs, ways):
        box = around(glyphs[at].box for at in members)
        inside = sorted({at for at, glyph in enumerate(glyphs) if at not in taken and box.holds(glyph.box)})
        taken.update(inside)
        extent = box.right + box.bottom
        upright = [glyphs[at]._replace(box=turn(glyphs[at].box, way, extent, extent)) for at in inside]
        lines = arrange(runs(upright))
        if lines:
            found.append(_block(box, [line._replace(box=box) for line in lines]))
    return found + runs([glyph for at, glyph in enumerate(glyphs) if at not in taken])


def _block(box: Box, lines: Sequence[Printed]) -> Run:
    return Run(box, lines[0].text, lines[0].size, lines[0].is_bold, tuple(lines))
