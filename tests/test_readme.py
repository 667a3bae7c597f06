"""The tours of the READMEs show what the program does: every `$` line is run, every output compared."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ANYTHING = "…"
"""A line of it in a README stands for lines left away."""
NATIONAL = "mof/"
"""What a section names whose files stand beside the repository, not in it."""


def sections(page: str) -> list[str]:
    """Return the sections of a page."""
    return re.split(r"^(?=## )", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)


def steps(text: str) -> list[tuple[str, str]]:
    """Return each command of a text with the output that it shows."""
    parts = re.split(r"^\$ (.*)\n", "".join(BLOCK.findall(text)), flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def pattern(shown: str) -> str:
    return "".join("(?:.*\n)*" if line == ANYTHING else f"{re.escape(line)}\n" for line in shown.splitlines())


PAGES = pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.ja.md", "ja")])


def take(tour: list[tuple[str, str]], language: str, folder: Path) -> None:
    """Run the commands of a tour in a folder and compare what they show."""
    programs = folder / ".bin"
    programs.mkdir()
    program = programs / "budgetcli"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m budgetcli "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "BUDGETCLI_LANG": language,
        "COLUMNS": "80",
    }
    assert tour
    for command, shown in tour:
        ran = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False, timeout=60
        )
        printed = (ran.stdout + ran.stderr).decode()
        assert re.fullmatch(pattern(shown), printed), f"$ {command}\n{printed}"


@PAGES
def test_tour_is_true(page: str, language: str, tmp_path: Path) -> None:
    take([step for text in sections(page) if NATIONAL not in text for step in steps(text)], language, tmp_path)


@PAGES
def test_tour_of_the_national_budget_is_true(page: str, language: str, tmp_path: Path, shared: Path) -> None:
    (tmp_path / "mof").symlink_to(shared / "data" / "mof")
    take([step for text in sections(page) if NATIONAL in text for step in steps(text)], language, tmp_path)


def test_page_on_many_years_is_true(tmp_path: Path, shared: Path) -> None:
    shutil.copytree(shared / "data" / "mof", tmp_path / "folder")
    take(steps((ROOT / "docs" / "years.md").read_text(encoding="utf-8")), "en", tmp_path / "folder")
