"""The year, the stage and the title of a document, as its first lines and its amounts say."""

import re
from collections.abc import Sequence

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.slides.columns import HEAD
from budgetcli.read.slides.figures import figures
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.pages import read_pages

STAGES = (
    (r"補正予算(?:\(案\)|案)?(?:\(第\d+号\))?(?:の|に係る)?(?:概要|について|主な|規模|計上)", Stage.SUPPLEMENTARY),
    (r"概算要求|要求・?要望|予算の?要求の?(?:状況|一覧|概要|事業)|予算要求状況", Stage.REQUEST),
    (r"概算決定|政府案|政府予算案|[省庁](?:所管)?予算(?:\(案\)|案)", Stage.DRAFT),
    (r"当初予算|年度予算", Stage.INITIAL),
    (r"予算(?:\(案\)|案)", Stage.DRAFT),
    (r"要求額", Stage.REQUEST),
)
OF_MINISTRY = re.compile(r"[^都道府県市区町村][省庁](?:令和|平成)(?:元|\d{1,2})年度予算(?:\(案\)|案)(?!に対する)")
"""A title that names a ministry before the year; what it prints is the government's draft."""
TITLE_LINES = 15
UNIT_NOTE = re.compile(r"[ 　]+[(（〔\[]?単位[:： 　][^)）〕\]]*[)）〕\]]?$")
NOTE = re.compile(r"[※(（]?注|※")
YEAR = r"(?:令和|平成|R|H)(?:元|\d{1,2})年度|20\d\d年度"
YEAR_AND_STAGE = re.compile(rf"({YEAR})[^、。年]{{0,24}}")
MOST_CELLS = 3
"""Of a title beside its date and number; more are those of a table's head."""
YEAR_OF_COLUMN = re.compile(rf"(?:{YEAR})[^年]{{0,8}}額")
NAMES_BUDGET = re.compile(
    r"年度.*(?:予算|要求|主[要な]事業|(?:重点|主要)施策)|^[^\d]{0,12}予算[^,]{0,12}年度[^、。,]{0,12}$"
)
BULLET = re.compile(r"^[■◆●○◎□◇▼▽★▶❖] ?")
OF_AMOUNTS = re.compile(rf"^(?:{NOTE.pattern})|内は|書きは|[上中下]段|前年度")
"""Lines that say what figures are."""
SUPPLEMENT = re.compile(rf"({YEAR})(?!.*当初)[^、。]{{0,20}}補正予算")
TITLE_YEAR = re.compile(rf"({YEAR})[^、。年]{{0,16}}(?<!補正)(?:予算|要求)(?!(?:案|要求)?額)")
AMOUNT_YEAR = re.compile(rf"({YEAR})[^、。年]{{0,16}}(?<!補正)(?:予算|要求)")
MEASURES_YEAR = re.compile(rf"({YEAR})の?(?:[^、。年]{{0,8}}の)?(?:主[要な]な?|重点)(?:事業|施策)")


def document_year(text: str) -> FiscalYear | None:
    """Return the one year whose budget the document's first lines speak of; None where they name none or several."""
    lines = [line for line in read_pages(text)[:TITLE_LINES] if not OF_AMOUNTS.search("".join(line.plain.split()))]
    plain_lines = [line for line in lines if not figures(line.raw, line.plain)]
    for pattern, among in (
        (TITLE_YEAR, plain_lines), (SUPPLEMENT, plain_lines), (AMOUNT_YEAR, plain_lines), (AMOUNT_YEAR, lines),
        (MEASURES_YEAR, plain_lines),
    ):  # fmt: skip
        found = [pattern.search("".join(line.plain.split())) for line in among]
        named = {year_of(match[1]) for match in found if match} - {None}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def title_of(lines: Sequence[Line]) -> str:
    """Return the first line that speaks of a budget."""
    return next((BULLET.sub("", UNIT_NOTE.sub("", line.raw)).rstrip() for line in lines[:12] if _is_title(line)), "")


def _is_title(line: Line) -> bool:
    words = "".join(line.plain.split())
    is_head = HEAD.match(words) or len(YEAR_OF_COLUMN.findall(words)) > 1 or len(line.fields) > MOST_CELLS
    names_budget = NAMES_BUDGET.search(line.plain)
    return bool(names_budget) and not (words.endswith("。") or figures(line.raw, line.plain) or is_head)


def stage_of(lines: Sequence[Line], year: FiscalYear) -> Stage | None:
    """Return the stage that the first words name behind the year, else that any of the first words or of all do."""
    tight = ["".join(line.plain.split()) for line in lines]
    title = [words for words in tight[:TITLE_LINES] if not NOTE.match(words)]
    of_year = _of_year(title, year) or _of_year(tight, year)
    if any(SUPPLEMENT.match(said) for said in of_year):
        return Stage.SUPPLEMENTARY
    if any(OF_MINISTRY.search(words) for words in title):
        return Stage.DRAFT
    for words in ("\n".join(of_year), "".join(title), "".join(tight)):
        for pattern, stage in STAGES:
            if re.search(pattern, words):
                return stage
    return None


def _of_year(lines: Sequence[str], year: FiscalYear) -> list[str]:
    """Return what the lines say right behind the year."""
    return [match[0] for words in lines for match in YEAR_AND_STAGE.finditer(words) if year_of(match[1]) == year]


def year_of(words: str) -> FiscalYear | None:
    """Return the year that words such as 令和６年度 name; None where they name none."""
    return parse_year(words.replace("年度", "").replace("度", ""))


def previous_stage_of(lines: Sequence[Line], year: FiscalYear) -> Stage | None:
    """Return the stage of the previous amounts, where the document says it."""
    words = "".join("".join(line.plain.split()) for line in lines)
    before = re.escape(plain(year.previous.label.replace("元", "1")))
    number = re.sub(r"\D", "", year.previous.label) or "元"
    return (
        Stage.INITIAL if re.search(rf"前年度当初|(?:R|H){number}当初|{before}当初|{number}年度?当初", words) else None
    )
