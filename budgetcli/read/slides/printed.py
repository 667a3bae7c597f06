"""What one line of running text prints: a name and amounts."""

from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Supplementary
from budgetcli.read.slides.figures import Figure, amount_of
from budgetcli.read.slides.labels import Label


class Spent(NamedTuple):
    """A figure of a line and why it is none of the item's amounts; no reason where it is one."""

    figure: Figure
    reason: str = ""


class Printed(NamedTuple):
    """The words before the first amount of a line, and what the amounts are."""

    lead: str
    """The name, as printed; empty where the line has none."""
    current: Amount | None
    previous: Amount | None
    supplementary: tuple[Supplementary, ...]
    spent: tuple[Spent, ...]
    remark: str
    """What is printed behind the amounts."""
    label: Label | None
    """What the words before the first amount call it."""
    first: str
    """The first amount, as printed."""
    is_remark_apart: bool
    """Whether a wide gap parts the remark from the amounts."""
    is_apart: bool
    """Whether a wide gap or leading dots part the name from the amount, as in a table."""
    is_wrapped: bool
    """Whether the first amount stands in brackets of its own."""
    doubts: tuple[str, ...]
    is_open: bool = False
    """Whether an arrow behind the previous amount points to this year's on a later line."""

    @property
    def change(self) -> Decimal | None:
        """Return the first change that is printed behind the amount, in 円."""
        changes = [amount_of(spent.figure.printed) for spent in self.spent if spent.reason == "difference"]
        return changes[0].value if changes and changes[0] else None

    @property
    def says_before(self) -> bool:
        """Say whether the line prints the year before or that there was nothing, as only budget lines do."""
        return self.previous is not None or bool(self.supplementary)
