"""Reading slides and texts into draft books."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetcli.domain.year import FiscalYear
from budgetcli.read.book import parse_book
from budgetcli.read.slides import Draft, read_slides
from budgetcli.read.verify import verify
from budgetcli.write.book import book_text

R6 = FiscalYear(2024)
SLIDE = """
21４ 地域の活性化

（１）協力隊の強化

【予算】協力隊の推進に要する経費
3.3億円（５年度 2.1億円）

※ 上限2,500万円。

[１]人材の充実

22４ 地域の活性化
（２）テレワークの推進
【予算】テレワーク普及事業 4.6億円（４年度補正 2.1億円 ５年度 2.6億円）
[１]人材の充実
"""


def read(text: str) -> Draft:
    return read_slides(text, R6)


def lines(text: str) -> list[tuple[str, str, str]]:
    return [(item.name, item.current.printed, item.previous.printed) for item in read(text).book.items]


@pytest.mark.parametrize(
    ("text", "name", "current", "previous"),
    [
        ("○甲事業 3.3億円（前年度2.1億円）", "甲事業", "3.3億円", "2.1億円"),
        ("○甲事業 4.6億円（R5当初 2.6億円）", "甲事業", "4.6億円", "2.6億円"),
        ("○甲事業\n330百万円（皆増）", "甲事業", "330百万円", "皆増"),
        ("○甲事業【新規】\n８億円（ － ）", "甲事業", "８億円", "新規"),
        ("○甲事業 11.5億円の内数（５年度 5.8億円の内数）", "甲事業", "11.5億円の内数", "5.8億円の内数"),
        ("○甲事業 720百万円（前年度同額）", "甲事業", "720百万円", "720百万円"),
        ("○甲事業 12.0億\n円", "甲事業", "12.0億円", ""),
        ("○甲事業\n令和６年度概算要求額：2 ,910百万円", "甲事業", "2,910百万円", ""),
        ("○甲事業　一億二三〇〇万円", "甲事業", "一億二三〇〇万円", ""),
        ("○甲事業\n事項要求", "甲事業", "事項要求", ""),
    ],
)
def test_a_line_is_read_in_the_notations_of_ministries(text: str, name: str, current: str, previous: str) -> None:
    assert lines(text) == [(name, current, previous)]


def test_names_that_wait_take_their_amounts_in_order() -> None:
    text = "（ ）内は前年度当初予算額\n○甲の支援\n○乙助成金\n\n3,418(3,395)百万円\n\n828億円（837億円）\n"
    assert lines(text) == [("甲の支援", "3,418百万円", "3,395百万円"), ("乙助成金", "828億円", "837億円")]


@pytest.mark.parametrize(
    "text", ["○甲事業 6.0億円（対前年度比 1.2倍）", "○甲事業 6.0億円（△0.3億円）", "○甲事業 6億円（▲3.0％）"]
)
def test_a_ratio_or_a_difference_is_no_previous_amount(text: str) -> None:
    assert [previous for _, _, previous in lines(text)] == [""]


def test_a_bracket_without_a_legend_is_marked() -> None:
    assert read("○甲事業 1兆2,345億円（1兆1,000億円）").doubts == {0: ["bracket"]}


@pytest.mark.parametrize(
    "head",
    [
        "区分 令和５年度 令和６年度 増減\n（単位：千円）",
        "（単位：千円）\n区分 令和５年度 令和６年度 増減",
        "（単位：千円）\n令和５年度 令和６年度 対前年度\n施策・事項 備考\n当初予算額 概算要求額 増▲減額",
    ],
)
def test_the_headings_of_a_table_say_which_column_is_the_previous_year(head: str) -> None:
    draft = read(f"{head}\n甲事業 100 120 20\n乙事業 200 210 10\n計 300 330 30\n")
    assert [(i.name, i.current.printed, i.previous.printed) for i in draft.book.items] == [
        ("甲事業", "120", "100"),
        ("乙事業", "210", "200"),
    ]


def test_rows_with_a_change_from_an_amount_that_their_head_does_not_name_are_marked() -> None:
    draft = read("（単位：千円）\n事業名 予算額 増減\n甲事業 100 120 20\n乙事業 200 210 10\n")
    assert all(draft.doubts.get(at) for at in range(len(draft.book.items)))
    assert draft.book.items


def test_an_amount_that_is_the_sum_of_the_lines_under_it_is_no_item() -> None:
    draft = read("◎対策費 12億円\n○甲事業 7億円\n○乙事業 5億円\n")
    assert [item.name for item in draft.book.items] == ["甲事業", "乙事業"]
    assert [(entry.printed, entry.reason) for entry in draft.untaken] == [("12億円", "sum")]


def test_a_line_that_equals_the_next_ones_by_chance_perhaps_is_kept_and_marked() -> None:
    draft = read("○対策費 12億円\n○甲事業 7億円\n○乙事業 5億円\n")
    assert [item.name for item in draft.book.items] == ["対策費", "甲事業", "乙事業"]
    assert draft.doubts == {0: ["perhaps-sum"]}


def test_a_slide_files_its_items_under_headings_that_follow_them() -> None:
    first, second = read(SLIDE).book.items
    assert (first.category, first.measure, first.page) == (("[１]人材の充実",), "（１）協力隊の強化", "21")
    assert [(entry.year.code, entry.amount.printed) for entry in second.supplementary] == [("r4", "2.1億円")]


def test_what_is_not_taken_is_listed_with_its_reason() -> None:
    assert [(entry.printed, entry.page, entry.reason) for entry in read(SLIDE).untaken] == [
        ("2,500万円", "21", "ceiling")
    ]


def test_a_figure_that_cannot_be_read_is_listed() -> None:
    assert [entry.reason for entry in read("○甲事業 3億5億円\n").untaken] == ["unreadable"]


def test_the_unit_of_a_book_is_that_of_most_of_its_amounts() -> None:
    unit = read("○甲事業 3百万円\n○乙事業 5百万円\n○丙事業 1億円\n").book.unit
    assert unit is not None
    assert unit.name == "百万円"


def test_an_item_carries_the_words_it_was_read_from() -> None:
    assert read(SLIDE).book.items[0].quote == "【予算】協力隊の推進に要する経費 3.3億円（５年度 2.1億円）"


def test_what_was_read_is_verified_against_its_own_source() -> None:
    assert {check.place.value for check in verify(read(SLIDE).book, SLIDE)} == {"found"}


def test_an_amount_inside_a_longer_one_is_not_found() -> None:
    book = read("○甲事業 2.1億円\n").book
    assert [check.place.value for check in verify(book, "○甲事業 12.1億円\n")] == ["missing"]


TABLE = """令和６年度当初予算 主要事業
（単位：千円）
区分 事業名 R6予算額 R5予算額
新 避難所環境整備事業 1,412,300 －
継続 道路維持事業 38 ,500 38,500
"""


def test_bare_figures_beside_each_other_are_found_in_a_table() -> None:
    checks = verify(read(TABLE).book, TABLE)

    assert [(check.amount.printed, check.place.value) for check in checks if check.amount.printed not in "-－"] == [
        ("1,412,300", "found"),
        ("新規", "found"),
        ("38,500", "found"),
        ("38,500", "found"),
    ]


def test_a_figure_that_two_neighbours_make_together_is_not_found() -> None:
    book = read("（単位：千円）\n事業名 R6予算額 R5予算額\n道路維持事業 412,300 38,500\n").book
    assert [check.place.value for check in verify(book, "（単位：千円）\n道路維持事業 1,412,300 8,500\n")] == [
        "missing",
        "missing",
    ]


@given(
    st.text(
        alphabet="0123456789,.億万千百円（）()【】〔〕○▽①・うち年度令和内数－-△ \n\f１二単位：区分計前上中下段",
        max_size=200,
    )
)
@settings(max_examples=150, deadline=2000)
def test_no_text_fails_or_hangs(text: str) -> None:
    read(text)


def test_the_slides_of_the_ministry_give_every_line_of_the_book(shared, request) -> None:  # type: ignore[no-untyped-def]
    from budgetcli.read.book import parse_book

    book = parse_book((request.config.rootpath / "data/budgets_r6.yaml").read_text(encoding="utf-8"), "").book
    draft = read((shared / "sources/soumu-r6-request-p21-30.txt").read_text(encoding="utf-8"))

    def told(items):
        return sorted(
            (i.name, i.category, i.measure, i.page, i.current.value, i.current.whole, i.previous.value) for i in items
        )

    assert repr(told(draft.book.items)) == repr(told(book.items))


def test_bare_figures_of_another_unit_than_the_books_are_written_with_theirs() -> None:
    head = "事業名 令和5年度 令和6年度\n"
    text = f"（単位：億円）\n{head}甲の推進 30 31\n乙の推進 8 9\n\f（単位：千円）\n{head}丙の整備 1,200 1,300\n"
    book = read(text).book
    again = parse_book(book_text(book), "").book

    assert again is not None
    assert [item.current.printed for item in again.items] == ["31", "9", "1,300千円"]
    assert [item.current.value for item in again.items] == [3_100_000_000, 900_000_000, 1_300_000]
    assert [item.previous.value for item in again.items] == [3_000_000_000, 800_000_000, 1_200_000]


def test_digits_that_a_space_parts_from_an_amount_are_not_lost_without_a_word() -> None:
    draft = read("○学校巡回公演の拡充 7 1億円（５年度 63億円）")
    assert draft.doubts == {0: ["digits"]}


def test_a_word_for_new_before_the_amounts_is_a_tag_and_no_amount() -> None:
    table = "（単位：千円）\n事業名 区分 R6当初(A) R5当初(B) 増減(A)-(B)\n窓口改善事業 新規 38,214 - 38,214\n"
    assert lines(f"{table}移住促進事業 拡充 21,690 17,432 4,258\n") == [
        ("窓口改善事業", "38,214", "新規"),
        ("移住促進事業", "21,690", "17,432"),
    ]
