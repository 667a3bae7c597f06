"""A text of a book cut around its list of items."""

import re
from typing import NamedTuple

from budgetcli.read.plain.scalar import NotPlain

LIST = re.compile(r"^items: *\n(?: *(?:#[^\n]*)?\n)*(?=( *)- )", re.MULTILINE)
"""What stands before the first dash of the list of items."""
END = re.compile(r"\n\.\.\.[ \n]*\Z")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What YAML refuses or ends lines at; and tabs."""
STRANGE = "\u2028\u2029\ufeff\ufffe\uffff"
"""Further ends of lines, marks of byte order, and what is no character; one class of all would be slow to compile."""


class Parts(NamedTuple):
    """A text cut around its list of items."""

    head: str
    items: str
    indent: str
    """What stands before each item's dash."""
    tail: str
    """The mark of the end, where there is one."""


def cut(text: str) -> Parts:
    """Return the parts of a text whose last key is `items`; raises NotPlain where they are not plain to see."""
    text = text.replace("\r\n", "\n")
    start = LIST.search(text)
    if start is None or CONTROL.search(text) or any(sign in text for sign in STRANGE):
        raise NotPlain
    try:
        text.encode()
    except UnicodeEncodeError as error:  # halves of characters
        raise NotPlain from error
    end = END.search(text, start.end())
    stop = end.start() + 1 if end else len(text)
    return Parts(text[: start.end()], text[start.end() : stop], start[1], text[stop:])
