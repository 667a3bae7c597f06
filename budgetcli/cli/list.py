"""The command that lists the items."""

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.language import help_text
from budgetcli.cli.output import is_bare, put
from budgetcli.cli.select import picked, wanted_columns, wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, wanted_years
from budgetcli.report.listing import listing
from budgetcli.report.query import Query
from budgetcli.report.sums import Options

command = typer.Typer(add_completion=False)


@command.command(cls=YearCommand, help=help_text("list"))
def list_(
    data: options.Data = None,
    year: options.Year = None,
    basis: options.BasisName = None,
    stage: options.StageName = None,
    category: options.Category = None,
    search: options.Search = "",
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    form: options.Format = None,
    output: options.Output = None,
    encoding: options.Encoding = "utf-8",
    lang: options.Lang = None,
    no_color: options.NoColor = False,
    no_wrap: options.NoWrap = False,
    group: options.Group = None,
    columns: options.Columns = None,
    no_pager: options.NoPager = False,
) -> None:
    """List the items with their amounts."""
    del lang
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search)
    lines = wanted_lines(shelf, wanted_years(year, shelf, stage), query, basis, stage)
    wanted = wanted_columns(columns, form, output)
    chosen = Options(wanted_unit(unit, lines), by_category=bool(group), extra=wanted, bare=is_bare(form, output))
    table = listing(lines, chosen)
    shown = picked(table, wanted, columns)
    put(shown, form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals, no_pager=no_pager)
