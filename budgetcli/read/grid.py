"""Files of rows and cells as text: CSV, TSV and XLSX, in the encodings that downloads have."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.problem import Message, Place, Problem
from budgetcli.read.encoding import MULTIBYTE, encoding_of
from budgetcli.read.foreign import WORKBOOK, kind_of
from budgetcli.read.text import LARGEST

DELIMITERS = ("\t", ",", ";", "|")
"""The first of those that fit equally well is meant."""
QUOTES = (("unexpected end", "quote.open"), ("expected after", "quote.after"))
"""What the csv module says of quotes, and our words for it."""
SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line by which Excel is told a delimiter."""
WRAPPED = re.compile(r'="([^"]*)"')
KNOWN = re.compile("年度|予算|金額|事業|要求|千円")
"""Words of which a table of a budget has at least one."""


class Skipped(NamedTuple):
    """Something that stands in a file and was not read."""

    reason: str
    names: tuple[str, ...]
    """What it is called: rows, columns or sheets."""


class Grid(NamedTuple):
    """The cells of one table as they stand in its file."""

    file: str
    form: str
    """What was found out of the file: its encoding and delimiter, or its sheet."""
    rows: list[list[str]]
    lines: list[int]
    """The line, or the sheet's row, on which each row begins."""
    sheet: str = ""
    """The sheet's name; empty for a text."""
    joint: frozenset[tuple[int, int]] = frozenset()
    """Rows and columns from 0 of cells that are merged into another; those under it repeat its text."""
    scaled: Mapping[tuple[int, int], int] = {}
    """The power of ten that a cell's format takes off what the cell holds."""
    skipped: tuple[Skipped, ...] = ()

    def place(self, row: int, column: int = 0) -> Place:
        """Return the place of a cell; its column is counted in cells."""
        return Place(self.file, self.lines[row], column + 1, 0)

    def cell(self, row: int, column: int) -> str:
        """Return the name of a sheet's cell, as B5; a text's have none."""
        if not self.sheet:
            return ""
        letters = ""
        column += 1
        while column:
            column, digit = divmod(column - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{self.lines[row]}"


def read_grids(path: Path, sheets: tuple[str, ...] = (), *, hidden: bool = False) -> tuple[list[Grid], list[Problem]]:
    """Return the tables in a file: a text's one, or those of the named sheets, else of all that are shown."""
    try:
        if path.stat().st_size > LARGEST:
            return [], [_problem("file-too-large", path, size=f"{LARGEST // 1024 // 1024} MiB")]
        data = path.read_bytes()
    except OSError as error:
        return [], [_problem("file-unreadable", path, reason=error.strerror or str(error))]
    kind = kind_of(data)
    if kind == WORKBOOK:
        return _read_sheets(path, data, sheets, hidden=hidden)
    if kind:
        return [], [_foreign(path, kind)]
    if sheets:
        return [], [_problem("sheet-none", path)]
    grid, problems = _read_text(path, data)
    return [grid] if grid else [], problems


def _problem(code: str, path: Path, **params: object) -> Problem:
    return Problem(code, {"file": str(path), **params}, (Place(str(path), 1, 1, 0),))


def _foreign(path: Path, kind: str) -> Problem:
    return _problem("file-kind", path, kind=Message(f"kind.{kind}", {}), todo=Message(f"todo.{kind}", {}))


def _read_text(path: Path, data: bytes) -> tuple[Grid | None, list[Problem]]:
    encoding = encoding_of(data)
    if encoding is None:
        return None, [_undecodable(path, data)]
    text = data.decode(encoding)
    if "\0" in text:
        return None, [_problem("table-encoding", path)]
    if problem := _damaged(path, text):
        return None, [problem]
    said = SAID.match(text)
    delimiter = said[1] if said else _delimiter(text)
    rows: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        if said:
            next(reader)
            line = 2
        for row in reader:
            rows.append(list(map(_unwrapped, row)))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        reason = next((Message(code, {}) for words, code in QUOTES if words in str(error)), str(error))
        return None, [Problem("table-syntax", {"reason": reason}, (Place(str(path), line, 1, 0),))]
    name = {",": "CSV", "\t": "TSV"}.get(delimiter, delimiter)
    return Grid(str(path), f"{encoding}, {name}", rows, lines), []


def _unwrapped(cell: str) -> str:
    """Return a cell without the `="001"` by which zeros are kept from spreadsheets."""
    return match[1] if (match := WRAPPED.fullmatch(cell)) else cell


def _undecodable(path: Path, data: bytes) -> Problem:
    """Say where the bytes cease to be text of the encoding that they follow longest."""
    furthest = max((_decoded_until(data, encoding), encoding) for encoding in MULTIBYTE)
    line = data[: furthest[0]].count(b"\n") + 1
    return Problem("table-encoding", {"file": str(path)}, (Place(str(path), line, 1, 0),))


def _decoded_until(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _damaged(path: Path, text: str) -> Problem | None:
    """Find text that was once read in a wrong encoding and saved so."""
    if (at := text.find("\N{REPLACEMENT CHARACTER}")) >= 0:
        return Problem("table-damaged", {}, (Place(str(path), text.count("\n", 0, at) + 1, 1, 0),))
    if KNOWN.search(text):
        return None
    for wrong, right in (("cp932", "utf-8"), ("cp1252", "cp932"), ("cp1252", "utf-8"), ("latin-1", "cp932")):
        if KNOWN.search(text[:20_000].encode(wrong, "ignore").decode(right, "ignore")):
            return _problem("table-damaged", path)
    return None


def _delimiter(text: str) -> str:
    """Return the delimiter that stands equally often in most of the first lines, quotes aside.

    The commas of 1,234,567 do not stand in the headings, so that they lose against tabs.
    """
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:100_000]).splitlines()[:50] if line.strip()]

    def even(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        return max(counts.values(), default=0), sum(counts.values())

    return max(DELIMITERS, key=even)


def _read_sheets(path: Path, data: bytes, wanted: tuple[str, ...], *, hidden: bool) -> tuple[list[Grid], list[Problem]]:
    try:
        from budgetcli.read.workbook import Vast, read_workbook
    except ImportError:
        return [], [_problem("extra-missing", path, extra="xlsx")]
    try:
        found = read_workbook(str(path), data, wanted, hidden=hidden)
    except Vast:
        return [], [_foreign(path, "bomb")]
    except Exception as error:  # openpyxl raises whatever a broken file makes of its parsers
        return [], [_problem("file-unreadable", path, reason=str(error) or type(error).__name__)]
    unknown = [name for name in wanted if name not in found.names]
    if unknown:
        return [], [_problem("sheet-unknown", path, sheet=name, sheets=found.names) for name in unknown]
    return found.grids or [Grid(str(path), "XLSX", [], [])], []


def is_empty(row: Sequence[str]) -> bool:
    """Say whether a row has nothing in it."""
    return not any(cell.strip() for cell in row)
