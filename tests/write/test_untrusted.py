"""Books from strangers: nothing of them is run, drawn or obeyed by what reads the output."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

ESCAPE = "\\e[31m赤\\e]8;;https://example.jp\\a"
BIDI = "\\u202e逆\\u2066"
NAMES = [
    '=HYPERLINK(\\"x\\")',
    "+SUM(A1)",
    "-2+3",
    "@cmd",
    " =1+1",
    "＝1+1",
    "\\t=1+1",
    "[bold]太字[/bold] [/] :100:",
    "<script>alert(1)</script>|縦棒",
    "![画像](x) `符号` **強調**",
    f"{ESCAPE}",
    f"{BIDI}",
]
BOOK = "year: r6\nunit: 億円\nitems:\n" + "".join(
    f'  - {{id: i{number}, name: "{name}", category: "{name}", note: "{name}", current: 1, previous: 2}}\n'
    for number, name in enumerate(NAMES)
)


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    (tmp_path / "hostile.yaml").write_text(BOOK, encoding="utf-8")
    return "hostile.yaml"


@pytest.mark.parametrize("command", ["list", "diff", "total"])
def test_terminal_gets_no_escape_and_no_hidden_direction(command: str, hostile: str, run: Run) -> None:
    out = run(command, "-d", hostile).out

    assert not {character for character in out if character in "\x1b\x07\u202e\u2066"}
    assert "[bold]太字[/bold] [/] :100:" in out


@pytest.mark.parametrize("command", ["list", "diff", "total"])
def test_spreadsheet_runs_no_cell(command: str, hostile: str, run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run(command, "-d", hostile, "-f", "csv").out)))
    texts = [cell for row in rows[1:] for cell in row if not cell.lstrip("-").replace(".", "").isdigit()]

    assert texts
    assert not [text for text in texts if text.lstrip().startswith(("=", "+", "-", "@", "＝"))]


def test_markdown_table_keeps_its_columns_and_holds_no_html(hostile: str, run: Run) -> None:
    lines = [line for line in run("list", "-d", hostile, "-f", "markdown").out.splitlines() if line.startswith("|")]

    assert len({line.replace("\\|", "").count("|") for line in lines}) == 1
    assert not [line for line in lines if "<script" in line or "![" in line.replace("!\\[", "")]


def test_json_is_json(hostile: str, run: Run) -> None:
    rows = json.loads(run("list", "-d", hostile, "-f", "json").out)

    assert rows[0]["name"] == '=HYPERLINK("x")'
    assert len(rows) == len(NAMES)


def test_errors_show_no_escape(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(f'year: "{ESCAPE}"\nitems: []\n', encoding="utf-8")

    err = run("list", "-d", "bad.yaml").err

    assert "year" in err
    assert "\x1b" not in err
