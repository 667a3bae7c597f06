"""The names of rows in a text that prints a table block by block."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from budgetcli.read.slides.columns import UNIT
from budgetcli.read.slides.heads import may_head
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import bullet_of, clean, is_name, is_sum
from budgetcli.read.slides.waiting import CONTINUES, is_unfinished

TAG_ALONE = re.compile(r"新規?|拡充?|継続?|拡大|改善?|一部新規?|[★☆◎○●]|\[[新拡継]\]")
OFFICE = re.compile(r"[(〔【]?[^\s\d()、。]{1,12}(?:課|室|局|部|係|署|センター|委員会)[)〕】]?")
NOTE = re.compile(r"※|[(【]?注|[-－] ?\d+ ?[-－]")
WHOLE = re.compile(r"(?:事業費?|費|金|業務|計)(?:[)）」』]|\(.*\))?$")
FRAGMENT = 3
LONGEST = 60
OWN = re.compile(r"(?P<name>\S.*?)[ 　]+(?:[△▲-]? ?\d{1,3}(?:,\d{3})+|[-ー－]|\d{1,3}[ 　])(?:[ 　]|$)")


class Label(NamedTuple):
    """What may name a row."""

    places: tuple[int, ...]
    words: str

    @property
    def first(self) -> int:
        return self.places[0]


def labels_between(lines: Sequence[Line], start: int, end: int, with_cells: Collection[int]) -> list[Label]:
    """Return what may name rows between two places."""
    found: list[Label] = []
    block: list[int] = []
    tag: list[int] = []
    for at in [*range(start, end), end]:
        is_end = at == end or at in with_cells
        if block and (is_end or lines[at].after_gap):
            labels = _labels_of(lines, block)
            if tag and labels:
                words = f"{lines[tag[-1]].raw} {labels[0].words}"
                labels[0] = Label((*labels[0].places, tag[-1]), words)
                tag = []
            found += labels
            block = []
        if is_end:
            continue
        words = "".join(lines[at].plain.split())
        if TAG_ALONE.fullmatch(words):
            tag = [at]
        elif not _is_besides(words, lines[at].plain):
            block.append(at)
    return found


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
        or OFFICE.fullmatch(words) is not None
        or "。" in words
        or (may_head(spaced) and not is_sum(words))
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
    return [label for label in labels if len(label.words) <= LONGEST and (is_name(label.words) or is_sum(label.words))]


def _goes_on(before: str, is_full: bool, raw: str) -> bool:
    """Say whether a line is the rest of the name above it."""
    if bullet_of(plain(raw)):
        return False
    return (
        is_unfinished(before)
        or CONTINUES.match(raw) is not None
        or len(raw) <= FRAGMENT
        or raw.startswith(("（", "("))
        or (is_full and not WHOLE.search(plain(clean(before))))
    )
