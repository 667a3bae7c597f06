"""The three commands on the shipped book, from an empty folder, as a newcomer types them."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Golden, Run

JAPANESE = {"LANG": "ja_JP.UTF-8"}
ENGLISH = {"LANG": "en_US.UTF-8"}
COMMANDS = {
    "list": ["list"],
    "diff": ["diff", "--year", "r5", "r6"],
    "diff-turned": ["diff", "--year", "r6", "r5"],
    "diff-bounds": ["diff", "--bounds", "--category", "過疎", "-c", "テレワーク"],
    "diff-supplementary": ["diff", "--with-supplementary", "--category", "テレワーク"],
    "diff-sorted": ["diff", "--sort", "change", "--limit", "5"],
    "total": ["total"],
    "total-category": ["total", "--category", "関係人口"],
    "total-bounds": ["total", "--bounds"],
    "load": ["load"],
}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("name", COMMANDS)
def test_table_in_80_columns(name: str, run: Run, golden: Golden) -> None:
    ran = run(*COMMANDS[name], env={"COLUMNS": "80"})

    assert (ran.err, ran.code) == ("", 0)
    if name != "load":
        golden(f"{name}.80.txt", ran.out)


@pytest.mark.parametrize("name", ["list", "diff", "total"])
def test_table_in_english_and_200_columns(name: str, run: Run, golden: Golden) -> None:
    golden(f"{name}.200.en.txt", run(*COMMANDS[name], env={**ENGLISH, "COLUMNS": "200"}).out)


@pytest.mark.parametrize("name", ["list", "diff", "diff-bounds", "diff-supplementary", "total", "total-bounds"])
def test_csv(name: str, run: Run, golden: Golden) -> None:
    golden(f"{name}.csv", run(*COMMANDS[name], "-f", "csv").out)


@pytest.mark.parametrize("name", ["list", "diff", "total"])
def test_markdown(name: str, run: Run, golden: Golden) -> None:
    golden(f"{name}.md", run(*COMMANDS[name], "-f", "markdown").out)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("list", "id,name,category,measure,r5,r6,unit,note,page"),
        ("diff", "id,name,category,measure,r5,r6,change,change_pct,status,unit,note,page"),
        ("diff-turned", "id,name,category,measure,r6,r5,change,change_pct,status,unit,note,page"),
        ("total", "category,items,r5,r6,change,change_pct,unit,note"),
    ],
)
def test_csv_and_json_carry_the_same_rows_and_keys(name: str, keys: str, run: Run) -> None:
    table = rows(run(*COMMANDS[name], "-f", "csv").out)
    objects = json.loads(run(*COMMANDS[name], "-f", "json").out, parse_float=str, parse_int=str)

    assert ",".join(table[0]) == keys
    assert [{key: value or "" for key, value in row.items()} for row in objects] == table


def test_relationship_population_gets_1_7_against_0_6(run: Run) -> None:
    last = rows(run(*COMMANDS["total-category"], "-f", "csv").out)[-1]

    assert (last["category"], last["r5"], last["r6"], last["unit"]) == ("合計", "0.6", "1.7", "億円")


def test_machine_formats_do_not_change_with_the_language(run: Run) -> None:
    for form in ("csv", "json"):
        outputs = {run("diff", "-f", form, env=env).out for env in (JAPANESE, ENGLISH, {"LANG": "C", "COLUMNS": "30"})}
        assert len(outputs) == 1


def test_shares_are_in_the_year_columns_and_the_note(run: Run) -> None:
    shares = [row for row in rows(run("diff", "-f", "csv").out) if row["name"] == "地域経済循環創造事業交付金"]

    assert [(row["r5"], row["r6"], row["change"], row["status"], row["note"]) for row in shares] == [
        ("5.8", "11.5", "", "unstated", "内数")
    ] * 2


@pytest.mark.parametrize(
    ("unit", "figures"),
    [
        ("円", "60000000,170000000"),
        ("千円", "60000,170000"),
        ("万円", "6000,17000"),
        ("百万円", "60,170"),
        ("億円", "0.6,1.7"),
        ("兆円", "0.00006,0.00017"),
    ],
)
def test_unit_converts_exactly(unit: str, figures: str, run: Run) -> None:
    out = run("total", "-c", "関係人口", "--unit", unit, "-f", "csv").out

    assert f"合計,5,{figures}," in out


def test_status_filters(run: Run) -> None:
    out = run("diff", "--status", "new", "--status", "unstated", "-f", "csv").out

    assert [row["status"] for row in rows(out)] == ["unstated", "new", "new", "unstated", "unstated"]


@pytest.mark.parametrize(
    ("order", "first"),
    [("change", "telework"), ("percent", "jet-juku"), ("document", "chiiki-okoshi"), ("name", "jet-juku")],
)
def test_order(order: str, first: str, run: Run) -> None:
    out = run("diff", "--sort", order, "-f", "csv").out

    assert rows(out)[0]["id"] == first


def test_reversed_order_still_has_the_unknown_last(run: Run) -> None:
    found = [row["status"] for row in rows(run("diff", "--sort", "change", "--reverse", "-f", "csv").out)]

    assert found[-3:] == ["unstated"] * 3
    assert found[0] == "unchanged"


def test_limit_shows_the_first_rows_and_the_sum_of_all(run: Run) -> None:
    ran = run("diff", "--limit", "2")

    assert "JET地域国際化塾" in ran.out
    assert "テレワーク" not in ran.out
    assert "18.6" in ran.out


def test_search_in_name_measure_and_note(run: Run) -> None:
    for text, count in (("ＪＥＴ", 1), ("分散型", 1), ("内閣府", 1)):
        assert len(rows(run("list", "--search", text, "-f", "csv").out)) == count


@pytest.mark.parametrize("by", ["category", "measure", "organisation", "whole"])
def test_every_way_to_total_has_the_same_sum(by: str, run: Run) -> None:
    last = rows(run("total", "--by", by, "-f", "csv").out)[-1]

    assert list(last.values())[:4] == ["合計", "14", "13.7", "18.6"]


def test_one_year_is_compared_with_the_year_before(run: Run) -> None:
    assert run("diff", "--year", "r6", "-f", "csv").out == run("diff", "-f", "csv").out


@pytest.mark.parametrize("years", [["令和5年度", "令和６年度"], ["2023", "FY2024"], ["h35", "平成36年度"]])
def test_years_in_any_notation(years: list[str], run: Run) -> None:
    assert run("diff", "--year", *years, "-f", "csv").out == run("diff", "-f", "csv").out


def test_exit_code_says_whether_there_are_differences(run: Run) -> None:
    assert run("diff", "--exit-code", "-f", "csv").code == 1
    assert run("diff", "--exit-code", "--status", "unchanged", "-f", "csv").code == 0


def test_only_changed_amounts_of_two_books(run: Run, tmp_path: Path) -> None:
    for name, amount in (("old", "2.0"), ("new", "2.5")):
        items = (
            f"  - {{name: 甲, previous: 1, current: {amount}}}\n  - {{name: 乙, previous: 1, current: 2億円の内数}}\n"
        )
        (tmp_path / f"{name}.yaml").write_text(f"year: r6\nunit: 億円\nitems:\n{items}")

    out = run("diff", "old.yaml", "new.yaml", "--changed", "-f", "csv").out

    assert out.splitlines()[0].startswith("id,name,category,measure,r6_old,r6_new,change")
    assert [line.split(",")[1] for line in out.splitlines()[1:]] == ["甲"]
    assert run("diff", "old.yaml", "old.yaml", "--changed") == ("", "", 0)


def test_editions_are_told_apart_by_stage(run: Run, tmp_path: Path) -> None:
    for stage in ("request", "draft"):
        text = f"year: r6\nunit: 億円\nstage: {stage}\nitems:\n  - {{name: 甲, previous: 1, current: 2}}\n"
        (tmp_path / f"{stage}.yaml").write_text(text)

    assert ",r6_request,r6_draft," in run("diff", "request.yaml", "draft.yaml", "-f", "csv").out
    assert run("diff", "request.yaml", "draft.yaml", "--exit-code").code == 0


def test_basis_says_which_book_speaks_for_a_year(run: Run, tmp_path: Path) -> None:
    for year, previous, current in (("r5", "1", "2.0"), ("r6", "2.5", "3")):
        text = f"year: {year}\nunit: 億円\nstage: initial\nprevious_stage: revised\nitems:\n"
        (tmp_path / f"{year}.yaml").write_text(f"{text}  - {{name: 甲, previous: {previous}, current: {current}}}\n")

    default = run("diff", "-d", ".", env={"BUDGETCLI_LANG": "en"})
    own = run("diff", "-d", ".", "--basis", "own", env={"BUDGETCLI_LANG": "en"})

    assert "r5 revised (as the next year's book prints it), r6 initial" in default.out
    assert "+0.5" in default.out
    assert "r5 initial, r6 initial" in own.out
    assert "+1.0" in own.out


UNLIKE = """organisation: 甲市
year: r6
stage: initial
unit: 億円
source: {document: x.pdf}
items:
  - {name: あ事業, current: 2億円, previous: 1億円, page: 1}
  - {name: い事業, current: 10億円, previous: null, page: 1}
"""


@pytest.mark.parametrize("command", ["total", "trend"])
def test_sums_of_unlike_items_have_no_percent(command: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "unlike.yaml").write_text(UNLIKE, encoding="utf-8")
    total = rows(run(command, "--data", "unlike.yaml", "--year", "r5", "r6", "--by", "category", "-f", "csv").out)[-1]

    assert (total["r5"], total["r6"], total["change"], total["change_pct"]) == ("1", "12", "", "")
    assert "記載なし1件を含まない" in total["note"]


def test_workbook_of_items_without_a_category_keeps_its_notes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "unlike.yaml").write_text(UNLIKE, encoding="utf-8")
    made = run("total", "--data", "unlike.yaml", "-o", "total.xlsx")

    assert (made.err, made.code) == ("", 0)
    with zipfile.ZipFile(tmp_path / "total.xlsx") as book:
        assert "記載なし1件を含まない" in book.read("xl/comments1.xml").decode()
