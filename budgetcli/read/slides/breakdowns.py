"""Lines that say what the amount of the budget line above them is spent on."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from budgetcli.domain.amount import UNPRINTED, add
from budgetcli.read.slides.found import Found
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.lines import IN_SENTENCE

EXPENSES = re.compile(
    r".*(?:報酬|人件費|給料|手当|報償(?:費|金)|旅費|需用費|消耗品費?|燃料費|印刷製本費|光熱水費|修繕(?:料|費)|材料費|役務費"
    r"|通信運搬費|手数料|保険料|委託(?:料|費)|使用料(?:及び賃借料)?|賃借料|工事(?:請負)?費|公有財産購入費|備品購入費|扶助費)(?:ほか|等|など|他)?"
)
"""The 節 of expenditure (地方自治法施行規則, 別記) and what leaflets call them."""
SETSU = re.compile(
    r"\d{1,2}[ 　.．]*(?:報酬|給料|職員手当等?|共済費|災害補償費|恩給及び退職年金|賃金|報償費|旅費|交際費|需用費"
    r"|役務費|委託料|使用料及び賃借料|工事請負費|原材料費|公有財産購入費|備品購入費|負担金[、,]?補助及び交付金|扶助費|貸付金"
    r"|補償[、,]?補[填塡てん]*及び賠償金|償還金[、,]?利子及び割引料"
    r"|投資及び出資金|積立金|寄附金|公課費|繰出金)(?=[ 　])"
)
"""A numbered 節 of expenditure (地方自治法施行規則, 別記), on which the amount above it is spent."""
FEWEST_SETSU = 3
OFTEN = 2


def lines_of_setsu(words: Sequence[str]) -> frozenset[int]:
    """Return the places of lines that hold a numbered 節, where a document explains its budget by these."""
    found = frozenset(at for at, line in enumerate(words) if SETSU.match(line))
    return found if len(found) >= FEWEST_SETSU else frozenset()


def breakdowns(found: Sequence[Found]) -> set[int]:
    """Return the places of lines without a year before that are the parts of the line above them.

    They are if they add up to it; where a document prints several such groups, expenses that are less than it are, too.
    """
    groups = {at: _under(found, at) for at, each in enumerate(found) if _is_whole(each)}
    summed = {at: under for at, under in groups.items() if under and _total(found, under) == found[at].current.value}
    parts = {place for under in summed.values() for place in under}
    parts |= {place for at in range(len(found)) for place in _told_under(found, at)}
    parts |= {place for at, under in groups.items() if found[at].style == "label" for place in under}
    if len(summed) >= OFTEN:
        parts |= {place for under in groups.values() if _are_expenses(found, under) for place in under}
    return parts


def _is_whole(each: Found) -> bool:
    return (
        each.previous != UNPRINTED
        and bool(each.current.value)
        and not each.part_of
        and (each.table < 0 or each.style == "label")
    )


def _under(found: Sequence[Found], at: int) -> list[int]:
    """Return the lines without the year before that stand right under one, and are less than it."""
    under: list[int] = []
    for place in range(at + 1, len(found)):
        each = found[place]
        if (
            each.previous != UNPRINTED
            or each.part_of
            or each.table >= 0
            or each.mark
            or (each.style and each.style == found[at].style)
        ):
            break
        under.append(place)
    total, whole = _total(found, under), found[at].current.value
    return under if total is not None and whole is not None and total <= whole else []


def _told_under(found: Sequence[Found], at: int) -> list[int]:
    """Return the lines that the sentence under one gives if they add up to it.

    ○ 公共事業 525千円 stands over 道路の修繕310千円、河川の掘削215千円を追加する。
    """
    if found[at].style != "symbol":
        return []
    told = list(takewhile(lambda place: found[place].style == IN_SENTENCE, range(at + 1, len(found))))
    return told if len(told) > 1 and _total(found, told) == found[at].current.value else []


def _total(found: Sequence[Found], places: Sequence[int]) -> Decimal | None:
    return add(found[place].current for place in places)


def _are_expenses(found: Sequence[Found], places: Sequence[int]) -> bool:
    names = [plain("".join(found[place].name.split())) for place in places]
    return any(EXPENSES.fullmatch(name) for name in names)
