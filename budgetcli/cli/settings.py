"""The user's settings, read once."""

from functools import cache
from pathlib import Path

from budgetcli.cli.failure import Failure
from budgetcli.domain.problem import Problem
from budgetcli.read.settings import Settings, find_settings, read_settings


@cache
def _reading() -> tuple[Settings, list[Problem]]:
    import typer

    path = find_settings(Path(), Path(typer.get_app_dir("budgetcli")))
    return read_settings(path) if path else (Settings(), [])


def settings() -> Settings:
    """Return the settings; none where the file has problems."""
    return _reading()[0]


def check_settings() -> None:
    """Raise Failure with every problem of the settings' file."""
    if problems := _reading()[1]:
        raise Failure(problems)
