"""The words before an amount, and what they make of it: this year's, the year before's, a supplementary one."""

import re
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear, parse_year

YEAR = (
    r"(?:(?:令和|平成|昭和|[RHS](?=[\d元])) ?)?(?:元|\d{1,2}) ?年度|(?:令和|平成|昭和) ?(?:元|\d{1,2}) ?年(?!\d)|"
    r"(?<![A-Z])[RHS](?:元|\d{1,2})(?![\d.])|20\d\d年度|前年度?|昨年度|本年度|今年度|当年度|来年度|新年度|翌年度"
)
HEISEI = 1988
CENTURY = 2000
NEAR_YEARS = 6
"""Years of which a document speaks without their era."""
RELATIVE = {"前": -1, "昨": -1, "本": 0, "今": 0, "当": 0, "新": 0, "来": 0, "翌": 1}
SETTLED = r"決算(?:見込)?|実績|執行"
REVISED = r"補正(?:予算)?(?:後|前)|現計|現額|最終|既決|現在|\d月末|見込"
SUPPLEMENTARY = r"補正"
REQUEST = r"概算要求|要求|要望"
DRAFT = r"政府案|概算決定|決定|内示|査定|予算案"
INITIAL = r"当初"
NEUTRAL = r"予算|計上|所要|(?<!総)(?<!体)事業費|金額|額|案|計画|規模|一般会計|国費|合計|計|の|内訳|内|うち"
SPACE = r"[ 　・:：、,=＝…‥()\[\]【】〔〕|／/]|第?(?:\d{1,2}|[一二三])(?:次|号)|\d{1,2}月(?:補正(?!(?:予算)?[前後]))?"
LABEL = re.compile(rf"(?:{YEAR}|{REVISED}|{SETTLED}|{SUPPLEMENTARY}|{REQUEST}|{DRAFT}|{INITIAL}|{NEUTRAL}|{SPACE})*+")
CHANGE = re.compile(r"増[・ ]?[△▲]?減|差引|差額|比較|対前年|前年(?:度)?比|同期比|[A-Z]-[A-Z]|(?:増|減)額$|削減")
RATIO = re.compile(r"率|比$|%|倍|[A-Z]/[A-Z]|伸び?$|割合|指数")
TAIL = re.compile(
    rf"(?:^|[ 　(【〔\[〈:：、…‥]|(?<=[)）】〕\]〉」』]))"
    rf"(?P<label>(?:{YEAR}|{REQUEST}|{DRAFT}|{INITIAL}|{SUPPLEMENTARY}|予算|計上|所要|事業費|国費|金額)"
    rf"(?:{YEAR}|{REVISED}|{SETTLED}|{SUPPLEMENTARY}|{REQUEST}|{DRAFT}|{INITIAL}|予算|計上|所要|金額|額|案|の|{SPACE})*+)$"
)

LABELLED = re.compile(r"\((?P<label>[^()\d]*(?:\d{1,4}年度[^()\d]*)?)(?=\d[\d,.]*[兆億万千百円])")
"""A bracket whose amount is labelled."""


class Role(Enum):
    """What an amount is in its line."""

    CURRENT = "current"
    PREVIOUS = "previous"
    SUPPLEMENTARY = "supplementary"
    CHANGE = "difference"
    RATIO = "ratio"
    OTHER = "other"


class Label(NamedTuple):
    """What the words say of the amount behind them."""

    role: Role
    year: FiscalYear | None = None
    reason: str = ""
    """Why an amount of Role.OTHER is not taken."""
    stage: Stage | None = None


class Labels(NamedTuple):
    """The reading of labels in a document of a year and a stage."""

    year: FiscalYear
    stage: Stage | None
    same: Label | None = None
    """What 同 repeats: the label of the bracket before it."""
    supplements: tuple[str, ...] = ()
    """What the document calls amounts of last year's supplementary budget by words of its own: 前倒し."""

    @property
    def supplemented(self) -> tuple[FiscalYear, ...]:
        """Return the years whose supplementary budgets a document on an initial one prints beside it."""
        return () if self.stage is Stage.SUPPLEMENTARY else (self.year.previous, self.year.previous.previous)

    def after(self, words: str) -> "Labels":
        """Return the reading of labels behind plain words, whose last bracket 同 may repeat."""
        said = [label for match in LABELLED.finditer(words) if (label := self.read(match["label"])) is not None]
        return self._replace(same=said[-1]) if said else self

    def year_in(self, words: str) -> FiscalYear | None:
        """Return the year that the words name, the year before for 前年度."""
        match = re.search(YEAR, words)
        if match is None:
            return None
        named = match[0].replace(" ", "")
        if named[0] in RELATIVE and not named.startswith("今和"):
            return FiscalYear(self.year.western + RELATIVE[named[0]])
        if re.fullmatch(r"\d{1,2}年度?|元年度", named):
            return self._near(parse_year(named, self.year), int(re.sub(r"\D", "", named) or 1))
        return parse_year(named.removesuffix("度").removesuffix("年"), self.year)

    def _near(self, year: FiscalYear | None, number: int) -> FiscalYear | None:
        """Return a year without an era, which may be one of 平成, or of a newspaper: 31年度 of 2019, 26年度 of 2026."""
        if year is not None and self._is_near(year):
            return year
        others = (FiscalYear(first + number) for first in (HEISEI, CENTURY))
        return next(filter(self._is_near, others), year)

    def _is_near(self, year: FiscalYear) -> bool:
        return abs(year.western - self.year.western) <= NEAR_YEARS

    def read(self, words: str) -> Label | None:
        """Return what the words make of an amount; None where they are more than a label."""
        tight = words.strip(" 　:：、,=＝()（）")
        if tight == "同":
            return self.same
        if tight in self.supplements:
            return Label(Role.SUPPLEMENTARY, self.year.previous)
        if CHANGE.search(tight) and not re.search(r"補正予算|予算額$", tight):
            return Label(Role.RATIO if RATIO.search(tight) else Role.CHANGE)
        if not tight or not LABEL.fullmatch(tight):
            return Label(Role.RATIO) if tight and len(tight) < 8 and RATIO.search(tight) else None
        year = self.year_in(tight)
        return self._of(tight, year)

    def _of(self, words: str, year: FiscalYear | None) -> Label:
        if re.search(SETTLED, words):
            return Label(Role.OTHER, year, "result")
        if self.stage is Stage.SUPPLEMENTARY:
            return self._supplementary(words, year)
        if re.search(REVISED, words):
            stage = Stage.REVISED if year == self.year.previous else None
            return Label(Role.PREVIOUS, year, "final", stage) if stage else Label(Role.OTHER, year, "final")
        if re.search(SUPPLEMENTARY, words) and not re.search(INITIAL, words):
            return Label(Role.SUPPLEMENTARY, year or self.year.previous)
        if year is not None and year != self.year:
            stage = Stage.INITIAL if re.search(INITIAL, words) else None
            is_previous = year == self.year.previous
            return Label(Role.PREVIOUS, year, "", stage) if is_previous else Label(Role.OTHER, year, "other-year")
        is_request = bool(re.search(REQUEST, words))
        if is_request and self.stage in (Stage.INITIAL, Stage.DRAFT) and not re.search(f"{INITIAL}|{DRAFT}", words):
            return Label(Role.OTHER, year, "other-stage")
        return Label(Role.CURRENT, year, "share" if words == "国費" else "")

    def _supplementary(self, words: str, year: FiscalYear | None) -> Label:
        if re.search(rf"{REVISED}|計$", words):
            return Label(Role.OTHER, year, "final")
        if year == self.year.previous:
            return Label(Role.PREVIOUS, year)
        is_own = year in (None, self.year) and not re.search(INITIAL, words)
        return Label(Role.CURRENT, year) if is_own else Label(Role.OTHER, year, "final")
