"""The rows of a table, and what their words say that they are."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.text import fold, key

TOTAL = re.compile(
    r"(?:.*[\s(【\[])?(?:小|合|総|中|累|総合)?計[)】\]]?|(?:小|合|総|中|累|総合)?計\(.*\)|.*(?:小計|合計|総計)(?:\([^()]*\))?|"
    r".*(?:会計|所管|費|款|項|目|節|部|課|局|歳入|歳出|収入|支出|予算|事業|施策|政策|分野|部門|所属|頁|ページ|全体)計"
)
"""The name of a row that sums others; 一般会計 and 統計 are no such names."""
SPACED_TOTAL = re.compile(r"([小中合総累]|総\s*合)\s+計")
AGAIN = re.compile(r"[(\[【<]?再掲[)\]】>]?.*|.*[(\[【<]再掲[)\]】>]")
PART = re.compile(r"[(\[【]?(?:うち(?!エコ)|内[、,]).*")
"""Rows whose amount is counted in another row."""
REMARK = re.compile(r"[(\[]?(?:※|注|\*|備考|資料|出典).*")
SECTIONS = tuple(
    map(
        re.compile,
        (
            r"[【〔《≪<].*[】〕》≫>]",
            r"第[\d一二三四五六七八九十]+[章部編].*",
            r"第?[\d一二三四五六七八九十]+[節款項目].*",
            r"[IVX]+[.\s、].*",
            r"[■◆●▼★◎○◇□▶・].*",
            r"\d+[.\s、].*",
            r"\(\d+\).*",
            r".*(?:費|会計|部|局|課|室|関係|分野)",
        ),
    )
)
"""Manners in which headings between rows are written: one of the same manner ends the one before."""
ORNAMENTS = "【】〔〕《》≪≫<>■◆●▼★◎○◇□▶・ \u3000"
BREAK = re.compile(r"(.?)[ \t\u3000]*[\r\n]+\s*(.?)")
DITTO = frozenset({"〃", "々", "同上", "同", '"', "″", "''"})


class Left(NamedTuple):
    """A row that is no item."""

    row: int
    """The line, or the sheet's row."""
    reason: str
    text: str


class Row(NamedTuple):
    """A row of cells."""

    number: int
    """Its place in the grid, from 0."""
    cells: Sequence[str]

    def text(self, column: int | None) -> str:
        """Return the text of a cell; empty for one that is not there."""
        return self.cells[column].strip() if column is not None and column < len(self.cells) else ""

    def name(self, column: int) -> str:
        """Return a name in one line: broken over lines it has no space, but between Latin letters."""
        return BREAK.sub(_joined, self.text(column))

    @property
    def words(self) -> str:
        """Return all that it says, in one line."""
        return " ".join(" ".join(self.cells).split())

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its cells as they are compared, without the empty ones at its end."""
        keys = [key(cell) for cell in self.cells]
        while keys and not keys[-1]:
            keys.pop()
        return tuple(keys)

    def indent(self, column: int) -> int:
        """Return how far a cell's text is pushed in, in halves of a full-width space."""
        cell = self.cells[column] if column < len(self.cells) else ""
        spaces = cell[: len(cell) - len(cell.lstrip())]
        return sum(2 if unicodedata.east_asian_width(space) in "WF" else 1 for space in spaces)


def _joined(match: re.Match[str]) -> str:
    before, after = match.groups()
    return f"{before} {after}" if (before + after).isascii() else before + after


def is_total(name: str) -> bool:
    """Say whether a name is that of a sum."""
    if "計" not in name:
        return False
    plain = SPACED_TOTAL.sub(lambda match: f"{''.join(match[1].split())}計", fold(name).strip())
    return TOTAL.fullmatch(plain) is not None


def section_style(text: str) -> int | None:
    """Return the manner of a heading between rows, None for other words."""
    plain = fold(text).strip()
    if REMARK.match(plain):
        return None
    return next((style for style, pattern in enumerate(SECTIONS) if pattern.fullmatch(plain)), None)
