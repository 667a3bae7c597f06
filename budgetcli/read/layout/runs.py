"""Runs of characters that stand in one line without a wide gap."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from budgetcli.domain.text import fold
from budgetcli.read.layout.glyph import Box, Glyph, Printed, around
from budgetcli.read.vocabulary import MONEY

APART = 0.8
"""In sizes: a gap that parts two runs."""
WORD = 0.2
"""In sizes: a gap, beyond the usual one of the line, that stands for a space."""
BEHIND_AMOUNT = 0.4
"""In sizes: a gap that parts an amount from the words in the next column."""
AMOUNT = re.compile(rf"[(〔\[]?{MONEY}[)〕\]]?|[(〔\[][-−‐―ー－][)〕\]]")
SPREAD = 2.5
"""In sizes: the widest gap between the letters of one word that is spread."""
PADDING = 3.0
"""In sizes: a row of spaces that does what a gap does."""


class Run(NamedTuple):
    """Words in one line, or lines that stand together already."""

    box: Box
    text: str
    size: float
    is_bold: bool = False
    lines: tuple[Printed, ...] = ()
    """The lines of a table, a frame or vertical text, which keep their order."""


def runs(glyphs: Sequence[Glyph], gap: float = APART) -> list[Run]:
    """Return the runs of the characters, from the top, each line from the left; the gap is in sizes."""
    return [run for row in _rows(glyphs) for run in _split(row, gap)]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters by the height of their middles."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box.top + glyph.box.bottom):
        own = (glyph.box.top + glyph.box.bottom) / 2
        if not rows or own - middle > min(glyph.size, rows[-1][0].size) * 0.35:
            rows.append([])
            middle = own
        rows[-1].append(glyph)
    return rows


def _split(row: list[Glyph], gap: float) -> list[Run]:
    """Return the runs of a row."""
    found: list[Run] = []
    run: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: (glyph.box.left, glyph.box.right)):
        if run and _is_apart(run, glyph, gap):
            found += _run(run)
            run = []
        if run or not glyph.is_space:
            run.append(glyph)
    return _spread(found + _run(run))


def _spread(found: list[Run]) -> list[Run]:
    """Return the runs with those in one that are a word whose letters are spread over a cell: 区　　分."""
    joined: list[Run] = []
    for run in found:
        last = joined[-1] if joined else None
        if last and _is_letters(last) and _is_letters(run) and run.box.left - last.box.right < run.size * SPREAD:
            joined[-1] = last._replace(text=f"{last.text}　{run.text}", box=around([last.box, run.box]))
        else:
            joined.append(run)
    return joined


def _is_letters(run: Run) -> bool:
    return all(len(word) == 1 and unicodedata.category(word) == "Lo" for word in run.text.strip("()（）").split())


def _is_apart(run: list[Glyph], glyph: Glyph, least: float) -> bool:
    if glyph.is_space:
        return False
    last = len(run)
    while run[last - 1].is_space:
        last -= 1
    gap = glyph.box.left - run[last - 1].box.right
    size = min(glyph.size, run[last - 1].size)
    spaces = len(run) - last
    if not spaces and gap > size * BEHIND_AMOUNT and AMOUNT.fullmatch(fold("".join(each.text for each in run))):
        return True
    return gap > size * (PADDING if spaces else least)


def _run(glyphs: Sequence[Glyph]) -> list[Run]:
    """Return the words of the characters, spaced as they are printed."""
    seen = [glyph for glyph in glyphs if not glyph.is_space]
    if not seen:
        return []
    gaps = [max(other.box.left - one.box.right, 0.0) for one, other in pairwise(glyphs)]
    usual = median(gaps) if len(gaps) > 2 else min(gaps) if len(gaps) == 2 else 0.0
    text = glyphs[0].text
    for (one, other), gap in zip(pairwise(glyphs), gaps, strict=True):
        is_space = not (one.is_space or other.is_space) and gap - usual > min(one.size, other.size) * WORD
        text += (" " if is_space else "") + other.text
    size = Counter(glyph.size for glyph in seen).most_common(1)[0][0]
    bold = sum(glyph.is_bold for glyph in seen) * 2 > len(seen)
    return [Run(around(glyph.box for glyph in seen), text.strip(), size, bold)]


def is_wide(text: str) -> bool:
    """Say whether a character takes a whole square, in Japanese fonts."""
    return unicodedata.east_asian_width(text[0]) in "WFA"
