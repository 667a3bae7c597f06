"""PDFs as documents: what is read from the file itself."""

from pathlib import Path

import pytest

from budgetcli.read.document import read_document
from tests.conftest import Run
from tests.paper import Paper, pdf

pytest.importorskip("pypdfium2")
SLIDE = Paper().write("協力隊の推進に要する経費", 20, 20).write("3.3億円", 300, 20).table([20, 200, 300], [40, 60, 80])
SLIDE.write("移住支援", 24, 44).write("500", 210, 44).write("定住支援", 24, 64).write("700", 210, 64)
TEXT = "協力隊の推進に要する経費   3.3億円\n\n移住支援\t500\n定住支援\t700"


def read(data: bytes, folder: Path) -> str:
    file = folder / "slides.pdf"
    file.write_bytes(data)
    text, problems = read_document(file)
    assert problems == []
    return text


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_however_it_is_turned(turned: int, tmp_path: Path) -> None:
    assert read(SLIDE.pdf(rotate=turned), tmp_path) == TEXT


def test_a_form_feed_parts_the_pages(tmp_path: Path) -> None:
    assert read(pdf([SLIDE, Paper().write("次の頁", 20, 20)]), tmp_path) == f"{TEXT}\f次の頁"


def test_a_table_drawn_inside_a_scaled_group_is_seen(tmp_path: Path) -> None:
    page = Paper().write("移住支援", 24, 44).write("500", 210, 44)
    page.drawn.append("q 2 0 0 2 0 0 cm")
    page.table([10, 100, 150], [270, 280])
    page.drawn.append("Q")
    assert read(page.pdf(), tmp_path) == "移住支援\t500"


def test_what_is_drawn_off_the_page_is_not_read(tmp_path: Path) -> None:
    assert read(Paper().write("予算額", 20, 20).write("下書き", 20, 900).pdf(), tmp_path) == "予算額"


def test_pages_without_letters_are_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "slides.pdf"
    file.write_bytes(pdf([Paper().write("○協力隊の推進　3.3億円（５年度 2.1億円）", 20, 20), Paper()]))
    result = run("import", str(file), "--year", "r6")
    assert "文字のないページ（画像の中の文字は読めません）: 2" in result.err


def test_letters_that_are_not_seen_are_left_out_where_others_are_seen(tmp_path: Path) -> None:
    page = Paper().write("予算額", 20, 20)
    page.drawn.append("3 Tr")
    assert read(page.write("隠し文字", 20, 60).pdf(), tmp_path) == "予算額"


def test_letters_laid_unseen_over_a_scan_are_read(tmp_path: Path) -> None:
    page = Paper()
    page.drawn.append("3 Tr")
    assert read(page.write("予算額", 20, 20).pdf(), tmp_path) == "予算額"


def test_rare_letters_beyond_the_first_plane_are_read(tmp_path: Path) -> None:
    assert read(Paper().write("𠮷野町", 20, 20).pdf(), tmp_path) == "𠮷野町"
