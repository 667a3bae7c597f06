"""Reading a book: what it may say, and what is said of its slips."""

import unicodedata
from pathlib import Path

import pytest

from budgetcli.domain.amount import Kind, Mark, Unit
from budgetcli.domain.book import Source, Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.book import Reading, parse_book, read_book
from tests.conftest import SHIPPED

WHOLE = """\
title: 令和６年度 概算要求
organisation: 総務省
year: 令和六年度
stage: 概算要求
previous_stage: initial
unit: 億円
source: {document: 概算要求の概要, section: Ⅰ, pages: 21-30, url: https://example.jp/, published: "2023-08-31"}
note: 端数処理のため計が一致しないことがある
count: 2
totals:
  - {name: 計, current: 7.9, previous: 4.7}
items:
  - id: okoshi
    name: "[１]地域おこし協力隊"
    category: [４ 地域で活躍する人材の充実, "[１]地域おこし協力隊等の充実"]
    measure: （１）地域おこし協力隊の強化
    page: 21
    current: 3.3億円
    previous: 2.1億円
    formerly: 地域おこし協力隊の充実
    note: 新聞にも出た
    quote: "【予算】3.3億円（５年度 2.1億円）"
  - name: テレワーク
    current: 4.6
    previous: 2.6
    supplementary: {４年度: 2.1億円}
    part_of: 情報通信
    share_of: 交付金
    formerly: [甲, 乙]
...
"""
ONE = "year: r6\nunit: 億円\nitems:\n  - name: 甲\n    current: 1\n    previous: 2\n"


def parse(text: str) -> Reading:
    return parse_book(text, "book.yaml")


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse(text).problems]


def places(text: str) -> list[tuple[int, int]]:
    return [(place.line, place.column) for problem in parse(text).problems for place in problem.places]


def test_head_matter() -> None:
    book, problems = parse(WHOLE)

    assert problems == []
    assert book is not None
    assert (book.title, book.organisation) == ("令和６年度 概算要求", "総務省")
    assert (book.year, book.previous_year, book.unit) == (FiscalYear(2024), FiscalYear(2023), Unit.億円)
    assert (book.stage, book.previous_stage) == (Stage.REQUEST, Stage.INITIAL)
    assert book.source == Source("概算要求の概要", "Ⅰ", "21-30", "https://example.jp/", "2023-08-31")
    assert book.note == "端数処理のため計が一致しないことがある"
    assert [(total.name, total.current.value, total.line) for total in book.totals] == [("計", 790_000_000, 11)]


def test_item_with_all_its_keys() -> None:
    book = parse(WHOLE).book
    assert book is not None
    okoshi, telework = book.items

    assert okoshi.name == "[１]地域おこし協力隊"
    assert okoshi.category_text == "４ 地域で活躍する人材の充実 / [１]地域おこし協力隊等の充実"
    assert (okoshi.id, okoshi.measure, okoshi.page) == ("okoshi", "（１）地域おこし協力隊の強化", "21")
    assert (okoshi.formerly, okoshi.note) == (("地域おこし協力隊の充実",), "新聞にも出た")
    assert okoshi.quote == "【予算】3.3億円（５年度 2.1億円）"
    assert (okoshi.current.value, okoshi.previous.value) == (330_000_000, 210_000_000)
    assert (telework.part_of, telework.share_of, telework.formerly) == ("情報通信", "交付金", ("甲", "乙"))
    assert [(entry.year, entry.amount.value) for entry in telework.supplementary] == [(FiscalYear(2022), 210_000_000)]


def test_every_figure_knows_its_line() -> None:
    book = parse(WHOLE).book
    assert book is not None

    assert [(item.line, item.current.line, item.previous.line) for item in book.items] == [(13, 18, 19), (23, 24, 25)]


@pytest.mark.parametrize("null", ["null", "~", ""])
def test_null_is_an_amount_that_is_not_printed(null: str) -> None:
    book = parse(f"year: r6\nitems:\n  - name: 甲\n    current: {null}\n    previous: {null}\n").book

    assert book is not None
    assert book.items[0].current.kind is Kind.UNSTATED


def test_null_in_quotes_is_text() -> None:
    assert codes(ONE + '    note: "null"\n') == []
    assert codes("year: r6\nunit: 円\nitems:\n  - {name: 甲, current: 'null', previous: 1}\n") == ["amount-unreadable"]


def test_same_as_the_year_before_is_resolved() -> None:
    book = parse("year: r6\nunit: 円\nitems:\n  - {name: 甲, current: 前年度同額, previous: 5}\n").book

    assert book is not None
    assert (book.items[0].current.value, book.items[0].current.marks) == (5, {Mark.SAME})


def test_words_that_yaml_takes_for_something_else_are_text() -> None:
    book = parse(
        "year: 2024\nunit: 円\nitems:\n  - {name: no, page: 010, current: 3.30, previous: 1, id: 12:30}\n"
    ).book

    assert book is not None
    assert (book.items[0].name, book.items[0].page, book.items[0].id) == ("no", "010", "12:30")
    assert str(book.items[0].current.value) == "3.30"


def test_source_may_be_its_document_alone() -> None:
    book = parse("year: r6\nsource: 概算要求の概要\nitems: []\n").book

    assert book is not None
    assert book.source == Source("概算要求の概要")


def test_every_problem_is_reported_at_once() -> None:
    text = ONE + "    pge: 3\n  - name: 乙\n    current: 3,3億円\n  - nme: 丙\n    current: 1\n    previous: x\n"

    assert codes(text) == [
        "key-unknown",
        "amount-digits",
        "key-missing",
        "key-unknown",
        "amount-unreadable",
        "key-missing",
    ]
    assert places(text) == [(7, 5), (9, 14), (8, 5), (10, 5), (12, 15), (10, 5)]


def test_duplicate_key_shows_both_places() -> None:
    assert places(ONE + "    current: 9\n") == [(7, 5), (5, 5)]


def test_duplicate_item_shows_both_places() -> None:
    text = ONE + "  - {name: 甲, current: 3, previous: 4}\n"

    assert codes(text) == ["item-duplicate"]
    assert places(text) == [(7, 5), (4, 5)]


@pytest.mark.parametrize("key", ["category: 乙", "measure: 乙", "id: 乙"])
def test_items_of_one_name_may_differ_in_where_they_stand(key: str) -> None:
    assert codes(f"{ONE}  - {{name: 甲, {key}, current: 3, previous: 4}}\n") == []


def test_part_of_itself_is_refused() -> None:
    assert codes(ONE + "    part_of: 甲\n") == ["part-circular"]


def test_supplementary_of_one_year_twice_is_refused() -> None:
    assert codes(ONE + "    supplementary: {r4: 1, 令和4年度: 2}\n") == ["key-duplicate"]


def test_several_supplementary_budgets_of_one_year_stand_in_a_list() -> None:
    reading = parse(ONE + "    supplementary: {r5: [2億円, 3億円], r4: 1億円}\n")
    assert reading.book is not None
    told = [(entry.year.code, entry.amount.printed) for entry in reading.book.items[0].supplementary]
    assert told == [("r5", "2億円"), ("r5", "3億円"), ("r4", "1億円")]
    assert codes(ONE + "    supplementary: {r5: [2億円, 3.億円]}\n") == ["amount-digits"]


def test_supplementary_of_no_year_is_refused_and_null_is_none() -> None:
    assert codes(ONE + "    supplementary: {補正: 1}\n") == ["year-unreadable"]
    assert codes(ONE + "    supplementary: null\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "book-empty"),
        ("年度", "book-not-mapping"),
        ("- 甲", "book-not-mapping"),
        ("year: r6\nitems:\n---\nyear: r6\n", "yaml-documents"),
        ("year: r6\nitems: {甲: 1}\n", "type-wrong"),
        ("year: r6\nsource: [甲]\nitems: []\n", "type-wrong"),
        ("year: r6\ntotals: [甲]\nitems: []\n", "type-wrong"),
        ("year: [r6]\nitems: []\n", "type-wrong"),
        ("year: r6\nstage: [甲]\nitems: []\n", "type-wrong"),
        ("year: r6\nunit: [円]\nitems: []\n", "type-wrong"),
        ("year: r6\ncount: [1]\nitems: []\n", "type-wrong"),
        ("year: r6\nitems: [&a {name: 甲, current: 1円, previous: 1円}, *a]\n", "yaml-alias"),
        ("year: r6\nitems: !!map {}\n", "type-wrong"),
        ("title: !!str 予算\nyear: r6\nitems: []\n", "yaml-tag"),
        ("year: r6\nitems: []\n<<: {title: 予算}\n", "key-unknown"),
        ("year: r6\nitems: []\n? [甲]\n: 乙\n", "key-not-text"),
    ],
)
def test_trap_is_shut(text: str, code: str) -> None:
    assert code in codes(text)


def test_deep_nesting_is_passed_over() -> None:
    assert codes(f"year: r6\ndeep: {'[' * 100}{']' * 100}\nitems: []\n") == ["key-unknown"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_of_any_system(newline: str) -> None:
    reading = parse(WHOLE.replace("\n", newline))

    assert reading.problems == []
    assert reading.book is not None
    assert reading.book.items[1].current.line == 24


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(WHOLE, encoding="utf-8-sig")

    assert read_book(path).problems == []


def test_book_cut_anywhere_is_refused_or_the_same() -> None:
    whole = parse(WHOLE).book

    for end in range(len(WHOLE)):
        book, problems = parse(WHOLE[:end])
        assert problems or book == whole, WHOLE[:end][-40:]


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_shipped_book_is_what_the_source_prints(shared: Path) -> None:
    source = plain((shared / "sources" / "soumu-r6-request-p21-30.txt").read_text(encoding="utf-8"))
    book = read_book(SHIPPED).book
    assert book is not None

    for item in book.items:
        texts = [item.name, item.measure, *item.category, item.current.printed, item.previous.printed]
        assert [text for text in texts if plain(text) not in source] == []
