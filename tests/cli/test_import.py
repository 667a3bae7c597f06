"""`budgetcli import`, as it is typed."""

import csv
import io
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.read.test_importing import TOWN

NEXT = TOWN.replace("令和６年度", "令和７年度").replace("令和6年度", "令和7年度").replace("令和5年度", "令和6年度")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    (tmp_path / "r6.csv").write_bytes(TOWN.encode("cp932"))
    (tmp_path / "r7.csv").write_bytes(NEXT.encode("utf-8-sig"))
    return tmp_path


def amounts(run: Run, book: str, year: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(run("list", "-d", book, "-f", "csv").out))
    return [row[year] for row in rows]


def test_book_gives_back_the_amounts_of_the_source(run: Run, town: Path) -> None:
    ran = run("import", "r6.csv", "-o", "r6.yaml")

    assert (ran.out, ran.code) == ("", 0)
    assert amounts(run, "r6.yaml", "r6") == ["15500", "38103", "2100"]
    assert amounts(run, "r6.yaml", "r5") == ["12000", "", "2300"]


def test_run_ends_by_saying_what_was_read(run: Run, town: Path) -> None:
    err = run("import", "r6.csv", "-o", "r6.yaml", env={"BUDGETCLI_LANG": "en"}).err

    assert err.splitlines() == [
        "r6.csv (cp932, CSV)",
        "7 rows read, 3 items; rows that are no items: 4",
        "  sums, checked against what they sum: 3 (row 5, 8-9)",
        "  no amount (headings between rows, remarks): 1 (row 10)",
    ]


def test_without_an_output_the_book_is_printed(run: Run, town: Path) -> None:
    run("import", "r6.csv", "-o", "r6.yaml")

    assert run("import", "r6.csv").out == (town / "r6.yaml").read_text(encoding="utf-8")


def test_folder_gets_a_book_of_each_table(run: Run, town: Path) -> None:
    run("import", "r6.csv", "r7.csv", "-o", "books")

    assert sorted(path.name for path in (town / "books").iterdir()) == ["r6.yaml", "r7.yaml"]
    assert run("load", "books").code == 0
    assert run("diff", "-d", "books", "--year", "r5", "r7", "-f", "csv").code == 0


def test_dry_run_shows_the_columns_and_writes_nothing(run: Run, town: Path) -> None:
    ran = run("import", "r6.csv", "-o", "r6.yaml", "--dry-run", env={"BUDGETCLI_LANG": "en"})

    assert "change (checked)" in ran.out
    assert "子育て支援センター整備事業" in ran.out
    assert not (town / "r6.yaml").exists()


def test_profile_keeps_what_was_said(run: Run, town: Path) -> None:
    (town / "odd.csv").write_text("なまえ,ことし\n甲,330\n", encoding="utf-8")
    said = ["--map", "name=なまえ", "--map", "current=ことし", "--year", "r6", "--unit", "千円", "--title", "町の予算"]

    first = run("import", "odd.csv", *said, "--save-profile", "town.toml")
    again = run("import", "odd.csv", "--profile", "town.toml")

    assert "current: 330" in first.out
    assert again.out == first.out


def test_row_that_cannot_be_read_leaves_nothing_written(run: Run, town: Path) -> None:
    (town / "bad.csv").write_text("事業名,令和6年度予算額(円)\n甲,x\n乙,1\n", encoding="utf-8")

    ran = run("import", "bad.csv", "-o", "bad.yaml")

    assert ran.code == 1
    assert ran.err.startswith("bad.csv:2:2: ")
    assert not (town / "bad.yaml").exists()


def test_next_edition_gives_a_small_difference(run: Run, town: Path) -> None:
    run("import", "r6.csv", "-o", "old.yaml")
    edition = TOWN
    for before, after in (('"2,100",△200', '"2,200",△100'), ("40,203", "40,303"), ("55,703", "55,803")):
        edition = edition.replace(before, after)
    (town / "r6.csv").write_bytes(edition.encode("cp932"))
    run("import", "r6.csv", "-o", "new.yaml")
    old, new = (set((town / name).read_text(encoding="utf-8").splitlines()) for name in ("old.yaml", "new.yaml"))

    changed = ("2,100", "2,200", "55,703", "55,803")
    assert old ^ new == {f"    current: {amount}" for amount in changed}


def test_national_budget_of_eight_years(run: Run, shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "mof").glob("*.csv"))

    assert run("import", *files, "-o", "mof").code == 0

    rows = list(csv.DictReader(io.StringIO(run("total", "-d", "mof", "--depth", "1", "-f", "csv").out)))
    assert [(row["category"], row["r5"], row["r6"]) for row in rows[:1]] == [
        ("一般会計", "127580399831000", "112571688422000")
    ]
    own = run("total", "-d", "mof/mof-jikou-2023.yaml", "--depth", "1", "-f", "csv").out
    assert ",114381235569000," in own
