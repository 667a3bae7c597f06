"""`show` as a user runs it."""

import csv
from pathlib import Path

import pytest

from tests.books import HEAD
from tests.conftest import Golden, Run

R5 = """\
  - {name: 過疎交付金, category: [地方, 甲], page: 12, previous: 7.5, current: 8.0, quote: "過疎交付金 8.0億円"}
  - {name: 防災, category: [地方, 甲], page: 13, previous: 1.5, current: 2.0}
"""
R6 = """\
  - name: 過疎地域持続的発展支援交付金
    id: kaso
    category: [地方, 甲]
    formerly: 過疎交付金
    page: 21
    current: 8.3
    previous: 8.0
    supplementary: {r5: 0.4}
    note: 組替え
  - {name: 集落ネットワーク, category: [地方, 甲], part_of: kaso, page: 21, previous: 4.0, current: 4.0}
  - {name: 防災, category: 消防, formerly: 地方 / 甲 / 防災, page: 22, previous: 2.0, current: 新規}
"""


@pytest.fixture
def books(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for year, items in (("r5", R5), ("r6", R6)):
        (tmp_path / "data" / f"{year}.yaml").write_text(HEAD.format(year=year) + items)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_everything_of_one_item(books: None, run: Run, golden: Golden, language: str) -> None:
    ran = run("show", "過疎地域持続的発展支援交付金", "--lang", language, env={"COLUMNS": "80"})

    golden(f"show.80.{language}.txt", ran.out)


def test_rows_for_machines(books: None, run: Run) -> None:
    rows = list(csv.DictReader(run("show", "kaso", "-f", "csv").out.splitlines()))

    assert [(row["year"], row["figure"], row["amount"], row["share_pct"], row["place"]) for row in rows] == [
        ("r4", "前年度欄", "7.5", "83.3", "data/r5.yaml:6"),
        ("r5", "当年度", "8.0", "80.0", "data/r5.yaml:6"),
        ("r5", "前年度欄", "8.0", "100.0", "data/r6.yaml:12"),
        ("r5", "補正予算", "0.4", "", "data/r6.yaml:13"),
        ("r6", "当年度", "8.3", "100.0", "data/r6.yaml:11"),
    ]


@pytest.mark.parametrize("name", ["過疎交付金", "KASO", "kaso", "持続的", "過疎　交付金"])
def test_item_goes_by_its_id_any_of_its_names_or_a_part_of_one(books: None, run: Run, name: str) -> None:
    ran = run("show", name)

    assert ran.code == (1 if name == "KASO" else 0)


def test_category_tells_items_of_one_name_apart(run: Run, tmp_path: Path) -> None:
    items = "  - {name: 研修, category: 甲, previous: 1, current: 2}\n"
    items += "  - {name: 研修, category: 乙, previous: 1, current: 3}\n"
    (tmp_path / "r6.yaml").write_text(HEAD.format(year="r6") + items)

    assert run("show", "研修", "-d", ".").code == 1
    assert "3" in run("show", "研修", "-d", ".", "-c", "乙", "-f", "csv").out.splitlines()[-1]
