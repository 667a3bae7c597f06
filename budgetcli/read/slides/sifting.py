"""What of the lines found is no budget line after all: sums, accounts, what is of another budget."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.breakdowns import breakdowns
from budgetcli.read.slides.dating import YEAR, year_of
from budgetcli.read.slides.figures import AMOUNT
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.lines import ACCOUNT as ACCOUNT_NAMES
from budgetcli.read.slides.names import ACCOUNT, OFFICE_BEHIND
from budgetcli.read.slides.nesting import Paths
from budgetcli.read.slides.outline import HEADING_LENGTH, Heading, heading_level
from budgetcli.read.slides.sums import (
    Runs,
    Verdict,
    end_of_sum,
    sum_of_next,
    titles_with_sums,
    with_parts,
    wrong_sums,
)

UNMARKED = ("row", "")
NUMBERED = (*UNMARKED, "heading", "number")
PILLAR = re.compile(r"(?:政策|施策|基本|重点|まちづくり)*(?:目標|の?柱|政策|施策|戦略|プラン|分野)\d{1,2}(?:[^\d].*)?")
HOLDERS = (
    (UNMARKED, ACCOUNT),
    (("", "number", "symbol"), PILLAR),
    ((*NUMBERED, "round"), re.compile(r"第?\d{1,2}[款項].+")),
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
BESIDE = 8
"""Lines behind that of the general account in which the special ones stand."""
SUMMARY = re.compile(
    r"総括(?:表|$)|(?:予算|財政)(?:の)?(?:規模|フレーム|の姿)"
    r"|(?:会計|部局|款|性質|目的|経費|組織|機関)別(?!.*(?:事業|施策|取組|事項|主要|重点))"
)
"""What stands over a table of sums."""
ABOVE_TABLE = 10
"""Lines above a table's first row, its head among them, in which its title stands."""
REFERENCE = re.compile(
    r"(?:第?\d{1,2}款 ?)?予備費|.*に[(（][^()（）]{1,10}費[)）]|.*(?:一括計上分?|推移|残高|融資枠)(?:[(（].*[)）])?"
)
"""Lines that tables print beside those of programmes."""
ABOUT_FIGURES = re.compile(
    r"[\d\s,.()\[\]〔〕【】:：/・△▲~＋+％%、。ー-]|新規?|拡充?|継続?|[前本今]年度?|令和|平成|年度|当初|補正|予算|要求|額|案|[RH円]"
)
"""What stands beside figures and names nothing."""
FEWEST_OFFICES = 3
MANY = 5
SUM_LEVEL, SUM_LEVELS = 62, {"": 45, "dot": 45, "heading": 45, "row": 64}
"""Levels of headings that are sums, by their bullets."""
ACCOUNT_LEVEL = 64
"""That of a 款 over its 項, below the headings of a page."""
NAME_BEGINS = 4
"""Characters by which a name is found among the words that it was read from."""
SECTION_YEAR = re.compile(rf"({YEAR})[^、。]{{0,16}}(?:予算|要求)")


def sift(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Return the budget lines among those found, and the headings with those that sums have turned out to be."""
    rest = _of_other_budgets(_mark_wrong_sums(found, assembly), assembly)
    rest = _without_breakdowns(_without_accounts(rest, assembly), assembly)
    rest, headings = _without_sums(rest, assembly)
    places = {heading.at for heading in headings}
    return with_parts(_without_offices(_with_names(rest, assembly)), places), headings


def _mark_wrong_sums(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Mark the line above a printed sum that is not the sum of its lines."""
    marked = list(found)
    for _, last in wrong_sums(assembly.ledger.found, assembly.ledger.sums):
        at = marked.index(assembly.ledger.found[last]) if assembly.ledger.found[last] in marked else -1
        if at >= 0:
            marked[at] = marked[at]._replace(doubts=(*marked[at].doubts, "sum"))
    return marked


def _of_other_budgets(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out the lines of sections on revenues or on the budget of another year."""
    paths = Paths(assembly.contents.headings, assembly.contents.titles)
    year = assembly.labels.year
    kept: list[Found] = []
    for each in found:
        named = {
            year_of(match[1]) for heading in paths.at(each.at) for match in SECTION_YEAR.finditer(plain(heading.text))
        }
        is_other = bool(named) and year not in named
        why = each.reason or ("reference" if REFERENCE.fullmatch(each.name) else "other-year" if is_other else "")
        if why:
            _leave(assembly, each, why)
        else:
            kept.append(each)
    return kept


def _without_accounts(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out what holds everything else, where a document prints it beside programmes: 款, accounts, offices."""
    kept = list(found)
    for styles, pattern in HOLDERS:
        held = [each for each in kept if each.style in styles and pattern.fullmatch(plain("".join(each.name.split())))]
        kept = _left(kept, held, assembly, are_headings=True) if len(held) >= FEWEST_HOLDERS else kept
    kept = _left(kept, [each for each in kept if _is_account(each, found)], assembly)
    kept = _left(kept, [each for each in kept[:1] if _is_whole_budget(each, kept)], assembly)
    kept = _left(kept, _told_before(kept), assembly)
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


def _is_account(each: Found, found: Sequence[Found]) -> bool:
    """Say whether a line is an account of a municipality, several accounts, or one that holds a single other line."""
    name = plain("".join(each.name.split()))
    if each.style not in UNMARKED or not ACCOUNTS.fullmatch(name):
        return False
    amounts = each.current.value, each.previous.value
    is_single = None not in amounts and sum((other.current.value, other.previous.value) == amounts for other in found)
    return is_single > 1 or MUNICIPAL.match(name) is not None or SEVERAL.search(name) is not None


def _with_number(each: Found) -> str:
    """Return a name as printed, with the number or bullet before it."""
    return each.quote[: max(each.quote.find(each.name[:NAME_BEGINS]), 0)] + each.name


def _left(found: list[Found], held: Sequence[Found], assembly: Assembly, *, are_headings: bool = False) -> list[Found]:
    """Return the lines without those that hold the others, if there are enough others."""
    if not held or len(found) - len(held) < max(MANY, len(held)):
        return found
    for each, following in zip_longest(held, held[1:]):
        _leave(assembly, each, "sum")
        is_over_lines = following is None or any(each.at < other.at < following.at for other in found)
        if are_headings and each.style and is_over_lines:
            words = _with_number(each)
            assembly.contents.add(heading_level(plain(words)) or ACCOUNT_LEVEL, words, each.at)
    return [each for each in found if each not in held]


def _is_summary(first: Found, assembly: Assembly) -> bool:
    """Say whether the heading above a table calls it one of sums."""
    heads = assembly.reading.tables.heads
    near = range(max(first.at - ABOVE_TABLE, 0), first.at)
    title = max((at for at in near if at not in heads), default=first.at)
    above = [at for at in near if at >= title]
    words = ["".join(assembly.lines[at].plain.split()) for at in above]
    return any(SUMMARY.search(each) and len(each) <= HEADING_LENGTH and not each.endswith("。") for each in words)


def _without_breakdowns(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out what the amounts of other lines are spent on."""
    parts = breakdowns(found)
    for place in parts:
        _leave(assembly, found[place], "breakdown")
    return [each for place, each in enumerate(found) if place not in parts]


def _without_offices(found: Sequence[Found]) -> list[Found]:
    """Return the lines, their names without the offices that the document prints behind most of them."""
    named = sum(OFFICE_BEHIND.search(each.name) is not None for each in found)
    if named < FEWEST_OFFICES or 2 * named <= len(found):
        return list(found)
    return [each._replace(name=OFFICE_BEHIND.sub("", each.name)) for each in found]


def _with_names(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out amounts whose names are nothing but figures and what they are called."""
    kept: list[Found] = []
    for each in found:
        words = plain(each.name)
        if not words or (re.search(r"\d", words) and not ABOUT_FIGURES.sub("", AMOUNT.sub("", words))):
            _leave(assembly, each, "sentence")
        else:
            kept.append(each)
    return kept


def _leave(assembly: Assembly, found: Found, why: str) -> None:
    line = assembly.lines[found.at]
    for amount in (found.current, found.previous, *(each.amount for each in found.supplementary)):
        if amount.printed and not amount.is_nothing:
            assembly.ledger.untaken.append(Untaken(line.page, line.number, amount.printed, why, found.quote))


def _without_sums(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Leave out amounts that are the sum of the lines right under them; the names become headings."""
    kept: list[Found] = []
    headings = list(assembly.contents.headings)
    firsts = {at for at in range(len(assembly.lines)) if assembly.contents.begins_page(at)}
    titles = titles_with_sums(found, firsts, [line.page for line in assembly.lines])
    runs = Runs(found)
    for at, each in enumerate(found):
        is_held = at in titles or runs.hold(at)
        verdict = Verdict.YES if is_held else sum_of_next(found, at)
        if verdict is not Verdict.YES:
            kept.append(each._replace(doubts=(*each.doubts, *(["perhaps-sum"] if verdict is Verdict.PERHAPS else []))))
            continue
        _leave(assembly, each, "sum")
        level = heading_level(assembly.lines[each.at].plain) or SUM_LEVELS.get(each.style, SUM_LEVEL)
        headings.append(Heading(level, _with_number(each), each.at, each.style.removeprefix("row")))
        end = end_of_sum(found, at)
        if each.style == "row" and end < len(found):
            headings.append(Heading(level, "", found[end].at - 1))
    return kept, sorted(headings, key=lambda heading: heading.at)
