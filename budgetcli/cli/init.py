"""The command that starts a folder of books."""

from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.failure import Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.output import SCHEMA, make_folder, save
from budgetcli.domain.problem import Problem

command = typer.Typer(add_completion=False)
PACKAGE = Path(__file__).parent.parent
FILES = {
    Path("budgetcli.toml"): PACKAGE / "example" / "budgetcli.toml",
    Path("data/example_r6.yaml"): PACKAGE / "example" / "book.yaml",
    Path("data") / SCHEMA: PACKAGE / "schema" / "book.schema.json",
}
"""What a new folder holds, and what it is made from."""


@command.command(help=help_text("init"))
def init(
    folder: Annotated[Path, typer.Argument(help=help_text("init_folder"), metavar="[FOLDER]")] = Path(),
    lang: options.Lang = None,
) -> None:
    """Start a folder with settings, an example book and the schema."""
    del lang
    there = [folder / name for name in FILES if (folder / name).exists()]
    if there:
        raise Failure([Problem("init-exists", {"files": tuple(map(str, there))}, ())])
    make_folder(folder / "data")
    for name, source in FILES.items():
        save(folder / name, source.read_bytes())
    words = user_words()
    typer.echo(words.text("init.done", files=tuple(str(folder / name) for name in FILES)), err=True)
