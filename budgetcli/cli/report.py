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
from budgetcli.cli.years import YearCommand, two_years
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Basis
from budgetcli.report.page import page
from budgetcli.report.query import Query
from budgetcli.report.sums import Options

command = typer.Typer(add_completion=False)
ENDINGS = (".html", ".htm")


@command.command(cls=YearCommand, help=help_text("report"))
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help=help_text("report_output"), metavar="FILE.html")],
    data: options.Data = None,
    year: options.Year = None,
    category: options.Category = None,
    search: options.Search = "",
    with_supplementary: options.WithSupplementary = False,
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    lang: options.Lang = None,
) -> None:
    """Write two years as a page."""
    del lang
    if output.suffix.lower() not in ENDINGS:
        raise Failure([Problem("output-ending", {"file": str(output), "endings": ENDINGS}, ())], USAGE)
    try:
        from budgetcli.write.page import render
    except ModuleNotFoundError as error:
        raise Failure([Problem("extra-absent", {"form": "html", "extra": "report"}, ())]) from error
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search)
    lines = wanted_lines(shelf, two_years(year, shelf), query)
    own = sorted({book.year for book in shelf.books})
    years = wanted_lines(shelf, own, query, Basis.OWN) if len(own) > 2 else None
    shown = page(lines, Options(wanted_unit(unit, lines), with_supplementary), years, decimals)
    save(output, render(shown, user_words()).encode())
