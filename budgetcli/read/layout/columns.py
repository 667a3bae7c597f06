"""Columns of text, which are read one after the other, and those of a table, which are not."""

import re
from collections.abc import Sequence
from statistics import median

from budgetcli.domain.text import fold
from budgetcli.read.layout.glyph import around
from budgetcli.read.layout.runs import Run
from budgetcli.read.layout.space import GUTTER, aligned, apart, filled, levels
from budgetcli.read.layout.words import are_figures, are_numbering, begin, begins, begins_with_figure
from budgetcli.read.vocabulary import MONEY

GAP = 0.9
"""In sizes: the white space above a line that begins something."""
CLEAR = 1.8
"""In sizes: the white space above a line that belongs to no column any more."""
LARGER = 1.12
"""Of the size of the lines around it: a heading."""
TITLE = 1.3
"""Of the size of what is beside it: a title with something in the corner of the page."""
MOST = 0.5
"""Of the lines of a column: those that begin with figures of a table."""
NARROW = 0.5
"""In sizes: the narrowest white space between lists whose bullets stand under each other."""
SAME = 0.3
"""In sizes: how far apart the bullets of one list may begin."""
AHEAD = 6
"""Bands among which the next row of bullets stands."""
LEAST_ALIKE = 2
"""Further bands whose lines begin under those of a band without bullets, in a row of lists."""
LEAST_ENTRIES = 2
AMOUNT = re.compile(rf"[.…‥・]*{MONEY}(?:[(（].*[)）])?")
"""An amount at the end of an entry of a list, with the dots that lead to it."""
LABEL = re.compile(
    "(?:事業|取組|施策)(?:名称?|の?(?:概要|内容|目的|期間|主体))|(?:当初)?予算額|事業費|前年度(?:当初)?(?:予算額)?"
    "|財源(?:内訳)?|概要|内容|積算(?:内訳|根拠)?|目的|期間|対象者?|区分|担当(?:課|部署)?|所管(?:課)?|備考|背景|効果|(?:実施|事業)主体|成果目標"
)
"""What forms call their fields."""
FEWEST_LABELS = 3
MOSTLY_LABELS = 0.6
FEWEST_AMOUNTS = 2
ALIGNED = 0.8
"""Of the amounts before names: those at the height of one."""
TILE = 3.0
"""In points: the most by which the tops of frames in one row differ."""

Bands = Sequence[Sequence[Run]]
Span = tuple[float, float]
"""From where to where something goes, in points from the left."""


def columns(runs: Sequence[Run], gutter: float | None = None) -> list[list[Run]]:
    """Return the runs by columns of text; those of a table are one."""
    return _joined(apart(runs, gutter))


def _are_lists(bands: Bands, start: int) -> bool:
    """Say whether lines with bullets stand beside each other, and further ones under them."""
    alike = [band for band in bands[start + 1 : start + AHEAD] if _begin_alike(bands[start], band)]
    in_words = [band for band in (bands[start], *alike) if not any(are_figures([run]) for run in band)]
    return len(in_words) > LEAST_ALIKE or any(all(map(begins, (*bands[start], *band))) for band in alike)


def _begin_alike(band: Sequence[Run], below: Sequence[Run]) -> bool:
    """Say whether the lines of two bands begin under each other."""
    return len(band) == len(below) > 1 and all(
        abs(run.box.left - other.box.left) < run.size * SAME
        for run, other in zip(*(sorted(each, key=lambda run: run.box.left) for each in (band, below)), strict=True)
    )


def _joined(groups: Bands) -> list[list[Run]]:
    """Return the groups with those in one that are the rows of a table."""
    found: list[list[Run]] = [list(groups[0])]
    for at in range(1, len(groups)):
        ahead = groups[at + 1] if at + 1 < len(groups) else ()
        if _is_table(groups[at - 1], groups[at], ahead) or _are_amounts_of(found[-1], groups[at]):
            found[-1] += groups[at]
        else:
            found.append(list(groups[at]))
    return found


def _is_table(left: Sequence[Run], right: Sequence[Run], ahead: Sequence[Run]) -> bool:
    """Say whether what is right of white space belongs to the rows left of it."""
    if any(len(run.lines) > 1 for run in (*left, *right)):
        return False
    if are_figures(right) or are_numbering(left) or _are_mostly_figures(right, left) or _are_labels(left):
        return True
    if begin(right) or (_are_entries(left) and _are_entries(right)):
        return False
    if are_figures(left):
        return not are_figures(ahead) and aligned(left, right) >= 0.6
    if min(len(left), len(right)) < 2:
        return aligned(left, right) == 1 and len(right) == 1
    return filled(left) < 0.4 and min(aligned(left, right), aligned(right, left)) > 0.8


def _are_labels(runs: Sequence[Run]) -> bool:
    """Say whether most lines are what forms call their fields, which the words right of them fill."""
    labels = sum(LABEL.fullmatch("".join(fold(run.text).split()).strip("[]【】〔〕")) is not None for run in runs)
    fewest = FEWEST_LABELS - (labels == len(runs))
    return labels >= fewest and labels >= len(runs) * MOSTLY_LABELS


def _are_amounts_of(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Say whether amounts stand before the names that they are of, and most of what is left is amounts."""
    amounts = list(filter(_is_amount, left))
    names = [run for run in left if not _is_amount(run)]
    if any(run.lines for run in (*names, *right)):
        return False
    is_column = len(amounts) >= max(FEWEST_AMOUNTS, 2 * sum(map(_is_amount, right)), len(names))
    return is_column and not aligned(amounts, names) and aligned(amounts, right) >= ALIGNED


def _are_entries(runs: Sequence[Run]) -> bool:
    """Say whether names and amounts take turns, as in a column of a list and in no column of a table."""
    amounts = sum(map(_is_amount, runs))
    return LEAST_ENTRIES <= amounts <= len(runs) - amounts


def _is_amount(run: Run) -> bool:
    return AMOUNT.fullmatch("".join(fold(run.text).split())) is not None


def _are_mostly_figures(right: Sequence[Run], left: Sequence[Run]) -> bool:
    """Say whether most lines begin with figures, each at the height of words left of it."""
    first = [min(level, key=lambda run: run.box.left) for level in levels(right)]
    figures = [run for run in first if are_figures([run]) or begins_with_figure(run)]
    words = [run for run in left if not are_figures([run])]
    return len(figures) >= max(2, len(first) * MOST) and aligned(figures, words) == 1


def side_by_side(bands: Bands, start: int) -> int:
    """Return the end of the longest row of bands from here on that are columns; the next band if there is none."""
    if (len(apart(bands[start])) == 1 and not _begins_right(bands, start)) or _has_tag(bands, start):
        return start + 1
    are_lists, gutter = _are_lists(bands, start), gutter_of(bands, start)
    spans: list[Span] = []
    bottom = 0.0
    end = start
    while end < len(bands):
        wider = _with(spans, bands[end], gutter)
        if end > start and (len(wider) == 1 or _is_break(bands, bottom, end) or are_tiles(bands[end - 1 : end + 1])):
            break
        is_wider = 1 < len(spans) < len(wider) and not are_lists
        if is_wider and len(columns(_runs(bands[start:end]), gutter)) == 1:
            break
        spans = wider
        bottom = max(bottom, *(run.box.bottom for run in bands[end]))
        end += 1
    return end if end > start + 1 and len(columns(_runs(bands[start:end]), gutter)) > 1 else start + 1


def gutter_of(bands: Bands, start: int) -> float:
    """Return the narrowest white space between columns that begin with a band, in points."""
    size = median(run.size for run in _runs(bands[start : start + 3]))
    return size * (NARROW if _are_lists(bands, start) else GUTTER)


def _runs(bands: Bands) -> list[Run]:
    return [run for band in bands for run in band]


def _with(spans: Sequence[Span], band: Sequence[Run], gutter: float) -> list[Span]:
    """Return from where to where columns go that hold these runs, too."""
    found: list[Span] = []
    for left, right in sorted([*spans, *((run.box.left, run.box.right) for run in band)]):
        if found and left - found[-1][1] < gutter:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def are_tiles(bands: Bands) -> bool:
    """Say whether frames stand in rows of equally many, as slides on a handout do, to be read row by row."""
    return (
        len(bands) > 1 < len(bands[0])
        and all(len(band) == len(bands[0]) and all(run.lines for run in band) for band in bands)
        and all(max(run.box.top for run in band) - min(run.box.top for run in band) < TILE for band in bands)
    )


def _has_tag(bands: Bands, at: int) -> bool:
    """Say whether a title has something in the corner of the page beside it that stands over no column."""
    largest = max(run.size for run in bands[at])
    tags = [run for run in bands[at] if run.size * TITLE < largest]
    below = [run for band in bands[at + 1 : at + 3] for run in band if not are_figures([run])]
    return bool(tags) and not any(abs(run.box.left - tag.box.left) < tag.size for run in below for tag in tags)


def _begins_right(bands: Bands, at: int) -> bool:
    """Say whether a line alone in its band is the first of the right one of two columns."""
    first, ahead = around(run.box for run in bands[at]), bands[at + 1 : at + 2]
    return any(
        other.box.left < first.right
        and first.left - other.box.left < other.size
        and other.box.top - first.bottom < other.size * GAP
        for band in ahead
        for other in sorted(band, key=lambda other: other.box.left)[1:]
    )


def _is_break(bands: Bands, above: float, at: int) -> bool:
    """Say whether a band is a line that stands over or under all columns though it is short."""
    band = bands[at]
    if len(apart(band)) > 1 or any(run.lines for run in band):
        return False
    others = [run.size for each in (bands[at - 1], *bands[at + 1 : at + 2]) for run in each]
    size, space = band[0].size, min(run.box.top for run in band) - above
    is_heading = size > median(others) * LARGER and space > size * GAP
    is_last = space > size * CLEAR and all(len(apart(each)) == 1 for each in bands[at:])
    return is_heading or is_last
