"""The order in which runs on a page are read: columns one after the other, rows of tables across."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from budgetcli.domain.text import fold
from budgetcli.read.layout.glyph import Printed, around
from budgetcli.read.layout.runs import Run, is_wide

GUTTER = 1.2
"""In sizes: the narrowest white space between columns."""
GAP = 0.9
"""In sizes: the white space above a line that begins something."""
LARGER = 1.12
"""Of the size of the lines around it: a heading."""
TILE = 3.0
"""In points: the most by which the tops of frames in one row differ."""
WIDE = "   "
"""What stands for a gap within a line."""
FIGURE = re.compile(
    r"[\s\d,.⇒→()\[\]〔〕【】△▲+\-±~～−‐―ー－・:/%兆億万千百円年度前対比約等程度以内の額単位本今次較差引"
    r"当初予算補正要求予定皆増減新規廃止同額事項参考内数うち令和平成RH元倍ポイント枠外概政府案決算見込計人件]+"
)
"""What a column of amounts, years and changes is made of."""
NUMBER = re.compile(r"[△▲+−(-]* ?\d[\d,.]*[\d億兆万千百円%) ]*")
BEGINS = re.compile(r"[○●◎◯◇◆□■▽▼◎・➢✓①-⑳Ⅰ-Ⅻ【]|[(\[]\d{1,2}[)\]]|第?\d{1,2}[-.章節款項 ]\D|[-–] ")


def arrange(runs: Sequence[Run]) -> list[Printed]:
    """Return the lines of the runs in reading order."""
    if len(runs) < 2:
        return [line for run in runs for line in lines_of([run])]
    bands = _bands(runs)
    columns = _columns(apart(runs))
    if len(columns) > 1 and not _are_tiles(bands):
        return _begun(arrange(column) for column in columns)
    if len(bands) == 1:
        return rows_of(runs)
    found: list[Printed] = []
    start = 0
    while start < len(bands):
        end = _side_by_side(bands, start)
        part = [run for band in bands[start:end] for run in band]
        lines = arrange(part) if end > start + 1 else rows_of(part)
        if lines and found:
            above = max(run.box.bottom for run in bands[start - 1])
            size = min(lines[0].size, found[-1].size)
            lines[0] = lines[0]._replace(gap=lines[0].gap or min(run.box.top for run in part) - above > size * GAP)
        found += lines
        start = end
    return found


def _are_tiles(bands: Sequence[Sequence[Run]]) -> bool:
    """Say whether frames stand in rows of equally many, as slides on a handout do, to be read row by row."""
    return (
        len(bands) > 1 < len(bands[0])
        and all(len(band) == len(bands[0]) and all(run.lines for run in band) for band in bands)
        and all(max(run.box.top for run in band) - min(run.box.top for run in band) < TILE for band in bands)
    )


def _begun(parts: Iterable[list[Printed]]) -> list[Printed]:
    """Return the lines of all parts, each part beginning something."""
    found: list[Printed] = []
    for part in parts:
        found += [line._replace(gap=True) if at == 0 else line for at, line in enumerate(part)]
    return found


def _bands(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs in bands that no horizontal cut can part further, from the top."""
    bands: list[list[Run]] = []
    bottom = 0.0
    for run in sorted(runs, key=lambda run: run.box.top):
        if not bands or run.box.top > bottom - run.size * 0.2:
            bands.append([])
            bottom = run.box.bottom
        bands[-1].append(run)
        bottom = max(bottom, run.box.bottom)
    return bands


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


def _side_by_side(bands: Sequence[Sequence[Run]], start: int) -> int:
    """Return the end of the longest row of bands from here on that are columns; the next band if there is none."""
    best = start + 1
    if len(bands[start]) == 1 and not _begins_right(bands, start):
        return best
    together: list[Run] = []
    for end in range(start, len(bands)):
        together += bands[end]
        groups = apart(together)
        if end > start and (_is_break(bands, start, end) or _are_tiles(bands[end - 1 : end + 1])):
            break
        if len(groups) > 1 and end > start and len(_columns(groups)) > 1:
            best = end + 1
        elif len(groups) == 1:
            break
    return best


def _begins_right(bands: Sequence[Sequence[Run]], at: int) -> bool:
    """Say whether a line alone in its band is the first of the right one of two columns."""
    run, ahead = bands[at][0], bands[at + 1 : at + 2]
    return any(
        other.box.left < run.box.right
        and run.box.left - other.box.left < run.size
        and other.box.top - run.box.bottom < run.size * GAP
        for band in ahead
        for other in sorted(band, key=lambda other: other.box.left)[1:]
    )


def _is_break(bands: Sequence[Sequence[Run]], start: int, at: int) -> bool:
    """Say whether a band is a heading that stands over all columns though it is short."""
    band = bands[at]
    others = [run.size for each in (bands[at - 1], *bands[at + 1 : at + 2]) for run in each]
    above = max(run.box.bottom for each in bands[start:at] for run in each)
    return (
        len(band) == 1
        and not band[0].lines
        and band[0].size > median(others) * LARGER
        and band[0].box.top - above > band[0].size * GAP
    )


def _columns(groups: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Return the groups with those in one that are the rows of a table."""
    columns: list[list[Run]] = [list(groups[0])] if groups else []
    for at in range(1, len(groups)):
        ahead = groups[at + 1] if at + 1 < len(groups) else ()
        if _is_table(groups[at - 1], groups[at], ahead):
            columns[-1] += groups[at]
        else:
            columns.append(list(groups[at]))
    return columns


def _is_table(left: Sequence[Run], right: Sequence[Run], ahead: Sequence[Run]) -> bool:
    """Say whether what is right of white space belongs to the rows left of it."""
    if any(len(run.lines) > 1 for run in (*left, *right)):
        return False
    if are_figures(right) or _is_numbering(left):
        return True
    begins = sum(bool(BEGINS.match(fold(run.text))) for run in right)
    if begins * 4 > len(right) and len(right) > 1:
        return False
    if are_figures(left):
        return not are_figures(ahead) and _aligned(left, right) >= 0.6
    if min(len(left), len(right)) < 2:
        return _aligned(left, right) == 1 and len(right) == 1
    return _filled(left) < 0.4 and min(_aligned(left, right), _aligned(right, left)) > 0.8


def are_figures(runs: Sequence[Run]) -> bool:
    """Say whether most of the runs are figures and what belongs to figures."""
    count = sum(bool(FIGURE.fullmatch(fold(run.text))) for run in runs)
    return count > 0 and count * 10 >= len(runs) * 6


def _is_numbering(runs: Sequence[Run]) -> bool:
    """Say whether the runs are bullets or numbers of what is right of them."""
    return all(len(run.text) <= 3 for run in runs)


def _aligned(runs: Sequence[Run], others: Sequence[Run]) -> float:
    """Return the share of the runs that have another one at their height."""
    count = sum(any(abs(run.box.bottom - other.box.bottom) < run.size * 0.3 for other in others) for run in runs)
    return count / len(runs)


def _filled(runs: Sequence[Run]) -> float:
    """Return the share of the runs that go up to the right edge of all of them, as running text does."""
    right = max(run.box.right for run in runs)
    return sum(right - run.box.right < run.size * 2 for run in runs) / len(runs)


def rows_of(runs: Sequence[Run]) -> list[Printed]:
    """Return the lines of runs that overlap in height: the rows of a table, cells broken over lines mended."""
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


def levels(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs by their height, from the top."""
    levels: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.box.top + run.box.bottom):
        middle = (run.box.top + run.box.bottom) / 2
        last = levels[-1][0] if levels else None
        if last and middle - (last.box.top + last.box.bottom) / 2 < min(run.size, last.size) * 0.4:
            levels[-1].append(run)
        else:
            levels.append([run])
    return levels


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
