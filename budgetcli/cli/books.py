"""The books that a command works on."""

import os
from collections.abc import Sequence
from pathlib import Path

from budgetcli.cli.failure import Failure
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Shelf
from budgetcli.read.shelf import places, read_shelf


def open_shelf(data: Sequence[Path] | None) -> Shelf:
    """Return the books that are meant; raises Failure with every problem of theirs."""
    reading = read_shelf(places(data or (), os.environ, Path.cwd()))
    if reading.problems:
        raise Failure(reading.problems)
    if not reading.shelf.books:
        raise Failure([Problem("no-books", {}, ())])
    return reading.shelf
