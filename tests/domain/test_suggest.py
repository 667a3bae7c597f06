"""Which `formerly` are proposed, and which are not."""

from budgetcli.domain.lineage import Found, trace
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.suggest import Reason, suggest
from tests.books import book


def proposed(before: str, after: str) -> list[tuple[str, tuple[str, ...], Reason]]:
    found = suggest(Shelf((book(before, "r5"), book(after, "r6"))))
    return [(one.item.name, one.formerly, one.reason) for one in found]


def test_renamed_item_of_the_same_amount() -> None:
    assert proposed(
        "name: 情報技術犯罪対策, category: 警察, previous: 1, current: 12.34",
        "name: サイバーセキュリティの確保, category: 警察, previous: 12.34, current: 13",
    ) == [("サイバーセキュリティの確保", ("情報技術犯罪対策",), Reason.AMOUNT)]


def test_equal_amount_of_few_digits_is_a_coincidence() -> None:
    assert (
        proposed(
            "name: 情報技術犯罪対策, category: 警察, previous: 1, current: 0.3",
            "name: サイバーセキュリティの確保, category: 警察, previous: 0.3, current: 13",
        )
        == []
    )


def test_item_that_moves_with_its_name() -> None:
    assert proposed(
        "name: 水道施設整備, category: [厚生労働省, 水道], previous: 1, current: 72.87",
        "name: 水道施設整備, category: [国土交通省, 水道], previous: 80, current: 90",
    ) == [("水道施設整備", ("水道施設整備",), Reason.NAME)]


def test_name_that_two_items_had_is_written_with_its_category() -> None:
    assert proposed(
        """
        name: 一般管理, category: [一, 甲], previous: 1, current: 12.34
        name: 一般管理, category: [二, 乙], previous: 1, current: 56.78
        """,
        "name: 一般管理, category: [三, 丙], previous: 56.78, current: 90\n"
        " name: 一般管理, category: [一, 甲], previous: 12.34, current: 9",
    ) == [("一般管理", ("乙 / 一般管理",), Reason.AMOUNT)]


def test_two_that_are_as_likely_are_not_proposed() -> None:
    assert (
        proposed(
            "name: 芸術文化の振興, category: 文化, previous: 1, current: 1\n"
            " name: 芸術文化及の振興, category: 文化, previous: 1, current: 2",
            "name: 芸術文化等の振興, category: 文化, previous: 5, current: 90",
        )
        == []
    )


def test_merger_whose_sum_agrees() -> None:
    assert proposed(
        "name: 甲事業, category: 庁, previous: 1, current: 12.34\n"
        " name: 乙計画, category: 庁, previous: 1, current: 43.21",
        "name: 総合推進費, category: 庁, previous: 55.55, current: 5",
    ) == [("総合推進費", ("甲事業", "乙計画"), Reason.SUM)]


def test_new_items_and_declared_ones_are_left_alone() -> None:
    before = "name: 芸術文化の振興, category: 文化, previous: 1, current: 12.34"

    assert proposed(before, "name: 芸術文化等の振興, category: 文化, previous: 新規, current: 90") == []
    assert proposed(before, "name: 芸術文化等の振興, category: 文化, formerly: 無, previous: 12.34, current: 9") == []


def test_proposal_once_declared_leads_to_its_item() -> None:
    before = book(
        "name: 一般管理, category: [一, 甲], previous: 1, current: 12.34\n"
        " name: 一般管理, category: [二, 乙], previous: 1, current: 56.78",
        "r5",
    )
    after = book("name: 一般管理, category: [三, 丙], previous: 56.78, current: 90", "r6")
    (found,) = suggest(Shelf((before, after)))
    declared = after._replace(items=(found.item._replace(formerly=found.formerly),))
    (origin,) = trace((before, declared)).origins[1, 0]

    assert (origin.found, origin.items) == (Found.ONE, (1,))
    assert suggest(Shelf((before, declared))) == []


def test_item_that_goes_down_to_nothing_where_one_of_its_name_begins() -> None:
    before = "name: 保育対策, category: [一般会計, 厚生労働省], previous: 800, current: 869.9"
    after = (
        "name: 保育対策, category: [一般会計, こども家庭庁], previous: 0円, current: 457.0\n"
        " name: 保育対策, category: [一般会計, 厚生労働省], previous: 869.9, current: 0円"
    )

    assert proposed(before, after) == [("保育対策", ("保育対策",), Reason.EMPTIED)]
