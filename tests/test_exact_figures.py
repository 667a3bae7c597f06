"""A budget changed in one place is never read as another amount: the change shows wherever it counts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Book
from budgetcli.domain.lines import Lines
from budgetcli.domain.shelf import Shelf
from budgetcli.read.book import parse_book
from budgetcli.report.diff import diff
from budgetcli.report.listing import listing
from budgetcli.report.sums import Options
from budgetcli.report.table import Role, Table
from budgetcli.report.total import totals
from tests.books import book
from tests.conftest import SHIPPED

AMOUNT = re.compile(r'(?:current|previous|年度): "?(?P<amount>[\d,.]+(?:兆|億|百?万|千)?円?(?:の内数)?)')
OTHER_UNIT = {"億円": "百万円", "百万円": "億円", "千円": "万円", "万円": "千円", "円": "千円"}
IMPORTED = """\
year: r6
unit: 千円
items:
  - {name: 道路新設改良費, category: 土木費, current: "412,300", previous: "38,500", quote: 道路新設改良費 412300 38500}
  - {name: 橋りょう修繕費, category: 土木費, current: "51,207", previous: "14,871"}
  - {name: 交付金, category: 総務費, current: "2,910百万円の内数", previous: "2,410百万円の内数"}
"""


def read(text: str) -> Book | None:
    reading = parse_book(text, "r6.yaml")
    return None if reading.problems else reading.book


def tables(lines: Lines, unit: Unit = Unit.億円) -> list[Table]:
    """Return what `list`, `diff` and `total` show, with bounds, which hold the grants of shares too."""
    options = Options(unit, supplementary=True, bounds=True)
    return [listing(lines, options), diff(lines, options), totals(lines, options)]


def shown(text: str) -> list[str] | None:
    one = read(text)
    if one is None:
        return None
    return [repr((table.rows, table.notes)) for table in tables(Shelf((one,)).lines((one.previous_year, one.year)))]


def changed(text: str) -> Iterator[str]:
    """Return the text with each digit, unit, decimal point and sign of each amount changed, one at a time."""
    for match in AMOUNT.finditer(text):
        printed, (start, end) = match["amount"], match.span("amount")
        others = [
            printed[:at] + str((int(letter) + 1) % 10) + printed[at + 1 :]
            for at, letter in enumerate(printed)
            if letter.isascii() and letter.isdigit()
        ]
        others += [printed.replace(unit, OTHER_UNIT[unit]) for unit in OTHER_UNIT if printed.endswith(unit)][:1]
        others += [f"△{printed}", printed.replace(".", ""), printed.replace("の内数", "")]
        yield from (text[:start] + other + text[end:] for other in others if other != printed)


@pytest.mark.parametrize("text", [SHIPPED.read_text(encoding="utf-8"), IMPORTED], ids=["shipped", "imported"])
def test_every_changed_amount_shows_in_list_diff_and_total(text: str) -> None:
    before = shown(text)
    assert before is not None
    count = 0
    for other in changed(text):
        after = shown(other)
        count += 1
        if after is not None:
            assert all(one != two for one, two in zip(before, after, strict=True)), other
    assert count > len(AMOUNT.findall(text)) * 2


ROWS = """\
name: 甲, category: 子育て, current: {}, previous: {}
name: 乙, category: 子育て, current: {}, previous: {}
name: 丙, category: 防災, current: {}, previous: {}
name: 丁, category: 防災, current: 3.0の内数, previous: 2.0の内数
"""
AMOUNTS = st.decimals(min_value=-9999, max_value=9999, places=1).map(str) | st.sampled_from(
    ["新規", "null", "1.5の内数"]
)
SIX = st.tuples(*[AMOUNTS] * 6)


def lines_of(one: Book) -> Lines:
    return Shelf((one,)).lines((one.previous_year, one.year))


def cells(table: Table, key: str, role: Role) -> list[object]:
    place = [column.key for column in table.columns].index(key)
    return [row.cells[place] for row in table.rows if row.role is role]


@given(SIX)
@settings(max_examples=60, deadline=None)
def test_total_is_the_sum_of_what_list_shows_less_what_its_note_names(amounts: tuple[str, ...]) -> None:
    listed, _, summed = tables(lines_of(book(ROWS.format(*amounts))))
    for year in ("r5", "r6"):
        stated = [cell for cell in cells(listed, year, Role.ITEM) if isinstance(cell, Decimal)]
        whole = cells(summed, year, Role.TOTAL)[0]
        assert (whole or Decimal(0)) == sum(stated, Decimal(0))


@given(SIX)
@settings(max_examples=60, deadline=None)
def test_the_other_way_round_every_change_is_its_negative(amounts: tuple[str, ...]) -> None:
    lines = lines_of(book(ROWS.format(*amounts)))
    turned = lines._replace(
        columns=lines.columns[::-1],
        lines=tuple(line._replace(amounts=line.amounts[::-1]) for line in lines.lines),
    )
    one, other = (cells(diff(each, Options(Unit.億円)), "change", Role.ITEM) for each in (lines, turned))
    assert [None if cell is None else -cell for cell in one if cell is None or isinstance(cell, Decimal)] == other


@given(SIX)
@settings(max_examples=30, deadline=None)
def test_sums_do_not_depend_on_the_order_of_items(amounts: tuple[str, ...]) -> None:
    rows = ROWS.format(*amounts).splitlines()
    sums = {
        tuple(
            repr(cells(totals(lines_of(book("\n".join(order))), Options(Unit.億円)), key, Role.TOTAL)) for key in KEYS
        )
        for order in permutations(rows)
    }
    assert len(sums) == 1


KEYS = ("r5", "r6", "change", "change_pct", "items")


@given(SIX, SIX)
@settings(max_examples=30, deadline=None)
def test_sums_do_not_depend_on_the_order_of_files(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    books = (
        book(ROWS.format(*first), file="a.yaml"),
        book(ROWS.format(*second).replace("name: ", "name: 別の"), file="b.yaml"),
    )
    books = (books[0], books[1]._replace(organisation="あおい市"))
    sums = []
    for order in (books, books[::-1]):
        table = totals(Shelf(order).lines((books[0].previous_year, books[0].year)), Options(Unit.億円))
        sums.append([repr(cells(table, key, Role.TOTAL)) for key in KEYS])
    assert sums[0] == sums[1]


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.sampled_from(Unit))
def test_an_amount_in_another_unit_and_back_is_the_same(digits: int, exponent: int, unit: Unit) -> None:
    yen = Decimal(digits).scaleb(exponent)
    back = unit.of(yen).scaleb(unit.value)
    assert (back, back.as_tuple().exponent) == (yen, yen.as_tuple().exponent)
