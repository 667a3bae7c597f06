"""How far a figure went over the years, and how fast."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.amount import Amount, Unit, parse_amount
from budgetcli.domain.trend import Trend, heights, stated
from budgetcli.domain.year import FiscalYear


def trend(*values: str | None, first: int = 2020) -> Trend:
    years = tuple(FiscalYear(first + number) for number in range(len(values)))
    return Trend(years, tuple(None if value is None else Decimal(value) for value in values))


@pytest.mark.parametrize(
    ("values", "change", "percent", "yearly"),
    [
        (("100", "110", "121"), "21", "21.0", "10.0"),
        (("100", "50", "121"), "21", "21.0", "10.0"),
        (("100", "0"), "-100", "-100.0", "-100.0"),
        (("0", "100"), "100", None, None),
        (("-5", "100"), "105", None, None),
        (("100", "-5"), "-105", "-105.0", None),
        ((None, "100", None, "121", None), "21", "21.0", "10.0"),
        (("97454709410000", None, None, None, None, None, None, "112571688422000"), "15116979012000", "15.5", "2.1"),
        (("1000000", "1000500"), "500", "0.1", "0.1"),
        (("100",), None, None, None),
        ((None, "100"), None, None, None),
        ((), None, None, None),
    ],
)
def test_change_and_mean_yearly_change(
    values: tuple[str | None, ...], change: str | None, percent: str | None, yearly: str | None
) -> None:
    found = trend(*values)

    assert [found.change, found.percent, found.yearly] == [
        None if text is None else Decimal(text) for text in (change, percent, yearly)
    ]


@given(st.integers(1, 10**15), st.integers(0, 10**15), st.integers(1, 12))
def test_mean_yearly_change_is_the_nearest_tenth(first: int, last: int, span: int) -> None:
    found = Trend((FiscalYear(2000), FiscalYear(2000 + span)), (Decimal(first), Decimal(last))).yearly

    assert found is not None
    low, high = (1 + (int(found * 10) * 2 + half) / Decimal(2000) for half in (-1, 1))
    low_fraction, high_fraction = (max(end, Decimal(0)).as_integer_ratio() for end in (low, high))
    assert low_fraction[0] ** span * first <= last * low_fraction[1] ** span
    assert last * high_fraction[1] ** span <= high_fraction[0] ** span * first


def test_bars_stand_on_nothing() -> None:
    assert heights([Decimal(0), Decimal(1), None, Decimal(7)], 7) == [0, 1, None, 7]
    assert heights([Decimal(-7), Decimal(0), Decimal(7)], 7) == [0, 4, 7]
    assert heights([Decimal(0), None], 7) == [0, None]
    assert heights([], 7) == []


def test_years_out_of_order_have_no_yearly_change() -> None:
    years = (FiscalYear(2024), FiscalYear(2020))

    assert Trend(years, (Decimal(1), Decimal(2))).yearly is None


@pytest.mark.parametrize("text", ["3億円の内数", "1＋2億円の内数", "事項要求", "2億円＋事項要求の内数", ""])
def test_what_is_not_wholly_known_is_a_gap(text: str) -> None:
    amount = parse_amount(text, Unit.億円)

    assert not isinstance(amount, Amount) or stated(amount) is None


def test_what_is_known_is_no_gap() -> None:
    amount = parse_amount("1.5億円", None)

    assert isinstance(amount, Amount)
    assert stated(amount) == 150_000_000


def test_bars_are_high_by_halves_rounded_up() -> None:
    assert heights([Decimal("0.2"), Decimal("0.1")], 8) == [8, 4]
    assert heights([Decimal(1), Decimal(16)], 8) == [1, 8]
    assert heights([Decimal(-3), Decimal(-1)], 8) == [0, 5]


def test_no_rate_over_a_year_of_nothing() -> None:
    years = (FiscalYear(2023), FiscalYear(2024))

    assert Trend(years, (Decimal(0), Decimal(5))).yearly is None
    assert Trend(years, (Decimal(5), Decimal(-5))).yearly is None
    assert Trend(years[::-1], (Decimal(5), Decimal(6))).yearly is None
    assert Trend(years, (Decimal(5), Decimal(0))).yearly == -100
