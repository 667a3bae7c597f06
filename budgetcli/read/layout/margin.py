"""What stands in the margins of a page: headings at the side, its number and its foot."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.text import fold
from budgetcli.read.layout.runs import Run

NUMBER = re.compile(r"[-‐–—―−ー~\[(]? ?(?:p\.? ?)?\d{1,4} ?[-‐–—―−ー~\])]?", re.IGNORECASE)
SIDE = 0.08
"""Of a page's width."""
MARGIN = 0.12
"""Of a page's height."""
CLEAR = 2.0
"""In sizes: the white space that parts the foot from the page."""


class Parts(NamedTuple):
    """The runs of a page by where they are read: first, in their order, and last."""

    side: list[Run]
    body: list[Run]
    foot: list[Run]


def parts(runs: Sequence[Run], width: float, height: float) -> Parts:
    """Return the runs of a page parted into those of its margins and the others."""
    number = [run for run in runs if _is_number(run, runs, height)]
    side = [run for run in runs if _is_side(run, width)]
    rest = [run for run in runs if run not in number and run not in side]
    foot = _foot(rest, height)
    return Parts(side, [run for run in rest if run not in foot], foot + number)


def _is_side(run: Run, width: float) -> bool:
    """Say whether a run is text downwards at the left or right edge of the page."""
    at_edge = run.box.right < width * SIDE or run.box.left > width * (1 - SIDE)
    return bool(run.lines) and run.box.height > run.box.width * 3 and at_edge


def _is_number(run: Run, runs: Sequence[Run], height: float) -> bool:
    """Say whether a run is the number of the page: digits alone, beyond all else at its upper or lower edge."""
    others = [other for other in runs if other is not run]
    lines = [other for other in others if not other.lines]
    is_first = run.box.top < height * MARGIN and all(run.box.top < other.box.top for other in lines)
    is_last = run.box.bottom > height * (1 - MARGIN) and all(run.box.bottom > other.box.bottom for other in lines)
    return (
        (is_first or is_last)
        and bool(NUMBER.fullmatch(fold(run.text)))
        and not any(_is_near(run, other) or _is_level(run, other) for other in others)
    )


def _is_near(run: Run, other: Run) -> bool:
    reach = run.size * CLEAR
    return (
        other.box.left - reach < run.box.right
        and run.box.left < other.box.right + reach
        and other.box.top - run.size * 0.5 < run.box.bottom
        and run.box.top < other.box.bottom + run.size * 0.5
    )


def _is_level(run: Run, other: Run) -> bool:
    """Say whether two runs are in one line, as the cells of a row are."""
    return abs(run.box.bottom - other.box.bottom) < run.size * 0.3 and abs(run.size - other.size) < run.size * 0.1


def _foot(runs: Sequence[Run], height: float) -> list[Run]:
    """Return the last line of the page where it stands clear of the others in the lower margin."""
    if not runs:
        return []
    last = max(runs, key=lambda run: run.box.bottom)
    line = [run for run in runs if run.box.bottom > last.box.top]
    above = max((run.box.bottom for run in runs if run not in line), default=0.0)
    top = min((run.box.top for run in line), default=0.0)  # runs of no height are in no line
    is_foot = top > height * (1 - MARGIN) and top - above > last.size * CLEAR and not any(run.lines for run in line)
    return line if is_foot else []
