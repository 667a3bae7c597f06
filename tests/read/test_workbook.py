"""Workbooks as offices make them: formats, formulas, merged and hidden cells, several sheets."""

import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.styles import Alignment

from budgetcli.domain.amount import Unit
from budgetcli.domain.year import FiscalYear
from budgetcli.read import foreign
from budgetcli.read.grid import read_grids
from budgetcli.read.importing import Imported
from budgetcli.read.tables import read_tables
from budgetcli.read.wanted import Wanted
from fuzz.targets import SHEET, packed

HEADINGS = ["款", "事業名", "令和6年度予算額（千円）", "前年度予算額（千円）"]


class Sheet:
    """A workbook of one sheet, or more."""

    def __init__(self, path: Path, *rows: list[Any]) -> None:
        self.path = path / "table.xlsx"
        self.book = Workbook()
        self.sheet: Any = self.book.active
        self.sheet.title = "一般会計"
        for row in rows or ([HEADINGS]):
            self.sheet.append(row)

    def imported(self, *sheets: str, hidden: bool = False, **wanted: Any) -> Imported:
        self.book.save(self.path)
        tables, problems = read_tables(self.path, Wanted(**wanted), sheets, hidden=hidden)
        assert problems == []
        return tables[0].imported

    def problems(self, *sheets: str, **wanted: Any) -> list[str]:
        self.book.save(self.path)
        tables, problems = read_tables(self.path, Wanted(**wanted), sheets)
        return [problem.code for problem in (*problems, *(p for table in tables for p in table.imported.problems))]


def scaled(path: Path, heading: str, number_format: str) -> Sheet:
    sheet = Sheet(path, ["事業名", heading], ["橋", 1234567])
    sheet.sheet["B2"].number_format = number_format
    return sheet


@pytest.mark.parametrize(
    ("heading", "number_format", "yen"),
    [
        ("令和6年度予算額(千円)", "#,##0,", 1_234_567),
        ("令和6年度予算額(百万円)", "#,##0,,", 1_234_567),
        ("令和6年度予算額(百万円)", "#,##0,", 1_234_567_000),
        ("令和6年度予算額(千円)", "#,##0", 1_234_567_000),
        ("令和6年度予算額", '#,##0,"千円"', 1_234_567),
    ],
)
def test_cell_that_shows_thousands_counts_as_it_holds(
    heading: str, number_format: str, yen: int, tmp_path: Path
) -> None:
    result = scaled(tmp_path, heading, number_format).imported()

    assert result.book.items[0].current.value == yen
    said = [notice.params["count"] for notice in result.notices if notice.code == "import.scaled"]
    assert said == ([1] if "," in number_format[5:] else [])


def test_cell_that_shows_thousands_under_a_heading_of_yen_is_asked_about(tmp_path: Path) -> None:
    sheet = scaled(tmp_path, "令和6年度予算額(円)", "#,##0,")

    assert sheet.problems() == ["cell-scaled"]
    assert sheet.imported(unit=Unit.円).book.items[0].current.value == 1_234_567


def test_formula_that_was_never_counted_is_an_error_with_its_cell(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", "=10+20", 30])
    sheet.book.save(sheet.path)
    tables, _ = read_tables(sheet.path, Wanted())

    (problem,) = tables[0].imported.problems
    assert (problem.code, problem.params["heading"]) == ("cell-formula", "C2 令和6年度予算額（千円）")
    assert problem.params["text"] == "=10+20"


def test_zero_of_a_program_that_counts_no_formulas_is_no_amount(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["事業名", "令和6年度予算額（千円）"])
        sheet.write_row(1, 0, ["広報"])
        sheet.write_formula(1, 1, "=10+20")
        sheet.write_row(2, 0, ["統計"])
        sheet.write_formula(2, 1, "=1+2", None, 3)
    tables, _ = read_tables(path, Wanted())

    assert [(p.code, p.places[0].line) for p in tables[0].imported.problems] == [("cell-formula", 2)]
    assert tables[0].imported.book.items[1].current.value == 3000


def test_category_merged_over_rows(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", 10, 9], [None, "統計", 20, 19], ["民生費", "保育", 30, 29])
    sheet.sheet.merge_cells("A2:A3")

    assert [item.category for item in sheet.imported().book.items] == [("総務費",), ("総務費",), ("民生費",)]


def test_amount_merged_over_items_is_an_error(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", 10, 9], [None, "統計", None, 19])
    sheet.sheet.merge_cells("C2:C3")

    assert sheet.problems() == ["cell-merged"]


def test_headings_merged_over_two_rows(tmp_path: Path) -> None:
    sheet = Sheet(
        tmp_path,
        ["令和6年度 主要事業"],
        ["款", "事業名", "予算額（千円）", None, "備考"],
        [None, None, "本年度", "前年度", None],
        ["総務費", "広報", 10, 9, None],
    )
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.sheet.merge_cells(area)
    book = sheet.imported().book

    assert (book.title, book.year) == ("令和6年度 主要事業", FiscalYear(2024))
    assert [(item.name, item.current.value, item.previous.value) for item in book.items] == [("広報", 10_000, 9_000)]


def test_hidden_rows_columns_and_sheets_are_passed_over_and_said(tmp_path: Path) -> None:
    sheet = Sheet(
        tmp_path, [*HEADINGS, "令和6年度要求額（千円）"], ["総務費", "広報", 10, 9, 12], ["款", "隠", 1, 1, 1]
    )
    sheet.sheet.row_dimensions[3].hidden = True
    sheet.sheet.column_dimensions["E"].hidden = True
    sheet.book.create_sheet("作業").sheet_state = "hidden"

    result = sheet.imported()

    assert [item.name for item in result.book.items] == ["広報"]
    said = {notice.code: notice.params["names"] for notice in result.notices if "skipped" in notice.code}
    assert said == {
        "import.skipped.hidden_rows": ("3",),
        "import.skipped.hidden_columns": ("E",),
        "import.skipped.hidden_sheets": ("作業",),
    }


def test_hidden_rows_are_read_when_asked_for(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", 10, 9], ["総務費", "隠", 1, 1])
    sheet.sheet.row_dimensions[3].hidden = True

    assert [item.name for item in sheet.imported(hidden=True).book.items] == ["広報", "隠"]


def two_sheets(path: Path) -> Sheet:
    sheet = Sheet(path, HEADINGS, ["総務費", "広報", 10, 9])
    other = sheet.book.create_sheet("特別会計")
    other.append(HEADINGS)
    other.append(["国保", "給付", 20, 19])
    sheet.book.create_sheet("表紙", 0)["A1"] = "予算の概要"
    return sheet


def test_one_of_several_sheets_with_tables_must_be_chosen(tmp_path: Path) -> None:
    sheet = two_sheets(tmp_path)

    assert sheet.problems() == ["sheets-several"]
    assert [item.name for item in sheet.imported("特別会計").book.items] == ["給付"]


def test_all_sheets_with_tables_make_a_book_each(tmp_path: Path) -> None:
    sheet = two_sheets(tmp_path)
    sheet.book.save(sheet.path)
    tables, problems = read_tables(sheet.path, Wanted(), ["*"])

    assert problems == []
    assert [(table.suffix, table.imported.book.source.section) for table in tables] == [
        ("一般会計", "一般会計"),
        ("特別会計", "特別会計"),
    ]
    assert any(notice.params.get("names") == ("表紙",) for notice in tables[0].imported.notices)


def test_name_of_a_sheet_may_say_the_year(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, ["事業名", "当初予算額（千円）"], ["広報", 10])
    sheet.sheet.title = "R6"
    other = sheet.book.create_sheet("令和5年度")
    other.append(["事業名", "当初予算額（千円）"])
    other.append(["広報", 9])
    sheet.book.save(sheet.path)
    tables, problems = read_tables(sheet.path, Wanted(), ["*"])

    assert problems == []
    assert [table.imported.book.year.code for table in tables] == ["r6", "r5"]


def test_sheet_without_a_table_is_passed_over_and_said(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", 10, 9])
    sheet.book.create_sheet("表紙", 0)["A1"] = "予算の概要"

    result = sheet.imported()

    assert [item.name for item in result.book.items] == ["広報"]
    assert [notice.params for notice in result.notices] == [{"names": ("表紙",)}]


def test_numbers_as_text_errors_dates_and_percents(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["款", "甲", "1,234", 0.5], ["款", "乙", "#REF!", date(2024, 4, 1)])
    sheet.sheet["D2"].number_format = "0%"
    sheet.sheet["C3"].data_type = "e"
    sheet.book.save(sheet.path)
    tables, _ = read_tables(sheet.path, Wanted())
    imported = tables[0].imported

    assert imported.book.items[0].current.value == 1_234_000
    assert [(p.code, p.params["text"]) for p in imported.problems] == [
        ("cell-unreadable", "50%"),
        ("cell-error", "#REF!"),
        ("cell-unreadable", "2024-04-01"),
    ]


def test_heading_that_is_a_number_or_a_date_with_a_format(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, ["（単位：千円）"], ["事業名", 6, date(2023, 4, 1)], ["広報", 10, 9])
    sheet.sheet["B2"].number_format = '"令和"0"年度"'
    sheet.sheet["C2"].number_format = '[$-411]ggge"年度"'
    book = sheet.imported().book

    assert (book.year, book.items[0].previous.value) == (FiscalYear(2024), 9_000)


def test_names_pushed_in_by_their_format_are_filed_under_the_row_that_sums_them(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS[1:], ["特別会計", 30, 20], ["国保", 20, 15], ["介護", 10, 5])
    sheet.sheet["A3"].alignment = sheet.sheet["A4"].alignment = Alignment(indent=1)
    result = sheet.imported()

    assert [(item.name, item.category) for item in result.book.items] == [
        ("国保", ("特別会計",)),
        ("介護", ("特別会計",)),
    ]
    assert result.left_out == {"branch": 1}


def test_formats_down_to_the_last_row_cost_nothing(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, HEADINGS, ["総務費", "広報", 10, 9])
    sheet.sheet.cell(1_048_576, 16_384).number_format = "#,##0"
    result = sheet.imported()

    assert result.rows == 1


def test_no_noise_of_counting_in_binary(tmp_path: Path) -> None:
    sheet = Sheet(tmp_path, ["事業名", "令和6年度（億円）"], ["橋", 0.1 + 0.2])

    assert sheet.imported().book.items[0].current.value == 30_000_000


KINDS = [
    (b"%PDF-1.7", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
    (b"\n<!DOCTYPE html><table><tr><td>", "html"),
    ("\ufeff<?xml version='1.0'?><Workbook/>".encode(), "xml"),
    (b'[{"name": 1}]', "json"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\x1f\x8b\x08", "archive"),
]


@pytest.mark.parametrize(("data", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_file_of_another_kind_is_named(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)

    (problem,) = read_grids(path)[1]
    assert (problem.code, problem.params["kind"].code) == ("file-kind", f"kind.{kind}")


@pytest.mark.parametrize(
    ("member", "kind"),
    [
        ("xl/workbook.bin", "xlsb"),
        ("content.xml", "ods"),
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("Index/Document.iwa", "numbers"),
        ("r6.csv", "archive"),
    ],
)
def test_packed_file_of_another_kind_is_named(member: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(member, "")

    assert read_grids(path)[1][0].params["kind"].code == f"kind.{kind}"


def test_workbook_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 100_000)
    monkeypatch.setattr(foreign, "LARGEST_UNPACKED", 99_999)

    assert read_grids(path)[1][0].params["kind"].code == "kind.bomb"


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("A2:A3", "A2:XFD1048576", "file-kind"),
        ("A2:A3", "A2:A1048576", "file-kind"),
        ("</sheetData>", FAR, ""),
        ("<sheetData>", '<cols><col min="1" max="2000000000" hidden="1"/></cols><sheetData>', "table-no-headings"),
        ('r="A2"', 'r="A99999999"', "file-unreadable"),
    ],
    ids=["merged-all", "merged-column", "far", "hidden", "beyond"],
)
def test_sheet_that_claims_vast_areas_takes_no_time(old: str, new: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(packed(SHEET.replace(old, new).encode()))
    start = time.process_time()

    problems = read_tables(path, Wanted())[1]

    assert not code or [problem.code for problem in problems] == [code]
    assert time.process_time() - start < 10


def test_more_cells_than_can_be_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(packed(SHEET.encode()))
    assert read_grids(path)[1] == []
    monkeypatch.setattr("budgetcli.read.workbook.MOST_CELLS", 5)

    assert read_grids(path)[1][0].params["kind"].code == "kind.bomb"


def test_rows_far_below_the_others_are_read_where_they_stand(tmp_path: Path) -> None:
    book = Workbook()
    for row, cells in ((1, ("事業名", "令和6年度予算額(円)")), (2, ("甲", 1)), (900_000, ("乙", 2))):
        for column, value in enumerate(cells, 1):
            book.worksheets[0].cell(row, column, value)
    book.save(tmp_path / "table.xlsx")

    (table,) = read_tables(tmp_path / "table.xlsx", Wanted())[0]

    assert [(item.name, item.page) for item in table.imported.book.items] == [("甲", "2行"), ("乙", "900000行")]


def test_text_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("事業名,令和6年度予算額(円)\n甲,1\n", encoding="utf-8")

    assert [problem.code for problem in read_tables(path, Wanted(), ["一般会計"])[1]] == ["sheet-none"]
