"""Columns of text side by side: how wide each is, and the lines of a row."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from rich.text import Text

GAP = 3
"""Columns of the screen between two columns of text."""
NARROWEST = 12
"""Columns of the screen under which a text is not folded."""
RULE = "─"


class Piece(NamedTuple):
    """A line of a cell."""

    text: str
    style: str = ""
    """As Rich names styles."""


Cell = Sequence[Piece]


class Track(NamedTuple):
    """A column of text."""

    width: int
    is_figure: bool
    """Whether its cells stand at the right."""


def widest(cells: Iterable[Cell]) -> int:
    """Return how wide the widest line of the cells is."""
    return max((cell_len(piece.text) for cell in cells for piece in cell), default=0)


def fitted(widths: Sequence[int], is_text: Sequence[bool], most: int | None) -> list[int] | None:
    """Return the widths with the widest texts narrowed until all fit; None where they cannot."""
    found = list(widths)
    excess = sum(found) + GAP * (len(found) - 1) - most if most else 0
    while excess > 0:
        width, place = max(((width, -place) for place, width in enumerate(found) if is_text[place]), default=(0, 0))
        if width <= NARROWEST:
            return None
        found[-place] -= 1
        excess -= 1
    return found


class Layout:
    """Lays out rows over tracks."""

    def __init__(self, tracks: Sequence[Track], console: Console, *, fold: bool, colour: bool) -> None:
        self.tracks, self.console = tracks, console
        self.fold, self.colour = fold, colour
        self.painter = cache(self._painter)
        self.rule = RULE * (sum(track.width for track in tracks) + GAP * (len(tracks) - 1))

    def titles(self, cells: Sequence[Cell]) -> Iterable[str]:
        """Return the lines of the titles, which stand at the bottom, and the rule below."""
        height = max(map(len, cells), default=0)
        yield from self.lines([[*[Piece("")] * (height - len(cell)), *cell] for cell in cells], bold=True)
        yield self.rule

    def lines(self, cells: Sequence[Cell], *, bold: bool = False) -> Iterable[str]:
        """Return the lines of a row."""
        columns = [self._column(cell, track, bold=bold) for cell, track in zip(cells, self.tracks, strict=True)]
        blanks = [" " * track.width for track in self.tracks]
        for line in zip_longest(*columns):
            yield (" " * GAP).join([part or blank for part, blank in zip(line, blanks, strict=True)]).rstrip()

    def _column(self, cell: Cell, track: Track, *, bold: bool) -> list[str]:
        found = []
        for piece in cell:
            paint = self.painter(piece.style, bold)
            free = track.width - cell_len(piece.text)
            for text in [piece.text] if free >= 0 else self._folded(piece.text, track.width):
                room = " " * (free if free >= 0 else track.width - cell_len(text))
                found.append(f"{room}{paint(text)}" if track.is_figure else f"{paint(text)}{room}")
        return found

    def _folded(self, text: str, width: int) -> list[str]:
        """Return the text over several lines, or cut."""
        if not self.fold:
            return [set_cell_size(text, width - 1).rstrip() + "…"]
        return [line.plain.rstrip() for line in Text(text).wrap(self.console, width, overflow="fold")]

    def _painter(self, style: str, bold: bool) -> Callable[[str], str]:
        if not self.colour or not (style or bold):
            return str
        both = Style.parse(f"bold {style}" if bold else style)
        return lambda text: both.render(text, color_system=ColorSystem.STANDARD)
