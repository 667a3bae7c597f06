"""Grouped, shortened and chosen: what a long table is read by."""

import csv
from pathlib import Path

import pytest

from tests.cli.test_output import on_terminal
from tests.conftest import Golden, Run

BOOK = """\
organisation: みどり市
year: r6
unit: 億円
source: {document: 予算の概要}
items:
  - {name: 道路, category: 建設, page: 3, current: 3.0億円, previous: 2.0億円}
  - {name: 研修, category: 総務, current: 1.0億円, previous: 1.0億円}
  - {name: 河川, category: 建設, current: 4.0億円, previous: 5.5億円}
  - {name: うち護岸, category: 建設, part_of: 河川, current: 0.4億円, previous: 0.1億円}
  - {name: 広報, category: 総務, current: 0.2億円, previous: 新規}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "r6.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("command", ["diff", "list"])
def test_grouped_items_stand_together_with_subtotals(command: str, book: Path, run: Run, golden: Golden) -> None:
    out = run(command, "-d", book, "--group", "category", env={"COLUMNS": "80"}).out

    golden(f"{command}-grouped.80.txt", out)


def test_subtotal_of_a_group_counts_no_part_twice(book: Path, run: Run) -> None:
    line = next(line for line in run("diff", "-d", book, "--group", "category").out.splitlines() if "小計" in line)

    assert line.split() == ["小計", "7.5", "7.0", "△0.5", "△6.7%", "減"]


def test_machine_formats_have_no_subtotals(book: Path, run: Run) -> None:
    names = [row["name"] for row in rows(run("diff", "-d", book, "--group", "category", "-f", "csv").out)]

    assert names == ["道路", "河川", "うち護岸", "研修", "広報"]


def test_unchanged_items_are_hidden_and_counted(book: Path, run: Run) -> None:
    out = run("diff", "-d", book, "--changed").out

    assert "研修" not in out
    assert "額の変わらない1事業は表示していない" in out
    assert "8.5         8.2     △0.3" in out


def test_small_changes_are_folded_into_a_row_with_their_sum(book: Path, run: Run) -> None:
    folded = rows(run("diff", "-d", book, "--min-change", "5000万円", "-f", "csv").out)[-1]

    assert (folded["name"], folded["r5"], folded["r6"], folded["change"]) == ("増減の小さい3事業", "1.0", "1.2", "0.2")


def test_bare_least_change_is_in_the_unit_shown(book: Path, run: Run) -> None:
    bare, named = (run("diff", "-d", book, "--min-change", least).out for least in ("0.5", "0.5億円"))

    assert bare == named


def test_least_change_that_is_no_amount_is_an_error(book: Path, run: Run) -> None:
    ran = run("diff", "-d", book, "--min-change", "少し")

    assert (ran.code, "少し" in ran.err) == (2, True)


def test_columns_are_chosen_and_put_in_order(book: Path, run: Run) -> None:
    out = run("diff", "-d", book, "--columns", "r6,name,share,contribution", "-f", "csv").out

    assert out.splitlines()[:2] == ["r6,name,share,contribution", "3.0,道路,36.6,11.8"]


def test_shares_and_contributions_of_the_total_are_those_of_the_whole(book: Path, run: Run) -> None:
    out = run("diff", "-d", book, "--columns", "name,share,contribution,change_pct").out

    assert next(line.split() for line in out.splitlines() if "合計" in line) == ["合計", "100.0%", "△3.5%", "△3.5%"]


def test_columns_say_where_a_figure_stands(book: Path, run: Run) -> None:
    row = rows(run("list", "-d", book, "--columns", "file,line,document,page,printed", "-f", "csv").out)[0]

    assert row == {
        "file": str(book), "line": "6", "document": "予算の概要", "page": "3", "printed": "2.0億円 → 3.0億円",
    }  # fmt: skip


def test_settings_choose_columns_for_the_screen_only(book: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "budgetcli.toml").write_text('columns = ["name", "share", "change"]\n', encoding="utf-8")

    assert run("list", "-d", book).out.splitlines()[1].split() == ["事業", "構成比"]
    assert run("list", "-d", book, "-f", "csv").out.startswith("id,name,category")


def test_footer_counts_and_says_the_step(book: Path, run: Run) -> None:
    assert "新規 1、増 2、減 1、同額 1　8.5億円 → 8.2億円　△0.3億円（△3.5%）" in run("diff", "-d", book).out


def test_long_table_is_shown_by_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)

    assert "PAGED" in on_terminal("list", LINES="10", BUDGETCLI_PAGER=str(pager), PAGER="false")
    assert "PAGED" in on_terminal("list", LINES="10", PAGER=str(pager))
    assert "PAGED" not in on_terminal("list", LINES="500", PAGER=str(pager))
    assert "PAGED" not in on_terminal("list", "--no-pager", LINES="10", PAGER=str(pager))


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program-anywhere"])
def test_without_a_pager_the_table_is_printed(pager: str) -> None:
    assert "合計" in on_terminal("diff", LINES="10", PAGER=pager)


def test_pager_that_is_left_early_is_no_error(tmp_path: Path) -> None:
    assert on_terminal("diff", LINES="10", PAGER="true") == ""
