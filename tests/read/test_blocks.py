"""Tables that a text prints block by block, as extraction in reading order leaves them."""

import pytest

from budgetcli.domain.year import parse_year
from budgetcli.read.slides import read_slides

HEAD = "主要事業一覧\n\n（単位：千円）\n\n事業名\n\n令和６年度\n\n令和５年度\n\n増減\n\n"


def read(text: str) -> tuple[list[tuple[str, str, str]], set[tuple[str, str]]]:
    year = parse_year("r6")
    assert year is not None
    draft = read_slides(text, year)
    items = [(item.name, item.current.printed, item.previous.printed) for item in draft.book.items]
    return items, {(entry.printed, entry.reason) for entry in draft.untaken}


NOTES = ("計数は四捨五入による。", "当初予算額による。", "以上のとおりである。")
"""Lines behind a table, so that its last figure is not taken for the number of the page."""


def blocks(*cells: str) -> str:
    return "\n\n".join((*cells, *NOTES)) + "\n"


ROWS = [
    ("甲道路補修事業", "1,500", "1,200"),
    ("乙公園整備事業", "2,000", "2,400"),
    ("丙図書購入費", "3,100", "3,000"),
]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            blocks(
                "甲道路補修事業", "1,500", "1,200", "300", "乙公園整備事業", "2,000", "2,400", "△400",
                "丙図書購入費", "3,100", "3,000", "100",
            ),
            id="row by row",
        ),
        pytest.param(
            blocks(
                "甲道路補修事業\n乙公園整備事業\n丙図書購入費", "1,500\n2,000\n3,100",
                "1,200\n2,400\n3,000", "300\n△400\n100",
            ),
            id="column by column",
        ),
        pytest.param(
            blocks(
                "甲道路補修事業", "1,500", "1,200", "乙公園整備事業", "2,000", "2,400", "△400",
                "丙図書購入費", "3,100", "3,000", "100", "300 橋の補修",
            ),
            id="one change apart",
        ),
        pytest.param(
            blocks(
                "1", "1,500", "1,200", "300", "2", "2,000", "2,400", "△400", "3", "3,100", "3,000", "100",
                "甲道路補修事業\n乙公園整備事業\n丙図書購入費",
            ),
            id="names behind all figures",
        ),
    ],
)  # fmt: skip
def test_rows_are_put_together_where_their_changes_prove_them(body: str) -> None:
    assert read(HEAD + body)[0] == ROWS


def test_figures_whose_names_are_not_certain_are_listed_and_not_guessed() -> None:
    body = blocks(
        "甲道路補修事業\n乙公園整備事業", "1,500", "1,200", "300", "2,000", "2,400", "△400", "3,100", "3,000", "100"
    )
    items, untaken = read(HEAD + body)
    assert items == []
    assert {("1,500", "torn"), ("2,000", "torn"), ("3,100", "torn")} <= untaken


def test_a_row_whose_change_is_all_of_its_amount_keeps_the_dash_before_it() -> None:
    body = blocks(
        "甲道路補修事業", "1,500", "1,200", "300", "乙公園整備事業", "2,000", "2,400", "△400",
        "丙調査費", "700", "－", "700",
    )  # fmt: skip
    assert read(HEAD + body)[0][-1] == ("丙調査費", "700", "-")


def test_supplementary_amounts_are_told_by_their_sums() -> None:
    text = blocks(
        "令和６年度一般会計補正予算の概要", "（単位：千円）", "事業名", "補正前の額", "補正額", "補正後の額",
        "甲道路補修事業", "4,000", "500", "4,500", "乙公園整備事業", "2,000", "△300", "1,700",
    )  # fmt: skip
    assert [(name, current) for name, current, _ in read(text)[0]] == [
        ("甲道路補修事業", "500"),
        ("乙公園整備事業", "△300"),
    ]


def test_years_before_in_brackets_under_amounts_are_brought_to_their_names() -> None:
    text = blocks(
        "主な事業（単位：百万円）",
        "予 算 額\n（前年度）",
        "甲の普及啓発",
        "14 法律に基づく報告を作成し、公表す\n（12） る。",
        "乙情報基盤の運用",
        "1,286 業務端末の運用を行う\n（1,351） とともに、更改に向けた設計を行う。",
        "丙対策推進費",
        "46 試買テストを行い、結果を公\n（新規） 表する。",
    )
    assert read(text)[0] == [
        ("甲の普及啓発", "14", "12"),
        ("乙情報基盤の運用", "1,286", "1,351"),
        ("丙対策推進費", "46", "新規"),
    ]


def test_a_reference_table_lists_no_items() -> None:
    body = blocks("甲費", "1,500", "1,200", "300", "乙費", "2,000", "2,400", "△400")
    items, untaken = read("（参考）総括表\n\n" + HEAD + body)
    assert items == []
    assert ("1,500", "torn") in untaken
