"""Paragraphs of running text, put together from the lines over which a page breaks them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from statistics import quantiles
from typing import NamedTuple

from budgetcli.read.slides.line import Line
from budgetcli.read.slides.names import bullet_of
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.sentence_words import TOPIC
from budgetcli.read.vocabulary import MONEY, SAME

FEWEST = 20
"""Characters of a line that a page's edge may have broken."""
LONGEST = 10_000
"""Characters of a paragraph; what is longer is none and is read in pieces."""
FULL = 0.9
"""Of the width of the longer lines of a page: a line that ends at its edge."""
RAGGED = 3
"""Characters by which such a line may be shorter than the next one."""
FIRST_WIDE = "\u2e80"
"""The letters from here on are wide, but for few."""
AMOUNT_END = re.compile(r"[億万円]\)?$")
REST = re.compile(r"[、。をと(-]|など")
"""How a sentence goes on behind an amount."""
GIVES = re.compile(
    r"」[ 　]*【[^【】]*円[^【】]*】|(?:」|事業|費|金|経費|対策|補助|支援)(?:として|に)、?[ 　]*"
    rf"(?:{SAME}の)?{MONEY}"
    r"(?:[(〔\[【][^()〔〕\[\]【】]*[)〕\]】])*"
    r"を(?:、|(?:新たに|それぞれ)?(?:計上|追加|措置|盛り込|要求))"
)
"""What a sentence says that gives an amount to a programme, though the paragraph has a bullet."""
GIVEN = re.compile(r"円(?:[(][^()]*[)])?を(?:新たに)?(?:計上|措置|追加|要求|盛り込)")
"""What a sentence gives to its topic."""
PARTICLE = re.compile(r"(?:に|へ|として|を|は|が|の|で|と)(?:は|も)?(?:、|約?\d)")
"""What follows a name in quotation marks in a sentence that gives it an amount."""
OPEN_END = re.compile(r"[をにはがでとし、]$|「[^」]*$|[【〔(]新規[】〕)]$")
"""The end of a line in the middle of a sentence, however long the next one is."""
MARKED_NEW = re.compile(r"[【〔(]新規[】〕)]$")
"""The end of a name with its bullet, over its description."""
CHAIN = "▽"
"""What parts the entries of a run in a newspaper."""


class Paragraph(NamedTuple):
    """The words of several lines, and where in them each line begins."""

    raw: str
    starts: tuple[tuple[int, int], ...]
    """The place in `raw` and the number of each line."""

    @property
    def lines(self) -> tuple[int, ...]:
        """Return the numbers of its lines."""
        return tuple(at for _, at in self.starts)

    def line_at(self, place: int) -> int:
        """Return the line that holds a place of the words."""
        return self.starts[bisect_right(self.starts, place, key=lambda each: each[0]) - 1][1]


def paragraphs(lines: Sequence[Line], is_apart: Callable[[int], bool]) -> Iterator[Paragraph]:
    """Return the paragraphs without bullets; lines that are `apart`, such as rows, belong to none."""
    group: list[int] = []
    length = 0
    full = _full_widths(lines)
    for at, line in enumerate(lines):
        is_full = bool(group) and _width(lines[group[-1]].raw) >= full[lines[group[-1]].page]
        if group and (is_apart(at) or length > LONGEST or not _goes_on(lines[group[-1]], line, is_full=is_full)):
            yield from _joined(lines, group)
            group, length = [], 0
        if not is_apart(at):
            group.append(at)
            length += len(line.raw)
    yield from _joined(lines, group)


def _full_widths(lines: Sequence[Line]) -> dict[str, float]:
    """Return by page the width from which on a line is as long as the page is wide."""
    widths: dict[str, list[int]] = {}
    for line in lines:
        widths.setdefault(line.page, []).append(_width(line.raw))
    return {page: quantiles([*of, *of], n=4)[2] * FULL for page, of in widths.items()}


def _joined(lines: Sequence[Line], group: Sequence[int]) -> Iterator[Paragraph]:
    first = lines[group[0]].plain if group else ""
    words = "".join(lines[at].plain for at in group)
    gives = GIVES.search(words) or (TOPIC.match(words) and GIVEN.search(words))
    if group and (not bullet_of(first) or first.startswith("この") or gives):
        ends = [0]
        for at in group:
            ends.append(ends[-1] + len(lines[at].raw))
        yield Paragraph("".join(lines[at].raw for at in group), tuple(zip(ends, group, strict=False)))


def _goes_on(before: Line, after: Line, *, is_full: bool) -> bool:
    """Say whether a line ends at the edge of the page and not with its paragraph."""
    words, rest = before.plain, after.plain
    if before.page != after.page or heading_level(words):
        return False
    if after.number == before.number:
        return True
    if after.after_gap or words.endswith("。") or heading_level(rest):
        return False
    if bullet_of(words) and MARKED_NEW.search(words):
        return False
    if rest.startswith(CHAIN):
        return not words.startswith(CHAIN) and words.endswith(("円", "円)", "、"))
    if words.count("「") > words.count("」"):
        return True
    if words.endswith("」") and PARTICLE.match(rest):
        return True
    if AMOUNT_END.search(words) and not REST.match(rest):
        return False
    is_ragged = _width(after.raw) - 2 * RAGGED > _width(before.raw) and not (is_full or OPEN_END.search(words))
    is_long = len(words) >= FEWEST or OPEN_END.search(words) is not None
    return not bullet_of(rest) and is_long and not is_ragged


def _width(raw: str) -> int:
    """Return the width of words in halves of a wide letter's."""
    return sum(2 if letter >= FIRST_WIDE else 1 for letter in raw)


def spans(words: str, ends: str) -> Iterator[tuple[int, int]]:
    """Return the parts of plain words that letters end, those in brackets apart."""
    start = depth = 0
    for at, letter in enumerate(words):
        depth = max(0, depth + (letter in "(「『[【") - (letter in ")」』]】"))
        if letter in ends and not depth:
            yield start, at + 1
            start, depth = at + 1, 0
    if words[start:].strip():
        yield start, len(words)
