"""Cells that stand one under the other in a text, put beside each other as the rows they were."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetcli.read.slides.cells import CELL
from budgetcli.read.slides.figures import AMOUNT
from budgetcli.read.slides.labels import LABEL, TAIL, YEAR
from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.vocabulary import NOTHING, SHARE

ONE_CELL = re.compile(CELL)
ONLY_CELLS = re.compile(rf"(?:{CELL})(?:\s+(?:{CELL}))*")
FIRST_CELL = re.compile(rf"(?![1-9]\d?[ 　])(?:{CELL})(?=[ 　]+\S)")
BRACKETED = re.compile(r"[\[〔].*[\]〕]")
AMOUNT_FIRST = re.compile(rf"{AMOUNT.pattern}(?=[ 　(（【〔]|$)")
CELLS_APART = re.compile(r"[ 　]{2,}")
LEAST_LABELS = 2
CHANGE = re.compile(r"(?:増減|比較|差引|差)(?:増減)?額?|増[・ ]?△?減")
END_CELL = re.compile(r"(?!.*\d,\d{3}.*\d,\d{3}).*(?:[^\s(（][ 　]+|^)\d{1,3}(?:,\d{3})+$")
SHARE_LAST = re.compile(rf"[^\d円]\d{{1,3}}(?:,\d{{3}})*{SHARE}$")
"""A share without a unit at the end of a line, beside which the other one of its row belongs."""
SMALL_END = re.compile(r"[^\d\s.,][ 　]+[1-9]\d{0,2}$")
PREVIOUS_CELL = re.compile(rf"\( ?(?:[\d,]+{SHARE}?|{NOTHING}) ?\)")
"""The year before in brackets, under the amount of a cell."""
OFTEN = 3
"""Runs of one length that show how many cells a row has."""


def join_cells(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with cells that stand one under the other in one line for each row."""
    lines = _with_brackets(_with_numbers(_with_labels(lines)))
    width = _width(lines)
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        row = _run(lines, at)[:width] if width else []
        if len(row) == width > 1:
            joined.append(row[0]._replace(raw=" ".join(line.raw for line in row)))
            at += width
            continue
        line = lines[at]
        last = joined[-1] if joined else None
        if last and _belongs(last, line):
            joined[-1] = last._replace(raw=f"{last.raw} {line.raw}")
        else:
            joined.append(line)
        at += 1
    return joined


def _belongs(last: Line, line: Line) -> bool:
    """Say whether a line of grouped figures is of the row of the line right above it."""
    is_under = last.page == line.page and not line.after_gap and ONLY_CELLS.fullmatch(line.plain) is not None
    are_cells = ONLY_CELLS.fullmatch(last.plain) is not None and "," in last.plain + line.plain
    return is_under and (are_cells or (SHARE_LAST.search(last.plain) is not None and "数" in line.plain))


def _with_labels(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what an amount is called beside the amount that it stands above."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        is_under = last and not line.after_gap and last.page == line.page and AMOUNT_FIRST.match(line.plain)
        if last and (told := _told(last, line)):
            joined[-1] = last._replace(raw=told, fields=())
            continue
        label = TAIL.search(last.plain) if last and is_under else None
        if last and label and "額" in label["label"] and re.search(YEAR, label["label"]):
            joined[-1] = last._replace(raw=f"{last.raw} {line.raw}")
        else:
            joined.append(line)
    return joined


def _told(head: Line, line: Line) -> str:
    """Return the amounts of a line, each behind what the line above calls it; empty where that is no head of them."""
    labels, amounts = _parts(head), _parts(line)
    if head.page != line.page or len(labels) < LEAST_LABELS or len(labels) != len(amounts):
        return ""
    are_amounts = all(AMOUNT_FIRST.fullmatch(plain(amount)) or ONE_CELL.fullmatch(plain(amount)) for amount in amounts)
    if not are_amounts or not all(_is_label(plain(label)) for label in labels):
        return ""
    return CELL_GAP.join(f"{label} {amount}" for label, amount in zip(labels, amounts, strict=True))


def _parts(line: Line) -> list[str]:
    """Return the words of a line that wide gaps part, or single spaces where it has no wide ones."""
    parts = CELLS_APART.split(line.raw.strip())
    return parts if len(parts) > 1 else line.raw.split()


def _is_label(words: str) -> bool:
    return bool((LABEL.fullmatch(words) and re.search(YEAR, words)) or CHANGE.fullmatch(words))


def _with_brackets(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, figures in square brackets beside the cell that they stand under."""
    joined: list[Line] = []
    are_small = sum(_is_small_pair(one, other) for one, other in pairwise(lines)) >= OFTEN
    for line in lines:
        last = joined[-1] if joined else None
        is_under = last and not line.after_gap and last.page == line.page
        is_cell = last and ONE_CELL.fullmatch(last.plain) and BRACKETED.fullmatch(line.plain)
        is_end = last and (END_CELL.match(last.plain) or (are_small and SMALL_END.search(last.plain)))
        is_pair = is_end and PREVIOUS_CELL.fullmatch(line.plain)
        if last and is_under and is_pair:
            joined[-1] = last._replace(raw=f"{last.raw} {line.raw}")
        elif last and is_under and is_cell and ONE_CELL.fullmatch(line.plain):
            joined[-1] = last._replace(raw=f"{last.raw}{line.raw}")
        else:
            joined.append(line)
    return joined


def _is_small_pair(line: Line, below: Line) -> bool:
    """Say whether a line ends with a small figure and the year before stands under it."""
    return bool(SMALL_END.search(line.plain) and PREVIOUS_CELL.fullmatch(below.plain)) and not below.after_gap


def _with_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the numbers that count the rows of a table before the names that they stand above."""
    counting: list[int] = []
    for at, line in enumerate(lines[:-1]):
        is_next = line.plain.isdecimal() and int(line.plain) == len(counting) + 1
        if is_next and not ONLY_CELLS.match(lines[at + 1].plain):
            counting.append(at)
    if len(counting) < OFTEN:
        return list(lines)
    numbered = dict(zip((at + 1 for at in counting), counting, strict=True))
    return [
        line._replace(raw=f"{lines[numbered[at]].raw} {line.raw}", number=lines[numbered[at]].number, after_gap=True)
        if at in numbered
        else line
        for at, line in enumerate(lines)
        if at not in counting
    ]


def _width(lines: Sequence[Line]) -> int:
    """Return how many lines of one cell each most rows have; 0 where the text has no such rows."""
    lengths = Counter(len(run) for run in _runs(lines) if len(run) > 1)
    width, count = max(lengths.items(), key=lambda entry: entry[1], default=(0, 0))
    return width if count >= OFTEN and 2 * count > lengths.total() else 0


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        yield run
        at += max(1, len(run))


def _run(lines: Sequence[Line], start: int) -> list[Line]:
    """Return the lines of one cell each from a place on; a name may stand before the first, words behind the last."""
    below = lines[start + 1].plain if start + 1 < len(lines) else ""
    run = [lines[start]] if END_CELL.match(lines[start].plain) and ONE_CELL.fullmatch(below) else []
    for line in lines[start + len(run) :]:
        is_cell = line.page == lines[start].page and ONE_CELL.fullmatch(line.plain) is not None
        if is_cell:
            run.append(line)
            continue
        if run and line.page == lines[start].page and FIRST_CELL.match(line.plain):
            run.append(line)
        break
    return run
