"""The program: its commands, loaded when named, and the one place that turns failures into words and exit codes."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, TextIO

import typer
from typer.core import TyperGroup

from budgetcli.cli.failure import INTERRUPTED, PROBLEMS, USAGE, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.settings import check_settings
from budgetcli.domain.problem import Problem

COMMANDS = {
    "list": "list",
    "diff": "diff",
    "total": "total",
    "trend": "trend",
    "chart": "chart",
    "report": "report",
    "show": "show",
    "check": "check",
    "load": "load",
    "import": "import_",
    "verify": "verify",
    "init": "init",
    "completions": "completions",
}
"""Each command and its module, in the order of the help."""


class LazyGroup(TyperGroup):
    """Commands that are imported when they are named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # as Typer calls it
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # as Typer calls it
        """Return a command, or None where there is none of the name."""
        if cmd_name not in COMMANDS:
            return None
        command: typer.Typer = import_module(f"budgetcli.cli.{COMMANDS[cmd_name]}").command
        command.rich_markup_mode = None
        loaded = typer.main.get_command(command)
        loaded.name = cmd_name
        return loaded

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # as Typer calls it
        """Write what each command does, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_text(name)) for name in COMMANDS])

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return the commands that begin as typed, without importing any of them."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        from typer._click.shell_completion import CompletionItem

        return [CompletionItem(name, help=help_text(name)) for name in COMMANDS if name.startswith(incomplete)]

    def invoke(self, ctx: Any) -> Any:
        """Run the command; Ctrl-C ends it as it ends other programs."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=LazyGroup,
    help=help_text("app"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from budgetcli.version import version

        typer.echo(f"budgetcli {version()}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help=help_text("version"))
    ] = False,
    lang: Annotated[Literal["ja", "en"] | None, typer.Option("--lang", help=help_text("lang"), metavar="ja|en")] = None,
) -> None:
    """Take the options that come before a command, which have had their effect, and refuse wrong settings."""
    del version, lang
    check_settings()


def run() -> NoReturn:
    """Run the program and exit."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = None
    try:
        code = app(prog_name="budgetcli", standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        from budgetcli.write.problems import as_text

        _complain(as_text(failure.problems, user_words()))
        sys.exit(failure.exit_code)
    except BrokenPipeError:
        _close_stdout()
        sys.exit(0)
    except OSError as error:
        from budgetcli.write.problems import as_text

        _close_stdout()
        params = {"file": error.filename or "stdout", "reason": error.strerror or str(error)}
        _complain(as_text([Problem("output-unwritable", params, ())], user_words()))
        sys.exit(PROBLEMS)
    except Exception as error:
        _complain(_usage(error))
        sys.exit(USAGE)
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: Exception) -> str:
    """Return what is wrong with the command line, or the help where nothing was typed; other errors are raised."""
    if not hasattr(error, "format_message"):
        raise error
    if type(error).__name__ == "NoArgsIsHelpError":
        return f"{error.format_message()}\n"
    from budgetcli.cli.usage import usage_problem
    from budgetcli.write.problems import as_text

    return as_text([usage_problem(error, COMMANDS)], user_words())


def _complain(text: str) -> None:
    sys.stderr.buffer.write(text.encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    sys.stderr.flush()


def _nowhere() -> TextIO:
    """Return what takes the place of a stream that was closed before the program began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _close_stdout() -> None:
    """Keep the interpreter from complaining of the closed pipe as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
