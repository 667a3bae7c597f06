"""Fiscal years in the notations that documents and people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.domain.year import FIRST, LAST, FiscalYear, parse_year

R6 = FiscalYear(2024)
years = st.integers(FIRST, LAST).map(FiscalYear)
NOTATIONS = (
    "r6 R6 Ｒ６ R06 令和6年度 令和６年度 令和六年度 令和6年 令6 2024 ２０２４年度 FY2024 西暦2024年 令和　6　年度"
)
NO_YEARS = [
    "",
    "6",
    "r0",
    "令和0年度",
    "x6",
    "令和",
    "令和6年4月",
    "20244",
    "r100",
    "1867",
    "2118",
    "令和6年度予算",
    "年度",
]


@pytest.mark.parametrize("text", NOTATIONS.split(" "))
def test_notation_of_reiwa_6(text: str) -> None:
    assert parse_year(text) == R6


@pytest.mark.parametrize(
    ("text", "western"),
    [
        ("h31", 2019),
        ("r1", 2019),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("平成元年度", 1989),
        ("昭和六十四年度", 1989),
        ("昭和元年度", 1926),
        ("大正十年", 1921),
        ("t1", 1912),
        ("明治元年", 1868),
        ("m45", 1912),
        ("令和十二年度", 2030),
    ],
)
def test_every_era_since_meiji(text: str, western: int) -> None:
    assert parse_year(text) == FiscalYear(western)


def test_era_that_had_ended_goes_on_counting() -> None:
    assert parse_year("平成36年度") == R6


def test_number_alone_is_of_the_era_of_the_book() -> None:
    assert parse_year("６年度", R6) == R6
    assert parse_year("30年度", FiscalYear(2018)) == FiscalYear(2018)
    assert parse_year("元年度", FiscalYear(2019)) == FiscalYear(2019)


@pytest.mark.parametrize("text", ["６年度", "元年度"])
def test_number_alone_says_nothing_without_a_book(text: str) -> None:
    assert parse_year(text) is None


@pytest.mark.parametrize("text", NO_YEARS)
def test_what_is_no_year(text: str) -> None:
    assert parse_year(text, R6) is None


@pytest.mark.parametrize(
    ("western", "code", "label"),
    [
        (2024, "r6", "令和6年度"),
        (2019, "r1", "令和元年度"),
        (2018, "h30", "平成30年度"),
        (1989, "h1", "平成元年度"),
        (1988, "s63", "昭和63年度"),
        (1926, "s1", "昭和元年度"),
        (1912, "t1", "大正元年度"),
        (1868, "m1", "明治元年度"),
    ],
)
def test_year_is_printed_by_its_newest_era(western: int, code: str, label: str) -> None:
    year = FiscalYear(western)

    assert (year.code, year.label, str(year)) == (code, label, code)


@given(years)
def test_what_is_printed_is_read_back(year: FiscalYear) -> None:
    assert parse_year(year.code) == parse_year(year.label) == parse_year(str(year.western)) == year


@given(st.integers(FIRST + 1, LAST).map(FiscalYear))
def test_previous_year_is_one_earlier(year: FiscalYear) -> None:
    assert year.previous < year
    assert year.previous.western == year.western - 1


@given(st.text())
def test_any_text_is_a_year_or_none(text: str) -> None:
    assert isinstance(parse_year(text, R6), FiscalYear | None)
