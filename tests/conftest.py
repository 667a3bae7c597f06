"""What every test may use: the program as a user runs it, golden outputs, and the material beside the repository."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
SHARED = ROOT.parent / "shared"
SHIPPED = ROOT / "data" / "budgets_r6.yaml"


class Ran(NamedTuple):
    """What a run of the program came to."""

    out: str
    err: str
    code: int


Run = Callable[..., Ran]
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden outputs anew")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the program in an empty folder, as a process of its own, with a plain environment."""

    def run_program(*arguments: object, env: Mapping[str, str] | None = None, cwd: Path = tmp_path) -> Ran:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "ja_JP.UTF-8", **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "budgetcli", *map(str, arguments)],
            cwd=cwd,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)

    return run_program


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the golden output of a name; `--update-golden` writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return compare


@pytest.fixture
def shared() -> Path:
    """Return the folder of real material beside the repository; skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the real documents in ../shared, which the repository does not carry")
    return SHARED
