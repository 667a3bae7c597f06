"""What the words of a run say of its place: figures stand in the columns of a table, bullets begin something."""

import re
from collections.abc import Sequence

from budgetcli.domain.text import fold
from budgetcli.read.layout.runs import Run
from budgetcli.read.vocabulary import DIGITS, MONEY, NOTHING

FIGURE = re.compile(
    r"[\s\d,.⇒→()\[\]〔〕【】△▲+\-±~～−‐―ー－・:/%兆億万千百円年度前対比約等程度以内の額単位本今次較差引"
    r"当初予算補正要求予定皆増減新規廃止同額事項参考内数うち令和平成RH元倍ポイント枠外概政府案決算見込計人件第所〇一二三四五六七八九十]+"
)
"""What a column of amounts, years and changes is made of."""
NUMBER = re.compile(r"[△▲+−(-]* ?\d[\d,.]*[\d億兆万千百円%) ]*")
AMOUNT = re.compile(rf"[(\[〔【〈<]? ?(?:{MONEY}|約? ?[△▲-]? ?{DIGITS}|{NOTHING}) ?[)\]〕】〉>]?")
PROSE = re.compile(r"。|[ぁ-ん]、")
DASH = re.compile(r"[(（]?[-−‐–—―ー－][)）]?")
AMOUNT_FIRST = re.compile(r"[約△▲]? ?\d[\d,.兆億百万千 ]*円(?:[\s(\[〔【]|$)")
"""An amount with what a list prints behind it: the year before, an office, a remark."""
FIGURE_FIRST = re.compile(r"[△▲]? ?(?:\d{1,3}(?:,\d{3})+|\d{1,3}|[－―ー-])(?=\s|$)")
"""A grouped figure or a dash, with the next cells of its row behind it."""
BEGINS = re.compile(r"[○●◎◯◇◆□■▽▼◎・➢✓①-⑳Ⅰ-Ⅻ【]|[(\[]\d{1,2}[)\]]|第?[1-9]\d?[-.章節款項 ]\D|[-–] ")


def are_figures(runs: Sequence[Run]) -> bool:
    """Say whether most of the runs are figures and what belongs to figures."""
    words = [fold(run.text) for run in runs]
    count = sum(bool(FIGURE.fullmatch(text) or AMOUNT_FIRST.match(text)) for text in words)
    return count > 0 and count * 10 >= len(runs) * 6


def begins_with_figure(run: Run) -> bool:
    """Say whether a run is a cell of figures, or several cells of which the first is one."""
    return bool(FIGURE_FIRST.match(fold(run.text)))


def is_number(run: Run) -> bool:
    """Say whether a run is one amount."""
    return bool(NUMBER.fullmatch(fold(run.text)))


def is_prose(run: Run) -> bool:
    """Say whether a run is of a sentence and of no name."""
    return bool(PROSE.search(run.text))


def is_dash(run: Run) -> bool:
    """Say whether a run is the dash of a cell without an amount."""
    return bool(DASH.fullmatch(fold(run.text)))


def is_amount(run: Run) -> bool:
    """Say whether a run is one amount, perhaps in brackets, or the dash in place of one."""
    return bool(AMOUNT.fullmatch(fold(run.text)))


def are_numbering(runs: Sequence[Run]) -> bool:
    """Say whether the runs are bullets or numbers of what is right of them."""
    return all(len(run.text) <= 3 for run in runs)


def begins(run: Run) -> bool:
    """Say whether a run has a bullet or a number before it."""
    return bool(BEGINS.match(fold(run.text)))


def begin(runs: Sequence[Run]) -> bool:
    """Say whether several of the runs begin an entry of a list."""
    count = sum(map(begins, runs))
    return len(runs) > 1 and count * 4 > len(runs)
