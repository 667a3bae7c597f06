"""What the checks find, and what they leave in peace."""

import pytest

from budgetcli.domain.book import Book, Stage
from budgetcli.domain.check.finding import Finding, Severity
from budgetcli.domain.check.registry import CHECKS, Name, inspect
from budgetcli.domain.shelf import Shelf
from budgetcli.read.book import parse_book
from tests.books import book


def found(check: Name, *books: Book) -> list[Finding]:
    return [named.finding for named in inspect(Shelf(books), [check])]


def said(check: Name, *books: Book) -> list[tuple[str, str, int]]:
    """Return the last word of each finding's code, and its place."""
    return [
        (finding.message.code.rpartition(".")[2], finding.place.file, finding.place.line)
        for finding in found(check, *books)
    ]


def test_all_is_well() -> None:
    before = book("name: 甲, previous: 1.0, current: 2.1\n name: 乙, previous: 新規, current: 3.5", "r5")
    after = book("name: 甲, previous: 2.1, current: 2.2\n name: 乙, previous: 3.5, current: 廃止", "r6")

    assert inspect(Shelf((before, after))) == []


def test_two_books_that_disagree_on_a_year() -> None:
    before = book("name: 甲, previous: 1, current: 2.1\n name: 乙, previous: 1, current: 3", "r5")
    after = book("name: 甲, previous: 2.5, current: 3\n name: 乙, previous: 3, current: 3", "r6")
    staged = before._replace(stage=Stage.INITIAL), after._replace(previous_stage=Stage.INITIAL)
    (finding,) = found(Name.YEARS, *staged)

    assert (finding.severity, finding.place.line, finding.others[0].line) == (Severity.ERROR, 6, 6)
    assert finding.message.params["change"] == 40_000_000


def test_rounding_is_no_disagreement() -> None:
    before = book("name: 甲, previous: 1, current: 2.1億円", "r5")
    after = book('name: 甲, previous: "2億1,499万円", current: 3', "r6")

    assert found(Name.YEARS, before, after) == []


def test_share_of_a_grant_disagrees_with_nothing_below_the_grant() -> None:
    before = book("name: 甲, previous: 1, current: 12億円の内数", "r5")

    assert found(Name.YEARS, before, book("name: 甲, previous: 4, current: 3", "r6")) == []
    assert len(found(Name.YEARS, before, book("name: 甲, previous: 14, current: 3", "r6"))) == 1


def test_merged_items_are_compared_as_a_sum() -> None:
    before = book("name: 甲, previous: 1, current: 2\n name: 乙, previous: 1, current: 1", "r5")

    assert found(Name.YEARS, before, book("name: 丙, formerly: [甲, 乙], previous: 3, current: 3", "r6")) == []
    assert len(found(Name.YEARS, before, book("name: 丙, formerly: [甲, 乙], previous: 5, current: 3", "r6"))) == 1


def many(year: str, previous: int, current: int) -> Book:
    return book("\n".join(f"name: 事業{n}, previous: {previous + n}, current: {current + n}" for n in range(30)), year)


@pytest.mark.parametrize(
    ("own", "following", "code", "severity"),
    [
        (Stage.INITIAL, Stage.REVISED, "check.years.stages", Severity.NOTE),
        (Stage.INITIAL, None, "check.years.unnamed", Severity.WARNING),
        (None, None, "check.years.unnamed", Severity.WARNING),
    ],
)
def test_revised_figure_is_explained_once(
    own: Stage | None, following: Stage | None, code: str, severity: Severity
) -> None:
    before, after = many("r5", 1, 10), many("r6", 12, 20)
    (finding,) = found(Name.YEARS, before._replace(stage=own), after._replace(previous_stage=following))

    assert (finding.message.code, finding.severity) == (code, severity)
    assert (finding.message.params["both"], finding.message.params["differ"]) == (30, 30)
    assert [message.params["change"] for message in finding.message.params["sums"]] == [6_000_000_000]


def test_same_stage_is_not_explained_away() -> None:
    before, after = many("r5", 1, 10), many("r6", 12, 20)
    staged = before._replace(stage=Stage.INITIAL), after._replace(previous_stage=Stage.INITIAL)

    assert {finding.message.code for finding in found(Name.YEARS, *staged)} == {"check.years.differ"}


TOTALS = """\
year: r6
unit: 億円
totals:
  - {name: 計, current: %s, previous: 5.4}
  - {name: 観光計, category: 観光, current: 1.2, previous: 1.1}
items:
  - {name: 甲, category: [観光], current: 1.2, previous: 1.1}
  - {name: 乙, category: [防災, 消防], current: 4.3, previous: %s}
  - {name: 丙, category: [防災, 消防], part_of: 乙, current: 1.0, previous: 1.0}
"""


def totals(current: str, previous: str) -> Book:
    reading = parse_book(TOTALS % (current, previous), "r6.yaml")
    assert reading.book
    return reading.book


@pytest.mark.parametrize(
    ("current", "previous", "lines"),
    [
        ("5.5", "4.3", []),
        ("5.6", "4.3", []),
        ("5.7", "4.3", [4]),
        ("5.5", "4.2", []),
        ("5.5", "4.5", [4]),
        ("5.5", "事項要求", []),
        ("5.5", "9億円の内数", []),
        ("null", "4.3", []),
    ],
)
def test_printed_total_against_the_sum(current: str, previous: str, lines: list[int]) -> None:
    assert [finding.place.line for finding in found(Name.TOTALS, totals(current, previous))] == lines


def test_total_of_a_category_that_no_item_has() -> None:
    one = totals("5.5", "4.3")._replace(items=totals("5.5", "4.3").items[1:])

    assert ("empty", "r6.yaml", 5) in said(Name.TOTALS, one)


def test_parts_that_exceed_their_whole() -> None:
    one = book("""
        name: 全体, previous: 2.0, current: 2.0
        name: 甲, part_of: 全体, previous: 1.0, current: 1.5
        name: 乙, part_of: 全体, previous: 1.0, current: 0.7
    """)

    assert said(Name.PARTS, one) == [("exceed", "r6.yaml", 6)]


def test_part_whose_whole_is_listed_with_a_slip() -> None:
    one = book(
        "name: 甲, part_of: 過疎地域交付金, previous: 1, current: 1\n name: 過疎地域等交付金, previous: 1, current: 2"
    )

    assert said(Name.PARTS, one) == [("nowhere", "r6.yaml", 6)]


def test_parts_may_be_printed_without_their_whole() -> None:
    assert found(Name.PARTS, book("name: 甲, part_of: 全体, previous: 1, current: 1")) == []


def test_formerly_that_leads_nowhere_or_to_several() -> None:
    before = book(
        "name: 旧, category: 一, previous: 1, current: 1\n name: 旧, category: 二, previous: 1, current: 1", "r5"
    )
    after = book("""
        name: 甲, category: 三, formerly: 旧, previous: 1, current: 1
        name: 乙, formerly: 無, previous: 1, current: 1
        name: 丙, formerly: 一 / 旧, previous: 1, current: 1
    """)

    assert said(Name.FORMERLY, before, after) == [("several", "r6.yaml", 6), ("nowhere", "r6.yaml", 7)]


def test_formerly_cannot_be_checked_without_an_earlier_book() -> None:
    assert found(Name.FORMERLY, book("name: 甲, formerly: 旧, previous: 1, current: 1")) == []


def test_formerly_may_name_an_item_of_any_earlier_book() -> None:
    books = (
        book("name: 甲, previous: 1, current: 1", "r3"),
        book("name: 乙, previous: 1, current: 1", "r5"),
        book("name: 丙, formerly: 甲, previous: 1, current: 1", "r6"),
    )

    assert found(Name.FORMERLY, *books) == []


def test_item_that_vanishes_or_appears_without_a_word() -> None:
    before = book("name: 甲, previous: 1, current: 1\n name: 零, previous: 1, current: 廃止", "r5")
    after = book("name: 乙, previous: 1, current: 1\n name: 新, previous: 新規, current: 1", "r6")

    assert said(Name.VANISHED, before, after) == [("found", "r5.yaml", 6)]
    assert said(Name.APPEARED, before, after) == [("found", "r6.yaml", 6)]


def test_nothing_printed_to_the_yen_is_new() -> None:
    before = book("name: 甲, previous: 1, current: 0円", "r5")

    assert said(Name.APPEARED, before, book("name: 乙, previous: 0円, current: 1", "r6")) == []
    assert said(Name.APPEARED, before, book("name: 乙, previous: 0.0, current: 1", "r6")) != []
    assert said(Name.VANISHED, before, book("name: 乙, previous: 0円, current: 1", "r6")) == []


def test_item_that_skips_a_year_is_not_sought_beyond_it() -> None:
    before = book("name: 甲, previous: 1, current: 1", "r4")
    after = book("name: 乙, previous: 1, current: 1", "r6")

    assert inspect(Shelf((before, after)), [Name.VANISHED, Name.APPEARED]) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("ICT（基盤）整備", "ICT基盤整備", True),
        ("コンピューター整備", "コンピュータ整備", True),
        ("ヶ丘公園の整備", "ケ丘公園の整備", True),
        ("第1種の補助", "第2種の補助", False),
        ("防災対策", "減災対策", False),
    ],
)
def test_nearly_the_same_name_in_one_book(one: str, other: str, *, near: bool) -> None:
    items = f"name: {one}, previous: 1, current: 1\n name: {other}, previous: 1, current: 1"

    assert bool(found(Name.NAMES, book(items))) is near


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("芸術文化の振興に必要な経費", "芸術文化等の振興に必要な経費", True),
        ("生活困窮者支援", "生活困究者支援", True),
        ("令和5年度選挙", "令和6年度選挙", False),
        ("防災", "防災費", False),
        ("生活困窮者支援", "生活保護者支援", False),
    ],
)
def test_nearly_the_same_name_from_year_to_year(one: str, other: str, *, near: bool) -> None:
    before = book(f"name: {one}, previous: 1, current: 1", "r5")
    after = book(f"name: {other}, previous: 1, current: 1", "r6")

    assert bool(found(Name.NAMES, before, after)) is near


@pytest.mark.parametrize(
    ("previous", "current", "jump"),
    [
        ("1.2", "12.0", True),
        ("1.2", "1.3", False),
        ("12億3,456万円", "1,234,560円", True),
        ("1", "10", False),
        ("0.1", "120.0", True),
        ("新規", "120.0", False),
        ("1.5億円の内数", "15億円の内数", False),
    ],
)
def test_amount_that_jumps_by_a_power_of_ten(previous: str, current: str, *, jump: bool) -> None:
    assert bool(found(Name.JUMPS, book(f'name: 甲, previous: "{previous}", current: "{current}"'))) is jump


def test_book_in_another_unit_than_the_one_before() -> None:
    before = book("name: 甲, previous: 1, current: 123\n name: 乙, previous: 1, current: 456", "r5")
    after = book("name: 甲, previous: 0.123, current: 0.1\n name: 乙, previous: 0.456, current: 0.4", "r6")

    assert ("book", "r6.yaml", 1) in said(Name.JUMPS, before, after)


def test_order_of_the_books_does_not_matter() -> None:
    before = book("name: 甲, previous: 1, current: 1", "r5")
    after = book("name: 乙, previous: 1, current: 100", "r6")

    assert inspect(Shelf((before, after))) == inspect(Shelf((after, before)))


def test_every_check_is_registered() -> None:
    assert list(CHECKS) == list(Name)


def test_negative_amount_is_no_jump() -> None:
    assert said(Name.JUMPS, book("name: 返納, previous: △1, current: 5000")) == []


def test_name_that_differs_in_its_signs_alone_is_the_same_from_year_to_year() -> None:
    before = book("name: 都市・農村の交流, previous: 2, current: 2", "r5")
    after = book("name: 都市農村の交流, previous: 2, current: 2", "r6")

    assert len(said(Name.NAMES, before, after)) == 1


def test_parts_of_an_unstated_whole_say_nothing_of_it() -> None:
    items = "name: 過疎, previous: null, current: null\nname: 集落, part_of: 過疎, previous: 1, current: 2"

    assert said(Name.PARTS, book(items)) == []


def test_what_is_not_printed_disagrees_with_nothing() -> None:
    before = book("name: 防災, previous: 1, current: null", "r5")
    after = book("name: 防災, previous: 3, current: 4", "r6")

    assert said(Name.YEARS, before, after) == []


def test_revised_figures_are_summed_by_the_broadest_category() -> None:
    def filed(year: str, previous: int, current: int) -> Book:
        lines = (
            f"name: 事業{n}, category: 一般会計, previous: {previous + n}, current: {current + n}" for n in range(30)
        )
        return book("\n".join(lines), year)

    (finding,) = found(Name.YEARS, filed("r5", 1, 10), filed("r6", 12, 20))

    assert [message.params["name"] for message in finding.message.params["sums"]][-1:] == ["一般会計"]


@pytest.mark.parametrize(
    ("previous", "current", "jump"),
    [
        ("1", "1000", True),
        ("1", "999", False),
        ("1.000", "10.050", True),
        ("1.000", "10.051", False),
        ("1.2", "事項要求", False),
        ("事項要求", "1.2", False),
        ("1.2", "12.0＋3億円の内数", False),
        ("1.2＋3億円の内数", "12.0", False),
        ("△1.2", "△12.0", False),
        ("△1.2", "12.0", False),
        ("12.0", "△1.2", False),
        ("3円", "3500円", True),
    ],
)
def test_jumps_at_their_edges(previous: str, current: str, *, jump: bool) -> None:
    assert bool(found(Name.JUMPS, book(f'name: 甲, previous: "{previous}", current: "{current}"'))) is jump


def test_jump_says_how_many_times() -> None:
    (finding,) = found(Name.JUMPS, book("name: 甲, previous: 2円, current: 4001円"))

    assert finding.message.params["factor"] == 2000  # half to even, of 2000.5


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("学校給食", "学校給飯", True),
        ("学校食", "学校飯", False),
        ("生活困窮者支援", "生活困窮者への支援", False),
        ("困窮者支援事業", "窮困者支援事業", False),
        ("※", "＊＊", False),
    ],
)
def test_names_at_the_edge_of_a_slip(one: str, other: str, *, near: bool) -> None:
    before = book(f'name: "{one}", previous: 1, current: 1', "r5")
    after = book(f'name: "{other}", previous: 1, current: 1', "r6")

    assert bool(found(Name.NAMES, before, after)) is near


def test_items_of_one_name_told_apart_by_ids_are_no_slip() -> None:
    items = "id: a, name: 研修, previous: 1, current: 1\n id: b, name: 研修, previous: 1, current: 1"

    assert found(Name.NAMES, book(items)) == []


@pytest.mark.parametrize("amount", ["5円", "0.00千円", "事項要求", "3億円の内数"])
def test_little_and_unknown_amounts_vanish_and_appear_like_others(amount: str) -> None:
    before = book(f"name: 甲, previous: 1, current: {amount}", "r5")
    after = book(f"name: 乙, previous: {amount}, current: 1", "r6")

    assert len(said(Name.VANISHED, before, after)) == 1
    assert len(said(Name.APPEARED, before, after)) == 1


@pytest.mark.parametrize(("previous", "current"), [("null", "1.0(新規)"), ("新規", "1.0"), ("0円", "1.0")])
def test_new_items_appear_with_a_word(previous: str, current: str) -> None:
    before = book("name: 甲, previous: 1, current: 1", "r5")
    after = book(f'name: 甲, previous: 1, current: 1\n name: 乙, previous: {previous}, current: "{current}"', "r6")

    assert said(Name.APPEARED, before, after) == []


@pytest.mark.parametrize(
    ("stages", "wanted", "amount"),
    [
        ((Stage.INITIAL, Stage.REVISED), Stage.INITIAL, 1),
        ((Stage.INITIAL, Stage.REVISED), Stage.REVISED, 2),
        ((None, Stage.REVISED), None, 2),
        ((Stage.REVISED, None), None, 2),
        ((Stage.INITIAL, Stage.REVISED), Stage.SETTLED, 2),
    ],
)
def test_book_is_held_against_that_of_its_stage_else_the_last(
    stages: tuple[Stage | None, ...], wanted: Stage | None, amount: int
) -> None:
    before = [
        book(f"name: 甲{number}, previous: 1, current: {number}", "r5", f"{number}.yaml")._replace(stage=stage)
        for number, stage in enumerate(stages, 1)
    ]
    after = book("name: 別, previous: 新規, current: 1", "r6")._replace(previous_stage=wanted)

    assert [file for _, file, _ in said(Name.VANISHED, *before, after)] == [f"{amount}.yaml"]


@pytest.mark.parametrize(("previous", "agree"), [("約9.0", True), ("9.0", False)])
def test_about_disagrees_with_nothing(previous: str, *, agree: bool) -> None:
    before = book("name: 甲, previous: 1, current: 3.0", "r5")

    assert (said(Name.YEARS, before, book(f"name: 甲, previous: {previous}, current: 3", "r6")) == []) is agree


def test_part_beside_items_of_quite_other_names_is_left_in_peace() -> None:
    items = "name: 橋の点検, part_of: 道路の改良, previous: 1, current: 1\n name: 観光, previous: 1, current: 2"

    assert found(Name.PARTS, book(items)) == []


@pytest.mark.parametrize(
    ("own", "following", "severity"),
    [
        (Stage.INITIAL, Stage.INITIAL, Severity.ERROR),
        (Stage.INITIAL, None, Severity.WARNING),
        (None, Stage.INITIAL, Severity.WARNING),
        (None, None, Severity.WARNING),
    ],
)
def test_one_figure_that_differs_is_an_error_only_where_both_stages_are_named(
    own: Stage | None, following: Stage | None, severity: Severity
) -> None:
    before, after = many("r5", 1, 10), many("r6", 10, 20)
    changed = after.items[0]._replace(previous=after.items[5].previous)
    after = after._replace(items=(changed, *after.items[1:]), previous_stage=following)

    assert [finding.severity for finding in found(Name.YEARS, before._replace(stage=own), after)] == [severity]
