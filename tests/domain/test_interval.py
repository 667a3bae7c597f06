"""Intervals against brute force over every true value that rounds to what is printed."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.interval import NOTHING, Interval, percent, percent_bounds, printed_bounds

UNIT = 10
"""The printed unit in 円 of these small cases: every true value can be tried."""
printed = st.integers(-30, 30).map(lambda number: Decimal(number).scaleb(1))
positive = st.integers(1, 30).map(lambda number: Decimal(number).scaleb(1))


def true_values(value: Decimal) -> list[Decimal]:
    """Return every whole 円 that prints as the value."""
    near = range(int(value) - UNIT, int(value) + UNIT + 1)
    return [Decimal(yen) for yen in near if (Decimal(yen) / UNIT).quantize(Decimal(1), ROUND_HALF_UP) * UNIT == value]


@given(printed)
def test_bounds_hold_every_true_value_and_are_attained(value: Decimal) -> None:
    bounds = printed_bounds(value)
    values = true_values(value)

    assert all(bounds.low <= yen <= bounds.high for yen in values)
    assert value == 0 or bounds.low in values or bounds.high in values
    assert bounds.high - bounds.low == UNIT


@given(st.lists(printed, min_size=1, max_size=3))
def test_sum_is_known_to_n_half_units(values: list[Decimal]) -> None:
    bounds = sum(map(printed_bounds, values), start=NOTHING)
    sums = [sum(choice) for choice in product(*map(true_values, values))]
    width = len(values) * Decimal(5)

    assert bounds.low <= min(sums)
    assert max(sums) <= bounds.high
    assert bounds == Interval(sum(values) - width, sum(values) + width)


@given(printed, printed)
def test_difference_is_within_its_bounds(previous: Decimal, current: Decimal) -> None:
    bounds = printed_bounds(current) - printed_bounds(previous)
    differences = [after - before for before, after in product(true_values(previous), true_values(current))]

    assert bounds.low <= min(differences) <= bounds.low + 2
    assert bounds.high - 2 <= max(differences) <= bounds.high


@given(positive, printed)
def test_percent_is_within_its_bounds(previous: Decimal, current: Decimal) -> None:
    low, high = percent_bounds(printed_bounds(previous), printed_bounds(current))
    pairs = product(true_values(previous), true_values(current))
    changes = [Fraction(after - before) * 100 / Fraction(before) for before, after in pairs if before > 0]

    assert low is not None
    assert high is not None
    assert low <= min(changes)
    assert max(changes) <= high


def test_from_0_1_to_0_4_is_between_133_and_800_percent() -> None:
    before, after = Decimal("0.1E8"), Decimal("0.4E8")

    assert percent_bounds(printed_bounds(before), printed_bounds(after)) == (Decimal("133.3"), Decimal("800.0"))


def test_percent_bounds_are_rounded_outwards() -> None:
    three, four = Decimal(3), Decimal(4)

    assert percent_bounds(Interval(three, three), Interval(four, four)) == (Decimal("33.3"), Decimal("33.4"))


def test_rise_from_what_may_be_nothing_has_no_upper_limit() -> None:
    previous, current = Interval(Decimal(0), Decimal(10)), Interval(Decimal(5), Decimal(5))

    assert percent_bounds(previous, current) == (Decimal("-50.0"), None)


def test_fall_below_nothing_is_largest_over_the_smallest_base() -> None:
    previous, current = Interval(Decimal(1), Decimal(2)), Interval(Decimal(-4), Decimal(-2))

    assert percent_bounds(previous, current) == (Decimal("-500.0"), Decimal("-200.0"))


def test_no_percent_of_a_base_that_may_be_negative() -> None:
    one = Interval(Decimal(1), Decimal(1))

    assert percent_bounds(Interval(Decimal(-1), Decimal(2)), one) == (None, None)
    assert percent_bounds(NOTHING, one) == (None, None)


def test_percent_is_rounded_half_up() -> None:
    assert percent(Decimal(5), Decimal(10000)) == Decimal("0.1")
    assert percent(Decimal(-5), Decimal(10000)) == Decimal("-0.1")
    assert percent(Decimal(12), Decimal(21)) == Decimal("57.1")


def test_no_percent_over_nothing_or_less() -> None:
    assert percent(Decimal(5), Decimal(0)) is None
    assert percent(Decimal(5), Decimal(-1)) is None


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [((1, 2), (2, 3), True), ((2, 3), (1, 2), True), ((1, 2), (3, 4), False), ((3, 4), (1, 2), False)],
)
def test_intervals_meet_where_they_touch(one: tuple[int, int], other: tuple[int, int], *, meets: bool) -> None:
    assert Interval(*map(Decimal, one)).meets(Interval(*map(Decimal, other))) is meets


def between(previous: tuple[str, str], current: tuple[str, str]) -> tuple[str, str]:
    low, high = percent_bounds(Interval(*map(Decimal, previous)), Interval(*map(Decimal, current)))
    return str(low), str(high)


def test_percent_bounds_at_their_edges() -> None:
    assert between(("0", "0"), ("1", "2")) == ("None", "None")
    assert between(("0", "1"), ("1", "2")) == ("0.0", "None")
    assert between(("0", "1"), ("0", "0")) == ("-100.0", "None")
    assert between(("1", "2"), ("0", "0")) == ("-100.0", "-100.0")
    assert between(("2", "4"), ("0.5", "0.5")) == ("-87.5", "-75.0")
    assert between(("3", "7"), ("1", "1")) == ("-85.8", "-66.6")
    assert between(("2", "4"), ("-2", "-1")) == ("-200.0", "-125.0")
