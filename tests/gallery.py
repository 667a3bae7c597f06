"""The gallery of errors: one small broken input per problem, and what is printed for it.

A case is a folder of `tests/errors/` named by the problem's code. It holds a
`book.yaml` that `budgetcli load book.yaml` refuses, or a `command` to run in a
copy of the folder, and what is printed in each language.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ERRORS = Path(__file__).parent / "errors"
LANGUAGES = ("ja", "en")
PRINTED = frozenset(f"{language}.txt" for language in LANGUAGES)


class Case(NamedTuple):
    """One broken input."""

    folder: Path

    @property
    def code(self) -> str:
        return self.folder.name

    @property
    def command(self) -> str:
        path = self.folder / "command"
        return path.read_text(encoding="utf-8").strip() if path.exists() else "load book.yaml"

    @property
    def arguments(self) -> list[str]:
        return [word for word in self.command.split() if not _is_variable(word)]

    @property
    def environment(self) -> dict[str, str]:
        return dict(word.split("=", 1) for word in self.command.split() if _is_variable(word))

    @property
    def files(self) -> list[Path]:
        """Return the files that the case is made of."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in paths if path.name != "command" and path.name not in PRINTED]


def _is_variable(word: str) -> bool:
    return word.partition("=")[0].isupper() and "=" in word


def cases() -> list[Case]:
    """Return every case, in order of its code."""
    return [Case(folder) for folder in sorted(ERRORS.iterdir()) if folder.is_dir()]


def codes() -> Iterable[str]:
    """Return every code that the program has words for."""
    problems: dict[str, tuple[str, str]] = import_module("budgetcli.words.ja").PROBLEMS
    return problems
