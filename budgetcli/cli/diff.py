"""The command that compares two years item by item."""

from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import between_books, open_shelf
from budgetcli.cli.complete import complete_edition
from budgetcli.cli.failure import PROBLEMS
from budgetcli.cli.language import help_text
from budgetcli.cli.output import put
from budgetcli.cli.select import matching, wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, two_years
from budgetcli.domain.compare import Change, Status, same
from budgetcli.report.diff import diff
from budgetcli.report.query import Order, Query, arrange
from budgetcli.report.sums import Options

command = typer.Typer(add_completion=False)


@command.command(cls=YearCommand, help=help_text("diff"))
def diff_(
    books: Annotated[
        list[Path] | None,
        typer.Argument(help=help_text("editions"), metavar="[OLD.yaml NEW.yaml]", autocompletion=complete_edition),
    ] = None,
    data: options.Data = None,
    year: options.Year = None,
    basis: options.BasisName = None,
    stage: options.StageName = None,
    category: options.Category = None,
    search: options.Search = "",
    status: options.Statuses = None,
    changed: Annotated[bool, typer.Option("--changed", help=help_text("changed"))] = False,
    sort: options.Sort = Order.DOCUMENT,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
    with_supplementary: options.WithSupplementary = False,
    bounds: options.Bounds = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=help_text("exit_code"))] = False,
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    form: options.Format = None,
    output: options.Output = None,
    encoding: options.Encoding = "utf-8",
    lang: options.Lang = None,
    no_color: options.NoColor = False,
    no_wrap: options.NoWrap = False,
) -> None:
    """Compare two years item by item."""
    del lang
    query = Query(tuple(category or ()), search, tuple(status or ()))
    if books:
        lines = matching(between_books([*books, *(data or ())], year), query)
    else:
        shelf = open_shelf(data)
        lines = wanted_lines(shelf, two_years(year, shelf, stage), query, basis, stage)
    if changed:
        lines = lines._replace(lines=tuple(line for line in lines.lines if not same(*line.amounts)))
        if not lines.lines:
            return
    ordered = lines._replace(lines=tuple(arrange(lines.lines, sort, reverse=reverse)))
    chosen = Options(
        wanted_unit(unit, lines), with_supplementary, bounds, sort in (Order.DOCUMENT, Order.CATEGORY), limit
    )
    put(diff(ordered, chosen), form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals)
    if exit_code and any(Change(*line.amounts).status is not Status.UNCHANGED for line in lines.lines):
        raise typer.Exit(PROBLEMS)
