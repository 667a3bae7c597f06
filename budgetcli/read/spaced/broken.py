"""Cells of two lines in a row of one: 51,036 over the row and ＋事項要求 under it."""

import re
from collections.abc import Sequence

FIRST = re.compile(r" *(?P<figure>\d{1,3}(?:,\d{3})+|\d{1,3}) *")
REST = re.compile(r" *(?P<rest>[+＋]事項要求|の内数|のうち数) *")
APART = 2
"""Spaces between two cells at least."""


def with_whole_cells(lines: Sequence[str]) -> list[str]:
    """Return the lines, the two parts of a cell that stand above and below a row in their place in it."""
    whole = list(lines)
    for at in range(1, len(whole) - 1):
        first, rest = FIRST.fullmatch(whole[at - 1]), REST.fullmatch(whole[at + 1])
        row = _with_cell(whole[at], first.start("figure"), first["figure"] + rest["rest"]) if first and rest else ""
        if row:
            whole[at - 1 : at + 2] = ["", row, ""]
    return whole


def _with_cell(row: str, start: int, cell: str) -> str:
    """Return a row with a cell in the gap at a place; empty where the row has other words there."""
    gap = next((gap for gap in re.finditer(" +", row) if gap.start() <= start < gap.end()), None)
    if gap is None or gap.end() - gap.start() < len(cell) + 2 * APART:
        return ""
    begin = max(gap.start() + APART, min(start, gap.end() - APART - len(cell)))
    return row[:begin] + cell + row[begin + len(cell) :]
