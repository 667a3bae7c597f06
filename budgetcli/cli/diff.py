"""The command that compares two years item by item."""

from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import between_books, open_shelf
from budgetcli.cli.complete import complete_edition
from budgetcli.cli.failure import PROBLEMS
from budgetcli.cli.language import help_text
from budgetcli.cli.output import is_bare, put
from budgetcli.cli.select import matching, picked, wanted_amount, wanted_columns, wanted_lines, wanted_unit
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
    group: options.Group = None,
    min_change: Annotated[str | None, typer.Option("--min-change", help=help_text("min_change"), metavar="X")] = None,
    columns: options.Columns = None,
    no_pager: options.NoPager = False,
) -> None:
    """Compare two years item by item."""
    del lang
    query = Query(tuple(category or ()), search, tuple(status or ()))
    if books:
        lines = matching(between_books([*books, *(data or ())], year), query)
    else:
        shelf = open_shelf(data)
        lines = wanted_lines(shelf, two_years(year, shelf, stage), query, basis, stage)
    if changed and all(same(*line.amounts) for line in lines.lines):
        return
    ordered = lines._replace(lines=tuple(arrange(lines.lines, sort, reverse=reverse)))
    wanted, shown_unit = wanted_columns(columns, form, output), wanted_unit(unit, lines)
    chosen = Options(
        shown_unit,
        with_supplementary,
        bounds,
        bool(group) or (sort in (Order.DOCUMENT, Order.CATEGORY) and not min_change),
        limit,
        bool(group),
        changed,
        wanted_amount(min_change, shown_unit),
        wanted,
        is_bare(form, output),
    )
    table = picked(diff(ordered, chosen), wanted, columns)
    put(table, form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals, no_pager=no_pager)
    if exit_code and any(Change(*line.amounts).status is not Status.UNCHANGED for line in lines.lines):
        raise typer.Exit(PROBLEMS)
