"""Lines that hold others and are no budget lines: accounts, 款, offices, pillars of policy, tables of sums."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from budgetcli.domain.text import key
from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.found import Found
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.lines import ACCOUNT as ACCOUNT_NAMES
from budgetcli.read.slides.names import ACCOUNT, ENDS, clean
from budgetcli.read.slides.outline import HEADING_LENGTH, heading_level

UNMARKED = ("row", "")
NUMBERED = (*UNMARKED, "heading", "number")
PILLAR = re.compile(r"(?:政策|施策|基本|重点|まちづくり)*(?:目標|の?柱|政策|施策|戦略|プラン|分野)\d{1,2}(?:[^\d].*)?")
HOLDERS = (
    (UNMARKED, ACCOUNT),
    (("", "number", "symbol", "heading", "row"), PILLAR),
    ((*NUMBERED, "round"), re.compile(r"第?\d{1,2}[款項].+")),
    (UNMARKED, re.compile(r"[^\d()（）]{1,10}(?:省|庁|内閣府)|(?:内閣官房|内閣府|警察庁|最高裁判所|会計検査院)")),
    (UNMARKED, re.compile(r"[^\d()（）]{1,7}[市町村]")),
    (NUMBERED, re.compile(r"[^\d()（）]{1,12}(?:部|局|課|室|委員会|委員会事務局|議会事務局|会計管理者)")),
)
"""How 款, pillars of policy and offices are printed, and what their names are."""
ACCOUNTS = re.compile(rf"(?:{ACCOUNT_NAMES.pattern})(?:\(.*\))?")
SEVERAL = re.compile(r"\d会計\)$")
MUNICIPAL = re.compile(
    r"(?:特別会計)?(?:国民健康保険|介護保険|後期高齢者医療|(?:簡易|上|下)?水道事業会計|病院事業会計)"
)
"""Accounts that every municipality has."""
ORGANISATION = re.compile(
    r"(?:.*[年月日度][ 　]+)?[^\s\d]{2,14}(?:[都道府県市町村区]|[省庁局院]|委員会)"
    r"(?:所管|関係)?(?:の?(?:予算|概算要求)(?:案|額)?)?"
)
"""Who prints a budget, perhaps behind the date."""
OUTLINE = ("roman", "number", "round")
FEWEST_HOLDERS = 3
FIRST_OF_LIST = re.compile(r"[(]?1[) ．.、]")
NUMBER_OF_LIST = re.compile(r"[(]?\d{1,2}[) ．.、]")
LEAST_UNDER = 2
"""Lines under a heading that an overview prints with what they get together."""
BESIDE = 8
"""Lines behind that of the general account in which the special ones stand."""
SUMMARY = re.compile(
    r"総括(?:表|$)|(?:予算|財政)(?:の)?(?:規模|フレーム|の姿)"
    r"|(?:会計|部局|款|性質|目的|経費|組織|機関)別(?!.*(?:事業|施策|取組|事項|主要|重点))"
)
"""What stands over a table of sums."""
PILLARS = re.compile(r"(?:政策|施策|重点|予算)?の?(?:柱|分野|方針)(?!.*事業名)(?:名|別)?(?=[RHS令平前本今当予要\d])")
"""A column of names that are those of pillars."""
ABOVE_TABLE = 10
"""Lines above a table's first row, its head among them, in which its title stands."""
MANY = 5
ACCOUNT_LEVEL = 64
"""That of a 款 over its 項, below the headings of a page."""


def without_holders(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Return the lines without those that hold the others, where a document prints them beside programmes."""
    kept = list(found)
    for styles, pattern in HOLDERS:
        held = [each for each in kept if each.style in styles and pattern.fullmatch(plain("".join(each.name.split())))]
        single = [other for each, other in pairwise(kept) if each in held and _says_same(other, each)]
        held = [each for each in held if each not in single]
        kept = _left(kept, held, assembly, are_headings=True) if len(held) >= FEWEST_HOLDERS else kept
    over_one = [each for each, other in pairwise(kept) if _is_only_one(other, each)]
    kept = _left(kept, over_one, assembly, are_headings=True)
    several = [each for each in kept if each.style in UNMARKED and SEVERAL.search(plain("".join(each.name.split())))]
    kept = _left(kept, several, assembly)
    kept = _left(kept, [each for each in kept if _is_account(each, found, assembly)], assembly, are_headings=True)
    kept = _left(kept, [each for each in kept[:1] if _is_whole_budget(each, kept)], assembly)
    kept = _left(kept, _told_before(kept), assembly, are_headings=True)
    kept = _left(kept, _named_over_lines(kept, assembly), assembly)
    for style in OUTLINE:
        held = _headings_over_programmes(kept, style)
        kept = _left(kept, held, assembly, are_headings=True) if held else kept
    general = {total.at for total in assembly.ledger.sums if "一般会計" in assembly.lines[total.at].plain}
    accounts = [each for each in kept if ACCOUNTS.fullmatch(plain(each.name))]
    beside = [each for each in accounts if any(-1 <= each.at - at <= BESIDE for at in general)]
    kept = _left(kept, beside if 2 * len(accounts) < len(kept) else (), assembly)
    for table in {each.table for each in kept} - {-1}:
        rows = [each for each in found if each.table == table]
        held = [each for each in kept if each.table == table]
        if 2 * len(held) <= len(rows) or _is_summary(rows[0], assembly):
            kept = _left(kept, held, assembly)
    assembly.contents.headings.sort(key=lambda heading: heading.at)
    return kept


def _says_same(each: Found, over: Found) -> bool:
    """Say whether a line repeats the name and the amount of the one over it."""
    return (key(each.name), each.current.value) == (key(over.name), over.current.value)


def _is_only_one(each: Found, over: Found) -> bool:
    """Say whether a line is the only one of the line right over it: with its name, or the first of another list."""
    amounts = each.current.value, each.previous.value
    is_same = None not in amounts and amounts == (over.current.value, over.previous.value)
    return each.at == over.at + 1 and (_says_same(each, over) or (is_same and begins_anew(each, over)))


def begins_anew(each: Found, over: Found) -> bool:
    """Say whether a line has the number that begins a list, and the one over it a later one or the same."""
    begins = FIRST_OF_LIST.match(plain(each.numbered)) is not None
    return begins and each.style == over.style and NUMBER_OF_LIST.match(plain(over.numbered)) is not None


def _is_whole_budget(first: Found, found: Sequence[Found]) -> bool:
    """Say whether the first line is an organisation with what all of it gets."""
    largest = max(each.current.value or 0 for each in found)
    return ORGANISATION.fullmatch(plain(first.name)) is not None and (first.current.value or 0) >= largest


def _told_before(found: Sequence[Found]) -> list[Found]:
    """Return the numbered headings whose name and amount an overview prints, too, there and over their lines."""
    amounts = [(each.name, each.current.value) for each in found if each.style in OUTLINE]
    return [
        each
        for each in found
        if each.style in OUTLINE and each.current.value and amounts.count((each.name, each.current.value)) > 1
    ]


def _named_over_lines(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Return the lines of an overview whose names are headings over several lines behind it."""
    named = {key(each.name): each for each in found}
    again = [
        (at, each)
        for at, line in enumerate(assembly.lines)
        if heading_level(line.plain) and (each := named.get(key(clean(line.raw)))) and each.at < at
    ]
    held: list[Found] = []
    for (at, each), after in zip_longest(again, again[1:]):
        end = after[0] if after else len(assembly.lines)
        if sum(at < other.at < end for other in found) >= LEAST_UNDER:
            held.append(each)
    return [each for each in found if each in held]


def _headings_over_programmes(found: Sequence[Found], style: str) -> list[Found]:
    """Return the lines with numbers of a style that are no programmes and print what all programmes of a field get.

    Not all of these need be told below them, so that their sum may be less.
    """
    held = [each for each in found if each.style == style]
    below = [
        [
            other
            for other in found
            if each.at < other.at and (after is None or other.at < after.at) and not other.part_of
        ]
        for each, after in zip_longest(held, held[1:])
    ]
    named = sum(ENDS.search(plain(each.name)) is not None for each in held)
    programmes = [other for of in below for other in of]
    are_programmes = 2 * sum(ENDS.search(plain(other.name)) is not None for other in programmes) > len(programmes)
    fits = all(_holds(each, of) for each, of in zip(held, below, strict=True))
    return held if len(held) >= FEWEST_HOLDERS and 2 * named < len(held) and are_programmes and fits else []


def _holds(each: Found, below: Sequence[Found]) -> bool:
    """Say whether lines are no more together than the one over them."""
    total = sum(other.current.value or 0 for other in below)
    return bool(below) and each.current.value is not None and total <= each.current.value


def _is_account(each: Found, found: Sequence[Found], assembly: Assembly) -> bool:
    """Say whether a line is an account of a municipality, or one that holds a single other line."""
    name = plain("".join(each.name.split()))
    above = [heading.text for heading in assembly.contents.headings if heading.at < each.at]
    if each.style not in UNMARKED or not ACCOUNTS.fullmatch(name) or "繰出" in "".join(above[-1:]):
        return False
    amounts = each.current.value, each.previous.value
    below = [(other.current.value, other.previous.value) for other in found if other.at > each.at]
    is_single = None not in amounts and amounts in below
    return is_single or MUNICIPAL.match(name) is not None


def _left(found: list[Found], held: Sequence[Found], assembly: Assembly, *, are_headings: bool = False) -> list[Found]:
    """Return the lines without those that hold the others, if there are enough others."""
    if not held or len(found) - len(held) < max(MANY, len(held)):
        return found
    is_over_lines = len(held) == 1
    for each, following in zip_longest(held, held[1:]):
        assembly.ledger.leave_found(each, "sum")
        if following is not None:
            is_over_lines = any(each.at < other.at < following.at for other in found)
        if are_headings and each.style and is_over_lines:
            words = each.numbered
            assembly.contents.add(heading_level(plain(words)) or ACCOUNT_LEVEL, words, each.at)
    return [each for each in found if each not in held]


def _is_summary(first: Found, assembly: Assembly) -> bool:
    """Say whether the heading above a table calls it one of sums."""
    heads = assembly.reading.tables.heads
    near = range(max(first.at - ABOVE_TABLE, 0), first.at)
    own = ["".join(assembly.lines[at].plain.split()) for at in near if at in heads]
    if any(PILLARS.match(each) for each in own[-1:]):
        return True
    title = max((at for at in near if at not in heads), default=first.at)
    above = [at for at in near if at >= title]
    words = ["".join(assembly.lines[at].plain.split()) for at in above]
    return any(SUMMARY.search(each) and len(each) <= HEADING_LENGTH and not each.endswith("。") for each in words)
