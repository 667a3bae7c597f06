"""What a shell offers for options whose values are in the books."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from budgetcli.domain.shelf import Shelf


def _shelf(context: Any) -> Shelf:
    from budgetcli.cli.books import meant
    from budgetcli.read.shelf import read_shelf

    named = [Path(path) for path in context.params.get("data") or ()]
    return read_shelf(meant(named)).shelf


def complete_year(ctx: Any, incomplete: str) -> list[str]:
    """Return the years of the books that begin as typed."""
    return [year.code for year in _shelf(ctx).years if year.code.startswith(incomplete)]


NUMBER = re.compile(r"[\[(（［【第]?[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]+[\])）］】章節款項]?[.．、 　]?")
"""The number of a heading, which nobody types: `--category` finds its words alone."""


RUN = re.compile(r"[$`;|&<>]")
"""What a shell obeys in a word that it has put into the line."""


def _offered(names: Iterable[str]) -> list[str]:
    """Return each name once, without those that a terminal or a shell would not take as text alone."""
    return [name for name in dict.fromkeys(names) if name.replace("\u3000", " ").isprintable() and not RUN.search(name)]


def complete_category(ctx: Any, incomplete: str) -> list[str]:
    """Return the levels of categories that begin as typed, their numbers apart."""
    levels = {level: None for book in _shelf(ctx).books for item in book.items for level in item.category}
    names = (NUMBER.sub("", level, count=1) if NUMBER.match(level) else level for level in levels)
    return [name for name in _offered(names) if name.startswith(incomplete)]


def complete_edition(ctx: Any, incomplete: str) -> list[str]:
    """Return the years after `--year`, else the books and folders whose path begins as typed."""
    if _after_year(ctx):
        return complete_year(ctx, incomplete)
    folder = Path(incomplete) if incomplete.endswith(os.sep) else Path(incomplete).parent
    paths = [f"{path}{os.sep if path.is_dir() else ''}" for path in folder.glob("*")]
    return sorted(path for path in paths if path.startswith(incomplete) and path.endswith((os.sep, ".yaml", ".yml")))


def _after_year(ctx: Any) -> bool:
    """Say whether a further year may follow."""
    arguments = ctx.meta.get("budgetcli.arguments", [])
    return len(arguments) >= 2 and arguments[-2] in ("--year", "-y")


def complete_names(ctx: Any, incomplete: str) -> list[str]:
    """Return the years after `--year`, else the names of items."""
    return complete_year(ctx, incomplete) if _after_year(ctx) else complete_name(ctx, incomplete)


def complete_name(ctx: Any, incomplete: str) -> list[str]:
    """Return the names of items in which the typed text stands."""
    names = (item.name for book in _shelf(ctx).books for item in book.items)
    return [name for name in _offered(names) if incomplete in name]
