"""What a field gets in total, group by group."""

from collections.abc import Callable, Iterable
from enum import Enum

from budgetcli.domain.book import Book, Item
from budgetcli.domain.lines import Line, Lines, divided, wholes
from budgetcli.domain.supplementary import with_supplementary
from budgetcli.domain.total import Total, total
from budgetcli.report import table
from budgetcli.report.cells import plain_column, range_cell, range_column, year_columns
from budgetcli.report.headings import headings, sources
from budgetcli.report.leftout import left_out_counts, left_out_notes
from budgetcli.report.sums import CHANGE, PERCENT, Options, sum_cells, sum_notes, supplementary_note
from budgetcli.report.table import TOTAL, Cell, Notes, Role, Row, Table


class By(Enum):
    """What lines are summed by."""

    CATEGORY = "category"
    MEASURE = "measure"
    ORGANISATION = "organisation"
    WHOLE = "whole"


def group_name(by: By, depth: int | None) -> Callable[[Book, Item], str]:
    """Return what names an item's group; `depth` is how many levels of the category count."""
    names: dict[By, Callable[[Book, Item], str]] = {
        By.CATEGORY: lambda _, item: " / ".join(item.category[:depth]),
        By.MEASURE: lambda _, item: item.measure,
        By.ORGANISATION: lambda book, _: book.organisation,
    }
    return names[by]


def grouped_lines(lines: Iterable[Line], name: Callable[[Book, Item], str]) -> dict[str, list[Line]]:
    """Return the lines by group; of a moved item each year's figure where that year's book files it."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        for group, part in divided(line, name):
            groups.setdefault(group, []).append(part)
    return groups


def totals(lines: Lines, options: Options, by: By = By.CATEGORY, depth: int | None = None) -> Table:
    """Return a row per group and one that sums them all."""
    key = By.CATEGORY if by is By.WHOLE else by
    years = year_columns(lines.columns)
    columns = (
        plain_column(key.value),
        plain_column("items", table.Kind.COUNT),
        *years,
        CHANGE,
        PERCENT,
        plain_column("unit", shown=False),
        plain_column("note", table.Kind.NOTES, under=key.value),
        *(map(range_column, (*years, CHANGE, PERCENT)) if options.bounds else ()),
    )
    compared = with_supplementary(lines) if options.supplementary else lines
    rows = [] if by is By.WHOLE else list(_rows(lines, compared, options, group_name(by, depth)))
    everything = total(compared.lines, 2, bounded=options.bounds)
    rows.append(_row(TOTAL, everything, lines, options, Role.TOTAL))
    notes = (*supplementary_note(lines, options), *left_out_notes(everything, lines, options.unit))
    return Table(headings(lines, options.unit), columns, tuple(rows), notes, options.unit, sources(lines))


def _rows(lines: Lines, compared: Lines, options: Options, name: Callable[[Book, Item], str]) -> Iterable[Row]:
    plain = grouped_lines(lines.lines, name)
    among = wholes(compared.lines, 2)
    for group, members in grouped_lines(compared.lines, name).items():
        sums = total(members, 2, among, bounded=options.bounds)
        yield _row(group, sums, lines._replace(lines=tuple(plain[group])), options, Role.ITEM)


def _row(name: str, sums: Total, lines: Lines, options: Options, role: Role) -> Row:
    cells = sum_cells(sums, options.unit)
    ranges: tuple[Cell, ...] = ()
    if options.bounds:
        ranges = (*(range_cell(column.bounds, options.unit) for column in sums.sums), *cells.ranges)
    notes = Notes((*sum_notes(lines, options.unit), *left_out_counts(sums)))
    return Row((name, sums.items, *cells.amounts, cells.change, cells.percent, options.unit.name, notes, *ranges), role)
