"""`check` as a user runs it."""

import json
from pathlib import Path

from budgetcli.domain.check.registry import CHECKS
from budgetcli.words import LANGUAGES, load_words
from tests.books import HEAD
from tests.conftest import Run

SLIP = ("name: 甲, part_of: 全体事業, previous: 1, current: 2", "name: 全体事業費, previous: 1, current: 2")


def write(folder: Path, year: str, *items: str) -> None:
    (folder / f"{year}.yaml").write_text(HEAD.format(year=year) + "".join(f"  - {{{item}}}\n" for item in items))


def test_shipped_book_is_well(run: Run) -> None:
    assert run("check") == ("", "", 0)


def test_silence_when_all_is_well(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "r6", "name: 甲, previous: 1, current: 2")

    ran = run("check", tmp_path)

    assert (ran.out, ran.err, ran.code) == ("", "", 0)


def test_finding_names_file_and_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "r5", "name: 甲, previous: 1, current: 2")
    write(tmp_path, "r6", "name: 甲, previous: 2, current: 2", "name: 乙, previous: 3.3, current: 2")

    ran = run("check", ".", env={"BUDGETCLI_LANG": "en"})

    assert ran.out.splitlines() == [
        "r6.yaml:7: warning [appeared] “乙” (前年度 3.3億円) is not in the book of r5",
        (
            "  = write instead: formerly: with the item that it was (budgetcli check --suggest proposes some); "
            "previous: 新規 if it is new"
        ),
        "0 error(s), 1 warning(s), 0 note(s)",
    ]
    assert ran.code == 1


def test_many_findings_are_shortened_unless_all_are_asked_for(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "r5", "name: 甲, previous: 1, current: 2")
    write(
        tmp_path,
        "r6",
        "name: 甲, previous: 2, current: 2",
        *(f"name: 乙{n}, previous: 3, current: 3" for n in range(20)),
    )

    assert "r6.yaml: ［appeared］ほかに15件" in run("check", ".").out
    assert run("check", ".", "--all").out.count("［appeared］") == 20
    assert len(json.loads(run("check", ".", "--json").out)) == 20


def test_json_has_what_machines_need(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "r6",
        "name: 甲, part_of: 全体事業, previous: 1, current: 2",
        "name: 全体事業費, previous: 1, current: 2",
    )

    (found,) = json.loads(run("check", ".", "--json").out)

    assert (found["check"], found["severity"], found["file"], found["line"]) == ("parts", "warning", "r6.yaml", 6)


def test_json_of_nothing_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "r6", "name: 甲, previous: 1, current: 2")

    assert json.loads(run("check", ".", "--json").out) == []


def test_checks_may_be_chosen(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "r6",
        "name: 甲, part_of: 全体事業, previous: 1, current: 2",
        "name: 全体事業費, previous: 1, current: 2",
    )

    assert run("check", ".", "--only", "totals", "--only", "jumps").code == 0
    assert run("check", ".", "--only", "parts").code == 1
    assert run("check", ".", "--severity", "error").code == 0


def test_revised_figure_is_a_note_and_no_fault(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "r5", "name: 甲, previous: 1, current: 2")
    write(tmp_path, "r6", "name: 甲, previous: 4, current: 2")
    for year, line in (("r5", "stage: initial"), ("r6", "previous_stage: revised")):
        path = tmp_path / f"{year}.yaml"
        path.write_text(f"{line}\n{path.read_text()}")

    ran = run("check", ".", env={"BUDGETCLI_LANG": "en"})

    assert "figures of r5 are initial in its own book and revised here" in ran.out
    assert ran.code == 0
    assert run("check", ".", "--severity", "warning").out == ""


def test_list_explains_every_check(run: Run) -> None:
    lines = run("check", "--list").out.splitlines()

    assert [line.split()[0] for line in lines] == [name.value for name in CHECKS]


def test_every_finding_has_words_and_a_hint() -> None:
    import re

    from tests.conftest import ROOT

    sources = "".join(path.read_text() for path in (ROOT / "budgetcli" / "domain" / "check").glob("*.py"))
    codes = set(re.findall(r'Message\("(check\.\w+\.\w+)"', sources)) - {"check.years.sum", "check.years.whole"}
    codes |= {"check.years.stages", "check.years.unnamed", "check.formerly.nowhere", "check.formerly.several"}
    for language in LANGUAGES:
        texts = load_words(language).texts
        assert codes | {f"{code}.hint" for code in codes} <= texts.keys()


def test_real_budgets_revised_figures_are_explained_in_one_statement(run: Run, shared: Path, tmp_path: Path) -> None:
    for year in (2023, 2024):
        assert run("import", shared / "data" / "mof" / f"mof-jikou-{year}.csv", "-o", f"{year}.yaml").code == 0

    found = json.loads(run("check", ".", "--only", "years", "--json").out)

    assert len(found) == 1
    assert "一般会計 114,381,235,569,000円 → 127,580,399,831,000円" in found[0]["message"]
