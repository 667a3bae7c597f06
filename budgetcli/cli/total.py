"""The command that sums by category."""

from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.language import help_text
from budgetcli.cli.output import put
from budgetcli.cli.select import wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, two_years
from budgetcli.report.query import Query
from budgetcli.report.sums import Options
from budgetcli.report.total import By, totals

command = typer.Typer(add_completion=False)


@command.command(cls=YearCommand, help=help_text("total"))
def total(
    data: options.Data = None,
    year: options.Year = None,
    basis: options.BasisName = None,
    stage: options.StageName = None,
    category: options.Category = None,
    search: options.Search = "",
    by: Annotated[By, typer.Option("--by", help=help_text("by"))] = By.CATEGORY,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help=help_text("depth"))] = None,
    with_supplementary: options.WithSupplementary = False,
    bounds: options.Bounds = False,
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    form: options.Format = None,
    output: options.Output = None,
    encoding: options.Encoding = "utf-8",
    lang: options.Lang = None,
    no_color: options.NoColor = False,
    no_wrap: options.NoWrap = False,
    no_pager: options.NoPager = False,
) -> None:
    """Sum the items by category."""
    del lang
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search)
    lines = wanted_lines(shelf, two_years(year, shelf, stage), query, basis, stage)
    table = totals(lines, Options(wanted_unit(unit, lines), with_supplementary, bounds), by, depth)
    put(table, form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals, no_pager=no_pager)
