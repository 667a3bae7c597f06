"""The command that prints a shell's completion script."""

from typing import Annotated, Literal

import typer

from budgetcli.cli import options
from budgetcli.cli.language import help_text

command = typer.Typer(add_completion=False)


@command.command(help=help_text("completions"))
def completions(
    shell: Annotated[Literal["bash", "zsh", "fish", "powershell"], typer.Argument(help=help_text("shell"))],
    lang: options.Lang = None,
) -> None:
    """Print the script that completes budgetcli in a shell."""
    del lang
    from typer._completion_shared import get_completion_script  # private; the range of Typer is bounded above

    typer.echo(get_completion_script(prog_name="budgetcli", complete_var="_BUDGETCLI_COMPLETE", shell=shell))
