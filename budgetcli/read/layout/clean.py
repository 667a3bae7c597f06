"""What is drawn and not read: doubled characters, ruby, marks of footnotes, what lies off the page."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from budgetcli.read.layout.glyph import Glyph

SYMBOLS = str.maketrans(
    dict(zip("\uf06c\uf06e\uf075\uf0d8\uf0fc\uf09f\uf0a7\uf0b7\uf071\uf0e8\uf0e0", "●■◆➢✓・■・□⇒→", strict=True))
)
"""Bullets and arrows of Wingdings and Symbol, which PDF text layers hold as private characters."""
LEADERS = frozenset("….‥・･·．‧")
LEADER = 4
"""Dots in a row that lead from one thing to another."""
RUBY = re.compile(r"[ぁ-ゖァ-ヺー]")
MARK = re.compile(r"[（(]?[※*＊†‡]?注?[\d０-９]{0,2}[)）]?")
SMALL = 0.7
"""Of the size of the characters under it: the most that ruby has."""
RAISED = 0.9
"""Of the size of the characters beside it: the most that a raised mark has."""


def clean(glyphs: Sequence[Glyph], width: float, height: float) -> list[Glyph]:
    """Return the characters that a reader reads, in the order given."""
    on_page = [
        glyph._replace(text=glyph.text.translate(SYMBOLS))
        for glyph in glyphs
        if -1 < (glyph.box.left + glyph.box.right) / 2 < width + 1
        and -1 < (glyph.box.top + glyph.box.bottom) / 2 < height + 1
    ]
    return _without_small(_without_leaders(_once(on_page)))


def _without_leaders(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out the dots that lead from a name to its amount."""
    kept: list[Glyph] = []
    for text, group in groupby(glyphs, key=lambda glyph: glyph.text):
        run = list(group)
        kept += [] if text in LEADERS and len(run) >= LEADER else run
    return kept


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return each character once, bold where it is drawn again nearly on itself."""
    kept: list[Glyph] = []
    drawn: dict[tuple[str, int, int], int] = {}
    for glyph in glyphs:
        reach = max(glyph.size * 0.2, 0.1)
        column, row = round(glyph.box.left / reach), round(glyph.box.top / reach)
        near = (drawn.get((glyph.text, column + dx, row + dy)) for dx in (0, -1, 1) for dy in (0, -1, 1))
        twin = next((at for at in near if at is not None and _covers(kept[at], glyph, reach)), None)
        if twin is None:
            drawn[glyph.text, column, row] = len(kept)
            kept.append(glyph)
        elif not glyph.is_space:
            kept[twin] = kept[twin]._replace(is_bold=True)
    return kept


def _covers(one: Glyph, other: Glyph, reach: float) -> bool:
    return (
        abs(one.box.left - other.box.left) < reach
        and abs(one.box.top - other.box.top) < reach
        and abs(one.size - other.size) < reach
    )


def _without_small(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out furigana over the words they spell, and raised marks of footnotes."""
    sizes = [glyph.size for glyph in glyphs]
    if not sizes or min(sizes) > max(sizes) * RAISED:
        return list(glyphs)
    rows: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        for row in range(int(glyph.box.top // 10) - 1, int(glyph.box.bottom // 10) + 2):
            rows[row].append(glyph)
    kept: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (round(glyph.size, 1), round(glyph.box.bottom), glyph.angle)):
        run = list(group)
        near = [other for other in rows[int(run[0].box.bottom // 10)] if other.size * RAISED > run[0].size]
        if not (near and (_is_ruby(run, near) or _is_mark(run, near))):
            kept += run
    return kept


def _is_ruby(run: Sequence[Glyph], near: Sequence[Glyph]) -> bool:
    """Say whether small kana stand right above greater characters."""
    if not all(RUBY.fullmatch(glyph.text) for glyph in run):
        return False
    size, middle = run[0].size, (run[0].box.left + run[-1].box.right) / 2
    return any(
        base.box.left - size < middle < base.box.right + size and -size < base.box.top - run[0].box.bottom < size * 0.6
        for base in near
        if base.size * SMALL > size
    )


def _is_mark(run: Sequence[Glyph], near: Sequence[Glyph]) -> bool:
    """Say whether small characters are a raised number at the end of greater ones."""
    if not MARK.fullmatch("".join(glyph.text for glyph in run)):
        return False
    first = run[0]
    return any(
        abs(first.box.left - base.box.right) < first.size * 0.6
        and first.size * 0.3 < base.box.bottom - first.box.bottom < base.size
        for base in near
    )
