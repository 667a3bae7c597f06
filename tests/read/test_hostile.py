"""Any text and any bytes are a book or problems, in bounded time, never an exception."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetcli.read.book import parse_book, read_book
from tests.conftest import SHIPPED

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


def test_every_byte_flipped(tmp_path: Path) -> None:
    data = SHIPPED.read_bytes()
    path = tmp_path / "book.yaml"
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x20]) + data[place + 1 :])
        book, problems = read_book(path)
        assert book is not None or problems


def test_shipped_book_cut_at_any_byte_is_refused_or_the_same(tmp_path: Path) -> None:
    data = SHIPPED.read_bytes()
    path = tmp_path / "book.yaml"
    path.write_bytes(data)
    whole = read_book(path).book
    for end in random.Random(6).sample(range(len(data)), 400):
        path.write_bytes(data[:end])
        book, problems = read_book(path)
        assert problems or book == whole, data[:end][-40:]


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
        HEAD + "  - {name: " + "あ" * 5_000_000 + ", current: 1, previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "9" * 1_000_000 + ", previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "1億" * 100_000 + "円, previous: 1}\n",
        HEAD + "  - {name: 甲, current: " + "(" * 10_000 + ", previous: 1}\n",
        HEAD + "  - 甲\n" * 200_000,
        HEAD + "  - {name: 甲\0乙, current: 1, previous: 1}\n",
        HEAD + "  - {name: 甲\ud800乙, current: 1, previous: 1}\n",
    ],
    ids=["aliases", "nested", "open", "name", "digits", "terms", "brackets", "entries", "nul", "surrogate"],
)
def test_bomb_is_refused_in_time(text: str) -> None:
    start = time.process_time()

    _, problems = parse_book(text, "book.yaml")

    assert problems
    assert time.process_time() - start < 10
