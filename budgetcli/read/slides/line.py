"""A line of a document, and its words in plain characters."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from budgetcli.domain.text import fold
from budgetcli.read.slides.columns import Columns

CELL_GAP = "    "
"""What stands for the tab that parts the cells of a row."""


class Line(NamedTuple):
    """A line as a reader means it, which may have been several in the text."""

    raw: str
    """The words as printed."""
    page: str
    number: int
    """The line of the text on which it begins."""
    after_gap: bool
    """Whether an empty line is before it."""
    fields: tuple[str, ...] = ()
    """Its cells, empty ones too, where tabs part them."""
    columns: Columns | None = None
    """What its fields between the name and the remark hold, where arithmetic has proved it."""
    left: str = ""
    """Why its figures are no amounts: those of a table of which no row is certain, or of other stages."""

    @property
    def plain(self) -> str:
        """Return the words in plain characters, each at the place it has in `raw`."""
        return plain(self.raw)


class _Narrow(dict[int, str]):
    """Characters in NFKC where that is one character; ① and Ⅰ say what a heading is and stay."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character)
        kept = len(folded) != 1 or unicodedata.category(character) in {"No", "Nl"}
        self[code] = character if kept else "-" if folded in "−‐‑–—―─━" else folded
        return self[code]


NARROW = _Narrow()
LINES = 1 << 14
"""How many texts are kept in plain form, as the rooms of the reader ask for each many times."""


@lru_cache(maxsize=LINES)
def plain(text: str) -> str:
    """Return the text with each character in its plain form, as long as it was."""
    return text.translate(NARROW)
