"""The command that writes a page."""

from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.output import save
from budgetcli.cli.select import wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, wanted_years
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Basis
from budgetcli.report.page import page, trend_page, year_page
from budgetcli.report.query import Query
from budgetcli.report.sums import Options

command = typer.Typer(add_completion=False)
TWO = 2
"""Years that are compared; more are followed."""
ENDINGS = (".html", ".htm")


@command.command(cls=YearCommand, help=help_text("report"))
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help=help_text("report_output"), metavar="FILE.html")],
    data: options.Data = None,
    year: options.Year = None,
    alone: Annotated[bool, typer.Option("--alone", help=help_text("report_alone"))] = False,
    category: options.Category = None,
    search: options.Search = "",
    with_supplementary: options.WithSupplementary = False,
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    lang: options.Lang = None,
) -> None:
    """Write one year, two or more as a page."""
    del lang
    if output.suffix.lower() not in ENDINGS:
        raise Failure([Problem("output-ending", {"file": str(output), "endings": ENDINGS}, ())], USAGE)
    try:
        from budgetcli.write.page import render
    except ModuleNotFoundError as error:
        raise Failure([Problem("extra-absent", {"form": "html", "extra": "report"}, ())]) from error
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search)
    years = wanted_years(year, shelf)
    if alone:
        lines = wanted_lines(shelf, years[-1:], query)
        shown = year_page(lines, wanted_unit(unit, lines), decimals)
    elif len(years) > TWO:
        lines = wanted_lines(shelf, years, query, Basis.OWN if len(shelf.books) > 1 else None)
        shown = trend_page(lines, wanted_unit(unit, lines), decimals)
    else:
        lines = wanted_lines(shelf, years, query)
        own = sorted({book.year for book in shelf.books})
        more = wanted_lines(shelf, own, query, Basis.OWN) if len(own) > TWO else None
        shown = page(lines, Options(wanted_unit(unit, lines), with_supplementary), more, decimals)
    save(output, render(shown, user_words()).encode())
