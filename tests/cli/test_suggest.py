"""`check --suggest` and `--apply`: what is written into a user's file, and what is left as it was."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetcli.cli.failure import Failure
from budgetcli.cli.suggest import apply
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.suggest import suggest
from budgetcli.read.book import parse_book
from budgetcli.read.shelf import read_shelf
from budgetcli.read.spots import item_spots
from budgetcli.write.edit import key_line, with_lines
from tests.books import HEAD
from tests.conftest import Run

BEFORE = HEAD.format(year="r5") + "  - {name: 旧称, category: 甲, previous: 1, current: 12.34}\n"
AFTER = """\
# 令和6年度

year: r6   # 年度
unit: 億円
organisation: みどり市
title: 予算
items:
  # 始めの事業
  - name: '新称'   # 改称
    category: 甲
    current: 3.3
    previous: 12.34   # 前年度欄

    note: |
      二行の
      注
"""


def write(folder: Path, after: str = AFTER) -> Path:
    (folder / "r5.yaml").write_text(BEFORE)
    path = folder / "r6.yaml"
    path.write_bytes(after.encode())
    return path


def test_proposal_is_ready_to_paste(run: Run, tmp_path: Path) -> None:
    write(tmp_path)

    ran = run("check", ".", "--suggest")

    assert ran.out.splitlines() == [
        "# r6.yaml:9 新称 ← r5.yaml:6 旧称（前年度の額が一致、名前の似かた33%）",
        "    formerly: 旧称",
    ]
    assert ran.code == 0


def test_nothing_to_propose_is_silence(run: Run) -> None:
    assert run("check", "--suggest").out == ""


def test_applied_proposal_is_one_line_more(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path)

    ran = run("check", ".", "--apply")

    assert ran.out == "r6.yaml: formerly を1件書きました\n"
    assert path.read_text() == AFTER.replace("   # 前年度欄\n", "   # 前年度欄\n    formerly: 旧称\n")
    assert run("check", ".", "--apply").out == ""
    assert run("check", ".").code == 0


@pytest.mark.parametrize(
    ("item", "edited"),
    [
        ("  - {name: 新称, category: 甲, current: 3, previous: 12.34}\n", "previous: 12.34, formerly: 旧称}\n"),
        (
            "  - {name: 新称, category: 甲, current: 3, previous: 12.34, note: 注}\n",
            "12.34, formerly: 旧称, note: 注}\n",
        ),
        ("- name: 新称\n  category: 甲\n  current: 3\n  previous: 12.34", "12.34\n  formerly: 旧称\n"),
        (
            "  -\n    name: 新称\n    category: [甲]\n    previous: 12.34\n    current:\n",
            "current:\n    formerly: 旧称\n",
        ),
        (
            "  - name: 新称\n    previous: 12.34\n    current: 3\n    category:\n      - 甲\n",
            "      - 甲\n    formerly: 旧称\n",
        ),
        (
            (
                '  - name: 新称\n    previous: 12.34\n    current: 3\n    category: "甲"\n'
                '    measure: "長い\n      名"\n    quote: 甲\n'
            ),
            '    measure: "長い\n      名"\n    formerly: 旧称\n    quote: 甲\n',
        ),
        (
            (
                "  - name: 新称\n    previous: 12.34\n    category: 甲\n    current: 3\n"
                "    measure: |\n      施策\n    note: 注\n"
            ),
            "      施策\n    formerly: 旧称\n    note: 注\n",
        ),
        (
            "  - name: 新称\n    category: 甲\n    current: 3\n    previous: 12.34 # 注\n...\n",
            "previous: 12.34 # 注\n    formerly: 旧称\n...\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_any_layout_is_kept(item: str, edited: str, newline: str, mark: str, tmp_path: Path) -> None:
    head = mark + HEAD.format(year="r6")
    path = write(tmp_path, (head + item).replace("\n", newline))

    (edit,) = apply(suggest(read_shelf([tmp_path]).shelf))

    text = path.read_bytes().decode()
    assert edit.entries == 1
    assert text.replace("\r\n", "\n").endswith(edited)
    assert ("\r\n" in text) == (newline == "\r\n")
    assert not re.search("[^\r]\n", text) or newline == "\n"
    assert text.startswith(mark)


def test_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path)
    found = suggest(read_shelf([tmp_path]).shelf)
    path.write_text(AFTER.replace("3.3", "3.4"))

    with pytest.raises(Failure) as failure:
        apply(found)

    assert [problem.code for problem in failure.value.problems] == ["file-changed"]
    assert path.read_text() == AFTER.replace("3.3", "3.4")


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12
).filter(lambda text: text.strip() == text and text.strip())


@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from([AFTER, BEFORE]))
def test_any_words_come_back_as_they_were_written(values: list[str], text: str) -> None:
    (spot,) = item_spots(text).values()
    edited = with_lines(text, {spot.offset: key_line(text, spot.offset, spot.indent, "formerly", values)})

    book = parse_book(edited, "r6.yaml").book

    assert book is not None
    assert book.items[0].formerly == tuple(values)


def test_eight_years_of_the_national_budget(run: Run, shared: Path, tmp_path: Path) -> None:
    assert run("import", *sorted((shared / "data" / "mof").glob("*.csv")), "-o", tmp_path).code == 0
    before = {path: path.read_text().splitlines() for path in tmp_path.glob("*.yaml")}

    assert run("check", tmp_path, "--apply").code == 0

    for path, lines in before.items():
        after = path.read_text().splitlines()
        assert [line for line in after if not line.startswith("    formerly: ")] == lines
    assert run("check", tmp_path, "--only", "formerly").code == 0


def test_shelf_of_one_book_has_nothing_to_propose() -> None:
    book = parse_book(AFTER, "r6.yaml").book
    assert book is not None
    assert suggest(Shelf((book,))) == []
