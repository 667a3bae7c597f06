"""The one shape that every writer takes: typed columns, rows, and what to say around them."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.compare import Status
from budgetcli.domain.problem import Message

TOTAL = "合計"
"""The name of the row of the sum, in machine formats of every language."""


class Kind(Enum):
    """The type of a column's cells."""

    TEXT = "text"
    AMOUNT = "amount"
    PERCENT = "percent"
    COUNT = "count"
    STATUS = "status"
    NOTES = "notes"


class Share(NamedTuple):
    """An amount of which the row has an unpublished share (内数), in the table's unit."""

    value: Decimal


class Money(NamedTuple):
    """An amount inside a message."""

    value: Decimal
    unit: Unit
    is_change: bool = False
    """Whether it is a step, which carries its sign."""


class Range(NamedTuple):
    """What a figure is certain to lie between; None where there is no limit."""

    low: Decimal | None
    high: Decimal | None


class Notes(NamedTuple):
    """What a reader must know of a row."""

    messages: tuple[Message, ...]


NOTHING_TO_SAY = Notes(())

Cell = str | int | Decimal | Share | Range | Status | Notes | Message | None


class Column(NamedTuple):
    """A column of a table."""

    key: str
    """The name in machine formats."""
    kind: Kind
    title: Message
    shown: bool = True
    """Whether a person's table has it; machine formats have every column."""
    ranged: bool = False
    """Whether its cells are Range, which machine formats write as key_min and key_max."""
    under: str = ""
    """The key of the column in whose cells a person's table puts it, below what is there."""
    data: bool = True
    """Whether machine formats have it; a drawing is for people only."""


class Role(Enum):
    """What a row is to the table."""

    GROUP = "group"
    """A heading over the rows that follow, for people only: in the column of names, no figures."""
    ITEM = "item"
    SUBTOTAL = "subtotal"
    SUM = "sum"
    """The sum under the items, for people only: who adds up a column of a machine format must not find it there."""
    TOTAL = "total"
    """The sum of a table of sums, in every format."""


class Row(NamedTuple):
    """A row of a table."""

    cells: tuple[Cell, ...]
    role: Role = Role.ITEM
    counted: tuple[Decimal | None, ...] = ()
    """What the sum counts of each year's amount, in the table's unit; empty where it is the amount itself."""


class Table(NamedTuple):
    """A report."""

    headings: tuple[Message, ...]
    """What the table shows, above it."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Message, ...]
    """What a reader must know, under it."""
    unit: Unit
    sources: tuple[Message, ...] = ()
    """The documents that the figures are from."""
