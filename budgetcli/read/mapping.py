"""Which column of a table is what: found out from its headings, or said by the user."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Unit, Unreadable, parse_amount
from budgetcli.domain.book import Stage
from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear
from budgetcli.read.block import MOST_TITLES, find_headings
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Heading, Role, read_stage, read_title, says_unit
from budgetcli.read.per_row import Stages, YearOfRows, stages_of_rows
from budgetcli.read.wanted import Wanted, named_columns

NOT_THE_BUDGET = frozenset({Stage.SETTLED, Stage.REVISED, Stage.SUPPLEMENTARY})
"""Stages of a year beside which its budget is meant."""


STATES = frozenset(
    {"新規", "新", "一部新規", "継続", "継", "拡充", "拡", "一部拡充", "見直し", "縮小", "廃止", "終了", "臨時", "経常"}
)
"""What an item is in one year."""


class Layout(NamedTuple):
    """What a table's columns are."""

    top: int
    header: int
    """The rows of the headings, the first and the last."""
    headings: tuple[Heading, ...]
    columns: Mapping[Role, tuple[int, ...]]
    supplementary: Mapping[FiscalYear, int]
    year: FiscalYear
    stage: Stage | None
    previous_stage: Stage | None
    units: Mapping[int, Unit]
    said_unit: bool
    """Whether the user said the unit: then it is that of what cells hold, whatever they show."""
    title: str
    row_stage: tuple[int, Stage] | None = None
    """The column that says the stage of each row, and that which is meant."""
    row_year: FiscalYear | None = None
    """The year of the rows that are meant, where a column says the year of each."""

    def column(self, role: Role) -> int | None:
        """Return the column of a role that one column has."""
        found = self.columns.get(role, ())
        return found[0] if found else None

    @property
    def name(self) -> int:
        """Return the column that names the items."""
        return self.columns[Role.NAME][0]

    @property
    def levels(self) -> tuple[int, ...]:
        """Return the columns that file and name an item, broad to narrow."""
        return (*self.columns[Role.CATEGORY], *self.columns[Role.NAME])


class _Columns(NamedTuple):
    current: int | None
    previous: int | None
    year: FiscalYear | None


def find_layout(grid: Grid, wanted: Wanted, of_rows: YearOfRows | None = None) -> tuple[Layout | None, list[Problem]]:
    """Return the table's layout, or why there is none."""
    block = find_headings(grid, wanted)
    if block is None:
        return None, [Problem("table-no-headings", {"rows": MOST_TITLES}, (Place(grid.file, 1, 1, 0),))]
    header, headings = block.last, block.headings
    titles = [cell.strip() for row in grid.rows[: block.top] for cell in row if cell.strip()]
    above = [*titles, grid.sheet] if grid.sheet else titles
    named, problems = named_columns(headings, wanted, grid.place(header))
    title_years = [year for year, _ in map(read_title, above) if year]
    if contradicted := _contradicted(wanted, title_years, headings, grid, header):
        return None, [*problems, *contradicted]
    chosen = _amount_columns(headings, named, wanted, of_rows.book if of_rows else next(iter(title_years), None))
    if chosen.current is None:
        problems.append(_ambiguous(headings, grid, header))
    if chosen.year is None:
        problems.append(Problem("table-no-year", {}, (grid.place(header),)))
    if problems or chosen.current is None or chosen.year is None:
        return None, problems
    staged = stages_of_rows(grid, header, headings)
    if staged and len(staged.stages) > 1 and wanted.stage not in staged.stages:
        params = {"heading": headings[staged.column].text, "stages": staged.stages}
        return None, [*problems, Problem("stages-in-rows", params, (grid.place(header, staged.column),))]
    stage = wanted.stage or headings[chosen.current].stage or _stage_above(above, chosen.year)
    stage = stage or (staged.stages[0] if staged else None)
    columns = _columns(_as_filled(grid, header, headings, staged), named, chosen)
    if not columns[Role.NAME]:
        return None, [Problem("column-no-name", {}, (grid.place(header),))]
    supplementary = {
        heading.year: index
        for index, heading in enumerate(headings)
        if heading.stage is Stage.SUPPLEMENTARY and heading.year and index not in (chosen.current, chosen.previous)
    }
    title_units = {unit for _, unit in map(read_title, above) if unit}
    unit = wanted.unit or (title_units.pop() if len(title_units) == 1 else None)
    units = {index: known for index, heading in enumerate(headings) if (known := wanted.unit or heading.unit or unit)}
    previous = headings[chosen.previous] if chosen.previous is not None else None
    layout = Layout(
        block.top,
        header,
        headings,
        columns,
        supplementary,
        chosen.year,
        stage,
        wanted.previous_stage or (previous.stage if previous else None),
        units,
        wanted.unit is not None,
        wanted.title or next((title for title in titles if not says_unit(title)), ""),
        (staged.column, stage) if staged and stage and len(staged.stages) > 1 else None,
        of_rows.row if of_rows else None,
    )
    amounts = [index for index in (chosen.current, chosen.previous) if index is not None]
    if wanted.unit and (other := _other_unit(wanted.unit, [headings[i].unit for i in amounts], title_units, grid)):
        return None, [Problem("unit-differs", {"unit": wanted.unit, "printed": other}, (grid.place(header),))]
    missing = [index for index in amounts if index not in units and _has_bare_figures(grid, header, index)]
    return layout, [Problem("table-no-unit", {"heading": headings[i].text}, (grid.place(header, i),)) for i in missing]


def _other_unit(said: Unit, headings: Sequence[Unit | None], titles: Collection[Unit], grid: Grid) -> Unit | None:
    """Return a unit that the table prints and the user contradicts, but for cells that show less than they hold."""
    printed = [unit for unit in headings if unit] or list(titles)
    return next((unit for unit in printed if unit is not said), None) if not grid.scaled else None


def _stage_above(titles: Sequence[str], year: FiscalYear) -> Stage | None:
    """Return the stage that a title names with the table's year."""
    return next((stage for title in titles if read_title(title)[0] == year and (stage := read_stage(title))), None)


def _has_bare_figures(grid: Grid, header: int, column: int) -> bool:
    """Say whether a column has an amount that does not name its own unit."""
    cells = {row[column] for row in grid.rows[header + 1 :] if column < len(row)}
    read = (parse_amount(cell, None) for cell in cells)
    return any(isinstance(amount, Unreadable) and amount.code == "amount-no-unit" for amount in read)


def _contradicted(
    wanted: Wanted, titles: Sequence[FiscalYear], headings: Sequence[Heading], grid: Grid, header: int
) -> list[Problem]:
    """Say where the year that the user names is none of those that the table names."""
    years = {*titles, *(heading.year for heading in headings if heading.year and heading.role is Role.AMOUNT)}
    reached = {year.western + offset for year in years for offset in (0, *(h.offset or 0 for h in headings))}
    if wanted.year is None or not years or wanted.year.western in reached:
        return []
    return [Problem("year-differs", {"year": wanted.year, "years": tuple(sorted(years))}, (grid.place(header),))]


def _as_filled(grid: Grid, header: int, headings: Sequence[Heading], staged: Stages | None) -> list[Heading]:
    """Return the headings as what stands under them says: neither 新規 and 継続 nor 当初 and 補正 file an item."""
    found = list(headings)
    for index in (index for index, heading in enumerate(headings) if heading.role is Role.CATEGORY):
        cells = {key(row[index]) for row in grid.rows[header + 1 :] if index < len(row)} - {""}
        if cells and cells <= STATES:
            found[index] = headings[index]._replace(role=Role.NOTE)
    if staged:
        found[staged.column] = headings[staged.column]._replace(role=Role.UNUSED)
    return found


def _columns(
    headings: Sequence[Heading], named: Mapping[Role, tuple[int, ...]], chosen: _Columns
) -> dict[Role, tuple[int, ...]]:
    """Return the columns of each role: found by their headings, and over that as the user names them."""
    taken = {index for columns in named.values() for index in columns} | {chosen.current, chosen.previous}
    free = [index for index in range(len(headings)) if index not in taken]
    of = {role: [index for index in free if headings[index].role is role] for role in Role}
    name = next(iter(named.get(Role.NAME, ())), None)
    if name is None:
        name = max(of[Role.NAME], key=lambda index: headings[index].rank, default=None)
    measure = of[Role.MEASURE][:1]
    filing = [*of[Role.CATEGORY], *of[Role.MEASURE][1:]]
    if name is None:
        described = [
            index
            for index in of[Role.NOTE]
            if key(headings[index].own) == "説明" and filing and filing[-1] < index < (chosen.current or 0)
        ]
        name = next(reversed([*measure, *filing, *described[:1]]), None)
        filing, measure = [index for index in filing if index != name], [i for i in measure if i != name]
    beside = [index for index in (*of[Role.NAME], *of[Role.OFFICE]) if index != name]
    filing += [index for index in beside if name is not None and index < name]
    found = {
        Role.NAME: () if name is None else (name,),
        Role.CATEGORY: tuple(sorted(filing)),
        Role.MEASURE: tuple(measure),
        Role.NOTE: tuple(sorted({*of[Role.NOTE], *beside} - {*filing, name})),
        **{role: tuple(of[role][:1]) for role in (Role.CHANGE, Role.PAGE, Role.ID, Role.YEAR)},
    }
    found |= named
    found[Role.CURRENT] = () if chosen.current is None else (chosen.current,)
    found[Role.PREVIOUS] = () if chosen.previous is None else (chosen.previous,)
    return found


def _amount_columns(
    headings: Sequence[Heading], named: Mapping[Role, tuple[int, ...]], wanted: Wanted, title: FiscalYear | None
) -> _Columns:
    """Return the columns of the current and the previous amounts, and the year of the first.

    The year that a heading names decides, never its position alone.
    """
    amounts = [
        index
        for index, heading in enumerate(headings)
        if heading.role is Role.AMOUNT
        and (heading.stage is not Stage.SUPPLEMENTARY or wanted.stage is Stage.SUPPLEMENTARY)
    ]
    current = next(iter(named.get(Role.CURRENT, ())), None)
    previous = next(iter(named.get(Role.PREVIOUS, ())), None)
    year = wanted.year or title
    if year is None or (wanted.year is None and current is not None and headings[current].year):
        years = [headings[index].year for index in ([current] if current is not None else amounts)]
        year = max(filter(None, years), default=year)
    if current is None:
        current = _only(amounts, headings, year, 0, wanted.stage)
    if previous is None and Role.PREVIOUS not in named:
        previous = _only(amounts, headings, year.previous if year else None, -1, wanted.previous_stage)
    return _Columns(current, previous if previous != current else None, year)


def _only(
    amounts: Sequence[int], headings: Sequence[Heading], year: FiscalYear | None, offset: int, stage: Stage | None
) -> int | None:
    """Return the one column of a year, None where that leaves a choice.

    Of several that of the stage the user names, else the initial budget's, else the one that is no later figure.
    """
    own = [index for index in amounts if year and headings[index].year == year]
    own = own or [index for index in amounts if headings[index].year is None and headings[index].offset == offset]
    if not own and offset == 0:
        own = [index for index in amounts if headings[index].year is None and headings[index].offset is None]
    choices = (
        [index for index in own if stage and headings[index].stage is stage],
        own,
        [index for index in own if headings[index].stage is Stage.INITIAL],
        [index for index in own if headings[index].stage not in NOT_THE_BUDGET],
    )
    return next((choice[0] for choice in choices if len(choice) == 1), None)


def _ambiguous(headings: Sequence[Heading], grid: Grid, header: int) -> Problem:
    candidates = tuple(heading.text for heading in headings if heading.role is Role.AMOUNT)
    return Problem("column-ambiguous", {"candidates": candidates}, (grid.place(header),))
