"""Tables in the manners in which municipalities and ministries publish them."""

from pathlib import Path
from typing import Any

import pytest

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.book import Item, Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.importing import Imported
from budgetcli.read.tables import read_tables
from budgetcli.read.wanted import Wanted

ACCOUNT = """\
款,項,目,節,説明,R6,R7
議会費,,,,,"481,596","499,446"
,議会費,,,,"481,596","499,446"
,,議会費,,,"481,596","499,446"
,,,報酬,,"181,596","199,446"
,,,給料,,"300,000","300,000"
総務費,,,,,100,110
,総務管理費,,,,100,110
,,一般管理費,,,60,70
,,,旅費,普通旅費,60,70
,,文書広報費,,,40,40
,,,旅費,普通旅費,40,40
"""
"""款項目節 as a budget book has them: each level's sum stands above what it sums."""

ACCOUNTS = """\
平成28年度 会計別予算額調,,,,
会計別,平成28年度,平成27年度,比較,
,当初予算額,当初予算額,増減,率
,A,B,A-B,
,千円,千円,千円,%
一般会計,"295,200,000","294,900,000","300,000",0.10
特別会計,"102,195,000","101,158,000","1,037,000",1.03
　国民健康保険事業,"93,543,000","92,810,000","733,000",0.79
　介護保険事業,"8,652,000","8,348,000","304,000",3.64
合　計,"397,395,000","396,058,000","1,337,000",0.34
"""

TOWN = """\
令和6年度 主要事業一覧表,,,,,,,,,,
,,,,,,,,,,（単位：千円）
担当課,事業名,新規・継続,令和6年度当初予算額（A）,財源内訳,,,,,前年度予算額（B）,比較増減（A-B）
,,,,国庫支出金,県支出金,地方債,その他,一般財源,,
総務課,庁舎改修事業,継続,"12,000",,,"10,000",,"2,000","11,000","1,000"
〃,防災無線更新,新規,"5,000",,,,"1,000","4,000",－,皆増
福祉課,敬老事業,継続,"3,000※1",,,,,"3,000","3,500",△500
,うち祝金,,"2,000",,,,,"2,000","2,500",(500)
合計,,,"20,000",0,0,"10,000","1,000","9,000","14,500","5,500"
※1　対象年齢を見直し,,,,,,,,,,
"""

SETAGAYA_LIKE = """\
会計コード,会計名称,款名称,項名称,目名称,事業コード,事業名称,所属名称,当初予算額,うち特定財源,うち一般財源
01,一般会計,総務費,総務管理費,一般管理費,0001,庁舎管理,総務課,12345,0,12345
01,一般会計,総務費,総務管理費,一般管理費,0002,庁舎管理,施設課,-20,0,-20
"""

LONG = """\
年度,会計,事業名,予算額（円）
2023,一般会計,図書館,100
2024,一般会計,図書館,110
2023,一般会計,公園,200
2024,一般会計,公園,190
"""

PAGED = """\
令和６年度当初予算（案）　重点事業,,,
（単位：千円）,,,
【柱１　安心】,,,
番号,事業等名,予算額,担当課
1,防災訓練,1000,危機管理課
2,〃,500,消防課
令和６年度当初予算（案）　重点事業,,,
【柱２　活力】,,,
番号,事業等名,予算額,担当課
3,堤防,１，２００,河川課
"""

REVIEW = """\
事業年度,予算事業ID,事業名,政策所管府省庁,府省庁,局・庁,会計区分,予算年度,当初予算（合計）,補正予算（合計）,前年度からの繰越し（合計）,計（歳出予算現額合計）,執行額（合計）,執行率,翌年度要求額（合計）
2024,1,内閣人事局経費,内閣官房,内閣官房,内閣人事局,一般会計,2023,33328000,0,500,33328500,11200834,33.6,33498000
"""

SETTLED = """\
款,事業名,令和5年度予算現額（円）,令和5年度決算額（円）,執行率（％）,令和6年度当初予算額（円）
総務費,広報,"1,000","900",90,"1,100"
"""

POLICY = """\
番号\t施策\t件名\t予算額(百万円)\t\t伸率\t増減の主な理由
\t\t\t令和6年度\t令和5年度\t\t
1\tDX\tシステム整備\t1,234\t1,111\t11.1%\t更新
2\t\t人材育成\t1,234の内数\t事項要求\t\t
3\t子育て\t保育の充実\t500\t\t皆増\t
"""

WARDS = """\
令和6年度
部,章,事業の名称,6年度予算額（千円）,5年度予算額（千円）,伸び率
環境部,第1章,ごみ減量,10,9,11.1
環境部,第2章,緑化,8,-,皆増
"""

YEN = """\
件名,令和6年度予算額,前年度予算額
図書館,"¥1,000",900円
公園,"\\2,500","2,400円"
"""


def imported(text: str, tmp_path: Path, encoding: str = "utf-8", **wanted: Any) -> Imported:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding=encoding)
    tables, problems = read_tables(path, Wanted(**wanted))
    assert problems == []
    (table,) = tables
    assert table.imported.problems == []
    return table.imported


def problems(text: str, tmp_path: Path, **wanted: Any) -> list[str]:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    tables, found = read_tables(path, Wanted(**wanted))
    return [problem.code for problem in (*found, *(p for table in tables for p in table.imported.problems))]


def yen(items: tuple[Item, ...]) -> list[tuple[str, Any, Any]]:
    return [(item.name, item.previous.value, item.current.value) for item in items]


def test_levels_of_an_account_count_once(tmp_path: Path) -> None:
    result = imported(ACCOUNT, tmp_path, unit=Unit.千円)

    assert result.disagreements == []
    assert result.left_out == {"branch": 7}
    assert [(item.category, item.name) for item in result.book.items] == [
        (("議会費", "議会費", "議会費"), "報酬"),
        (("議会費", "議会費", "議会費"), "給料"),
        (("総務費", "総務管理費", "一般管理費", "旅費"), "普通旅費"),
        (("総務費", "総務管理費", "文書広報費", "旅費"), "普通旅費"),
    ]
    assert sum(item.current.value or 0 for item in result.book.items) == 499_556_000


def test_level_without_anything_under_it_is_an_item(tmp_path: Path) -> None:
    text = "款,事業名,令和6年度予算額(千円)\n総務費,広報,10\n予備費,,5\n"

    assert yen(imported(text, tmp_path).book.items) == [("広報", None, 10_000), ("予備費", None, 5_000)]


def test_headings_over_four_rows_and_names_pushed_in(tmp_path: Path) -> None:
    result = imported(ACCOUNTS, tmp_path, "cp932")
    book = result.book

    assert (book.year, book.unit, book.stage, result.disagreements) == (FiscalYear(2016), Unit.千円, Stage.INITIAL, [])
    assert [(item.category, item.name) for item in book.items] == [
        ((), "一般会計"),
        (("特別会計",), "国民健康保険事業"),
        (("特別会計",), "介護保険事業"),
    ]
    assert [total.current.value for total in book.totals] == [397_395_000_000]


def test_pushed_in_names_that_do_not_add_up_are_items_and_said(tmp_path: Path) -> None:
    result = imported("事業名,令和6年度予算額(円)\n特別会計,9\n　国保,5\n　介護,3\n", tmp_path)

    assert len(result.book.items) == 3
    assert [notice.params for notice in result.notices] == [{"rows": ("2",)}]


def test_where_the_money_comes_from_is_no_amount_of_an_item(tmp_path: Path) -> None:
    result = imported(TOWN, tmp_path, "cp932")
    items = result.book.items

    assert result.disagreements == []
    assert yen(items) == [
        ("庁舎改修事業", 11_000_000, 12_000_000),
        ("防災無線更新", 0, 5_000_000),
        ("敬老事業", 3_500_000, 3_000_000),
        ("うち祝金", 2_500_000, 2_000_000),
    ]
    assert items[1].previous.marks == {Mark.NEW}
    assert items[1].category == ("総務課",)
    assert items[2].note == "継続 ※1"
    assert items[3].part_of == "敬老事業"


def test_rows_taken_as_parts_are_said(tmp_path: Path) -> None:
    said = {notice.code: notice.params for notice in imported(TOWN, tmp_path, "cp932").notices}

    assert said["import.parts"] == {"rows": ("8",)}


def test_row_that_is_more_than_the_one_above_is_no_part_of_it(tmp_path: Path) -> None:
    text = "事業名,令和6年度予算額(円)\n消費喚起,5\nうちの味普及事業,9\nうちエコ診断,1\n"

    assert [item.part_of for item in imported(text, tmp_path).book.items] == ["", "", ""]


def test_column_without_a_heading_is_said(tmp_path: Path) -> None:
    (notice,) = imported("事業名,令和6年度予算額(円),\n橋,5,7\n", tmp_path).notices

    assert (notice.code, notice.params) == ("import.unused", {"headings": ("#3",)})


def test_office_and_code_tell_items_apart(tmp_path: Path) -> None:
    items = imported(SETAGAYA_LIKE, tmp_path, "utf-8-sig", year=FiscalYear(2026), unit=Unit.千円).book.items

    assert [(item.id, item.name, item.note, item.current.value) for item in items] == [
        ("0001", "庁舎管理", "総務課", 12_345_000),
        ("0002", "庁舎管理", "施設課", -20_000),
    ]
    assert items[0].category == ("一般会計", "総務費", "総務管理費", "一般管理費")


def test_code_that_repeats_is_no_id(tmp_path: Path) -> None:
    text = "事業コード,事業名,担当課,令和6年度予算額(円)\n1,備品,学校課,5\n1,備品,図書館,6\n2,広報,秘書課,7\n"
    result = imported(text, tmp_path)

    assert [(item.id, item.category) for item in result.book.items] == [("", ("学校課",)), ("", ("図書館",)), ("", ())]
    assert ("import.ids", {"heading": "事業コード"}) in result.notices
    assert ("import.told_apart", {"headings": ("担当課",)}) in result.notices


def test_a_year_in_each_row_makes_a_book_of_each_year(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(LONG, encoding="utf-8")
    tables, _ = read_tables(path, Wanted())

    assert [(table.suffix, yen(table.imported.book.items)) for table in tables] == [
        ("r5", [("図書館", None, 100), ("公園", None, 200)]),
        ("r6", [("図書館", None, 110), ("公園", None, 190)]),
    ]
    assert [table.imported.left_out for table in tables] == [{"other_year": 2}, {"other_year": 2}]


def test_one_year_of_the_rows_can_be_chosen(tmp_path: Path) -> None:
    assert yen(imported(LONG, tmp_path, year=FiscalYear(2024)).book.items) == [
        ("図書館", None, 110),
        ("公園", None, 190),
    ]
    assert problems(LONG, tmp_path, year=FiscalYear(2025)) == ["year-differs"]


def test_change_without_a_unit_has_that_of_the_amounts(tmp_path: Path) -> None:
    text = "款,令和6年度(千円),令和5年度(千円),増減,増減率\n市税,100,90,10,11.1\n交付税,50,60,△7,△16.7\n"

    assert [found.params["row"] for found in imported(text, tmp_path).disagreements] == [3]


def test_year_of_the_rows_gives_way_to_that_of_the_headings(tmp_path: Path) -> None:
    text = "予算年度,事業名,令和6年度予算額(円),令和5年度予算額(円)\n2023,橋,5,4\n"

    assert imported(text, tmp_path).book.year == FiscalYear(2024)


def test_column_of_years_can_be_left_out_by_hand(tmp_path: Path) -> None:
    text = "年度,事業名,予算額（円）\n2023,橋,5\n2024,堰,6\n"
    result = imported(text, tmp_path, columns={"year": []}, year=FiscalYear(2025))

    assert (result.book.year, len(result.book.items)) == (FiscalYear(2025), 2)


def test_rows_of_several_stages_are_never_added_up(tmp_path: Path) -> None:
    text = "予算区分,事業名,R6予算額(円)\n当初,橋,5\n6月補正,橋,2\n補正（第2号）,堰,1\n"

    assert problems(text, tmp_path) == ["stages-in-rows"]
    result = imported(text, tmp_path, stage=Stage.INITIAL)
    assert (yen(result.book.items), result.left_out) == ([("橋", None, 5)], {"other_stage": 2})
    result = imported(text, tmp_path, stage=Stage.SUPPLEMENTARY)
    assert (result.book.stage, yen(result.book.items)) == (Stage.SUPPLEMENTARY, [("橋", None, 2), ("堰", None, 1)])


def test_rows_of_one_stage_say_it_of_the_book(tmp_path: Path) -> None:
    assert imported("予算区分,事業名,R6予算額(円)\n当初,橋,5\n", tmp_path).book.stage is Stage.INITIAL


def test_headings_and_titles_of_each_page(tmp_path: Path) -> None:
    result = imported(PAGED, tmp_path, "euc_jp")

    assert result.left_out == {"headings": 2, "section": 1}
    assert [(item.category, item.name, item.current.value) for item in result.book.items] == [
        (("柱１　安心", "危機管理課"), "防災訓練", 1_000_000),
        (("柱１　安心", "消防課"), "防災訓練", 500_000),
        (("柱２　活力",), "堤防", 1_200_000),
    ]


def test_review_sheet_takes_its_year_from_the_rows_and_no_carry_over(tmp_path: Path) -> None:
    book = imported(REVIEW, tmp_path, unit=Unit.円).book

    assert (book.year, book.stage, book.items[0].id) == (FiscalYear(2023), Stage.INITIAL, "1")
    assert (book.items[0].current.value, book.items[0].previous.kind) == (33_328_000, Kind.UNSTATED)


def test_request_for_the_year_after_makes_a_book_of_that_year(tmp_path: Path) -> None:
    columns = {"current": ["翌年度要求額（合計）"], "previous": ["当初予算（合計）"]}
    book = imported(REVIEW, tmp_path, unit=Unit.円, columns=columns).book

    assert (book.year, book.stage, book.previous_stage) == (FiscalYear(2024), Stage.REQUEST, Stage.INITIAL)
    assert yen(book.items) == [("内閣人事局経費", 33_328_000, 33_498_000)]
    assert problems(REVIEW, tmp_path, unit=Unit.円, columns=columns, year=FiscalYear(2025)) == ["year-differs"]


def test_settled_accounts_of_the_year_before_are_not_its_budget(tmp_path: Path) -> None:
    result = imported(SETTLED, tmp_path)

    assert yen(result.book.items) == [("広報", None, 1_100)]
    assert result.notices[0].params["headings"][:2] == ("令和5年度予算現額（円）", "令和5年度決算額（円）")


def test_stage_that_is_asked_for_chooses_the_column(tmp_path: Path) -> None:
    book = imported(SETTLED, tmp_path, year=FiscalYear(2023), stage=Stage.SETTLED).book

    assert yen(book.items) == [("広報", None, 900)]


def test_measures_shares_and_words_of_a_ratio(tmp_path: Path) -> None:
    items = imported(POLICY, tmp_path, "utf-16").book.items

    assert [item.measure for item in items] == ["DX", "DX", "子育て"]
    assert (items[1].current.kind, items[1].current.whole) == (Kind.SHARE, 1_234_000_000)
    assert items[2].previous.marks == {Mark.NEW}
    assert items[0].note == "更新"


def test_year_without_an_era_is_of_the_titles_era(tmp_path: Path) -> None:
    book = imported(WARDS, tmp_path).book

    assert book.year == FiscalYear(2024)
    assert [item.category for item in book.items] == [("環境部", "第1章"), ("環境部", "第2章")]


def test_unit_in_each_cell(tmp_path: Path) -> None:
    result = imported(YEN, tmp_path)

    assert result.book.unit is None
    assert yen(result.book.items) == [("図書館", 900, 1_000), ("公園", 2_400, 2_500)]


def test_rows_listed_again_are_left_out(tmp_path: Path) -> None:
    result = imported("事業名,令和6年度予算額(円)\n橋,5\n橋（再掲）,5\n合計,5\n", tmp_path)

    assert (result.left_out, result.disagreements) == ({"again": 1, "sum": 1}, [])


def test_sums_of_sums_and_sums_above_their_rows(tmp_path: Path) -> None:
    rows = "総計,10\n甲,1\n乙,2\n小計,3\n丙,3\n小計,3\n部計,6\n丁,4\n小 計,4\n"

    assert imported(f"事業名,令和6年度予算額(円)\n{rows}", tmp_path).disagreements == []


def test_figures_at_each_level_in_columns_of_their_own(tmp_path: Path) -> None:
    text = """\
款,予算額,項,予算額,目,予算額,説明,予算額,当初予算,補正額
15 国庫支出金,100,1 国庫負担金,60,1 民生費国庫負担金,60,障がい者医療給付費負担金(1/2),50,50,
,,,,,,特別障がい者手当等負担金(3/4),10,10,
,,2 国庫補助金,40,1 総務費国庫補助金,40,企画費補助金,40,30,10
"""
    items = imported(text, tmp_path, year=FiscalYear(2024), unit=Unit.千円, columns={"current": ["8"]}).book.items

    assert [(item.category[1], item.current.value) for item in items] == [
        ("1 国庫負担金", 50_000),
        ("1 国庫負担金", 10_000),
        ("2 国庫補助金", 40_000),
    ]


def test_statute_table_of_an_account(tmp_path: Path) -> None:
    text = """\
令和6年度一般会計予算　第1表 歳入歳出予算,,
（歳出）,,（単位：千円）
款,項,金額
1 議会費,,123
,1 議会費,123
2 総務費,,300
,1 総務管理費,200
,2 徴税費,100
歳出合計,,423
"""
    result = imported(text, tmp_path, "cp932")

    assert (result.disagreements, [total.name for total in result.book.totals]) == ([], ["歳出合計"])
    assert [item.name for item in result.book.items] == ["1 議会費", "1 総務管理費", "2 徴税費"]


def test_first_item_without_a_figure_is_no_second_row_of_headings(tmp_path: Path) -> None:
    items = imported("款,事業名,令和6年度要求額(円)\n総務費,,事項要求\n民生費,保育,5\n", tmp_path).book.items

    assert [(item.name, item.current.value) for item in items] == [("総務費", None), ("保育", 5)]


def test_names_broken_over_lines_are_one_line(tmp_path: Path) -> None:
    text = '款,事業名,令和6年度予算額(円),備考\n"総務\n費","庁舎改修\r\n事業","5","一行目\n二行目"\n,"smart\ncity",1,\n'
    items = imported(text, tmp_path).book.items

    assert [(item.category, item.name) for item in items] == [
        (("総務費",), "庁舎改修事業"),
        (("総務費",), "smart city"),
    ]
    assert items[0].note == "一行目 二行目"


def test_column_of_new_and_continued_does_not_file_items(tmp_path: Path) -> None:
    text = "課,事業名,区分,R6予算額(円),R5予算額(円)\n人事課,研修,新規,10,\n人事課,採用,継続,5,4\n"
    items = imported(text, tmp_path).book.items

    assert [(item.category, item.note) for item in items] == [(("人事課",), "新規"), (("人事課",), "継続")]
    assert items[0].previous.marks == {Mark.NEW}


def test_supplementary_table_has_no_budget_of_its_own(tmp_path: Path) -> None:
    text = "令和6年度補正予算（第2号）\n款,補正前の額（円）,補正額（円）,計（円）\n総務費,100,20,120\n"

    assert problems(text, tmp_path) == ["column-ambiguous"]
    assert yen(imported(text, tmp_path, stage=Stage.SUPPLEMENTARY).book.items) == [("総務費", None, 20)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("事業名,令和6年度予算額(円)\n橋,新規\n", ["cell-unreadable"]),
        ("事業名,令和6年度予算額(円),前年度予算額(円)\n橋,5,廃止\n", ["cell-unreadable"]),
        ("事業名,令和6年度予算額(円)\n橋,1,234\n", ["row-long"]),
        ("事業名,令和6年度予算額(円)\n橋,1\n橋,2\n", ["rows-alike"]),
        ("事業名,令和6年度予算額(円)\n#N/A,1\n", ["cell-error"]),
        ("事業名,予算額(円)\n令和6年度と令和5年度,\n", ["table-no-year"]),
        ("1億円以上の事業\n事業名,令和6年度予算額\n橋,1\n", ["table-no-unit"]),
        ("事業名,令和6年度予算額\n単位：千円,\n橋,1\n", ["table-no-unit"]),
        ("令和6年2月15日\n事業名,予算額(円)\n橋,1\n", ["table-no-year"]),
    ],
)
def test_what_is_never_guessed(text: str, codes: list[str], tmp_path: Path) -> None:
    assert problems(text, tmp_path) == codes


def test_text_that_was_saved_in_a_wrong_encoding(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    for damaged in (
        POLICY.encode().decode("cp932", "ignore"),
        POLICY.encode("cp932").decode("latin-1"),
        "事業\ufffd,額\n",
    ):
        path.write_text(damaged, encoding="utf-8")

        assert [problem.code for problem in read_tables(path, Wanted())[1]] == ["table-damaged"]


def test_bytes_that_are_no_text_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("事業名,令和6年度予算額(円)\n橋,1\n".encode("cp932") + b"\x83\xff\xff,1\n")

    (problem,) = read_tables(path, Wanted())[1]
    assert (problem.code, problem.places[0].line) == ("table-encoding", 3)


def test_special_characters_of_windows_and_zeros_kept_by_a_formula(tmp_path: Path) -> None:
    text = '事業番号,事業名,令和6年度予算額(円)\n="001",①㈱髙橋〜センター,1\n'
    item = imported(text.replace("〜", "～"), tmp_path, "cp932").book.items[0]

    assert (item.id, item.name) == ("001", "①㈱髙橋～センター")
