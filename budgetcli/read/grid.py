"""Files of rows and cells as text: CSV, TSV and XLSX, in the encodings that downloads have."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.problem import Place, Problem
from budgetcli.read.text import LARGEST

ENDINGS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm")
DELIMITERS = ("\t", ",", ";")
"""The first of those that fit equally well is meant."""
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MULTIBYTE = ("utf-8", "euc_jp", "cp932")
"""In the order in which they are tried: text of the first two is hardly ever valid by chance, of the last it is."""
HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]{2}")
"""What text of another encoding looks like where cp932 or EUC-JP is assumed."""


class Grid(NamedTuple):
    """The cells of one table as they stand in its file."""

    file: str
    form: str
    """What was found out of the file: its encoding and delimiter, or its sheet."""
    rows: list[list[str]]
    lines: list[int]
    """The line, or the sheet's row, on which each row begins."""

    def place(self, row: int, column: int = 0) -> Place:
        """Return the place of a cell; its column is counted in cells."""
        return Place(self.file, self.lines[row], column + 1, 0)


def read_grid(path: Path, sheet: str = "") -> tuple[Grid | None, list[Problem]]:
    """Return the table in a file; `sheet` names one of a workbook's sheets, else its first with cells."""
    try:
        if path.stat().st_size > LARGEST:
            return None, [_problem("file-too-large", path, size=f"{LARGEST // 1024 // 1024} MiB")]
        data = path.read_bytes()
    except OSError as error:
        return None, [_problem("file-unreadable", path, reason=error.strerror or str(error))]
    return _read_sheet(path, data, sheet) if data.startswith(b"PK\x03\x04") else _read_text(path, data)


def _problem(code: str, path: Path, **params: object) -> Problem:
    return Problem(code, {"file": str(path), **params}, (Place(str(path), 1, 1, 0),))


def _read_text(path: Path, data: bytes) -> tuple[Grid | None, list[Problem]]:
    encoding = _encoding(data)
    if encoding is None:
        return None, [_problem("table-encoding", path)]
    text = data.decode(encoding)
    if "\0" in text:
        return None, [_problem("table-encoding", path)]
    delimiter = _delimiter(text)
    rows, lines = [], []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        place = Place(str(path), reader.line_num, 1, 0)
        return None, [Problem("table-syntax", {"reason": str(error)}, (place,))]
    name = {",": "CSV", "\t": "TSV"}.get(delimiter, delimiter)
    return Grid(str(path), f"{encoding}, {name}", rows, lines), []


def _encoding(data: bytes) -> str | None:
    """Return the encoding of the bytes, or None where they are no text that we know."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding if _decodes(data, encoding) else None
    if b"\0" in data[:100]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return encoding if _decodes(data, encoding) else None
    possible = [encoding for encoding in MULTIBYTE if _decodes(data, encoding)]
    natural = [encoding for encoding in possible if not HALF_WIDTH_KANA.search(data.decode(encoding))]
    return next(iter([*natural, *possible]), None)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Return the delimiter that stands equally often in most of the first lines, quotes aside.

    The commas of 1,234,567 do not stand in the headings, so that they lose against tabs.
    """
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:100_000]).splitlines()[:50] if line.strip()]

    def even(delimiter: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        return max(counts.values(), default=0), sum(counts.values())

    return max(DELIMITERS, key=even)


def _read_sheet(path: Path, data: bytes, wanted: str) -> tuple[Grid | None, list[Problem]]:
    try:
        from openpyxl import load_workbook
    except ImportError:
        return None, [_problem("extra-missing", path, extra="xlsx")]
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        names = [wanted] if wanted else workbook.sheetnames
        for name in names:
            if name not in workbook.sheetnames:
                return None, [_problem("sheet-unknown", path, sheet=name, sheets=tuple(workbook.sheetnames))]
            rows = [[_cell(value) for value in row] for row in workbook[name].iter_rows(values_only=True)]
            if any(any(row) for row in rows):
                return Grid(str(path), f"XLSX, {name}", rows, list(range(1, len(rows) + 1))), []
    except Exception as error:  # openpyxl raises whatever a broken file makes of its parsers
        return None, [_problem("file-unreadable", path, reason=str(error) or type(error).__name__)]
    return Grid(str(path), "XLSX", [], []), []


def _cell(value: object) -> str:
    """Return a cell as text; a number by its shortest decimal digits, which are those that were typed."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def is_empty(row: Sequence[str]) -> bool:
    """Say whether a row has nothing in it."""
    return not any(cell.strip() for cell in row)


def columns(rows: Iterable[Sequence[str]]) -> int:
    """Return how many columns the rows have."""
    return max(map(len, rows), default=0)
