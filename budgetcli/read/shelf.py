"""Which files are meant, and all of them as one shelf."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.shelf import Shelf
from budgetcli.read.book import Reading, read_book

ENDINGS = (".yaml", ".yml")
VARIABLE = "BUDGETCLI_DATA"
"""The environment variable that names books, separated as in PATH."""
PACKAGE = Path(__file__).parent.parent


class ShelfReading(NamedTuple):
    """What came of reading books."""

    shelf: Shelf
    problems: list[Problem]
    readings: dict[Path, Reading]


def embedded() -> Path:
    """Return the folder of the books that come with the program."""
    installed = PACKAGE / "data"
    return installed if installed.is_dir() else PACKAGE.parent / "data"


def places(
    named: Sequence[Path], environment: Mapping[str, str], folder: Path, settled: Sequence[Path] = ()
) -> list[Path]:
    """Return where books are: as named, else from the environment, as settled, in ./data, or embedded."""
    if named:
        return list(named)
    if value := environment.get(VARIABLE):
        return [Path(part) for part in value.split(os.pathsep) if part]
    if settled:
        return list(settled)
    data = folder / "data"
    return [Path("data")] if data.is_dir() and _books_in(data) else [embedded()]


def read_shelf(paths: Iterable[Path], tell: Callable[..., None] | None = None) -> ShelfReading:
    """Return every book of the files and folders, each once, and every problem of all of them.

    `tell` is told which file is read, the how manieth of how many.
    """
    files, problems = _files(paths)
    readings = {}
    for number, file in enumerate(files, 1):
        if tell:
            tell("progress.read", file=str(file), number=number, count=len(files))
        readings[file] = read_book(file)
    books = tuple(reading.book for reading in readings.values() if reading.book)
    for reading in readings.values():
        problems += reading.problems
    return ShelfReading(Shelf(books), problems, readings)


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        files, problem = _expand(path)
        for file in files:
            found.setdefault(file.resolve(), file)
        if problem:
            problems.append(Problem(problem, {"file": str(path)}, (Place(str(path), 1, 1),)))
    return list(found.values()), problems


def _expand(path: Path) -> tuple[list[Path], str]:
    if path.is_dir():
        books = _books_in(path)
        return books, "" if books else "folder-empty"
    if path.suffix and path.suffix.lower() not in ENDINGS and path.is_file():
        return [], "file-not-book"
    return [path], ""


def _books_in(folder: Path) -> list[Path]:
    """Return the books in a folder and below it, hidden ones left alone, in order of path."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
