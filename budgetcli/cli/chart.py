"""The command that draws."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.output import save, screen_width, show
from budgetcli.cli.select import wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, named_years, two_years
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Basis
from budgetcli.report.chart import MOST, Chart, Shape, chart
from budgetcli.report.diff import diff
from budgetcli.report.query import Query
from budgetcli.report.sums import Options
from budgetcli.report.total import By, totals
from budgetcli.report.trend import Options as TrendOptions
from budgetcli.report.trend import trend
from budgetcli.write.registry import Style

command = typer.Typer(add_completion=False)
ENDINGS = (".svg", ".png")


@command.command(cls=YearCommand, help=help_text("chart"))
def chart_(
    shape: Annotated[Shape, typer.Argument(help=help_text("chart_shape"))] = Shape.CHANGES,
    data: options.Data = None,
    year: options.Year = None,
    category: options.Category = None,
    search: options.Search = "",
    by: Annotated[By, typer.Option("--by", help=help_text("by"))] = By.CATEGORY,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help=help_text("depth"))] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help=help_text("chart_limit"))] = MOST,
    unit: options.UnitName = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=help_text("chart_output"), metavar="FILE")
    ] = None,
    lang: options.Lang = None,
) -> None:
    """Draw the changes, the sums or the trend."""
    del lang
    if output and output.suffix.lower() not in ENDINGS:
        raise Failure([Problem("output-ending", {"file": str(output), "endings": ENDINGS}, ())], USAGE)
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search)
    if shape is Shape.LINES:
        years = named_years(year, shelf) if year else sorted({book.year for book in shelf.books})
        years = years if len(years) > 1 else shelf.years
        lines = wanted_lines(shelf, years, query, Basis.OWN if len(shelf.books) > 1 else None)
        table = trend(lines, TrendOptions(wanted_unit(unit, lines), by, depth or 1))
    else:
        lines = wanted_lines(shelf, two_years(year, shelf), query)
        chosen = Options(wanted_unit(unit, lines))
        table = diff(lines, chosen) if shape is Shape.CHANGES else totals(lines, chosen, by, depth)
    _put(chart(table, shape, limit), output)


def _put(drawn: Chart, output: Path | None) -> None:
    if output is None:
        from budgetcli.write.bars import render

        width = screen_width() if sys.stdout.isatty() or "COLUMNS" in os.environ else None
        show(render(drawn, Style(user_words(), width)))
        return
    try:
        from budgetcli.write.picture import png, svg
    except ModuleNotFoundError as error:
        raise Failure([Problem("extra-absent", {"form": output.suffix[1:], "extra": "chart"}, ())]) from error
    is_png = output.suffix.lower() == ".png"
    save(output, png(drawn, user_words()) if is_png else svg(drawn, user_words()).encode())
