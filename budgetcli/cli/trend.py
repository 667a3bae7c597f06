"""The command that follows items over the years."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.complete import complete_names
from budgetcli.cli.language import help_text
from budgetcli.cli.output import put
from budgetcli.cli.select import wanted_lines, wanted_unit
from budgetcli.cli.years import YearCommand, named_years
from budgetcli.domain.book import Stage
from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.year import FiscalYear
from budgetcli.report.query import Order, Query, arrange
from budgetcli.report.total import By
from budgetcli.report.trend import Options, long_trend, trend

command = typer.Typer(add_completion=False)
Rows = Literal["item", "category", "measure", "organisation", "whole"]
BROADEST = 1
"""Levels of the category that rows are summed by where nothing is asked for."""


@command.command(cls=YearCommand, help=help_text("trend"))
def trend_(
    names: Annotated[
        list[str] | None,
        typer.Argument(help=help_text("trend_names"), metavar="[NAME]...", autocompletion=complete_names),
    ] = None,
    data: options.Data = None,
    year: options.Year = None,
    basis: options.BasisName = None,
    stage: options.StageName = None,
    category: options.Category = None,
    search: options.Search = "",
    by: Annotated[Rows | None, typer.Option("--by", help=help_text("trend_by"))] = None,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help=help_text("depth"))] = None,
    long: Annotated[bool, typer.Option("--long", help=help_text("long"))] = False,
    sort: options.Sort = Order.DOCUMENT,
    reverse: options.Reverse = False,
    limit: options.Limit = None,
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
    """Follow items over the years."""
    del lang
    shelf = open_shelf(data)
    query = Query(tuple(category or ()), search, names=tuple(names or ()))
    years = named_years(year, shelf) if year else _all_years(shelf, basis, stage)
    if len(shelf.books) > 1:
        basis = basis or Basis.OWN
    lines = wanted_lines(shelf, years, query, basis, stage)
    lines = lines._replace(lines=tuple(arrange(lines.lines, sort, reverse=reverse)))
    if by is None and query == Query():
        by, depth = "category", depth or BROADEST
    in_order = sort in (Order.DOCUMENT, Order.CATEGORY)
    chosen = Options(wanted_unit(unit, lines), By(by) if by and by != "item" else None, depth, limit, in_order)
    table = long_trend(lines, chosen.unit) if long else trend(lines, chosen)
    put(table, form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals, no_pager=no_pager)


def _all_years(shelf: Shelf, basis: Basis | None, stage: Stage | None) -> Sequence[FiscalYear]:
    """Return the years that have figures of the basis and the stage; both of a single book's."""
    own = {book.year for book in shelf.books if stage in (None, book.stage)}
    following = {book.previous_year for book in shelf.books if stage in (None, book.previous_stage)}
    if stage:
        return sorted(own | following) or [shelf.newest]
    return sorted(own | following if basis is Basis.NEXT or len(own) == 1 else own)
