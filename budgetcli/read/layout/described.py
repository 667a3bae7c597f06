"""Tables without rules whose rows are a name, its amounts and words on it, each in a column of its own."""

from collections.abc import Sequence

from budgetcli.domain.text import fold
from budgetcli.read.layout.aligned import Span, column_of, columns_of, spans_of
from budgetcli.read.layout.runs import Run
from budgetcli.read.layout.words import are_figures, is_amount

LEAST_COLUMNS = 3
LEAST_ROWS = 3
LONGEST_HEADING = 12
"""Characters of what a head calls a column."""
APART = 0.9
"""In sizes: the white space above a heading over rows, which stands alone."""
LEVEL = 0.4
"""In sizes: how far apart the bottoms of words in one line may be."""
OPENING = ("(", "[", "〔", "【", "<", "〈")


def described_rows(bands: Sequence[Sequence[Run]], start: int) -> tuple[int, list[list[Run]], list[float]]:
    """Return the end of the rows that begin with a band, their columns and their tops; that band if none begin.

    The first row may be the head of the others.
    """
    head = bands[start]
    if len(head) < LEAST_COLUMNS or any(is_amount(run) or len(run.text) > LONGEST_HEADING for run in head):
        return _rows(bands, start, LEAST_ROWS)
    end, columns, tops = _rows(bands, start + 1, 1)
    places = {column_of(run, spans_of(columns)) for run in head} if columns else set()
    if len(places) < LEAST_COLUMNS:
        return start, [], []
    return end, columns, [min(run.box.top for run in head), *tops]


def _rows(bands: Sequence[Sequence[Run]], start: int, least: int) -> tuple[int, list[list[Run]], list[float]]:
    """Return the end of at least so many rows that begin with a band, their columns and their tops."""
    columns: list[list[Run]] = []
    end = start
    while end < len(bands) and not any(run.lines for run in bands[end]):
        wider = columns_of([run for each in (*columns, bands[end]) for run in each])
        if (columns and len(wider) != len(columns)) or _is_heading(bands, end, spans_of(wider)):
            break
        columns, end = wider, end + 1
    tops = _tops(columns) if len(columns) >= LEAST_COLUMNS else []
    return (end, columns, tops) if len(tops) >= least else (start, [], [])


def _is_heading(bands: Sequence[Sequence[Run]], at: int, spans: Sequence[Span]) -> bool:
    """Say whether a band holds nothing but words in the first column, set apart from what is above."""
    run = bands[at][0]
    if not at or len(bands[at]) > 1 or run.box.left > spans[0][1]:
        return False
    return run.box.top - max(other.box.bottom for other in bands[at - 1]) > run.size * APART


def _tops(columns: Sequence[Sequence[Run]]) -> list[float]:
    """Return the tops of the rows, in points; empty where amounts, names and words do not begin beside each other."""
    names, amounts, *_, words = columns
    if not all(map(is_amount, amounts)) or are_figures(names) or are_figures(words):
        return []
    firsts = [run for run in _from_top(amounts) if not fold(run.text).startswith(OPENING)]
    beside = [[_level(first, names), _level(first, words)] for first in firsts]
    if any(None in row for row in beside):
        return []
    return [first.box.top - first.size * LEVEL for first in firsts]


def _from_top(runs: Sequence[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: run.box.top)


def _level(run: Run, others: Sequence[Run]) -> Run | None:
    return next((other for other in others if abs(other.box.bottom - run.box.bottom) < run.size * LEVEL), None)
