"""Cells as a person reads them."""

import unicodedata
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.compare import Status
from budgetcli.domain.problem import Message
from budgetcli.report.table import TOTAL, Cell, Column, Kind, Notes, Range, Role, Row, Share, Table
from budgetcli.words import Words
from budgetcli.words.figures import japanese, signed

BLANKS = dict.fromkeys(("category", "measure", "organisation"), "cell.none")
BLANKS_OF_KIND = dict.fromkeys((Kind.AMOUNT, Kind.PERCENT), "cell.unstated")
"""What stands in an empty cell: of a column that names groups, else of a kind."""
CHANGES = frozenset({"change", "change_pct", "yearly_pct", "contribution"})
"""Columns whose figures are steps, and carry a sign."""


class Shown(NamedTuple):
    """A column of a person's table."""

    place: int
    column: Column
    below: tuple[tuple[int, Column], ...]
    """What stands below in its cells."""

    def texts(self, row: Row, words: Words) -> tuple[str, list[str]]:
        """Return the text of the row's cell, and the texts below it."""
        if row.role is Role.GROUP:
            cell = row.cells[self.place]
            is_first = self.column.key == "name"
            return (text_of(cell, self.column, words) if cell else words.text("cell.none") if is_first else ""), []
        below = [_below(row.cells[index], column, words) for index, column in self.below]
        return text_of(row.cells[self.place], self.column, words), [text for texts in below for text in texts]


def shown_columns(table: Table) -> list[Shown]:
    """Return the columns that a person's table has."""
    places = list(enumerate(table.columns))
    return [
        Shown(index, column, tuple((place, other) for place, other in places if other.under == column.key))
        for index, column in places
        if column.shown and not column.under
    ]


def _below(cell: Cell, column: Column, words: Words) -> list[str]:
    if isinstance(cell, Notes):
        return [words.text("cell.note", note=harmless(words.say(message))) for message in cell.messages]
    return [text_of(cell, column, words)] if cell is not None else []


def text_of(cell: Cell, column: Column, words: Words) -> str:
    """Return the text of a cell."""
    if cell == TOTAL:
        return words.text("row.total")
    if cell is None or cell == "":
        return words.text(BLANKS.get(column.key) or BLANKS_OF_KIND.get(column.kind, "cell.blank"))
    if isinstance(cell, Status):
        return words.text(f"status.{cell.value}")
    if isinstance(cell, Message):
        return harmless(words.say(cell))
    if isinstance(cell, Share):
        return words.text("cell.share", amount=japanese(cell.value))
    if isinstance(cell, Range):
        return _range(cell, column, words)
    if isinstance(cell, Notes):
        return words.text("note.between").join(harmless(words.say(message)) for message in cell.messages)
    if isinstance(cell, Decimal):
        return _figure(cell, column)
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _figure(value: Decimal, column: Column) -> str:
    figure = signed(value) if column.key in CHANGES else japanese(value)
    return f"{figure}%" if column.kind is Kind.PERCENT else figure


def _range(cell: Range, column: Column, words: Words) -> str:
    if cell.low is None and cell.high is None:
        return words.text("cell.unstated")
    low, high = (_figure(end, column) if end is not None else "" for end in cell)
    return f"{low}〜{high}" if low != high else low


def harmless(text: str) -> str:
    """Return the text without characters that would move, hide or colour what a terminal shows."""
    return "".join(character if _is_visible(character) else "\N{REPLACEMENT CHARACTER}" for character in text)


def _is_visible(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
