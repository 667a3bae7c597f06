"""What became of an item, from its two amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.amount import UNPRINTED, Amount, Unit, parse_amount
from budgetcli.domain.compare import Change, Status, same
from budgetcli.domain.interval import Interval

figures = st.decimals(min_value=-1000, max_value=1000, places=1).map(str)


def change(previous: str | None, current: str | None, unit: Unit = Unit.億円) -> Change:
    def read(text: str | None) -> Amount:
        amount = UNPRINTED if text is None else parse_amount(text, unit)
        assert isinstance(amount, Amount)
        return amount

    return Change(read(previous), read(current))


@pytest.mark.parametrize(
    ("previous", "current", "status", "yen", "percent"),
    [
        ("2.1", "3.3", Status.INCREASED, 120_000_000, "57.1"),
        ("0.3", "0.2", Status.DECREASED, -10_000_000, "-33.3"),
        ("0.2", "0.2", Status.UNCHANGED, 0, "0.0"),
        ("新規", "0.6", Status.NEW, 60_000_000, None),
        ("皆増", "0.6", Status.NEW, 60_000_000, None),
        ("0.6", "皆減", Status.ABOLISHED, -60_000_000, "-100.0"),
        ("183", "0", Status.ABOLISHED, -18_300_000_000, "-100.0"),
        ("0.0", "0.4", Status.INCREASED, 40_000_000, None),
        ("△0.3", "0.2", Status.INCREASED, 50_000_000, None),
        ("新規", "廃止", Status.UNCHANGED, 0, None),
        (None, "0.6", Status.UNSTATED, None, None),
        ("0.6", None, Status.UNSTATED, None, None),
        ("0.6", "事項要求", Status.UNSTATED, None, None),
        ("5.8億円の内数", "11.5億円の内数", Status.UNSTATED, None, None),
        ("2億円", "2億円+1億円の内数", Status.UNSTATED, None, None),
    ],
)
def test_change(
    previous: str | None, current: str | None, status: Status, yen: int | None, percent: str | None
) -> None:
    found = change(previous, current)

    assert found.status is status
    assert found.amount == yen
    assert found.percent == (None if percent is None else Decimal(percent))


def test_exact_zero_the_year_before_is_new_all_the_same() -> None:
    assert change("0", "1500000000", Unit.円).status is Status.NEW


def test_change_of_a_new_item_has_no_more_digits_than_its_amount() -> None:
    amount = change("新規", "0.6").amount

    assert amount is not None
    assert str(Unit.億円.of(amount)) == "0.6"


def test_bounds_of_a_change() -> None:
    assert change("2.1", "3.3").bounds == Interval(Decimal(110_000_000), Decimal(130_000_000))
    assert change("0.1", "0.4").percent_bounds == (Decimal("133.3"), Decimal("800.0"))
    assert change(None, "0.4").bounds is None
    assert change("0.4", None).percent_bounds == (None, None)


@given(figures, figures)
def test_change_back_is_minus_the_change(previous: str, current: str) -> None:
    there, back = change(previous, current).amount, change(current, previous).amount

    assert there is not None
    assert back is not None
    assert there == -back


@given(figures, figures)
def test_bounds_hold_the_change(previous: str, current: str) -> None:
    found = change(previous, current)

    assert found.bounds is not None
    assert found.amount is not None
    assert found.bounds.low < found.amount < found.bounds.high


def test_same_as_far_as_it_is_known() -> None:
    one, other = change("3.3", "3.30")

    assert same(one, other)
    assert not same(one, change("3.3", "3.4").current)
    assert not same(one, change(None, "3.3億円の内数").current)


@pytest.mark.parametrize(
    ("previous", "current", "status"),
    [
        ("5円", "6円", Status.INCREASED),
        ("6円", "5円", Status.DECREASED),
        ("0円", "1円", Status.NEW),
        ("0.0", "1.0", Status.INCREASED),
        ("1円", "0円", Status.ABOLISHED),
        ("5円", "5円", Status.UNCHANGED),
    ],
)
def test_status_to_the_yen(previous: str, current: str, status: Status) -> None:
    before, after = parse_amount(previous, Unit.億円), parse_amount(current, Unit.億円)
    assert isinstance(before, Amount)
    assert isinstance(after, Amount)

    assert Change(before, after).status is status
    assert Change(before, after).step == (Change(before, after).amount, Change(before, after).percent, status)
