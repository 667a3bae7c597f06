"""Amounts in cells: what print has, and what spreadsheets do to it."""

import pytest

from budgetcli.domain.amount import Kind, Mark, Unit, Unreadable
from budgetcli.read.cells import MINUS, PLAIN, Figure, fits, read_figure

READ = [
    ("1,234", 1_234_000),
    ("1234.0", 1_234_000),
    (" 1,234 \u00a0", 1_234_000),
    ("\u200b1,234", 1_234_000),
    ("△1,234", -1_234_000),
    ("▲ 1,234", -1_234_000),
    ("-1,234", -1_234_000),
    ("１，２３４", 1_234_000),
    ("1,234 千円", 1_234_000),
    ("1,234円", 1_234),
    ("0", 0),
    ("皆増", 0),
    ("皆減", 0),
    ("新規", 0),
    ("－", None),
    ("―", None),
    ("ー", None),
    ("", None),
    ("事項要求", None),
    ("内数", None),
]


@pytest.mark.parametrize(("text", "yen"), READ)
def test_cell_of_thousands(text: str, yen: int | None) -> None:
    figure = read_figure(text, Unit.千円)

    assert isinstance(figure, Figure)
    assert figure.amount.value == yen


def test_share_of_a_grant_is_no_amount_of_its_own() -> None:
    figure = read_figure("1,234の内数", Unit.千円)

    assert isinstance(figure, Figure)
    assert (figure.amount.kind, figure.amount.value, figure.amount.whole) == (Kind.SHARE, None, 1_234_000)


@pytest.mark.parametrize(
    ("text", "footnote"),
    [("1,234※1", "※1"), ("1,234 ※", "※"), ("※2 1,234", "※2"), ("1,234(注3)", "(注3)"), ("1,234*", "*")],
)
def test_mark_of_a_footnote_is_kept_apart(text: str, footnote: str) -> None:
    figure = read_figure(text, Unit.円)

    assert isinstance(figure, Figure)
    assert (figure.amount.value, figure.amount.printed, figure.footnote) == (1234, "1,234", footnote)


@pytest.mark.parametrize(("text", "yen"), [("¥1,234", 1234), ("\\1,234", 1234), ("△¥1,234", -1234), ("￥ 1,234", 1234)])
def test_yen_sign_says_the_unit(text: str, yen: int) -> None:
    figure = read_figure(text, None)

    assert isinstance(figure, Figure)
    assert figure.amount.value == yen


@pytest.mark.parametrize(("brackets", "yen"), [(MINUS, -1_234_000), (PLAIN, 1_234_000)])
def test_brackets_are_what_the_user_says(brackets: str, yen: int) -> None:
    figure = read_figure("(1,234)", Unit.千円, brackets=brackets)

    assert isinstance(figure, Figure)
    assert figure.amount.value == yen


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(1,234)", "cell-bracketed"),
        ("（1,234）", "cell-bracketed"),
        ("(△5)", "cell-bracketed"),
        ("#REF!", "cell-error"),
        ("#N/A", "cell-error"),
        ("#DIV/0!", "cell-error"),
        ("#######", "cell-error"),
        ("=SUM(B2:B9)", "cell-formula"),
        ("1.2E+03", "cell-exponent"),
        ("1E9", "cell-exponent"),
        ("1 234", "cell-unreadable"),
        ("***", "cell-unreadable"),
        ("※", "cell-unreadable"),
        ("※11,234", "cell-unreadable"),
        ("1,23", "cell-unreadable"),
        ("007", "cell-unreadable"),
        ("2O", "cell-unreadable"),
        ("12.5%", "cell-unreadable"),
        ("2024-04-01", "cell-unreadable"),
        ("¥1,234", "cell-unreadable"),
        ("1,234 (1,100)", "cell-unreadable"),
    ],
)
def test_cell_that_is_never_guessed(text: str, code: str) -> None:
    figure = read_figure(text, Unit.千円)

    assert isinstance(figure, Unreadable)
    assert figure.code == code


def test_new_is_no_current_amount_and_abolished_no_previous_one() -> None:
    new, abolished = read_figure("新規", Unit.円), read_figure("廃止", Unit.円)

    assert isinstance(new, Figure)
    assert isinstance(abolished, Figure)
    assert new.amount.marks == {Mark.NEW}
    assert [fits(new.amount, is_current=current) for current in (True, False)] == [False, True]
    assert [fits(abolished.amount, is_current=current) for current in (True, False)] == [True, False]
