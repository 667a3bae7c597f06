"""Plain books are read as YAML reads them, or left to it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from budgetcli.domain.book import Book
from budgetcli.read.head import BookReader
from budgetcli.read.plain import plain_book
from budgetcli.write.book import book_text
from tests.conftest import SHIPPED
from tests.read.test_book import ONE, WHOLE

SHIPPED_TEXT = SHIPPED.read_text(encoding="utf-8")


def as_yaml(text: str) -> Book | None:
    """Return the book as the YAML reader has it; None where anything is wrong."""
    reader = BookReader(text, "book.yaml")
    book = reader.read()
    return None if reader.problems else book


def plainly(text: str) -> Book | None:
    """Return the book as read plainly, proved to be the one that YAML has."""
    book = plain_book(text, "book.yaml")
    assert book is None or repr(book) == repr(as_yaml(text))  # the last digits of amounts too
    return book


@pytest.mark.parametrize("text", [WHOLE, ONE, SHIPPED_TEXT], ids=["whole", "one", "shipped"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_books_are_read_plainly(text: str, newline: str) -> None:
    assert plainly(text.replace("\n", newline)) is not None


def test_what_the_program_writes_is_read_plainly() -> None:
    book = as_yaml(WHOLE)
    assert book is not None

    assert plainly(book_text(book, {1: ["見直し"]})) is not None


PLAIN = ONE + "  - name: 乙\n    current: 3\n    previous: 4\n"


@pytest.mark.parametrize(
    "lines",
    [
        "  - name: >\n      甲\n      丙\n    current: 1\n    previous: 2\n",
        "  # 見直し\n\n  - name: '丙'\n    # 印字のまま\n    current: 1 # 印字のまま\n    previous:\n",
        "  - {name: 丙, current: 1, previous: 2}\n",
        "  - name: 丁\n    supplementary: {r5: 3}\n    current: 1\n    previous: 2\n",
        "  -\n    name: 丙\n    current: 1\n    previous: 2\n  - name: 丁\n    current: 1\n    previous: 2",
        "  - name: 丙\n    category:\n    - 上\n    - 下\n    current: 1\n    previous: 2\n",
        "  - name: 丙\n    current: 1\n    previous: 2\n    note: |+\n      終\n\n\n",
        '  - name: 丙\n    category: [上, "下, 右"]\n    current: 1\n    previous: "2"\n...\n',
        "  - name: 丙\n     と丁\n    current: 1\n    previous: 2\n    quote: http://例\n",
    ],
)
def test_items_that_are_not_plain_are_read_as_yaml_among_plain_ones(lines: str) -> None:
    assert plainly(PLAIN + lines) is not None
    assert plainly(ONE + lines.removesuffix("...\n").rstrip("\n") + "\n  - name: 戊\n    current: 3\n    previous: 4\n")


@pytest.mark.parametrize(
    "text",
    [
        PLAIN + "    previous: 4\n",
        PLAIN + "note: 後\n",
        PLAIN + "...\n---\n",
        PLAIN + "  - name: 丙\n    current: 1\n",
        PLAIN + "  - name: 丙\n    current: 一寸\n    previous: 2\n",
        PLAIN + "  - name: 乙\n    current: 1\n    previous: 2\n",
        PLAIN.replace("乙", "乙\u2028"),
        PLAIN.replace("乙", "\t"),
        PLAIN.replace("name: 乙", 'name: "乙\n  - name: 丙"'),
        PLAIN.replace("unit", "items:\n  - name: 丙\nunit"),
        "- " + PLAIN,
        "{\n" + PLAIN,
    ],
)
def test_what_is_not_certain_is_left_to_the_yaml_reader(text: str) -> None:
    assert plainly(text) is None


HEAD_LINES = [
    *(
        "title: 予算",
        "title: 予算 # 注",
        "title:",
        "title: ",
        'title: "予算 # : 一"',
        "title: '予算'#注",
        "title:  予算  ",
    ),
    *(
        "organisation: みどり市",
        "organisation: null",
        "year: 令和七年度",
        "year: r5",
        "year: 5",
        "year:",
        "stage: 当初",
    ),
    *("stage: null", "stage: 一次", "previous_stage: initial", "unit: 千円", "unit: 円 # 単位", "unit: ~", "unit: 両"),
    *("count: 1", "count: 2", "count: 02", "count: ~", "note: 例:3 #注", "note: 例: 3", "note: http://例/#三 # 注"),
    *("note: |\n  長い\n  注", "note: 長い\n  注", "totals:\n  - {current: 1, previous: 1}", "source:", "source: 文書"),
    *(
        "source:\n  document: 文書\n  url: https://例/#3",
        "source: # 注\n  document: 文書",
        "source:\n    pages: 3\n  url: 例",
    ),
    *(
        "source: {document: 文書}",
        "source:\n  # 注\n\n  pages: 21-30 # 頁",
        "source:\n  pages: 3\n  pages: 4",
        "  pages: 3",
    ),
    *(
        "# 注",
        "",
        "   # 注",
        "---",
        "...",
        "nte: 注",
        '"note": 注',
        "note : 注",
        "source:\n  page: 3",
        "%YAML 1.1",
        "- 甲",
    ),
]
HEADS = [
    "year: r6\nunit: 億円\nitems:\n",
    "items: \n",
    "year: r6\nitems:\n\n  # 見直し\n",
    "year: r6\ncount: 2\nitems:\n",
]
KEYS = [
    "supplementary",
    "name",
    "category",
    "current",
    "previous",
    "page",
    "note",
    "formerly",
    "supplementary",
    "quote",
    "nme",
    '"name"',
]
# fmt: off
VALUES = [
    "甲", "乙", "乙 丙", "3.3億円", "△0.3", "-5", "- 5", "-", "新規", "前年度同額", "null", "~", "",
    " 3億円", "3億円  ",
    '"引用"', '"引 # : 用"', "'引用'", "''", '"', '"a\\n"', "[甲, 乙]", '["甲, 乙", 丙]', "[甲,乙]", "[]", "[甲", "[ ]",
    "{r5: 3億円}", "{r5: 3億円", "{r5: 3億円, ４年度: 新規}",
    "\n      r5: 3億円", "\n      ５年度: 3億円\n      r4: 2億円",
    "|", "|+", ">-", "&a 甲", "*a", "!!str 甲", "!甲", "甲: 乙", "甲:", "甲 # 注", "甲#注",
    "# 注", "? 甲", "?甲", ":甲",
    "%甲", "@甲", "`甲`", "<<", "=", "--- ", "...", "　", "\u3000甲", "甲\u3000", "5 円",
]
# fmt: on
STARTS = [
    "  - ",
    "    ",
    "  ",
    "",
    "      ",
    "- ",
    "  -",
    "   - ",
    "  - - ",
    "    - ",
    "    # ",
    " ",
    "  -\n    ",
    "\n",
    "? ",
]
ENDS = [
    "\n",
    "\n\n",
    "\r\n",
    " \n",
    "\n    ",
    "\n...\n",
    "\n---\n",
    "",
    "\r",
    "\t\n",
    "\n# 注\n",
    "\n  # 注\n",
    "\u2028",
]


def mostly(usual: str, others: list[str], times: int = 12) -> st.SearchStrategy[str]:
    return st.integers(0, times).flatmap(lambda at: st.sampled_from(others) if at == times else st.just(usual))


LINES = st.builds(
    lambda start, key, colon, value, end: f"{start}{key}{colon}{value}{end}",
    mostly("    ", STARTS),
    st.sampled_from(KEYS),
    mostly(": ", [":", " : ", "：", ":  ", ":\t", ":\n      "]),
    st.sampled_from(VALUES),
    mostly("\n", ENDS),
)
ITEMS = st.builds(
    lambda start, name, current, previous, end, lines: (
        f"{start}name: {name}\n    current: {current}\n    previous: {previous}{end}{''.join(lines)}"
    ),
    mostly("  - ", STARTS),
    mostly("事業", VALUES),
    mostly("1億円", VALUES),
    mostly("新規", VALUES),
    mostly("\n", ENDS),
    st.lists(LINES, max_size=1),
)


@given(
    st.sampled_from(HEADS),
    st.lists(ITEMS, min_size=1, max_size=4),
    mostly("", ["...\n", "...", "note: 後\n", "... # 終\n"]),
)
@settings(max_examples=400)
def test_any_lines_are_read_as_yaml_reads_them(head: str, items: list[str], tail: str) -> None:
    named = (item.replace("事業", f"事業{number}") for number, item in enumerate(items))

    plainly(head + "".join(named) + tail)


@given(st.lists(st.sampled_from(HEAD_LINES), max_size=4), st.integers(0, 5), st.sampled_from(["", "...\n", "... \n\n"]))
@settings(max_examples=400)
def test_any_head_is_read_as_yaml_reads_it(lines: list[str], place: int, tail: str) -> None:
    head = "".join(f"{line}\n" for line in [*lines[:place], "year: r6", *lines[place:]])

    plainly(f"{head}items:\n  - name: 甲\n    current: 1億円\n    previous: 新規\n{tail}")


SIGNS = "0159.,:-[]{}&*!|>'\"#%@`?~= \n\t\r新億円△年内数約（\u3000\u2028\ufeff\x00\x85\u202e①\\"


@given(
    st.sampled_from([WHOLE, PLAIN, SHIPPED_TEXT]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 1), st.text(SIGNS, max_size=2)), max_size=3),
)
@example(WHOLE, [])
@settings(max_examples=200)
def test_books_with_other_characters_are_read_as_yaml_reads_them(
    text: str, changes: list[tuple[int, int, str]]
) -> None:
    for place, taken, signs in changes:
        start = place % len(text)
        text = text[:start] + signs + text[start + taken :]

    plainly(text)
