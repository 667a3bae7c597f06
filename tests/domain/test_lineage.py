"""Which items of several years are the same."""

from decimal import Decimal

import pytest

from budgetcli.domain.amount import Kind, Mark
from budgetcli.domain.book import Book
from budgetcli.domain.compare import Change, Status
from budgetcli.domain.interval import Interval
from budgetcli.domain.lineage import Found, trace
from budgetcli.domain.lines import Line
from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.total import total
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.report.total import By, group_name, grouped_lines
from tests.books import book

Rows = list[tuple[str, list[Decimal | None]]]


def year(code: str) -> FiscalYear:
    found = parse_year(code)
    assert found
    return found


def lines(*books: Book, years: tuple[str, ...] = ("r5", "r6")) -> tuple[Line, ...]:
    return Shelf(books).lines(tuple(map(year, years)), Basis.OWN).lines


def rows(*books: Book, years: tuple[str, ...] = ("r5", "r6")) -> Rows:
    found = lines(*books, years=years)
    return [
        (line.item.name, [None if amount.value is None else amount.value / 10**8 for amount in line.amounts])
        for line in found
    ]


def test_names_and_categories_agree_whatever_their_width_and_spaces() -> None:
    before = book("name: ＩＣＴ 基盤, category: [情報, 地方], previous: 1, current: 2", "r5")
    after = book("name: ICT基盤, category: [情報, 地　方], previous: 2, current: 3", "r6")

    assert rows(before, after) == [("ICT基盤", [2, 3])]


def test_same_name_in_another_category_is_another_item() -> None:
    before = book("name: 研修, category: 総務, previous: 1, current: 2", "r5")
    after = book("name: 研修, category: 消防, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("研修", [None, 3]), ("研修", [2, None])]


def test_measure_tells_items_apart_where_name_and_category_do_not() -> None:
    before = book(
        "name: 研修, measure: 甲, previous: 1, current: 2\n name: 研修, measure: 乙, previous: 1, current: 5", "r5"
    )
    after = book("name: 研修, measure: 乙, previous: 5, current: 6", "r6")

    assert rows(before, after) == [("研修", [5, 6]), ("研修", [2, None])]


def test_id_holds_an_item_together_whatever_its_name() -> None:
    before = book("id: kaso, name: 過疎対策, previous: 1, current: 2", "r5")
    after = book("id: kaso, name: 過疎地域持続的発展支援, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("過疎地域持続的発展支援", [2, 3])]


def test_item_that_gets_an_id_stays_the_same() -> None:
    before = book("name: 過疎対策, previous: 1, current: 2", "r5")
    after = book("id: kaso, name: 過疎対策, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("過疎対策", [2, 3])]


def test_items_of_different_ids_are_different_whatever_their_name() -> None:
    before = book("id: a, name: 過疎対策, previous: 1, current: 2", "r5")
    after = book("id: b, name: 過疎対策, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("過疎対策", [None, 3]), ("過疎対策", [2, None])]


def test_id_goes_before_a_name() -> None:
    before = book("id: a, name: 甲, previous: 1, current: 2", "r5")
    after = book("name: 甲, previous: 1, current: 3\n id: a, name: 乙, previous: 1, current: 4", "r6")

    assert rows(before, after) == [("甲", [None, 3]), ("乙", [2, 4])]


def test_renamed_item_is_declared_by_formerly() -> None:
    before = book("name: 旧称, previous: 1, current: 2", "r5")
    after = book("name: 新称, formerly: 旧称, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("新称", [2, 3])]


def test_formerly_may_be_the_id() -> None:
    before = book("id: kaso, name: 旧称, previous: 1, current: 2", "r5")
    after = book("name: 新称, formerly: kaso, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("新称", [2, 3])]


def test_name_in_formerly_means_the_item_of_the_own_category_first() -> None:
    before = book(
        "name: 旧称, category: 甲, previous: 1, current: 2\n name: 旧称, category: 乙, previous: 1, current: 5", "r5"
    )
    after = book("name: 新称, category: 乙, formerly: 旧称, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("新称", [5, 3]), ("旧称", [2, None])]


def test_formerly_names_a_moved_item_with_its_category() -> None:
    before = book(
        "name: 研修, category: [総務, 甲], previous: 1, current: 2\n"
        " name: 研修, category: [総務, 乙], previous: 1, current: 5",
        "r5",
    )
    after = book("name: 研修, category: 丙, formerly: 総務 / 甲 / 研修, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("研修", [2, 3]), ("研修", [5, None])]


def test_formerly_that_several_items_answer_joins_none_of_them() -> None:
    before = book(
        "name: 旧称, category: 甲, previous: 1, current: 2\n name: 旧称, category: 乙, previous: 1, current: 5", "r5"
    )
    after = book("name: 新称, category: 丙, formerly: 旧称, previous: 2, current: 3", "r6")

    assert rows(before, after) == [("新称", [None, 3]), ("旧称", [2, None]), ("旧称", [5, None])]
    assert [origin.found for origin in trace((before, after)).origins[1, 0]] == [Found.SEVERAL]


def test_formerly_that_nothing_answers_joins_nothing() -> None:
    before = book("name: 旧称, previous: 1, current: 2", "r5")
    after = book("name: 新称, formerly: 旧名, previous: 2, current: 3", "r6")

    assert [origin.found for origin in trace((before, after)).origins[1, 0]] == [Found.NOWHERE]
    assert len(lines(before, after)) == 2


def test_renamed_item_lines_up_through_a_chain_of_years() -> None:
    books = (
        book("name: 一, previous: 1, current: 2", "r3"),
        book("name: 二, formerly: 一, previous: 2, current: 3", "r4"),
        book("name: 二, previous: 3, current: 4", "r5"),
        book("name: 三, formerly: 二, previous: 4, current: 5", "r6"),
    )

    assert rows(*books, years=("r3", "r6")) == [("三", [2, 5])]


def test_merged_items_are_compared_as_a_sum() -> None:
    before = book("name: 甲, previous: 1, current: 2.0\n name: 乙, previous: 1, current: 0.5", "r5")
    after = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 3", "r6")

    assert rows(before, after) == [("丙", [Decimal("2.5"), 3])]


def test_split_item_is_compared_as_a_sum() -> None:
    before = book("name: 甲, previous: 1, current: 2", "r5")
    after = book("name: 甲, previous: 2, current: 1.5\n name: 乙, formerly: 甲, previous: null, current: 0.6", "r6")

    assert rows(before, after) == [("甲", [2, Decimal("2.1")])]


def test_item_that_takes_another_in_keeps_its_name() -> None:
    before = book("name: 甲, previous: 1, current: 2\n name: 乙, previous: 1, current: 5", "r5")
    after = book("name: 甲, formerly: 乙, previous: 7, current: 8", "r6")

    assert rows(before, after) == [("甲", [7, 8])]


def test_two_old_items_may_become_two_new_ones() -> None:
    before = book("name: 甲, previous: 1, current: 2\n name: 乙, previous: 1, current: 5", "r5")
    after = book(
        "name: 丙, formerly: [甲, 乙], previous: 3, current: 3\n name: 丁, formerly: 乙, previous: 4, current: 5", "r6"
    )

    assert rows(before, after) == [("丙", [7, 8])]


def test_split_of_long_ago_does_not_hold_later_years_together() -> None:
    books = (
        book("name: 甲, previous: 1, current: 2", "r4"),
        book("name: 甲, previous: 2, current: 1\n name: 乙, formerly: 甲, previous: null, current: 1", "r5"),
        book("name: 甲, previous: 1, current: 3\n name: 乙, previous: 1, current: 4", "r6"),
    )

    assert rows(*books) == [("甲", [1, 3]), ("乙", [1, 4])]
    assert rows(*books, years=("r4", "r6")) == [("甲", [2, 7])]


def test_order_of_the_books_does_not_matter() -> None:
    before = book("name: 旧称, previous: 1, current: 2", "r5")
    after = book("name: 新称, formerly: 旧称, previous: 2, current: 3", "r6")

    assert rows(before, after) == rows(after, before)


def test_unstated_amount_leaves_the_change_of_a_group_unknown_and_the_stated_part_counted() -> None:
    before = book("name: 甲, previous: 1, current: 2\n name: 乙, previous: 1, current: 事項要求", "r5")
    after = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 3", "r6")
    (line,) = lines(before, after)

    assert (line.amounts[0].kind, line.amounts[0].value) == (Kind.UNSTATED, 200_000_000)
    assert Mark.AND_MORE in line.amounts[0].marks
    assert Change(*line.amounts).status is Status.UNSTATED
    assert Change(*line.amounts).bounds is None
    assert [column.counted for column in total([line], 2).sums] == [200_000_000, 300_000_000]


def test_shares_of_one_grant_count_once_in_the_bounds_of_a_group() -> None:
    before = book(
        "name: 甲, share_of: 交付金, previous: 1, current: 12億円の内数\n"
        " name: 乙, share_of: 交付金, previous: 1, current: 12億円の内数",
        "r5",
    )
    after = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 3", "r6")
    (line,) = lines(before, after)

    assert (line.amounts[0].kind, line.amounts[0].value, line.amounts[0].whole) == (Kind.SHARE, None, 1_200_000_000)
    assert Change(*line.amounts).amount is None


def test_part_of_another_item_of_its_group_is_not_counted_twice() -> None:
    before = book("name: 甲, previous: 1, current: 5\n name: 乙, part_of: 甲, previous: 1, current: 2", "r5")
    after = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 6", "r6")

    assert rows(before, after) == [("丙", [5, 6])]


def test_part_in_a_group_whose_whole_is_another_line_is_left_out_of_the_sum() -> None:
    before = book(
        "name: 全体, previous: 1, current: 9\n"
        " name: 甲, part_of: 全体, previous: 1, current: 5\n"
        " name: 乙, previous: 1, current: 2",
        "r5",
    )
    after = book("name: 全体, previous: 9, current: 9\n name: 丙, formerly: [甲, 乙], previous: 2, current: 6", "r6")

    assert [column.counted for column in total(lines(before, after), 2).sums] == [1_100_000_000, 1_500_000_000]


def test_rounding_of_every_item_widens_the_bounds_of_a_group() -> None:
    before = book("name: 甲, previous: 1, current: 3.3\n name: 乙, previous: 1, current: 2.1", "r5")
    after = book("name: 丙, formerly: [甲, 乙], previous: 2, current: 6", "r6")

    assert lines(before, after)[0].amounts[0].bounds() == Interval(Decimal(530_000_000), Decimal(550_000_000))


def test_another_edition_of_the_year_tells_of_the_same_past() -> None:
    old = book("name: 甲, previous: 1, current: 2\n name: 乙, formerly: 甲, previous: 1, current: 3", "r6", "old.yaml")
    new = book("name: 甲, previous: 1, current: 4\n name: 乙, formerly: 甲, previous: 1, current: 5", "r6", "new.yaml")

    assert trace((old, new)).groups == ((0, 1), (0, 1))


@pytest.mark.parametrize("basis", list(Basis))
def test_item_of_a_single_book_needs_no_lineage(basis: Basis) -> None:
    one = book("name: 甲, formerly: 乙, previous: 1, current: 2")

    found = Shelf((one,)).lines((one.previous_year, one.year), basis).lines

    assert [amount.value for amount in found[0].amounts] == [100_000_000, 200_000_000]


def test_amounts_of_a_moved_item_are_summed_where_each_years_book_files_it() -> None:
    before = book(
        "name: 保育, category: 厚生労働省, previous: 1, current: 8\n"
        " name: 年金, category: 厚生労働省, previous: 1, current: 5",
        "r5",
    )
    after = book(
        "name: 保育, category: こども家庭庁, formerly: 保育, previous: 8, current: 9\n"
        " name: 年金, category: 厚生労働省, previous: 5, current: 6",
        "r6",
    )
    groups = grouped_lines(lines(before, after), group_name(By.CATEGORY, None))

    assert {name: [column.counted for column in total(members, 2).sums] for name, members in groups.items()} == {
        "こども家庭庁": [None, 900_000_000],
        "厚生労働省": [1_300_000_000, 600_000_000],
    }


def test_measure_leads_to_each_of_two_of_one_name() -> None:
    before = book(
        "name: 研修, measure: 甲, previous: 1, current: 2\n name: 研修, measure: 乙, previous: 1, current: 5", "r5"
    )

    assert rows(before, book("name: 研修, measure: 甲, previous: 2, current: 6", "r6")) == [
        ("研修", [2, 6]),
        ("研修", [5, None]),
    ]
    assert rows(before, book("name: 演習, formerly: 甲 / 研修, previous: 2, current: 6", "r6"))[0] == ("演習", [2, 6])


def test_measure_that_changes_leaves_an_item_the_same_where_its_name_tells_enough() -> None:
    before = book("name: 研修, measure: 甲, previous: 1, current: 2", "r5")

    assert rows(before, book("name: 研修, measure: 乙, previous: 2, current: 6", "r6")) == [("研修", [2, 6])]


def test_first_of_two_new_ids_goes_on_with_the_item_of_their_name() -> None:
    before = book("name: 研修, previous: 1, current: 2", "r5")
    after = book("id: a, name: 研修, previous: 1, current: 3\n id: b, name: 研修, previous: 1, current: 4", "r6")

    assert rows(before, after) == [("研修", [2, 3]), ("研修", [None, 4])]


def test_item_renamed_in_another_edition_of_its_year_is_found_in_the_first() -> None:
    request = book("name: 旧称, previous: 1, current: 2", "r6", "request.yaml")
    draft = book("name: 新称, formerly: 旧称, previous: 1, current: 3", "r6", "draft.yaml")
    lineage = trace((request, draft))

    assert lineage.groups == ((0,), (0,))
    assert [(origin.found, origin.book) for origin in lineage.origins[1, 0]] == [(Found.ONE, 0)]


def test_newest_of_several_earlier_editions_is_asked_first() -> None:
    editions = [book(f"name: {name}, previous: 1, current: 2", "r6", f"{name}.yaml") for name in ("甲", "乙", "甲乙")]
    last = book("name: 丙, formerly: [甲, 乙], previous: 1, current: 3", "r6", "last.yaml")
    (first, second) = trace((*editions, last)).origins[3, 0]

    assert (first.book, second.book) == (0, 1)


def test_both_editions_of_a_year_may_declare_the_same_past() -> None:
    before = book("name: 旧称, previous: 1, current: 2", "r5")
    request = book("name: 新称, formerly: 旧称, previous: 2, current: 4", "r6", "request.yaml")
    draft = book("name: 新称, formerly: 旧称, previous: 2, current: 3", "r6", "draft.yaml")
    lineage = trace((before, request, draft))

    assert lineage.groups == ((0,), (0,), (0,))
    assert list(lineage.origins) == [(1, 0)]


def test_item_of_a_later_edition_alone_is_sought_in_the_year_before() -> None:
    before = book("name: 旧称, previous: 1, current: 2", "r5")
    request = book("name: 別, previous: 2, current: 4", "r6", "request.yaml")
    draft = book("name: 新称, formerly: 旧称, previous: 2, current: 3", "r6", "draft.yaml")

    assert trace((before, request, draft)).groups == ((0,), (1,), (0,))


def test_long_chain_of_names_is_one_item() -> None:
    books = [book("name: 名0, previous: 1, current: 1", "r1")]
    books += [book(f"name: 名{n}, formerly: 名{n - 1}, previous: 1, current: 1", f"r{n + 1}") for n in range(1, 6)]

    assert trace(books).groups == ((0,),) * 6
