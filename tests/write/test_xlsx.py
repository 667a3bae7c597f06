"""Excel workbooks: numbers, live formulas, notes."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from budgetcli.domain.amount import Unit
from budgetcli.domain.lines import Lines
from budgetcli.report.diff import diff
from budgetcli.report.listing import listing
from budgetcli.report.sums import Options
from budgetcli.report.table import Role, Table
from budgetcli.report.total import By, totals
from budgetcli.report.trend import Options as TrendOptions
from budgetcli.report.trend import trend
from budgetcli.words import load_words
from budgetcli.write import xlsx
from budgetcli.write.registry import Style
from tests.books import lines_of
from tests.cli.test_output import on_terminal
from tests.conftest import ROOT, Run

ITEMS = """
name: 道路, category: 建設, page: 3, current: 3.3億円, previous: 2.1億円
name: 河川, category: 建設, current: 1.25億円, previous: 新規
name: うち護岸, category: 建設, part_of: 河川, current: 0.4億円, previous: 0.1億円
name: 交付金, category: 総務, current: 11.5億円の内数, previous: 5.8億円の内数
name: 基金, category: 総務, current: 事項要求, previous: 1.0億円
name: 返還, category: 総務, current: △0.3億円, previous: 0.9億円
name: =HYPERLINK("https://example.org"), category: 総務, current: 0億円, previous: 7.0億円, note: "+1"
"""


def book_of(table: Table) -> bytes:
    return xlsx.render(table, Style(load_words("ja")))


def sheet_of(path: Path, *, values: bool = False) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(path, data_only=values).worksheets[0]


@pytest.fixture
def table() -> Table:
    return diff(lines_of(ITEMS), Options(Unit.億円))


@pytest.fixture
def path(table: Table, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(table))
    return path


def column(sheet: openpyxl.worksheet.worksheet.Worksheet, title: str) -> list[object]:
    found = next(cells for cells in sheet.iter_cols(min_row=2) if str(cells[0].value).startswith(title))
    return [cell.value for cell in found[1:]]


def test_amounts_are_numbers_and_shares_cannot_be_summed(path: Path) -> None:
    assert column(sheet_of(path), "令和6年度") == [3.3, 1.25, 0.4, "内数 11.5", None, -0.3, 0, "=ROUND(SUM(K3:K9),2)"]


def test_number_format_carries_the_printed_digits_and_the_minus_of_the_tables(path: Path) -> None:
    formats = [cell.number_format for cell in next(sheet_of(path).iter_cols(min_col=4, max_col=4, min_row=3))]

    assert formats[:2] == ["#,##0.0;[Red]△#,##0.0;0.0", "#,##0.00;[Red]△#,##0.00;0.00"]


def test_names_are_never_formulas(path: Path) -> None:
    name = next(row[0] for row in sheet_of(path).iter_rows(min_row=3) if str(row[0].value).startswith("=HYPER"))

    assert name.value == '=HYPERLINK("https://example.org")'
    assert b"<f>HYPERLINK" not in _sheet_xml(path)


def _sheet_xml(path: Path) -> bytes:
    return zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")


def test_notes_are_comments(path: Path) -> None:
    comments = [row[0].comment.text for row in sheet_of(path).iter_rows(min_row=3) if row[0].comment]

    assert "内数" in comments
    assert "河川" in "".join(comments)


def test_header_is_frozen_and_filtered_and_printed_on_every_page(path: Path) -> None:
    sheet = sheet_of(path)

    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref == "A2:K9"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )


def test_second_sheet_says_what_the_figures_are(path: Path) -> None:
    text = "\n".join(str(row[1].value) for row in openpyxl.load_workbook(path).worksheets[1].iter_rows())

    for part in ("みどり市", "億円", "予算", "四捨五入", "合計に含まない"):
        assert part in text


def test_yen_beyond_the_digits_of_a_spreadsheet_stay_text(tmp_path: Path) -> None:
    table = diff(lines_of("name: 国債, current: 1234567890123456円, previous: 1円"), Options(Unit.円))
    (tmp_path / "big.xlsx").write_bytes(book_of(table))

    assert column(sheet_of(tmp_path / "big.xlsx"), "令和6年度")[0] == "1,234,567,890,123,456"


def test_total_of_the_first_rows_is_no_formula(tmp_path: Path) -> None:
    table = diff(
        lines_of("name: 道路, current: 3, previous: 2\nname: 橋, current: 1, previous: 2"), Options(Unit.億円, limit=1)
    )
    (tmp_path / "some.xlsx").write_bytes(book_of(table))

    assert column(sheet_of(tmp_path / "some.xlsx"), "令和6年度") == [3, 4]


def recalculated(path: Path, folder: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    """Return the sheet with every formula recalculated by LibreOffice: the stored results are taken out first."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    source = folder / "bare" / path.name
    source.parent.mkdir()
    openpyxl.load_workbook(path).save(source)  # which keeps formulas and forgets their results
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder / "done"), str(source)], check=True, capture_output=True, timeout=120
    )
    return sheet_of(folder / "done" / path.name, values=True)


FIGURES = ("r5", "r6", "change", "change_pct", "yearly_pct")
TABLES: dict[str, Callable[[Lines], Table]] = {
    "list": lambda lines: listing(lines, Options(Unit.億円, by_category=True)),
    "diff": lambda lines: diff(lines, Options(Unit.億円)),
    "total": lambda lines: totals(lines, Options(Unit.億円)),
    "trend": lambda lines: trend(lines, TrendOptions(Unit.億円)),
    "trend by category": lambda lines: trend(lines, TrendOptions(Unit.億円, By.CATEGORY)),
}


def figures(table: Table) -> list[list[Decimal]]:
    keys = [index for index, one in enumerate(table.columns) if one.key in FIGURES]
    rows = [row for row in table.rows if row.role not in (Role.GROUP, Role.SUBTOTAL)]
    return [[cell for at in keys if isinstance(cell := row.cells[at], Decimal)] for row in rows]


@pytest.mark.filterwarnings("ignore:Sparkline Group")
@pytest.mark.parametrize("name", TABLES)
def test_recalculated_by_libreoffice_it_shows_the_figures_of_the_report(name: str, tmp_path: Path) -> None:
    table = TABLES[name](lines_of(ITEMS))
    path = tmp_path / "book.xlsx"
    path.write_bytes(book_of(table))
    sheet = recalculated(path, tmp_path)
    titles = ["".join(str(cell.value).split()) for cell in sheet[2]]
    wanted = [at for at, title in enumerate(titles) if title.startswith(("令和", "増減", "年平均"))]
    is_percent = {at for at in wanted if titles[at].endswith("率")}
    shown = [
        [
            Decimal(repr(row[at].value)) * (100 if at in is_percent else 1)
            for at in wanted
            if isinstance(row[at].value, (int, float))
        ]
        for row in sheet.iter_rows(min_row=3)
    ]

    assert shown == figures(table)


@pytest.mark.filterwarnings("ignore:Sparkline Group")
def test_trend_has_the_formulas_of_each_rows_own_ends(tmp_path: Path) -> None:
    table = trend(lines_of(ITEMS), TrendOptions(Unit.億円))
    (tmp_path / "trend.xlsx").write_bytes(book_of(table))

    assert str(column(sheet_of(tmp_path / "trend.xlsx"), "増減額")[0]).startswith("=ROUND(")


def test_ending_says_the_format(run: Run, tmp_path: Path) -> None:
    assert run("total", "-o", "total.xlsx").code == 0
    assert column(sheet_of(tmp_path / "total.xlsx"), "令和6年度")[-1] == "=ROUND(SUM(D3:D9),1)"


def test_workbook_goes_down_a_pipe_but_not_to_a_screen() -> None:
    assert "-o" in on_terminal("list", "-f", "xlsx")


def test_without_the_extra_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ModuleNotFoundError", encoding="utf-8")
    ran = run("list", "-o", "out.xlsx", env={"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])})

    assert (ran.code, (tmp_path / "out.xlsx").exists()) == (1, False)
    assert "'.[xlsx]'" in ran.err
