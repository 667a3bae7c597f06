"""Tables whose cells spaces set apart, as text that keeps a page's columns has them."""

import time

import pytest

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides import read_slides
from budgetcli.read.spaced.tables import with_cells

HEAD = """\
                                               （単位：千円）
                             令和５年度       令和４年度
No.      事 業 名                予算額         予算額        増減      事 業 概 要
"""
CENTRED = f"""{HEAD}
                                                           面談を受けた方に、各５万円を
1      応援給付金支給事業             92,450      25,000    67,450
                                                           支給します。

       私立幼稚園・認定こども園
2                         2,364,018   2,208,447   155,571  運営費を給付します。
       施設型給付事業

3      図書購入事業                24,000           －    24,000  図書資料を購入します。
"""


def rows(text: str) -> list[list[str]]:
    """Return the fields of the lines that have some, but for the head."""
    return [line.split("\t") for line in with_cells(text).split("\n") if "\t" in line][1:]


def test_a_name_broken_over_lines_is_one_field() -> None:
    assert [row[1] for row in rows(CENTRED)] == [
        "応援給付金支給事業", "私立幼稚園・認定こども園施設型給付事業", "図書購入事業",
    ]  # fmt: skip


def test_a_description_is_a_field_of_its_own() -> None:
    assert rows(CENTRED)[0][-1] == "面談を受けた方に、各５万円を支給します。"


def test_the_words_of_a_head_stand_over_their_columns() -> None:
    head = next(line for line in with_cells(CENTRED).split("\n") if "\t" in line)
    assert head.split("\t") == ["No.", "事業名", "令和５年度予算額", "令和４年度予算額", "増減", "事業概要"]


def test_lines_keep_their_numbers() -> None:
    before, after = CENTRED.split("\n"), with_cells(CENTRED).split("\n")
    assert len(before) == len(after)
    assert [at for at, line in enumerate(after) if "\t" in line] == [
        2, *(at for at, line in enumerate(before) if line[:1].isdigit())
    ]  # fmt: skip


def test_empty_cells_are_empty_fields() -> None:
    text = """\
事  項           R7当初予算額    R6当初予算額     増減額
甲事業              3,421,655                  3,421,655
乙事業             11,208,430    11,530,772     △322,342
丙事業                             141,877     △141,877
"""
    assert rows(text) == [
        ["甲事業", "3,421,655", "", "3,421,655"],
        ["乙事業", "11,208,430", "11,530,772", "△322,342"],
        ["丙事業", "", "141,877", "△141,877"],
    ]


def test_rows_without_blank_lines_share_the_lines_between_them_by_their_centres() -> None:
    text = """\
事  項              R7当初予算額    R6当初予算額     増減額
児童手当県負担金          5,936,000     4,218,500    1,717,500
放課後児童健全育成事業費補
                        412,308       355,190       57,118
助
児童養護施設等小規模化推進
                          7,420         1,420        6,000
モデル事業
"""
    assert [row[0] for row in rows(text)] == [
        "児童手当県負担金", "放課後児童健全育成事業費補助", "児童養護施設等小規模化推進モデル事業",
    ]  # fmt: skip


def test_names_that_begin_on_the_line_of_the_figures_go_on_below_it() -> None:
    text = """\
事  項              R7当初予算額    R6当初予算額     増減額

１ 観測網             861,004       846,211       14,793
   の維持管理

２ 無人機による         18,400             －       18,400
   沿岸測量の実証

３ 情報の連携         468,940       504,832     △ 35,892
"""
    assert [row[0] for row in rows(text)] == ["１ 観測網の維持管理", "２ 無人機による沿岸測量の実証", "３ 情報の連携"]


def test_a_heading_between_rows_stays_and_parts_them() -> None:
    heading = "政策２ 学びと文化を育むまちづくりの推進に向けて"
    text = f"""{HEAD}
1      給付金支給事業               92,450      25,000    67,450
2      保育事業                  38,716      25,904    12,812
{heading}
                                                           校舎の改修工事を
3      改修事業               1,205,600     684,300   521,300
                                                           行います。
"""
    assert heading in with_cells(text).split("\n")
    assert [row[1] for row in rows(text)] == ["給付金支給事業", "保育事業", "改修事業"]


def test_figures_that_single_spaces_part_are_cells() -> None:
    text = """\
事  項                   元年度予算額  ２年度予算案   増△減額
１ 再犯防止対策の推進           6,422      6,844       422
２ 登記の充実                 27,467     27,837       370
３ 共生の推進             12,136,985 22,137,262 △ 10,277 備考
"""
    assert rows(text)[2] == ["３ 共生の推進", "12,136,985", "22,137,262", "△ 10,277", "備考"]


def test_figures_one_under_the_other_are_left() -> None:
    text = """\
事 業 名           予算額       一般財源
                 84,210
避難所環境整備事業    312,655     212,655
                228,445
                540,300
不燃化促進事業       498,120     146,020
                -42,180
"""
    assert with_cells(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "令和７年度の当初予算は、6,840,000千円となりました。\n\n  歳入は、町税が  1,423,600千円です。\n",
        "事項 R7当初予算額 R6当初予算額\n甲事業 1,200 1,100\n乙事業 2,400 2,300\n丙事業 3,600 3,500\n",
        "事項\tR7当初予算額\tR6当初予算額\n甲事業\t1,200   1,100\n",
        "番号   数   値\n甲    1,200    1,100\n乙    2,400    2,300\n丙    3,600    3,500\n",
    ],
    ids=["empty", "sentences", "single spaces", "tabs", "no head of amounts"],
)
def test_other_text_is_left(text: str) -> None:
    assert with_cells(text) == text


def test_the_rows_are_read_with_name_and_both_years() -> None:
    items = read_slides(CENTRED, FiscalYear(2023), Stage.INITIAL).book.items
    assert [(item.name, item.current.printed, item.previous.printed) for item in items] == [
        ("応援給付金支給事業", "92,450", "25,000"),
        ("私立幼稚園・認定こども園施設型給付事業", "2,364,018", "2,208,447"),
        ("図書購入事業", "24,000", "-"),
    ]


@pytest.mark.parametrize(
    "line",
    ["名      1,234    2,345\n", "名      1,234    2,345\nあ\nい\n", "    R7当初予算額    R6当初予算額\n"],
    ids=["rows", "gaps", "heads"],
)
def test_long_texts_take_time_in_proportion(line: str) -> None:
    def took(count: int) -> float:
        text = "事業    R7当初予算額    R6当初予算額\n" + line * count
        begin = time.perf_counter()
        with_cells(text)
        return time.perf_counter() - begin

    took(10)
    assert took(2000) < 40 * max(took(200), 0.002)
