"""White space between runs, and what it tells."""

from collections.abc import Sequence
from statistics import median

from budgetcli.read.layout.runs import Run

GUTTER = 1.2
"""In sizes: the narrowest white space between columns."""


def apart(runs: Sequence[Run], reach: float | None = None) -> list[list[Run]]:
    """Return the runs in groups between which white space goes from top to bottom, from the left."""
    gutter = reach if reach is not None else median(run.size for run in runs) * GUTTER
    groups: list[list[Run]] = []
    right = 0.0
    for run in sorted(runs, key=lambda run: run.box.left):
        if not groups or run.box.left - right >= gutter:
            groups.append([])
            right = run.box.right
        groups[-1].append(run)
        right = max(right, run.box.right)
    return groups


def bands(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs in bands that no horizontal cut can part further, from the top."""
    found: list[list[Run]] = []
    bottom = 0.0
    for run in sorted(runs, key=lambda run: run.box.top):
        if not found or run.box.top > bottom - run.size * 0.2:
            found.append([])
            bottom = run.box.bottom
        found[-1].append(run)
        bottom = max(bottom, run.box.bottom)
    return found


def levels(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs by their height, from the top."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.box.top + run.box.bottom):
        middle = (run.box.top + run.box.bottom) / 2
        last = found[-1][0] if found else None
        if last and middle - (last.box.top + last.box.bottom) / 2 < min(run.size, last.size) * 0.4:
            found[-1].append(run)
        else:
            found.append([run])
    return found


def aligned(runs: Sequence[Run], others: Sequence[Run]) -> float:
    """Return the share of the runs that have another one at their height."""
    count = sum(any(abs(run.box.bottom - other.box.bottom) < run.size * 0.3 for other in others) for run in runs)
    return count / len(runs)


def filled(runs: Sequence[Run]) -> float:
    """Return the share of the runs that go up to the right edge of all of them, as running text does."""
    right = max(run.box.right for run in runs)
    return sum(right - run.box.right < run.size * 2 for run in runs) / len(runs)
