"""The recipes of docs/git.md, tried with git itself."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import HEAD
from tests.conftest import ROOT

RECIPES = re.findall(r"^\$ (.*)$", (ROOT / "docs" / "git.md").read_text(encoding="utf-8"), re.MULTILINE)
SAME = "  - {name: 防災, previous: 1, current: 3}\n"
OLD = HEAD.format(year="r6") + "  - {name: 過疎対策, previous: 1.0, current: 2.0}\n" + SAME
NEW = HEAD.format(year="r6") + "  # 直した\n  - {name: '過疎対策', current: 2.5, previous: 1.0}\n" + SAME

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Run a line in a repository whose last commit changed a book."""
    programs, folder = tmp_path / "bin", tmp_path / "repository"
    programs.mkdir()
    (folder / "data").mkdir(parents=True)
    program = programs / "budgetcli"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m budgetcli "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_PAGER": "cat",
    }

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    run("git init -q")
    for text in (OLD, NEW):
        (folder / "data" / "budgets_r6.yaml").write_text(text)
        assert run("git add -A && git commit -q -m book").returncode == 0
    return run


def recipe(part: str) -> str:
    return next(line for line in RECIPES if part in line)


def test_diff_has_a_line_per_item(shell: Shell) -> None:
    for part in (".gitattributes", "textconv"):
        assert shell(recipe(part)).returncode == 0

    lines = shell("git diff HEAD~1 -- data").stdout.splitlines()

    changed = [line for line in lines if re.match(r"[-+]\w|[-+],", line)]
    assert changed == ["-,過疎対策,,,1.0,2.0,億円,,", "+,過疎対策,,,1.0,2.5,億円,,"]
    assert "過疎対策" in shell("git log -p -1").stdout


def test_difftool_shows_changes_of_amounts(shell: Shell) -> None:
    out = shell(recipe("difftool")).stdout

    assert re.search(r"過疎対策 +2\.0 +2\.5 +\+0\.5", out)
    assert "防災" not in out


def test_external_diff_shows_changes_of_amounts(shell: Shell) -> None:
    for part in (".gitattributes", "diff.budget.command"):
        assert shell(recipe(part)).returncode == 0

    assert re.search(r"過疎対策 +2\.0 +2\.5 +\+0\.5", shell("git diff HEAD~1 -- data").stdout)


def test_commit_of_a_broken_book_is_refused(shell: Shell) -> None:
    for part in ("pre-commit\n", "chmod"):
        assert shell(recipe(part.strip())).returncode == 0

    assert shell("git commit -q --allow-empty -m fine").returncode == 0
    assert shell("sed -i s/2.5/二点五/ data/budgets_r6.yaml && git commit -q -a -m broken").returncode == 1
