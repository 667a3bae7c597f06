"""Settings, a new folder, and what shells and pre-commit are given."""

import subprocess
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.conftest import ROOT, Run
from tests.read.test_schema import SCHEMA


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    assert run("init").code == 0
    return tmp_path


def test_new_folder_holds_a_book_that_is_read(folder: Path, run: Run) -> None:
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "budgetcli.toml",
        "data/book.schema.json",
        "data/example_r6.yaml",
    ]
    assert "道の駅の整備" in run("list").out
    assert run("check").err == ""


def test_example_fits_the_schema_that_its_first_line_names(folder: Path) -> None:
    text = (folder / "data/example_r6.yaml").read_text(encoding="utf-8")

    assert text.startswith("# yaml-language-server: $schema=book.schema.json\n")
    assert Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))


def test_imported_books_name_the_schema_that_lies_beside_them(folder: Path, run: Run) -> None:
    (folder / "slides.txt").write_text("令和６年度予算の概要\n○道の駅 3.3億円（５年度 2.1億円）\n", encoding="utf-8")
    (folder / "table.csv").write_text("事業名,令和6年度（千円）\n道の駅,3\n", encoding="utf-8")

    for source, book in (("slides.txt", "slides.yaml"), ("table.csv", "table.yaml")):
        run("import", source, "-o", f"data/{book}")
        run("import", source, "-o", book)

        assert (folder / "data" / book).read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=book.")
        assert (folder / book).read_text(encoding="utf-8").startswith("title: ")


def test_folder_may_be_named(run: Run, tmp_path: Path) -> None:
    run("init", "町の予算")

    assert (tmp_path / "町の予算/data/example_r6.yaml").is_file()


def test_existing_files_are_left_alone(folder: Path, run: Run) -> None:
    (folder / "budgetcli.toml").write_text("", encoding="utf-8")

    assert run("init").code == 1
    assert (folder / "budgetcli.toml").read_text(encoding="utf-8") == ""


def test_settings_stand_for_options(folder: Path, run: Run) -> None:
    (folder / "budgetcli.toml").write_text('data = ["data"]\nunit = "円"\nlang = "en"\n', encoding="utf-8")

    out = run("list").out

    assert "(unit: 円)" in out
    assert "330,000,000" in out


def test_options_and_variables_go_before_settings(folder: Path, run: Run) -> None:
    (folder / "budgetcli.toml").write_text('data = "none"\nunit = "円"\nlang = "en"\n', encoding="utf-8")

    out = run("list", "-d", "data", "--unit", "百万円", "--lang", "ja").out

    assert "（単位：百万円）" in out
    assert run("list", env={"BUDGETCLI_DATA": "data", "BUDGETCLI_LANG": "ja"}).out.startswith("みどり市　")


def test_settings_of_the_user_apply_everywhere(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "config" / "budgetcli"
    home.mkdir(parents=True)
    (home / "budgetcli.toml").write_text('unit = "百万円"\n', encoding="utf-8")

    assert "（単位：百万円）" in run("list", env={"XDG_CONFIG_HOME": str(tmp_path / "config")}).out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_taken_by_its_shell(shell: str, run: Run, tmp_path: Path) -> None:
    import shutil

    if not shutil.which(shell):
        pytest.skip(f"needs {shell}, which .ci/run installs")
    script = tmp_path / "script"
    script.write_text(run("completions", shell).out, encoding="utf-8")

    assert subprocess.run([shell, "-n", script], check=False).returncode == 0


def test_pre_commit_hooks_run_commands_that_exist() -> None:
    from budgetcli.cli.app import COMMANDS

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert {hook["entry"].split()[1] for hook in hooks} <= COMMANDS.keys()
