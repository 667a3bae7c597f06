"""Characters and rules as they stand on a page."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

UNKNOWN = "\ufffd"
"""Stands for a character of which the PDF does not say what it is."""


class Box(NamedTuple):
    """A rectangle, in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Return the area in square points."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, other: "Box") -> bool:
        """Say whether the middle of another box is inside."""
        x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Glyph(NamedTuple):
    """A character where it is printed; its box is as high as its size and as wide as its advance."""

    text: str
    box: Box
    size: float
    """In points."""
    angle: int
    """By which it is turned clockwise: 0, 90, 180 or 270."""
    is_bold: bool

    @property
    def is_space(self) -> bool:
        """Say whether nothing is to be seen of it."""
        return self.text.isspace()


class PrintedPage(NamedTuple):
    """What is drawn on a page."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    """In the order of drawing, as far as it is known."""
    rules: Sequence[Box] = ()
    """Straight lines, drawn as strokes or thin rectangles."""
    panels: Sequence[Box] = ()
    """Filled and framed rectangles."""


class Printed(NamedTuple):
    """A line in reading order."""

    text: str
    """The words; wide gaps are three spaces, cells of one row of a ruled table are parted by tabs."""
    box: Box
    size: float
    """Of most of its characters, in points."""
    is_bold: bool
    gap: bool
    """Whether white space or a border is before it, so that it begins something."""
    cells: tuple[str, ...] = ()
    """The cells of a row of a ruled table, empty ones too; lines within a cell are parted by line feeds."""


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
