"""The command that shows all that is known of one item."""

from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.complete import complete_name
from budgetcli.cli.failure import Failure
from budgetcli.cli.language import help_text
from budgetcli.cli.output import put
from budgetcli.domain.amount import Unit
from budgetcli.report.query import unknown_name
from budgetcli.report.show import choice, find, show

command = typer.Typer(add_completion=False)


@command.command(help=help_text("show"))
def show_(
    name: Annotated[str, typer.Argument(help=help_text("show_name"), autocompletion=complete_name)],
    data: options.Data = None,
    category: options.Category = None,
    unit: options.UnitName = None,
    decimals: options.Decimals = None,
    form: options.Format = None,
    output: options.Output = None,
    encoding: options.Encoding = "utf-8",
    lang: options.Lang = None,
    no_color: options.NoColor = False,
    no_wrap: options.NoWrap = False,
) -> None:
    """Show all that is known of one item."""
    del lang
    shelf = open_shelf(data)
    groups = find(shelf, name, category or ())
    if not groups:
        raise Failure([unknown_name(name, [item.name for book in shelf.books for item in book.items])])
    if len(groups) > 1:
        raise Failure([choice(name, groups)])
    table = show(groups[0], Unit[unit] if unit else groups[0][-1].book.unit or Unit.円)
    put(table, form, output, encoding, no_color=no_color, no_wrap=no_wrap, decimals=decimals)
