"""The amounts in a table's rows, with a problem for each cell that cannot be read."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from budgetcli.domain.amount import UNPRINTED, Amount, Kind, Mark, Unit, Unreadable, parse_amount
from budgetcli.domain.book import Supplementary
from budgetcli.domain.problem import Problem
from budgetcli.domain.text import fold
from budgetcli.read.cells import MINUS, PLAIN, fits, read_figure
from budgetcli.read.grid import Grid
from budgetcli.read.headings import Role
from budgetcli.read.mapping import Layout
from budgetcli.read.rows import Row

POWERS = {unit.value: unit for unit in Unit}
BARE = re.compile(r"[^円]*\d")


class AmountReader:
    """What reads the amounts of one table."""

    def __init__(self, grid: Grid, layout: Layout, brackets: str) -> None:
        self.grid = grid
        self.layout = layout
        self.brackets = brackets
        self.base = layout.units.get(layout.columns[Role.CURRENT][0])
        changes = dict.fromkeys(layout.columns[Role.CHANGE], self.base) if self.base else {}
        self.units: dict[int, Unit | None] = {**changes, **layout.units}
        """The unit of each column; a change that names none, and is checked, has that of the amounts."""
        self.problems: list[Problem] = []
        self.scaled: Counter[int] = Counter()
        """How many cells of each column show less than they hold."""
        self.footnotes: list[str] = []
        """The marks beside the row's amounts that lead to notes."""

    def both(self, row: Row) -> tuple[Amount, Amount]:
        """Return the row's current and previous amounts."""
        self.footnotes = []
        current = self.amount(row, Role.CURRENT, self.layout.column(Role.CURRENT))
        previous = self.amount(row, Role.PREVIOUS, self.layout.column(Role.PREVIOUS))
        return self._said_in_words(row, current, previous)

    def amount(self, row: Row, role: Role | None, column: int | None) -> Amount:
        """Return the amount in a cell, in its column's unit; an empty cell is not printed."""
        text = row.text(column)
        if column is None or not text:
            return UNPRINTED
        unit = self.units.get(column)
        scale = self.grid.scaled.get((row.number, column), 0)
        if (row.number, column) in self.grid.joint:
            return self._problem("cell-merged", row, column)
        if scale and not self.layout.said_unit and unit is not None and unit.value < scale:
            return self._problem("cell-scaled", row, column, unit=unit, shown=POWERS.get(scale, ""))
        if scale:
            self.scaled[column] += 1
            text = f"{Decimal(text).scaleb(scale):f}" if self.layout.said_unit else text
        figure = read_figure(text, unit, brackets=self.brackets)
        if isinstance(figure, Unreadable):
            return self._problem(figure.code, row, column, text=text)
        if role and not fits(figure.amount, is_current=role is Role.CURRENT):
            return self._problem("cell-unreadable", row, column, text=text)
        self.footnotes += [figure.footnote] if figure.footnote else []
        amount = figure.amount
        if unit is not self.base and unit is not None and BARE.fullmatch(fold(amount.printed)):
            return amount._replace(printed=f"{amount.printed}{unit.name}")
        return amount

    def changes(self, row: Row) -> list[Decimal]:
        """Return what the cell of the change may say: in brackets it may be minus or not."""
        column = self.layout.column(Role.CHANGE)
        text = row.text(column)
        if column is None or not text:
            return []
        unit = self.units.get(column)
        once = read_figure(text, unit) if text[0] in "(（" else None
        if isinstance(once, Unreadable) and once.code == "cell-bracketed":
            ways = [read_figure(text, unit, brackets=way) for way in (PLAIN, MINUS)]
            amounts = [way.amount for way in ways if not isinstance(way, Unreadable)]
        else:
            amounts = [self.amount(row, None, column)]
        return [amount.value for amount in amounts if amount.value is not None and not amount.is_nothing]

    def supplementary(self, row: Row) -> Iterable[Supplementary]:
        """Yield the supplementary budgets that stand beside an item."""
        for year, column in self.layout.supplementary.items():
            amount = self.amount(row, None, column)
            if amount.printed:
                yield Supplementary(year, amount)

    def check_name(self, row: Row) -> None:
        """Refuse a spreadsheet's error where a name belongs."""
        for column in self.layout.levels:
            text = row.text(column)
            figure = read_figure(text, None) if text.startswith("#") else None
            if isinstance(figure, Unreadable) and figure.code == "cell-error":
                self._problem(figure.code, row, column, text=text)

    def _said_in_words(self, row: Row, current: Amount, previous: Amount) -> tuple[Amount, Amount]:
        """Return the amounts with 皆増 or 皆減 for what is not printed, where a change, a ratio or a note says so."""
        ratios = (index for index, heading in enumerate(self.layout.headings) if heading.role is Role.RATIO)
        columns = (self.layout.column(Role.CHANGE), *self.layout.columns[Role.NOTE], *ratios)
        for text in (row.text(column) for column in columns):
            word = parse_amount(text, Unit.円)
            if isinstance(word, Amount) and word.is_nothing:
                if Mark.NEW in word.marks and previous.kind is Kind.UNSTATED:
                    previous = word
                if Mark.ABOLISHED in word.marks and current.kind is Kind.UNSTATED:
                    current = word
        return current, previous

    def _problem(self, code: str, row: Row, column: int, **params: object) -> Amount:
        """Note that a cell cannot be read; in a sheet its heading goes with the cell's own name."""
        heading = " ".join(self.layout.headings[column].text.split())
        named = f"{self.grid.cell(row.number, column)} {heading}".strip()
        params = {"row": self.grid.lines[row.number], "heading": named, **params}
        self.problems.append(Problem(code, params, (self.grid.place(row.number, column),)))
        return UNPRINTED
