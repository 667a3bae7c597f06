"""Tables into books: headings understood, rows accounted for, contradictions listed."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.book import parse_book
from budgetcli.read.grid import Grid, read_grids
from budgetcli.read.headings import Role, read_heading
from budgetcli.read.importing import Imported, import_grid
from budgetcli.read.mapping import find_layout
from budgetcli.read.rows import is_total
from budgetcli.read.wanted import Wanted
from budgetcli.write.book import book_text

TOWN = """\
令和６年度当初予算案 主要事業一覧,,,,,
,,,,(単位：千円),
款,事業名,令和5年度,令和6年度,増減,備考
総務費,庁舎改修事業,"12,000","15,500","3,500",総務課
,総務費計,"12,000","15,500","3,500",
民生費,子育て支援センター整備事業,-,"38,103",皆増,
,敬老祝金,"2,300","2,100",△200,
,民生費計,"2,300","40,203","37,903",
合計,,"14,300","55,703","41,403",
※端数処理のため計が一致しないことがある,,,,,
"""


def grid_of(text: str) -> Grid:
    rows = list(csv.reader(io.StringIO(text)))
    return Grid("table.csv", "", rows, list(range(1, len(rows) + 1)))


def imported(text: str, **wanted: Any) -> Imported:
    grid = grid_of(text)
    layout, problems = find_layout(grid, Wanted(**wanted))
    assert problems == []
    assert layout is not None
    return import_grid(grid, layout, Wanted(**wanted))


def layout_problems(text: str, **wanted: Any) -> list[str]:
    return [problem.code for problem in find_layout(grid_of(text), Wanted(**wanted))[1]]


HEADINGS: list[tuple[str, Role, str, int | None, Stage | None, Unit | None]] = [
    ("令和6年度要求額(千円)", Role.AMOUNT, "r6", None, Stage.REQUEST, Unit.千円),
    ("平成31年度予算額", Role.AMOUNT, "r1", None, None, None),
    ("令和６年度予算（案）", Role.AMOUNT, "r6", None, Stage.DRAFT, None),
    ("前年度予算額(円)", Role.AMOUNT, "", -1, None, Unit.円),
    ("平成18年度予算額(A)", Role.AMOUNT, "h18", None, None, None),
    ("令和五年度最終予算額", Role.AMOUNT, "r5", None, Stage.REVISED, None),
    ("R5当初", Role.AMOUNT, "r5", None, Stage.INITIAL, None),
    ("令和４年度\n補正予算額", Role.AMOUNT, "r4", None, Stage.SUPPLEMENTARY, None),
    ("本年度", Role.AMOUNT, "", 0, None, None),
    ("比較増△減額(円)", Role.CHANGE, "", None, None, Unit.円),
    ("増△減額（B-A）", Role.CHANGE, "", None, None, None),
    ("増減率（％）", Role.RATIO, "", None, None, None),
    ("対前年度比", Role.RATIO, "", None, None, None),
    ("予算年度", Role.YEAR, "", None, None, None),
    ("項コード", Role.UNUSED, "", None, None, None),
    ("事項名", Role.NAME, "", None, None, None),
    ("所管", Role.CATEGORY, "", None, None, None),
    ("頁", Role.PAGE, "", None, None, None),
    ("備考", Role.NOTE, "", None, None, None),
    ("説明", Role.NOTE, "", None, None, None),
    ("増減の主な理由", Role.NOTE, "", None, None, None),
    ("取組", Role.NAME, "", None, None, None),
    ("件名", Role.NAME, "", None, None, None),
    ("案件名", Role.NAME, "", None, None, None),
    ("事務事業名", Role.NAME, "", None, None, None),
    ("細事業", Role.NAME, "", None, None, None),
    ("部局", Role.CATEGORY, "", None, None, None),
    ("担当課", Role.OFFICE, "", None, None, None),
    ("施策名", Role.MEASURE, "", None, None, None),
    ("令和6年度当初予算額(A)", Role.AMOUNT, "r6", None, Stage.INITIAL, None),
    ("令和6年度　当初予算額②", Role.AMOUNT, "r6", None, Stage.INITIAL, None),
    ("前年度予算額 (B)", Role.AMOUNT, "", -1, None, None),
    ("2024年度予算額[百万円]", Role.AMOUNT, "r6", None, None, Unit.百万円),
    ("経費（千円）", Role.AMOUNT, "", None, None, Unit.千円),
    ("事業費", Role.AMOUNT, "", None, None, None),
    ("比較増減 (A-B)", Role.CHANGE, "", None, None, None),
    ("前年度差", Role.CHANGE, "", None, None, None),
    ("伸率", Role.RATIO, "", None, None, None),
    ("対前年度", Role.RATIO, "", None, None, None),
    ("構成比", Role.RATIO, "", None, None, None),
    ("国庫支出金", Role.FUNDING, "", None, None, None),
    ("県支出金", Role.FUNDING, "", None, None, None),
    ("地方債", Role.FUNDING, "", None, None, None),
    ("その他", Role.FUNDING, "", None, None, None),
    ("うち一般財源", Role.FUNDING, "", None, None, None),
    ("前年度からの繰越し（合計）", Role.UNUSED, "", None, None, None),
    ("補正前の額", Role.UNUSED, "", None, None, None),
    ("支出先", Role.UNUSED, "", None, None, None),
    ("予算科目", Role.UNUSED, "", None, None, None),
    ("事業開始年度", Role.UNUSED, "", None, None, None),
    ("総事業費", Role.UNUSED, "", None, None, None),
]


@pytest.mark.parametrize(
    ("text", "role", "year", "offset", "stage", "unit"), HEADINGS, ids=[row[0] for row in HEADINGS]
)
def test_heading(text: str, role: Role, year: str, offset: int | None, stage: Stage | None, unit: Unit | None) -> None:
    heading = read_heading(text)

    assert (heading.role, heading.year.code if heading.year else "", heading.offset) == (role, year, offset)
    assert (heading.stage, heading.unit) == (stage, unit)


def test_title_year_and_unit_above_the_table() -> None:
    book = imported(TOWN).book

    assert (book.title, book.year, book.unit) == ("令和６年度当初予算案 主要事業一覧", FiscalYear(2024), Unit.千円)


def test_items_in_the_order_of_the_source() -> None:
    book = imported(TOWN).book

    assert [(item.name, item.category, item.page) for item in book.items] == [
        ("庁舎改修事業", ("総務費",), "4行"),
        ("子育て支援センター整備事業", ("民生費",), "6行"),
        ("敬老祝金", ("民生費",), "7行"),
    ]
    assert [(item.previous.value, item.current.value) for item in book.items] == [
        (12_000_000, 15_500_000),
        (0, 38_103_000),
        (2_300_000, 2_100_000),
    ]


def test_word_of_the_change_column_says_new() -> None:
    assert imported(TOWN).book.items[1].previous.marks == {Mark.NEW}


def test_every_row_is_accounted_for() -> None:
    result = imported(TOWN)

    assert (result.rows, result.problems, result.disagreements) == (7, [], [])
    assert result.left_out == {"sum": 3, "text": 1}


def test_sum_of_the_whole_is_declared() -> None:
    totals = imported(TOWN).book.totals

    assert [(total.name, total.current.value) for total in totals] == [("合計", 55_703_000)]


def test_previous_year_may_stand_first_or_last() -> None:
    turned = "事業名,令和6年度予算額(千円),令和5年度予算額(千円)\n甲,330,210\n"
    item = imported(turned).book.items[0]

    assert (item.previous.value, item.current.value) == (210_000, 330_000)


def test_headings_in_two_rows() -> None:
    text = "事業名,予算額（千円）,,備考\n,令和5年度,令和6年度,\n甲,210,330,\n"
    item = imported(text).book.items[0]

    assert (item.name, item.previous.value, item.current.value) == ("甲", 210_000, 330_000)


def test_empty_previous_amount_is_not_zero_and_no_error() -> None:
    result = imported("事業名,令和6年度予算額(円),前年度予算額(円),比較増△減額(円)\n新勘定,5,,5\n")

    assert (result.problems, result.disagreements) == ([], [])
    assert result.book.items[0].previous.kind is Kind.UNSTATED


def test_change_says_nothing_against_an_amount_that_is_not_printed() -> None:
    assert imported("事業名,令和6年度予算額(円),前年度予算額(円),増減額(円)\n甲,5,,2\n").disagreements == []


def test_supplementary_column_of_another_year() -> None:
    text = "事業名,令和6年度要求額(千円),令和5年度当初予算額(千円),令和4年度補正予算額(千円)\n甲,460,260,210\n"
    item = imported(text).book.items[0]

    assert [(entry.year.code, entry.amount.value) for entry in item.supplementary] == [("r4", 210_000)]


def test_unit_of_each_column() -> None:
    book = imported("事業名,令和6年度予算額(百万円),前年度予算額(千円)\n甲,5,4100\n").book

    assert (book.unit, book.items[0].previous.printed) == (Unit.百万円, "4100千円")
    assert book.items[0].previous.value == 4_100_000


def test_columns_named_by_hand_by_heading_or_number() -> None:
    text = "番号,なまえ,ことし,きょねん\n1,甲,330,210\n"
    columns = {"name": ["なまえ"], "current": ["3"], "previous": ["きょねん"], "id": ["番号"]}
    book = imported(text, columns=columns, year=FiscalYear(2024), unit=Unit.千円).book

    assert [(item.id, item.name, item.current.value, item.previous.value) for item in book.items] == [
        ("1", "甲", 330_000, 210_000)
    ]


def test_repeated_headings_and_empty_rows_are_left_out() -> None:
    head = "事業名,令和6年度予算額(円)\n"
    result = imported(f"{head}甲,1\n,\n{head}乙,2\n")

    assert result.left_out == {"headings": 1, "empty": 1}
    assert [item.name for item in result.book.items] == ["甲", "乙"]


def test_wrong_change_and_wrong_sum_are_listed_with_their_rows() -> None:
    text = "事業名,令和6年度予算額(円),前年度予算額(円),増減額(円)\n甲,5,3,2\n乙,5,3,3\n計,10,7,3\n"
    result = imported(text)

    found = [(problem.code, problem.params["row"], problem.params["printed"]) for problem in result.disagreements]
    assert found == [("change-differs", 3, "3円"), ("sum-differs", 4, "7円")]


def test_change_within_rounding_agrees() -> None:
    text = "事業名,令和6年度予算額(億円),前年度予算額(億円),増減額(億円)\n甲,163428,169127,▲5700\n"

    assert imported(text).disagreements == []


@pytest.mark.parametrize(
    "name",
    [
        "計",
        "小計",
        "総計",
        "総務費計",
        "一般会計 計",
        "(計)",
        "土木部 合計",
        "一般会計計",
        "歳出計",
        "合　計（一般会計）",
        "計(A)",
    ],
)
def test_name_of_a_sum(name: str) -> None:
    assert is_total(name)


@pytest.mark.parametrize(
    "name", ["会計検査院", "一般会計", "国勢統計", "実施設計", "家計", "公営企業会計", "総合計画", "時計(駅前)"]
)
def test_name_of_an_item_that_ends_alike(name: str) -> None:
    assert not is_total(name)


def test_unreadable_cells_are_all_errors() -> None:
    result = imported("事業名,令和6年度予算額(円),前年度予算額(円)\n甲,x,1\n,5,3\n乙,1,y\n")

    assert [problem.code for problem in result.problems] == ["cell-unreadable", "row-no-name", "cell-unreadable"]
    assert [(p.places[0].line, p.places[0].column) for p in result.problems] == [(2, 2), (3, 1), (4, 3)]


def test_problems_of_one_cause_end_somewhere() -> None:
    rows = "".join(f"橋{number},x\n" for number in range(500))
    problems = imported(f"事業名,令和6年度予算額(円)\n{rows}").problems

    assert (len(problems), problems[-1].code) == (101, "too-many")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("甲,1\n", "table-no-headings"),
        ("", "table-no-headings"),
        ("事業名,予算額(円)\n甲,1\n", "table-no-year"),
        ("事業名,令和6年度予算額\n甲,1\n", "table-no-unit"),
        ("事業名,R6要求額(円),R6査定額(円)\n甲,1,2\n", "column-ambiguous"),
    ],
)
def test_what_cannot_be_found_out_is_asked_for(text: str, code: str) -> None:
    assert layout_problems(text) == [code]


def test_initial_budget_is_meant_where_a_year_has_several() -> None:
    book = imported("事業名,R6当初(円),R6補正後(円),R5(円)\n甲,3,4,2\n").book

    assert (book.stage, book.items[0].current.value) == (Stage.INITIAL, 3)


WORDS = [
    "甲",
    "乙",
    "　甲",
    "計",
    "総務費計",
    "うち丙",
    "〃",
    "【総務費】",
    "第1章",
    "※注",
    "甲（再掲）",
    "事業名",
    "単位：千円",
]
FIGURES = [
    "",
    "1",
    "20",
    "△5",
    "(5)",
    "－",
    "皆増",
    "新規",
    "1,000",
    "内数",
    "3の内数",
    "#REF!",
    "x",
    "令和6年度予算額(円)",
]
cells = st.sampled_from(WORDS) | st.sampled_from(FIGURES) | st.text(max_size=4)
HEAD = ["款", "施策", "事業名", "令和6年度予算額(円)", "前年度予算額(円)", "増減額", "担当課", "事業番号"]


@settings(max_examples=400)
@given(st.lists(st.lists(cells, max_size=9), max_size=8), st.permutations(HEAD))
def test_any_rows_are_items_or_left_out_or_problems(rows: list[list[str]], head: list[str]) -> None:
    grid = Grid("table.csv", "", [head, *rows], list(range(1, len(rows) + 2)))
    layout, problems = find_layout(grid, Wanted())
    assert layout is not None or problems
    if layout is None or problems:
        return
    result = import_grid(grid, layout, Wanted())

    told = [item.line for item in result.book.items] + [left.row for left in result.left]
    assert len(set(told)) == len(told)
    wrong = {
        int(row) for problem in result.problems for row in problem.params.get("rows", [problem.params.get("row", 0)])
    }
    assert set(told) | wrong >= set(range(layout.header + 2, len(rows) + 2))
    if not result.problems:
        assert parse_book(book_text(result.book), "").problems == []


@given(st.lists(st.lists(cells, max_size=5), max_size=8))
def test_any_cells_are_a_table_or_problems(rows: list[list[str]]) -> None:
    grid = Grid("table.csv", "", rows, list(range(1, len(rows) + 1)))
    layout, problems = find_layout(grid, Wanted())

    assert layout is not None or problems
    if layout is not None:
        import_grid(grid, layout, Wanted())


REFERENCE = {
    2017: ("97454709410000", None),
    2023: ("114381235569000", None),
    2024: ("112571688422000", "127580399831000"),
}
"""一般会計 in 円: the initial budget, and the revised budget of the year before as the next book prints it."""


@pytest.mark.parametrize("year", range(2017, 2025))
def test_national_budget_is_imported_whole(year: int, shared: Path) -> None:
    path = shared / "data" / "mof" / f"mof-jikou-{year}.csv"
    encoding = "utf-8-sig" if year == 2024 else "cp932"
    with path.open(encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file))
    (grid,), _ = read_grids(path)
    assert grid is not None
    layout, _ = find_layout(grid, Wanted())
    assert layout is not None

    result = import_grid(grid, layout, Wanted())

    current, previous = (next(name for name in rows[0] if word in name) for word in ("要求額", "前年度"))
    assert (result.book.year, result.problems, result.disagreements) == (FiscalYear(year), [], [])
    assert [item.name for item in result.book.items] == [row["事項名"] for row in rows]
    assert [item.current.value for item in result.book.items] == [Decimal(row[current]) for row in rows]
    assert [item.previous.value for item in result.book.items] == [Decimal(row[previous]) for row in rows]
    general = [item for item in result.book.items if item.category[0] == "一般会計"]
    for amount, reference in zip(("current", "previous"), REFERENCE.get(year, (None, None)), strict=True):
        if reference:
            assert sum(getattr(item, amount).value for item in general) == Decimal(reference)
