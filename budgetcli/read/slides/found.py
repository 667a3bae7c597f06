"""Budget lines on their way to being items, and figures that are none."""

from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Supplementary

NAME_BEGINS = 4
"""Characters by which a name is found among the words that it was read from."""


class Found(NamedTuple):
    """A budget line."""

    name: str
    at: int
    """The place of the line on which its name begins."""
    current: Amount
    previous: Amount
    supplementary: tuple[Supplementary, ...]
    part_of: str
    quote: str
    style: str
    """The bullet of its name, or that it is a table's row."""
    doubts: tuple[str, ...] = ()
    mark: str = ""
    """The bullet itself: ○ and ◎ are of one style and tell lines apart."""
    reason: str = ""
    """Why its section holds no budget lines of the document's year, where it does not."""
    table: int = -1
    """The line of the first row of the table that it is a row of; -1 where it is none."""

    @property
    def numbered(self) -> str:
        """Return the name as printed, with the number or bullet before it."""
        return self.quote[: max(self.quote.find(self.name[:NAME_BEGINS]), 0)] + self.name


class Untaken(NamedTuple):
    """A figure of money that was seen and not taken."""

    page: str
    line: int
    printed: str
    reason: str
    quote: str


class Sum(NamedTuple):
    """A printed sum of lines."""

    at: int
    after: int
    """How many budget lines were found before it."""
    current: Amount
    previous: Amount
    is_grand: bool
    """Whether it sums more than the lines since the sum before it."""
    is_plain: bool = False
    """Whether its name is 計 or 小計 alone, which sums all lines above it."""
