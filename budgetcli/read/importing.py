"""A table's rows into a book, with a word on every row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit, parse_amount
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source
from budgetcli.domain.interval import printed_bounds
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.text import fold, key
from budgetcli.read.alike import tell_apart
from budgetcli.read.amounts import AmountReader
from budgetcli.read.grid import Grid, is_empty
from budgetcli.read.headings import Role, read_heading, read_title
from budgetcli.read.indents import Entry, file_indented
from budgetcli.read.mapping import Layout, row_year
from budgetcli.read.rows import AGAIN, DITTO, ORNAMENTS, PART, REMARK, Left, Row, is_total, section_style
from budgetcli.read.sums import Sum, Tallies
from budgetcli.read.wanted import Wanted


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
    reader = _TableReader(grid, layout, wanted.brackets)
    reader.begin()
    rows = [Row(number, cells) for number, cells in enumerate(grid.rows) if number > layout.header]
    for row in rows:
        reader.read(row)
    reader.finish()
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
        tuple(reader.totals()),
        tuple(reader.items),
    )
    left = sorted(reader.left, key=lambda left: left.row)
    if not reader.items and not reader.problems and not reader.amounts.problems:
        reader.problems.append(Problem("table-no-items", {}, (grid.place(layout.header),)))
    problems = sorted([*reader.problems, *reader.amounts.problems], key=lambda problem: problem.places[0][1:3])
    return Imported(book, problems, reader.disagreements, len(rows), left, list(reader.notices()))


class _TableReader:
    """The state of reading one table's rows."""

    def __init__(self, grid: Grid, layout: Layout, brackets: str) -> None:
        self.grid = grid
        self.layout = layout
        self.amounts = AmountReader(grid, layout, brackets)
        self.entries: list[Entry | Sum] = []
        self.items: list[Item] = []
        self.item_rows: list[int] = []
        self.sums: list[Sum] = []
        self.problems: list[Problem] = []
        self.disagreements: list[Problem] = []
        self.left: list[Left] = []
        self.beyond = 0
        self.told_apart: list[str] = []
        self.doubtful: list[int] = []
        measure = layout.columns[Role.MEASURE]
        self.filing = tuple(sorted({*layout.columns[Role.CATEGORY], *(m for m in measure if m < layout.name)}))
        self.headings = {Row(0, row).keys for row in grid.rows[: layout.header + 1]}
        """The rows of the headings and the titles above them, which each page may repeat."""
        self.filled: dict[int, str] = {}
        """The filing cells of the row before, which stand for the empty ones that begin the next: merged cells."""
        self.above: dict[int, str] = {}
        """The filing cells and the name of the row before, as they stand there."""
        self.sections: dict[int, str] = {}
        """The headings between rows under which the next rows stand, by their manner."""

    def begin(self) -> None:
        """Take the heading above the table that is of the manner of those between its rows."""
        manners = {section_style(row[0]) for row in map(_only, self.grid.rows[self.layout.header + 1 :]) if row}
        for words in map(_only, self.grid.rows[: self.layout.top]):
            if words and (style := section_style(words[0])) in manners and style is not None:
                self.open_section(style, words[0])

    def read(self, row: Row) -> None:
        """Read one row: an entry, a sum, or nothing that counts."""
        reasons = (
            ("empty", is_empty(row.cells)),
            ("headings", row.keys in self.headings),
            ("other_year", self.is_of_another_year(row)),
            ("again", AGAIN.fullmatch(fold(row.text(self.layout.name))) is not None),
        )
        if reason := next((reason for reason, is_so in reasons if is_so), ""):
            self.leave(row, reason)
        elif self.is_other_headings(row):
            self.problem("headings-again", row, 0)
        elif self.is_too_long(row):
            cells = max(index for index, cell in enumerate(row.cells) if cell.strip()) + 1
            self.problem("row-long", row, len(self.layout.headings), cells=cells, headings=len(self.layout.headings))
        elif name := self.sum_name(row):
            self.sum(row, name)
        elif self.has_amount(row) or not self.says_nothing_else(row):
            self.entry(self.without_ditto(row))
        else:
            self.words(row)

    def leave(self, row: Row, reason: str) -> None:
        """Note a row that is no item."""
        self.left.append(Left(self.grid.lines[row.number], reason, row.words))

    def problem(self, code: str, row: Row, column: int, **params: object) -> None:
        """Note a row that cannot be read."""
        params = {"row": self.grid.lines[row.number], **params}
        self.problems.append(Problem(code, params, (self.grid.place(row.number, column),)))

    def is_of_another_year(self, row: Row) -> bool:
        """Say whether a row is of another year than the one that is read."""
        meant = self.layout.row_year
        year = row_year(row.text(self.layout.column(Role.YEAR)), self.layout.year) if meant else None
        return year is not None and year != meant

    def is_other_headings(self, row: Row) -> bool:
        """Say whether the row begins another table: where amounts belong, it has the heading of amounts."""
        text = row.text(self.layout.columns[Role.CURRENT][0])
        if text.isascii() or isinstance(parse_amount(text, Unit.円), Amount):
            return False
        if read_heading(text).role is not Role.AMOUNT:
            return False
        return any(read_heading(cell).role in (Role.NAME, Role.CATEGORY) for cell in row.cells)

    def is_too_long(self, row: Row) -> bool:
        """Say whether a text's row has cells beyond the headings, as from the commas of 1,234 without quotes."""
        beyond = [cell for cell in row.cells[len(self.layout.headings) :] if cell.strip()]
        self.beyond += len(beyond)
        return bool(beyond) and not self.grid.sheet

    def sum_name(self, row: Row) -> str:
        """Return the name of a row that sums others: the last of its texts, if it says so."""
        text = next((text for column in reversed(self.layout.levels) if (text := row.text(column))), "")
        return text if is_total(text) else ""

    def has_amount(self, row: Row) -> bool:
        """Say whether a cell of an amount has anything in it that is its own."""
        columns = [column for role in (Role.CURRENT, Role.PREVIOUS) for column in self.layout.columns[role]]
        columns += self.layout.supplementary.values()
        return any(row.text(column) and (row.number, column) not in self.grid.joint for column in columns)

    def says_nothing_else(self, row: Row) -> bool:
        """Say whether a row has no more than names, as headings between rows and remarks under the table have."""
        names = {*self.layout.levels, *self.filing}
        has_name = any(row.text(column) for column in self.layout.levels)
        others = any(row.text(index) for index in range(len(row.cells)) if index not in names)
        return not has_name or not others or REMARK.match(fold(row.words)) is not None

    def words(self, row: Row) -> None:
        """Pass over a row of words, which may head those that follow but not change the unit."""
        only = _only(row.cells)
        style = section_style(only[0]) if only else None
        units = [(index, unit) for index, cell in enumerate(row.cells) for _, unit in [read_title(cell)] if unit]
        for index, unit in units:
            if unit not in self.layout.units.values():
                self.problem("unit-changes", row, index, unit=unit, before=self.amounts.base)
        if style is None or units:
            self.leave(row, "text")
            return
        self.leave(row, "section")
        self.open_section(style, only[0])

    def open_section(self, style: int, words: str) -> None:
        """File what follows under a heading between rows, and end those of its manner and under that."""
        kept = list(self.sections)
        kept = kept[: kept.index(style)] if style in kept else kept
        self.sections = {**{manner: self.sections[manner] for manner in kept}, style: words.strip(ORNAMENTS)}
        self.filled = {}

    def without_ditto(self, row: Row) -> Row:
        """Return the row with the words above in place of 〃."""
        columns = (*self.filing, self.layout.name)
        if any(row.text(column) in DITTO for column in columns):
            cells = list(row.cells)
            for column in columns:
                if row.text(column) in DITTO:
                    cells[column] = self.above.get(column, "")
            row = row._replace(cells=cells)
        self.above = {column: row.text(column) for column in columns}
        return row

    def entry(self, row: Row) -> None:
        """Read a row with amounts, and check the change that the source prints."""
        layout = self.layout
        name = row.name(layout.name)
        own = [row.text(column) for column in layout.levels if (row.number, column) not in self.grid.joint]
        self.amounts.check_name(row)
        if not any(own) and not name:
            self.problem("row-no-name", row, layout.name)
            return
        self.fill(row)
        current, previous = self.amounts.both(row)
        category = [self.filled.get(column, "") for column in layout.columns[Role.CATEGORY]]
        path = tuple(filter(None, (*self.sections.values(), *category, name)))
        measure = "".join(self.filled.get(column, row.name(column)) for column in layout.columns[Role.MEASURE])
        footnotes = tuple(self.amounts.footnotes)
        indent = row.indent(layout.name)
        self.entries.append(Entry(row, path, bool(name), indent, measure, current, previous, footnotes))
        self.check_change(row, path[-1], current, previous)

    def fill(self, row: Row) -> None:
        """Keep the row's filing cells, the first empty ones from the row before."""
        begun = False
        for column in self.filing:
            text = row.name(column)
            begun = begun or bool(text)
            if begun:
                self.filled[column] = text

    def check_change(self, row: Row, name: str, current: Amount, previous: Amount) -> None:
        """Compare the source's own change with current − previous, within rounding."""
        printed = self.amounts.changes(row)
        if not printed or current.value is None or previous.value is None:
            return
        step = printed_bounds(current.value) - printed_bounds(previous.value)
        if not any(step.meets(printed_bounds(value)) for value in printed):
            counted = current.value - previous.value
            self.disagree("change-differs", row.number, Role.CHANGE, name, printed[0], counted)

    def disagree(self, code: str, number: int, role: Role, name: str, printed: Decimal, counted: Decimal) -> None:
        """Note a place where the source contradicts itself."""
        self.disagreements.append(self.difference(code, number, role, name, printed, counted))

    def difference(self, code: str, number: int, role: Role, name: str, printed: Decimal, counted: Decimal) -> Problem:
        """Return the problem that a printed amount is not what is counted."""
        money = {"printed": _money(printed, self.amounts.base), "counted": _money(counted, self.amounts.base)}
        place = self.grid.place(number, self.layout.column(role) or 0)
        return Problem(code, {"row": self.grid.lines[number], "name": name, **money}, (place,))

    def sum(self, row: Row, name: str) -> None:
        """Leave a sum out of the items, to be checked once all of them are read."""
        self.leave(row, "sum")
        current, previous = self.amounts.both(row)
        texts = [text for column in self.layout.columns[Role.CATEGORY] if (text := row.text(column))]
        self.entries.append(Sum(row.number, name, tuple(text for text in texts if text != name), current, previous, 0))
        self.check_change(row, name, current, previous)

    def finish(self) -> None:
        """Tell the items from the rows that sum those filed under them, and check every sum."""
        filed, self.doubtful = file_indented([e if isinstance(e, Entry) else None for e in self.entries])
        entries = [new or old for new, old in zip(filed, self.entries, strict=True)]
        paths = [tuple(map(key, entry.path)) for entry in filed if entry]
        above = {path[:depth] for path in paths for depth in range(1, len(path))}
        branches: list[Sum] = []
        whole: Item | None = None
        for entry in entries:
            if isinstance(entry, Sum):
                self.sums.append(entry._replace(position=len(self.items)))
                whole = None
            elif not entry.is_item and tuple(map(key, entry.path)) in above:
                self.leave(entry.row, "branch")
                branches.append(Sum(entry.row.number, entry.path[-1], entry.path, entry.current, entry.previous, 0))
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
            tuple(self.amounts.supplementary(row)),
            (whole.id or whole.name) if whole else "",
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
                self.disagree("sum-differs", summed.row, role, summed.name, printed, counted)
        for branch in branches:
            printed, under = getattr(branch, which).value, tallies.under(branch.category)
            if printed is None or under.is_printed(printed) or (under.counted == 0 and role is Role.PREVIOUS):
                continue
            code, found_in = (
                ("branch-differs", self.problems) if role is Role.CURRENT else ("sum-differs", self.disagreements)
            )
            found_in.append(self.difference(code, branch.row, role, branch.name, printed, under.value))

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
        unused = tuple(text for index, text in enumerate(headings) if index not in used and text)
        lines = tuple(str(self.grid.lines[row]) for row in self.doubtful)
        said: dict[str, dict[str, object]] = {
            "unused": {"headings": unused} if unused else {},
            "told_apart": {"headings": tuple(self.told_apart)} if self.told_apart else {},
            "indented": {"rows": lines} if lines else {},
            "beyond": {"count": self.beyond} if self.beyond and self.grid.sheet else {},
        }
        yield from (Message(f"import.{code}", params) for code, params in said.items() if params)
        for column, count in self.amounts.scaled.items():
            yield Message("import.scaled", {"heading": headings[column], "count": count})
        for skipped in self.grid.skipped:
            yield Message(f"import.skipped.{skipped.reason}", {"names": skipped.names})


def _only(cells: Sequence[str]) -> list[str]:
    """Return the one text of a row that has no other."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return texts if len(texts) == 1 else []


def _money(yen: Decimal, unit: Unit | None) -> str:
    known = unit or Unit.円
    return f"{known.of(yen).normalize():,f}{known.name}"
