"""The command that looks for contradictions in books and between them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.failure import PROBLEMS
from budgetcli.cli.language import help_text, user_words
from budgetcli.domain.check.finding import Severity
from budgetcli.domain.check.registry import CHECKS, Name, inspect
from budgetcli.domain.shelf import Shelf
from budgetcli.report.findings import said, shortened
from budgetcli.write.cells import harmless
from budgetcli.write.findings import as_json, as_lines, explanations

command = typer.Typer(add_completion=False)
WEIGHT = list(Severity)


@command.command(help=help_text("check"))
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help=help_text("paths"), metavar="[PATH]...")] = None,
    data: options.Data = None,
    only: Annotated[list[Name] | None, typer.Option("--only", help=help_text("only"))] = None,
    severity: Annotated[Severity, typer.Option("--severity", help=help_text("severity"))] = Severity.NOTE,
    all_: Annotated[bool, typer.Option("--all", help=help_text("all"))] = False,
    as_json_: Annotated[bool, typer.Option("--json", help=help_text("check_json"))] = False,
    list_: Annotated[bool, typer.Option("--list", help=help_text("check_list"))] = False,
    suggest_: Annotated[bool, typer.Option("--suggest", help=help_text("suggest"))] = False,
    apply_: Annotated[bool, typer.Option("--apply", help=help_text("apply"))] = False,
    lang: options.Lang = None,
) -> None:
    """Look for contradictions in books and between them."""
    del lang
    if list_:
        _print(explanations([name.value for name in CHECKS], user_words()))
        return
    shelf = open_shelf([*(paths or ()), *(data or ())])
    if suggest_ or apply_:
        _suggest(shelf, write=apply_)
        return
    found = said(inspect(shelf, [name for name in CHECKS if not only or name in only]))
    found = [entry for entry in found if WEIGHT.index(entry.severity) <= WEIGHT.index(severity)]
    if as_json_:
        _print(as_json(found, user_words()))
    elif found:
        _print(as_lines(found, found if all_ else shortened(found), user_words()))
    if any(entry.severity is not Severity.NOTE for entry in found):
        raise typer.Exit(PROBLEMS)


def _suggest(shelf: Shelf, *, write: bool) -> None:
    from budgetcli.domain.suggest import suggest
    from budgetcli.write.findings import suggestions

    found = suggest(shelf)
    words = user_words()
    if not write:
        _print(suggestions(found, words))
        return
    from budgetcli.cli.suggest import apply

    for edit in apply(found):
        _print(words.text("suggest.written", file=str(edit.path), count=edit.entries) + "\n")


def _print(text: str) -> None:
    text = harmless(text) if sys.stdout.isatty() else text
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.flush()
