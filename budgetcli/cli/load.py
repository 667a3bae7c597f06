"""The command that reads books and shows what is in them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import read_books
from budgetcli.cli.failure import Failure
from budgetcli.cli.language import help_text
from budgetcli.cli.output import put
from budgetcli.report.loading import loading

command = typer.Typer(add_completion=False)


@command.command(help=help_text("load"))
def load(
    paths: Annotated[list[Path] | None, typer.Argument(help=help_text("paths"), metavar="[PATH]...")] = None,
    data: options.Data = None,
    form: options.Format = None,
    output: options.Output = None,
    encoding: options.Encoding = "utf-8",
    lang: options.Lang = None,
    no_color: options.NoColor = False,
    no_wrap: options.NoWrap = False,
) -> None:
    """Read the books and show what is in them."""
    del lang
    reading = read_books([*(paths or ()), *(data or ())])
    if reading.shelf.books:
        put(loading(reading.shelf, reading.problems), form, output, encoding, no_color=no_color, no_wrap=no_wrap)
        sys.stdout.flush()
    if reading.problems:
        raise Failure(reading.problems)
