"""Which column of a table is what: found out from its headings, or said by the user."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Heading, Role, read_heading, read_title

MOST_TITLES = 30
"""Rows within which a table's headings stand."""
MAPPED = (
    *(Role.NAME, Role.CATEGORY, Role.MEASURE, Role.CURRENT, Role.PREVIOUS, Role.CHANGE),
    *(Role.PAGE, Role.ID, Role.NOTE),
)
"""What a column can be mapped to by hand."""


class Wanted(NamedTuple):
    """What the user says of a table; the rest is found out."""

    columns: Mapping[str, Sequence[str]] = {}
    """Headings by the name of the role."""
    year: FiscalYear | None = None
    stage: Stage | None = None
    previous_stage: Stage | None = None
    unit: Unit | None = None
    organisation: str = ""
    title: str = ""


class Layout(NamedTuple):
    """What a table's columns are."""

    header: int
    """The row of the headings; the last of them where they are split."""
    headings: tuple[Heading, ...]
    columns: Mapping[Role, tuple[int, ...]]
    supplementary: Mapping[FiscalYear, int]
    year: FiscalYear
    stage: Stage | None
    previous_stage: Stage | None
    units: Mapping[int, Unit]
    title: str

    def column(self, role: Role) -> int | None:
        """Return the column of a role that one column has."""
        found = self.columns.get(role, ())
        return found[0] if found else None


class _Columns(NamedTuple):
    current: int | None
    previous: int | None
    year: FiscalYear | None


def find_layout(grid: Grid, wanted: Wanted) -> tuple[Layout | None, list[Problem]]:
    """Return the table's layout, or why there is none."""
    header, headings = _find_headings(grid, wanted)
    if header < 0:
        return None, [Problem("table-no-headings", {"rows": MOST_TITLES}, (grid.place(0),) if grid.rows else ())]
    titles = [cell for row in grid.rows[:header] for cell in row if cell.strip()]
    named, problems = _named(headings, wanted, grid, header)
    title_years = [year for year, _ in map(read_title, titles) if year]
    chosen = _amount_columns(headings, named, wanted.year or next(iter(title_years), None))
    unit = wanted.unit or next((unit for _, unit in map(read_title, titles) if unit), None)
    if chosen.current is None:
        problems.append(_ambiguous(headings, grid, header))
    if chosen.year is None:
        problems.append(Problem("table-no-year", {}, (grid.place(header),)))
    if problems or chosen.current is None or chosen.year is None:
        return None, problems
    columns = {role: _of_role(headings, role) for role in MAPPED} | named
    columns[Role.CURRENT] = (chosen.current,)
    columns[Role.PREVIOUS] = () if chosen.previous is None else (chosen.previous,)
    supplementary = {
        heading.year: index
        for index, heading in enumerate(headings)
        if heading.stage is Stage.SUPPLEMENTARY and heading.year and index not in (chosen.current, chosen.previous)
    }
    units = {index: known for index, heading in enumerate(headings) if (known := wanted.unit or heading.unit or unit)}
    previous = headings[chosen.previous] if chosen.previous is not None else None
    layout = Layout(
        header,
        tuple(headings),
        columns,
        supplementary,
        chosen.year,
        wanted.stage or headings[chosen.current].stage,
        wanted.previous_stage or (previous.stage if previous else None),
        units,
        wanted.title or next(iter(titles), ""),
    )
    missing = [index for index in (chosen.current, chosen.previous) if index is not None and index not in units]
    return layout, [Problem("table-no-unit", {"heading": headings[i].text}, (grid.place(header, i),)) for i in missing]


def _find_headings(grid: Grid, wanted: Wanted) -> tuple[int, list[Heading]]:
    """Return the last row of the headings and what they say; -1 where no row has a name and an amount."""
    names = {key(text) for texts in wanted.columns.values() for text in texts}
    for number, row in enumerate(grid.rows[:MOST_TITLES]):
        for last in (number + 1, number):
            rows = grid.rows[number : last + 1]
            headings = [read_heading(text) for text in _joined(rows, len(row))]
            by_hand = bool(names) and names <= {key(heading.text) for heading in headings} | _numbers(headings)
            if (by_hand or _has_headings(headings)) and (len(rows) == 1 or _continues(rows)):
                return last, headings
    return -1, []


def _has_headings(headings: Sequence[Heading]) -> bool:
    return {Role.NAME, Role.AMOUNT} <= {heading.role for heading in headings}


def _continues(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the second row goes on with the headings of the first, and is not the first item."""
    second = [read_heading(text) for text in rows[-1]]
    over_names = [below for above, below in zip(*rows, strict=False) if read_heading(above).role is Role.NAME]
    return len(rows) == 2 and not any(over_names) and any(heading.role is Role.AMOUNT for heading in second)


def _joined(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return the headings of one row or of two, where a cell of the upper stands over those on its right."""
    if len(rows) == 1:
        return list(rows[0])
    upper, last = [], ""
    for index in range(width):
        last = rows[0][index].strip() if index < len(rows[0]) and rows[0][index].strip() else last
        upper.append(last)
    return [above if above == below else above + below for above, below in zip(upper, rows[1], strict=False)]


def _numbers(headings: Sequence[Heading]) -> set[str]:
    return {str(number + 1) for number in range(len(headings))}


def _named(
    headings: Sequence[Heading], wanted: Wanted, grid: Grid, header: int
) -> tuple[dict[Role, tuple[int, ...]], list[Problem]]:
    """Return the columns that the user names, by heading or by number from 1."""
    places = {key(heading.text): index for index, heading in enumerate(headings)}
    places |= {number: int(number) - 1 for number in _numbers(headings) if number not in places}
    found: dict[Role, tuple[int, ...]] = {}
    problems = []
    for name, texts in wanted.columns.items():
        for text in texts:
            if key(text) not in places:
                known = tuple(heading.text for heading in headings if heading.text)
                problems.append(Problem("column-unknown", {"text": text, "known": known}, (grid.place(header),)))
        found[Role(name)] = tuple(places[key(text)] for text in texts if key(text) in places)
    return found, problems


def _of_role(headings: Sequence[Heading], role: Role) -> tuple[int, ...]:
    found = tuple(index for index, heading in enumerate(headings) if heading.role is role)
    return found if role in (Role.CATEGORY, Role.NOTE) else found[:1]


def _amount_columns(
    headings: Sequence[Heading], named: Mapping[Role, tuple[int, ...]], year: FiscalYear | None
) -> _Columns:
    """Return the columns of the current and the previous amounts, and the year of the first.

    The year that a heading names decides, never its position alone.
    """
    amounts = [
        index
        for index, heading in enumerate(headings)
        if heading.role is Role.AMOUNT and heading.stage is not Stage.SUPPLEMENTARY
    ]
    current = next(iter(named.get(Role.CURRENT, ())), None)
    previous = next(iter(named.get(Role.PREVIOUS, ())), None)
    if year is None:
        years = [headings[index].year for index in ([current] if current is not None else amounts)]
        year = max(filter(None, years), default=None)
    if current is None:
        current = _only(amounts, headings, year, 0)
    if previous is None and Role.PREVIOUS not in named:
        previous = _only(amounts, headings, year.previous if year else None, -1)
    return _Columns(current, previous if previous != current else None, year)


def _only(amounts: Sequence[int], headings: Sequence[Heading], year: FiscalYear | None, offset: int) -> int | None:
    """Return the one column of a year; of several the initial budget's, None where that leaves a choice."""
    own = [index for index in amounts if year and headings[index].year == year]
    own = own or [index for index in amounts if headings[index].year is None and headings[index].offset == offset]
    if not own and offset == 0:
        own = [index for index in amounts if headings[index].year is None and headings[index].offset is None]
    if len(own) > 1:
        own = [index for index in own if headings[index].stage is Stage.INITIAL]
    return own[0] if len(own) == 1 else None


def _ambiguous(headings: Sequence[Heading], grid: Grid, header: int) -> Problem:
    candidates = tuple(heading.text for heading in headings if heading.role is Role.AMOUNT)
    return Problem("column-ambiguous", {"candidates": candidates}, (grid.place(header),))
