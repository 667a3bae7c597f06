"""Headings of budget tables: what a column holds, and of which year, stage and unit."""

import re
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


ROLES = {
    Role.NAME: (
        "事業名",
        "事業名称",
        "事務事業名",
        "事項名",
        "事項",
        "事業",
        "予算事業名",
        "細事業名",
        "項目",
        "項目名",
        "内容",
    ),
    Role.CATEGORY: (
        *("会計", "会計区分", "会計名", "所管", "府省庁", "府省", "省庁", "組織", "部局", "部局名", "特別会計", "勘定"),
        *("款", "款名", "項", "項名", "目", "目名", "区分", "分野", "政策", "政策名", "大事業名", "部", "章", "柱"),
    ),
    Role.MEASURE: ("施策", "施策名", "基本施策", "中事業名"),
    Role.PAGE: ("頁", "ページ", "page", "掲載ページ", "掲載頁"),
    Role.ID: ("id", "事業id", "予算事業id", "事業番号", "事業コード"),
    Role.NOTE: ("備考", "摘要", "説明", "事業概要", "概要", "担当課", "担当部局", "所管課", "担当", "課名"),
}
BY_WORD = {word: role for role, words in ROLES.items() for word in words}
UNIT = re.compile(r"[(\[]?(?:単位)?[:：]?(兆円|億円|百万円|万円|千円|円)[)\]]?")
LETTER = re.compile(r"[(\[][a-z](?:[-+/△][a-z])*[)\]]|[a-z][-/][a-z]", re.IGNORECASE)
YEAR = re.compile(r"(?:令和|平成|昭和|大正|明治|[rhstm])(?:元|\d{1,2})(?:年度?)?|(?:fy)?\d{4}(?:年度?)?", re.IGNORECASE)
OFFSETS = (("前々年度", -2), ("前年度", -1), ("前年", -1), ("本年度", 0), ("当年度", 0), ("今年度", 0), ("翌年度", 1))
CHANGES = re.compile(r"増[・△▲]?減|差引|差額|比較")
RATIOS = re.compile(r"率|%|割合|対?前年度?比$|倍")
AMOUNTS = re.compile(r"予算|要求|要望|決算|金額|案|^額|計上|現額|当初|補正|執行|見込|繰越|歳出|支出")
NO_YEARS = frozenset({"", "予算", "事業", "会計", "開始", "終了", "対象"})
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


def read_heading(text: str) -> Heading:
    """Return what a heading says; a column that says nothing known is unused."""
    plain = arabic("".join(fold(text).casefold().split())) if "年" in text else "".join(fold(text).casefold().split())
    unit = _unit(plain)
    words = LETTER.sub("", UNIT.sub("", plain, count=1) if unit else plain)
    if role := BY_WORD.get(words):
        return Heading(text, role)
    year, offset = _year(words), next((offset for word, offset in OFFSETS if word in words), None)
    stage = next((stage for word, stage in STAGES if word in words), None)
    if RATIOS.search(words) or words.removesuffix("年度") in NO_YEARS:
        return Heading(text, Role.UNUSED)
    if CHANGES.search(words):
        return Heading(text, Role.CHANGE, unit=unit)
    if AMOUNTS.search(words) or year or offset is not None:
        return Heading(text, Role.AMOUNT, year, offset, stage, unit)
    return Heading(text, Role.UNUSED)


def read_title(text: str) -> tuple[FiscalYear | None, Unit | None]:
    """Return the year and the unit that a line above a table names."""
    plain = arabic("".join(fold(text).casefold().split()))
    return _year(plain), _unit(plain)


def _unit(plain: str) -> Unit | None:
    match = UNIT.search(plain)
    return Unit[match[1]] if match else None


def _year(plain: str) -> FiscalYear | None:
    match = YEAR.search(plain)
    return parse_year(match[0]) if match else None
