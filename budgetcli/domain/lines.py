"""Lines: one per item, with its amounts in the columns that a report compares."""

from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book, Item, Stage
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear


class Column(NamedTuple):
    """A year's figures, and which of its figures they are."""

    year: FiscalYear
    stages: tuple[Stage, ...]
    """Of the figures in it; empty where the books do not say."""
    as_previous: bool
    """Whether the figures are those that the next year's book prints as 前年度, and not beside its own."""


class Line(NamedTuple):
    """An item across the columns."""

    book: Book
    """The newest book that has the item."""
    item: Item
    """The item as that book has it."""
    amounts: tuple[Amount, ...]
    """One per column."""


class Lines(NamedTuple):
    """The lines of a report, with what their amounts are."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def without_parts(lines: Sequence[Line], among: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines to count, and the parts whose whole is itself `among` the lines."""
    if not any(line.item.part_of for line in lines):
        return list(lines), []
    wholes = {(line.book.file, key(name)) for line in among for name in (line.item.name, line.item.id) if name}
    counted: list[Line] = []
    parts: list[Line] = []
    for line in lines:
        part_of = line.item.part_of
        is_part = bool(part_of) and (line.book.file, key(part_of)) in wholes
        (parts if is_part else counted).append(line)
    return counted, parts
