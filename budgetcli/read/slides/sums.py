"""Amounts that are the sum of the lines under them, and printed sums that do not add up."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from enum import Enum
from itertools import takewhile

from budgetcli.domain.amount import Amount, Kind, add
from budgetcli.read.slides.found import Found, Sum
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import DEPTH

FILLED = frozenset("■◆")
HOLLOW = frozenset("○◯◇□")
MOST_LINES = 40
NONE = Decimal(0)
FEW_LINES = 12
FEWEST_ROUNDED = 3
"""Lines whose rounded sum tells even where the year before is unknown."""
ENTRIES = ("symbol", "circled", "round", "kana", "inner", "dot")
"""Bullets of what stands under a heading without one."""
PROGRAMME = re.compile(r"(?:事業|[^予]算?費|金|制度|プログラム|プロジェクト)(?:[)）」』]|\(.*\))?$")
LONG_DIGITS = 4
LONGER_DIGITS = 6
TELLING_DIGITS = 3
"""Figures of the same kind of line add up by chance where they have fewer digits."""


class Verdict(Enum):
    """Whether a line is the sum of those under it."""

    NO = "no"
    PERHAPS = "perhaps"
    """The amounts agree, but lines of one kind with few digits do so by chance."""
    YES = "yes"


def sum_of_next(found: Sequence[Found], at: int) -> Verdict:
    """Return whether a line's amounts are the sums of the lines right under it."""
    total = found[at]
    verdict = Verdict.NO
    if not total.current.value or total.part_of:
        return verdict
    under: list[Found] = []
    rest = total.current.value
    margin = _slack(total.current) * MOST_LINES if _digits(total.current) >= LONG_DIGITS else NONE
    for other in found[at + 1 : at + MOST_LINES]:
        if other.part_of:
            continue
        under.append(other)
        rest -= other.current.value or NONE
        is_several = len(under) > 1 or total.style == "heading" or _is_deeper(other, total)
        is_close = abs(rest) <= margin and is_several
        if is_close and verdict is not Verdict.YES:
            agreed = _adds_up(total, under)
            verdict = agreed if agreed is not Verdict.NO else verdict
    return Verdict.YES if verdict is Verdict.NO and _is_rounded_sum(found, at) else verdict


def sum_of_level(found: Sequence[Found], at: int) -> Verdict:
    """Return whether a line's amounts are the sums of the headings right under it, whatever stands under these."""
    total, below = found[at], found[at + 1 :]
    style = below[0].style if below else ""
    if not style or style == total.style or not total.current.value or total.part_of:
        return Verdict.NO
    own = list(takewhile(lambda line: line.style != total.style, below))
    level = [line for line in own if line.style == style and not line.part_of]
    return _adds_up(total, level) if 1 < len(level) < len(own) else Verdict.NO


def _is_deeper(line: Found, total: Found) -> bool:
    """Say whether a line has a deeper bullet than another that has one, too."""
    depth = DEPTH.get(total.style)
    return depth is not None and DEPTH.get(line.style, 0) > depth


def end_of_sum(found: Sequence[Found], at: int) -> int:
    """Return the place of the line behind those that add up to a line; the end of all lines where none do exactly."""
    rest = found[at].current.value or NONE
    for place in range(at + 1, len(found)):
        rest -= NONE if found[place].part_of else found[place].current.value or NONE
        if rest == 0:
            return place + 1
    return len(found)


def _is_rounded_sum(found: Sequence[Found], at: int) -> bool:
    """Say whether rounding alone parts both amounts from the sums of all lines with deeper bullets under them."""
    total, depth = found[at], DEPTH.get(found[at].style)
    own = [] if depth is None else _under(found, at, depth, known=False)
    lines = [found[place] for place in _broadest(found, own)]
    under = [line for line in lines if line.current.kind is Kind.STATED]
    if len(under) < len(lines) and len(under) < FEWEST_ROUNDED:
        return False
    pairs = [(total.current, [line.current for line in under]), (total.previous, [line.previous for line in under])]
    if len(under) < 2 or (total.previous.value is None and len(under) < FEWEST_ROUNDED):
        return False
    pairs = pairs if total.previous.value is not None else pairs[:1]
    return all(_is_near(amount, add(parts), len(parts)) for amount, parts in pairs)


def _is_near(amount: Amount, total: Decimal | None, count: int) -> bool:
    if amount.value is None or total is None or not _is_rounded(amount):
        return False
    return abs(amount.value - total) <= _slack(amount) * (count + 1) / 4


def _adds_up(total: Found, under: Sequence[Found]) -> Verdict:
    current = add(other.current for other in under)
    previous = add(other.previous for other in under)
    if current is None or not (current == total.current.value or _is_nearly(total, under)):
        return Verdict.NO
    knows_before = total.previous.value is not None and previous is not None and not total.previous.is_nothing
    is_above = all((other.style, other.mark) != (total.style, total.mark) for other in under)
    lacking = (total.previous.value or NONE) - (previous or NONE) if knows_before else NONE
    has_ended = lacking > 0 and not total.style and is_above
    if abs(lacking) > _slack(total.previous) and not has_ended:
        return Verdict.NO
    is_telling = knows_before and _digits(total.current) >= TELLING_DIGITS
    return Verdict.YES if is_above or is_telling else Verdict.PERHAPS


def _is_nearly(total: Found, under: Sequence[Found]) -> bool:
    """Say whether rounding alone parts two long amounts from the sums of few lines, which is no chance."""
    pairs = [(total.current, [line.current for line in under]), (total.previous, [line.previous for line in under])]
    return len(under) <= FEW_LINES and all(
        _digits(amount) >= LONG_DIGITS and _is_near(amount, add(parts), len(parts)) for amount, parts in pairs
    )


def _telling_digits(amount: Amount) -> int:
    """Return how many digits an amount has before its last zeros."""
    return len(amount.value.normalize().as_tuple().digits) if amount.value else 0


def _digits(amount: Amount) -> int:
    return len(amount.value.as_tuple().digits) if amount.value is not None else 0


class Runs:
    """The sums of all runs of lines that stand together, to look up a long amount in."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = found
        self.sums: dict[Decimal, list[tuple[int, int, Decimal]]] = {}
        """Where the runs of a sum begin and end, and their sums of the year before."""
        for start in range(len(found)):
            self._add(start)

    def _add(self, start: int) -> None:
        current = previous = NONE
        for at in range(start, min(start + MOST_LINES, len(self.found))):
            line = self.found[at]
            if line.current.value is None:
                return
            current, previous = current + line.current.value, previous + (line.previous.value or NONE)
            if at > start:
                self.sums.setdefault(current, []).append((start, at, previous))

    def hold(self, at: int) -> bool:
        """Say whether both years' amounts of a line, or one that is longer, are those of several lines elsewhere."""
        total = self.found[at]
        is_long = _telling_digits(total.current) >= LONGER_DIGITS
        if not is_long and min(_telling_digits(total.current), _telling_digits(total.previous)) < LONG_DIGITS:
            return False
        return any(
            not start <= at <= end and (is_long or previous == total.previous.value)
            for start, end, previous in self.sums.get(total.current.value or NONE, ())
        )


def titles_with_sums(found: Sequence[Found], titles: Collection[int], pages: Sequence[str]) -> set[int]:
    """Return the places of numbered titles of pages whose amount holds those of several lines on their page."""
    held: set[int] = set()
    for at, title in enumerate(found):
        if title.at not in titles or title.style not in ("number", "roman") or title.current.value is None:
            continue
        end = next((place for place in range(at, len(found)) if pages[found[place].at] != pages[title.at]), len(found))
        under = [line for line in found[at + 1 : end] if not line.part_of]
        total = add(line.current for line in under)
        if len(under) > 1 and total is not None and total <= title.current.value:
            held.add(at)
    return held


def with_parts(found: Sequence[Found], headings: Collection[int] = ()) -> list[Found]:
    """Return the lines, those with deeper bullets under an amount that is no less than theirs as its parts.

    Such an amount holds theirs and more: to add both would count twice. What stands behind one of the headings, which
    are places of lines, is under that heading and no part of words without a bullet.
    """
    lines = list(found)
    for at, whole in enumerate(found):
        under = [] if whole.part_of or not whole.current.value else _deeper(found, at, headings)
        total = add(found[place].current for place in _broadest(found, under))
        if under and total is not None and whole.current.value is not None and total <= whole.current.value:
            for place in under:
                part = found[place]
                lines[place] = part._replace(part_of=part.part_of or whole.name, doubts=(*part.doubts, "part"))
    return lines


def _deeper(found: Sequence[Found], at: int, headings: Collection[int]) -> list[int]:
    """Return the places of the lines right under one that have deeper bullets, or bullets under words without one."""
    whole = found[at]
    depth = DEPTH.get(whole.style)
    if depth is not None:
        return _under(found, at, depth) or _hollow(found, at)
    if whole.style or PROGRAMME.search(plain(whole.name)):
        return []
    limit = min((heading for heading in headings if heading > whole.at), default=found[-1].at + 1)
    rest = range(at + 1, len(found))
    end = next((place for place in rest if found[place].style not in ENTRIES or found[place].at > limit), len(found))
    return _under(found[:end], at, -1)


def _hollow(found: Sequence[Found], at: int) -> list[int]:
    """Return the places of the lines with hollow bullets right under one with a filled one, if they are several."""
    if found[at].mark not in FILLED:
        return []
    places = range(at + 1, len(found))
    own = list(takewhile(lambda place: found[place].mark in HOLLOW and not found[place].part_of, places))
    known = all(found[place].current.value is not None for place in own)
    return own if len(own) > 1 and known else []


def _broadest(found: Sequence[Found], places: Sequence[int]) -> list[int]:
    """Return the lines without those under other ones of them."""
    broadest: list[int] = []
    for place in places:
        if not broadest or DEPTH.get(found[place].style, 0) <= DEPTH.get(found[broadest[-1]].style, 0):
            broadest.append(place)
    return broadest


def _under(lines: Sequence[Found], at: int, depth: int, *, known: bool = True) -> list[int]:
    """Return the places of the lines right under one whose bullets are deeper, if all their amounts are `known`."""
    under: list[int] = []
    for place in range(at + 1, len(lines)):
        if DEPTH.get(lines[place].style, 0) <= depth and not lines[place].part_of:
            break
        under.append(place)
    own = [place for place in under if not lines[place].part_of]
    return own if not known or all(lines[place].current.value is not None for place in own) else []


def _slack(amount: Amount) -> Decimal:
    exponent = amount.value.as_tuple().exponent if amount.value is not None else 0
    return Decimal(2).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def wrong_sums(found: Sequence[Found], sums: Sequence[Sum]) -> list[tuple[Sum, int]]:
    """Return the printed sums that differ from their lines by more than rounding, each with the last line above it."""
    wrong: list[tuple[Sum, int]] = []
    since = 0
    for total in sums:
        lines = [line for line in found[0 if total.is_grand else since : total.after] if not line.part_of]
        if not total.is_grand:
            since = total.after
        if total.is_grand or not total.is_plain or not lines or any(line.current.value is None for line in lines):
            continue
        differs = add(line.current for line in lines)
        if total.current.value is not None and differs is not None:
            slack = _slack(total.current) * len(lines) / 2 if _is_rounded(total.current) else Decimal(0)
            if abs(differs - total.current.value) > slack:
                wrong.append((total, total.after - 1))
    return wrong


def _is_rounded(amount: Amount) -> bool:
    exponent = amount.value.as_tuple().exponent if amount.value is not None else 0
    return isinstance(exponent, int) and exponent > 0
