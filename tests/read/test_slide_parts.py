"""The parts of the reader of slides: labels, columns, cells, names, sums and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides import document_year, read_pages, read_slides
from budgetcli.read.slides.cells import assign, split_row
from budgetcli.read.slides.columns import Columns, Kind, find_columns
from budgetcli.read.slides.labels import Labels, Role
from budgetcli.read.slides.names import bullet_of, clean, is_name, is_new, is_sum

R6 = FiscalYear(2024)
REQUEST = Labels(R6, Stage.REQUEST)
INITIAL = Labels(R6, Stage.INITIAL)
CURRENT, PREVIOUS, FINAL, CHANGE, RATIO, FINANCE = (
    Kind.CURRENT, Kind.PREVIOUS, Kind.FINAL, Kind.CHANGE, Kind.RATIO, Kind.FINANCE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("令和６年度概算要求額：", Role.CURRENT),
        ("R6要求額", Role.CURRENT),
        ("前年度", Role.PREVIOUS),
        ("令和5年度当初予算額：", Role.PREVIOUS),
        ("R5当初", Role.PREVIOUS),
        ("４年度補正", Role.SUPPLEMENTARY),
        ("令和4年度第2次補正予算額", Role.SUPPLEMENTARY),
        ("対前年度比", Role.RATIO),
        ("増減額", Role.CHANGE),
        ("令和４年度決算額", Role.OTHER),
        ("令和3年度予算額", Role.OTHER),
    ],
)
def test_the_words_before_an_amount_say_what_it_is(words: str, role: Role) -> None:
    label = REQUEST.read(words)
    assert label is not None
    assert label.role is role


@pytest.mark.parametrize("words", ["", "総事業費", "うち国の負担", "子育て支援事業", "上限"])
def test_words_that_are_more_than_a_label_say_nothing(words: str) -> None:
    assert REQUEST.read(words) is None


def test_what_was_asked_for_is_not_the_initial_amount() -> None:
    label = INITIAL.read("要求額")
    assert label is not None
    assert (label.role, label.reason) == (Role.OTHER, "other-stage")


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("事業名 令和６年度 令和５年度 増減", (CURRENT, PREVIOUS, CHANGE)),
        ("区分 ５年度予算額(A) ６年度要求額(B) 増△減額(B)－(A)", (PREVIOUS, CURRENT, CHANGE)),
        ("事項 前 年 度\n予 算 額 令和６年度\n要 求 額 差引増△減\n額 備 考", (PREVIOUS, CURRENT, CHANGE)),
        (
            "事項\n６年度当初 ５年度当初 ５年度２月現計 比較\nＡ\n千円\nＡ－Ｂ\nＡ／Ｂ\n％",
            (CURRENT, PREVIOUS, FINAL, CHANGE, RATIO),
        ),
        (
            "事業名 R6 R5 増減\n財源内訳\n国庫支出金 地方債 一般財源",
            (CURRENT, PREVIOUS, CHANGE, FINANCE, FINANCE, FINANCE),
        ),
        ("年度 隊員数 団体数", ()),
    ],
)  # fmt: skip
def test_a_flattened_head_names_the_columns(head: str, kinds: tuple[Kind, ...]) -> None:
    plain = head.replace("Ａ", "A").replace("Ｂ", "B").replace("－", "-").replace("／", "/").replace("％", "%")
    assert find_columns(plain, REQUEST).kinds == kinds


def test_the_columns_of_a_supplementary_budget_hold_its_amount_between_two_states() -> None:
    labels = Labels(R6, Stage.SUPPLEMENTARY)
    assert find_columns("事業名 補正前の額 補正額 計", labels).kinds == (FINAL, CURRENT, FINAL)


def test_a_row_is_parted_into_name_cells_and_remark() -> None:
    assert split_row("こども園整備事業 412,300 38,500 373,800 Ｒ７～８継続", 2) == (
        "こども園整備事業 ",
        ["412,300", "38,500", "373,800"],
        "Ｒ７～８継続",
    )


YEARS = Columns((CURRENT, PREVIOUS, CHANGE), Unit.千円)


@pytest.mark.parametrize(
    ("cells", "laid"),
    [
        (["120", "100", "20"], {0: "120", 1: "100", 2: "20"}),
        (["45,600", "45,600"], {0: "45,600", 2: "45,600"}),
        (["3,200", "△3,200"], {1: "3,200", 2: "△3,200"}),
    ],
)
def test_empty_cells_are_found_by_the_arithmetic_of_the_row(cells: list[str], laid: dict[int, str]) -> None:
    assert assign(cells, YEARS) == (laid, False)


def test_a_row_whose_arithmetic_settles_nothing_is_open() -> None:
    assert assign(["120"], Columns((CURRENT, PREVIOUS), Unit.千円))[1]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_full_row_is_laid_as_it_stands(current: int, previous: int) -> None:
    change = current - previous
    cells = [f"{current:,}", f"{previous:,}", f"{change:,}".replace("-", "△")]
    assert assign(cells, YEARS)[0] == dict(enumerate(cells))


def test_columns_turn_where_every_printed_difference_says_so() -> None:
    draft = read_slides("（単位：千円）\n事業名 令和６年度 令和５年度 増減\n甲事業 100 150 50\n乙事業 10 30 20\n", R6)
    assert [(item.current.printed, item.previous.printed) for item in draft.book.items] == [
        ("150", "100"),
        ("30", "10"),
    ]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("○（新）こども誰でも通園制度試行事業費", "こども誰でも通園制度試行事業費"),
        ("【予算】地域おこし協力隊の推進に要する経費", "地域おこし協力隊の推進に要する経費"),
        ("（１）治山事業費 ………", "治山事業費"),
        ("事業名：避難所環境整備事業", "避難所環境整備事業"),
        ("①　農地耕作条件改善事業【新規】", "農地耕作条件改善事業"),
        ("1 ふるさと納税推進事業", "ふるさと納税推進事業"),
    ],
)
def test_a_name_is_kept_without_bullet_and_mark(raw: str, name: str) -> None:
    assert clean(raw) == name


@pytest.mark.parametrize(
    "raw", ["市債の残高は、令和６年度末で", "対象施設 市町村庁舎等 18 施設", "なお、上限", "（注１）", "12"]
)
def test_the_beginning_of_a_sentence_is_no_name(raw: str) -> None:
    assert not is_name(raw)


@pytest.mark.parametrize(
    "raw", ["小 計", "合計", "環境局 計", "一般会計当初予算額", "総 額", "令和６年度 こども庁予算概算要求の概要"]
)
def test_a_sum_is_known_by_its_name(raw: str) -> None:
    assert is_sum(raw)


@pytest.mark.parametrize("raw", ["統計調査費", "会計年度任用職員費", "総合計画策定事業"])
def test_a_name_that_only_holds_the_letters_of_a_sum_is_none(raw: str) -> None:
    assert not is_sum(raw)


def test_one_that_is_partly_new_is_not_new() -> None:
    assert is_new("甲事業【新規】")
    assert not is_new("甲事業（一部新規）")


@pytest.mark.parametrize(("raw", "style"), [("①甲", "circled"), ("(2)甲", "round"), ("・甲", "dot"), ("甲", "")])
def test_bullets_have_styles(raw: str, style: str) -> None:
    assert bullet_of(raw) == style


def test_lines_with_deeper_bullets_under_a_larger_amount_are_its_parts() -> None:
    draft = read_slides("(1) 甲の推進 12億円\n　ア 乙の整備 4億円\n　イ 丙の支援 2億円\n(2) 丁の推進 5億円\n", R6)
    assert [(item.name, item.part_of) for item in draft.book.items] == [
        ("甲の推進", ""),
        ("乙の整備", "甲の推進"),
        ("丙の支援", "甲の推進"),
        ("丁の推進", ""),
    ]
    assert draft.doubts == {1: ["part"], 2: ["part"]}


def test_a_printed_sum_that_does_not_add_up_is_marked_at_its_last_line() -> None:
    draft = read_slides("（単位：千円）\n事業名 令和６年度 令和５年度\n甲事業 100 90\n乙事業 200 190\n計 310 280\n", R6)
    assert draft.doubts == {1: ["sum"]}


def test_a_sum_of_rounded_amounts_may_differ_by_rounding() -> None:
    rows = "甲事業 1.5 1.0\n乙事業 5.7 1.0\n丙事業 1.5 1.0\n丁事業 0.9 1.0\n計 9.7 4.0\n"
    text = f"（単位：億円）\n事業名 令和６年度 令和５年度\n{rows}"
    assert read_slides(text, R6).doubts == {}


def test_a_footer_is_the_number_of_the_page_before_it() -> None:
    text = "○甲事業 1億円\n4重点施策２ 持続\n○乙事業 2億円\n5\n○丙事業 3億円\n6\n"
    assert [(line.raw, line.page) for line in read_pages(text)] == [
        ("○甲事業 1億円", "4"),
        ("重点施策２ 持続", "5"),
        ("○乙事業 2億円", "5"),
        ("○丙事業 3億円", "6"),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和６年度概算要求の概要\n", R6),
        ("令和６年度 当初予算案\n（令和５年度補正予算を含む）\n", R6),
        ("令和６年度予算案額 42.0億円\n令和５年度補正予算額 18.5億円\n", R6),
        ("（ ）書きは令和５年度当初予算額\n", None),
        ("令和６年度予算の概要\n令和７年度概算要求の概要\n", None),
        ("令和６年度 主要施策の概要（部局別）\n※「新規」は令和６年度から実施する事業\n", R6),
        ("主な事業\n", None),
    ],
)
def test_the_title_names_the_year_if_it_names_one(text: str, year: FiscalYear | None) -> None:
    assert document_year(text) == year


def test_the_unit_that_is_given_is_that_of_bare_figures() -> None:
    text = "事業名 令和６年度 令和５年度 増減\n甲事業 1,200 1,000 200\n"
    assert read_slides(text, R6).book.items == ()
    assert [item.current.value for item in read_slides(text, R6, unit=Unit.千円).book.items] == [1_200_000]
