"""A table's rows into a book, with a word on every row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.book import Book, DeclaredTotal, Item, Source
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.text import fold, key
from budgetcli.read.alike import tell_apart
from budgetcli.read.entries import EntryReader
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Role
from budgetcli.read.indents import Entry, file_indented
from budgetcli.read.mapping import Layout
from budgetcli.read.rows import PART, Left, Row
from budgetcli.read.sums import Sum, Tallies
from budgetcli.read.wanted import Wanted

MOST_PROBLEMS = 100
"""As many are shown; more of them come of one cause, such as a column that was taken for another."""


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


def import_grid(grid: Grid, layout: Layout, wanted: Wanted) -> Imported:
    """Return the book of a table."""
    reader = EntryReader(grid, layout, wanted.brackets)
    reader.begin()
    rows = [Row(number, cells) for number, cells in enumerate(grid.rows) if number > layout.header]
    for row in rows:
        reader.read(row)
    found = _Items(reader)
    found.finish()
    book = Book(
        grid.file,
        wanted.title or layout.title or grid.sheet or Path(grid.file).stem,
        wanted.organisation,
        layout.year,
        layout.stage,
        layout.previous_stage,
        reader.amounts.base,
        Source(document=Path(grid.file).name, section=grid.sheet),
        "",
        tuple(found.totals()),
        tuple(found.items),
    )
    problems = sorted([*reader.problems, *reader.amounts.problems], key=lambda problem: problem.places[0][1:3])
    if not found.items and not problems:
        problems = [Problem("table-no-items", {}, (grid.place(layout.header),))]
    if len(problems) > MOST_PROBLEMS:
        last = problems[MOST_PROBLEMS].places[:1]
        problems = [*problems[:MOST_PROBLEMS], Problem("too-many", {"most": MOST_PROBLEMS}, last)]
    left = sorted(reader.left, key=lambda left: left.row)
    return Imported(book, problems, reader.disagreements, len(rows), left, list(found.notices()))


class _Items:
    """The items that a table's entries make, and the checks of its sums."""

    def __init__(self, reader: EntryReader) -> None:
        self.reader = reader
        self.grid, self.layout = reader.grid, reader.layout
        self.items: list[Item] = []
        self.item_rows: list[int] = []
        self.sums: list[Sum] = []
        self.parts: list[int] = []
        self.told_apart: list[str] = []
        self.repeated_ids = False
        self.doubtful: list[int] = []

    def finish(self) -> None:
        """Tell the items from the rows that sum those filed under them, and check every sum."""
        filed, self.doubtful = file_indented([e if isinstance(e, Entry) else None for e in self.reader.entries])
        entries = [new or old for new, old in zip(filed, self.reader.entries, strict=True)]
        paths = [tuple(map(key, entry.path)) for entry in filed if entry]
        above = {path[:depth] for path in paths for depth in range(1, len(path))}
        branches: list[Sum] = []
        whole: Item | None = None
        for entry in entries:
            if isinstance(entry, Sum):
                self.sums.append(entry._replace(position=len(self.items)))
                whole = None
            elif not entry.is_item and tuple(map(key, entry.path)) in above:
                self.reader.leave(entry.row, "branch")
                branches.append(Sum(entry.row.number, entry.path[-1], entry.path, entry.current, entry.previous, 0))
                whole = None
            elif not PART.fullmatch(fold(entry.path[-1])) or _is_more(entry, whole):
                whole = self.item(entry)
            elif whole is None:
                self.reader.leave(entry.row, "part")
            else:
                self.parts.append(entry.row.number)
                self.item(entry, whole)
        self.items, alike = tell_apart(self.grid, self.layout, self.items, self.item_rows)
        self.told_apart, self.repeated_ids = alike.columns, alike.repeated_ids
        self.reader.problems += alike.problems
        for role, which in ((Role.CURRENT, "current"), (Role.PREVIOUS, "previous")):
            self.check_sums(role, which, branches)

    def item(self, entry: Entry, whole: Item | None = None) -> Item:
        """Add an item, or a part of one."""
        layout, row = self.layout, entry.row
        notes = [" ".join(text.split()) for column in layout.columns[Role.NOTE] if (text := row.text(column))]
        line = self.grid.lines[row.number]
        item = Item(
            entry.path[-1],
            (*whole.category, whole.name) if whole else entry.path[:-1],
            entry.measure,
            row.text(layout.column(Role.PAGE)) or f"{line}行",
            entry.current,
            entry.previous,
            tuple(self.reader.amounts.supplementary(row)),
            whole.name if whole else "",
            "",
            (),
            row.text(layout.column(Role.ID)),
            " ".join((*notes, *entry.footnotes)),
            "",
            line,
        )
        self.items.append(item)
        self.item_rows.append(row.number)
        return item

    def check_sums(self, role: Role, which: str, branches: Sequence[Sum]) -> None:
        """Note each printed sum that is none of those that it may be, within rounding.

        A row without the word 計 that is no sum in the table's own year may be an item: that is an error.
        """
        if self.layout.column(role) is None or not (self.sums or branches):
            return
        tallies = Tallies(self.items, which, (found.position for found in self.sums))
        for summed in self.sums:
            printed: Decimal | None = getattr(summed, which).value
            if printed is not None and (counted := tallies.nearest(summed, printed)) is not None:
                self.reader.disagree("sum-differs", summed.row, role, summed.name, printed, counted)
        for branch in branches:
            printed, under = getattr(branch, which).value, tallies.under(branch.category)
            if printed is None or under.is_printed(printed) or (under.counted == 0 and role is Role.PREVIOUS):
                continue
            code, found_in = (
                ("branch-differs", self.reader.problems)
                if role is Role.CURRENT
                else ("sum-differs", self.reader.disagreements)
            )
            found_in.append(self.reader.difference(code, branch.row, role, branch.name, printed, under.value))

    def totals(self) -> Iterable[DeclaredTotal]:
        """Return the sums of the whole table, for the book to declare."""
        whole = [found for found in self.sums if not found.category and found.current.value is not None]
        for found in whole[-1:]:
            tallies = Tallies(self.items, "current", ())
            if found.current.value is not None and tallies.is_whole(found.current.value):
                yield DeclaredTotal(found.name, (), found.current, found.previous, 0)

    def notices(self) -> Iterable[Message]:
        """Yield what of the table was not taken, and what was decided of it."""
        layout = self.layout
        used = {column for columns in layout.columns.values() for column in columns} | {*layout.supplementary.values()}
        headings = [" ".join(heading.text.split()) for heading in layout.headings]
        filled = {
            index for row in self.grid.rows[layout.header + 1 :] for index, cell in enumerate(row) if cell.strip()
        }
        free = (index for index in range(len(headings)) if index not in used)
        unused = tuple(headings[i] or f"#{i + 1}" for i in free if headings[i] or i in filled)
        said: dict[str, dict[str, object]] = {
            "unused": {"headings": unused} if unused else {},
            "ids": {"heading": headings[layout.column(Role.ID) or 0]} if self.repeated_ids else {},
            "told_apart": {"headings": tuple(self.told_apart)} if self.told_apart else {},
            "indented": {"rows": self.lines(self.doubtful)} if self.doubtful else {},
            "parts": {"rows": self.lines(self.parts)} if self.parts else {},
            "beyond": {"count": self.reader.beyond} if self.reader.beyond and self.grid.sheet else {},
        }
        yield from (Message(f"import.{code}", params) for code, params in said.items() if params)
        for column, count in self.reader.amounts.scaled.items():
            yield Message("import.scaled", {"heading": headings[column], "count": count})
        for skipped in self.grid.skipped:
            yield Message(f"import.skipped.{skipped.reason}", {"names": skipped.names})

    def lines(self, rows: Sequence[int]) -> tuple[str, ...]:
        """Return the numbers of rows as a reader of the file counts them."""
        return tuple(str(self.grid.lines[row]) for row in rows)


def _is_more(part: Entry, whole: Item | None) -> bool:
    """Say whether an amount is more than that of which it would be a part."""
    if whole is None or part.current.value is None or whole.current.value is None:
        return False
    return abs(part.current.value) > abs(whole.current.value)
