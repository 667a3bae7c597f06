"""The books that a command works on."""

import os
from collections.abc import Sequence
from pathlib import Path

from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.progress import progress
from budgetcli.cli.settings import settings
from budgetcli.cli.years import named_years
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Shelf, editions
from budgetcli.read.shelf import ShelfReading, places, read_shelf


def meant(named: Sequence[Path]) -> list[Path]:
    """Return the files and folders of books that are meant."""
    return places(named, os.environ, Path.cwd(), settings().data)


def read_books(named: Sequence[Path]) -> ShelfReading:
    """Return what came of reading the books that are meant."""
    with progress("progress.files") as tell:
        return read_shelf(meant(named), tell)


def open_shelf(data: Sequence[Path] | None) -> Shelf:
    """Return the books that are meant; raises Failure with every problem of theirs."""
    reading = read_books(data or ())
    if reading.problems:
        raise Failure(reading.problems)
    if not reading.shelf.books:
        raise Failure([Problem("no-books", {}, ())])
    return reading.shelf


def between_books(paths: Sequence[Path], years: Sequence[str] | None) -> Lines:
    """Return the lines of two books' figures of one year, by default each book's own."""
    if len(paths) != 2 or len(years or ()) > 1:
        raise Failure([Problem("editions-two", {"count": len(paths)}, ())], USAGE)
    shelf = open_shelf(paths)
    books = {Path(book.file).resolve(): book for book in shelf.books}
    if not all(path.resolve() in books for path in paths):
        raise Failure([Problem("editions-two", {"count": len(books)}, ())], USAGE)
    old, new = (books[path.resolve()] for path in paths)
    year = named_years(years, shelf)[0] if years else None
    lines = editions(old, new, year)
    if lines is None:
        known = sorted({old.year, old.previous_year} & {new.year, new.previous_year})
        raise Failure([Problem("year-unknown", {"year": year, "years": known}, ())])
    return lines
