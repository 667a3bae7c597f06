"""What a document says of its brackets and arrows: （ ）内は前年度当初予算額."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides.labels import YEAR, Labels, Role
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.names import SYMBOL
from budgetcli.read.vocabulary import NEW

BRACKETS = {"(": ")", "〔": "〕", "[": "]", "【": "】", "〈": "〉", "<": ">", "《": "》"}
OPEN, CLOSE = "".join(BRACKETS), "".join(BRACKETS.values())
LEGEND = re.compile(
    rf"(?:(?P<open>[{re.escape(OPEN)}])[ 　…・]*[{re.escape(CLOSE)}]|(?P<word>カッコ|括弧|かっこ)) ?"
    r"(?:内|書き?|の中)?(?:の?(?:数字|金額|数値|額|計数))?(?:は|が(?=[^あな])|[:：]|…|=)[、 ]*"
    r"(?=(?P<what>\n?(?:.|(?:(?<=[ぁ-ん、])|(?<=\d年度))\n){2,44}))"
)
BELOW = re.compile(r"下段[^。]{0,6}(?:は|が|[:：])[、 ]*(?P<what>.{2,20})")
NEXT_LEGEND = re.compile(rf"[。)]|、\s*(?=[{re.escape(OPEN)}])")
TEMPLATE = re.compile(
    rf"(?:{YEAR})[^\d{re.escape(OPEN)}]{{0,10}}額(?:案|\(案\))?[ 　]*"
    rf"(?P<brackets>(?:[{re.escape(OPEN)}](?:{YEAR})[^円{re.escape(CLOSE)}]{{0,16}}[{re.escape(CLOSE)}][ 　]*)+)"
)
"""How a document shows its entries: 令和７年度予算額（令和６年度予算額）〈令和６年度補正予算額〉."""
IN_BRACKETS = re.compile(rf"([{re.escape(OPEN)}])([^{re.escape(CLOSE)}]*)")
CALLED = re.compile("「(?P<word>[^「」]{2,8})」(?:は|とは)、?[^。]{0,40}補正予算[^。]{0,12}計上")
"""How a document says what it calls an amount of a supplementary budget."""
ARROW_LEGEND = re.compile(rf"(?:{YEAR})[^→⇒➡\d]{{0,12}}[→⇒➡] ?(?:{YEAR}|要求|概算|予算|本年度)")
LABELLED_AMOUNT = re.compile(
    rf"([{re.escape(OPEN)}]) ?(?P<year>前年度|昨年度|(?:{YEAR}))[^\d{re.escape(CLOSE)}]{{0,12}}"
    r"\d[\d,.]*(?:[兆億万千百円]|,\d{3})"
)


NEW_SYMBOL = re.compile(
    rf"({SYMBOL}|※(?=印?は))[」』 　]*(?:[:：=＝…‥]+|は、?|が|印は?、?)(?:令和\d+年度の)?[ 　「『]*"
    rf"(?:{NEW}|新た?[なし]い?(?:事業|取組))(?!.?(?:・|又は|及び|や)?拡)"
    rf"|(?P<alone>{SYMBOL})[ 　]*{NEW}(?:事業)?"
    rf"(?=[ 　、,]*{SYMBOL}[ 　]*(?:拡[充大]|充実|継続|重点|見直し)(?:事業)?[ 　、,\n)])"
)
"""What a document says of a bullet: ◎：新規事業, ◎新規 ○拡充."""


OTHER_BUDGET = re.compile(
    r"([(【〔\[][^()【】〔〕\[\]]{1,3}[)】〕\]])(?:は、?|[:：]|…+)[ 　]*(?=(?P<what>.{2,24}補正))"
)
"""What a document says of a tag: （補）は令和５年度２月補正予算."""


class Legends(NamedTuple):
    """What unlabelled figures mean, by page."""

    brackets: dict[tuple[str, str], Role]
    """The role of a figure in a kind of bracket, by page and opening bracket."""
    arrows: bool
    """Whether the document names the year before and this year with an arrow between."""
    inferred: frozenset[str]
    """Brackets in which the document prints labelled amounts of the year before."""
    new: frozenset[str] = frozenset()
    """Bullets of new items."""
    other: frozenset[str] = frozenset()
    """Tags of items of another budget than the document's."""
    years: dict[str, FiscalYear] = {}
    """The years of the supplementary budgets that brackets hold, where the document names them."""

    def role(self, page: str, bracket: str) -> Role | None:
        """Return the role of a figure in a bracket on a page; None where the document does not say."""
        return self.brackets.get((page, bracket))


def find_legends(lines: Sequence[Line], labels: Labels) -> Legends:
    """Return what the document says; a legend holds from its page on, and before it where it is the only one."""
    pages: dict[str, str] = {}
    for line in lines:
        pages[line.page] = pages.get(line.page, "") + line.plain + "\n"
    text = "".join(pages.values())
    brackets: dict[tuple[str, str], Role] = {}
    for bracket, by_page in _stated(pages, labels).items():
        role = next(iter(by_page.values())) if len(set(by_page.values())) == 1 else None
        for page in pages:
            role = by_page.get(page, role)
            if role:
                brackets[page, bracket] = role
    return Legends(
        brackets,
        ARROW_LEGEND.search(text) is not None,
        _labelled(text, labels),
        _new_symbols(text),
        _other_budgets(text, labels),
        _supplemented_years(text, labels),
    )


def called_supplements(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the words by which a document calls amounts of a supplementary budget."""
    return tuple(match["word"] for line in lines for match in CALLED.finditer(line.plain))


def _stated(pages: Mapping[str, str], labels: Labels) -> dict[str, dict[str, Role]]:
    """Return the role that each page says of a figure in a bracket, by the opening bracket and page."""
    stated: dict[str, dict[str, Role]] = {}
    for page, words in pages.items():
        for match in LEGEND.finditer(words):
            if role := _role(match["what"], labels):
                stated.setdefault(match["open"] or "(", {})[page] = role
        for match in BELOW.finditer(words):
            if role := _role(match["what"], labels):
                stated.setdefault("(", {}).setdefault(page, role)
        for match in TEMPLATE.finditer(words.replace("\n", "")):
            for opening, what in IN_BRACKETS.findall(match["brackets"]):
                if role := _role(what, labels):
                    stated.setdefault(opening, {}).setdefault(page, role)
    return stated


def _supplemented_years(text: str, labels: Labels) -> dict[str, FiscalYear]:
    """Return the years of the supplementary budgets that brackets hold, where the document names them."""
    named = {
        match["open"] or "(": labels.year_in(NEXT_LEGEND.split(match["what"])[0])
        for match in LEGEND.finditer(text)
        if _role(match["what"], labels) is Role.SUPPLEMENTARY
    }
    return {bracket: year for bracket, year in named.items() if year and year != labels.year}


def _new_symbols(text: str) -> frozenset[str]:
    return frozenset(match[1] or match["alone"] for match in NEW_SYMBOL.finditer(text))


def _other_budgets(text: str, labels: Labels) -> frozenset[str]:
    if labels.stage is Stage.SUPPLEMENTARY:
        return frozenset()
    return frozenset(match[1] for match in OTHER_BUDGET.finditer(text))


def _role(what: str, labels: Labels) -> Role | None:
    head = NEXT_LEGEND.split(what.strip())[0]
    label = labels.read(head)
    if label and label.role is Role.CURRENT and label.year:
        return Role.CURRENT
    if re.search(r"増減|比率|伸び|差|率|前年(?:度)?比", head):
        return Role.CHANGE
    if re.search(rf"前年度?|昨年度|{YEAR}", head):
        return Role.SUPPLEMENTARY if re.search(r"補正(?!後)", head) and "当初" not in head else Role.PREVIOUS
    if re.search(r"補正", head):
        return Role.CURRENT if labels.stage is Stage.SUPPLEMENTARY else Role.SUPPLEMENTARY
    return Role.OTHER if re.search(r"内数|再掲|うち|国費|一般財源|事業費|特別会計|契約|総額", head) else None


def _labelled(text: str, labels: Labels) -> frozenset[str]:
    named = LABELLED_AMOUNT.finditer(text)
    return frozenset(match[1] for match in named if labels.year_in(match["year"]) != labels.year)
