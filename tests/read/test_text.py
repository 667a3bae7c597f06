"""Bytes into text, or a clear word on why not."""

from pathlib import Path

import pytest

from budgetcli.read import text
from budgetcli.read.text import read_text

BOOK = "title: 予算の概要をまとめたもの\nyear: r6\n"


def problem_of(path: Path) -> tuple[str, dict[str, str]]:
    found, problems = read_text(path)
    assert found == ""
    assert len(problems) == 1
    return problems[0].code, problems[0].params


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp932", "CP932"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-32-be", "UTF-32")],
)
def test_other_encoding_is_refused_and_named(encoding: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes(BOOK.encode(encoding))

    code, params = problem_of(path)

    assert code == "file-encoding"
    assert params["encoding"] == name


def test_place_of_the_first_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_bytes("title: 予算\nyear: ".encode() + b"\xff6\n")

    _, problems = read_text(path)

    assert (problems[0].places[0].line, problems[0].places[0].column) == (2, 7)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "nothing.yaml")[0] == "file-unreadable"


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert problem_of(tmp_path)[0] == "file-unreadable"


def test_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    with path.open("wb") as file:
        file.truncate(text.LARGEST + 1)

    assert problem_of(path)[0] == "file-too-large"
