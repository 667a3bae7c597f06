"""Whether what stands beside each other on a page are columns of text, and not the cells of a table."""

import re
from collections import Counter
from collections.abc import Sequence

from budgetcli.read.slides.columns import HEAD, WORD
from budgetcli.read.slides.heads import begins_head, may_head
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import symbol_of
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.spaced.head import cells_of_head
from budgetcli.read.vocabulary import MONEY, MONEY_END, NEW, NOTHING

FIGURE = r"\d[\d,.]*"
HOLDS_MONEY = re.compile(rf"{MONEY_END}|{FIGURE} ?[(〔\[〈] ?(?:{FIGURE}|{NOTHING}) ?[)〕\]〉]|事項要求")
"""An amount that says itself that it is one: with its unit, or with that of the year before in brackets."""
KANA = re.compile(r"[ぁ-ん]")
LETTER = re.compile(r"[ぁ-んァ-ヶ一-龥]")
LEAST_PROSE = 12
"""Letters of a line that is rather a sentence than a cell."""
FEWEST_PROSE = 2
AMOUNTS = re.compile(rf"【[^】]*】|{MONEY}|所要額|{NEW}|事項要求")
"""What a column of amounts holds."""
MOSTLY = 0.8
CELL_LAST = re.compile(r"[ 　](?:[△▲]? ?\d[\d,]*|[-ー])$")
CELL_FIRST = re.compile(r"[△▲]? ?\d[\d,]*(?=[ 　]|$)")
"""Cells of one table on both sides of a river."""
TAG = re.compile(r"(?:新規|拡充|継続)(?=[ 　])")
LABEL = re.compile(r"【[^】]{1,4}】")
FEWEST_LETTERS = 5
LETTERS = re.compile(r"[^\W\d]|・")
WORDS = re.compile(r"[^\W\d_]{3}")
COLUMN = re.compile(rf"{HEAD.pattern}|{WORD.pattern}")
"""How what a head calls a column begins."""
Side = Sequence[str]


def are_flows(left: Side, right: Side) -> bool:
    """Say whether two sides of a page are each read from top to bottom."""
    if _is_vertical(left) or _is_vertical(right):
        return True
    if _has_head(left, right) or _are_rows(left, right) or not (_money(left) and _money(right)) or _are_amounts(right):
        return False
    return bool(_marks(left) & _marks(right)) or min(_prose(left), _prose(right)) >= FEWEST_PROSE


def _are_rows(left: Side, right: Side) -> bool:
    """Say whether most lines go on over the river: a figure stands on each side of it."""
    beside = [(one, other) for one, other in zip(left, right, strict=True) if one and other]
    rows = [each for each in beside if CELL_LAST.search(plain(each[0])) and CELL_FIRST.match(each[1])]
    return 2 * len(rows) > len(beside)


def _are_amounts(side: Side) -> bool:
    """Say whether nearly all lines are the amounts of names that stand left of them."""
    lines = [line for line in side if line]
    return sum(not LETTERS.search(AMOUNTS.sub("", line)) for line in lines) >= MOSTLY * len(lines)


def _is_vertical(side: Side) -> bool:
    """Say whether a side is a heading set vertically, of one letter a line."""
    words = [line for line in side if line]
    return len(words) >= FEWEST_LETTERS and all(LETTERS.fullmatch(line) for line in words)


def _has_head(left: Side, right: Side) -> bool:
    """Say whether a line is the head of one table that reaches over both sides."""
    beside = [(one, other) for one, other in zip(left, right, strict=True) if one and other]
    return any(_heads(one) and _heads(other) and not _has_own_head(other) for one, other in beside)


def _has_own_head(line: str) -> bool:
    """Say whether a line is the head of a whole table."""
    return begins_head(line) and len(cells_of_head(line)) > 1


def _heads(line: str) -> bool:
    """Say whether words of a line name a column."""
    words = [plain(cell.text) for cell in cells_of_head(line)]
    return any(may_head(each) and COLUMN.match(each) for each in words)


def _money(side: Side) -> bool:
    return any(HOLDS_MONEY.search(line) for line in side)


def _prose(side: Side) -> int:
    """Return how many lines are rather sentences than cells."""
    return sum(
        "  " not in line and KANA.search(line) is not None and len(LETTER.findall(line)) >= LEAST_PROSE for line in side
    )


def _marks(side: Side) -> frozenset[str]:
    """Return how the headings and items of a side are marked."""
    marks = Counter(mark for line in side if (mark := _mark(line)))
    return frozenset(marks)


def _mark(line: str) -> str:
    tag = TAG.match(line) or LABEL.match(line)
    if tag:
        return tag[0]
    words, *_ = line.split("  ")
    level = heading_level(words) if WORDS.search(words) else 0
    return symbol_of(line) or (str(level) if level else "")
