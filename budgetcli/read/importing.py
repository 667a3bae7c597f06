"""A table's rows into a book, with a word on every row."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.amount import UNPRINTED, Amount, Kind, Mark, Unit, Unreadable, add, parse_amount
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source, Supplementary
from budgetcli.domain.interval import Interval, printed_bounds
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import fold
from budgetcli.read.grid import Grid, is_empty
from budgetcli.read.headings import Role
from budgetcli.read.mapping import Layout, Wanted

TOTAL = re.compile(r"(?:.*[\s(])?(?:小|合|総|中|累|総合)?計\)?|.*(?:小計|合計|総計)|.*(?:会計|所管|費|款|部|課|局)計")
"""The name of a row that sums others; 一般会計 and 統計 are no such names."""


class Imported(NamedTuple):
    """What came of importing a table."""

    book: Book
    problems: list[Problem]
    """What could not be read; then no book is to be written."""
    disagreements: list[Problem]
    """Where the source contradicts itself: changes and totals."""
    rows: int
    left_out: Counter[str]
    """How many rows are no items, by the reason's code."""


class _Row(NamedTuple):
    number: int
    cells: Sequence[str]

    def text(self, column: int | None) -> str:
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


class _Sum(NamedTuple):
    """A row that sums others."""

    row: _Row
    name: str
    category: tuple[str, ...]
    current: Amount
    previous: Amount


def import_grid(grid: Grid, layout: Layout, wanted: Wanted) -> Imported:
    """Return the book of a table."""
    reader = _TableReader(grid, layout)
    rows = [_Row(number, cells) for number, cells in enumerate(grid.rows) if number > layout.header]
    for row in rows:
        reader.read(row)
    current = layout.column(Role.CURRENT)
    book = Book(
        grid.file,
        wanted.title or layout.title or Path(grid.file).stem,
        wanted.organisation,
        layout.year,
        layout.stage,
        layout.previous_stage,
        layout.units.get(current) if current is not None else None,
        Source(document=Path(grid.file).name),
        "",
        tuple(reader.totals()),
        tuple(reader.items),
    )
    return Imported(book, reader.problems, reader.disagreements, len(rows), reader.left_out)


class _TableReader:
    """The state of reading one table's rows."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self.grid = grid
        self.layout = layout
        self.base = layout.units.get(layout.columns[Role.CURRENT][0])
        self.items: list[Item] = []
        self.sums: list[_Sum] = []
        self.problems: list[Problem] = []
        self.disagreements: list[Problem] = []
        self.left_out: Counter[str] = Counter()
        self.group: list[Item] = []
        """The items since the last row that sums."""
        self.levels: list[str] = []
        """The category cells of the row before, which stand for the empty ones that begin the next: merged cells."""

    def read(self, row: _Row) -> None:
        """Read one row: an item, a sum, or nothing that counts."""
        layout = self.layout
        if is_empty(row.cells):
            self.left_out["empty"] += 1
        elif list(row.cells) == list(self.grid.rows[layout.header]):
            self.left_out["headings"] += 1
        elif sum_name := self.sum_name(row):
            self.sum(row, sum_name)
        elif not row.text(layout.column(Role.NAME)):
            self.nameless(row)
        else:
            self.item(row)

    def sum_name(self, row: _Row) -> str:
        """Return the name of a row that sums others: the last of its texts, if it says so."""
        columns = (*self.layout.columns[Role.CATEGORY], *self.layout.columns[Role.NAME])
        texts = [text for column in columns if (text := row.text(column))]
        return texts[-1] if texts and TOTAL.fullmatch(re.sub(r"^([小合総])\s+計$", r"\1計", fold(texts[-1]))) else ""

    def nameless(self, row: _Row) -> None:
        """Pass over a row without a name, which is an error if it has an amount."""
        amounts = [row.text(self.layout.column(role)) for role in (Role.CURRENT, Role.PREVIOUS)]
        if any(re.search(r"\d", fold(amount)) for amount in amounts):
            place = self.grid.place(row.number, self.layout.columns[Role.NAME][0])
            self.problems.append(Problem("row-no-name", {"row": self.row_number(row)}, (place,)))
        else:
            self.left_out["text"] += 1

    def row_number(self, row: _Row) -> int:
        return self.grid.lines[row.number]

    def amount(self, row: _Row, column: int | None) -> Amount:
        """Return the amount in a cell, in its column's unit; an empty cell is not printed."""
        text = row.text(column)
        if column is None or not text:
            return UNPRINTED
        unit = self.layout.units.get(column)
        amount = parse_amount(text, unit)
        if isinstance(amount, Unreadable):
            place = self.grid.place(row.number, column)
            params = {"row": self.row_number(row), "heading": self.layout.headings[column].text, **amount.params}
            self.problems.append(Problem("cell-unreadable", params, (place,)))
            return UNPRINTED
        if unit is not self.base and unit is not None and re.fullmatch(r"[^円]*\d", fold(text)):
            return amount._replace(printed=f"{text}{unit.name}")
        return amount

    def item(self, row: _Row) -> None:
        """Read an item and check the change that the source prints."""
        layout = self.layout
        current = self.amount(row, layout.column(Role.CURRENT))
        previous = self.amount(row, layout.column(Role.PREVIOUS))
        current, previous = self.said_in_words(row, current, previous)
        item = Item(
            row.text(layout.column(Role.NAME)),
            self.category(row),
            row.text(layout.column(Role.MEASURE)),
            row.text(layout.column(Role.PAGE)) or f"{self.row_number(row)}行",
            current,
            previous,
            tuple(self.supplementary(row)),
            "",
            "",
            (),
            row.text(layout.column(Role.ID)),
            " ".join(text for column in layout.columns[Role.NOTE] if (text := row.text(column))),
            "",
            self.row_number(row),
        )
        self.items.append(item)
        self.group.append(item)
        self.check_change(row, current, previous)

    def category(self, row: _Row) -> tuple[str, ...]:
        """Return the row's category, its first empty cells taken from the row before."""
        cells = [row.text(column) for column in self.layout.columns[Role.CATEGORY]]
        empty = next((index for index, text in enumerate(cells) if text), len(cells))
        self.levels = [*self.levels[:empty], *cells[empty:]]
        return tuple(filter(None, self.levels))

    def said_in_words(self, row: _Row, current: Amount, previous: Amount) -> tuple[Amount, Amount]:
        """Return the amounts with 皆増 or 皆減 for what is not printed, where the change or a note says that word."""
        columns = (self.layout.column(Role.CHANGE), *self.layout.columns[Role.NOTE])
        for text in (row.text(column) for column in columns):
            word = parse_amount(text, Unit.円)
            if isinstance(word, Amount) and word.is_nothing:
                if Mark.NEW in word.marks and previous.kind is Kind.UNSTATED:
                    previous = word
                if Mark.ABOLISHED in word.marks and current.kind is Kind.UNSTATED:
                    current = word
        return current, previous

    def supplementary(self, row: _Row) -> Iterable[Supplementary]:
        for year, column in self.layout.supplementary.items():
            amount = self.amount(row, column)
            if amount.printed:
                yield Supplementary(year, amount)

    def check_change(self, row: _Row, current: Amount, previous: Amount) -> None:
        """Note a printed change that is not current − previous, within rounding."""
        column = self.layout.column(Role.CHANGE)
        printed = self.amount(row, column)
        before = previous.value
        if printed.value is None or printed.is_nothing or current.value is None or before is None:
            return
        step = printed_bounds(current.value) - printed_bounds(before)
        if not _meet(step, printed_bounds(printed.value)):
            params = {
                "row": self.row_number(row),
                "name": row.text(self.layout.column(Role.NAME)),
                "printed": _money(printed.value, self.base),
                "counted": _money(current.value - before, self.base),
            }
            self.disagreements.append(Problem("change-differs", params, (self.grid.place(row.number, column or 0),)))

    def sum(self, row: _Row, name: str) -> None:
        """Leave a sum out of the items, and check it against what it may sum."""
        layout = self.layout
        self.left_out["sum"] += 1
        current = self.amount(row, layout.column(Role.CURRENT))
        previous = self.amount(row, layout.column(Role.PREVIOUS))
        texts = [text for column in layout.columns[Role.CATEGORY] if (text := row.text(column))]
        category = tuple(text for text in texts if text != name)
        found = _Sum(row, name, category, current, previous)
        filed = [item for item in self.items if item.category[: len(category)] == category]
        candidates = [self.group, self.items, filed]
        for role, amount in ((Role.CURRENT, current), (Role.PREVIOUS, previous)):
            self.check_sum(found, role, amount, candidates)
        self.sums.append(found)
        self.group = []

    def check_sum(self, found: _Sum, role: Role, printed: Amount, candidates: Sequence[Sequence[Item]]) -> None:
        """Note a printed sum that is none of the sums that it may be, within rounding."""
        column = self.layout.column(role)
        if printed.value is None or column is None:
            return
        sums = [[item.current if role is Role.CURRENT else item.previous for item in items] for items in candidates]
        if any(_is_sum(amounts, printed.value) for amounts in sums):
            return
        value = printed.value
        nearest = min((add(amounts) or Decimal(0) for amounts in sums), key=lambda yen: abs(yen - value))
        params = {
            "row": self.row_number(found.row),
            "name": found.name,
            "printed": _money(value, self.base),
            "counted": _money(nearest, self.base),
        }
        self.disagreements.append(Problem("sum-differs", params, (self.grid.place(found.row.number, column),)))

    def totals(self) -> Iterable[DeclaredTotal]:
        """Return the sums of the whole table, for the book to declare."""
        whole = [found for found in self.sums if not found.category and found.current.value is not None]
        for found in whole[-1:]:
            if _is_sum([item.current for item in self.items], found.current.value or Decimal(0)):
                yield DeclaredTotal(found.name, (), found.current, found.previous, 0)


def _meet(one: Interval, other: Interval) -> bool:
    return one.low <= other.high and other.low <= one.high


def _is_sum(amounts: Sequence[Amount], printed: Decimal) -> bool:
    values = [amount.value for amount in amounts if amount.value is not None]
    bounds = sum(map(printed_bounds, values), start=Interval(Decimal(0), Decimal(0)))
    return bool(values) and _meet(bounds, printed_bounds(printed))


def _money(yen: Decimal, unit: Unit | None) -> str:
    known = unit or Unit.円
    return f"{known.of(yen).normalize():,f}{known.name}"
