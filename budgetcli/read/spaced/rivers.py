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
INDENT = 3
"""Characters by which lines of a column begin before its edge."""
MOST_COLUMNS = 5


class River(NamedTuple):
    """Where the lines of a part of a page are parted."""

    lines: range
    edge: int
    """Where the column on the right begins."""
    cuts: tuple[int, ...]
    """Where each of the lines is parted."""
    beside: int
    """How many lines have text on both sides."""


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
    """Return the lines of both columns, none of the right one above its first words."""
    within = [lines[at] for at in river.lines]
    left = [(number, line[:cut].rstrip()) for (number, line), cut in zip(within, river.cuts, strict=True)]
    right = [
        (number, " " * max(cut - river.edge, 0) + line[cut:])
        for (number, line), cut in zip(within, river.cuts, strict=True)
    ]
    first = next((at for at, (_, line) in enumerate(right) if line.strip()), 0)
    return left, [(right[first][0], ""), *right[first:]]


def _widest(lines: Sequence[Numbered]) -> River | None:
    """Return the river with most text on both sides of it."""
    words = [plain(line).rstrip() for _, line in lines]
    starts = Counter(match.start() for line in words for match in CELL.finditer(line) if match.start())
    edges = [edge for edge, count in starts.items() if count >= FEWEST_STARTS]
    found = [river for edge in edges for river in _rivers(words, edge)]
    ranked = sorted(found, key=lambda river: (-river.beside, -starts[river.edge], river.edge))
    return next((river for river in ranked if are_flows(*_words_beside(words, river))), None)


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
            beside = sum(_is_beside(words[each], cuts[each]) for each in within)
            yield River(within, edge, taken, beside)


def _trimmed(words: Sequence[str], cuts: Sequence[int | None], lines: range) -> range:
    """Return the lines from the first with text on both sides to the last of either column."""
    beside = [at for at in lines if _is_beside(words[at], cuts[at])]
    if len(beside) < FEWEST_BESIDE:
        return range(0)
    start = beside[0]
    while start > lines.start and words[start - 1] and not words[start - 1][: cuts[start - 1]].strip():
        start -= 1
    end = max(at for at in lines if words[at][cuts[at] :]) + 1
    while end < lines.stop and words[end]:
        end += 1
    return range(start, end)


def _is_beside(line: str, cut: int | None) -> bool:
    return cut is not None and bool(line[:cut].strip()) and bool(line[cut:].strip())


def _cut(line: str, edge: int) -> int | None:
    """Return where a line is parted at an edge; None where its words cross it."""
    if len(line) <= edge or line[edge - 1] == " ":
        return edge
    cell = next(match for match in CELL.finditer(line) if match.start() < edge <= match.end())
    if cell.start() and edge - cell.start() <= INDENT:
        return cell.start()
    behind = CELL.search(line, cell.end())
    return behind.start() if behind and behind.start() <= edge + OVERHANG else None
