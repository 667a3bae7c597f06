"""Columns of a page's text that a white river parts, one after the other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetcli.read.slides.line import plain
from budgetcli.read.spaced.flows import are_flows

Numbered = tuple[int, str]
"""The number of a line, and the line."""
CELL = re.compile(r"(?<!\S)(?<!\S )\S+(?: \S+)*")
"""Words with two spaces or more on both sides."""
FEWEST_STARTS = 2
"""Lines that show where a column begins."""
FEWEST_BESIDE = 2
"""Lines with text on both sides of a river."""
OVERHANG = 12
"""Characters by which a long line pushes the text beside it to the right."""
INDENT = 5
"""Characters by which lines of a column are indented."""
DRIFT = 2
"""Characters by which a single space differs from an edge."""
LEAST_BEFORE = 8
"""Characters of words that may end right before an edge, with a single space between."""
MOST_COLUMNS = 5


class River(NamedTuple):
    """Where the lines of a part of a page are parted."""

    lines: range
    edge: int
    """Where the column on the right begins."""
    cuts: tuple[int, ...]
    """Where each of the lines is parted."""
    beside: int
    """How many lines have text on both sides that begins at the edge on the right one."""


def read_down(lines: Sequence[Numbered], deep: int = MOST_COLUMNS) -> list[Numbered]:
    """Return the lines of a page, those of columns beside each other one column after the other."""
    river = _widest(lines) if deep else None
    if river is None:
        return list(lines)
    above, below = lines[: river.lines.start], lines[river.lines.stop :]
    left, right = _sides(lines, river)
    parts = [part for part in (above, left, right, below) if part]
    return [line for part in parts for line in read_down(part, deep - 1)]


def _sides(lines: Sequence[Numbered], river: River) -> tuple[list[Numbered], list[Numbered]]:
    """Return the lines of both columns, with a gap between."""
    within = [lines[at] for at in river.lines]
    left = [(number, line[:cut].rstrip()) for (number, line), cut in zip(within, river.cuts, strict=True)]
    right = [
        (number, " " * max(cut - river.edge, 0) + line[cut:])
        for (number, line), cut in zip(within, river.cuts, strict=True)
    ]
    return _without_gaps(left), [(right[0][0], ""), *_without_gaps(right)]


def _without_gaps(lines: Sequence[Numbered]) -> list[Numbered]:
    """Return the lines that have words: where a column has none beside words of the other says nothing."""
    return [(number, line) for number, line in lines if line.strip()]


def _widest(lines: Sequence[Numbered]) -> River | None:
    """Return the river with most text on both sides of it."""
    words = [plain(line).rstrip() for _, line in lines]
    starts = Counter(match.start() for line in words for match in CELL.finditer(line) if match.start())
    edges = [edge for edge, count in starts.items() if count >= FEWEST_STARTS]
    found = [river for edge in edges for river in _rivers(words, edge)]
    ranked = sorted(found, key=lambda river: (-river.beside, -starts[river.edge], river.edge))
    return next((river for river in ranked if river.beside and are_flows(*_words_beside(words, river))), None)


def _words_beside(words: Sequence[str], river: River) -> tuple[list[str], list[str]]:
    within = [words[at] for at in river.lines]
    return (
        [line[:cut].strip() for line, cut in zip(within, river.cuts, strict=True)],
        [line[cut:].strip() for line, cut in zip(within, river.cuts, strict=True)],
    )


def _rivers(words: Sequence[str], edge: int) -> Iterator[River]:
    """Return the parts of a page in which no words cross an edge."""
    cuts = [_cut(line, edge) for line in words]
    start = 0
    for at in (*(at for at, cut in enumerate(cuts) if cut is None), len(words)):
        within = _trimmed(words, cuts, range(start, at))
        start = at + 1
        if within:
            taken = tuple(cuts[each] or 0 for each in within)
            beside = sum(_is_beside(words[each], edge) and _begins_at(words[each], edge) for each in within)
            yield River(within, edge, taken, beside)


def _trimmed(words: Sequence[str], cuts: Sequence[int | None], lines: range) -> range:
    """Return the lines from the first with text on both sides and a gap between to the last of either column."""
    beside = [at for at in lines if _is_beside(words[at], cuts[at])]
    wide = [at for at in beside if words[at][(cuts[at] or 0) - 2] == " "]
    if len(beside) < FEWEST_BESIDE or not wide:
        return range(0)
    start = wide[0]
    while start > lines.start and words[start - 1] and not words[start - 1][: cuts[start - 1]].strip():
        start -= 1
    last = max(at for at in lines if words[at][cuts[at] :] and (at in wide or at not in beside))
    end = last + 1
    while end < lines.stop and words[end] and end not in beside:
        end += 1
    return range(start, end)


def _is_beside(line: str, cut: int | None) -> bool:
    return cut is not None and bool(line[:cut].strip()) and bool(line[cut:].strip())


def _begins_at(line: str, edge: int) -> bool:
    return line[edge - 1] == " " and bool(line[edge : edge + INDENT].strip())


def _cut(line: str, edge: int) -> int | None:
    """Return where a line is parted at an edge; None where its words cross it."""
    cell = next((match for match in CELL.finditer(line) if match.start() < edge < match.end()), None)
    if cell is None:
        return edge if len(line) <= edge or line[edge - 1] == " " else None
    if cell.start() and edge - cell.start() <= min(OVERHANG, len(cell[0]) // 2):
        return cell.start()
    spaces = [at for at in range(edge - DRIFT, edge + DRIFT) if line[at : at + 1] == " "]
    if len(spaces) == 1 and spaces[0] - cell.start() >= LEAST_BEFORE:
        return spaces[0] + 1
    behind = CELL.search(line, cell.end())
    return behind.start() if behind and behind.start() <= edge + OVERHANG else None
