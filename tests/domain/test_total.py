"""What a sum counts, and what it leaves out."""

from decimal import Decimal
from itertools import permutations

from budgetcli.domain.amount import Unit
from budgetcli.domain.interval import Interval
from budgetcli.domain.lines import wholes
from budgetcli.domain.total import Reason, Total, total
from tests.books import lines_of

GRANT = "share_of: 地域経済循環創造事業交付金, previous: 5.8億円の内数, current: 11.5億円の内数"


def total_of(items: str) -> Total:
    return total(lines_of(items).lines, 2)


def counted(found: Total) -> list[Decimal | None]:
    return [column.counted for column in found.sums]


def reasons(found: Total) -> list[tuple[str, int, Reason]]:
    return [(entry.entry.item.name, entry.column, entry.reason) for entry in found.left_out]


def test_definite_amounts_are_summed() -> None:
    found = total_of("""
        name: 過疎対策, previous: 4.0, current: 4.3
        name: 集落ネットワーク, previous: 4.0, current: 4.0
    """)

    assert (found.items, counted(found), reasons(found)) == (2, [800_000_000, 830_000_000], [])
    assert found.sums[1].bounds == Interval(Decimal(820_000_000), Decimal(840_000_000))


def test_new_item_rises_from_nothing() -> None:
    found = total_of("""
        name: 補助金, previous: 新規, current: 0.6
        name: 担い手, previous: 0.1, current: 0.1
    """)

    assert (counted(found), reasons(found)) == ([10_000_000, 70_000_000], [])


def test_current_amount_marked_new_rises_from_nothing_too() -> None:
    found = total_of("name: 補助金, previous: null, current: 0.6億円【新規】")

    assert (counted(found), reasons(found)) == ([0, 60_000_000], [])


def test_sum_of_what_is_new_has_no_digits_of_its_own() -> None:
    before, after = (column.counted for column in total_of("name: 補助金, previous: 新規, current: 0.6").sums)

    assert before is not None
    assert after is not None
    assert str(Unit.億円.of(after - before)) == "0.6"
    assert format(Unit.億円.of(before), "f") == "0"


def test_share_of_a_grant_is_never_added_and_the_grant_once_at_most() -> None:
    found = total_of(f"""
        name: スタートアップ, {GRANT}
        name: エネルギー, {GRANT}
        name: 過疎対策, previous: 4.0, current: 4.3
    """)

    assert counted(found) == [400_000_000, 430_000_000]
    assert {reason for _, _, reason in reasons(found)} == {Reason.SHARE}
    assert [entry.amount.printed for entry in found.left_out[:1]] == ["5.8億円の内数"]
    assert found.sums[1].bounds == Interval(Decimal(425_000_000), Decimal(435_000_000 + 1_155_000_000))


def test_share_of_a_grant_that_is_itself_listed_adds_nothing_to_the_bounds() -> None:
    found = total_of(f"""
        name: 地域経済循環創造事業交付金, previous: 5.8, current: 11.5
        name: エネルギー, {GRANT}
    """)

    assert found.sums[1].bounds == Interval(Decimal(1_145_000_000), Decimal(1_155_000_000))


def test_own_amount_beside_a_share_counts() -> None:
    found = total_of("name: 農業, previous: null, current: 2億円+3億円の内数")

    assert counted(found) == [None, 200_000_000]
    assert reasons(found) == [("農業", 0, Reason.UNSTATED), ("農業", 1, Reason.SHARE)]
    assert found.sums[1].bounds == Interval(Decimal(150_000_000), Decimal(600_000_000))


def test_unstated_amount_is_left_out_and_not_zero() -> None:
    found = total_of("name: 特定地域づくり事業の推進, previous: null, current: null")

    assert counted(found) == [None, None]
    assert [column.bounds for column in found.sums] == [None, None]
    assert reasons(found) == [("特定地域づくり事業の推進", column, Reason.UNSTATED) for column in (0, 1)]


def test_part_of_a_listed_whole_is_left_out() -> None:
    found = total_of("""
        name: 過疎交付金, previous: 8.0, current: 8.3
        name: 集落ネットワーク, part_of: 過疎 交付金, previous: 4.0, current: 4.0
    """)

    assert counted(found) == [800_000_000, 830_000_000]
    assert reasons(found) == [("集落ネットワーク", column, Reason.PART) for column in (0, 1)]


def test_whole_may_be_named_by_its_id() -> None:
    found = total_of("""
        id: kaso, name: 過疎交付金, previous: 8.0, current: 8.3
        name: 集落ネットワーク, part_of: kaso, previous: 4.0, current: 4.0
    """)

    assert counted(found) == [800_000_000, 830_000_000]


def test_parts_of_a_whole_that_is_not_listed_count() -> None:
    found = total_of("""
        name: 持続的発展支援事業, part_of: 過疎交付金, previous: 4.0, current: 4.3
        name: 集落ネットワーク, part_of: 過疎交付金, previous: 4.0, current: 4.0
    """)

    assert (counted(found), reasons(found)) == ([800_000_000, 830_000_000], [])


def test_part_is_left_out_of_a_group_whose_whole_stands_in_another() -> None:
    lines = lines_of("""
        name: 過疎交付金, category: 過疎, previous: 8.0, current: 8.3
        name: 集落ネットワーク, category: 集落, part_of: 過疎交付金, previous: 4.0, current: 4.0
    """).lines

    assert counted(total(lines[1:], 2, wholes(lines, 2))) == [None, None]
    assert counted(total(lines[1:], 2)) == [400_000_000, 400_000_000]


def test_order_of_the_lines_does_not_matter() -> None:
    lines = lines_of(f"""
        name: スタートアップ, {GRANT}
        name: 過疎交付金, previous: 8.0, current: 8.3
        name: 集落ネットワーク, part_of: 過疎交付金, previous: 4.0, current: 4.0
        name: 補助金, previous: 新規, current: 0.6
    """).lines

    assert len({total(order, 2).sums for order in permutations(lines)}) == 1


def test_negative_share_lowers_the_bounds() -> None:
    found = total_of("name: 返納, previous: null, current: △2億円の内数")

    assert found.sums[1].bounds == Interval(Decimal(-250_000_000), Decimal(0))


def test_sums_compare_where_each_line_that_counts_is_known_in_both_years() -> None:
    known = "name: 過疎対策, previous: 4.0, current: 4.3"

    assert total_of(known).is_like
    assert total_of(f"{known}\nname: 特定地域, previous: null, current: null").is_like
    assert total_of(f"{known}\nname: 補助金, previous: 新規, current: 11.5億円の内数").is_like
    assert not total_of(f"{known}\nname: 担い手, previous: null, current: 0.1").is_like
    assert not total_of(f"{known}\nname: 担い手, previous: 0.1, current: 11.5億円の内数").is_like


def test_part_that_is_not_counted_does_not_stop_sums_from_comparing() -> None:
    assert total_of("""
        name: 交付金, previous: 8.0, current: 8.3
        name: うち集落, part_of: 交付金, previous: null, current: 4.0
    """).is_like
