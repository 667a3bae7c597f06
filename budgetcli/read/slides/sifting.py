"""What of the lines found is no budget line after all: sums, accounts, what is of another budget."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.breakdowns import breakdowns
from budgetcli.read.slides.dating import YEAR, year_of
from budgetcli.read.slides.figures import AMOUNT
from budgetcli.read.slides.found import Found
from budgetcli.read.slides.holders import begins_anew, without_holders
from budgetcli.read.slides.labels import LABEL
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import OFFICE_BEHIND
from budgetcli.read.slides.nesting import Paths
from budgetcli.read.slides.outline import Heading, heading_level
from budgetcli.read.slides.repeats import without_repeats
from budgetcli.read.slides.sums import (
    Runs,
    Verdict,
    end_of_sum,
    sum_of_level,
    sum_of_next,
    titles_with_sums,
    with_parts,
    wrong_sums,
)

REFERENCE = re.compile(
    r".*[(（](?:人件費|扶助費|公債費|(?:普通)?建設事業費|物件費|市?[町村区]?税(?:など)?|繰[入出]金|[市町村県]債|地方交付税.*|その他|諸収入.*)[)）]|"
    r"(?:第?\d{1,2}款 ?)?予備費|.*に[(（][^()（）]{1,10}費[)）]|.*(?:一括計上分?|推移|残高|融資枠)(?:[(（].*[)）])?"
    r"|(?:収支|差引|財源)(?:収支|財源)?(?:不足|差引)額?"
)
"""Lines that tables print beside those of programmes."""
ABOUT_FIGURES = re.compile(
    r"[\d\s,.()\[\]〔〕【】:：/・△▲~＋+％%、。ー-]|新規?|拡充?|継続?|[前本今]年度?|令和|平成|年度|当初|補正|予算|要求|額|案|[RH円]"
)
"""What stands beside figures and names nothing."""
FEWEST_OFFICES = 3
SUM_LEVEL, SUM_LEVELS = 62, {"": 45, "dot": 45, "heading": 45, "row": 64}
"""Levels of headings that are sums, by their bullets."""
SECTION_YEAR = re.compile(rf"({YEAR})[^、。]{{0,16}}(?:予算|要求)")


def sift(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Return the budget lines among those found, and the headings with those that sums have turned out to be."""
    rest = _of_other_budgets(_mark_wrong_sums(found, assembly), assembly)
    rest = _without_breakdowns(without_holders(rest, assembly), assembly)
    rest, headings = _without_sums(rest, assembly)
    rest = without_repeats(rest, assembly)
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
            assembly.ledger.leave_found(each, why)
        else:
            kept.append(each)
    return kept


def _without_breakdowns(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out what the amounts of other lines are spent on."""
    parts = breakdowns(found)
    for place in parts:
        assembly.ledger.leave_found(found[place], "breakdown")
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
        if (
            not words
            or _names_columns(words)
            or (re.search(r"\d", words) and not ABOUT_FIGURES.sub("", AMOUNT.sub("", words)))
        ):
            assembly.ledger.leave_found(each, "sentence")
        else:
            kept.append(each)
    return kept


def _names_columns(words: str) -> bool:
    """Say whether words are what heads call amounts of several years."""
    return LABEL.fullmatch(words) is not None and len(re.findall(YEAR, words)) > 1


def _without_sums(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Leave out amounts that are the sum of the lines right under them; the names become headings."""
    kept: list[Found] = []
    headings = list(assembly.contents.headings)
    firsts = {at for at in range(len(assembly.lines)) if assembly.contents.begins_page(at)}
    titles = titles_with_sums(found, firsts, [line.page for line in assembly.lines])
    runs = Runs(found)
    for at, each in reversed(list(enumerate(found))):
        below = [each, *kept]
        is_held = at in titles or runs.hold(at)
        verdicts = (
            {Verdict.YES} if is_held else {sum_of_next(found, at), sum_of_next(below, 0), sum_of_level(found, at)}
        )
        if Verdict.YES not in verdicts:
            doubts = ("perhaps-sum",) if Verdict.PERHAPS in verdicts else ()
            kept.insert(0, each._replace(doubts=(*each.doubts, *doubts)))
            continue
        assembly.ledger.leave_found(each, "sum")
        level = heading_level(assembly.lines[each.at].plain) or SUM_LEVELS.get(each.style, SUM_LEVEL)
        begins_list = below[1:2] and begins_anew(below[1], each)
        headings.append(Heading(level, each.numbered, each.at, "" if begins_list else each.style.removeprefix("row")))
        end = end_of_sum(below, 0)
        if each.style == "row" and end < len(below):
            headings.append(Heading(level, "", below[end].at - 1))
    return kept, sorted(headings, key=lambda heading: heading.at)
