"""The page, in headless Chromium as its readers have it."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
BOOK = """\
organisation: みどり市
year: r6
unit: 億円
source: {document: 予算の概要, url: "https://example.org/yosan.pdf"}
items:
  - {name: 道路, category: 建設, page: 3, current: 3.0億円, previous: 2.0億円}
  - {name: 河川, category: 建設, page: 4, current: 4.0億円, previous: 5.5億円}
  - {name: 交付金, category: 総務, page: 9, current: 11.5億円の内数, previous: 5.8億円の内数}
  - {name: "<script>alert(1)</script>", category: 総務, page: 9, current: 0.2億円, previous: 新規}
"""


@pytest.fixture(params=["ja", "en"])
def page_file(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Path:
    (tmp_path / "r6.yaml").write_text(BOOK, encoding="utf-8")
    ran = run("report", "-d", "r6.yaml", "-o", "report.html", env={"BUDGETCLI_LANG": request.param})
    assert (ran.err, ran.code) == ("", 0)
    return tmp_path / "report.html"


@pytest.fixture
def opened(page_file: Path) -> Iterator[tuple[Any, list[str]]]:
    """Open the page; the list has what its console says and what it requests."""
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url != page_file.as_uri() else None)
        page.goto(page_file.as_uri())
        yield page, said
        browser.close()


def names(page: Any) -> list[str]:
    return [row.split("\n")[0] for row in page.locator("#items tbody tr:visible th").all_inner_texts()]


def test_page_says_nothing_and_requests_nothing(opened: tuple[Any, list[str]]) -> None:
    assert opened[1] == []


def test_nothing_of_a_book_is_read_as_html(page_file: Path) -> None:
    assert "<script>alert" not in page_file.read_text(encoding="utf-8")


def test_policy_forbids_all_but_the_pages_own_style_and_script(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")

    assert "default-src &#39;none&#39;" in text
    assert "unsafe" not in text
    assert " style=" not in text


def test_charts_have_their_text_as_text(page_file: Path) -> None:
    assert ">道路</text>" in page_file.read_text(encoding="utf-8")


def test_figures_are_linked_to_their_source_page(opened: tuple[Any, list[str]]) -> None:
    assert opened[0].locator("#items tbody a").first.get_attribute("href") == "https://example.org/yosan.pdf#page=3"


def test_search_and_filters_leave_the_rows_that_are_wanted(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened

    page.fill("#search", "河")
    assert names(page) == ["河川"]
    page.fill("#search", "")
    page.select_option("#category", "建設")
    assert names(page) == ["道路", "河川"]
    page.select_option("#status", "decreased")
    assert names(page) == ["河川"]
    assert "1" in page.inner_text("#count")


def test_columns_are_sorted_by_keyboard_with_unknown_figures_last(opened: tuple[Any, list[str]]) -> None:
    page, said = opened
    change = page.locator("#items thead button").nth(3)

    change.press("Enter")
    assert names(page) == ["道路", "<script>alert(1)</script>", "河川", "交付金"]
    change.press("Enter")
    assert names(page) == ["河川", "<script>alert(1)</script>", "道路", "交付金"]
    assert page.locator("#items thead th").nth(3).get_attribute("aria-sort") == "ascending"
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(scheme: str, opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.emulate_media(color_scheme=scheme)
    page.evaluate(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))

    found = page.evaluate("axe.run()")

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


def test_page_is_no_wider_than_a_phone(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.set_viewport_size({"width": 360, "height": 740})

    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_printed_page_of_a_long_table_has_its_head(run: Run, tmp_path: Path) -> None:
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright
    from pypdfium2 import PdfDocument

    items = "".join(
        f"  - {{name: road {number}, current: {number}.0億円, previous: 1.0億円}}\n" for number in range(400)
    )
    (tmp_path / "r6.yaml").write_text(f"year: r6\nunit: 億円\nitems:\n{items}", encoding="utf-8")
    run("report", "-d", "r6.yaml", "-o", "report.html", env={"BUDGETCLI_LANG": "en"})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.goto((tmp_path / "report.html").as_uri())
        page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
        browser.close()
    texts = [sheet.get_textpage().get_text_range() for sheet in PdfDocument(tmp_path / "report.pdf")]
    with_rows = [text for text in ("".join(text.split()) for text in texts) if "road1" in text]

    assert len(with_rows) > 2
    assert all("percent" in text for text in with_rows)


def test_without_script_the_whole_table_is_there(page_file: Path) -> None:
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(page_file.as_uri())
        assert page.locator("#items tbody tr").count() == 4
        assert not page.locator("#filters").is_visible()
        browser.close()


def test_one_year_alone_has_its_amounts_and_compares_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r6.yaml").write_text(BOOK, encoding="utf-8")
    assert run("report", "-d", "r6.yaml", "--alone", "-o", "one.html").code == 0
    text = (tmp_path / "one.html").read_text(encoding="utf-8")

    assert "区分ごとの額（億円）" in text
    assert "7.2<span>億円</span>" in text
    assert "増減" not in text


def test_several_years_are_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r6.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "r7.yaml").write_text(
        BOOK.replace("year: r6", "year: r7").replace("3.0億円", "9.0億円"), encoding="utf-8"
    )
    assert run("report", "-d", ".", "--year", "r5", "r6", "r7", "-o", "trend.html").code == 0
    text = (tmp_path / "trend.html").read_text(encoding="utf-8")

    assert "区分の推移（億円）" in text
    assert "年平均の増減率" in text
    assert "9.0" in text


def test_a_picture_of_long_figures_is_in_a_unit_that_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "r6.yaml").write_text(BOOK.replace("3.0億円", "3000億円"), encoding="utf-8")
    run("report", "-d", "r6.yaml", "--unit", "千円", "-o", "report.html")

    assert "増減の大きい事業（百万円）" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_other_endings_are_refused(run: Run) -> None:
    assert run("report", "-o", "report.pdf").code == 2
