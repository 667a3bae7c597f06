"""An Excel workbook: figures as numbers, changes and totals as live formulas, and a sheet that says what they are."""

import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from budgetcli.domain.compare import Status
from budgetcli.report.table import Cell, Column, Kind, Notes, Range, Role, Row, Share, Table
from budgetcli.version import version
from budgetcli.words import Words
from budgetcli.write.cells import CHANGES, harmless, text_of
from budgetcli.write.problems import width
from budgetcli.write.registry import Style

ROWS = frozenset({Role.ITEM, Role.SUM, Role.TOTAL})
"""Headings and subtotals would be in the way of filters, and of a sum over the column."""
PLAIN = frozenset({"unit", "from", "to"})
"""Columns that a person reads elsewhere."""
HEADER = 1
"""The row of the titles, under what the table shows."""
FONT = {"font_name": "游ゴシック", "font_size": 11, "valign": "vcenter"}
A4 = 9
ABOUT = 100
"""Half-width characters of the text of the second sheet."""
LINE = 19
"""Points that a line takes."""
WIDEST = {"name": 40, "category": 26, "measure": 26, "organisation": 30, "note": 36}
"""Half-width characters after which a text is folded."""
ALIGNED = {Share: "right", Status: "center"}
LONGEST = 15
"""Digits that a spreadsheet keeps of a number."""
LONGEST_COMMENT = 2000


class Field(NamedTuple):
    """A column of the sheet."""

    column: Column
    place: int
    """Where the table has it."""
    end: str = ""
    """Which end of a Range it has: low or high."""


def render(table: Table, style: Style) -> bytes:
    """Return the workbook."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_format_properties": FONT}) as book:
        book.set_properties({"created": _now().replace(tzinfo=None)})
        _Sheet(book, table, style.words).write()
        _about(book, table, style.words)
    return out.getvalue()


def _now() -> datetime:
    """Return the time; SOURCE_DATE_EPOCH in its place makes files that are alike to the byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


class _Sheet:
    """The sheet of the table while it is written."""

    def __init__(self, book: Workbook, table: Table, words: Words) -> None:
        self.book, self.table, self.words = book, table, words
        self.sheet = book.add_worksheet(words.text("xlsx.sheet"))
        self.rows = [row for row in table.rows if row.role in ROWS]
        self.fields = list(_fields(table, self.rows))
        self.years = [at for at, field in enumerate(self.fields) if _is_year(field.column)]
        self.helped = [
            index for index, _ in enumerate(self.years) if any(self._differs(row, index) for row in self.rows)
        ]
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.first = HEADER + 1
        self.wide: dict[int, int] = {}

    def _differs(self, row: Row, index: int) -> bool:
        """Say whether the sum counts anything but the year's amount as it is shown."""
        cell = row.cells[self.fields[self.years[index]].place]
        return bool(row.counted) and isinstance(cell, Decimal) and row.counted[index] != cell

    def write(self) -> None:
        """Write everything."""
        self.sheet.write_string(0, 0, self._say(self.table.headings), self._format(bold=True, font_size=12))
        titles = [self._title(field) for field in self.fields]
        titles += [self._helper_title(index) for index in self.helped]
        head = self._format(bold=True, text_wrap=True, align="center", valign="vcenter", bg_color="#E8EDF3", bottom=1)
        for at, title in enumerate(titles):
            self.sheet.write_string(HEADER, at, title, head)
        self.sheet.set_row(HEADER, LINE * max(len(title.splitlines()) for title in titles))
        self._widths(titles)
        for number, row in enumerate(self.rows, self.first):
            self.sheet.set_row(number, LINE * self._lines(row))
            self._row(number, row)
        self._set_up(len(titles))

    def _say(self, messages: Sequence[Any]) -> str:
        return harmless("　".join(self.words.say(message) for message in messages))

    def _title(self, field: Field) -> str:
        title = self.words.say(field.column.title)
        return self.words.text(f"xlsx.{field.end}", column=title) if field.end else title

    def _helper_title(self, index: int) -> str:
        title = self.words.say(self.fields[self.years[index]].column.title)
        return self.words.text("xlsx.counted", column=title)

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, **properties})
        return self.formats[key]

    def _row(self, number: int, row: Row) -> None:
        is_sum = row.role is not Role.ITEM
        look: dict[str, Any] = {"bold": True, "top": 1} if is_sum else {}
        for at, field in enumerate(self.fields):
            cell = row.cells[field.place]
            if isinstance(cell, Range):
                cell = cell.low if field.end == "low" else cell.high
            if field.column.key == "trend":
                self._sparkline(number, at)
            elif isinstance(cell, (Decimal, int)):
                self._figure(number, at, cell, self._formula(number, at, row), look)
            elif isinstance(cell, (Notes, Share)) or cell:
                align = {"align": ALIGNED[type(cell)]} if type(cell) in ALIGNED else {"text_wrap": True}
                self.sheet.write_string(
                    number, at, text_of(cell, field.column, self.words), self._format(**align, **look)
                )
            elif look:
                self.sheet.write_blank(number, at, None, self._format(**look))
            if isinstance(cell, Notes) and cell.messages:
                self._comment(number, row, cell)
        for index in () if is_sum else self.helped:
            at, year = len(self.fields) + index, self.years[index]
            self._counted(number, at, row.counted[index], row.cells[self.fields[year].place], year)

    def _comment(self, number: int, row: Row, notes: Notes) -> None:
        """Put the notes beside the first cell that has text, or in the first column where none has: no category."""
        text = "\n".join(harmless(self.words.say(message)) for message in notes.messages)
        texts = [at for at, field in enumerate(self.fields) if field.column.kind is Kind.TEXT]
        at = next((at for at in texts if row.cells[self.fields[at].place]), texts[0])
        lines = sum(1 + width(line) // 40 for line in text.splitlines())
        look = {"author": "budgetcli", "font_name": FONT["font_name"], "font_size": 10}
        self.sheet.write_comment(number, at, text[:LONGEST_COMMENT], {**look, "width": 320, "height": 18 * lines + 12})

    def _sparkline(self, number: int, at: int) -> None:
        first, last = (xl_rowcol_to_cell(number, year) for year in (self.years[0], self.years[-1]))
        self.sheet.add_sparkline(number, at, {"range": f"'{self.sheet.name}'!{first}:{last}", "markers": True})

    def _figure(self, number: int, at: int, value: Decimal | int, formula: str, look: dict[str, Any]) -> None:
        column = self.fields[at].column
        is_percent = column.kind is Kind.PERCENT
        if is_percent and isinstance(value, Decimal):
            value = value.scaleb(-2)
        if column.kind is Kind.TEXT:  # a page
            self.sheet.write_number(number, at, value, self._format(**look))
            return
        if not _is_kept(value):
            self.sheet.write_string(number, at, text_of(value, column, self.words), self._format(align="right", **look))
            return
        shape = self._format(num_format=_pattern(value, column), **look)
        if formula:
            # XlsxWriter writes the number's shortest text, which is the decimal's: checked by _is_kept
            self.sheet.write_formula(number, at, formula, shape, float(value))
        else:
            self.sheet.write_number(number, at, float(value), shape)

    def _counted(self, number: int, at: int, counted: Decimal | None, cell: Cell, year: int) -> None:
        if counted is None:
            return
        shape = self._format(num_format=_pattern(counted, self.fields[year].column), font_color="#808080")
        if counted == cell:
            self.sheet.write_formula(number, at, f"={xl_rowcol_to_cell(number, year)}", shape, float(counted))
        else:
            self.sheet.write_number(number, at, float(counted), shape)

    def _formula(self, number: int, at: int, row: Row) -> str:
        """Return the formula of a figure that others give; empty where it is not exactly what they give."""
        field = self.fields[at]
        if field.end:
            return ""
        if row.role is not Role.ITEM and (at in self.years or field.column.key == "items"):
            return self._sum(at, row)
        if field.column.key not in ("change", "change_pct"):
            return ""
        ends = self._ends(row)
        if ends is None or any(isinstance(row.cells[self.fields[end].place], Share) for end in ends):
            return ""
        before, after = (xl_rowcol_to_cell(number, end) for end in ends)
        value = row.cells[field.place]
        if field.column.key == "change":
            return f"=ROUND({after}-{before},{_digits(value)})"
        return f"=ROUND(({after}-{before})/{before},3)"

    def _ends(self, row: Row) -> tuple[int, int] | None:
        """Return the columns that the change is between."""
        keys = [column.key for column in self.table.columns]
        if "from" not in keys:
            return (self.years[0], self.years[1]) if len(self.years) == 2 else None
        wanted = [row.cells[keys.index(key)] for key in ("from", "to")]
        found = [at for end in wanted for at in self.years if self.fields[at].column.key == end]
        return (found[0], found[1]) if len(found) == 2 else None

    def _sum(self, at: int, row: Row) -> str:
        items = [one for one in self.rows if one.role is Role.ITEM]
        index = self.years.index(at) if at in self.years else -1
        place = self.fields[at].place
        helped = index in self.helped and index >= 0
        cells = [one.counted[index] if helped else one.cells[place] for one in items]
        value = row.cells[place]
        if not items or sum((cell for cell in cells if isinstance(cell, (Decimal, int))), Decimal(0)) != value:
            return ""  # the table shows some of the rows only
        column = len(self.fields) + index if helped else at
        first, last = (xl_rowcol_to_cell(line, column) for line in (self.first, self.first + len(items) - 1))
        return f"=ROUND(SUM({first}:{last}),{_digits(value)})"

    def _widths(self, titles: Sequence[str]) -> None:
        for at, title in enumerate(titles):
            least = max(width(line) for line in title.splitlines()) + 3  # the filter's arrow
            if at < len(self.fields):
                field = self.fields[at]
                texts = (self._text(row.cells[field.place], field.column) for row in self.rows)
                longest = max((width(line) for text in texts for line in text.splitlines()), default=0) + 2
                least = max(least, min(longest, WIDEST.get(field.column.key, longest)))
                self.wide[at] = least
            self.sheet.set_column(at, at, least)

    def _lines(self, row: Row) -> int:
        """Return how many lines the row takes with its texts folded."""
        texts = ((at, self._text(row.cells[field.place], field.column)) for at, field in enumerate(self.fields))
        return max(1 + (width(text) - 2) // self.wide[at] for at, text in texts if text)

    def _text(self, cell: Cell, column: Column) -> str:
        return text_of(cell, column, self.words) if cell is not None and not isinstance(cell, Range) else ""

    def _set_up(self, columns: int) -> None:
        items = sum(row.role is Role.ITEM for row in self.rows)
        name = next((at for at, field in enumerate(self.fields) if field.column.key == "name"), 0)
        self.sheet.freeze_panes(self.first, name + 1)
        if items:
            self.sheet.autofilter(HEADER, 0, HEADER + items, columns - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, HEADER)
        printed = sum(field.column.key != "id" for field in self.fields)
        self.sheet.print_area(0, 0, HEADER + len(self.rows), printed - 1)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.sheet.set_footer(f"&C{self.words.text('xlsx.page')} &P / &N")


def _fields(table: Table, rows: Sequence[Row]) -> list[Field]:
    """Return the columns of the sheet: the data's without those that are empty, and drawings anew."""
    found: list[Field] = []
    for place, column in enumerate(table.columns):
        if column.ranged:
            found += [Field(column, place, "low"), Field(column, place, "high")]
        elif column.key == "trend" or (column.data and column.key not in PLAIN and _is_filled(place, column, rows)):
            found.append(Field(column, place))
    return sorted(found, key=lambda field: field.column.key == "id")  # last, where it is not printed


def _is_filled(place: int, column: Column, rows: Sequence[Row]) -> bool:
    return column.kind not in (Kind.TEXT, Kind.NOTES) or any(_has_text(row.cells[place]) for row in rows)


def _has_text(cell: Cell) -> bool:
    return bool(cell.messages) if isinstance(cell, Notes) else bool(cell)


def _is_year(column: Column) -> bool:
    return column.kind is Kind.AMOUNT and not column.ranged and column.key not in CHANGES


def _is_kept(value: Decimal | int) -> bool:
    """Say whether a spreadsheet's number is exactly the figure."""
    return len(Decimal(value).normalize().as_tuple().digits) <= LONGEST


def _digits(value: Cell) -> int:
    """Return how many digits after the point the figure has."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _pattern(value: Decimal | int, column: Column) -> str:
    """Return the number format that shows the figure as Japanese tables print it."""
    if column.kind is Kind.PERCENT:
        return "+#,##0.0%;[Red]△#,##0.0%;0.0%"
    zeros = "0" + ("." + "0" * _digits(value) if _digits(value) else "")
    plus = "+" if column.key in CHANGES else ""
    return f"{plus}#,##{zeros};[Red]△#,##{zeros};{zeros}"


def _about(book: Workbook, table: Table, words: Words) -> None:
    """Write the sheet that says source, date, unit and method."""
    sheet = book.add_worksheet(words.text("xlsx.about"))
    made = words.text("about.made.by", date=_now().date().isoformat(), version=version())
    entries = [
        *(("heading", words.say(message)) for message in table.headings),
        ("unit", table.unit.name),
        *(("source", words.say(message)) for message in table.sources),
        *(("method", words.text(f"about.method.{name}")) for name in ("sums", "change", "rounding")),
        *(("note", words.say(message)) for message in table.notes),
        ("made", made),
    ]
    last = ""
    for number, (key, text) in enumerate(entries):
        title = words.text(f"about.{key}") if key != last else ""
        sheet.write_string(number, 0, title, book.add_format({**FONT, "bold": True}))
        sheet.write_string(number, 1, harmless(text), book.add_format({**FONT, "text_wrap": True}))
        sheet.set_row(number, LINE * (1 + width(text) // ABOUT))
        last = key
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, ABOUT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
