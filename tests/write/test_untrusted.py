"""Books from strangers: nothing of them is run, drawn or obeyed by what reads the output."""

import csv
import io
import json
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from budgetcli.read.book import read_book
from tests.cli.test_output import on_terminal
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
    '\\"><img src=x onerror=alert(1)>',
    "</title></style></svg></script>",
    "{{ 7*7 }} {% raw %}",
    "']; alert(1) // $(touch run) `touch run`",
    f"{ESCAPE}",
    f"{BIDI}",
]
EVIL = NAMES[8] + ESCAPE + BIDI
BOOK = (
    f'title: "{EVIL}"\norganisation: "{EVIL}"\nyear: r6\nunit: 億円\n'
    f'source: {{document: "{EVIL}", section: "{EVIL}", url: "javascript:alert(1)"}}\nitems:\n'
) + "".join(
    f'  - {{id: i{number}, name: "{name}", category: ["{name}", "{name}"], measure: "{name}", page: "{name}", '
    f'note: "{name}", quote: "{name}", current: {number + 1}, previous: 2}}\n'
    for number, name in enumerate(NAMES)
)
TABLE = "事業名,所管,令和6年度予算額(千円),令和5年度予算額(千円),備考\n"
COMMANDS = [
    *(f"list -f {form}" for form in ("table", "csv", "json", "markdown")),
    "diff", "total", "trend", "show i15", "show i14", "chart", "chart total", "chart trend",
    "check -d later.yaml --all", "check -d later.yaml --suggest", "check -d later.yaml --json",
]  # fmt: skip


def hidden(text: str) -> set[str]:
    """Return the characters of a text that move, hide or turn what a screen shows."""
    return {sign for sign in text if sign not in "\r\n" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")}


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    (tmp_path / "hostile.yaml").write_text(BOOK, encoding="utf-8")
    later = BOOK.replace("year: r6", "year: r7").replace('name: "', 'name: "甲').replace("id: i", "id: j")
    (tmp_path / "later.yaml").write_text(later, encoding="utf-8")
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


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_sends_a_terminal_what_it_would_obey(
    command: str, hostile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = on_terminal(*command.split(), "-d", hostile, NO_COLOR="1", PAGER="")

    assert "縦棒" in shown or "赤" in shown or "逆" in shown
    assert not hidden(shown)


class _Page(HTMLParser):
    """The tags of a page, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("options", [[], ["--alone"], ["-d", "later.yaml", "-y", "r5", "r6", "r7"]])
def test_page_has_our_script_alone_and_links_to_no_other(
    options: list[str], hostile: str, run: Run, tmp_path: Path
) -> None:
    assert run("report", "-d", hostile, *options, "-o", "page.html").code == 0
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    page.close()

    assert "<script>alert(1)</script>|縦棒" in page.said
    assert "{{ 7*7 }} {% raw %}" in page.said
    assert not hidden(text)
    assert [tag for tag, _ in page.tags if tag in ("script", "img", "iframe", "object", "base", "link")] == ["script"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [one for _, one in page.tags if "href" in one or "src" in one or "xlink:href" in one]


@pytest.mark.parametrize("command", ["list", "diff", "total"])
def test_workbook_holds_texts_and_no_formula_of_a_book(command: str, hostile: str, run: Run, tmp_path: Path) -> None:
    assert run(command, "-d", hostile, "-o", "book.xlsx").code == 0
    sheets = openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]

    assert [cell for cell in cells if cell.data_type == "s" and "HYPERLINK" in cell.value]
    assert not [formula for formula in formulas if not formula.startswith("=ROUND(")]
    assert not [cell for cell in cells if cell.hyperlink]
    assert not {sign for cell in cells for sign in hidden(str(cell.value))}


@pytest.mark.parametrize("shape", ["diff", "total", "trend"])
def test_picture_is_of_shapes_and_texts_alone(shape: str, hostile: str, run: Run, tmp_path: Path) -> None:
    assert run("chart", shape, "-d", hostile, "-o", "chart.svg").code == 0
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    parts = list(ElementTree.fromstring(text).iter())

    assert "<script>alert(1)</script>|縦棒" in "".join(part.text or "" for part in parts)
    assert not hidden(text)
    tags = {part.tag.rpartition("}")[2] for part in parts}
    assert tags <= {"svg", "g", "path", "text", "line", "rect", "defs", "tspan"}
    assert not [key for part in parts for key in part.attrib if key.startswith("on") or key.endswith("href")]


def test_photo_of_a_hostile_book_is_drawn(hostile: str, run: Run, tmp_path: Path) -> None:
    ran = run("chart", "-d", hostile, "-o", "chart.png")

    assert (ran.err, ran.code) == ("", 0)
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def spoken(text: str) -> str:
    """Return what stands in double quotes as YAML reads it."""
    return json.loads('"' + text.replace("\\e", "\\u001b").replace("\\a", "\\u0007") + '"')


@pytest.mark.parametrize(
    "text", [*NAMES, "&a *a", "!!python/object:os.system", "甲: 乙 # 丙", "null", "- 甲", "...", "---"]
)
def test_imported_book_says_the_text_and_hides_nothing(text: str, run: Run, tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(TABLE)
        csv.writer(file).writerow(["甲" + spoken(text), spoken(text), 10, 9, spoken(text)])

    ran = run("import", "t.csv", "-o", "t.yaml")

    assert ran.code == 0, ran.err
    assert not hidden((tmp_path / "t.yaml").read_text(encoding="utf-8"))
    book, problems = read_book(tmp_path / "t.yaml")
    assert problems == []
    assert book is not None
    [item] = book.items
    assert item.note == " ".join(spoken(text).split())


def test_imported_names_cannot_be_anything_but_text(run: Run, tmp_path: Path) -> None:
    names = ["- 甲: 乙", "!!python/object:os.system", "&a *a", "# 甲", "'\"|>", "null", "0x1F", "2024-01-01", "{甲: 1}"]
    rows = "".join(f'"{name}",{at}\n' for at, name in enumerate(names, start=1) if '"' not in name)
    (tmp_path / "names.csv").write_text(f"事業名,令和6年度（千円）\n{rows}", encoding="utf-8")
    run("import", "names.csv", "-o", "names.yaml")

    found = [row["name"] for row in json.loads(run("list", "-d", "names.yaml", "-f", "json").out)]
    assert found == [name for name in names if '"' not in name]


def test_draft_of_slides_hides_nothing(run: Run, tmp_path: Path) -> None:
    text = "".join(f"○{spoken(name)}\n{number}.5億円（５年度 2.1億円）\n\n" for number, name in enumerate(NAMES, 1))
    (tmp_path / "slides.txt").write_text(text, encoding="utf-8")

    ran = run("import", "slides.txt", "--year", "r6", "-o", "draft.yaml")

    assert ran.code == 0, ran.err
    assert not hidden((tmp_path / "draft.yaml").read_text(encoding="utf-8"))
    assert read_book(tmp_path / "draft.yaml").problems == []


def test_shell_is_offered_no_command_and_no_escape(hostile: str, run: Run) -> None:
    env = {"_BUDGETCLI_COMPLETE": "complete_bash", "COMP_WORDS": f"budgetcli show -d {hostile} ", "COMP_CWORD": "4"}
    out = run(env=env).out

    assert "-2+3" in out
    assert not hidden(out)
    assert "touch" not in out
    assert "<script" not in out


def test_errors_show_no_escape(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(f'year: "{ESCAPE}"\nitems: []\n', encoding="utf-8")

    err = run("list", "-d", "bad.yaml").err

    assert "year" in err
    assert "\x1b" not in err
