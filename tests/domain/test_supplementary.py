"""補正込み: comparing with the supplementary budget of the year before the previous one."""

from decimal import Decimal

import pytest

from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.supplementary import older, sign_flips, supplement, supplements, with_supplementary
from budgetcli.domain.year import FiscalYear
from tests.books import book, lines_of

TELEWORK = "name: テレワーク, previous: 2.6, current: 4.6, supplementary: {r4: 2.1}"
R4 = FiscalYear(2022)


def test_supplementary_of_the_year_before_is_added_to_the_older_year() -> None:
    lines = with_supplementary(lines_of(TELEWORK))

    assert [amount.value for amount in lines.lines[0].amounts] == [470_000_000, 460_000_000]


def test_supplementary_of_another_year_is_kept_and_not_added() -> None:
    lines = with_supplementary(lines_of("name: 防災, previous: 2.6, current: 4.6, supplementary: {r5: 2.1}"))

    assert lines.lines[0].amounts[0].value == 260_000_000


def test_new_item_with_a_supplementary_has_a_previous_amount() -> None:
    line = with_supplementary(lines_of("name: 防災, previous: 新規, current: 4.6, supplementary: {r4: 2.1}")).lines[0]

    assert line.amounts[0].value == 210_000_000
    assert not line.amounts[0].is_nothing


def test_supplementary_is_not_the_whole_of_an_unstated_amount() -> None:
    line = with_supplementary(lines_of("name: 防災, previous: null, current: 4.6, supplementary: {r4: 2.1}")).lines[0]

    assert line.amounts[0].value is None


def test_supplementary_may_be_added_to_a_share() -> None:
    items = "name: 防災, previous: 3億円の内数, current: 4億円の内数, supplementary: {r4: 2.1}"

    assert with_supplementary(lines_of(items)).lines[0].amounts[0].value == 210_000_000


def test_year_order_does_not_matter() -> None:
    lines = lines_of(TELEWORK)
    turned = lines._replace(
        columns=lines.columns[::-1], lines=tuple(line._replace(amounts=line.amounts[::-1]) for line in lines.lines)
    )

    assert [amount.value for amount in with_supplementary(turned).lines[0].amounts] == [460_000_000, 470_000_000]


def test_sums_of_supplementary_budgets() -> None:
    lines = lines_of(f"{TELEWORK}\n name: 防災, previous: 1, current: 2, supplementary: {{r4: 0.4, r5: 9}}").lines

    assert supplement(lines[0], R4) == 210_000_000
    assert supplements(lines, R4) == 250_000_000
    assert supplements(lines, FiscalYear(2020)) is None


@pytest.mark.parametrize(
    ("previous", "current", "extra", "flips"),
    [("2.6", "4.6", "2.1", True), ("2.6", "4.6", "2.0", True), ("2.6", "4.6", "1.9", False), ("5", "4.6", "2", False)],
)
def test_sign_of_a_change_may_depend_on_the_supplementary(
    previous: str, current: str, extra: str, *, flips: bool
) -> None:
    assert sign_flips(Decimal(previous), Decimal(current), Decimal(extra)) is flips


def test_nothing_flips_where_something_is_unknown() -> None:
    one = Decimal(1)

    assert not sign_flips(None, one, one)
    assert not sign_flips(one, None, one)
    assert not sign_flips(one, one, None)
    assert not sign_flips(one, one, Decimal(0))


def test_supplementary_that_only_the_newer_book_prints_counts_all_the_same() -> None:
    before = book("name: テレワーク, previous: 2.0, current: 2.6", "r5")
    after = book(TELEWORK, "r6")
    lines = Shelf((before, after)).lines((FiscalYear(2023), FiscalYear(2024)), Basis.OWN)

    assert with_supplementary(lines).lines[0].amounts[0].value == 470_000_000


def test_sign_of_no_change_is_neither() -> None:
    assert sign_flips(Decimal(10), Decimal(8), Decimal(-2))
    assert sign_flips(Decimal(10), Decimal(10), Decimal(1))
    assert not sign_flips(Decimal(10), Decimal(11), Decimal("0.5"))


def test_older_of_three_columns_is_the_first_or_the_last() -> None:
    columns = Shelf((book("name: 甲, previous: 1, current: 2", "r5"), book("name: 甲, previous: 2, current: 3"))).lines(
        (FiscalYear(2022), FiscalYear(2024), FiscalYear(2023))
    )

    assert older(columns) == 0
    assert older(columns._replace(columns=columns.columns[::-1])) == 2
    assert older(columns._replace(columns=(columns.columns[0],) * 2)) == 0


def test_bounds_and_marks_with_a_supplementary_budget() -> None:
    (line,) = with_supplementary(lines_of("name: 甲, previous: 2.0(新規), current: 4, supplementary: {r4: 0.1}")).lines

    assert (line.amounts[0].value, line.amounts[0].marks) == (Decimal("2.1E+8"), frozenset())
    assert line.amounts[0].bounds() == (Decimal(200_000_000), Decimal(220_000_000))
