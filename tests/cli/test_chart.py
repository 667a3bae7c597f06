"""Pictures: in the terminal, as SVG and as PNG."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from budgetcli.write.problems import width
from tests.conftest import Golden, Run

BOOK = """\
organisation: みどり市
year: r6
unit: 億円
items:
  - {name: 道路, category: 建設, current: 3.0億円, previous: 2.0億円}
  - {name: 河川, category: 建設, current: 4.0億円, previous: 5.5億円}
  - {name: 交付金, category: 総務, current: 11.5億円の内数, previous: 5.8億円の内数}
  - {name: 広報, category: 総務, current: 0.2億円, previous: 新規}
"""
NARROW = {"COLUMNS": "80"}
PAIRS = (("建設", 3), ("総務", 5))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "r6.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


@pytest.mark.parametrize("shape", ["diff", "total", "trend"])
def test_chart_is_drawn_in_80_columns(shape: str, book: Path, run: Run, golden: Golden) -> None:
    out = run("chart", shape, "-d", book, env=NARROW).out

    assert max(map(width, out.splitlines())) <= 80
    golden(f"chart-{shape}.80.txt", out)


def test_amounts_that_are_a_grants_have_no_bar(book: Path, run: Run) -> None:
    assert "交付金" not in run("chart", "-d", book, env=NARROW).out


def test_bars_that_are_left_out_are_counted(book: Path, run: Run) -> None:
    assert "ほか2本は描いていない" in run("chart", "-d", book, "-n", "1", env=NARROW).out


@pytest.mark.parametrize("shape", ["diff", "total", "trend"])
def test_svg_has_its_text_as_text(shape: str, book: Path, run: Run, tmp_path: Path) -> None:
    ran = run("chart", shape, "-d", book, "-o", "chart.svg")

    texts = [node.text for node in ElementTree.parse(tmp_path / "chart.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert ran.code == 0
    assert ("道路" if shape == "diff" else "建設") in texts
    assert any("みどり市" in (text or "") for text in texts)


def test_falls_carry_the_minus_of_the_tables(book: Path, run: Run, tmp_path: Path) -> None:
    run("chart", "-d", book, "-o", "chart.svg")

    assert ">△1.5<" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_png_is_a_picture(book: Path, run: Run, tmp_path: Path) -> None:
    run("chart", "-d", book, "-o", "chart.png")

    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_other_endings_are_refused(book: Path, run: Run) -> None:
    ran = run("chart", "-d", book, "-o", "chart.gif")

    assert (ran.code, ".svg" in ran.err) == (2, True)


def test_items_of_one_name_keep_bars_of_their_own(run: Run, tmp_path: Path) -> None:
    items = "".join(
        f"  - {{name: 研修, category: {c}, current: {n}, previous: 1}}\n" for c, n in (("建設", 3), ("総務", 5))
    )
    (tmp_path / "r6.yaml").write_text("year: r6\nunit: 億円\nitems:\n" + items, encoding="utf-8")
    run("chart", "-d", "r6.yaml", "-o", "chart.svg")

    texts = [node.text for node in ElementTree.parse(tmp_path / "chart.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert {"研修（建設）", "研修（総務）", "+2", "+4"} <= set(texts)
