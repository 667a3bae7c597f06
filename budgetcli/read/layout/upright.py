"""Vertical and turned text, which is read as lines like any other once the page is turned."""

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from budgetcli.read.layout.glyph import Box, Glyph, around

LETTERS = frozenset({"Lo", "Nl"})
SPACE = 2.2
"""In sizes: the widest gap between two words of one column."""
LOOSE = 0.9
"""In sizes: the widest gap between two characters of one column."""


def turn(box: Box, degrees: int, width: float, height: float) -> Box:
    """Return the box on the page turned anticlockwise by the degrees; the page has this width and height."""
    if degrees == 90:
        return Box(box.top, width - box.right, box.bottom, width - box.left)
    if degrees == 180:
        return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
    if degrees == 270:
        return Box(height - box.bottom, box.left, height - box.top, box.right)
    return box


def vertical(glyphs: Sequence[Glyph]) -> set[int]:
    """Return the places of the characters that are set in columns, read from the top."""
    below = _links(glyphs)
    above = {to: at for at, to in below.items()}
    found: set[int] = set()
    for first in below.keys() - above.keys():
        chain = [first]
        while chain[-1] in below and len(chain) <= len(glyphs):
            chain.append(below[chain[-1]])
        if _is_column(glyphs, chain):
            found.update(chain)
    return found | _beyond(glyphs, found)


def _beyond(glyphs: Sequence[Glyph], found: set[int]) -> set[int]:
    """Return single characters above or below a column with a space between, as the Ⅱ of a heading."""
    alone = [
        at
        for at, glyph in enumerate(glyphs)
        if found and at not in found and not glyph.is_space and not glyph.angle and not _has_neighbour(glyphs, at)
    ]
    return {at for at in alone if any(_is_near(glyphs[at], glyphs[other]) for other in found)}


def _is_near(one: Glyph, other: Glyph) -> bool:
    apart = max(one.box.top - other.box.bottom, other.box.top - one.box.bottom)
    level = abs(one.box.left + one.box.right - other.box.left - other.box.right) < one.size * 0.5
    return level and abs(one.size - other.size) < one.size * 0.2 and apart < one.size * SPACE


def _links(glyphs: Sequence[Glyph]) -> dict[int, int]:
    """Return the character right under each one, of the same size and column."""
    columns: dict[int, list[int]] = {}
    for at, glyph in enumerate(glyphs):
        if not glyph.is_space and not glyph.angle:
            columns.setdefault(round((glyph.box.left + glyph.box.right) / 8), []).append(at)
    below: dict[int, int] = {}
    for column, members in columns.items():
        near = [*columns.get(column - 1, ()), *members, *columns.get(column + 1, ())]
        near.sort(key=lambda at: glyphs[at].box.top)
        tops = [glyphs[at].box.top for at in near]
        for at in members:
            found = _under(glyphs, at, near, tops)
            if found is not None:
                below[at] = found
    taken: dict[int, int] = {}
    for at, to in below.items():
        if to not in taken or glyphs[taken[to]].box.top < glyphs[at].box.top:
            taken[to] = at
    return {at: to for to, at in taken.items()}


def _under(glyphs: Sequence[Glyph], at: int, near: Sequence[int], tops: Sequence[float]) -> int | None:
    one = glyphs[at]
    middle = one.box.left + one.box.right
    for place in range(bisect_left(tops, one.box.top + one.size * 0.6), len(near)):
        other = glyphs[near[place]]
        if other.box.top > one.box.bottom + one.size * LOOSE:
            return None
        same = abs(other.box.left + other.box.right - middle) < one.size * 0.5
        if same and abs(other.size - one.size) < one.size * 0.2:
            return near[place]
    return None


def _is_column(glyphs: Sequence[Glyph], chain: Sequence[int]) -> bool:
    """Say whether characters one under the other are words, and not the edge of lines."""
    letters = sum(unicodedata.category(glyphs[at].text[0]) in LETTERS for at in chain)
    if letters < 2 or letters * 2 < len(chain):
        return False
    members = set(chain)
    drawn = sum((at + 1 in members) - _goes_right(glyphs, at) for at in chain)
    aside = sum(_has_neighbour(glyphs, at) for at in chain)
    return drawn > 0 and aside * 2 <= len(chain)


def _goes_right(glyphs: Sequence[Glyph], at: int) -> bool:
    """Say whether the next character drawn is the next one of a line."""
    return at + 1 < len(glyphs) and _is_beside(glyphs[at], glyphs[at + 1])


def _has_neighbour(glyphs: Sequence[Glyph], at: int) -> bool:
    """Say whether a character is in a line with the one drawn before or after it."""
    return _goes_right(glyphs, at) or (at > 0 and _is_beside(glyphs[at - 1], glyphs[at]))


def _is_beside(one: Glyph, other: Glyph) -> bool:
    level = abs(one.box.bottom - other.box.bottom) < one.size * 0.4
    return level and -one.size * 0.3 < other.box.left - one.box.right < one.size * 1.5


def directions(glyphs: Sequence[Glyph]) -> list[int]:
    """Return for each character the direction of its line, in degrees clockwise; 90 is downwards."""
    columns = vertical(glyphs)
    if len(columns) * 2 > sum(not glyph.is_space for glyph in glyphs):
        columns |= {at for at in range(len(glyphs)) if not _has_neighbour(glyphs, at)}
    return [90 if at in columns else glyph.angle for at, glyph in enumerate(glyphs)]


def prevailing(found: Iterable[int]) -> int:
    """Return the direction that most characters have."""
    counts = Counter(found)
    return max(counts, key=lambda angle: counts[angle], default=0)


def groups(glyphs: Sequence[Glyph], found: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Return the places of the characters of each piece of text that does not run to the right, and its direction."""
    pieces: list[tuple[int, Box, list[int]]] = []
    for at, angle in enumerate(found):
        if not angle or glyphs[at].is_space:
            continue
        reach = glyphs[at].size
        near = [piece for piece in pieces if piece[0] == angle and _touch(piece[1], glyphs[at].box, reach)]
        pieces = [piece for piece in pieces if piece not in near]
        members = [place for piece in near for place in piece[2]] + [at]
        pieces.append((angle, around([glyphs[at].box, *(piece[1] for piece in near)]), members))
    return [(angle, members) for angle, _, members in pieces]


def _touch(one: Box, other: Box, reach: float) -> bool:
    return (
        one.left - reach < other.right
        and other.left < one.right + reach
        and one.top - reach * SPACE < other.bottom
        and other.top < one.bottom + reach * SPACE
    )
