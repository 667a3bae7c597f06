"""Tables whose cells spaces set apart, as text that keeps a page's columns has them."""

import time

import pytest

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides import read_slides
from budgetcli.read.spaced.pages import in_reading_order
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


def down(text: str) -> list[str]:
    """Return the lines with words of a page, in the order in which they are read."""
    ordered, _ = in_reading_order(text)
    return [line.strip() for line in ordered.split("\n") if line.strip()]


BOXES = """\
Ⅰ 交通網の整備
 １．鉄道の活性化                         ２．物流の効率化
 ○ 駅の改良事業                          ○ 共同配送の推進事業
          42億円（前年度 37億円）                     21億円（前年度同額）
  利用者の多い駅から順に改良を行う。                複数の荷主が荷物を一つの便で運ぶ取組を
 ○ 車両の更新事業                          支援する。
          18億円（前年度 15億円）           ○ 倉庫の自動化事業
  古い車両を省エネルギーのものに替える。                         7億円（新規）
この他、補正予算で基金を造成する事業の全体について、計画の期間中の措置を検討する。
"""


def test_boxes_beside_each_other_are_read_one_after_the_other() -> None:
    assert down(BOXES) == [
        "Ⅰ 交通網の整備",
        "１．鉄道の活性化", "○ 駅の改良事業", "42億円（前年度 37億円）", "利用者の多い駅から順に改良を行う。",
        "○ 車両の更新事業", "18億円（前年度 15億円）", "古い車両を省エネルギーのものに替える。",
        "２．物流の効率化", "○ 共同配送の推進事業", "21億円（前年度同額）",
        "複数の荷主が荷物を一つの便で運ぶ取組を", "支援する。", "○ 倉庫の自動化事業", "7億円（新規）",
        "この他、補正予算で基金を造成する事業の全体について、計画の期間中の措置を検討する。",
    ]  # fmt: skip


def test_lines_of_columns_keep_the_numbers_that_they_had() -> None:
    text, (numbers,) = in_reading_order(BOXES)
    before = BOXES.split("\n")
    assert all(line.strip() in before[number - 1] for number, line in zip(numbers, text.split("\n"), strict=True))


def test_a_heading_set_vertically_beside_a_page_is_read_before_it() -> None:
    text = """\
持    （１）交通の再生
続    【予算】実証運行に要する経費 27.4億円
可     事業者の連携による運行を支援する。
能    （２）自動運転の導入
な    【予算】社会実装推進事業 12.0億円
"""
    assert down(text)[:6] == ["持", "続", "可", "能", "な", "（１）交通の再生"]


@pytest.mark.parametrize("text", [CENTRED, f"{HEAD}\n1      給付金支給事業      92,450   25,000   67,450\n"])
def test_a_table_is_no_columns_of_text(text: str) -> None:
    assert in_reading_order(text)[0] == text


def test_a_table_with_sentences_beside_its_amounts_is_no_columns_of_text() -> None:
    text = """\
   事 業 名         事  業  費                事業内容の説明
（１）水素ステーション      8,200万円    燃料電池自動車の普及に必要な設備の整備を支援する。
整備促進事業費          4,100万円    総事業費約５億円のうち、国補助を除く部分を補助する。
（２）省エネ家電買換え     3億3千万円    県民が省エネ性能の高い家電に買い換える場合に
応援事業費                －    １万円を上限にポイントを付与する。
"""
    assert in_reading_order(text)[0] == text


def test_the_year_before_in_brackets_under_an_amount_is_in_its_field() -> None:
    text = """\
     事 業 名           予 算 額           事 業 の 概 要
耐震化推進事業費           1,284,600 学校４校の耐震補強工事及
          〔管財課〕  （742,350） び12棟の耐震診断

耐震改修促進事業費              38,400 市町村に対する助成
        〔建築住宅課〕   （25,600） ・耐震診断 8,400千円

（新）震度情報システム           415,270 震度計の更新
更新費                     （－）
"""
    assert [row[:2] for row in rows(text)] == [
        ["耐震化推進事業費", "1,284,600 （742,350）"],
        ["耐震改修促進事業費", "38,400 （25,600）"],
        ["（新）震度情報システム更新費", "415,270 （－）"],
    ]


def test_a_head_that_names_the_amount_in_brackets_makes_it_a_field_of_its_own() -> None:
    text = """\
     事  項         予 算 額         事 業 の 概 要
                （前年度）
事故情報収集事業            358 事故の報告を受け付ける。
                  （341） 原因を究明する。
子供用品安全対策費            46 試買を行う。
                   （新規） 結果を公表する。
"""
    assert [row[:3] for row in rows(text)] == [
        ["事故情報収集事業", "358", "（341）"], ["子供用品安全対策費", "46", "（新規）"],
    ]  # fmt: skip
    head = next(line for line in with_cells(text).split("\n") if "\t" in line)
    assert head.split("\t")[:4] == ["事項", "予算額", "前年度", "事業の概要"]


def test_figures_on_as_many_levels_as_the_text_explains_are_fields() -> None:
    text = """\
※予算額欄は、上段：令和7年度当初予算額、中段：令和8年度予算額、下段：増減額
             事 業 名                          うち
№                            予 算 額                             概    要
             （所管課）                         一般財源
                                84,210
     避難所環境整備事業                                        テントを配備
 1                             312,655     212,655
     （防災課）                                            する。
                               228,445
                               540,300
     不燃化促進事業                                          除却の助成
 2                             498,120     146,020
     （都市整備課）                                          110棟
                               -42,180
"""
    assert [[*row[1:5]] for row in rows(text)] == [
        ["避難所環境整備事業", "84,210", "312,655", "228,445"],
        ["不燃化促進事業", "540,300", "498,120", "-42,180"],
    ]


def test_headings_over_groups_of_columns_stay_above_them() -> None:
    text = """\
                        事   業   費                   国   費
     事    項
                 令和４年度        前年度         倍率       令和４年度        前年度        倍率
河川整備事業           712,400     689,150     1.03     486,320     470,915     1.03
ダム建設事業           268,310     281,470     0.95     187,204     196,028     0.95
"""
    draft = read_slides(f"（単位：百万円）\n{text}", FiscalYear(2022), Stage.INITIAL)
    assert [(item.name, item.current.printed) for item in draft.book.items] == [
        ("河川整備事業", "486,320"), ("ダム建設事業", "187,204"),
    ]  # fmt: skip


def test_a_row_whose_figures_have_slipped_is_filled_from_left_to_right() -> None:
    text = """\
     事  項         R7当初予算額     R6当初予算額        増減額
甲事業              413,143      447,296       △34,153
乙事業               20,000       10,000        10,000
計                436,323      488,813  △52,490
"""
    assert rows(text)[-1] == ["計", "436,323", "488,813", "△52,490"]
