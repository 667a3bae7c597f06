"""The reading order of a page: what stands where, and how it is read."""

import pytest

from budgetcli.read.layout.glyph import PrintedPage
from budgetcli.read.layout.page import read_page
from tests.paper import Paper


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    page = Paper().write("令和６年度の主な事業", 20, 20, 16)
    for at, (left, right) in enumerate([("○移住の支援", "○学校の改修"), ("左の説明文です", "右の説明文です")]):
        page.write(left, 20, 60 + at * 16).write(right, 220, 60 + at * 16)
    assert page.lines() == ["令和６年度の主な事業", "○移住の支援", "左の説明文です", "○学校の改修", "右の説明文です"]


def test_amounts_at_the_right_belong_to_the_names_of_their_rows() -> None:
    page = Paper()
    for at, (name, amount) in enumerate(
        [("道路の改良", "205億円"), ("橋りょうの点検", "34億円"), ("計画の策定", "－")]
    ):
        page.write(name, 20, 20 + at * 20).write(amount, 300, 20 + at * 20)
    assert page.lines() == ["道路の改良   205億円", "橋りょうの点検   34億円", "計画の策定   －"]


def test_amounts_with_remarks_at_the_right_belong_to_the_names_of_their_rows() -> None:
    page = Paper(700)
    entries = [
        ("道路の改良", "205億円［R5当初 190億円］〔道路課〕"),
        ("橋りょうの点検", "34億円【同上】"),
        ("計画の策定", "内数"),
    ]
    for at, (name, amount) in enumerate(entries):
        page.write(name, 20, 20 + at * 20).write(amount, 300, 20 + at * 20)
    assert page.lines() == [f"{name}   {amount}" for name, amount in entries]


def test_two_columns_of_names_and_amounts_are_two_tables() -> None:
    page = Paper(600)
    for at in range(3):
        for x, side in ((20, "左"), (320, "右")):
            page.write(f"○{side}の事業その{'一二三'[at]}", x, 20 + at * 16).write(
                f"{at + 1}00千円", x + 200, 20 + at * 16
            )
    assert page.lines() == [
        *(f"○左の事業その{'一二三'[at]}   {at + 1}00千円" for at in range(3)),
        *(f"○右の事業その{'一二三'[at]}   {at + 1}00千円" for at in range(3)),
    ]


def test_a_heading_over_both_columns_stands_between_them() -> None:
    page = Paper()
    for top, mark in ((20, "甲"), (100, "乙")):
        page.panel(20, top, 380, top + 16).write(f"{mark}章", 24, top + 3)
        for at in range(2):
            page.write(f"○{mark}の左{at}番", 20, top + 30 + at * 15).write(
                f"○{mark}の右{at}番", 220, top + 30 + at * 15
            )
    assert page.lines() == [
        "甲章", "○甲の左0番", "○甲の左1番", "○甲の右0番", "○甲の右1番",
        "乙章", "○乙の左0番", "○乙の左1番", "○乙の右0番", "○乙の右1番",
    ]  # fmt: skip


def test_the_cells_of_a_ruled_row_are_parted_by_tabs_and_empty_ones_are_kept() -> None:
    page = Paper().table([20, 200, 260, 320], [20, 40, 60])
    page.write("事業名", 24, 24).write("７年度", 204, 24).write("６年度", 264, 24)
    page.write("基金造成費", 24, 44).write("100", 264, 44)
    assert page.lines() == ["事業名\t７年度\t６年度", "基金造成費\t\t100"]


def test_a_name_broken_over_lines_is_one_cell_with_the_amount_in_the_middle_of_its_row() -> None:
    page = Paper().table([20, 98, 160], [20, 50, 70])
    page.write("医療機関等光熱", 24, 22).write("費支援事業", 24, 36).write("780,000", 110, 29)
    page.write("計", 24, 54).write("780,000", 110, 54)
    assert page.lines() == ["医療機関等光熱費支援事業\t780,000", "計\t780,000"]


def test_a_name_broken_over_lines_without_rules_is_joined_where_its_amount_is_between_the_lines() -> None:
    page = Paper().write("地域公共交通確保", 20, 20).write("維持改善事業", 20, 32).write("206億円", 200, 26)
    assert page.lines() == ["地域公共交通確保維持改善事業   206億円"]


def test_amounts_one_under_the_other_in_a_cell_stay_apart() -> None:
    page = Paper().table([20, 110, 200], [20, 62])
    page.write("治山事業費", 24, 24)
    for at, amount in enumerate(["28億6,115万円", "27億9,820万円", "－"]):
        page.write(amount, 114, 22 + at * 13)
    assert page.lines() == ["治山事業費", "28億6,115万円", "27億9,820万円", "－"]


def test_a_side_heading_printed_downwards_is_one_line_and_first() -> None:
    page = Paper().write_down("持続可能な地域社会", 10, 40)
    page.write("２ 暮らしを支える地域交通", 60, 40, 14).write("（１）共創による再生", 60, 80)
    assert page.lines() == ["持続可能な地域社会", "２ 暮らしを支える地域交通", "（１）共創による再生"]


@pytest.mark.parametrize(("angle", "begin"), [(90, 40), (270, 140)], ids=["downwards", "upwards"])
def test_a_turned_side_heading_is_one_line(angle: int, begin: float) -> None:
    page = Paper().turned("持続可能な社会", 10, begin, angle).write("地域交通の再生", 60, 40).write("道路", 60, 60)
    assert page.lines()[0] == "持続可能な社会"


def test_a_page_of_vertical_text_is_read_in_columns_from_the_right() -> None:
    page = Paper().write_down("○診療所改築事業", 300, 20).write_down("一億二三〇〇万円", 282, 20)
    page.write_down("○観光案内所運営", 264, 20)
    assert page.lines() == ["○診療所改築事業", "一億二三〇〇万円", "○観光案内所運営"]


def test_characters_drawn_twice_for_boldness_are_read_once() -> None:
    page = Paper().write("330億円", 20, 20).write("330億円", 20.4, 20).write("上の行", 20, 60)
    assert page.lines() == ["330億円", "上の行"]


def test_equal_digits_side_by_side_are_both_read() -> None:
    assert Paper().write("1,111百万円", 20, 20, 6).lines() == ["1,111百万円"]


def test_ruby_is_left_out() -> None:
    page = Paper().write("放課後児童", 20, 30).write("ほうかご", 22, 24.5, 5)
    assert page.lines() == ["放課後児童"]


def test_a_raised_mark_of_a_footnote_is_left_out() -> None:
    assert Paper().write("協力隊の推進", 20, 30).write("※1", 80, 28, 5).lines() == ["協力隊の推進"]


def test_a_small_amount_beside_a_great_one_is_kept() -> None:
    assert Paper().write("3億円", 20, 30, 16).write("（300）", 60, 33, 9).lines() == ["3億円（300）"]


def test_the_number_of_the_page_is_last_even_if_printed_at_the_top() -> None:
    page = Paper().write("12", 380, 14).write("地域交通の再生", 20, 20, 14).write("本文の行", 20, 60)
    assert page.lines() == ["地域交通の再生", "本文の行", "12"]


def test_the_foot_of_the_page_is_not_read_with_a_column() -> None:
    page = Paper().write("2 広報しらはま", 20, 480)
    for at in range(3):
        page.write(f"○左の事業{at}番", 20, 60 + at * 16).write(f"○右の事業{at}番", 220, 60 + at * 16)
    assert page.lines()[-2:] == ["○右の事業2番", "2 広報しらはま"]


def test_letters_spread_over_a_cell_are_one_word() -> None:
    page = Paper().table([20, 120, 200], [20, 40]).write("区", 40, 24).write("分", 70, 24).write("予算額", 130, 24)
    assert page.lines() == ["区　分\t予算額"]


def test_a_line_spaced_out_evenly_has_no_spaces() -> None:
    assert Paper().write("平成三十一年度予算", 20, 20, spread=4).lines() == ["平成三十一年度予算"]


def test_boxes_side_by_side_are_read_one_after_the_other() -> None:
    page = Paper()
    for x, side in ((20, "左"), (210, "右")):
        page.panel(x, 20, x + 170, 80).write(f"{side}の見出し", x + 5, 24).write(f"{side}の額 100円", x + 5, 44)
    assert page.lines() == ["左の見出し", "左の額 100円", "右の見出し", "右の額 100円"]


def test_wingdings_are_bullets() -> None:
    assert Paper().write("\uf06c地域交通", 20, 20).lines() == ["●地域交通"]


def test_an_empty_page_has_no_lines() -> None:
    assert Paper().lines() == []


def test_a_table_ruled_across_only_has_columns_by_white_space() -> None:
    page = Paper()
    for y in (20, 40, 70, 90):
        page.rule(20, y, 380, y)
    page.write("事業名", 24, 24).write("７年度", 200, 24).write("６年度", 260, 24).write("概要", 320, 24)
    page.write("公共交通空白地の", 24, 44).write("移動手段の確保", 24, 57).write("8,800", 205, 50).write(
        "新規", 320, 50
    )
    page.write("橋の点検", 24, 74).write("150", 215, 74).write("161", 275, 74)
    assert page.lines() == [
        "事業名\t７年度\t６年度\t概要",
        "公共交通空白地の移動手段の確保\t8,800\t\t新規",
        "橋の点検\t150\t161",
    ]


def test_lines_across_between_sections_are_no_table() -> None:
    page = Paper()
    for at, name in enumerate("甲乙"):
        page.rule(20, 20 + at * 60, 380, 20 + at * 60).write(f"○{name}の事業", 24, 30 + at * 60)
        page.write("100円", 300, 30 + at * 60).write(f"○{name}の対策", 24, 45 + at * 60).write(
            "200円", 300, 45 + at * 60
        )
    page.rule(20, 140, 380, 140)
    assert page.lines() == ["○甲の事業   100円", "○甲の対策   200円", "○乙の事業   100円", "○乙の対策   200円"]


def test_coloured_fields_side_by_side_are_a_table() -> None:
    page = Paper()
    for top in (20, 42):
        page.panel(20, top, 198, top + 20).panel(200, top, 300, top + 20)
    page.write("防災士の養成", 24, 25).write("2,100", 210, 25).write("避難所の改善", 24, 47).write("31,500", 210, 47)
    assert page.lines() == ["防災士の養成\t2,100", "避難所の改善\t31,500"]


def test_frames_in_rows_are_read_row_by_row() -> None:
    page = Paper()
    for at, name in enumerate("一二三四"):
        x, y = 20 + at % 2 * 190, 20 + at // 2 * 60
        page.panel(x, y, x + 170, y + 50).write(f"{name}の枠", x + 5, y + 5).write(f"{name}の額", x + 5, y + 25)
    assert page.lines() == ["一の枠", "一の額", "二の枠", "二の額", "三の枠", "三の額", "四の枠", "四の額"]


def test_items_listed_in_one_row_of_a_table_are_a_row_each() -> None:
    page = Paper().table([20, 200, 300], [20, 80])
    for at, (name, amount) in enumerate([("○移住の支援", "120"), ("○定住の支援", "340"), ("○学校の改修", "－")]):
        page.write(name, 24, 24 + at * 18).write(amount, 210, 24 + at * 18)
    assert page.lines() == ["○移住の支援\t120", "○定住の支援\t340", "○学校の改修\t－"]


def test_a_heading_downwards_in_a_cell_belongs_to_the_first_of_its_rows() -> None:
    page = (
        Paper().table([40, 200, 300], [20, 60, 100]).rule(20, 20, 40, 20).rule(20, 100, 40, 100).rule(20, 20, 20, 100)
    )
    page.write_down("子育て", 25, 40).write("保育料", 44, 35).write("120", 210, 35)
    page.write("給食費", 44, 75).write("340", 210, 75)
    assert page.lines() == ["子育て\t保育料\t120", "\t給食費\t340"]


def test_a_long_description_follows_its_row() -> None:
    page = Paper().table([20, 100, 160, 380], [20, 160]).write("治山事業", 24, 24).write("500", 110, 24)
    for at in range(9):
        page.write(f"説明の{at}行目。", 164, 24 + at * 14)
    assert page.lines()[:2] == ["治山事業\t500", "説明の0行目。"]


def test_a_numeral_apart_from_its_side_heading_belongs_to_it() -> None:
    page = Paper().write("Ⅱ", 10, 40).write_down("持続可能な社会", 10, 60).write("本文です。これは横書きです", 60, 40)
    assert page.lines() == ["Ⅱ 持続可能な社会", "本文です。これは横書きです"]


def test_empty_cells_of_a_table_without_rules_are_kept() -> None:
    page = Paper().write("区分", 20, 20).write("予算額", 150, 20).write("前年度", 220, 20).write("比較", 290, 20)
    rows = [("移住促進", "700", "650", "50"), ("観光費", "", "300", "△300"), ("商工費", "880", "", "880")]
    for at, row in enumerate(rows):
        for x, cell in zip((20, 160, 230, 300), row, strict=True):
            page.write(cell, x, 36 + at * 16)
    expected = ["移住促進\t700\t650\t50", "観光費\t\t300\t△300", "商工費\t880\t\t880"]
    assert page.lines() == ["区分\t予算額\t前年度\t比較", *expected]


def test_a_name_broken_over_three_lines_goes_with_the_amounts_of_its_row() -> None:
    page = Paper()
    for at, part in enumerate(["再生可能エネルギー", "設備導入及び省エネ", "診断支援事業"]):
        page.write(part, 20, 20 + at * 12)
    page.write("330", 150, 32).write("320", 200, 32).write("森林整備", 20, 64).write("45", 150, 64).write("40", 200, 64)
    page.write("林道", 20, 84).write("9", 150, 84).write("8", 200, 84)
    names = "再生可能エネルギー設備導入及び省エネ診断支援事業"
    assert page.lines() == [f"{names}\t330\t320", "森林整備\t45\t40", "林道\t9\t8"]


def test_a_tag_in_the_corner_makes_no_column() -> None:
    page = Paper(600).write("子育て支援の強化", 20, 20, 20).write("資料２－１", 520, 20)
    for at in range(3):
        y = 60 + at * 16
        page.write(f"・左の事業{at}", 20, y).write("12億円", 200, y)
        page.write(f"・右の事業{at}", 320, y + 2).write("34億円", 520, y + 2)
    left = [f"・左の事業{at}   12億円" for at in range(3)]
    right = [f"・右の事業{at}   34億円" for at in range(3)]
    assert page.lines() == ["子育て支援の強化", "資料２－１", *left, *right]


def test_a_note_clear_below_the_columns_is_read_after_them() -> None:
    page = Paper()
    for at in range(3):
        page.write(f"○左の事業{at}番", 20, 20 + at * 16).write(f"○右の事業{at}番", 220, 20 + at * 16)
    page.write("（注）端数を四捨五入", 20, 100)
    assert page.lines()[-2:] == ["○右の事業2番", "（注）端数を四捨五入"]


def test_dots_that_lead_to_an_amount_are_a_gap() -> None:
    assert Paper().write("移住の促進…………1,234千円", 20, 20).lines() == ["移住の促進   1,234千円"]


def test_a_heading_close_to_a_table_is_no_part_of_its_first_name() -> None:
    page = Paper().write("Ⅰ 主な事業", 20, 20)
    for at, name in enumerate(["１ 交付金", "２ 定住の促進"]):
        page.write(name, 20, 34 + at * 20).write(f"{at + 1},234", 200, 34 + at * 20).write("（100）", 300, 34 + at * 20)
    assert page.lines() == ["Ⅰ 主な事業", "１ 交付金\t1,234\t（100）", "２ 定住の促進\t2,234\t（100）"]


def test_letters_of_no_size_stop_nothing() -> None:
    assert Paper().write("道路の改良", 20, 20).write("橋", 20, 490, 0).lines()[0] == "道路の改良"


def test_names_and_amounts_beside_a_heading_printed_downwards_are_read_row_by_row() -> None:
    page = Paper().panel(16, 18, 34, 102).write_down("国際競争力の強化", 20, 20)
    rows = [("○港湾の整備", "712億円"), ("大水深のふ頭を造る", ""), ("○基地の整備", "76億円")]
    for at, (name, amount) in enumerate(rows):
        page.write(name, 40, 28 + at * 20).write(amount, 300, 28 + at * 20)
    assert page.lines() == ["国際競争力の強化", "○港湾の整備   712億円", "大水深のふ頭を造る", "○基地の整備   76億円"]


def test_a_line_that_crosses_the_columns_of_a_list_ends_it() -> None:
    page = Paper(600)
    for at, (name, amount) in enumerate([("① 施設の復旧", "412,000千円"), ("② 道路の復旧", "618,017千円")]):
        page.write(name, 20, 20 + at * 16).write(amount, 501, 20 + at * 16)
    for x, words in ((20, "国庫支出金 720,000千円"), (218, "市債 300,000千円"), (406, "繰越金 214,567千円")):
        page.write(words, x, 52)
    assert page.lines()[:2] == ["① 施設の復旧   412,000千円", "② 道路の復旧   618,017千円"]


def test_rows_that_begin_with_amounts_belong_to_the_names_left_of_them() -> None:
    page = Paper(700)
    page.write("事業名", 20, 20).write("R6当初 R5当初 事業概要", 200, 20)
    rows = [("図書館の更新", "38,940 4,100 管理の仕組みを改める"), ("大会への出場", "2,500 0 選手への激励")]
    for at, (name, cells) in enumerate(rows):
        page.write(name, 20, 40 + at * 20).write(cells, 200, 40 + at * 20)
    assert page.lines()[1:] == [f"{name}   {cells}" for name, cells in rows]


def test_rows_that_no_rules_part_are_known_by_the_figures_beside_their_names() -> None:
    page = Paper().table([20, 140, 220, 300], [20, 40, 160])
    page.write("事項", 24, 24).write("令和５年度", 144, 24).write("令和４年度", 224, 24)
    entries = [
        (46, "（１）再エネの導入", "", ""),
        (62, "脱炭素移行交付金", "35,000", "32,000"),
        (78, "公共施設への太陽光導", "4,000", "2,000"),
        (92, "入支援事業", "", ""),
        (108, "【新規】木造校舎事業", "340", "－"),
        (124, "合意形成支援事業", "820", "800"),
    ]
    for y, name, current, previous in entries:
        page.write(name, 24, y).write(current, 190, y).write(previous, 270, y)
    assert page.lines() == [
        "事項\t令和５年度\t令和４年度",
        "（１）再エネの導入",
        "脱炭素移行交付金\t35,000\t32,000",
        "公共施設への太陽光導入支援事業\t4,000\t2,000",
        "【新規】木造校舎事業\t340\t－",
        "合意形成支援事業\t820\t800",
    ]


def test_rows_of_a_name_its_amounts_and_words_on_it_are_read_across() -> None:
    page = Paper(600)
    page.write("事業名", 20, 20).write("６年度", 160, 20).write("５年度", 240, 20).write("概要", 320, 20)
    entries = [
        ("森林の手入れ", "4,100", "3,600", ["間伐と下草刈りを", "地区ごとに進める。"]),
        ("漁港の修繕", "28,300", "31,000", ["防波堤を直す。"]),
        ("通学路の点検", "2,750", "－", ["危ない箇所を調べ、", "標識を立てる。"]),
    ]
    top = 44
    for name, current, previous, words in entries:
        page.write(name, 20, top).write(current, 160, top).write(previous, 240, top)
        for at, line in enumerate(words):
            page.write(line, 320, top + at * 12)
        top += 12 * len(words) + 8
    assert page.lines() == [
        "事業名\t６年度\t５年度\t概要",
        "森林の手入れ\t4,100\t3,600\t間伐と下草刈りを地区ごとに進める。",
        "漁港の修繕\t28,300\t31,000\t防波堤を直す。",
        "通学路の点検\t2,750\t－\t危ない箇所を調べ、標識を立てる。",
    ]


def test_titles_over_frames_with_amounts_are_read_with_these() -> None:
    page = Paper(500)
    for x, title, amount in ((20, "森林の手入れ", "予算額 410万円"), (260, "漁港の修繕", "予算額 2,830万円")):
        page.write(title, x + 10, 20).table([x, x + 200], [36, 90]).write(amount, x + 10, 44)
        page.write("担い手を支える。", x + 10, 62)
    assert page.lines() == [
        "森林の手入れ", "予算額 410万円", "担い手を支える。",
        "漁港の修繕", "予算額 2,830万円", "担い手を支える。",
    ]  # fmt: skip


def test_amounts_before_names_belong_to_the_names_of_their_rows() -> None:
    page = Paper(400)
    for at, (amount, name) in enumerate(
        [("410万円", "森林の手入れ"), ("2,830万円", "漁港の修繕"), ("275万円", "通学路の点検")]
    ):
        page.write(amount, 20, 20 + at * 18).write(name, 140, 20 + at * 18)
    assert page.lines() == ["410万円   森林の手入れ", "2,830万円   漁港の修繕", "275万円   通学路の点検"]


def test_values_right_of_the_fields_of_a_form_belong_to_these() -> None:
    page = Paper(500)
    fields = [("事業名", "森林の手入れ"), ("予算額", "4,100千円"), ("前年度予算額", "3,600千円"), ("担当課", "林務課")]
    for at, (label, value) in enumerate(fields):
        page.write(label, 20, 20 + at * 20).write(value, 160, 20 + at * 20)
    assert page.lines() == [f"{label}   {value}" for label, value in fields]


def test_figures_at_the_middle_of_names_of_two_lines_make_the_rows_of_a_cell() -> None:
    page = Paper().table([20, 140, 220, 300], [20, 40, 160])
    page.write("事項", 24, 24).write("令和５年度", 144, 24).write("令和４年度", 224, 24)
    entries = [
        ("森林を守り育てる", "取組の支援", "35,000", "32,000"),
        ("漁港を使いやすく", "改める工事", "4,000", "2,000"),
        ("通学路の危ない所", "を直す事業", "340", "－"),
    ]
    for at, (first, rest, current, previous) in enumerate(entries):
        top = 44 + at * 36
        page.write(first, 24, top).write(rest, 24, top + 12).write(current, 190, top + 6).write(previous, 270, top + 6)
    assert page.lines() == [
        "事項\t令和５年度\t令和４年度",
        *(f"{first}{rest}\t{current}\t{previous}" for first, rest, current, previous in entries),
    ]


def test_lines_of_a_page_set_wide_are_no_beginnings_but_for_those_further_apart() -> None:
    page = Paper(400)
    tops = [20, 44, 68, 92, 116, 170, 194, 218, 242, 266]
    for at, top in enumerate(tops):
        page.write(f"第{'一二三四五六七八九十'[at]}の行の言葉", 20, top)
    drawn = PrintedPage(page.width, page.height, page.glyphs, (), ())
    assert [line.gap for line in read_page(drawn)] == [top in (20, 170) for top in tops]
