"""What was aimed at, against what was measured."""

from collections.abc import Iterable
from typing import NamedTuple

WHY = {
    "list": "A line of the table is built from typed cells that every format shares; reading has become as fast.",
    "diff": "Two exact decimals are subtracted and divided for every item, and half as much again is printed.",
    "rich": "Rich measures, folds and styles every cell of every row.",
    "total": "Filtering, one decimal sum and start-up of the report take longer than a third of a reader this fast.",
    "growth": "Each item takes the same steps; presumably the larger book no longer fits the processor's caches.",
    "peer": "It reads a CSV a third as long as the book, as text or binary floats and without a check.",
    "start": "Typer itself is most of what is left.",
}
"""Why a goal of a kind is not reached, where it is not."""


class Goal(NamedTuple):
    """One figure that is aimed at."""

    what: str
    limit: float
    found: float | None
    """None where what it is set against is absent."""
    unit: str = "×"
    at_least: bool = False
    kind: str = ""
    detail: str = ""

    @property
    def is_reached(self) -> bool:
        """Say whether the figure is as good as was aimed at."""
        if self.found is None:
            return False
        return self.found >= self.limit if self.at_least else self.found <= self.limit


def verdicts(goals: Iterable[Goal]) -> list[str]:
    """Return the table of goals."""
    lines = ["| | aimed at | measured | |", "|---|--:|--:|---|"]
    for goal in goals:
        sign = "≥" if goal.at_least else "≤"
        measured = "absent" if goal.found is None else f"{goal.found:.2f} {goal.unit}{goal.detail}"
        verdict = "reached" if goal.is_reached else f"**not reached.** {WHY.get(goal.kind, '')}".strip()
        verdict = "not measured" if goal.found is None else verdict
        lines.append(f"| {goal.what} | {sign} {goal.limit:g} {goal.unit} | {measured} | {verdict} |")
    return lines
