"""A table's rows into a book, with a word on every row."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.amount import UNPRINTED, Amount, Kind, Mark, Unit, Unreadable, parse_amount
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source, Supplementary
from budgetcli.domain.interval import printed_bounds
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.text import fold, key
from budgetcli.read.alike import tell_apart
from budgetcli.read.cells import Brackets, fits, read_figure
from budgetcli.read.grid import Grid, is_empty
from budgetcli.read.headings import Role, read_heading, read_title
from budgetcli.read.mapping import Layout, row_year
from budgetcli.read.sums import Sum, Tallies
from budgetcli.read.wanted import Wanted

TOTAL = re.compile(
    r"(?:.*[\s(【\[])?(?:小|合|総|中|累|総合)?計[)】\]]?|.*(?:小計|合計|総計|総額計)|.*(?:会計|所管|費|款|項|目|節|部|課|局)計"
)
"""The name of a row that sums others; 一般会計 and 統計 are no such names."""
SPACED_TOTAL = re.compile(r"([小中合総累]|総\s*合)\s+計")
AGAIN = re.compile(r"[(\[【<]?再掲[)\]】>]?.*|.*[(\[【<]再掲[)\]】>]")
PART = re.compile(r"[(\[【]?(?:うち|内、|内,).*")
"""Rows whose amount is counted in another row."""
REMARK = re.compile(r"[(\[]?(?:※|注|\*|備考|資料|出典).*")


class Left(NamedTuple):
    """A row that is no item."""

    row: int
    """The line, or the sheet's row."""
    reason: str
    text: str


class Imported(NamedTuple):
    """What came of importing a table."""

    book: Book
    problems: list[Problem]
    """What could not be read; then no book is to be written."""
    disagreements: list[Problem]
    """Where the source contradicts itself: changes and totals."""
    rows: int
    left: list[Left]
    """The rows that are no items."""
    notices: list[Message]
    """What was decided that a reader of the table may not expect."""

    @property
    def left_out(self) -> Counter[str]:
        """Return how many rows are no items, by the reason's code."""
        return Counter(left.reason for left in self.left)


class _Row(NamedTuple):
    number: int
    cells: Sequence[str]

    def text(self, column: int | None) -> str:
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""


class _Entry(NamedTuple):
    """A row with amounts and a place in the order of the table: an item, or the sum of those filed under it."""

    row: _Row
    path: tuple[str, ...]
    named: bool
    """Whether the column of names has its name."""
    measure: str
    current: Amount
    previous: Amount
    footnotes: tuple[str, ...]


def import_grid(grid: Grid, layout: Layout, wanted: Wanted) -> Imported:
    """Return the book of a table."""
    reader = _TableReader(grid, layout, wanted.brackets)
    rows = [_Row(number, cells) for number, cells in enumerate(grid.rows) if number > layout.header]
    for row in rows:
        reader.read(row)
    reader.finish()
    current = layout.column(Role.CURRENT)
    book = Book(
        grid.file,
        wanted.title or layout.title or grid.sheet or Path(grid.file).stem,
        wanted.organisation,
        layout.year,
        layout.stage,
        layout.previous_stage,
        layout.units.get(current) if current is not None else None,
        Source(document=Path(grid.file).name, section=grid.sheet),
        "",
        tuple(reader.totals()),
        tuple(reader.items),
    )
    return Imported(book, reader.problems, reader.disagreements, len(rows), reader.left, list(reader.notices()))


class _TableReader:
    """The state of reading one table's rows."""

    def __init__(self, grid: Grid, layout: Layout, brackets: str) -> None:
        self.grid = grid
        self.layout = layout
        self.brackets = brackets
        self.base = layout.units.get(layout.columns[Role.CURRENT][0])
        self.entries: list[_Entry | Sum] = []
        self.items: list[Item] = []
        self.item_rows: list[int] = []
        self.sums: list[Sum] = []
        self.problems: list[Problem] = []
        self.disagreements: list[Problem] = []
        self.left: list[Left] = []
        self.scaled: Counter[int] = Counter()
        self.beyond = 0
        self.told_apart: list[str] = []
        self.footnotes: list[str] = []
        measure = layout.columns[Role.MEASURE]
        self.filing = tuple(sorted({*layout.columns[Role.CATEGORY], *(m for m in measure if m < layout.name)}))
        self.headings = {_keys(row) for row in grid.rows[layout.top : layout.header + 1]}
        self.filled: dict[int, str] = {}
        """The filing cells of the row before, which stand for the empty ones that begin the next: merged cells."""

    def read(self, row: _Row) -> None:
        """Read one row: an entry, a sum, or nothing that counts."""
        layout = self.layout
        name = row.text(layout.name)
        if is_empty(row.cells):
            self.leave(row, "empty")
        elif _keys(row.cells) in self.headings:
            self.leave(row, "headings")
        elif self.is_of_another_year(row):
            self.leave(row, "other_year")
        elif self.is_other_headings(row):
            self.problem("headings-again", row)
        elif self.is_too_long(row):
            filled = max(index for index, cell in enumerate(row.cells) if cell.strip()) + 1
            self.problem(
                "row-long",
                row,
                len(layout.headings),
                cells=filled,
                headings=len(layout.headings),
            )
        elif sum_name := self.sum_name(row):
            self.sum(row, sum_name)
        elif name and AGAIN.fullmatch(fold(name)):
            self.leave(row, "again")
        elif not self.has_amount(row) and self.says_nothing_else(row):
            self.text(row)
        else:
            self.entry(row)

    def leave(self, row: _Row, reason: str) -> None:
        text = " ".join(cell.strip() for cell in row.cells if cell.strip())
        self.left.append(Left(self.row_number(row), reason, " ".join(text.split())))

    def problem(self, code: str, row: _Row, column: int = 0, **params: object) -> None:
        params = {"row": self.row_number(row), **params}
        self.problems.append(Problem(code, params, (self.grid.place(row.number, column),)))

    def is_of_another_year(self, row: _Row) -> bool:
        year = row_year(row.text(self.layout.column(Role.YEAR)), self.layout.year)
        return self.layout.row_year is not None and year is not None and year != self.layout.row_year

    def is_other_headings(self, row: _Row) -> bool:
        """Say whether the row begins another table: where amounts belong, it has the heading of amounts."""
        text = row.text(self.layout.columns[Role.CURRENT][0])
        if not text or read_heading(text).role is not Role.AMOUNT or isinstance(parse_amount(text, Unit.円), Amount):
            return False
        return any(read_heading(cell).role in (Role.NAME, Role.CATEGORY) for cell in row.cells)

    def is_too_long(self, row: _Row) -> bool:
        """Say whether a text's row has cells beyond the headings, as from the commas of 1,234 without quotes."""
        beyond = [cell for cell in row.cells[len(self.layout.headings) :] if cell.strip()]
        self.beyond += len(beyond)
        return bool(beyond) and not self.grid.sheet

    def sum_name(self, row: _Row) -> str:
        """Return the name of a row that sums others: the last of its texts, if it says so."""
        texts = [text for column in self.layout.levels if (text := row.text(column))]
        return texts[-1] if texts and TOTAL.fullmatch(SPACED_TOTAL.sub(_unspaced, fold(texts[-1]))) else ""

    def has_amount(self, row: _Row) -> bool:
        """Say whether a cell of an amount has anything in it that is its own."""
        columns = [column for role in (Role.CURRENT, Role.PREVIOUS) for column in self.layout.columns[role]]
        columns += self.layout.supplementary.values()
        return any(row.text(column) and (row.number, column) not in self.grid.joint for column in columns)

    def says_nothing_else(self, row: _Row) -> bool:
        """Say whether a row has no more than names, as headings between rows and remarks under the table have."""
        others = [
            index for index in range(len(row.cells)) if index not in self.layout.levels and index not in self.filing
        ]
        has_name = any(row.text(column) for column in self.layout.levels)
        return (
            not has_name
            or not any(row.text(index) for index in others)
            or bool(REMARK.match(fold(row.text(self.layout.levels[0]))))
        )

    def text(self, row: _Row) -> None:
        """Pass over a row of words, which may not change the unit."""
        self.leave(row, "text")
        units = [(index, unit) for index, cell in enumerate(row.cells) for _, unit in [read_title(cell)] if unit]
        for index, unit in units:
            if unit not in self.layout.units.values():
                self.problem("unit-changes", row, index, unit=unit, before=self.base)

    def row_number(self, row: _Row) -> int:
        return self.grid.lines[row.number]

    def amount(self, row: _Row, role: Role | None, column: int | None) -> Amount:
        """Return the amount in a cell, in its column's unit; an empty cell is not printed."""
        text = row.text(column)
        if column is None or not text:
            return UNPRINTED
        unit = self.layout.units.get(column)
        spot = {"heading": self.cell_heading(row, column)}
        if (row.number, column) in self.grid.joint:
            self.problem("cell-merged", row, column, **spot)
            return UNPRINTED
        if scale := self.grid.scaled.get((row.number, column), 0):
            text = self.held(text, scale, column)
            if unit is not None and unit.value < scale and not self.layout.said_unit:
                self.problem(
                    "cell-scaled", row, column, **spot, unit=unit, shown=Unit(scale) if scale in (3, 6, 12) else ""
                )
                return UNPRINTED
        figure = read_figure(text, unit, brackets=self.brackets)
        if isinstance(figure, Unreadable) or not (role is None or fits(figure.amount, is_current=role is Role.CURRENT)):
            code = figure.code if isinstance(figure, Unreadable) else "cell-unreadable"
            self.problem(code, row, column, **spot, text=text)
            return UNPRINTED
        amount = figure.amount
        if figure.footnote:
            self.footnotes.append(figure.footnote)
        if unit is not self.base and unit is not None and re.fullmatch(r"[^円]*\d", fold(amount.printed)):
            return amount._replace(printed=f"{amount.printed}{unit.name}")
        return amount

    def cell_heading(self, row: _Row, column: int) -> str:
        """Return the heading of a cell, in a sheet after the cell's own name."""
        heading = " ".join(self.layout.headings[column].text.split())
        return f"{self.grid.cell(row.number, column)} {heading}".strip()

    def held(self, text: str, scale: int, column: int) -> str:
        """Return what a cell holds that shows thousands or millions of it, if the user says in which unit."""
        self.scaled[column] += 1
        return f"{Decimal(text).scaleb(scale):f}" if self.layout.said_unit else text

    def entry(self, row: _Row) -> None:
        """Read a row with amounts, and check the change that the source prints."""
        layout = self.layout
        own = [row.text(column) for column in layout.levels if (row.number, column) not in self.grid.joint]
        for column in layout.levels:
            if (text := row.text(column)).startswith("#") and isinstance(figure := read_figure(text, None), Unreadable):
                self.problem(figure.code, row, column, heading=self.cell_heading(row, column), text=text)
        if not any(own) and not row.text(layout.name):
            self.problem("row-no-name", row, layout.name)
            return
        self.fill(row)
        self.footnotes = []
        current = self.amount(row, Role.CURRENT, layout.column(Role.CURRENT))
        previous = self.amount(row, Role.PREVIOUS, layout.column(Role.PREVIOUS))
        current, previous = self.said_in_words(row, current, previous)
        category = [self.filled.get(column, "") for column in layout.columns[Role.CATEGORY]]
        name = row.text(layout.name)
        path = tuple(filter(None, (*category, name)))
        measure = "".join(self.filled.get(column, row.text(column)) for column in layout.columns[Role.MEASURE])
        self.entries.append(_Entry(row, path, bool(name), measure, current, previous, tuple(self.footnotes)))
        self.check_change(row, current, previous)

    def fill(self, row: _Row) -> None:
        """Keep the row's filing cells, the first empty ones from the row before."""
        begun = False
        for column in self.filing:
            text = row.text(column)
            begun = begun or bool(text)
            if begun:
                self.filled[column] = text

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

    def check_change(self, row: _Row, current: Amount, previous: Amount) -> None:
        """Compare the source's own change with current − previous, within rounding."""
        column = self.layout.column(Role.CHANGE)
        printed = self.printed_changes(row, column)
        if column is None or not printed or current.value is None or previous.value is None:
            return
        step = printed_bounds(current.value) - printed_bounds(previous.value)
        if not any(step.meets(printed_bounds(value)) for value in printed):
            counted = current.value - previous.value
            self.disagree("change-differs", row.number, column, self.name(row), printed[0], counted)

    def printed_changes(self, row: _Row, column: int | None) -> list[Decimal]:
        """Return what a cell of the change may say: in brackets it may be minus or not."""
        text = row.text(column)
        unit = self.layout.units.get(column) if column is not None else None
        if not text or (isinstance(once := read_figure(text, unit), Unreadable) and once.code == "cell-bracketed"):
            ways = [read_figure(text, unit, brackets=way) for way in (Brackets.PLAIN, Brackets.MINUS)] if text else []
            amounts = [way.amount for way in ways if not isinstance(way, Unreadable)]
        else:
            amounts = [self.amount(row, None, column)]
        return [amount.value for amount in amounts if amount.value is not None and not amount.is_nothing]

    def name(self, row: _Row) -> str:
        return next((text for column in reversed(self.layout.levels) if (text := row.text(column))), "")

    def disagree(self, code: str, number: int, column: int, name: str, printed: Decimal, counted: Decimal) -> None:
        line = self.grid.lines[number]
        params = {
            "row": line,
            "name": name,
            "printed": _money(printed, self.base),
            "counted": _money(counted, self.base),
        }
        self.disagreements.append(Problem(code, params, (self.grid.place(number, column),)))

    def sum(self, row: _Row, name: str) -> None:
        """Leave a sum out of the items, to be checked once all of them are read."""
        layout = self.layout
        self.leave(row, "sum")
        current = self.amount(row, Role.CURRENT, layout.column(Role.CURRENT))
        previous = self.amount(row, Role.PREVIOUS, layout.column(Role.PREVIOUS))
        texts = [text for column in layout.columns[Role.CATEGORY] if (text := row.text(column))]
        self.entries.append(Sum(row.number, name, tuple(text for text in texts if text != name), current, previous, 0))
        self.check_change(row, current, previous)

    def finish(self) -> None:
        """Tell the items from the rows that sum those filed under them, and check every sum."""
        paths = [tuple(map(key, entry.path)) for entry in self.entries if isinstance(entry, _Entry)]
        filed = {path[:depth] for path in paths for depth in range(1, len(path))}
        branches: list[Sum] = []
        whole: Item | None = None
        for entry in self.entries:
            if isinstance(entry, Sum):
                self.sums.append(entry._replace(position=len(self.items)))
                whole = None
            elif not entry.named and tuple(map(key, entry.path)) in filed:
                name = entry.path[-1]
                branches.append(Sum(entry.row.number, name, entry.path, entry.current, entry.previous, len(self.items)))
                self.leave(entry.row, "branch")
                whole = None
            elif not PART.fullmatch(fold(entry.path[-1])):
                whole = self.item(entry)
            elif whole is None:
                self.leave(entry.row, "part")
            else:
                self.item(entry, whole)
        self.items, alike = tell_apart(self.grid, self.layout, self.items, self.item_rows)
        self.told_apart = alike.columns
        self.problems += alike.problems
        for role, which in ((Role.CURRENT, "current"), (Role.PREVIOUS, "previous")):
            self.check_sums(role, which, branches)

    def item(self, entry: _Entry, whole: Item | None = None) -> Item:
        """Add an item, or a part of one."""
        layout, row = self.layout, entry.row
        notes = [text for column in layout.columns[Role.NOTE] if (text := row.text(column))]
        item = Item(
            entry.path[-1],
            (*whole.category, whole.name) if whole else entry.path[:-1],
            entry.measure,
            row.text(layout.column(Role.PAGE)) or f"{self.row_number(row)}行",
            entry.current,
            entry.previous,
            tuple(self.supplementary(row)),
            (whole.id or whole.name) if whole else "",
            "",
            (),
            row.text(layout.column(Role.ID)),
            " ".join((*notes, *entry.footnotes)),
            "",
            self.row_number(row),
        )
        self.items.append(item)
        self.item_rows.append(row.number)
        return item

    def supplementary(self, row: _Row) -> Iterable[Supplementary]:
        for year, column in self.layout.supplementary.items():
            amount = self.amount(row, None, column)
            if amount.printed:
                yield Supplementary(year, amount)

    def check_sums(self, role: Role, which: str, branches: Sequence[Sum]) -> None:
        """Note each printed sum that is none of those that it may be, within rounding.

        A row without the word 計 that is no sum in the table's own year may be an item: that is an error.
        """
        column = self.layout.column(role)
        if column is None:
            return
        tallies = Tallies(self.items, which, (found.position for found in self.sums))
        for found in self.sums:
            printed = getattr(found, which).value
            if printed is not None and (counted := tallies.nearest(found, printed)) is not None:
                self.disagree("sum-differs", found.row, column, found.name, printed, counted)
        for branch in branches:
            printed, under = getattr(branch, which).value, tallies.under(branch.category)
            if printed is None or under.is_printed(printed) or (under.counted == 0 and role is Role.PREVIOUS):
                continue
            if role is Role.CURRENT:
                params = {"row": self.grid.lines[branch.row], "name": branch.name}
                money = {"printed": _money(printed, self.base), "counted": _money(under.value, self.base)}
                self.problems.append(Problem("branch-differs", params | money, (self.grid.place(branch.row, column),)))
            else:
                self.disagree("sum-differs", branch.row, column, branch.name, printed, under.value)

    def totals(self) -> Iterable[DeclaredTotal]:
        """Return the sums of the whole table, for the book to declare."""
        tallies = Tallies(self.items, "current", ())
        whole = [found for found in self.sums if not found.category and found.current.value is not None]
        for found in whole[-1:]:
            if found.current.value is not None and tallies.is_whole(found.current.value):
                yield DeclaredTotal(found.name, (), found.current, found.previous, 0)

    def notices(self) -> Iterable[Message]:
        """Yield what of the table was not taken, and what was decided of it."""
        layout = self.layout
        used = {column for columns in layout.columns.values() for column in columns} | set(
            layout.supplementary.values()
        )
        unused = tuple(h.text for index, h in enumerate(layout.headings) if index not in used and h.text)
        if unused:
            yield Message("import.unused", {"headings": tuple(" ".join(text.split()) for text in unused)})
        for column, count in self.scaled.items():
            heading = " ".join(layout.headings[column].text.split())
            yield Message("import.scaled", {"heading": heading, "count": count})
        if self.told_apart:
            yield Message("import.told_apart", {"headings": tuple(self.told_apart)})
        if self.beyond and self.grid.sheet:
            yield Message("import.beyond", {"count": self.beyond})
        for skipped in self.grid.skipped:
            yield Message(f"import.skipped.{skipped.reason}", {"names": skipped.names, "count": len(skipped.names)})


def _keys(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of a row as they are compared, without the empty ones at its end."""
    keys = [key(cell) for cell in cells]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys)


def _unspaced(match: re.Match[str]) -> str:
    return f"{''.join(match[1].split())}計"


def _money(yen: Decimal, unit: Unit | None) -> str:
    known = unit or Unit.円
    return f"{known.of(yen).normalize():,f}{known.name}"
