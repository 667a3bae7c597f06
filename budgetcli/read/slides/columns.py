"""The columns of a table, as its flattened headings name them."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import permutations
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides.labels import YEAR, Labels, Role


class Kind(Enum):
    """What a column of figures holds."""

    CURRENT = "current"
    PREVIOUS = "previous"
    FINAL = "final"
    SUPPLEMENTARY = "supplementary"
    CHANGE = "difference"
    RATIO = "ratio"
    FINANCE = "finance"
    OTHER = "other-year"


CHANGED = (Kind.CURRENT, Kind.PREVIOUS, Kind.CHANGE)
"""Two years and what parts them."""
OF_ROLE = {
    Role.CURRENT: Kind.CURRENT,
    Role.PREVIOUS: Kind.PREVIOUS,
    Role.SUPPLEMENTARY: Kind.SUPPLEMENTARY,
    Role.CHANGE: Kind.CHANGE,
    Role.RATIO: Kind.RATIO,
    Role.OTHER: Kind.OTHER,
}


class Columns(NamedTuple):
    """The columns that hold figures, from left to right."""

    kinds: tuple[Kind, ...]
    unit: Unit | None = None
    places: tuple[int, ...] = ()
    """Which fields of a row parted by tabs they are; empty where nothing says so.

    A field that holds this year's amount with the previous one in brackets is named twice.
    """
    name: int | None = None
    """Which field of such a row holds the name, where the head calls one so."""
    supplemented: FiscalYear | None = None
    """The year of the supplementary amounts, where the head names it."""

    def at(self, kind: Kind) -> int | None:
        """Return the place of the first column of a kind."""
        return self.kinds.index(kind) if kind in self.kinds else None

    def other_orders(self) -> "list[Columns]":
        """Return the columns with the two years and their change in each other order, the change last before else.

        The sources of money may stand between any of them, as a head of two lines does not tell.
        """
        if not set(CHANGED) <= set(self.kinds):
            return []
        places = [place for place, kind in enumerate(self.kinds) if kind in CHANGED]
        orders = sorted(permutations(CHANGED), key=lambda order: order[-1] is not Kind.CHANGE)
        laid = [dict(zip(places, order, strict=True)) for order in orders]
        others = [tuple(kinds.get(at, kind) for at, kind in enumerate(self.kinds)) for kinds in laid]
        others += [] if self.places else [moved for kinds in others for moved in _finances_moved(kinds)]
        return [self._replace(kinds=kinds) for kinds in dict.fromkeys(others) if kinds != self.kinds]

    def paired(self) -> "Columns":
        """Return the columns, that of this year's amounts with the previous one in brackets behind it."""
        place = self.at(Kind.CURRENT)
        if place is None or Kind.PREVIOUS in self.kinds:
            return self
        kinds = (*self.kinds[: place + 1], Kind.PREVIOUS, *self.kinds[place + 1 :])
        places = (*self.places[: place + 1], self.places[place], *self.places[place + 1 :]) if self.places else ()
        return self._replace(kinds=kinds, places=places)

    def stacked(self, levels: Sequence[Role]) -> "Columns":
        """Return the columns, that of the amounts as those that stand one under the other in its cells."""
        place = self.at(Kind.CURRENT)
        if place is None or Kind.PREVIOUS in self.kinds or not levels:
            return self
        kinds = (*self.kinds[:place], *(OF_ROLE[role] for role in levels), *self.kinds[place + 1 :])
        return self._replace(kinds=kinds, places=())


def _finances_moved(kinds: Sequence[Kind]) -> Iterator[tuple[Kind, ...]]:
    """Return the columns with those of the sources of money together in each place."""
    rest = [kind for kind in kinds if kind is not Kind.FINANCE]
    finances = [Kind.FINANCE] * (len(kinds) - len(rest))
    for at in range(len(rest) + 1) if finances else ():
        yield (*rest[:at], *finances, *rest[at:])


UNIT_NAMES = "兆円|億円|百万円|(?<!十)万円|千円|円"
UNIT = re.compile(
    rf"(?:(?:金額)?単位 ?[:：=＝]?は? ?|^【[^】]{{2,16}}】[ 　]*(?=(?:{UNIT_NAMES})$)"
    rf"|(?:^|(?<=   ))[(\[](?=(?:{UNIT_NAMES})[)\]]$))(?P<unit>{UNIT_NAMES})"
)
"""What states the unit of bare figures; （千円） alone or at the right margin does, too."""
UNIT_IN_HEAD = re.compile(rf"[(\[]({UNIT_NAMES})[)\]]|(?<=[額A-Z度案年])({UNIT_NAMES})(?![^A-Z(\[一-龥])")
ANNOUNCED = re.compile(rf"(?:予算|要求|事業費)額?案?(?:\(案\))? *[(\[](?P<unit>{UNIT_NAMES})[)\]]")
"""The heading of a column of amounts."""
HEAD = re.compile(
    r"(?:(?:No\.?|№|番号|款|項|目|節)[・/]?)*(?:区分|基金名?|事項|(?:(?:施策|取組)・)?(?:事務|主な|主要|重点|細|新規)?事業(?:等)?(?:名称?)?|項目|科目|会計(?:名|区分)?"
    r"|名称|柱(?=施策|政策|分野)|施策(?:名|等)?|取組(?:名|内容)?|件名|部局|所管|所属|経費|歳出|内訳|分野|政策|府省|組織|担当|課名|プロジェクト)"
)
ASSESSOR = r"(?:(?:財政|総務)(?:局長|部長|課長|課|当局)?|[市町村区]長|知事|最終)"
"""Who grants what is asked for, one after the other."""
STAGE_WORDS = (
    r"(?:\d{1,2}月)?補正(?:予算)?(?:前|後)(?:の)?(?:予算)?額?|既決(?:予算)?額|(?:\d{1,2}月)?補正(?:予算)?(?:要求)?額?案?|"
    r"当初予算(?:案|額)*|概算要求額?|要求・?要望額?|(?:概算)?決定額|予算(?:現|見積|要求|計上)?(?:案|額)+|予算案?|現計(?:予算)?額?|最終(?:予算)?額?|(?:\d{1,2}月)?現計|"
    rf"決算見?込?額?|見込額?|計画額|所要額|要求額|{ASSESSOR}?査定(?:額|(?!の))|実績額?|事業費|金額|当初|\(案\)"
)
LETTER = "[A-E①-⑤]"
"""What a head calls a column by, to tell how others come from it."""
TOGETHER = rf"\d{{1,2}}[かカヵケヶ](?:月(?:予算|分)?計?|年度?計)|{LETTER}\+{LETTER}"
"""What heads the sum of a supplementary budget and the initial one behind it: 15か月予算."""
WORD = re.compile(
    rf"(?P<remark>(?:{YEAR})の(?:主な)?(?:事業|取組)?の?(?:内容|取組|概要)|(?:査定|計上|増減)の?(?:考え方|理由|内容)|備考|説明|摘要|概要|内容|担当(?:課|部局)?|所管(?:課)?|主な|ページ|頁|根拠)"
    r"|(?P<finance>財源内訳|財源\([^)]{1,8}\)|特定財源|国(?:庫)?(?:支出金|補助金|費|県支出金)|(?:都|道|府|県)(?:支出金|費|債)|国・県支出金"
    r"|(?:町|市|村|区|地方|県|府|都|道|起)債等?|一般財源|その他(?:特定?財源?)?|繰入金|基金)"
    r"|(?P<ratio>構成(?:比|割合)|倍率|(?:対?前年度?|予算)?(?:増減|伸び?|増加|比)率|対?前年度?(?:当初)?比|伸び?|[A-Z①-⑤]/[A-Z①-⑤]|[(\[]?%[)\]]?)"
    r"|(?P<change>対?前年度?(?:当初)?(?:増[・△▲]*減|比較)(?:増減)?額?|比較(?:増[・△▲]*減)?額?|(?:差引)?増[・△▲]*減額?"
    r"|対前年度?(?!当初|予算|同)(?!.*(?:率|比|伸|増減))|差引額?|差額|[(\[]?[A-Z①-⑤][)\]]?[-ー][(\[]?[A-Z①-⑤][)\]]?)"
    rf"|(?P<stock>(?:{YEAR})末(?:現在)?(?:残高|見込)*額?|(?:基金)?残高|取崩し?額?|積立て?額?)"
    rf"|(?P<together>{TOGETHER})"
    rf"|(?P<year>{YEAR})(?:の|\|(?=\d{{1,2}}月))?(?P<kind>{STAGE_WORDS})*"
    rf"|(?P<bare>{STAGE_WORDS})"
    r"|(?P<plain>合?計(?!画))"
)


COLUMN_LETTER = re.compile(rf"(?<=[額度案初算定求正計])[(\[]?{LETTER}[)\]]?(?![A-E①-⑤)\]/ー+-])")
"""The letter by which a head names a column behind what it holds."""
APART = re.compile(r"(?<=[\dA-Z])\s+(?=[\dA-Z])")
"""What parts two columns that would be one word without it: A R7."""
BOTH_YEARS = re.compile(r"(?<=[本今]年度)\s+前年度\s+(?=[増差比伸])")
"""The year before in a column of its own, not as part of 前年度増減."""
ASKED = re.compile(r"要求|要望")
ASSESSED = re.compile(r"査定額|内示額")
"""A column of what was granted, beside which the one of what was asked for is another stage's."""
DECIDED = (ASKED, re.compile("査定|内示"), re.compile("[市町村区]長|知事|最終"), re.compile("予算案|計上|当初予算"))
"""What heads the columns of this year, those decided on later behind."""


def find_columns(head: str, labels: Labels) -> Columns:
    """Return the columns of figures that the words of a table's head name."""
    tight = tightened(BOTH_YEARS.sub("|前年度|", head))
    found = UNIT_IN_HEAD.search(tight)
    tight = COLUMN_LETTER.sub("|", tight)
    unit = Unit.__members__.get(next(filter(None, found.groups()))) if found else None
    is_assessed = ASSESSED.search(tight) is not None
    kinds: list[Kind] = []
    years = 0
    last = ""
    supplemented: FiscalYear | None = None
    for match in WORD.finditer(tight):
        kind = _kind(match, labels)
        if kind is Kind.SUPPLEMENTARY:
            supplemented = labels.year_in(match[0])
        if kind is Kind.CURRENT and is_assessed and ASKED.search(match[0]):
            kind = Kind.OTHER
        if match["year"]:
            years += 1
        is_second_row = bool(match["bare"]) and (years > 0 and kind in kinds)
        is_further = kind is Kind.OTHER and bool(match["year"]) and match["year"] != last
        last = match["year"] or last
        if kind is None or is_second_row or (_repeats(kind, kinds) and not is_further):
            continue
        kinds.append(kind)
    settled = _settle(kinds if Kind.CURRENT in kinds else _asked(tight, kinds, labels))
    return Columns(settled, unit, supplemented=supplemented)


WORDS_LAST = re.compile(r"(?:内容|備考|説明|摘要|概要|理由|考え方|根拠|所管課?|担当課?|事業名称?|事項|区分)$")
"""The heading of a column of words."""


def columns_in(fields: Sequence[str], labels: Labels) -> Columns | None:
    """Return the columns that the fields of a head name, one each; None where one of them names several."""
    figures = {at: field for at, field in enumerate(fields) if not WORDS_LAST.search("".join(field.split()))}
    found = {at: columns for at, field in figures.items() if (columns := find_columns(field, labels)).kinds}
    if any(set(columns.kinds[1:]) - {Kind.OTHER} for columns in found.values()):
        return None
    named = {at: columns.kinds[0] for at, columns in found.items()}
    ranks = {at: decided(fields[at]) for at, kind in named.items() if kind is Kind.CURRENT}
    if not ranks:
        return None
    dated = {at for at in ranks if re.search(YEAR, fields[at])}
    chosen = max(ranks, key=lambda at: (ranks[at], at in dated, -at))
    if chosen in dated and min(named) in ranks.keys() - dated:
        return None
    kinds: list[Kind] = []
    for at, kind in named.items():
        is_other = at != chosen if kind is Kind.CURRENT else kind in CHANGED and kind in kinds
        kinds.append(Kind.OTHER if is_other else kind)
    unit = next((columns.unit for columns in found.values() if columns.unit), None)
    supplemented = next((columns.supplemented for columns in found.values() if columns.supplemented), None)
    return Columns(_settle(kinds), unit, tuple(named), supplemented=supplemented)


def decided(words: str) -> int:
    """Return how late in the making of a budget the amounts of a column were decided on."""
    return max((at for at, pattern in enumerate(DECIDED) if pattern.search(words)), default=len(DECIDED))


def tightened(head: str) -> str:
    """Return the words of a head without spaces, a bar where two columns would be one word without them."""
    return "".join(APART.sub("|", head).split())


def every_kind(words: str, labels: Labels) -> list[Kind]:
    """Return what each column holds that words without spaces name, also those named before."""
    return [kind for match in WORD.finditer(COLUMN_LETTER.sub("|", words)) if (kind := _kind(match, labels))]


def _asked(tight: str, kinds: Sequence[Kind], labels: Labels) -> list[Kind]:
    """Return the columns, the one of what is asked for this year as this year's where no other one is."""
    named = [labels.read(match[0]) for match in WORD.finditer(tight)]
    asked = [label for label in named if label and label.reason == "other-stage" and label.year == labels.year]
    if len(asked) != 1 or kinds.count(Kind.OTHER) != 1:
        return list(kinds)
    return [Kind.CURRENT if kind is Kind.OTHER else kind for kind in kinds]


def _kind(match: re.Match[str], labels: Labels) -> Kind | None:
    for name, kind in (("ratio", Kind.RATIO), ("change", Kind.CHANGE)):
        if match[name]:
            return kind
    if match["finance"]:
        return None if match[0] in ("財源内訳", "特定財源") else Kind.FINANCE
    if match["stock"] or match["together"]:
        return Kind.OTHER
    if match["plain"]:
        return Kind.FINAL if labels.stage and labels.stage.value == "supplementary" else None
    if match["remark"]:
        return None
    label = labels.read(re.sub(ASSESSOR, "", match[0]))
    if label is None:
        return Kind.OTHER
    if label.reason == "final":
        return Kind.FINAL
    if label.role is Role.SUPPLEMENTARY and label.year not in labels.supplemented:
        return Kind.OTHER
    return OF_ROLE[label.role] if label.role not in (Role.CHANGE, Role.RATIO) else Kind.OTHER


def _repeats(kind: Kind, kinds: Sequence[Kind]) -> bool:
    """Say whether a word names a column again: the second line of a head does."""
    if kind is Kind.FINANCE:
        return False
    if kind in (*CHANGED, Kind.RATIO):
        return kind in kinds
    return bool(kinds) and kinds[-1] is kind


def _settle(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Take the final amount of the year before for the previous one where there is no other."""
    if Kind.PREVIOUS in kinds or kinds.count(Kind.FINAL) != 1 or Kind.CHANGE not in kinds:
        return tuple(kinds)
    return tuple(Kind.PREVIOUS if kind is Kind.FINAL else kind for kind in kinds)
