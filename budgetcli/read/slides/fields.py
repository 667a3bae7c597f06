"""Forms whose labels stand on lines of their own, each above what it holds: 事業名, and the name below it."""

import re
from collections import Counter
from collections.abc import Sequence

from budgetcli.read.slides.columns import STAGE_WORDS
from budgetcli.read.slides.labels import YEAR
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.names import is_name
from budgetcli.read.vocabulary import MONEY, NOTHING

NAME_ALONE = re.compile(r"(?:主要|事務|細)?(?:事業|施策|取組)の?名称?")
AMOUNT_ALONE = re.compile(rf"(?:{YEAR})(?:{STAGE_WORDS})*|(?:{STAGE_WORDS})+")
AMOUNT = re.compile(rf"[△▲-]? ?{MONEY}(?:\(.*\))?|{NOTHING}")
NUMBERED = re.compile(r"\d{1,2}[ .．、]+(?P<label>[^\s\d:：]{2,8})(?=[ :：])")
SAID_OF_MARK = re.compile(r"「(?P<mark>[一-龥])」は[^、。]{2,12}費")
NEVER = re.compile("(?!)")
FEWEST = 2
"""Forms that make a document one of forms."""


def with_fields(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of several forms, each label without its number and in one with what stands under it."""
    return _joined(_unnumbered(_unmarked(lines)))


def _unmarked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, one amount alone without the mark that a note explains: 「公」は公共事業関係費.

    Where amounts with several marks stand together, none of them is all that the name before them gets.
    """
    marks = {match["mark"] for line in lines for match in SAID_OF_MARK.finditer(line.plain)}
    marked = re.compile(rf"(?:{'|'.join(marks)}) +(?P<amount>{AMOUNT.pattern})") if marks else NEVER
    found = {at: match for at, line in enumerate(lines) if (match := marked.fullmatch(line.plain))}
    lone = {at: match.start("amount") for at, match in found.items() if not {at - 1, at + 1} & found.keys()}
    return [line._replace(raw=line.raw[lone.get(at, 0) :]) for at, line in enumerate(lines)]


def _unnumbered(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the labels that each form prints without the number before them."""
    found = {at: match for at, line in enumerate(lines) if (match := NUMBERED.match(line.plain))}
    counts = Counter(match[0] for match in found.values())
    forms = max((counts[match[0]] for match in found.values() if NAME_ALONE.fullmatch(match["label"])), default=0)
    if forms < FEWEST:
        return list(lines)
    return [
        line._replace(raw=line.raw[found[at].start("label") :])
        if at in found and counts[found[at][0]] == forms
        else line
        for at, line in enumerate(lines)
    ]


def _joined(lines: Sequence[Line]) -> list[Line]:
    names = [at for at in range(len(lines) - 1) if _is_name_under(lines, at)]
    amounts = [at for at in range(len(lines) - 1) if _is_amount_under(lines, at)]
    if len(names) < FEWEST or len(amounts) < len(names):
        return list(lines)
    labels = {*names, *amounts}
    joined = [
        line._replace(raw=f"{line.raw}　{lines[at + 1].raw}") if at in labels else line for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in labels]


def _is_name_under(lines: Sequence[Line], at: int) -> bool:
    words, under = _tight(lines[at]), lines[at + 1].plain
    is_label = AMOUNT_ALONE.fullmatch(_tight(lines[at + 1])) or NAME_ALONE.fullmatch(_tight(lines[at + 1]))
    return NAME_ALONE.fullmatch(words) is not None and not is_label and is_name(under)


def _is_amount_under(lines: Sequence[Line], at: int) -> bool:
    return AMOUNT_ALONE.fullmatch(_tight(lines[at])) is not None and AMOUNT.fullmatch(lines[at + 1].plain) is not None


def _tight(line: Line) -> str:
    return "".join(line.plain.split())
