"""What a shell offers for options whose values are in the books."""

import os
from pathlib import Path
from typing import Any

from budgetcli.domain.shelf import Shelf


def _shelf(context: Any) -> Shelf:
    from budgetcli.read.shelf import places, read_shelf

    named = [Path(path) for path in context.params.get("data") or ()]
    return read_shelf(places(named, os.environ, Path.cwd())).shelf


def complete_year(ctx: Any, incomplete: str) -> list[str]:
    """Return the years of the books that begin as typed."""
    return [year.code for year in _shelf(ctx).years if year.code.startswith(incomplete)]


def complete_category(ctx: Any, incomplete: str) -> list[str]:
    """Return the levels of categories in which the typed text stands."""
    levels = (level for book in _shelf(ctx).books for item in book.items for level in item.category)
    return [level for level in dict.fromkeys(levels) if incomplete in level]
