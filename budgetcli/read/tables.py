"""The tables in files: which sheets and years of them are meant, and the book of each."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.book import Book, Source
from budgetcli.domain.problem import Message, Place, Problem
from budgetcli.read.grid import Grid, Skipped, read_grids
from budgetcli.read.importing import Imported, import_grid
from budgetcli.read.mapping import Layout, find_layout
from budgetcli.read.per_row import YearOfRows, years_of_rows
from budgetcli.read.wanted import Wanted

ALL = "*"
"""What stands for every sheet that has a table."""


class Table(NamedTuple):
    """A table and the book that it makes."""

    grid: Grid
    layout: Layout
    imported: Imported
    suffix: str
    """What tells the book's file from those of other tables in the same file."""

    @property
    def name(self) -> str:
        """Return the file's name, with the sheet or the year that tells the table from others in it."""
        return f"{self.grid.file} [{self.suffix}]" if self.suffix else self.grid.file


def read_tables(
    path: Path, wanted: Wanted, sheets: Sequence[str] = (), *, hidden: bool = False
) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a file, or why there are none."""
    named = tuple(name for name in sheets if name != ALL)
    grids, problems = read_grids(path, named, hidden=hidden)
    if problems:
        return [], problems
    read = {grid.sheet: _read_grid(grid, wanted) for grid in grids}
    without = tuple(sheet for sheet, (_, problems) in read.items() if _has_no_headings(problems)) if not named else ()
    if len(without) == len(read):
        return [], next(iter(read.values()))[1]
    meant = {sheet: found for sheet, found in read.items() if sheet not in without}
    if len(meant) > 1 and not sheets:
        return [], [Problem("sheets-several", {"file": str(path), "sheets": tuple(meant)}, ())]
    tables = [table for found, _ in meant.values() for table in found]
    if len(meant) > 1:
        tables = [table._replace(suffix="-".join(filter(None, (table.grid.sheet, table.suffix)))) for table in tables]
    if without and tables:
        tables[0] = _skipping(tables[0], Skipped("sheets", without))
    return tables, [problem for _, problems in meant.values() for problem in problems]


def _has_no_headings(problems: Sequence[Problem]) -> bool:
    return [problem.code for problem in problems] == ["table-no-headings"]


def _skipping(table: Table, skipped: Skipped) -> Table:
    notice = Message(f"import.skipped.{skipped.reason}", {"names": skipped.names})
    return table._replace(imported=table.imported._replace(notices=[*table.imported.notices, notice]))


def _read_grid(grid: Grid, wanted: Wanted) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a grid: one for each year that a column names row by row."""
    years = years_of_rows(grid, wanted)
    if wanted.year and years:
        meant = [year for year in years if year.book == wanted.year]
        if not meant:
            known = tuple(year.book for year in years)
            return [], [Problem("year-differs", {"year": wanted.year, "years": known}, (grid.place(0),))]
        years = meant
    tables, problems = [], []
    each: list[YearOfRows | None] = [*years] or [None]
    for year in each:
        layout, wrong = find_layout(grid, wanted, year)
        problems += wrong
        if layout is not None and not wrong:
            suffix = year.book.code if year and len(years) > 1 else ""
            tables.append(Table(grid, layout, import_grid(grid, layout, wanted), suffix))
    return tables, problems


def joined(tables: Sequence[Table]) -> Book:
    """Return one book of all the tables; the place of each item names its file or sheet where there are several."""
    books = [table.imported.book for table in tables]
    if len(books) == 1:
        return books[0]
    names = [Path(table.grid.file).name for table in tables]
    spots = [" ".join(filter(None, (name, table.grid.sheet))) for name, table in zip(names, tables, strict=True)]
    items = tuple(
        item._replace(page=f"{spot} {item.page}")
        for spot, book in zip(spots, books, strict=True)
        for item in book.items
    )
    sheets = ", ".join(filter(None, (table.grid.sheet for table in tables)))
    source = Source(document=", ".join(dict.fromkeys(names)), section=sheets)
    return books[0]._replace(items=items, totals=(), source=source)


def same_items(tables: Sequence[Table]) -> list[Problem]:
    """Return a problem for each item that stands in two of the tables, which one book cannot hold."""
    first: dict[tuple[str, ...], Place] = {}
    problems = []
    for table in tables:
        for item in table.imported.book.items:
            place = Place(table.grid.file, item.line, 1, 0)
            other = first.setdefault(item.identity, place)
            if other is not place:
                problems.append(Problem("tables-alike", {"name": item.name}, (place, other)))
    return problems
