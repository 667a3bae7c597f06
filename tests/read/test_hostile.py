"""Any text and any bytes are a book or problems, in bounded time, never an exception."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetcli.read.book import parse_book, read_book
from budgetcli.read.document import read_document
from fuzz.targets import TARGETS
from tests.conftest import ROOT, SHIPPED

TEXT = SHIPPED.read_text(encoding="utf-8")
SIGNS = "0123456789.,:-[]{}&*!|>'\"#%@`?~ \n\t新規億円△年度内数約+（）\u3000\u2028\ufeff\x00\x1b\u202e①"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    book, problems = parse_book(text, "book.yaml")

    assert book is not None or problems


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.sampled_from(SIGNS)), max_size=8))
@settings(max_examples=60)
def test_shipped_book_with_other_characters(changes: list[tuple[int, str]]) -> None:
    text = TEXT
    for place, sign in changes:
        text = text[:place] + sign + text[place + 1 :]

    book, problems = parse_book(text, "book.yaml")

    assert book is not None or problems


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_every_byte_flipped(bit: int, tmp_path: Path) -> None:
    data = SHIPPED.read_bytes()
    path = tmp_path / "book.yaml"
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        book, problems = read_book(path)
        assert book is not None or problems


def test_shipped_book_cut_at_any_byte_is_refused_or_the_same(tmp_path: Path) -> None:
    data = SHIPPED.read_bytes()
    path = tmp_path / "book.yaml"
    path.write_bytes(data)
    whole = read_book(path).book
    for end in range(len(data)):
        path.write_bytes(data[:end])
        book, problems = read_book(path)
        assert problems or book == whole, data[:end][-40:]


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-16-be", "iso2022_jp_2004", "gb18030"])
def test_book_in_another_encoding_is_refused_wherever_it_is_cut(encoding: str, tmp_path: Path) -> None:
    data = TEXT.replace("−", "-").encode(encoding, "replace")
    path = tmp_path / "book.yaml"
    for end in range(1, len(data) + 1, 11):
        path.write_bytes(data[:end])
        assert read_book(path).problems, data[:end][-40:]


HEAD = "year: r6\nunit: 億円\nitems:\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        HEAD + "  - {name: " + "[" * 100 + "]" * 100 + ", current: 1, previous: 1}\n",
        HEAD + "  - {name: " + "[" * 20_000 + "\n",
        HEAD + "  -" + " -" * 20_000 + " 甲\n",
        HEAD + "".join(" " * (depth + 2) + "- a:\n" for depth in range(0, 2000, 2)),
        HEAD + "  -    previous: 2.1\n",
        HEAD + "  - {name: " + "あ" * 5_000_000 + ", current: 1, previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "9" * 1_000_000 + ", previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "1億" * 100_000 + "円, previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "(" * 10_000 + ", previous: 1}\n",
        HEAD + "  - 甲\n" * 200_000,
        HEAD + "  - {name: 甲\0乙, current: 1, previous: 1}\n",
        HEAD + "  - {name: 甲\ud800乙, current: 1, previous: 1}\n",
    ],
    ids=[
        "aliases",
        "nested",
        "open",
        "dashes",
        "deep",
        "gap",
        "name",
        "digits",
        "terms",
        "brackets",
        "entries",
        "nul",
        "surrogate",
    ],
)
def test_bomb_is_refused_in_time(text: str) -> None:
    start = time.process_time()

    _, problems = parse_book(text, "book.yaml")

    assert problems
    assert time.process_time() - start < 10


READING = """
import sys
from pathlib import Path
from budgetcli.read.book import read_book
print([problem.code for problem in read_book(Path(sys.argv[1])).problems])
"""
LONG = 50_000_000
"""Bytes of a scalar."""
MOST_SECONDS, MOST_BYTES = 10, 2 << 30
"""What reading the longest one may take, in a process of its own."""


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}  - {{name: {'あ' * (LONG // 3)}, current: 1, previous: 1}}\n",
        f"{HEAD}  - name: >\n{('      ' + 'あ' * 30 + chr(10)) * (LONG // 97)}    current: 1\n    previous: 1\n",
        f"title: {'a' * LONG}\n{HEAD}  - {{name: 甲, current: 1, previous: 1}}\n",
        f"{HEAD}  - name: 甲\n    current: {'1' * LONG}\n    previous: 1\n",
        f"# {'a' * LONG}\n{HEAD}  - {{name: 甲, current: 1}}\n",
    ],
    ids=["name", "folded", "title", "amount", "comment"],
)
def test_scalar_of_50_megabytes_is_refused_in_10_seconds_and_2_gigabytes(text: str, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    done = subprocess.run(
        [sys.executable, "-c", READING, str(path)],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES)),
        capture_output=True,
        text=True,
        check=False,
    )

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.strip() not in ("", "[]")
    assert after.ru_utime - before.ru_utime < MOST_SECONDS


HEADINGS = "事業名,令和6年度予算額(千円)\n"
MANY = 5_000
LONG_TEXTS = {
    "lines": ("slides", "○甲事業の推進 3.3億円（5年度 2.1億円）\n" * MANY),
    "table": ("slides", "（単位：千円）\n事業名 令和5年度 令和6年度\n" + "甲 1 2\n" * MANY),
    "names": ("slides", "○甲の支援\n" * MANY),
    "name": ("slides", "甲" * 20 * MANY + " 3.3億円"),
    "figures": ("slides", "1,000 " * MANY),
    "digits": ("slides", "1" * 20 * MANY + "億円"),
    "numerals": ("slides", "一二三千百" * MANY + "億円"),
    "brackets": ("slides", "○甲 " + "(" * 20 * MANY),
    "spaces": ("slides", "○甲" + " " * 20 * MANY + "3億円"),
    "pages": ("slides", "\f" * 20 * MANY + "甲 3億円"),
    "columns": ("table", HEADINGS[:-1] + ",x" * MANY + "\n甲,1" + ",y" * MANY + "\n"),
    "years": ("table", "令和6年度," * MANY + "\n" + "1," * MANY + "\n"),
    "rows": ("table", HEADINGS + "".join(f"甲{number},{number}\n" for number in range(4 * MANY))),
    "alike": ("table", HEADINGS + "甲,1\n" * 4 * MANY),
    "quoted": ("table", f'{HEADINGS}"{"甲" * 20 * MANY}",1\n'),
    "figure": ("table", HEADINGS + "甲," + "9" * 20 * MANY + "\n"),
}


@pytest.mark.parametrize("case", LONG_TEXTS)
def test_long_text_is_imported_or_refused_in_10_seconds(case: str) -> None:
    target, text = LONG_TEXTS[case]
    start = time.process_time()

    TARGETS[target](text.encode())

    assert time.process_time() - start < MOST_SECONDS


def test_document_of_more_than_64_mebibytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slides.txt"
    path.write_text("○甲 3億円\n", encoding="utf-8")
    monkeypatch.setattr("budgetcli.read.document.LARGEST", 10)

    assert [problem.code for problem in read_document(path)[1]] == ["file-too-large"]


def test_table_in_any_encoding_is_read_or_refused_wherever_it_is_cut() -> None:
    text = HEADINGS + "".join(f"移住・定住の促進{number},{number}\n" for number in range(10))
    for encoding in ("cp932", "euc_jp", "utf-16", "utf-16-be", "utf-8-sig"):
        data = text.encode(encoding)
        for end in range(len(data)):
            TARGETS["table"](data[:end])
            TARGETS["table"](data[:end] + bytes([data[end] ^ 0x20]) + data[end + 1 :])
