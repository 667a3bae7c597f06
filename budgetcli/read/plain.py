"""Books in the plain shape that most have: one key to a line, read without going through YAML.

Whatever is not certain to be read as YAML reads it is left to the YAML reader: an item that is not plain,
alone; a text in which anything is wrong, whole. So a plain book is never another book, and problems have one home.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import StreamEndEvent

from budgetcli.domain.amount import UNPRINTED, Amount, Unreadable, parse_amount
from budgetcli.domain.book import Book, Item
from budgetcli.domain.problem import Problem
from budgetcli.read.events import LONGEST_TEXT, NULLS, event_source
from budgetcli.read.head import BookReader
from budgetcli.read.item import ItemReader, item_of

LIST = re.compile(r"^items: *\n(?: *(?:#[^\n]*)?\n)*(?=( *)- )", re.MULTILINE)
"""What stands before the first dash of the list of items."""
END = re.compile(r"\n\.\.\.[ \n]*\Z")
STRANGE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML refuses, ends lines at, or takes for a mark of byte order; and tabs."""
FIRST = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""
"""What begins an unquoted scalar and nothing else."""
SCALAR = re.compile(rf"""-?{FIRST}[^:#\n]*(?<! )|"([^"\\\n]*)"|'([^'\n]*)'""")
"""A scalar on one line: unquoted without a colon or number sign, or in quotes with nothing escaped."""
ENTRY = rf"""{FIRST}[^?:,\[\]{{}}#"'\n]*(?<! )|"[^"\\\n]*\""""
ENTRIES = re.compile(rf"\[(?:{ENTRY})(?:, (?:{ENTRY}))*\]")
"""A list on one line."""
ENTRY_OF = re.compile(ENTRY)
REQUIRED = {"name", "current", "previous"}


class NotPlain(Exception):
    """The text is to be read as YAML."""


class Parts(NamedTuple):
    """A text cut around its list of items."""

    head: str
    items: str
    indent: str
    """What stands before each item's dash."""
    tail: str


def plain_book(text: str, file: str) -> Book | None:
    """Return the book of a text whose items are mostly plain; None where it is to be read as YAML."""
    text = text.replace("\r\n", "\n")
    parts = cut(text)
    if parts is None:
        return None
    try:
        return _PlainReader(text, parts, file).plain()
    except (NotPlain, YAMLError):
        return None


def cut(text: str) -> Parts | None:
    """Return the parts of a text whose last key is `items`; None where they are not plain to see."""
    start = LIST.search(text)
    if start is None or STRANGE.search(text):
        return None
    end = END.search(text, start.end())
    stop = end.start() + 1 if end else len(text)
    return Parts(text[: start.end()], text[start.end() : stop], start[1], text[stop:])


class _Known(dict[str, Any]):
    """What texts have been read as; most amounts and categories of a book stand in it more than once."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Any:
        """Read a text for the first time."""
        self[text] = value = self.read(text)
        return value


class _NoProblems(list[Problem]):
    """Leaves whatever is wrong to the YAML reader of the whole text."""

    def append(self, problem: Problem) -> None:
        """Refuse the text."""
        raise NotPlain(problem.code)


class _RunReader(ItemReader):
    """Reads items that are not plain, as YAML."""

    def run(self, text: str, lines_before: int) -> list[Item]:
        """Return the items of a part of the list, before which stand so many lines."""
        self.text, self.lines_before = text, lines_before
        self.open()
        self.get()
        items = self.item_list(self.get())
        if self.get().explicit or self.get().__class__ is not StreamEndEvent:
            raise NotPlain
        return items


class _PlainReader(BookReader):
    """Reads the head as YAML and the plain items by their lines."""

    def __init__(self, text: str, parts: Parts, file: str) -> None:
        super().__init__(text, file)
        self.problems = _NoProblems()
        self.parts = parts
        self.dash, self.step = f"\n{parts.indent}- ", f"\n{parts.indent}  "
        self.others = _RunReader("", file)
        self.others.problems = self.problems
        texts, amounts = _Known(_texts), _Known(self.plain_amount)
        self.known: dict[str, _Known] = {
            **{name: _Known(_text) for name in self.item_readers if name != "supplementary"},
            "name": _Known(_required_text),
            "category": texts,
            "formerly": texts,
            "current": amounts,
            "previous": amounts,
        }

    def plain(self) -> Book | None:
        """Return the book."""
        self.get = event_source(self.parts.head + self.parts.tail)
        self.get()
        return self.document()

    def items(self, event: Any) -> list[Item]:
        """Read the items, those that are not plain in runs as YAML."""
        del event  # nothing: the items stand after the head
        self.amounts_begun = True
        self.others.unit, self.others.year = self.unit, self.year
        line = self.parts.head.count("\n") + 1
        found: list[Item] = []
        run: list[str] = []
        for block in self.parts.items[len(self.dash) - 1 :].split(self.dash):
            try:
                item = self.plain_item(block, line)
            except (NotPlain, KeyError):
                run.append(block)
            else:
                if run:
                    found += self.run(run, line, "\n")
                    run = []
                found.append(item)
            line += block.count("\n") + 1
        return found + self.run(run, line, "") if run else found

    def run(self, blocks: list[str], line_after: int, end: str) -> list[Item]:
        """Read blocks of the list as YAML."""
        text = self.dash.join(["", *blocks])[1:]
        return self.others.run(text + end, line_after - text.count("\n") - 2)

    def plain_item(self, block: str, line: int) -> Item:
        """Return the item of a block from its first key on; raises NotPlain or KeyError where it is not plain."""
        known = self.known
        values: dict[str, Any] = {}
        pairs = block.rstrip(" \n").split(self.step)
        for number, pair in enumerate(pairs, line):
            name, _, text = pair.partition(": ")
            value = known[name][text]
            values[name] = Amount(*value[:5], number) if value.__class__ is Amount else value
        if len(values) < len(pairs) or not values.keys() >= REQUIRED:
            raise NotPlain
        return item_of(values, line)

    def plain_amount(self, text: str) -> Amount:
        """Return the amount of a scalar, its line left open."""
        value = _scalar(text)
        amount = UNPRINTED if value is None else parse_amount(value, self.unit)
        if isinstance(amount, Unreadable):
            raise NotPlain
        return amount


def _scalar(text: str) -> str | None:
    """Return what a plain scalar says; None for null."""
    match = SCALAR.fullmatch(text)
    if match is None or len(text) > LONGEST_TEXT:
        raise NotPlain
    return match[match.lastindex] if match.lastindex else None if text in NULLS else text


def _text(text: str) -> str:
    return _scalar(text) or ""


def _required_text(text: str) -> str:
    value = _text(text)
    if not value.strip():
        raise NotPlain
    return value


def _texts(text: str) -> tuple[str, ...]:
    """Return one text or the entries of a list."""
    if not ENTRIES.fullmatch(text):
        return (value,) if (value := _text(text)) else ()
    return tuple(map(_required_text, ENTRY_OF.findall(text)))
