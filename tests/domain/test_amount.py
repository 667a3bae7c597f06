"""Amounts as documents print them, and what they mean."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetcli.domain.amount import (
    ABSENT,
    UNPRINTED,
    Amount,
    Kind,
    Mark,
    Unit,
    Unreadable,
    add,
    parse_amount,
    parse_unit,
)
from budgetcli.domain.interval import Interval


def read(text: str, unit: Unit | None = Unit.億円) -> Amount:
    amount = parse_amount(text, unit)
    assert isinstance(amount, Amount), amount
    return amount


def shown(yen: Decimal | None, unit: Unit = Unit.億円) -> str:
    assert yen is not None
    return str(unit.of(yen))


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("3.3", "330000000"),
        ("3.3億円", "330000000"),
        ("9.7 億円", "970000000"),
        ("2兆3,090億円", "2309000000000"),
        ("16 兆 3,428 億円", "16342800000000"),
        ("1兆2,345億円", "1234500000000"),
        ("6億4,391万1千円", "643911000"),
        ("1億6820万9000円", "168209000"),
        ("14億5,574万8千円", "1455748000"),
        ("3億3千万円", "330000000"),
        ("4千5百万円", "45000000"),
        ("1億2千3百50万円", "123500000"),
        ("3千500万4千円", "35004000"),
        ("8億2、050万円", "820500000"),
        ("169,144.5 億円", "16914450000000"),
        ("５，４４２億円", "544200000000"),
        ("２，５００万円", "25000000"),
        ("３３０，０００千円", "330000000"),
        ("五三六億八五〇〇万円", "53685000000"),
        ("三億三千万円", "330000000"),
        ("1,110千円", "1110000"),
        ("1,234百万円", "1234000000"),
        ("1 ,915百万円", "1915000000"),
        ("12,345円", "12345"),
        ("０．３億円", "30000000"),
        ("19・2億円", "1920000000"),
        ("△0.3", "-30000000"),
        ("▲0.3", "-30000000"),
        ("△ 300", "-30000000000"),
        ("-0.3", "-30000000"),
        ("－0.3", "-30000000"),
        ("−0.3億円", "-30000000"),
        ("6 億 500 万円の減", "-605000000"),
        ("+0.3", "30000000"),
        ("0", "0"),
        ("（3.3億円）", "330000000"),
        ("1億0500万円", "105000000"),
    ],
)
def test_amount_is_read_exactly(text: str, yen: str) -> None:
    amount = read(text)

    assert (amount.kind, amount.value, amount.whole) == (Kind.STATED, Decimal(yen), None)


@pytest.mark.parametrize(
    ("text", "unit", "yen"),
    [
        ("1", Unit.千円, 1_000),
        ("2.1", Unit.億円, 210_000_000),
        ("7", Unit.円, 7),
        ("1,234", Unit.百万円, 1_234_000_000),
    ],
)
def test_bare_figure_has_the_unit_of_the_book(text: str, unit: Unit, yen: int) -> None:
    assert read(text, unit).value == yen


def test_what_was_printed_is_kept() -> None:
    assert read("２，５００万円").printed == "２，５００万円"


def test_last_printed_digit_is_kept() -> None:
    assert shown(read("3.30億円").value) == "3.30"
    assert shown(read("3.3億円").value) == "3.3"


SHARES = [
    "11.5億円の内数",
    "11.5億円内数",
    "11.5億円（内数）",
    "（11.5億円のうち数）",
    "11.5億円うち数",
    "交付金11.5億円の内数",
]


@pytest.mark.parametrize("text", SHARES)
def test_share_states_the_grant_and_not_the_item(text: str) -> None:
    amount = read(text)

    assert (amount.kind, amount.value, amount.whole) == (Kind.SHARE, None, 1_150_000_000)


def test_share_without_an_amount_is_a_share_all_the_same() -> None:
    assert read("内数")[:3] == (Kind.SHARE, None, None)


def test_own_amount_beside_shares_of_two_grants() -> None:
    amount = read("2682億円+交付金650億円の内数+交付金79億円の内数")

    assert amount[:3] == (Kind.SHARE, Decimal(268_200_000_000), Decimal(72_900_000_000))


@pytest.mark.parametrize("text", ["新規", "【新規】", "（新規）", "〔新規〕", "皆増", "（皆増）", "【新規計上】"])
def test_new_means_nothing_the_year_before(text: str) -> None:
    amount = read(text)

    assert (amount.kind, amount.value, amount.marks) == (Kind.STATED, 0, {Mark.NEW})
    assert amount.is_nothing


@pytest.mark.parametrize("text", ["皆減", "廃止", "（廃目）", "廃款"])
def test_abolished_means_nothing_any_more(text: str) -> None:
    assert (read(text).value, read(text).marks) == (0, {Mark.ABOLISHED})


def test_amount_may_be_marked_new() -> None:
    amount = read("0.6億円 【新規】")

    assert (amount.value, amount.marks) == (60_000_000, {Mark.NEW})
    assert not amount.is_nothing


@pytest.mark.parametrize("text", ["0.6億円（拡充）", "0.6億円【一部新規】", "0.6億円（継続）"])
def test_remarks_in_brackets_change_nothing(text: str) -> None:
    assert (read(text).value, read(text).marks) == (60_000_000, frozenset())


NOT_STATED = [
    "－",
    "-",
    "―",
    "─",
    "ー",
    "（－）",
    "(-)",
    "事項要求",
    "所要額",
    "金額は予算編成過程で検討",
    "前年並み",
    "",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_no_amount_is_not_zero(text: str) -> None:
    amount = read(text)

    assert (amount.kind, amount.value, amount.whole, amount.marks) == (Kind.UNSTATED, None, None, frozenset())


def test_request_without_an_amount_may_be_new() -> None:
    assert read("事項要求（新規）")[:2] == (Kind.UNSTATED, None)
    assert read("事項要求（新規）").marks == {Mark.NEW}


def test_more_may_be_asked_for_than_is_stated() -> None:
    amount = read("399,745＋事項要求", Unit.百万円)

    assert (amount.value, amount.marks) == (399_745_000_000, {Mark.AND_MORE})


@pytest.mark.parametrize("text", ["約3億円", "3億円程度", "約３００百万円", "およそ3億円", "3億円余り", "3億余円"])
def test_about(text: str) -> None:
    assert (read(text).value, read(text).marks) == (300_000_000, {Mark.APPROXIMATE})


def test_same_as_the_year_before() -> None:
    assert (read("前年度同額").kind, read("前年度同額").marks) == (Kind.UNSTATED, {Mark.SAME})


REFUSED = {
    "amount-unreadable": "三億くらい 3.3億ドル 1_000 12:30 1e5 0x10 .inf ①3.3億円 3.3億円² ½億円 ٣億円 3億（2億） △",
    "amount-digits": "1,23億円 3,3億円 1.5.3億円 3. .5 010 1億2億円 1兆23,456億円 1.5億3千万円 億円",
    "amount-space": "3　3億円",
    "amount-too-long": "99999999999億円 99999999999 0.1234567円",
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts.split(" ")]
)
def test_what_is_no_amount_is_refused(code: str, text: str) -> None:
    amount = parse_amount(text, Unit.億円)

    assert isinstance(amount, Unreadable)
    assert amount.code == code


def test_bare_figure_without_any_unit_is_refused() -> None:
    amount = parse_amount("3.3", None)

    assert isinstance(amount, Unreadable)
    assert amount.code == "amount-no-unit"


def test_bounds_of_a_rounded_figure() -> None:
    assert read("3.3億円").bounds() == Interval(Decimal(325_000_000), Decimal(335_000_000))
    assert read("△3.3億円").bounds() == Interval(Decimal(-335_000_000), Decimal(-325_000_000))


def test_figure_printed_to_the_yen_is_exact() -> None:
    assert read("324000000", Unit.円).bounds() == Interval(Decimal(324_000_000), Decimal(324_000_000))


def test_share_is_from_nothing_to_the_whole_grant() -> None:
    assert read("11.5億円の内数").bounds() == Interval(Decimal(0), Decimal(1_155_000_000))
    assert read("△11.5億円の内数").bounds() == Interval(Decimal(-1_155_000_000), Decimal(0))


def test_own_amount_with_a_share_is_from_the_own_amount_on() -> None:
    assert read("2億円+1億円の内数").bounds() == Interval(Decimal(150_000_000), Decimal(400_000_000))


@pytest.mark.parametrize("amount", [UNPRINTED, ABSENT, read("内数"), read("事項要求")])
def test_nothing_is_known_of_what_is_not_printed(amount: Amount) -> None:
    assert amount.bounds() is None


def test_sum_has_the_finest_of_the_printed_digits() -> None:
    assert add([read("3.3億円"), read("25百万円")]) == 355_000_000
    assert shown(add([read("3.3億円"), read("4.0億円")])) == "7.3"


def test_sum_takes_new_as_nothing_without_more_digits() -> None:
    assert shown(add([read("新規"), read("0.3億円")])) == "0.3"
    assert add([read("新規")]) == 0


def test_sum_of_nothing_stated_is_not_zero() -> None:
    assert add([read("－"), read("11.5億円の内数")]) is None


@pytest.mark.parametrize(("text", "unit"), [("億円", Unit.億円), (" 千円", Unit.千円), ("億", None), ("", None)])
def test_unit_by_name(text: str, unit: Unit | None) -> None:
    assert parse_unit(text) == unit


plain = st.decimals(min_value=-(10**8), max_value=10**8, places=1)


@given(plain, st.sampled_from(Unit))
def test_printed_figure_is_read_back_in_every_unit(value: Decimal, unit: Unit) -> None:
    assume(abs(value) * 10**unit.value < 10**18)
    amount = read(f"{value:,f}{unit.name}", None)

    assert amount.value is not None
    assert unit.of(amount.value) == value
    assert read(str(value), unit).value == amount.value


@given(plain, st.sampled_from(Unit), st.sampled_from(Unit))
def test_unit_converts_there_and_back(value: Decimal, unit: Unit, other: Unit) -> None:
    yen = value.scaleb(unit.value)

    assert other.of(yen).scaleb(other.value) == yen
    assert unit.of(yen) == value


@given(st.integers(0, 10**16 - 1))
def test_compound_notation_is_read_as_its_sum(yen: int) -> None:
    parts = [(yen // 10**scale % 10**4, word) for scale, word in ((12, "兆"), (8, "億"), (4, "万"), (0, ""))]
    text = "".join(f"{part:,}{word}" for part, word in parts if part) or "0"

    assert read(f"{text}円", None).value == yen


@given(st.text(alphabet="0123456789,.兆億万千百円△-+約内数新規（） 年", max_size=12))
def test_any_text_is_an_amount_or_says_why_not(text: str) -> None:
    assert isinstance(parse_amount(text, Unit.億円), Amount | Unreadable)


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert isinstance(parse_amount(text, None), Amount | Unreadable)
