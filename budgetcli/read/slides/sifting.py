"""What of the lines found is no budget line after all: sums, accounts, what is of another budget."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.dating import YEAR, year_of
from budgetcli.read.slides.figures import AMOUNT
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ACCOUNT, OFFICE_BEHIND, STRONG
from budgetcli.read.slides.nesting import Paths
from budgetcli.read.slides.outline import Heading, heading_level
from budgetcli.read.slides.sums import Runs, Verdict, sum_of_next, titles_with_sums, with_parts, wrong_sums

WHOLE_ACCOUNT = re.compile(r".*会計(?:[(（].*[)）])?")
REFERENCE = re.compile(r"予備費|.*(?:一括計上分?|推移|残高|融資枠)(?:[(（].*[)）])?")
"""Lines that tables print beside those of programmes."""
MUNICIPAL = re.compile(r"国民健康保険|介護保険|後期高齢者医療")
"""Accounts that every municipality has."""
UNMARKED = ("row", "")
ABOUT_FIGURES = re.compile(
    r"[\d\s,.()\[\]〔〕【】:：/・△▲~＋+％%、。ー-]|新規?|拡充?|継続?|[前本今]年度?|令和|平成|年度|当初|補正|予算|要求|額|案|[RH円]"
)
"""What stands beside figures and names nothing."""
FEWEST_ACCOUNTS = 3
FEWEST_OFFICES = 3
MANY = 5
ACCOUNT_LEVEL = 64
"""That of a 款 over its 項, below the headings of a page."""
NAME_BEGINS = 4
"""Characters by which a name is found among the words that it was read from."""
SECTION_YEAR = re.compile(rf"({YEAR})[^、。]{{0,16}}(?:予算|要求)")


def sift(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Return the budget lines among those found, and the headings with those that sums have turned out to be."""
    rest = _of_other_budgets(_mark_wrong_sums(found, assembly), assembly)
    rest, headings = _without_sums(_without_accounts(rest, assembly), assembly)
    return with_parts(_without_offices(_with_names(rest, assembly))), headings


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
    """Leave out 款 and accounts, which hold everything else, where a document lists them beside programmes."""
    kept = list(found)
    for pattern in (ACCOUNT, WHOLE_ACCOUNT):
        held = [each for each in kept if each.style in UNMARKED and pattern.fullmatch("".join(each.name.split()))]
        is_municipal = pattern is ACCOUNT or any(MUNICIPAL.match(each.name) for each in held)
        if not is_municipal or len(held) < FEWEST_ACCOUNTS or len(kept) - len(held) < max(MANY, len(held)):
            continue
        for each in held:
            _leave(assembly, each, "sum")
            if pattern is ACCOUNT and each.style == "row":
                assembly.contents.add(ACCOUNT_LEVEL, each.name, each.at)
        kept = [each for each in kept if each not in held]
    assembly.contents.headings.sort(key=lambda heading: heading.at)
    return kept


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
        if re.search(r"\d", words) and not ABOUT_FIGURES.sub("", AMOUNT.sub("", words)):
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
        if each.style != "row":
            level = heading_level(assembly.lines[each.at].plain) or (62 if each.style in STRONG else 45)
            text = each.quote[: max(each.quote.find(each.name[:NAME_BEGINS]), 0)] + each.name
            headings.append(Heading(level, text, each.at, each.style))
    return kept, sorted(headings, key=lambda heading: heading.at)
