"""The sheets of a workbook as grids: what its cells hold, and what is hidden, merged or not counted."""

import io
import posixpath
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.constants import MAX_ROW

from budgetcli.read.grid import Grid, Skipped
from budgetcli.read.number_format import ERA, shown

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RECOUNTED = re.compile(rb'fullCalcOnLoad="(?:1|true)"')
"""What a program says that writes formulas and counts none of them."""
Cell = tuple[int, int]
"""Row and column, from 1."""
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,8}:[A-Z]{1,3}\d{1,8})[\"']")
MOST_MERGED = 300_000
"""Cells that are merged into others; the library makes each of them."""
MOST_CELLS = 5_000_000
"""A hundred thousand rows of a budget have some two million."""
GAP = 100
"""Empty rows in a run that are read; a stray cell may stand a million rows below."""


class Vast(Exception):
    """A workbook whose cells are too many to be read."""


class Sheets(NamedTuple):
    """The sheets of a workbook that are read, and the names of those that could be."""

    grids: list[Grid]
    names: tuple[str, ...]


def read_workbook(file: str, data: bytes, wanted: tuple[str, ...], *, hidden: bool) -> Sheets:
    """Return the grids of the sheets that have cells: those named, else all that are shown.

    Raises Vast, or whatever openpyxl makes of a broken file.
    """
    if _merged_count(data) > MOST_MERGED:
        raise Vast
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that hold no cells
        workbook = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    visible = [sheet for sheet in workbook.worksheets if hidden or sheet.sheet_state == "visible"]
    chosen = [workbook[name] for name in wanted if name in workbook.sheetnames] if wanted else visible
    unseen = tuple(sheet.title for sheet in workbook.worksheets if sheet not in visible) if not wanted else ()
    grids = [_grid(file, sheet, _uncounted(data, sheet.title), hidden=hidden) for sheet in chosen]
    grids = [grid for grid in grids if any(map(any, grid.rows))]
    if unseen and grids:
        skipped = (*grids[0].skipped, Skipped("hidden_sheets", unseen))
        grids[0] = grids[0]._replace(skipped=skipped)
    return Sheets(grids, tuple(workbook.sheetnames))


def _merged_count(data: bytes) -> int:
    """Return how many cells are merged, before any of them is made."""
    with ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        areas = [CellRange(area.decode()) for name in names for area in MERGED.findall(package.read(name))]
    return sum(area.size["rows"] * area.size["columns"] for area in areas)


def _grid(file: str, sheet: Any, uncounted: dict[str, str], *, hidden: bool) -> Grid:
    unseen_rows = set() if hidden else {row for row, entry in sheet.row_dimensions.items() if entry.hidden}
    used, last_column = _used(sheet, uncounted)
    unseen_columns = set() if hidden else set(_hidden_columns(sheet, last_column))
    merged = dict(_merged(sheet))
    cells = sheet._cells  # sheet.cell would make every cell that it is asked for
    rows: list[list[str]] = []
    lines: list[int] = []
    joint: set[Cell] = set()
    scaled: dict[Cell, int] = {}
    skipped_rows, skipped_columns = [], set()
    for number in used:
        texts = []
        for column in range(1, last_column + 1):
            place = (number, column)
            origin = merged.get(place)
            if origin:
                joint.add((len(rows), column - 1))
            cell = cells.get(origin if origin and origin[1] == column else place)
            if cell is None:
                texts.append("")
                continue
            text, scale = _text(cell, uncounted.get(cell.coordinate))
            if text and column in unseen_columns:
                skipped_columns.add(column)
                text = ""
            if scale and text:
                scaled[len(rows), column - 1] = scale
            texts.append(text)
        if number not in unseen_rows:
            rows.append(texts)
            lines.append(number)
        elif any(texts):
            skipped_rows.append(str(number))
    skipped = [Skipped("hidden_rows", tuple(skipped_rows))] if skipped_rows else []
    if skipped_columns:
        skipped.append(Skipped("hidden_columns", tuple(map(get_column_letter, sorted(skipped_columns)))))
    return Grid(file, f"XLSX, {sheet.title}", rows, lines, sheet.title, frozenset(joint), scaled, tuple(skipped))


def _used(sheet: Any, uncounted: Mapping[str, str]) -> tuple[list[int], int]:
    """Return the rows to read, and the last column that holds anything; formats may reach to the end of the sheet."""
    cells = sheet._cells.items()  # iter_rows would make every cell up to the last format
    used = [place for place, cell in cells if cell.value is not None or cell.coordinate in uncounted]
    if any(row > MAX_ROW for row, _ in used):
        raise ValueError
    rows: list[int] = []
    for row in sorted({row for row, _ in used}):
        rows += range(max(rows[-1] if rows else 0, row - GAP) + 1, row + 1)
    last = max((column for _, column in used), default=1)
    if len(rows) * last > MOST_CELLS:
        raise Vast
    return rows or [1], last


def _hidden_columns(sheet: Any, last: int) -> Iterator[int]:
    for entry in sheet.column_dimensions.values():
        if entry.hidden:
            yield from range(entry.min, min(entry.max, last) + 1)


def _merged(sheet: Any) -> Iterator[tuple[Cell, Cell]]:
    """Yield each cell that is merged into another, and that other."""
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                if (row, column) != (area.min_row, area.min_col):
                    yield (row, column), (area.min_row, area.min_col)


def _text(cell: Any, formula: str | None) -> tuple[str, int]:
    """Return a cell as text, and the power of ten that its format takes off the number it holds."""
    value = cell.value
    if formula is not None and not value:
        return formula, 0
    if value is None:
        return "", 0
    if isinstance(value, int | float) and ERA.match(cell.number_format):
        value = from_excel(value)
    if isinstance(value, date):
        return (f"{value.year}年度" if "年度" in cell.number_format else value.strftime("%Y-%m-%d")), 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        indent = int(cell.alignment.indent or 0) if value and cell.data_type == "s" else 0
        return "\u3000" * indent + str(value), 0
    return shown(_number(value), cell.number_format)


def _number(value: float) -> Decimal:
    """Return a number as a spreadsheet holds it: whole, or in fifteen digits, so that 0.1 + 0.2 is 0.3."""
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    return Decimal(int(value)) if whole else Decimal(format(value, ".15g"))


def _uncounted(data: bytes, title: str) -> dict[str, str]:
    """Return the formulas of a sheet that nobody has counted, by their cells."""
    with ZipFile(io.BytesIO(data)) as package:
        book = package.read("xl/workbook.xml")
        path = _path(package, book, title)
        if path not in package.namelist() or b"<f" not in (sheet := package.read(path)):
            return {}
        zero_is_uncounted = RECOUNTED.search(book) is not None
    found = {}
    for _, cell in ET.iterparse(io.BytesIO(sheet)):  # noqa: S314  # expat refuses entities that grow
        if cell.tag != f"{MAIN}c":
            continue
        formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
        counted = value is not None and (value.text or cell.get("t") == "str")
        if formula is not None and (not counted or (zero_is_uncounted and value is not None and value.text == "0")):
            found[cell.get("r", "")] = f"={formula.text or ''}"
        cell.clear()
    return found


def _path(package: ZipFile, book: bytes, title: str) -> str:
    """Return the name under which a sheet is packed."""
    links = {
        link.get("Id"): link.get("Target", "")
        for link in ET.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  # as above
    }
    for sheet in ET.fromstring(book).iter(f"{MAIN}sheet"):  # noqa: S314  # as above
        if sheet.get("name") == title:
            return posixpath.normpath(posixpath.join("/xl", links.get(sheet.get(LINK), ""))).lstrip("/")
    return ""
