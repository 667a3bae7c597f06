"""Amounts as budgets print them: 3.3億円, 11.5億円の内数, △0.3, 新規, 事項要求."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from budgetcli.domain.interval import NOTHING, ZERO, Interval, printed_bounds
from budgetcli.domain.text import arabic, fold


class Unit(Enum):
    """A unit of money; the value is its power of ten in 円."""

    円 = 0
    千円 = 3
    万円 = 4
    百万円 = 6
    億円 = 8
    兆円 = 12

    def __init__(self, power: int) -> None:
        self.shift = -power  # a plain attribute, which takes a third of the time of `value`

    def of(self, yen: Decimal) -> Decimal:
        """Return an amount of 円 in this unit, exactly, its last printed digit kept."""
        return yen.scaleb(self.shift)


class Kind(Enum):
    """What the printed words say of the item's own amount."""

    STATED = "stated"
    """The amount is the item's own."""
    SHARE = "share"
    """内数: the amount is a whole grant's, the item's own is not published."""
    UNSTATED = "unstated"
    """No amount is printed."""
    ABSENT = "absent"
    """No book of the year has the item."""


class Mark(Enum):
    """What is printed with an amount and changes how it is read."""

    NEW = "new"
    """新規・皆増: there was nothing the year before."""
    ABOLISHED = "abolished"
    """廃止・皆減: there is nothing any more."""
    APPROXIMATE = "approximate"
    """約・程度: the digits are not exact even as rounded."""
    AND_MORE = "and_more"
    """＋事項要求: something is asked for beyond the stated part."""
    SAME = "same"
    """前年度同額: the amount is the previous year's."""


NOTHING_MARKS = frozenset({Mark.NEW, Mark.ABOLISHED})
"""Marks that make a zero no budget at all."""


class Amount(NamedTuple):
    """An amount as printed and as understood."""

    kind: Kind
    value: Decimal | None
    """The item's own amount in 円; its exponent is that of the last printed digit."""
    whole: Decimal | None
    """The amount in 円 of the grants of which the item has an unpublished share."""
    printed: str
    """The words of the book."""
    marks: frozenset[Mark]
    line: int
    """The line in the book's file; 0 where the book does not speak of it."""
    within: Interval | None = None
    """What a sum of printed amounts lies in, which its last digit does not tell; None for an amount as printed."""

    @property
    def is_nothing(self) -> bool:
        """Say whether the words mean that there is no budget at all, as 新規 says of the year before."""
        return bool(self.marks) and self.value == 0 and not self.marks.isdisjoint(NOTHING_MARKS)

    def own_bounds(self) -> Interval | None:
        """Return the interval of 円 of the stated part alone; None where none is stated."""
        return None if self.value is None else self.within or printed_bounds(self.value)

    def bounds(self) -> Interval | None:
        """Return the interval of 円 that is certain to hold the item's own amount; None where nothing is known."""
        if self.kind is Kind.UNSTATED or (self.value is None and self.whole is None):
            return None
        own = self.own_bounds() or NOTHING
        if self.whole is None:
            return own
        grant = printed_bounds(self.whole)
        return own + Interval(min(ZERO, grant.low), max(ZERO, grant.high))


NO_DIGITS = Decimal("0E+12")
"""The sum of what is nothing: it adds no digit to a figure that it is set against."""


def add(amounts: Iterable[Amount]) -> Decimal | None:
    """Return the sum in 円 of the own amounts, to the finest of their last digits; None where none is stated."""
    stated = [amount for amount in amounts if amount.value is not None]
    values = [
        value for amount in stated if (value := amount.value) is not None and not (amount.marks and amount.is_nothing)
    ]
    return sum(values[1:], start=values[0]) if values else NO_DIGITS if stated else None


NO_MARKS: frozenset[Mark] = frozenset()
UNPRINTED = Amount(Kind.UNSTATED, None, None, "", NO_MARKS, 0)
"""The amount of which the book says nothing."""
ABSENT = Amount(Kind.ABSENT, None, None, "", NO_MARKS, 0)
"""The amount of an item that no book of the year has."""
NOTHING_BEFORE = Amount(Kind.STATED, ZERO, None, "", frozenset({Mark.NEW}), 0)
"""The previous amount of an item whose current amount is marked 新規."""


class Unreadable(NamedTuple):
    """Why a text is no amount: a problem's code and parameters."""

    code: str
    params: dict[str, Any]


SCALES = {"兆": 12, "億": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2, "": 0}
WITHIN_TEN_THOUSANDS = re.compile(r"(?<![\d.])\d[千百](?=\d[\d百]*万)")
"""千 and 百 that count 万, as those behind them do: 4千5百万."""
LOOK_ALIKES = str.maketrans(
    dict.fromkeys("−‐‑–—―─━ー⁻", "-") | {"・": ".", "、": ",", "〔": "(", "〕": ")", "【": "(", "】": ")"}
)
"""Signs that print alike, the decimal point and the separator of vertical text, and brackets."""

NEW_WORDS = frozenset({"新規", "皆増", "新", "新規計上"})
ABOLISHED_WORDS = frozenset({"皆減", "廃止", "廃目", "廃款", "廃項", "終了"})
UNSTATED_WORDS = frozenset(
    {"", "-", "(-)", "事項要求", "所要額", "未定", "記載なし", "金額は予算編成過程で検討", "前年並み", "横ばい"}
)
SAME_WORDS = frozenset({"前年度同額", "前年同額", "前年度と同額", "同額"})
SHARE_WORDS = frozenset({"内数", "うち数"})
REMARKS = frozenset({"一部新規", "拡充", "一部拡充", "継続", "組替", "組替え", "拡大", "見直し"})
"""Words in brackets that say nothing of the amount."""

ROUNDED_DOWN = re.compile(r"余(?=[兆億千百十万円])")
"""The sign of a rest that is left out, before the unit: 7,100余万円."""
BRACKETED = re.compile(r"[(\[<《]([^()\[\]<>《》\d]+)[)\]>》]")
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
TERM = re.compile(rf"({DIGITS})(兆|億|千万|百万|十万|万|千|百)?", re.ASCII)
SPLIT_FIGURE = re.compile(r"\d\s+\d")
MONEY = re.compile(
    r"(?P<grant>[^\d△▲-]*(?=.*(?:内数|うち数)$))?(?P<about>約|およそ|概ね)?(?P<sign>[-△▲])?"
    r"(?P<digits>[\d,.兆億千百十万]+)(?P<yen>円)?(?P<degree>程度|弱|強|余り?)?"
    r"(?P<share>の?(?:内数|うち数)|\((?:内数|うち数)\))?(?P<less>の?減)?",
    re.ASCII,
)
PLAIN = re.compile(
    r"(-?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]{1,3})?)(円|千円|万円|百万円|億円|兆円)?"
)
"""A figure as most are written, which needs no more than this to be read."""
LONGEST = 200
"""Characters; the longest notations, of an own amount and several shares, have some sixty."""
LARGEST = Decimal(10) ** 18
"""In 円: a hundred times the world's public spending of a year; beyond it is a slip, and sums stay exact."""
MOST_DIGITS = 18
"""As many digits of 円, signs counted, are certain to stay below the largest amount."""
POWERS = {unit.name: unit.value for unit in Unit}
FINEST = -6
"""The most decimals of a 円 that an amount may carry, so that sums stay within 28 digits."""


def parse_unit(text: str) -> Unit | None:
    """Return the unit that the text names, or None."""
    return Unit.__members__.get(fold(text).strip())


def parse_amount(text: str, unit: Unit | None, line: int = 0) -> Amount | Unreadable:
    """Return the amount that the text states; a bare figure is in `unit`."""
    if match := PLAIN.fullmatch(text):
        digits, named = match.groups()
        scale = POWERS[named] if named else unit.value if unit else None
        if scale is not None and len(digits) + scale <= MOST_DIGITS:
            return Amount(Kind.STATED, Decimal(f"{digits.replace(',', '')}E{scale}"), None, text, NO_MARKS, line)
    if len(text) > LONGEST:
        return Unreadable("amount-unreadable", {"text": f"{text[:40]}…"})
    plain = fold(text).translate(LOOK_ALIKES)
    if match := SPLIT_FIGURE.search(plain):
        return Unreadable("amount-space", {"text": text, "part": match[0]})
    if any(unicodedata.category(character) == "No" for character in text):
        return Unreadable("amount-unreadable", {"text": text})
    return _compound("".join(plain.split()), unit, text, line)


def _compound(plain: str, unit: Unit | None, printed: str, line: int) -> Amount | Unreadable:
    """Read `own + share + 事項要求`, with words in brackets that mark it."""
    plain, marks = _take_brackets(plain)
    own = whole = None
    parts = [part for part in plain.split("+") if part]
    share = False
    for part in parts:
        if _take_word(part, marks):
            continue
        if part in SHARE_WORDS:
            share = True
            continue
        money = _money(part, unit, printed)
        if isinstance(money, Unreadable):
            return money
        yen, is_share, about = money
        marks |= {Mark.APPROXIMATE} if about else set()
        if is_share:
            whole = yen if whole is None else whole + yen
        else:
            own = yen if own is None else own + yen
    share = share or whole is not None
    unstated = any(part in UNSTATED_WORDS for part in parts)
    if own is not None and unstated:
        marks.add(Mark.AND_MORE)
    if own is None and not share and not unstated and marks & {Mark.NEW, Mark.ABOLISHED}:
        own = ZERO
    kind = Kind.SHARE if share else Kind.UNSTATED if own is None else Kind.STATED
    return Amount(kind, own, whole, printed, frozenset(marks), line)


def _take_brackets(plain: str) -> tuple[str, set[Mark]]:
    """Return the text less its bracketed words, and the marks that those set."""
    marks: set[Mark] = set()

    def take(match: re.Match[str]) -> str:
        return "" if match[1] in REMARKS or (_take_word(match[1], marks) and match[1] != "-") else match[0]

    return BRACKETED.sub(take, plain), marks


def _take_word(word: str, marks: set[Mark]) -> bool:
    """Say whether the word stands in place of figures, and set its mark."""
    if word in NEW_WORDS:
        marks.add(Mark.NEW)
    elif word in ABOLISHED_WORDS:
        marks.add(Mark.ABOLISHED)
    elif word in SAME_WORDS:
        marks.add(Mark.SAME)
    elif word not in UNSTATED_WORDS:
        return False
    return True


def _money(part: str, unit: Unit | None, printed: str) -> tuple[Decimal, bool, bool] | Unreadable:
    """Return the 円 of one figure, whether it is a share's whole, and whether it is approximate."""
    if part.startswith("(") and part.endswith(")"):
        part = part[1:-1]
    part, rests = ROUNDED_DOWN.subn("", part)
    match = MONEY.fullmatch(arabic(part))
    if match is None:
        return Unreadable("amount-unreadable", {"text": printed})
    terms = _terms(match["digits"])
    if terms is None:
        return Unreadable("amount-digits", {"text": printed, "part": match["digits"]})
    has_unit = terms[-1][1] > 0 or match["yen"] is not None
    if not has_unit and unit is None:
        return Unreadable("amount-no-unit", {"text": printed})
    shift = 0 if has_unit or unit is None else unit.value
    yen = sum(
        (Decimal(f"{digits}E{scale + shift}") for digits, scale in terms), start=Decimal(f"0E{terms[-1][1] + shift}")
    )
    exponent = yen.as_tuple().exponent
    if abs(yen) >= LARGEST or not isinstance(exponent, int) or exponent < FINEST:
        return Unreadable("amount-too-long", {"text": printed})
    negative = match["sign"] is not None or match["less"] is not None
    return -yen if negative else yen, match["share"] is not None, bool(match["about"] or match["degree"] or rests)


def _terms(digits: str) -> list[tuple[str, int]] | None:
    """Return digits and powers of ten of 3億3千万 and the like; None where they do not fit together."""
    found: list[tuple[str, int]] = []
    position = 0
    digits = WITHIN_TEN_THOUSANDS.sub(r"\g<0>万", digits)
    for match in TERM.finditer(digits):
        if match.start() != position:
            return None
        position = match.end()
        scale = SCALES[match[2] or ""]
        plain = match[1].replace(",", "")
        if found and (
            scale >= found[-1][1] or "." in found[-1][0] or Decimal(plain).adjusted() + scale >= found[-1][1]
        ):
            return None
        found.append((plain, scale))
    octal = bool(found) and found[0][0][0] == "0" and found[0][0][1:2].isdigit()
    return found if found and position == len(digits) and not octal else None
