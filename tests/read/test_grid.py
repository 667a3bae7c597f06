"""Tables in the encodings and forms of downloads."""

import builtins
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from budgetcli.read.grid import Grid, _read_text, read_grids

TABLE = [["事業名", "令和6年度予算額（千円）"], ["道の駅の整備、改修", "1,234"], ["橋の\n補修", "△300"]]


def csv_text(delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in TABLE)


def read(path: Path) -> Grid:
    grids, problems = read_grids(path)
    assert problems == []
    return grids[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp"])
@pytest.mark.parametrize(("delimiter", "ending"), [(",", ".csv"), ("\t", ".tsv"), (";", ".csv")])
def test_text_table_is_read(encoding: str, delimiter: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"table{ending}"
    path.write_bytes(csv_text(delimiter).encode(encoding))

    grid = read(path)

    assert grid.rows == TABLE
    assert grid.lines == [1, 2, 3]


def test_encoding_and_delimiter_are_said(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(csv_text(",").encode("cp932"))

    assert read(path).form == "cp932, CSV"


def test_commas_of_figures_are_no_delimiters(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(
        "事業名\t令和6年度(円)\t令和5年度(円)\n道の駅\t1,234,567\t1,000\n橋\t2,345,678\t3,000\n", encoding="utf-8"
    )

    assert read(path).rows[1] == ["道の駅", "1,234,567", "1,000"]


def workbook(path: Path, cells: list[list[Any]], *titles: str) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for title in titles:
        book.create_sheet(title)
    for row in cells:
        (book[titles[-1]] if titles else sheet).append(row)
    book.save(path)


def test_workbook_is_read_with_the_digits_that_were_typed(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    workbook(path, [["事業名", "R6"], ["道の駅", 3.3], ["橋", 1234], ["図書館", None], ["港", 0.1]])

    assert read(path).rows == [["事業名", "R6"], ["道の駅", "3.3"], ["橋", "1234"], ["図書館", ""], ["港", "0.1"]]


def test_first_sheet_with_cells_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    workbook(path, [["事業名"]], "表紙", "一覧")

    assert read(path).form == "XLSX, 一覧"


def test_sheet_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    workbook(path, [["事業名"]])

    grids, problems = read_grids(path, ("一覧",))

    assert grids == []
    assert [problem.code for problem in problems] == ["sheet-unknown"]


def test_workbook_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.xlsx"
    workbook(path, [["事業名"]])
    known = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "budgetcli.read.workbook":
            raise ImportError(name)
        return known(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    assert [problem.code for problem in read_grids(path)[1]] == ["extra-missing"]


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"PK\x03\x04" + b"\0" * 100])
def test_broken_workbook_is_a_problem(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    path.write_bytes(data)

    assert [problem.code for problem in read_grids(path)[1]] == ["file-kind"]


def test_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert [problem.code for problem in read_grids(tmp_path / "none.csv")[1]] == ["file-unreadable"]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_problem(data: bytes) -> None:
    grid, problems = _read_text(Path("table.csv"), data)

    assert (grid is None) == bool(problems)
