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


def test_several_years_in_the_rows_make_a_book_each(run: Run, tmp_path: Path) -> None:
    rows = "年度,事業名,予算額（円）\n2023,図書館,100\n2024,図書館,110\n"
    (tmp_path / "long.csv").write_text(rows, encoding="utf-8")

    assert run("import", "long.csv", "-o", "book.yaml").code == 2
    assert run("import", "long.csv", "-o", "books").code == 0
    assert sorted(path.name for path in (tmp_path / "books").iterdir()) == ["long-r5.yaml", "long-r6.yaml"]
    assert run("load", "books").code == 0


def test_report_lists_the_rows_that_are_no_items(run: Run, town: Path) -> None:
    run("import", "r6.csv", "-o", "r6.yaml", "--report", "left.csv")

    rows = list(csv.DictReader(io.StringIO((town / "left.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["row"], row["text"][:5]) for row in rows] == [
        ("5", "総務費計 "),
        ("8", "民生費計 "),
        ("9", "合計 14"),
        ("10", "※端数処理"),
    ]


def test_dry_run_shows_what_is_left_out(run: Run, town: Path) -> None:
    assert "※端数処理" in run("import", "r6.csv", "--dry-run").out


def test_book_is_not_written_as_something_else(run: Run, town: Path) -> None:
    ran = run("import", "r6.csv", "-o", "book.csv")

    assert (ran.code, (town / "book.csv").exists()) == (2, False)


def test_dash_stands_for_stdout(run: Run, town: Path) -> None:
    assert run("import", "r6.csv", "-o", "-").out == run("import", "r6.csv").out


def test_input_is_never_written_over(run: Run, town: Path) -> None:
    (town / "r6.yaml").write_bytes((town / "r6.csv").read_bytes())

    assert run("import", "r6.yaml", "-o", "r6.yaml").code == 2
    assert run("import", "r6.csv", "-o", "r7.yaml", "--report", "r7.yaml").code == 2
    assert not (town / "r7.yaml").exists()


def test_column_can_be_left_out_by_hand(run: Run, town: Path) -> None:
    (town / "odd.csv").write_text("事業名,令和6年度予算額(円),増減\n甲,330,多い\n", encoding="utf-8")

    assert run("import", "odd.csv").code == 1
    assert run("import", "odd.csv", "--map", "change=").code == 0


def test_problems_of_all_files_are_shown_at_once(run: Run, town: Path) -> None:
    (town / "a.csv").write_text("甲,1\n", encoding="utf-8")
    (town / "b.csv").write_text("事業名,令和6年度予算額\n甲,1\n", encoding="utf-8")

    assert [line.split(":")[0] for line in run("import", "a.csv", "b.csv").err.splitlines()[::3]] == ["a.csv", "b.csv"]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-8-sig"])
def test_error_quotes_the_line_in_any_encoding(encoding: str, run: Run, town: Path) -> None:
    (town / "bad.csv").write_bytes("事業名,令和6年度予算額(円)\n図書館,x\n".encode(encoding))

    assert "  2 | 図書館,x" in run("import", "bad.csv").err


def test_items_of_several_tables_in_one_book_name_their_table(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(f"事業名,令和6年度予算額(円)\n{name}橋,5\n", encoding="utf-8")

    out = run("import", "a.csv", "b.csv").out

    assert "document: a.csv, b.csv" in out
    assert [line.strip() for line in out.splitlines() if "page" in line] == ["page: a.csv 2行", "page: b.csv 2行"]
