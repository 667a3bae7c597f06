"""Number formats of workbooks: what a cell shows of the number that it holds."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"])*)(?:;|$)')
PIECE = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<plain>.)')
FIGURE = re.compile(r"[#0?][#0?,.]*")
MINUS = re.compile(r"[-−△▲()（）\s]+")
"""What a format for negative numbers prints for their sign."""


ERA = re.compile(r'(?:"[^"]*"|\[[^\]]*\]|[^"\[])*?(?<![A-Za-z])(?:g{1,3}e|e)(?![A-Za-z+-])', re.IGNORECASE)
"""A format that shows the year of a date by its era, which openpyxl takes for a number's."""


class Format(NamedTuple):
    """How one section of a number format shows a number."""

    before: str
    after: str
    scale: int
    """The power of ten that its commas take off: 3 for `#,##0,`, 6 for `#,##0,,`."""
    percent: bool


def shown(value: Decimal, number_format: str) -> tuple[str, int]:
    """Return a number with the words that its format puts around it, and the power of ten that the format takes off.

    No digit is rounded away, whatever the format shows.
    """
    form = _format(number_format, value < 0)
    number = value.scaleb(2).normalize() if form.percent else value.scaleb(-form.scale)
    return f"{form.before}{number:f}{'%' if form.percent else form.after}", form.scale


@cache
def _format(text: str, negative: bool) -> Format:
    sections = [match[1] for match in SECTION.finditer(text)]
    section = sections[1] if negative and len(sections) > 1 and sections[1] else sections[0]
    letters = "".join(piece["plain"] or "" for piece in PIECE.finditer(section))
    match = FIGURE.search(letters)
    if match is None:
        return Format("", "", 0, percent=False)
    commas = len(match[0].partition(".")[0]) - len(match[0].partition(".")[0].rstrip(","))
    return Format(_words(section, before=True), _words(section, before=False), 3 * commas, "%" in letters)


def _words(section: str, *, before: bool) -> str:
    """Return what stands before or after the figure, signs and spaces aside."""
    words, in_figure = ["", ""], 0
    for piece in PIECE.finditer(section):
        if (plain := piece["plain"]) is not None and plain in "#0?.,":
            in_figure = 1
            continue
        bracket = piece["bracket"] or ""
        currency = bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
        text = piece["quoted"] or piece["escaped"] or currency or (plain if plain and not plain.isascii() else "")
        words[in_figure] += text or ""
    return MINUS.sub("", words[0 if before else 1])
