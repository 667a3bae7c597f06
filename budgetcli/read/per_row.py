"""What a table says row by row: the year and the stage of each row's amounts."""

from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.block import find_headings
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Heading, Role, cell_stage
from budgetcli.read.wanted import Wanted, named_columns

MOST_STAGES = 20
"""As many words as a column of stages may have: 当初, 6月補正, 9月補正 …"""


def row_year(text: str, near: FiscalYear | None) -> FiscalYear | None:
    """Return the year that a cell of a column of years names."""
    return parse_year(text, near) or (parse_year(f"{text}年度", near) if text.isdigit() else None)


class YearOfRows(NamedTuple):
    """The year that some rows name, and that of their current amounts: a year later if those are 翌年度's."""

    row: FiscalYear
    book: FiscalYear


def years_of_rows(grid: Grid, wanted: Wanted) -> list[YearOfRows]:
    """Return the years that a column names row by row, in order; one year adds nothing to headings that name theirs."""
    block = find_headings(grid, wanted)
    if block is None:
        return []
    named = named_columns(block.headings, wanted, grid.place(block.last))[0]
    offset = sum(block.headings[index].offset or 0 for index in named.get(Role.CURRENT, ()))
    columns = [index for index, heading in enumerate(block.headings) if heading.role is Role.YEAR]
    column = next(iter(named.get(Role.YEAR, columns)), None)
    near = next((heading.year for heading in block.headings if heading.year), None)
    cells = {row[column].strip() for row in grid.rows[block.last + 1 :] if column is not None and column < len(row)}
    years = sorted({year for cell in cells if (year := row_year(cell, near))})
    if len(years) == 1 and near:
        return []
    return [YearOfRows(year, FiscalYear(year.western + offset)) for year in years]


class Stages(NamedTuple):
    """A column that says the stage of each row."""

    column: int
    stages: tuple[Stage, ...]


def stages_of_rows(grid: Grid, header: int, headings: Sequence[Heading]) -> Stages | None:
    """Return the column of 当初 and 補正, if there is one, and its stages in order."""
    for index, heading in enumerate(headings):
        if heading.role in (Role.CATEGORY, Role.UNUSED, Role.NOTE):
            cells = {row[index].strip() for row in grid.rows[header + 1 :] if index < len(row)} - {""}
            stages = {cell_stage(cell) for cell in cells} if len(cells) <= MOST_STAGES else {None}
            if stages and None not in stages:
                return Stages(index, tuple(stage for stage in Stage if stage in stages))
    return None
