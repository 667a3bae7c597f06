"""The names of rows in a text that prints a table block by block."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from budgetcli.read.slides.columns import UNIT
from budgetcli.read.slides.described import TAG_LINE
from budgetcli.read.slides.heads import may_head
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import ENDS, TAG, bullet_of, clean, is_finance, is_name, is_sum, without_bullets
from budgetcli.read.slides.outline import OFFICE as OFFICE_LEVEL
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.waiting import CONTINUES, is_unfinished
from budgetcli.read.vocabulary import MONEY_END, OFFICE

OFFICE_LINE = re.compile(rf"[(〔【]?{OFFICE}[)〕】]?")
NOTE = re.compile(r"※|[(【]?注|[-－] ?\d+ ?[-－]")
WHOLE = re.compile(r"(?:事業費?|費|金|業務|計)(?:[)）」』]|\(.*\))?$")
FRAGMENT = 3
LONGEST = 60
LONGEST_HEAD = 24
LONGEST_REMARK = 8
FEWEST_STACKED = 2
FEWEST_LINES = 3
"""Lines without a gap that are one name each where they are as many as the rows."""
REMARKS = re.compile("備考|摘要|概要|説明|理由|内容")
"""What heads call a column of words that are no names."""
NO_LABEL = re.compile(rf"、|を|{MONEY_END}|\d款.*\d項|総括表|一覧|年度.*予算|事業の?概要|[□■☑].*[□■☑]|[／/]")
HEAD_WORD = re.compile("事業名|予算額|要求額|決算額|備考|摘要|概要|区分|増減額?|金額|比較|担当課|所管課|内容|事項|項目")
ASIDE = re.compile(r"\([^()]*\)")
OWN = re.compile(r"(?P<name>\S.*?)[ 　]+(?:[△▲-]? ?\d{1,3}(?:,\d{3})+|[-ー－]|\d{1,3}[ 　])(?:[ 　]|$)")


class Label(NamedTuple):
    """What may name a row."""

    places: tuple[int, ...]
    words: str

    @property
    def first(self) -> int:
        """Return the line it begins on."""
        return self.places[0]

    @property
    def last(self) -> int:
        """Return the line it ends on."""
        return max(self.places)

    @property
    def style(self) -> str:
        """Return the style of its bullet."""
        return bullet_of(plain(self.words))

    def has_style(self, style: str) -> bool:
        """Say whether it has a bullet of a style, or is a sum; any has none."""
        return not style or self.style == style or is_sum(self.words)

    @property
    def is_sure(self) -> bool:
        """Say whether no remark has such words."""
        words = plain(self.words)
        return is_sum(words) or bool(bullet_of(words) or TAG.match(words) or ENDS.search(plain(clean(words))))


class Names:
    """The names of a page."""

    def __init__(
        self, lines: Sequence[Line], with_cells: Collection[int], remarks: Collection[int] | None = None
    ) -> None:
        self.lines = lines
        self.with_cells = {*with_cells, *(remarks or ())}
        head = "".join("".join(line.plain.split()) for line in lines if len(line.plain) < LONGEST_HEAD)
        self.has_remarks = remarks is None and REMARKS.search(head) is not None

    def between(self, start: int, end: int) -> list[Label]:
        """Return what may name rows between two places."""
        found: list[Label] = []
        tag: list[int] = []
        for block in self._blocks(start, end):
            if len(block) == 1 and TAG_LINE.fullmatch("".join(self.lines[block[0]].plain.split())):
                tag = block
                continue
            labels = [label for label in _labels_of(self.lines, block) if self._is_label(label)]
            if tag and labels:
                words = f"{self.lines[tag[0]].raw} {labels[0].words}"
                labels[0] = Label((*labels[0].places, *tag), words)
            found += labels
            tag = [] if labels else tag
        return found

    def reaches(self, label: Label, end: int) -> bool:
        """Say whether nothing but offices and the tags and numbers of rows stands between a name and its figures."""
        return all(
            OFFICE_LINE.fullmatch(words) or TAG_LINE.fullmatch(words) or words.isdecimal()
            for words in ("".join(self.lines[at].plain.split()) for at in range(label.last + 1, end))
        )

    def are_stacked(self, labels: Sequence[Label]) -> bool:
        """Say whether the last name stands right under another one of its style, as in a column of names."""
        if len(labels) < FEWEST_STACKED or labels[-1].style != labels[-2].style or not labels[-2].is_sure:
            return False
        return labels[-1].first == labels[-2].last + 1 and not self.lines[labels[-1].first].after_gap

    def is_over(self, label: Label, end: int) -> bool:
        """Say whether nothing but the table's head and what is besides names stands between a name and its figures."""
        return all(
            at in self.with_cells or _is_besides("".join(self.lines[at].plain.split()), self.lines[at].plain)
            for at in range(label.last + 1, end)
        )

    def line_by_line(self, labels: Sequence[Label], end: int, rows: int) -> list[Label]:
        """Return the lines that no gap parts, from the first of the names on, as one name each, if as many as rows."""
        blocks = self._blocks(labels[0].first, end) if labels and rows >= FEWEST_LINES else ()
        return next((each for block in blocks if (each := self._each(block, rows))), [])

    def block_of(self, rows: int, named: Collection[Label]) -> list[Label]:
        """Return the only lines that no gap parts and that are as many names as rows."""
        taken = {place for label in named for place in label.places}
        found = [self._each(block, rows) for block in self._blocks(0, len(self.lines)) if not taken & {*block}]
        told = [each for each in found if each]
        return told[0] if rows >= FEWEST_LINES and len(told) == 1 else []

    def _each(self, block: Sequence[int], rows: int) -> list[Label]:
        labels = [Label((at,), self.lines[at].raw) for at in block]
        are_names = all(is_name(label.words) or is_sum(label.words) for label in labels)
        return labels if len(block) == rows and are_names else []

    def _blocks(self, start: int, end: int) -> Iterator[list[int]]:
        """Return the lines of words that no gap parts, without what is besides the names."""
        block: list[int] = []
        for at in range(start, end):
            line = self.lines[at]
            tight = "".join(line.plain.split())
            if block and (line.after_gap or at in self.with_cells or TAG_LINE.fullmatch(tight)):
                yield block
                block = []
            is_end = not line.after_gap and len(tight) <= FRAGMENT and not HEAD_WORD.fullmatch(tight)
            is_rest = bool(block) and (len(tight) == 1 or is_end)
            if TAG_LINE.fullmatch(tight):
                yield [at]
            elif at not in self.with_cells and (is_rest or not _is_besides(tight, line.plain)):
                block.append(at)
        if block:
            yield block

    def _is_label(self, label: Label) -> bool:
        """Say whether words can name a row, and are no remark where the table has remarks."""
        words = plain(label.words)
        if is_sum(words):
            return True
        if not is_name(words) or len(words) > LONGEST or is_finance(words) or NO_LABEL.search(ASIDE.sub("", words)):
            return False
        return not self.has_remarks or bool(bullet_of(words) or ENDS.search(plain(clean(words))))


def own_label(line: Line, at: int) -> Label | None:
    """Return the words before the figures of a line, if they can be a name."""
    match = OWN.match(line.plain)
    words = line.raw[: match.end("name")] if match else ""
    return Label((at,), words) if words and (is_name(words) or is_sum(words)) else None


def _is_besides(words: str, spaced: str) -> bool:
    """Say whether a line is an office, a note, a number or a piece of the table's head."""
    return (
        len(words) == 1
        or words.isdecimal()
        or UNIT.search(spaced) is not None
        or NOTE.match(words) is not None
        or OFFICE_LINE.fullmatch(words) is not None
        or "。" in words
        or (len(words) < LONGEST_REMARK and REMARKS.search(words) is not None)
        or (may_head(spaced) and "計" not in words and not bullet_of(spaced))
    )


def _labels_of(lines: Sequence[Line], block: Sequence[int]) -> list[Label]:
    """Return the names of a block of lines, each of one line or several."""
    labels: list[Label] = []
    longest = max(len(lines[at].raw) for at in block)
    for at in block:
        raw = lines[at].raw
        last = labels[-1] if labels else None
        if last and _goes_on(last.words, len(lines[last.places[-1]].raw) >= longest - 1, raw):
            labels[-1] = Label((*last.places, at), last.words + raw)
        else:
            labels.append(Label((at,), raw))
    return labels


def _goes_on(before: str, is_full: bool, raw: str) -> bool:
    """Say whether a line is the rest of the name above it."""
    if bullet_of(plain(raw)):
        return False
    if bullet_of(plain(before)) == "round" and ENDS.search(plain(before)):
        return False
    return (
        is_unfinished(before)
        or CONTINUES.match(raw) is not None
        or len(raw) <= FRAGMENT
        or raw.startswith(("（", "("))
        or (is_full and not WHOLE.search(plain(clean(before))))
    )


def is_over_rows(words: str) -> bool:
    """Say whether words are a heading over rows, whose figures are a sum: Ⅰ, 第１款, ４ 商工観光部."""
    levels = (heading_level(plain(words)), heading_level(without_bullets(plain(words))))
    return any(0 < level <= OFFICE_LEVEL for level in levels)
