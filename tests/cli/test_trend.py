"""`trend` as a user runs it."""

import csv
import json
from pathlib import Path

import pytest

from tests.books import HEAD
from tests.conftest import Run

BOOKS = {
    "r3": (
        "name: 過疎, category: [地方, 甲], previous: 1, current: 4.0",
        "name: 防災, category: 消防, previous: 1, current: 1.0",
    ),
    "r4": ("name: 過疎, category: [地方, 甲], previous: 4.0, current: 5.0",),
    "r5": (
        "name: 過疎地域, formerly: 過疎, category: [地方, 乙], previous: 5.0, current: 6.0",
        "name: 新規, category: 消防, previous: 新規, current: 2億円の内数",
    ),
}


@pytest.fixture
def books(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for year, items in BOOKS.items():
        text = HEAD.format(year=year) + "".join(f"  - {{{item}}}\n" for item in items)
        (folder / f"{year}.yaml").write_text(text)
    return folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_item_over_the_years_by_any_of_its_names(books: Path, run: Run) -> None:
    for name in ("過疎地", "過　疎"):
        (row,) = rows(run("trend", name, "-f", "csv").out)
        assert [row[year] for year in ("r3", "r4", "r5")] == ["4.0", "5.0", "6.0"]
        assert (row["change"], row["change_pct"], row["yearly_pct"]) == ("2.0", "50.0", "22.5")
        assert row["note"] == "令和3年度、令和4年度の資料では「過疎」"


def test_gap_is_a_gap(books: Path, run: Run) -> None:
    found = {row["name"]: row for row in rows(run("trend", "--by", "item", "-f", "csv").out)}

    assert [found["防災"][year] for year in ("r3", "r4", "r5")] == ["1.0", "", ""]
    assert (found["防災"]["change"], found["防災"]["from"]) == ("", "")
    assert "█··" in run("trend", "防災", env={"COLUMNS": "120"}).out


def test_nothing_named_is_the_broadest_category(books: Path, run: Run) -> None:
    found = rows(run("trend", "-f", "csv").out)

    assert [(row["category"], row["r3"], row["r5"]) for row in found] == [
        ("地方", "4.0", "6.0"),
        ("消防", "1.0", ""),
        ("合計", "5.0", "6.0"),
    ]


def test_figures_of_a_moved_item_stand_where_each_years_book_files_them(books: Path, run: Run) -> None:
    found = rows(run("trend", "--by", "category", "-c", "乙", "-f", "csv").out)

    assert [(row["category"], row["r3"], row["r4"], row["r5"]) for row in found] == [
        ("地方 / 乙", "", "", "6.0"),
        ("地方 / 甲", "4.0", "5.0", ""),
        ("合計", "4.0", "5.0", "6.0"),
    ]


def test_long_form_has_a_row_per_item_and_year(books: Path, run: Run) -> None:
    found = rows(run("trend", "--long", "-f", "csv").out)

    assert len(found) == 9
    assert [(row["name"], row["year"], row["amount"], row["note"]) for row in found[3:6]] == [
        ("新規", "r3", "", "資料にない"),
        ("新規", "r4", "", "資料にない"),
        ("新規", "r5", "2", "内数"),
    ]


def test_json_has_no_drawing(books: Path, run: Run) -> None:
    assert "trend" not in json.loads(run("trend", "-f", "json").out)[0]


def test_single_book_has_its_two_years(run: Run) -> None:
    (row, *_) = rows(run("trend", "-f", "csv").out)

    assert {"r5", "r6"} <= row.keys()


def test_name_that_no_item_has_is_an_error_with_what_is_like_it(books: Path, run: Run) -> None:
    ran = run("trend", "過疎地帯")

    assert ran.code == 1
    assert "過疎地域、過疎 ではありませんか" in ran.err


def test_eight_years_of_the_national_budget(run: Run, shared: Path, tmp_path: Path) -> None:
    tables = sorted((shared / "data" / "mof").glob("*.csv"))
    assert run("import", *tables, "-o", tmp_path).code == 0

    found = {row["category"]: row for row in rows(run("trend", "-d", tmp_path, "-f", "csv").out)}

    general = found["一般会計"]
    assert (general["h29"], general["r6"]) == ("97454709410000", "112571688422000")
    assert (general["change"], general["change_pct"], general["yearly_pct"]) == ("15116979012000", "15.5", "2.1")
