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


@pytest.mark.parametrize("command", ["list", "diff", "total"])
def test_workbook_holds_formulas_of_its_own_alone(command: str, hostile: str, run: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    run(command, "-d", hostile, "-o", "out.xlsx")

    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx") for row in sheet for cell in row]
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert any("HYPERLINK" in text for text in texts)
    assert not [formula for formula in formulas if "HYPERLINK" in str(formula) or str(formula).endswith("(A1)")]


@pytest.mark.parametrize("file", ["report.html", "chart.svg"])
def test_page_and_picture_hold_no_script_of_a_book(file: str, hostile: str, run: Run, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    run("report" if file == "report.html" else "chart", "-d", hostile, "-o", file)

    text = (tmp_path / file).read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    assert not {character for character in text if character in "\x1b\x07\u202e\u2066"}


def test_imported_names_cannot_be_anything_but_text(run: Run, tmp_path: Path) -> None:
    names = ["- 甲: 乙", "!!python/object:os.system", "&a *a", "# 甲", "'\"|>", "null", "0x1F", "2024-01-01", "{甲: 1}"]
    rows = "".join(f'"{name}",{at}\n' for at, name in enumerate(names, start=1) if '"' not in name)
    (tmp_path / "names.csv").write_text(f"事業名,令和6年度（千円）\n{rows}", encoding="utf-8")
    run("import", "names.csv", "-o", "names.yaml")

    found = [row["name"] for row in json.loads(run("list", "-d", "names.yaml", "-f", "json").out)]
    assert found == [name for name in names if '"' not in name]


def test_errors_show_no_escape(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(f'year: "{ESCAPE}"\nitems: []\n', encoding="utf-8")

    err = run("list", "-d", "bad.yaml").err

    assert "year" in err
    assert "\x1b" not in err
