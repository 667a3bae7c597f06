"""The rows of a table, each read as an entry, a sum, or nothing that counts."""

from collections.abc import Sequence
from decimal import Decimal

from budgetcli.domain.amount import Amount, Unit, parse_amount
from budgetcli.domain.interval import printed_bounds
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import fold
from budgetcli.read.amounts import AmountReader
from budgetcli.read.grid import Grid, is_empty
from budgetcli.read.headings import Role, cell_stage, read_heading, read_title
from budgetcli.read.indents import Entry
from budgetcli.read.mapping import Layout
from budgetcli.read.per_row import row_year
from budgetcli.read.rows import AGAIN, DITTO, ORNAMENTS, REMARK, Left, Row, is_total, section_style
from budgetcli.read.sums import Sum


class EntryReader:
    """The state of reading one table's rows."""

    def __init__(self, grid: Grid, layout: Layout, brackets: str) -> None:
        self.grid = grid
        self.layout = layout
        self.amounts = AmountReader(grid, layout, brackets)
        self.entries: list[Entry | Sum] = []
        self.problems: list[Problem] = []
        self.disagreements: list[Problem] = []
        self.left: list[Left] = []
        self.beyond = 0
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
            ("other_stage", self.is_of_another_stage(row)),
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

    def is_of_another_stage(self, row: Row) -> bool:
        """Say whether a row has another figure of the year than the one that is read."""
        column, meant = self.layout.row_stage or (None, None)
        stage = cell_stage(row.text(column)) if column is not None else None
        return stage is not None and stage is not meant

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


def _only(cells: Sequence[str]) -> list[str]:
    """Return the one text of a row that has no other."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    return texts if len(texts) == 1 else []


def _money(yen: Decimal, unit: Unit | None) -> str:
    known = unit or Unit.円
    return f"{known.of(yen).normalize():,f}{known.name}"
