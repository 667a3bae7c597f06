"""A table made of a known book, in any manner of headings, columns, units and encodings, gives back the book."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from budgetcli.domain.amount import Unit
from budgetcli.read.tables import read_tables
from budgetcli.read.wanted import Wanted

NAMES = ["事業名", "事務事業名", "件名", "取組", "事業等名", "細事業", "事項", "事業の名称", "主要事業"]
CATEGORIES = ["款", "款名", "会計", "所管", "部局", "分野", "区分"]
CURRENT = [
    "令和6年度予算額",
    "令和６年度\n当初予算額(A)",
    "R6当初",
    "2024年度予算額",
    "令和６年度要求額",
    "本年度予算額",
    "R6",
]
PREVIOUS = ["令和5年度予算額", "令和５年度当初予算額 (B)", "R5当初", "2023年度予算額", "前年度予算額", "前年度", "R5"]
CHANGES = ["比較増減 (A-B)", "増減額", "比較", "差引", "対前年度増減額"]
EXTRA = ["増減率", "一般財源", "国庫支出金", "No.", "備考", "構成比(%)", "翌年度への繰越額", "総事業費"]
WORDS = ["道の駅", "橋りょう", "図書館", "保育所", "消防", "港湾", "広報", "統計", "DX", "緑化"]
MINUS = ["-", "△", "▲ ", "△ ", "−"]
TWINS = {"cp932": {ord("−"): "－"}, "euc_jp": {ord("－"): "−"}}
"""The minus sign of JIS, which each encoding has under one of two names."""
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp"]


class Line(NamedTuple):
    name: str
    category: str
    current: int
    previous: int | None


@st.composite
def books(draw: st.DrawFn) -> list[Line]:
    names = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(1, 99)), min_size=1, max_size=8, unique=True))
    amounts = st.integers(-(10**6), 10**9)
    kinds = [f"{word}費" for word in WORDS[:3]]
    return [
        Line(f"{word}整備事業{number}", draw(st.sampled_from(kinds)), draw(amounts), draw(st.none() | amounts))
        for word, number in names
    ]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Line], list[list[str]], Unit]:
    """Return a book and the rows of a table of it, with the unit in which it is printed."""
    lines = draw(books())
    unit = draw(st.sampled_from([Unit.円, Unit.千円, Unit.百万円]))
    in_heading = draw(st.booleans())
    minus, commas = draw(st.sampled_from(MINUS)), draw(st.booleans())

    def money(value: int | None) -> str:
        if value is None:
            return draw(st.sampled_from(["", "-", "－"]))
        figure = f"{abs(value):,}" if commas else str(abs(value))
        return f"{minus if value < 0 else ''}{figure}"

    mark = f"（{unit.name}）" if in_heading else ""
    columns = {
        draw(st.sampled_from(NAMES)): [line.name for line in lines],
        draw(st.sampled_from(CATEGORIES)): [line.category for line in lines],
        f"{draw(st.sampled_from(CURRENT))}{mark}": [money(line.current) for line in lines],
        f"{draw(st.sampled_from(PREVIOUS))}{mark}": [money(line.previous) for line in lines],
        f"{draw(st.sampled_from(CHANGES))}{mark}": [
            money(None if line.previous is None else line.current - line.previous) for line in lines
        ],
        **{extra: ["1"] * len(lines) for extra in draw(st.lists(st.sampled_from(EXTRA), unique=True, max_size=3))},
    }
    order = draw(st.permutations(list(columns)))
    title = [["令和６年度当初予算 主要事業一覧", *[""] * (len(order) - 1)]]
    title += [[*[""] * (len(order) - 1), f"（単位：{unit.name}）"]] if not in_heading else []
    total = {order[0]: "", next(iter(columns)): "合計", list(columns)[2]: money(sum(line.current for line in lines))}
    rows = [[columns[heading][index] for heading in order] for index in range(len(lines))]
    totals = [[total.get(heading, "") for heading in order]] if draw(st.booleans()) else []
    return lines, [*title, order, *rows, *totals], unit


def check(path: Path, lines: list[Line], unit: Unit) -> None:
    found, problems = read_tables(path, Wanted())
    assert problems == []
    imported = found[0].imported
    assert (imported.problems, imported.disagreements) == ([], [])
    assert imported.book.year.code == "r6"
    scale = Decimal(10) ** unit.value
    assert [(item.name, item.category, item.current.value, item.previous.value) for item in imported.book.items] == [
        (line.name, (line.category,), line.current * scale, None if line.previous is None else line.previous * scale)
        for line in lines
    ]


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from(ENCODINGS), st.sampled_from([",", "\t", ";"]), st.sampled_from(["\n", "\r\n"]))
def test_text_gives_back_its_book(
    table: tuple[list[Line], list[list[str]], Unit], encoding: str, delimiter: str, ending: str
) -> None:
    lines, rows, unit = table
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows(rows)
    data = text.getvalue().translate(TWINS.get(encoding, {}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(data.encode(encoding))

        check(path, lines, unit)


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[tuple[str, ...], int]]:
    """Return items under two levels, some of which have nothing under them."""
    amounts = st.integers(0, 10**9)
    found: list[tuple[tuple[str, ...], int]] = []
    for top in range(draw(st.integers(1, 3))):
        for middle in range(draw(st.integers(0, 3))):
            path = (f"第{top}の費", f"{top}の{middle}費")
            leaves = [((*path, f"事業{leaf}"), draw(amounts)) for leaf in range(draw(st.integers(0, 3)))]
            found += leaves or [(path, draw(amounts))]
        if not found or found[-1][0][0] != f"第{top}の費":
            found.append(((f"第{top}の費",), draw(amounts)))
    return found


@settings(max_examples=100, deadline=None)
@given(trees(), st.booleans(), st.booleans())
def test_sum_at_each_level_counts_once(
    leaves: list[tuple[tuple[str, ...], int]], repeats: bool, has_total: bool
) -> None:
    rows, above = [["款", "項", "事業名", "令和6年度予算額(千円)"]], ()
    for path, amount in leaves:
        for depth in range(1, len(path)):
            if above[:depth] != path[:depth]:
                under = sum(other for leaf, other in leaves if leaf[:depth] == path[:depth])
                rows.append(level(path[:depth], under, repeats=repeats))
        rows.append(level(path, amount, repeats=repeats))
        above = path
    if has_total:
        rows.append(["歳出合計", "", "", str(sum(amount for _, amount in leaves))])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        found, problems = read_tables(path, Wanted())

    imported = found[0].imported
    assert (problems, imported.problems, imported.disagreements) == ([], [], [])
    assert [((*item.category, item.name), item.current.value) for item in imported.book.items] == [
        (path, amount * 1000) for path, amount in leaves
    ]


def level(path: tuple[str, ...], amount: int, *, repeats: bool) -> list[str]:
    """Return a row of a tree: the whole path, or its last name alone."""
    cells = list(path) if repeats else [*[""] * (len(path) - 1), path[-1]]
    return [*cells, *[""] * (3 - len(path)), str(amount)]


@settings(max_examples=50, deadline=None)
@given(tables(), st.booleans())
def test_workbook_gives_back_its_book(table: tuple[list[Line], list[list[str]], Unit], as_numbers: bool) -> None:
    lines, rows, unit = table
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([int(cell.replace(",", "")) if as_numbers and is_number(cell) else cell for cell in row])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        book.save(path)

        check(path, lines, unit)


def is_number(cell: str) -> bool:
    return cell.replace(",", "").lstrip("-").isdecimal()
