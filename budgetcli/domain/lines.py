"""Lines: one per item, with its amounts in the columns that a report compares."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import ABSENT, NO_MARKS, Amount, Kind, Mark, add
from budgetcli.domain.book import Book, Item, Stage
from budgetcli.domain.interval import NOTHING
from budgetcli.domain.year import FiscalYear


class Column(NamedTuple):
    """A year's figures, and which of its figures they are."""

    year: FiscalYear
    stages: tuple[Stage, ...]
    """Of the figures in it; empty where the books do not say."""
    as_previous: bool
    """Whether the figures are those that the next year's book prints as 前年度, and a reader might expect others."""
    file: str = ""
    """The one book of the figures, where two books of a year are compared."""


class Entry(NamedTuple):
    """One item's amount in one column."""

    book: Book
    item: Item
    amount: Amount


class Line(NamedTuple):
    """An item across the columns; or a group of items that only together are the same in every column."""

    book: Book
    """The newest book that has the item."""
    item: Item
    """The item as that book has it; the first of a group."""
    amounts: tuple[Amount, ...]
    """One per column, a group's summed."""
    held: tuple[tuple[Entry, ...], ...] = ()
    """The items in each column; empty where it is the one item in all of them."""

    @property
    def is_plain(self) -> bool:
        """Say whether there is nothing to say of the line but its amounts."""
        item = self.item
        if self.held or item.part_of or item.supplementary or item.note:
            return False
        return all(amount.kind is Kind.STATED and not amount.marks for amount in self.amounts)

    def entries(self, column: int) -> tuple[Entry, ...]:
        """Return the items that the column's amount is made of."""
        return self.held[column] if self.held else (Entry(self.book, self.item, self.amounts[column]),)

    @property
    def members(self) -> list[tuple[Book, Item]]:
        """Return every item of every column once, the line's own book first."""
        if not self.held:
            return [(self.book, self.item)]
        found = {(entry.book.file, entry.item.line): (entry.book, entry.item) for held in self.held for entry in held}
        own = [(book, item) for book, item in found.values() if book is self.book]
        return own + [(book, item) for book, item in found.values() if book is not self.book]


class Lines(NamedTuple):
    """The lines of a report, with what their amounts are."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def divided(line: Line, name: Callable[[Book, Item], str]) -> list[tuple[str, Line]]:
    """Return the line by what each column's own book would name it: whole, unless its items moved."""
    own = name(line.book, line.item)
    names = dict.fromkeys([own, *(name(entry.book, entry.item) for held in line.held for entry in held)])
    if len(names) == 1:
        return [(own, line)]
    parts = []
    for one in names:
        held = tuple(tuple(entry for entry in held if name(entry.book, entry.item) == one) for held in line.held)
        parts.append((one, line._replace(amounts=tuple(map(together, held)), held=held)))
    return parts


def together(entries: Sequence[Entry]) -> Amount:
    """Return the amount of a column: the item's own, or the sum of a group's, a grant of 内数 once.

    A group of which one item is unstated is itself UNSTATED, its value the stated part.
    """
    if len(entries) <= 1:
        return entries[0].amount if entries else ABSENT
    names = {name for entry in entries for name in entry.item.names}
    counted = [entry for entry in entries if entry.item.whole not in names]
    amounts = [entry.amount for entry in counted]
    grants = {(entry.item.grant, entry.amount.whole) for entry in counted if entry.amount.whole is not None}
    wholes = [whole for _, whole in sorted(grants) if whole is not None]
    kinds = {amount.kind for amount in amounts}
    kind = next(kind for kind in (Kind.UNSTATED, Kind.SHARE, Kind.STATED) if kind in kinds)
    marks = _common_marks(amounts)
    value = add(amounts)
    if kind is Kind.UNSTATED and value is not None:
        marks |= {Mark.AND_MORE}
    ranges = [bounds for amount in amounts if (bounds := amount.own_bounds()) is not None]
    return Amount(
        kind,
        value,
        sum(wholes[1:], start=wholes[0]) if wholes else None,
        "＋".join(filter(None, (amount.printed for amount in amounts))),
        marks,
        counted[0].amount.line,
        sum(ranges, start=NOTHING) if ranges else None,
    )


def _common_marks(amounts: Sequence[Amount]) -> frozenset[Mark]:
    """Return what holds of a sum: what is marked on all of the amounts, or makes any of them inexact."""
    every = frozenset.intersection(*(amount.marks for amount in amounts))
    some = frozenset[Mark]().union(*(amount.marks for amount in amounts))
    return (every | some & {Mark.APPROXIMATE, Mark.AND_MORE}) or NO_MARKS


Wholes = tuple[frozenset[tuple[str, str]], ...]
"""For each column the files and names of what may be a whole there."""


def wholes(lines: Iterable[Line], columns: int) -> Wholes:
    """Return the names of the lines' items by column; none where no line is a part."""
    lines = list(lines)
    if not any(item.part_of for line in lines for _, item in _items(line)):
        return (frozenset(),) * columns
    return tuple(
        frozenset(
            (entry.book.file, name) for line in lines for entry in line.entries(column) for name in entry.item.names
        )
        for column in range(columns)
    )


def _items(line: Line) -> Iterable[tuple[Book, Item]]:
    return line.members if line.held else ((line.book, line.item),)


def without_parts(
    lines: Iterable[Line], column: int, among: frozenset[tuple[str, str]]
) -> tuple[list[Entry], list[Entry]]:
    """Return the items of the column to count, and the parts whose whole stands `among` the column's names."""
    entries = [entry for line in lines for entry in line.entries(column) or (Entry(line.book, line.item, ABSENT),)]

    def is_part(entry: Entry) -> bool:
        return bool(entry.item.part_of) and (entry.book.file, entry.item.whole) in among

    if not among:
        return entries, []
    return [entry for entry in entries if not is_part(entry)], [entry for entry in entries if is_part(entry)]
