"""What takes its time is said, where somebody looks."""

import io
import os
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest

from budgetcli.cli import progress as module
from budgetcli.cli.progress import progress
from tests.conftest import Run


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    found = Screen()
    monkeypatch.setattr(module, "sys", SimpleNamespace(stderr=found))
    monkeypatch.setattr(module, "DELAY", 0.05)
    monkeypatch.setattr(module, "STEP", 0.02)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.setenv("BUDGETCLI_LANG", "ja")
    return found


def test_long_work_is_said_and_wiped_away(screen: Screen) -> None:
    with progress("progress.files") as tell:
        time.sleep(0.3)
        tell("progress.read", file="r6.yaml", number=2, count=7)
        time.sleep(0.3)

    said = screen.getvalue().split("\r")
    assert "資料を探している…" in said
    assert "2/7　r6.yamlを読んでい" in [text.rstrip() for text in said]
    assert said[-2:] == [" " * max(map(columns, said)), ""]


def columns(text: str) -> int:
    return len(text) + sum(character > "\u2000" for character in text)


def test_short_work_says_nothing(screen: Screen) -> None:
    with progress("progress.files"):
        pass

    assert screen.getvalue() == ""


def test_work_that_fails_is_wiped_away_too(screen: Screen) -> None:
    with suppress(TypeError), progress("progress.table"):
        time.sleep(0.3)
        time.sleep("long")  # type: ignore[arg-type]

    assert screen.getvalue().endswith("\r")


def test_a_dumb_terminal_is_told_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with progress("progress.files") as tell:
        tell("progress.table")
        time.sleep(0.3)

    assert screen.getvalue() == ""


def test_a_name_with_escapes_cannot_move_the_cursor(screen: Screen) -> None:
    with progress("progress.read", file="a\x1b[2Jb", number=1, count=1):
        time.sleep(0.3)

    assert "\x1b" not in screen.getvalue()


@pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")
def test_a_pipe_is_told_nothing(run: Run) -> None:
    assert run("list", "-f", "csv").err == ""
