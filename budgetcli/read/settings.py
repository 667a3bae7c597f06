"""Settings that a user keeps in `budgetcli.toml`, beside the books or in the folder of the user's configuration."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.problem import Place, Problem

NAME = "budgetcli.toml"
LANGUAGES = ("ja", "en")


class Settings(NamedTuple):
    """What stands for options that are not given."""

    data: tuple[Path, ...] = ()
    """Books and folders of books; in the file relative to it."""
    unit: str | None = None
    lang: str | None = None
    color: bool = True
    columns: tuple[str, ...] = ()
    """The keys of the columns of list and diff."""


def find_settings(folder: Path, home: Path) -> Path | None:
    """Return the file of the settings: in the folder where one works, else in the user's."""
    return next((path for path in (folder / NAME, home / NAME) if path.is_file()), None)


def read_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """Return the settings in a file, and what is wrong with them."""
    import tomllib

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        return Settings(), [Problem("file-unreadable", {"file": str(path), "reason": reason}, _at(path, 1))]
    except ValueError as error:
        return Settings(), [Problem("settings-syntax", {"reason": str(error)}, _at(path, 1))]
    lines = path.read_text(encoding="utf-8").splitlines()
    problems = [_problem(name, path, lines) for name, value in values.items() if not _fits(name, value)]
    return (Settings(), problems) if problems else (_settings(values, path.parent), [])


def _settings(values: Mapping[str, Any], folder: Path) -> Settings:
    data = values.get("data", ())
    paths = tuple(folder / part for part in ([data] if isinstance(data, str) else data))
    return Settings(
        paths, values.get("unit"), values.get("lang"), values.get("color", True), tuple(values.get("columns", ()))
    )


def _is_paths(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(part, str) for part in value))


KEYS: dict[str, Callable[[object], bool]] = {
    "data": _is_paths,
    "unit": lambda value: value in Unit.__members__,
    "lang": lambda value: value in LANGUAGES,
    "color": lambda value: isinstance(value, bool),
    "columns": lambda value: isinstance(value, list) and all(isinstance(part, str) for part in value),
}
"""What each key's value may be."""


def _fits(name: str, value: object) -> bool:
    return name in KEYS and KEYS[name](value)


def _problem(name: str, path: Path, lines: list[str]) -> Problem:
    line = next((number for number, text in enumerate(lines, 1) if text.lstrip(" [\"'").startswith(name)), 1)
    if name in KEYS:
        return Problem("settings-value", {"key": name}, _at(path, line))
    return Problem("settings-key", {"key": name, "keys": tuple(KEYS)}, _at(path, line))


def _at(path: Path, line: int) -> tuple[Place]:
    return (Place(str(path), line, 1, 0),)
