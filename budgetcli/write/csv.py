"""Comma-separated values for spreadsheets."""

import csv
import io

from budgetcli.report.table import Table
from budgetcli.words.figures import plain
from budgetcli.write.machine import Value, keys, values
from budgetcli.write.registry import Style

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet run a cell as a formula (OWASP, CSV Injection), full-width forms too."""


SUSPICIOUS = frozenset({*FORMULA_SIGNS, *" \t\n\r\v\f", "\u3000", ""})
"""How a text begins that must be looked at."""


def render(table: Table, style: Style) -> str:
    """Return the rows under a line of keys, with amounts as plain numbers."""
    del style
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys(table))
    writer.writerows(
        [value if value.__class__ is str and value[:1] not in SUSPICIOUS else _field(value) for value in row]
        for row in values(table)
    )
    return out.getvalue()


def _field(value: Value) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else plain(value)


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs as a formula: a quote before what would begin one."""
    return f"'{text}" if text.lstrip().startswith(FORMULA_SIGNS) else text
