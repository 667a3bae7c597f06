"""Lines as the options ask for them."""

from collections.abc import Sequence

from budgetcli.cli.failure import Failure
from budgetcli.cli.settings import settings
from budgetcli.domain.amount import Kind, Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.year import FiscalYear
from budgetcli.report.headings import unit_of
from budgetcli.report.query import NothingMatched, Query, select


def wanted_lines(
    shelf: Shelf, years: Sequence[FiscalYear], query: Query, basis: Basis | None = None, stage: Stage | None = None
) -> Lines:
    """Return the lines of the years that answer the query; raises Failure where nothing does."""
    lines = shelf.lines(years, basis, stage)
    for index, column in enumerate(lines.columns if stage else ()):
        if all(line.amounts[index].kind is Kind.ABSENT for line in lines.lines):
            raise Failure([stage_problem(shelf, column.year, stage)])
    return matching(lines, query)


def stage_problem(shelf: Shelf, year: FiscalYear, stage: Stage | None) -> Problem:
    """Return the problem that no book has the year's figures of the stage, with the stages that there are."""
    figures = [(book.year, book.stage) for book in shelf.books]
    figures += [(book.previous_year, book.previous_stage) for book in shelf.books]
    known = [
        Message("heading.column", {"year": year, "stages": (stage,)})
        for year, stage in sorted({(year, stage) for year, stage in figures if stage}, key=lambda pair: pair[0])
    ]
    return Problem("stage-absent", {"year": year, "stage": stage, "known": known}, ())


def matching(lines: Lines, query: Query) -> Lines:
    """Return the lines that answer the query; raises Failure where none does."""
    try:
        return lines._replace(lines=tuple(select(lines.lines, query)))
    except NothingMatched as nothing:
        raise Failure([nothing.problem]) from nothing


def wanted_unit(name: str | None, lines: Lines) -> Unit:
    """Return the unit of the option, else of the settings, else of the books."""
    chosen = name or settings().unit
    return Unit[chosen] if chosen else unit_of(list(lines.lines))
