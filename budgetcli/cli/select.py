"""Lines as the options ask for them."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.settings import settings
from budgetcli.domain.amount import Kind, Unit, Unreadable, parse_amount
from budgetcli.domain.book import Stage
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.year import FiscalYear
from budgetcli.report.columns import EXTRA, pick
from budgetcli.report.headings import unit_of
from budgetcli.report.query import NothingMatched, Query, select
from budgetcli.report.table import Table


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


def wanted_amount(text: str | None, unit: Unit) -> Decimal | None:
    """Return in 円 the amount of an option, in the unit where it names none; raises Failure where it is none."""
    if text is None:
        return None
    amount = parse_amount(text, unit)
    if isinstance(amount, Unreadable) or amount.value is None or amount.value < 0:
        raise Failure([Problem("amount-unreadable", {"text": text}, ())], USAGE)
    return amount.value


def wanted_columns(text: str | None, form: str | None, output: Path | None) -> tuple[str, ...]:
    """Return the keys of the columns that the option names, else the settings for what is shown on a screen."""
    named = () if form or output else settings().columns
    return tuple(dict.fromkeys(key.strip() for key in (named if text is None else text.split(","))))


def picked(table: Table, wanted: Sequence[str], text: str | None) -> Table:
    """Return the table with the wanted columns, with all where none is named; raises Failure for unknown ones.

    Settings stand for several commands, so they may name columns that this table does not have.
    """
    known = [column.key for column in table.columns]
    if text is not None and (unknown := [key for key in wanted if key not in known]):
        every = tuple(dict.fromkeys([*known, *EXTRA]))
        raise Failure([Problem("columns-unknown", {"text": unknown[0], "known": every}, ())], USAGE)
    there = [key for key in wanted if key in known]
    return pick(table, there) if there else table
