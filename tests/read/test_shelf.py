"""Which files are meant."""

from pathlib import Path

from budgetcli.read.shelf import embedded, places, read_shelf
from tests.conftest import SHIPPED

BOOK = "year: r6\nitems: []\n"


def test_named_places_come_first(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()

    assert places([Path("a.yaml")], {"BUDGETCLI_DATA": "b"}, tmp_path) == [Path("a.yaml")]


def test_then_the_environment(tmp_path: Path) -> None:
    assert places([], {"BUDGETCLI_DATA": "a:b.yaml"}, tmp_path) == [Path("a"), Path("b.yaml")]


def test_then_the_folder_data_if_it_has_books(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert places([], {}, tmp_path) == [embedded()]

    (tmp_path / "data" / "r6.yaml").write_text(BOOK)
    assert places([], {}, tmp_path) == [Path("data")]


def test_then_the_shipped_books(tmp_path: Path) -> None:
    assert places([], {}, tmp_path) == [embedded()]
    assert (embedded() / "budgets_r6.yaml").read_bytes() == SHIPPED.read_bytes()


def test_folder_is_read_through_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/r6.yaml", "a.yml", ".git/x.yaml", "b/.r5.yaml", "note.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BOOK)

    reading = read_shelf([tmp_path])

    assert [Path(book.file).relative_to(tmp_path).as_posix() for book in reading.shelf.books] == ["a.yml", "b/r6.yaml"]
    assert reading.problems == []


def test_book_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BOOK)

    assert len(read_shelf([path, tmp_path, path]).shelf.books) == 1


def test_every_problem_of_every_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("year: x\n")
    (tmp_path / "empty").mkdir()
    (tmp_path / "b.csv").write_text("")

    reading = read_shelf([tmp_path / "a.yaml", tmp_path / "empty", tmp_path / "b.csv", tmp_path / "none.yaml"])

    found = {problem.code for problem in reading.problems}
    assert found == {"year-unreadable", "key-missing", "folder-empty", "file-not-book", "file-unreadable"}
