"""What a cell of a workbook shows of the number that it holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.read.number_format import shown

CASES = [
    ("1234567", "General", "1234567", 0),
    ("1234567", "#,##0", "1234567", 0),
    ("1234567", "#,##0,", "1234.567", 3),
    ("1234567", '#,##0,"千円"', "1234.567千円", 3),
    ("123456789", "#,##0,,", "123.456789", 6),
    ("1234567", "#,##0.0,", "1234567", 0),
    ("1234567", "#,##0,.0", "1234.567", 3),
    ("-300", '#,##0;"△ "#,##0', "-300", 0),
    ("-300", "#,##0_);(#,##0)", "-300", 0),
    ("-300", "#,##0;△ #,##0", "-300", 0),
    ("0.125", "0.0%", "12.5%", 0),
    ("6", '"令和"0"年度"', "令和6年度", 0),
    ("500", '"¥"#,##0', "¥500", 0),
    ("500", "[$¥-411]#,##0", "¥500", 0),
    ("500", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "500", 0),
    ("500", "[Red]#,##0", "500", 0),
    ("500", '#,##0"千円"', "500千円", 0),
    ("500", "@", "500", 0),
    ("500", "", "500", 0),
]


@pytest.mark.parametrize(("held", "number_format", "text", "scale"), CASES)
def test_number_as_shown(held: str, number_format: str, text: str, scale: int) -> None:
    assert shown(Decimal(held), number_format) == (text, scale)


@given(st.integers(-(10**14), 10**14), st.sampled_from(["General", "#,##0", "#,##0,", "#,##0,,", "#,##0;△#,##0"]))
def test_no_digit_is_lost(held: int, number_format: str) -> None:
    text, scale = shown(Decimal(held), number_format)

    assert Decimal(text).scaleb(scale) == held
