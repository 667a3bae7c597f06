"""Headings of a document and their levels, by the style of their numbers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.text import key
from budgetcli.read.pages import Line

MEASURE = 7
STYLES = (
    (1, re.compile(r"第\d+(?:[章部].*| \D.*)")),
    (3, re.compile(r"第\d+[節款項][  ]?.*")),
    (2, re.compile(r"[Ⅰ-Ⅻ][ .．、]?.*")),
    (4, re.compile(r"[◆■].*")),
    (5, re.compile(r"\d{1,2}[ .．、]\s*\D.*|[一二三四五六七八九十]{1,2} .*")),
    (6, re.compile(r"\[\d{1,2}\].*|【(?!予算|補正|目標|新規|R|H)[^】]*】$")),
    (MEASURE, re.compile(r"\(\d{1,2}\).*")),
)
"""Levels from broad to narrow; a number in round brackets names a measure."""


class Heading(NamedTuple):
    """A heading and where it stands."""

    level: int
    text: str
    at: int
    """The place of its line among the lines."""


def heading_level(plain: str) -> int:
    """Return the level of a heading; 0 where the line is none."""
    if "。" in plain or len(plain) > 80:
        return 0
    return next((level for level, style in STYLES if style.fullmatch(plain)), 0)


def path_at(headings: Sequence[Heading], at: int) -> list[Heading]:
    """Return the headings that are open at a line, from broad to narrow."""
    open_: list[Heading] = []
    for heading in headings:
        if heading.at < at:
            open_ = [other for other in open_ if other.level < heading.level] + [heading]
    return open_


def running_levels(lines: Sequence[Line], headings: Sequence[Heading]) -> frozenset[str]:
    """Return the keys of the headings that pages repeat."""
    pages: dict[str, set[str]] = {}
    for heading in headings:
        pages.setdefault(key(heading.text), set()).add(lines[heading.at].page)
    return frozenset(text for text, on in pages.items() if len(on) > 1)


def likeness(one: str, other: str) -> int:
    """Return the length of the longest run of characters that two names share."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
