"""What has been read of a document so far: its budget lines, its sums, and the figures that are neither."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, UNPRINTED, Amount, Mark
from budgetcli.domain.book import Supplementary
from budgetcli.read.slides.figures import reason
from budgetcli.read.slides.found import Found, Sum, Untaken
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import Piece
from budgetcli.read.slides.names import DEPTH, STATE, bullet_of, clean, is_finance, is_new, symbol_of

LAST_DIGITS = re.compile(r"\w[ 　]\d{1,3}$")
SPENT = re.compile(
    r"(?:事業費?|対策|推進|支援|整備|強化|充実|促進|助成|改修|更新|設置|拡大|軽減|無償化|普及)(?:[)）]|\(.*\))?$"
)
"""How names end of what money is spent on, with which a section on revenues has ended."""
DEEPEST = 9
FAR = -9
"""No line is near this place."""
NEAR = 3
"""Lines behind an amount in which what completes it may stand."""
DASHES = frozenset("-ー－")
"""What a cell prints that holds no amount."""


class Figures(NamedTuple):
    """The amounts of a budget line."""

    current: Amount | None
    previous: Amount | None
    supplementary: tuple[Supplementary, ...] = ()
    doubts: tuple[str, ...] = ()


def nothing_before(words: str) -> Amount:
    """Return the previous amount of a line that these words call new."""
    return NOTHING_BEFORE._replace(printed="皆増" if "皆増" in words else "新規")


class Ledger:
    """Budget lines and figures left out, in the order of the document."""

    def __init__(self, lines: Sequence[Line], new_bullets: Collection[str] = ()) -> None:
        self.lines = lines
        self.new_bullets = new_bullets
        """Bullets that the document explains as those of new items."""
        self.found: list[Found] = []
        self.untaken: list[Untaken] = []
        self.sums: list[Sum] = []
        self.last_amount = FAR
        """The last line with an amount of an item."""
        self.left_out = FAR
        """The last line whose amounts are none of an item."""
        self.section = ""
        """Why the section that is open holds no budget lines, where it does not."""
        self.section_style = ""
        """The bullet of the section's first line; the section ends before a bullet that stands above it in outlines."""

    def add(self, raw: str, at: int, figures: Figures, quote: str, style: str, table: int = -1) -> None:
        """Add a budget line whose name is `raw`, with its bullet and marks."""
        previous = figures.previous or UNPRINTED
        words, mark = " ".join(quote.split()), symbol_of(plain(raw))
        is_marked = mark in self.new_bullets or plain(raw)[:1] in self.new_bullets
        is_marked = is_marked or STATE.search(plain(quote)) is not None
        if (is_new(raw) or is_marked) and (previous.kind is UNPRINTED.kind or previous.value == 0):
            previous = nothing_before(raw)
        name, part_of = self._named(raw)
        if self.section == "revenue" and SPENT.search(plain(name)) and not is_finance(name):
            self.section = ""
        if self.section and DEPTH.get(style, DEEPEST) < DEPTH.get(self.section_style or style, DEEPEST):
            self.section = ""
        self.section_style = (self.section_style or style) if self.section else ""
        current = figures.current or UNPRINTED
        self.found.append(
            Found(
                name,
                at,
                current,
                previous,
                figures.supplementary,
                part_of,
                words,
                style,
                (*figures.doubts, *(["digits"] if _may_begin(name, current) else [])),
                mark,
                self.section,
                table,
            )
        )

    def _named(self, raw: str) -> tuple[str, str]:
        """Return a name as printed, and the whole of which it is a part."""
        name = clean(raw)
        if bullet_of(plain(raw.strip())) == "part":
            return name, next((found.name for found in reversed(self.found) if not found.part_of), "")
        whole, part, _ = name.partition(" うち")
        return name, whole if part else ""

    def add_sum(self, at: int, figures: Figures, *, is_grand: bool, is_plain: bool = False) -> None:
        """Note a printed sum."""
        current, previous = figures.current or UNPRINTED, figures.previous or UNPRINTED
        self.sums.append(Sum(at, len(self.found), current, previous, is_grand, is_plain))

    def is_below_sum(self, at: int) -> bool:
        """Say whether the line right above a place is a sum."""
        last = self.sums[-1] if self.sums else None
        return last is not None and last.after == len(self.found) and at - last.at <= 1

    def leave(self, at: int, printed: str, why: str) -> None:
        """Note a figure that is not taken."""
        line = self.lines[at]
        self.untaken.append(Untaken(line.page, line.number, printed, why, line.raw))

    def leave_found(self, found: Found, why: str) -> None:
        """Note the amounts of a line that has turned out to be no budget line."""
        line = self.lines[found.at]
        for amount in (found.current, found.previous, *(each.amount for each in found.supplementary)):
            if amount.printed and not amount.is_nothing:
                self.untaken.append(Untaken(line.page, line.number, amount.printed, why, found.quote))

    def leave_spent(self, at: int, piece: Piece) -> None:
        """Note the figures of a line that are none of its amounts."""
        for spent in piece.printed.spent:
            if spent.reason:
                known = spent.reason if spent.reason != "sentence" else reason(plain(piece.raw))
                self.leave(at, spent.figure.printed, known or "sentence")

    def reject(self, at: int, piece: Piece, why: str) -> None:
        """Note the amounts of a line that is no budget line."""
        self.left_out = at
        for spent in piece.printed.spent:
            if not spent.reason:
                self.leave(at, spent.figure.printed, why)

    def takes(self, previous: Amount | None) -> bool:
        """Say whether the last line has room for a previous amount, and no other amount stands behind it."""
        is_last = self.left_out < self.last_amount
        return bool(self.found) and is_last and (previous is None or self.found[-1].previous is UNPRINTED)

    def is_near(self, at: int) -> bool:
        """Say whether a line stands close behind the last amount."""
        return at - self.last_amount <= NEAR

    def complete(self, quote: str, figures: Figures) -> None:
        """Add amounts that are printed behind the last line to it."""
        last = self.found[-1]
        is_new_line = figures.previous is not None and Mark.NEW in figures.previous.marks
        has_nothing = last.previous.value == 0 or last.previous.printed in DASHES
        takes = figures.previous and (last.previous is UNPRINTED or (is_new_line and has_nothing))
        self.found[-1] = last._replace(
            previous=figures.previous if takes and figures.previous else last.previous,
            supplementary=(*last.supplementary, *figures.supplementary),
            quote=" ".join([last.quote, *quote.split()]),
            doubts=(*last.doubts, *figures.doubts),
        )

    def give_current(self, quote: str, figures: Figures) -> None:
        """Give the last line, of which only a supplementary amount was known, this year's."""
        last = self.found[-1]
        doubts = tuple(doubt for doubt in last.doubts if doubt != "amount")
        self.found[-1] = last._replace(current=figures.current or UNPRINTED, doubts=doubts)
        self.complete(quote, figures)

    def break_down(self) -> None:
        """Take the last line for the whole of those that follow."""
        if self.found and self.found[-1].style == "row":
            self.found[-1] = self.found[-1]._replace(style="heading")

    def lengthen_name(self, rest: str, joint: str = "") -> None:
        """Add words beside what stands under an amount to the name above them."""
        last = self.found[-1]
        self.found[-1] = last._replace(name=last.name + joint + clean(rest))
        if is_new(rest):
            self.complete("", Figures(None, nothing_before(rest)))

    def supplement(self, more: Iterable[Supplementary]) -> None:
        """Add supplementary amounts to the last line."""
        last = self.found[-1]
        self.found[-1] = last._replace(supplementary=(*last.supplementary, *more))


def _may_begin(name: str, current: Amount) -> bool:
    """Say whether digits at the end of a name may be the first ones of its amount: 拡充 7 1億円."""
    return LAST_DIGITS.search(plain(name)) is not None and current.printed[:1].isdigit()
