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


NAME = "集落機能維持活性化支援"  # eleven characters: one other in the middle leaves 10 of 12 pairs
LONG = "地域における再生可能エネルギー導入"
"""Seventeen characters."""


def other(name: str, places: int) -> str:
    """Return the name with that many characters in a row changed, the first of them its third."""
    return name[:2] + "甲乙丙丁戊己庚辛"[:places] + name[2 + places :]


def alike(name: str, places: int, before: str, after: str, amounts: tuple[str, str] = ("1.1", "9.9")) -> list[Reason]:
    """Return why an item is proposed for another whose name differs in some characters, of those categories."""
    found = proposed(
        f"name: {other(name, places)}, category: {before}, previous: 1, current: {amounts[0]}",
        f"name: {name}, category: {after}, previous: {amounts[1]}, current: 5",
    )
    return [reason for _, _, reason in found]


def test_name_of_one_category_may_differ_by_a_quarter() -> None:
    assert alike("過疎地域対策費", 1, "庁", "庁") == [Reason.NAME]  # 6 of 8 pairs: the least
    assert alike("過疎地域対策費", 2, "庁", "庁") == []


def test_name_of_one_section_may_differ_by_less() -> None:
    assert alike("過疎地域対策費", 1, "[会計, 省, 一]", "[会計, 省, 二]") == []
    assert alike(NAME, 1, "[会計, 省, 一]", "[会計, 省, 二]") == []
    assert alike(LONG, 1, "[会計, 省, 一]", "[会計, 省, 二]") == [Reason.NAME]
    assert alike(LONG, 1, "[会計, 省, 一]", "[会計, 院, 二]") == []


def test_equal_amount_of_few_digits_tells_only_with_a_name_half_alike_in_the_same_section() -> None:
    assert alike("消防費", 1, "庁", "庁", ("0.3", "0.3")) == [Reason.AMOUNT]  # 2 of 4 pairs: the least
    assert alike("消防車両", 2, "庁", "庁", ("0.3", "0.3")) == []
    assert alike(LONG, 1, "[会計, 省]", "[会計, 院]", ("0.3", "0.3")) == []


def test_equal_amount_of_many_digits_tells_of_another_section_with_a_name_half_alike() -> None:
    assert alike("消防費", 1, "[会計, 省]", "[会計, 院]", ("12.34", "12.34")) == [Reason.AMOUNT]
    assert alike("消防", 0, "[会計, 省]", "[会計, 院]", ("12.34", "43.21")) == [Reason.NAME]
    assert alike("水道施設", 2, "[会計, 省]", "[会計, 院]", ("12.34", "12.34")) == []


def test_equal_amount_goes_before_a_likelier_name() -> None:
    assert proposed(
        f"name: {other(LONG, 8)}, category: 庁, previous: 1, current: 12.34\n"
        f" name: {other(LONG, 1)}, category: 庁, previous: 1, current: 43.21",
        f"name: {LONG}, category: 庁, previous: 12.34, current: 5",
    ) == [(LONG, (other(LONG, 8),), Reason.AMOUNT)]


def test_equal_amount_under_quite_another_name_goes_before_a_likelier_name() -> None:
    assert proposed(
        f"name: 別称, category: 庁, previous: 1, current: 12.34\n"
        f" name: {other(LONG, 1)}, category: 庁, previous: 1, current: 43.21",
        f"name: {LONG}, category: 庁, previous: 12.34, current: 5",
    ) == [(LONG, ("別称",), Reason.AMOUNT)]


def test_common_category_goes_before_a_common_section() -> None:
    long = "離島における再生可能エネルギー導入促進"  # nineteen characters
    assert proposed(
        f"name: {other(long, 1)}, category: [会計, 省, 一], previous: 1, current: 1.1\n"
        f" name: {other(long, 2)}, category: [会計, 省, 二], previous: 1, current: 2.2",
        f"name: {long}, category: [会計, 省, 一], previous: 9.9, current: 5",
    ) == [(long, (other(long, 1),), Reason.NAME)]


def test_proposals_of_one_category_stand_beside_each_other() -> None:
    assert proposed(
        """
        name: 情報技術犯罪対策, category: 庁, previous: 1, current: 12.34
        name: 水難救助, category: 庁, previous: 1, current: 77.77
        name: 甲事業, category: 庁, previous: 1, current: 10.01
        name: 乙計画, category: 庁, previous: 1, current: 20.02
        """,
        "name: サイバー警察, category: 庁, previous: 12.34, current: 13\n"
        " name: 河川巡視, category: 庁, previous: 77.77, current: 13\n"
        " name: 総合推進費, category: 庁, previous: 30.03, current: 5",
    ) == [
        ("サイバー警察", ("情報技術犯罪対策",), Reason.AMOUNT),
        ("河川巡視", ("水難救助",), Reason.AMOUNT),
        ("総合推進費", ("甲事業", "乙計画"), Reason.SUM),
    ]


def test_sums_are_those_of_one_category_in_which_everything_is_known() -> None:
    before = "name: 甲, category: 庁, previous: 1, current: 10.01\n name: 乙, category: 庁, previous: 1, current: 20.02"
    after = "name: 総合推進費, category: 庁, previous: 30.03, current: 5"

    assert len(proposed(f"{before}\n name: 丙, category: 部, previous: 1, current: 4.04", after)) == 1
    assert proposed(f"{before}\n name: 丙, category: 庁, previous: 1, current: 事項要求", after) == []
    assert proposed(before, after.replace("30.03", "30.04")) == []
    assert proposed(before, after.replace("30.03", "事項要求")) == []


def test_item_that_no_words_lead_to_is_not_proposed() -> None:
    assert (
        proposed(
            "name: 甲 / 乙, previous: 1, current: 12.34\n name: 乙, category: 甲, previous: 1, current: 1.1",
            "name: 甲 / 乙の, category: 丁, previous: 12.34, current: 5\n"
            " name: 乙, category: 甲, previous: 1.1, current: 5",
        )
        == []
    )
