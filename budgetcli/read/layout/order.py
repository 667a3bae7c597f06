"""The order in which runs on a page are read: columns one after the other, rows of tables across."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from budgetcli.read.layout.aligned import aligned_rows, broken_names, column_of, grid_of, spans_of
from budgetcli.read.layout.columns import GAP, columns, gutter_of, side_by_side
from budgetcli.read.layout.described import described_rows
from budgetcli.read.layout.glyph import Printed, around
from budgetcli.read.layout.rules import Cell
from budgetcli.read.layout.runs import Run, is_wide
from budgetcli.read.layout.space import apart, bands, levels
from budgetcli.read.layout.table import rows

TALL = 2.0
"""In sizes: the height of a heading beside the lines that it is over."""
WIDE = "   "
"""What stands for a gap within a line."""


def arrange(runs: Sequence[Run]) -> list[Printed]:
    """Return the lines of the runs in reading order."""
    strips = with_titles(bands(runs))
    if len(strips) == 1:
        parts = columns(runs)
        return rows_of(runs) if len(parts) == 1 else _begun(arrange(part) for part in parts)
    found: list[Printed] = []
    start = 0
    while start < len(strips):
        end, lines = _next(strips, start)
        if lines and found:
            above = max(run.box.bottom for run in strips[start - 1])
            top = min(run.box.top for run in strips[start])
            is_apart = top - above > min(lines[0].size, found[-1].size) * GAP
            lines[0] = lines[0]._replace(gap=lines[0].gap or is_apart)
        found += lines
        start = end
    return found


def with_titles(strips: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Return the bands, those of titles over as many frames in one with these."""
    found: list[list[Run]] = []
    for strip in strips:
        above = found[-1] if found else []
        are_columns = len(found) > 1 and len(found[-2]) == len(strip) and not any(map(_has_money, found[-2]))
        if 1 < len(strip) == len(above) and not are_columns and _are_titles(above, strip):
            found[-1] = [_titled(title, frame) for title, frame in zip(_across(above), _across(strip), strict=True)]
        else:
            found.append(list(strip))
    return found


def _are_titles(above: Sequence[Run], frames: Sequence[Run]) -> bool:
    """Say whether words stand over frames with amounts, each within the sides of one and close to it."""
    pairs = list(zip(_across(above), _across(frames), strict=True))
    return all(
        not title.lines
        and _has_money(frame)
        and frame.box.left - title.size <= title.box.left
        and title.box.right <= frame.box.right + title.size
        and frame.box.top - title.box.bottom < title.size * GAP
        for title, frame in pairs
    )


def _has_money(frame: Run) -> bool:
    return any("円" in line.text for line in frame.lines)


def _across(runs: Sequence[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: run.box.left)


def _titled(title: Run, frame: Run) -> Run:
    """Return a frame with its title as its first line."""
    first = Printed(title.text, title.box, title.size, title.is_bold, True)
    return frame._replace(box=around([title.box, frame.box]), text=title.text, lines=(first, *frame.lines))


def _next(strips: Sequence[Sequence[Run]], start: int) -> tuple[int, list[Printed]]:
    """Return the end of the strips that are read next, and their lines."""
    end, of_table = aligned_rows(strips, start)
    if end > start:
        named = broken_names(strips[start:end], of_table)
        return end, _table(named, [min(run.box.top for run in strip) for strip in named], of_table)
    end, of_table, tops = described_rows(strips, start)
    if end > start:
        together = [run for strip in strips[start:end] for run in strip]
        return end, _table(_by_rows(together, tops), tops, of_table)
    end = side_by_side(strips, start)
    if end == start + 1:
        return end, arrange(strips[start])
    together = [run for strip in strips[start:end] for run in strip]
    return end, _begun(arrange(part) for part in columns(together, gutter_of(strips, start)))


def _by_rows(runs: Sequence[Run], tops: Sequence[float]) -> list[list[Run]]:
    """Return the runs by the rows in which their middles are."""
    rows: list[list[Run]] = [[] for _ in tops]
    for run in runs:
        rows[max(bisect_right(tops, (run.box.top + run.box.bottom) / 2) - 1, 0)].append(run)
    return rows


def _table(strips: Sequence[Sequence[Run]], tops: Sequence[float], of_table: Sequence[Sequence[Run]]) -> list[Printed]:
    """Return the lines of a table without rules, of which each strip is a row."""
    bottom = max(run.box.bottom for run in strips[-1])
    grid = grid_of(list(zip(tops, [*tops[1:], bottom], strict=True)), of_table)
    inside: dict[Cell, list[Run]] = defaultdict(list)
    spans = spans_of(of_table)
    for row, strip in enumerate(strips):
        for run in strip:
            inside[grid.cells[row * grid.columns + column_of(run, spans)]].append(run)
    return rows(
        grid, {cell: [line for level in levels(runs) for line in lines_of(level)] for cell, runs in inside.items()}
    )


def _begun(parts: Iterable[list[Printed]]) -> list[Printed]:
    """Return the lines of all parts, each part beginning something."""
    found: list[Printed] = []
    for part in parts:
        found += [line._replace(gap=True) if at == 0 else line for at, line in enumerate(part)]
    return found


def rows_of(runs: Sequence[Run]) -> list[Printed]:
    """Return the lines of runs that overlap in height: the rows of a table, cells broken over lines mended."""
    beside = [run for run in runs if run.lines and run.box.height > run.size * TALL]
    rest = [run for run in runs if run not in beside]
    if beside and rest and max(run.box.right for run in beside) <= min(run.box.left for run in rest):
        return [line for run in _by_height(beside) for line in lines_of([run])] + arrange(rest)
    if any(len(run.lines) > 1 for run in runs):
        return [line for group in apart(runs, 0.1) for run in _by_height(group) for line in lines_of([run])]
    found = levels(runs)
    if len(found) == 1:
        return lines_of(runs)
    cells = [levels(cell) for cell in apart(runs, median(run.size for run in runs) * 0.5)]
    if len(cells) > 1 and len(found) > max(map(len, cells)) and max(map(len, cells)) <= 4:
        return lines_of([_mended(cell) for cell in cells])
    return [line for level in found for line in lines_of(level)]


def _by_height(runs: Sequence[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: (run.box.top, run.box.left))


def _mended(cell: Sequence[Sequence[Run]]) -> Run:
    """Return the lines of a cell as one run."""
    runs = [run for level in cell for run in sorted(level, key=lambda run: run.box.left)]
    text = runs[0].text
    for one, other in pairwise(runs):
        text += ("" if is_wide(one.text[-1]) or is_wide(other.text) else " ") + other.text
    return Run(around(run.box for run in runs), text, runs[0].size, runs[0].is_bold)


def lines_of(runs: Sequence[Run]) -> list[Printed]:
    """Return the line of runs at one height."""
    if len(runs) == 1 and runs[0].lines:
        return list(runs[0].lines)
    ordered = sorted(runs, key=lambda run: run.box.left)
    size = max(ordered, key=lambda run: len(run.text)).size
    words = [run.lines[0].text if run.lines else run.text for run in ordered]
    text = words[0]
    for (one, other), word in zip(pairwise(ordered), words[1:], strict=True):
        text += (WIDE if other.box.left - one.box.right > size * 1.6 else " ") + word
    return [Printed(text, around(run.box for run in ordered), size, all(run.is_bold for run in ordered), False)]
