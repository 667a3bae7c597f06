"""The lines of a page in reading order."""

from collections import defaultdict
from collections.abc import Sequence

from budgetcli.read.layout.clean import clean
from budgetcli.read.layout.glyph import Box, Glyph, Printed, PrintedPage, around
from budgetcli.read.layout.margin import without_margins
from budgetcli.read.layout.order import arrange
from budgetcli.read.layout.rules import Cell, Grid, grids
from budgetcli.read.layout.runs import Run, runs
from budgetcli.read.layout.table import rows
from budgetcli.read.layout.upright import directions, groups, prevailing, turn

STRIP = 10.0
"""In points: the height of the strips by which cells are looked up."""
WHOLE = 0.85
"""Of a page's area: a frame that large is the page."""


def read_page(page: PrintedPage) -> list[Printed]:
    """Return the lines of a page, headings at the side first, its number last."""
    glyphs = clean(page.glyphs, page.width, page.height)
    ways = directions(glyphs)
    if main := prevailing(ways):
        page, glyphs, ways = _turned(page, glyphs, ways, main)
    aside, rest = _pieces(glyphs, ways)
    tables = [grid for grid in grids(page.rules, page.panels) if grid.box.area < WHOLE * page.width * page.height]
    body, margin = without_margins(_filled(tables, rest, aside), page.height)
    return arrange(body) + [line._replace(gap=True) for line in arrange(margin)]


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


def _pieces(glyphs: Sequence[Glyph], ways: Sequence[int]) -> tuple[list[Run], list[Glyph]]:
    """Return the pieces of text in other directions, read, and the other characters."""
    found: list[Run] = []
    taken: set[int] = set()
    for way, members in groups(glyphs, ways):
        box = around(glyphs[at].box for at in members)
        inside = {
            at
            for at, glyph in enumerate(glyphs)
            if at not in taken
            and box.holds((glyph.box.left + glyph.box.right) / 2, (glyph.box.top + glyph.box.bottom) / 2)
        }
        taken |= inside
        extent = box.right + box.bottom
        upright = [glyphs[at]._replace(box=turn(glyphs[at].box, way, extent, extent)) for at in sorted(inside)]
        lines = [line._replace(box=box) for line in arrange(runs(upright))]
        if lines:
            found.append(Run(box, lines[0].text, lines[0].size, lines[0].is_bold, tuple(lines)))
    return found, [glyph for at, glyph in enumerate(glyphs) if at not in taken]


def _filled(tables: Sequence[Grid], glyphs: Sequence[Glyph], aside: Sequence[Run]) -> list[Run]:
    """Return the runs of a page, where the lines of a table or a frame are one."""
    cells = sorted(((cell, grid) for grid in tables for cell in grid.cells), key=lambda each: each[0].box.area)
    strips: dict[int, list[Cell]] = defaultdict(list)
    for cell, _ in cells:
        for strip in range(int(cell.box.top // STRIP), int(cell.box.bottom // STRIP) + 1):
            strips[strip].append(cell)

    def owner(box: Box, than: float = 0.0) -> Cell | None:
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        near = strips.get(int(y // STRIP), ())
        return next((cell for cell in near if cell.box.area > than and cell.box.holds(x, y)), None)

    letters: dict[Cell | None, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        letters[owner(glyph.box)].append(glyph)
    content: dict[Cell | None, list[Run]] = defaultdict(list)
    for run in aside:
        content[owner(run.box, run.box.area)].append(run)
    for grid in sorted(tables, key=lambda grid: grid.box.area):
        for cell in grid.cells:
            content[cell] += runs(letters.pop(cell, []))
        lines = rows(grid, {cell: arrange(content[cell]) for cell in grid.cells if content.get(cell)})
        if lines:
            run = Run(grid.box, lines[0].text, lines[0].size, lines[0].is_bold, tuple(lines))
            content[owner(grid.box, grid.box.area)].append(run)
    return content[None] + runs(letters[None])
