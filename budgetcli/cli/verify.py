"""The command that looks up a book's amounts in its source."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.books import open_shelf
from budgetcli.cli.failure import PROBLEMS, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.read.document import read_document
from budgetcli.read.verify import Place, verify

command = typer.Typer(add_completion=False)


@command.command("verify", help=help_text("verify"))
def verify_(
    book: Annotated[Path, typer.Argument(help=help_text("verify_book"))],
    source: Annotated[Path, typer.Option("--source", help=help_text("verify_source"))],
    lang: options.Lang = None,
) -> None:
    """Look up a book's amounts in its source."""
    del lang
    text, problems = read_document(source)
    if problems:
        raise Failure(problems)
    checks = [check for each in open_shelf([book]).books for check in verify(each, text)]
    words = user_words()
    lines = [
        words.text(
            f"verify.{check.place.value}", name=check.item.name, amount=check.amount.printed, page=check.item.page,
            pages=", ".join(check.pages), line=check.item.line,
        )
        for check in checks
        if check.place is not Place.FOUND
    ]  # fmt: skip
    counts = {place.value: sum(check.place is place for check in checks) for place in Place}
    lines.append(words.text("verify.summary", **counts))
    sys.stdout.buffer.write(
        "".join(f"{line}\n" for line in lines).encode(sys.stdout.encoding or "utf-8", "backslashreplace")
    )
    sys.stdout.flush()
    if any(check.place is not Place.FOUND for check in checks):
        raise typer.Exit(PROBLEMS)
