"""The reader of sentences: paragraphs, the clauses around amounts, and what is no programme's."""

import pytest

from budgetcli.domain.book import Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides import read_pages, read_slides
from budgetcli.read.slides.clauses import clauses
from budgetcli.read.slides.labels import Labels, Role
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.paragraphs import paragraphs

R7 = FiscalYear(2025)
INITIAL = Labels(R7, Stage.INITIAL)


def joined(text: str) -> list[str]:
    return [paragraph.raw for paragraph in paragraphs(read_pages(text), lambda _: False)]


def read(text: str) -> list[tuple[str, str, str]]:
    items = read_slides(text, R7, Stage.INITIAL).book.items
    return [(item.name, item.current.printed, item.previous.printed) for item in items]


def test_lines_that_the_edge_of_the_page_breaks_are_one_paragraph() -> None:
    broken = "道路関係では、東部バイパス整備費に24億3000万円、県道の拡\n幅費に12億円を計上した。"
    after = "次の段落では別のことを述べる。"

    assert joined(f"{broken}\n{after}\n") == [broken.replace("\n", ""), after]


@pytest.mark.parametrize(
    "text",
    [
        "令和７年度当初予算の概要\n道路関係では、東部バイパス整備費に24億3000万円を計上した。",
        "道路関係では、東部バイパスの整備を進めます。\n県道の拡幅に3億円を計上します。",
        "・道路関係では、東部バイパスの整備費を計上\n・県道の拡幅に3億円を計上します。",
    ],
    ids=["a title", "a full stop", "bullets"],
)
def test_lines_that_end_by_themselves_are_not_joined(text: str) -> None:
    assert text.replace("\n", "") not in joined(text)


@pytest.mark.parametrize(
    ("sentence", "name", "joint"),
    [
        ("主な事業は、町庁舎の改修に6億円。", "町庁舎の改修", "gets"),
        ("停電に備えるため非常用電源の更新に2億円を付ける。", "非常用電源の更新", "gets"),
        ("その他に遺跡の発掘調査には666万円を充てる。", "遺跡の発掘調査", "gets"),
        ("委託料として101万9千円を計上している。", "委託料", "gets"),
        ("備蓄施設の整備事業費（4億円）▽空調の更新費（951万円）", "備蓄施設の整備事業費", "gets"),
        ("見守り事業（訪問、電話など）に30万円。", "見守り事業", "gets"),
        ("災害復旧工事で3930万円を盛り込んだ。", "災害復旧工事", "takes"),
        ("一般会計は98億円。", "一般会計", "is"),
        ("防災無線の改修事業2億円などを予定する。", "防災無線の改修事業", ""),
    ],
)
def test_a_clause_has_the_name_before_its_amount(sentence: str, name: str, joint: str) -> None:
    first = next(clauses(sentence, plain(sentence)))

    assert (first.name, first.joint) == (name, joint)


@pytest.mark.parametrize(
    "sentence",
    [
        "歳入は、町民税に12億円、地方交付税に30億円を見込む。",
        "債務負担行為は、橋りょう工事に8億円、監理業務に3600万円を設定した。",
        "特別会計には、介護保険事業に92億円、国民健康保険事業に88億円を計上した。",
        "前年度は、道路の舗装工事に5億円、橋の補修工事に2億円を計上した。",
        "2月補正では、道路の舗装工事に5億円、橋の補修工事に2億円を計上した。",
        "令和5年度決算では、ごみの処理事業に3億円、消防の運営事業に2億円を支出した。",
        "普通建設事業費に41億円、人件費に20億円を計上した。",
        "道路の舗装工事に5億円を上限として補助し、橋の補修工事に2億円以内を支給する。",
        "知事は「観光振興枠に25億円、未来への挑戦枠に50億円を計上した」と述べた。",
        "事業費に5億円、工事費に2億円を計上した。",
        "基金は5億円の増額、利用料は2億円の減となる。",
    ],
)
def test_what_is_no_programmes_is_left_out_of_sentences(sentence: str) -> None:
    assert read(sentence) == []


def test_new_programmes_are_those_of_the_sentences_on_them() -> None:
    text = (
        "新規事業では、駅前広場の整備に2億円を盛り込んだ。給水所の改修工事に1億円。"
        "このほか、図書館の運営事業に3億円を計上した。"
    )

    assert read(text) == [
        ("駅前広場の整備", "2億円", "新規"),
        ("給水所の改修工事", "1億円", "新規"),
        ("図書館の運営事業", "3億円", ""),
    ]


def test_the_same_label_is_that_of_the_bracket_before() -> None:
    assert INITIAL.read("同") is None
    label = INITIAL.after("甲事業費に62億円(前年度58億円)").read("同")
    assert label is not None
    assert label.role is Role.PREVIOUS


@pytest.mark.parametrize(("words", "western"), [("7年度", 2025), ("26年度", 2026), ("6年度", 2024), ("元年度", 2019)])
def test_years_without_an_era_are_near_the_documents(words: str, western: int) -> None:
    assert INITIAL.year_in(words) == FiscalYear(western)
