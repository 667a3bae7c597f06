"""Which book speaks for a year."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.amount import Kind
from budgetcli.domain.book import Book, Stage
from budgetcli.domain.compare import Change
from budgetcli.domain.lines import Column, Lines
from budgetcli.domain.shelf import Basis, Shelf, editions
from budgetcli.domain.supplementary import supplement, supplements, with_supplementary
from budgetcli.domain.total import total
from budgetcli.domain.year import FiscalYear
from tests.books import book

R4, R5, R6 = (FiscalYear(western) for western in (2022, 2023, 2024))
ITEM = "name: 防災, previous: {}, current: {}"


def staged(year: str, stage: Stage | None, previous_stage: Stage | None, previous: str, current: str) -> Book:
    made = book(ITEM.format(previous, current), year, f"{year}-{stage.value if stage else ''}.yaml")
    return made._replace(stage=stage, previous_stage=previous_stage)


R5_BOOK = staged("r5", Stage.INITIAL, Stage.REVISED, "1", "2")
R6_REQUEST = staged("r6", Stage.REQUEST, Stage.INITIAL, "2", "4")
R6_DRAFT = staged("r6", Stage.DRAFT, Stage.REVISED, "2.5", "3")
SHELF = Shelf((R5_BOOK, R6_REQUEST, R6_DRAFT))


def amounts(lines: Lines) -> list[Decimal | None]:
    return [None if amount.value is None else amount.value / 10**8 for amount in lines.lines[0].amounts]


@pytest.mark.parametrize(
    ("years", "basis", "stage", "expected"),
    [
        ((R5, R6), None, None, ["2.5", "3"]),
        ((R5, R6), Basis.OWN, None, ["2", "3"]),
        ((R5, R6), Basis.NEXT, None, ["2.5", "3"]),
        ((R4, R6), None, None, ["1", "3"]),
        ((R5, R6), None, Stage.REQUEST, ["2", "4"]),
        ((R4, R5), None, Stage.REVISED, ["1", "2.5"]),
        ((R4, R5, R6), None, None, ["1", "2", "3"]),
        ((R5,), None, None, ["2"]),
    ],
)
def test_figure_of_a_year(
    years: tuple[FiscalYear, ...], basis: Basis | None, stage: Stage | None, expected: list[str]
) -> None:
    assert amounts(SHELF.lines(years, basis, stage)) == [Decimal(text) for text in expected]


def test_heading_says_that_a_figure_is_the_next_books() -> None:
    shelf = Shelf((R5_BOOK, R6_DRAFT))

    assert shelf.lines((R5, R6)).columns == (
        Column(R5, (Stage.REVISED,), as_previous=True),
        Column(R6, (Stage.DRAFT,), as_previous=False),
    )
    assert Shelf((R6_DRAFT,)).lines((R5, R6)).columns[0] == Column(R5, (Stage.REVISED,), as_previous=False)


def test_year_without_a_book_of_the_stage_has_no_figures() -> None:
    lines = SHELF.lines((R5, R6), None, Stage.SETTLED)

    assert lines.lines == ()


def test_two_books_of_a_year_are_compared_by_the_year_or_by_the_year_before() -> None:
    own = editions(R6_REQUEST, R6_DRAFT)
    before = editions(R6_REQUEST, R6_DRAFT, R5)

    assert own is not None
    assert before is not None
    assert (amounts(own), amounts(before)) == ([4, 3], [2, Decimal("2.5")])
    assert [column.stages for column in own.columns] == [(Stage.REQUEST,), (Stage.DRAFT,)]
    assert editions(R5_BOOK, R6_DRAFT, R6) is None


def test_book_compared_with_itself_is_the_same() -> None:
    lines = editions(R6_DRAFT, R6_DRAFT)

    assert lines is not None
    assert amounts(lines) == [3, 3]


def test_supplementary_of_the_older_year_is_that_of_its_own_book() -> None:
    older = book("name: 防災, previous: 1, current: 2, supplementary: {r4: 0.4}", "r5")
    newer = book("name: 防災, previous: 2, current: 3, supplementary: {r5: 0.7}", "r6")
    lines = Shelf((older, newer)).lines((R5, R6), Basis.OWN)

    assert supplement(lines.lines[0], R4) == 40_000_000
    assert supplements(lines.lines, R4) == 40_000_000
    assert amounts(with_supplementary(lines)) == [Decimal("2.4"), 3]


def test_supplementary_that_both_books_print_counts_once() -> None:
    older = book("name: 防災, previous: 1, current: 2, supplementary: {r4: 0.4}", "r5")
    newer = book("name: 防災, previous: 2, current: 3, supplementary: {r4: 0.4}", "r6")

    assert supplement(Shelf((older, newer)).lines((R5, R6), Basis.OWN).lines[0], R4) == 40_000_000


def test_supplementary_budgets_of_a_group_are_summed() -> None:
    older = book(
        "name: 甲, previous: 1, current: 2, supplementary: {r4: 0.4}\n"
        " name: 乙, previous: 1, current: 1, supplementary: {r4: 0.1}",
        "r5",
    )
    newer = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 3", "r6")

    assert amounts(with_supplementary(Shelf((older, newer)).lines((R5, R6), Basis.OWN))) == [Decimal("3.5"), 3]


figures = st.sampled_from(["新規", "事項要求", "3億円の内数", "0", "△0.3", "1.25", "'1億2,345万円'", "廃止"])
names = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=5, unique=True)


@st.composite
def shelves(draw: st.DrawFn) -> list[Book]:
    def items(formerly: bool) -> str:
        return "\n".join(
            f"name: {name}, previous: {draw(figures)}, current: {draw(figures)}"
            + (f", formerly: [{', '.join(draw(names))}]" if formerly and draw(st.booleans()) else "")
            for name in draw(names)
        )

    return [book(items(formerly=year != "r4"), year) for year in ("r4", "r5", "r6")]


@given(shelves(), st.permutations([0, 1, 2]))
def test_change_turned_round_is_its_negative_in_any_order_of_files(books: list[Book], order: list[int]) -> None:
    forward = Shelf(tuple(books)).lines((R4, R6)).lines
    backward = Shelf(tuple(books[place] for place in order)).lines((R6, R4)).lines

    assert [line.item.name for line in forward] == [line.item.name for line in backward]
    for there, back in zip(forward, backward, strict=True):
        change = Change(*there.amounts).amount
        assert Change(*back.amounts).amount == (None if change is None else -change)


@given(shelves())
def test_sums_are_those_of_the_books_however_items_are_grouped(books: list[Book]) -> None:
    together = total(Shelf(tuple(books)).lines((R4, R5, R6)).lines, 3)
    alone = [total(Shelf((one,)).lines((one.year,)).lines, 1) for one in books]

    assert [column.counted for column in together.sums] == [one.sums[0].counted for one in alone]
    assert [column.bounds for column in together.sums] == [one.sums[0].bounds for one in alone]


@given(shelves())
def test_sums_do_not_depend_on_the_order_of_items(books: list[Book]) -> None:
    turned = tuple(one._replace(items=one.items[::-1]) for one in books)
    sums = total(Shelf(tuple(books)).lines((R4, R6)).lines, 2).sums

    assert total(Shelf(turned).lines((R4, R6)).lines, 2).sums == sums


def test_line_holds_every_member_once() -> None:
    for books in permutations((R5_BOOK, R6_REQUEST)):
        (line,) = Shelf(books).lines((R4, R5, R6)).lines
        assert [(found.file, item.name) for found, item in line.members] == [
            ("r6-request.yaml", "防災"),
            ("r5-initial.yaml", "防災"),
        ]


def test_line_of_one_item_has_it_as_its_only_member() -> None:
    assert [
        (found.file, item.name) for line in Shelf((R6_REQUEST,)).lines((R5, R6)).lines for found, item in line.members
    ] == [("r6-request.yaml", "防災")]


def test_years_of_which_there_are_figures() -> None:
    assert SHELF.years == [R4, R5, R6]
    assert SHELF.newest == R6


def test_year_that_the_one_book_does_not_print_is_absent() -> None:
    lines = Shelf((R6_DRAFT,)).lines((R4, R6))

    assert [amount.kind for amount in lines.lines[0].amounts] == [Kind.ABSENT, Kind.STATED]


def test_lines_of_all_organisations_follow_each_other() -> None:
    other = book("name: 観光, previous: 1, current: 2", "r6", "other.yaml")._replace(organisation="あおば市")

    assert [line.item.name for line in Shelf((R6_DRAFT, other)).lines((R5, R6)).lines] == ["防災", "観光"]


def test_columns_of_two_editions_name_their_books() -> None:
    lines = editions(R6_REQUEST, R6_DRAFT._replace(stage=None), None)

    assert lines is not None
    assert lines.columns == (
        Column(R6, (Stage.REQUEST,), as_previous=False, file="r6-request.yaml"),
        Column(R6, (), as_previous=False, file="r6-draft.yaml"),
    )
    before = editions(R6_REQUEST, R6_DRAFT, R5)
    assert before is not None
    assert [column.as_previous for column in before.columns] == [True, True]


def test_items_of_two_editions_line_up() -> None:
    one = book("name: 甲, previous: 1, current: 2\n name: 乙, previous: 1, current: 3", "r6", "one.yaml")
    other = book("name: 乙, previous: 1, current: 4\n name: 丙, previous: 1, current: 5", "r6", "other.yaml")
    lines = editions(one, other)

    assert lines is not None
    assert [(line.item.name, *(amount.printed for amount in line.amounts)) for line in lines.lines] == [
        ("乙", "3", "4"),
        ("丙", "", "5"),
        ("甲", "2", ""),
    ]


def test_sum_without_bounds_has_none() -> None:
    lines = SHELF.lines((R5, R6)).lines

    assert [one.bounds for one in total(lines, 2, bounded=False).sums] == [None, None]


@pytest.mark.parametrize(
    ("item", "plain"),
    [
        ("name: 甲, previous: 1, current: 2", True),
        ("name: 甲, previous: 1, current: 約2", False),
        ("name: 甲, previous: 事項要求, current: 2", False),
        ("name: 甲, previous: 1, current: 2, note: 注", False),
        ("name: 甲, previous: 1, current: 2, part_of: 乙", False),
        ("name: 甲, previous: 1, current: 2, supplementary: {r5: 1}", False),
    ],
)
def test_plain_line_has_nothing_but_its_amounts(item: str, *, plain: bool) -> None:
    assert Shelf((book(item),)).lines((R5, R6)).lines[0].is_plain is plain
