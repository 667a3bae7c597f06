"""The tours of the READMEs show what the program does: every `$` line is run, every output compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ANYTHING = "…"
"""A line of it in a README stands for lines left away."""


def steps(page: str) -> list[tuple[str, str]]:
    """Return each command of the page with the output that it shows."""
    text = "".join(BLOCK.findall((ROOT / page).read_text(encoding="utf-8")))
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def pattern(shown: str) -> str:
    return "".join("(?:.*\n)*" if line == ANYTHING else f"{re.escape(line)}\n" for line in shown.splitlines())


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_tour_is_true(page: str, language: str, tmp_path: Path) -> None:
    programs, folder = tmp_path / "bin", tmp_path / "folder"
    programs.mkdir()
    folder.mkdir()
    program = programs / "budgetcli"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m budgetcli "$@"\n')
    program.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "BUDGETCLI_LANG": language,
        "COLUMNS": "80",
    }
    tour = steps(page)
    assert tour
    for command, shown in tour:
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert re.fullmatch(pattern(shown), ran.stdout + ran.stderr), f"$ {command}\n{ran.stdout}{ran.stderr}"
