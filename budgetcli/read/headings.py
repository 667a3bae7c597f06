"""Headings of budget tables: what a column holds, and of which year, stage and unit."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.text import arabic, fold
from budgetcli.domain.year import FiscalYear, parse_year


class Role(Enum):
    """What a column is to a book; the value is its name in `--map` and profiles."""

    NAME = "name"
    CATEGORY = "category"
    MEASURE = "measure"
    PAGE = "page"
    ID = "id"
    NOTE = "note"
    AMOUNT = "amount"
    CURRENT = "current"
    PREVIOUS = "previous"
    CHANGE = "change"
    YEAR = "year"
    OFFICE = "office"
    FUNDING = "funding"
    RATIO = "ratio"
    UNUSED = "unused"


class Heading(NamedTuple):
    """A column's heading as understood."""

    text: str
    role: Role
    year: FiscalYear | None = None
    offset: int | None = None
    """Years from the table's own: 0 for 本年度, -1 for 前年度; None where the heading does not say."""
    stage: Stage | None = None
    unit: Unit | None = None
    own: str = ""
    """The lowest row's part of the text."""
    rank: int = 0
    """Of several columns of names, the one of the highest rank names the items."""


NAMES = (
    (4, "細々?事業|小事業|枝事業|内訳事業|細目事業"),
    (3, "(?:予算|事務|主要|主な|対象|実施|個別|予算事務)?事業(?:等|件)?|施策・?事業"),
    (2, "案?件|(?:主な|重点|主要)?取り?組み?(?:事項|項目)?|(?:要求)?事項|工事|補助金等?"),
    (1, "項目|内容|科目|費目|経費|名称"),
)
"""Words for names by rank, narrow before wide."""
NAME = tuple((rank, re.compile(f"(?:{words})(?:の?名称?)?")) for rank, words in NAMES)
UNNAMED = frozenset({"件", "補助金", "補助金等", "経費"})
"""What a column of names must call 名: 件 alone counts things, 経費 is an amount."""
ROLES = (
    (Role.NOTE, "備考欄?|摘要|説明|特記事項|(?:事業|取組)の?内容|.*(?:概要|理由|要因|目的|根拠|効果|成果|内訳・?説明)"),
    (Role.NOTE, "新規?[・/]?(?:継続?|拡充?)(?:の別|区分)?|区分\\(新規.*"),
    (Role.PAGE, "(?:掲載)?(?:頁|ページ)(?:番号|数)?|page"),
    (Role.ID, "id|(?:予算)?事業(?:id|番号|コード|cd|no\\.?)"),
    (Role.YEAR, "年度|(?:予算|会計|対象)年度"),
    (
        Role.OFFICE,
        "所属|(?:担当|所管|主管)?(?:課|室|係|班|課室)(?:等|所)?名?|(?:担当|主管)(?:部局?|局|者|部署|課室)?名?|所管課",
    ),
    (Role.MEASURE, "(?:基本|重点)?施策|中事業|単位施策"),
    (
        Role.CATEGORY,
        (
            "会計|所管|府省庁?|省庁|組織|(?:所管)?部局?|局・?庁?|特別会計|勘定|款|項|目|細?節|細目|区分|分野|政策|"
            "大事業|章|柱|部門|[大中小]項目|(?:基本)?目標|プロジェクト|ブランド"
        ),
    ),
    (Role.UNUSED, ".*(?:コード|番号|no\\.?|№|cd)|(?:総|全体)事業費|(?:概算)?人件費|.*(?:人数|職員数)"),
)
ROLE = tuple((role, re.compile(f"(?:{words})(?:の?名称?|別|区分)?")) for role, words in ROLES)
FUNDING = re.compile(
    "財源|一財|.*(?:財源|特財)$|.*(?:支出金|補助金|負担金|交付金|繰入金|使用料|手数料|諸収入|寄附金|基金)$|"
    ".*(?:地方|[市町村県都府道区起公])債$|(?:国庫?|[県都府道市町村]|国県|国費|[県市]費)$|その他$"
)
"""Where the money of an item comes from: never the item's own amount."""
UNIT = re.compile(r"[(\[]?(?:単位)?[:：]?(兆円|億円|百万円|万円|千円|円)[)\]]?")
TITLE_UNIT = re.compile(r"単位[^)\]]*?(兆円|億円|百万円|万円|千円|円)|[(\[](兆円|億円|百万円|万円|千円|円)[)\]]")
LETTER = re.compile(r"[(\[][a-z①-⑳](?:[-+/△=][a-z①-⑳])*[)\]]|[a-z][-/][a-z]|(?<![a-z\d])[a-e]$", re.IGNORECASE)
YEAR = re.compile(r"(?:令和|平成|昭和|大正|明治|[rhstm])(?:元|\d{1,2})(?:年度?)?|(?:fy)?\d{4}(?:年度?)?", re.IGNORECASE)
BARE_YEAR = re.compile(r"(?<![\d.])(?:元|\d{1,2})年度")
DATED = re.compile(r"[\d./月]")
"""What follows the year of a date, which is no fiscal year."""
OFFSETS = (
    *(("前々年度", -2), ("前年度", -1), ("前年", -1), ("昨年度", -1)),
    *(("本年度", 0), ("当年度", 0), ("今年度", 0), ("当該年度", 0), ("翌年度", 1)),
)
CHANGES = re.compile(r"増[・△▲]?減|差引|差額|比較|増加|減少|との差|年度?差")
RATIOS = re.compile(r"率|%|割合|構成比|対?前年度?比$|倍|伸び?$|対前年度?$")
AMOUNTS = re.compile(
    r"予算|要求|要望|査定|決算|金額|案\)?$|^額|計上|現額|当初|補正|執行|見込|歳出|支出|事業費|経費|所要額|総額"
)
NO_MONEY = re.compile(r"(?:科目|区分|種別|課|部|局|室|所属|先|方法|体系|名称?|機関|者|日|時期|期間|状況|有無|先?住所)$")
"""How headings end that have a word of money and are of something else: 支出先, 予算科目."""
NO_BUDGET = re.compile(r"補正前|繰り?越|予備費|流用|充用|不用")
"""Amounts that change what may be spent, beside the budget: 前年度からの繰越し is not 前年度's."""
NO_YEARS = frozenset({"", "予算", "事業", "会計", "開始", "終了", "対象", "実施"})
"""What makes of 年度 a column of years, not of amounts."""
STAGES = (
    ("要求", Stage.REQUEST),
    ("要望", Stage.REQUEST),
    ("補正後", Stage.REVISED),
    ("現計", Stage.REVISED),
    ("現額", Stage.REVISED),
    ("最終", Stage.REVISED),
    ("補正", Stage.SUPPLEMENTARY),
    ("決算", Stage.SETTLED),
    ("執行", Stage.SETTLED),
    ("政府案", Stage.DRAFT),
    ("当初", Stage.INITIAL),
    ("予算案", Stage.DRAFT),
    ("(案)", Stage.DRAFT),
)
"""Words that name a stage, the first that stands in the heading deciding."""
STAGE_CELL = re.compile(
    r"(?:\d+月)?(?:第?\d+[号次])?(?:当初|補正後?|現計|決算|要求)(?:予算)?(?:\(?第?\d+[号次]\)?)?(?:分|額|案)?"
)
"""What says of a row which figure of the year it has."""


def read_heading(text: str, above: Sequence[str] = (), near: FiscalYear | None = None) -> Heading:
    """Return what a heading says; a column that says nothing known is unused.

    What stands above it speaks where it does not itself. `near` tells the era of a bare ６年度.
    """
    parts = [_plain(part) for part in (text, *reversed(above)) if part.strip()]
    words = [LETTER.sub("", UNIT.sub("", part, count=1)) for part in parts]
    shown = " ".join(part.strip() for part in (*above, text) if part.strip())
    for part in words:
        if (found := _named_role(part)) and not (found[0] is Role.UNUSED and part == ""):
            return Heading(shown, found[0], own=text, rank=found[1])
    whole = "".join(reversed(words))
    unit = next((unit for part in parts if (unit := _unit(part))), None)
    if RATIOS.search(whole):
        return Heading(shown, Role.RATIO, own=text)
    if whole.removesuffix("年度") in NO_YEARS or NO_BUDGET.search(whole):
        return Heading(shown, Role.UNUSED, own=text)
    if CHANGES.search(whole):
        return Heading(shown, Role.CHANGE, unit=unit, own=text)
    if any(map(FUNDING.match, words)):
        return Heading(shown, Role.FUNDING, own=text)
    year, offset = next(
        ((year, offset) for part in words for year, offset in [_when(part, near)] if year or offset is not None),
        (None, None),
    )
    if NO_MONEY.search(whole):
        return Heading(shown, Role.UNUSED, own=text)
    if AMOUNTS.search(whole) or year or offset is not None:
        stage = next((stage for part in words for word, stage in STAGES if word in part), None)
        return Heading(shown, Role.AMOUNT, year, offset, stage, unit, text)
    return Heading(shown, Role.UNUSED, own=text)


def _plain(text: str) -> str:
    plain = "".join(fold(text).casefold().split())
    return arabic(plain) if "年" in text else plain


def _named_role(words: str) -> tuple[Role, int] | None:
    """Return the role that a heading's words name outright, and the rank of a name."""
    if words not in UNNAMED:
        for rank, pattern in NAME:
            if pattern.fullmatch(words):
                return Role.NAME, rank
    return next(((role, 0) for role, pattern in ROLE if pattern.fullmatch(words)), None)


def _when(words: str, near: FiscalYear | None) -> tuple[FiscalYear | None, int | None]:
    """Return the year that words name, or how far from the table's own it is."""
    bare = BARE_YEAR.search(words)
    year = _year(words) or (parse_year(bare[0], near) if bare else None)
    return year, None if year else next((offset for word, offset in OFFSETS if word in words), None)


def read_title(text: str) -> tuple[FiscalYear | None, Unit | None]:
    """Return the fiscal year and the unit that a line above a table names."""
    plain = _plain(text)
    found = [match for match in YEAR.finditer(plain) if not _is_date(match, plain)]
    years = [year for match in found if (year := parse_year(match[0]))]
    match = TITLE_UNIT.search(plain) or UNIT.fullmatch(plain)
    return next(iter(years), None), Unit[next(filter(None, match.groups()))] if match else None


def _is_date(match: re.Match[str], plain: str) -> bool:
    """Say whether a year is that of a calendar date: 令和6年2月, R6.4.1."""
    return not match[0].endswith("年度") and (match[0].endswith("年") or bool(DATED.match(plain[match.end() :])))


def read_stage(text: str) -> Stage | None:
    """Return the stage that the words of a heading or a title name."""
    plain = _plain(text)
    return next((stage for word, stage in STAGES if word in plain), None)


def cell_stage(text: str) -> Stage | None:
    """Return the stage that a cell has nothing else to say than: 当初, 6月補正, 補正第1号."""
    plain = _plain(text)
    return read_stage(plain) if STAGE_CELL.fullmatch(plain) else None


def says_unit(text: str) -> bool:
    """Say whether a cell has nothing but a unit, a percent sign or a letter for calculations."""
    plain = _plain(text)
    return bool(plain) and LETTER.sub("", UNIT.sub("", plain, count=1)) in ("", "%", "(%)")


def _unit(plain: str) -> Unit | None:
    match = UNIT.search(plain)
    return Unit[match[1]] if match else None


def _year(plain: str) -> FiscalYear | None:
    match = YEAR.search(plain)
    return parse_year(match[0]) if match else None
