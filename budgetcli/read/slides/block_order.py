"""Which name is which row's, in a text that prints a table block by block."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from budgetcli.read.slides.block_cells import Cell
from budgetcli.read.slides.block_names import Label, Names, is_over_rows, own_label
from budgetcli.read.slides.cells import value
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.proofs import Proved

Row = tuple[int, ...]
NEARLY_ALL = 0.7
FEWEST_SUMS = 2
MOST_NAMELESS = 2
"""Rows behind one name, of which the last may be a sum without one."""
BEHIND = 10**9
"""Behind all lines."""


def names_of(lines: Sequence[Line], cells: Sequence[Cell], names: Names, groups: Sequence[Proved]) -> dict[Row, Label]:
    """Return the names of the rows that are certain: right before the figures, or as many as rows between others."""
    found: dict[Row, Label] = {}
    before = _before(lines, cells, names, groups)
    for group, labels in zip(groups, _shared(cells, names, groups, before), strict=True):
        found.update(zip(group.rows, labels, strict=True) if len(labels) == len(group.rows) else ())
    rows = [row for group in groups for row in group.rows]
    lost = [row for row in rows if row not in found]
    found.update(zip(lost, names.block_of(len(lost), found.values()), strict=False))
    style = _style(list(found.values()))
    every = [label for label in names.between(0, len(lines)) if label.is_sure and label.has_style(style)]
    found.update(_counted(rows, every, found))
    lost = [row for row in rows if row not in found]
    left = _left(every, found)
    is_told = len(lost) == len(left) and not _amounts_left(cells, groups, 0, BEHIND)
    places = [cells[min(row)].at for row in lost]
    is_told = is_told and (_are_together(left, places) or _sums_agree(cells, lost, left))
    return {**found, **dict(zip(lost, left, strict=True))} if is_told else found


def _are_together(labels: Sequence[Label], rows: Sequence[int]) -> bool:
    """Say whether no row's figures stand between the names."""
    return not any(labels[0].first < row < labels[-1].last for row in rows)


def _amounts_left(cells: Sequence[Cell], groups: Sequence[Proved], start: int, end: int) -> bool:
    """Say whether lines between two places hold an amount that is of no row."""
    spent = {at for group in groups for row in group.rows for at in row}
    return any(start < cell.at < end and "," in cell.words for at, cell in enumerate(cells) if at not in spent)


def _style(labels: Sequence[Label]) -> str:
    """Return the style of the bullets that nearly all names have; nothing where they have none or several."""
    styles = Counter(label.style for label in labels)
    style, count = max(styles.items(), key=lambda entry: entry[1], default=("", 0))
    return style if count >= NEARLY_ALL * len(labels) else ""


def _before(lines: Sequence[Line], cells: Sequence[Cell], names: Names, groups: Sequence[Proved]) -> list[list[Label]]:
    """Return the names before each group's figures, behind those of the group before it."""
    done = 0
    found: list[list[Label]] = []
    for group in groups:
        first = cells[group.start].at
        own = own_label(lines[first], first) if len(group.rows) == 1 else None
        start = max((cell.at + 1 for cell in cells[: group.start] if _is_amount(cell)), default=0)
        between = names.between(max(done, min(start, first)), first)
        found.append([own] if own else between)
        done = cells[group.end - 1].at + 1
    return found


def _shared(
    cells: Sequence[Cell], names: Names, groups: Sequence[Proved], before: Sequence[Sequence[Label]]
) -> list[Sequence[Label]]:
    """Return the names of each group's rows: of names that stand together, one for each of the rows behind them."""
    shared: list[Sequence[Label]] = []
    at = 0
    while at < len(groups):
        end = at + 1
        while end < len(groups) and not before[end]:
            end += 1
        rows = sum(len(group.rows) for group in groups[at:end])
        labels = _of_rows(before[at], rows)
        first = cells[groups[at].start].at
        is_beside = bool(before[at]) and names.reaches(before[at][-1], first)
        is_lone = len(before[at]) == 1 or (end - at <= MOST_NAMELESS and is_beside)
        is_told = is_beside or (end - at == 1 and bool(before[at]) and names.is_over(before[at][-1], first))
        if len(groups[at].rows) == 1 and is_lone and not names.are_stacked(before[at]):
            labels = before[at][-1:] if is_told else []
        labels = labels or names.line_by_line(before[at], first, rows)
        for group in groups[at:end]:
            shared.append(labels[: len(group.rows)])
            labels = labels[len(group.rows) :]
        at = end
    return shared


def _of_rows(labels: Sequence[Label], rows: int) -> Sequence[Label]:
    """Return as many of the names as there are rows, if they are certain."""
    alike = [label for label in labels if label.style == labels[-1].style]
    sure = [label for label in alike if label.is_sure]
    outlined = labels if all(label.style for label in labels) else []
    return next((each for each in (alike, sure, outlined) if len(each) == rows), [])


def _counted(rows: Sequence[Row], labels: Sequence[Label], found: dict[Row, Label]) -> dict[Row, Label]:
    """Return the names between two rows that have theirs, where they are as many as the rows between these."""
    more: dict[Row, Label] = {}
    anchors = [-1, *(at for at, row in enumerate(rows) if row in found), len(rows)]
    ends = [-1, *(found[rows[at]].first for at in anchors[1:-1]), BEHIND]
    for (one, other), (start, end) in zip(pairwise(anchors), pairwise(ends), strict=True):
        lost = rows[one + 1 : other]
        left = [label for label in _left(labels, found) if start < label.first < end]
        if lost and left and len(_of_rows(left, len(lost))) == len(left):
            more.update(zip(lost, left, strict=True))
    return more


def _left(labels: Sequence[Label], found: dict[Row, Label]) -> list[Label]:
    """Return the names that are no row's yet."""
    taken = {place for label in found.values() for place in label.places}
    return [label for label in labels if label.first not in taken]


def _is_amount(cell: Cell) -> bool:
    """Say whether a cell is no number that counts rows."""
    return not (cell.words.isdecimal() and len(cell.words) < 3)


def _sums_agree(cells: Sequence[Cell], rows: Sequence[Row], labels: Sequence[Label]) -> bool:
    """Say whether the figures of at least two headings are the sums of the rows under each."""
    parts: list[list[Row]] = []
    for row, label in zip(rows, labels, strict=True):
        if is_over_rows(label.words):
            parts.append([row])
        elif parts:
            parts[-1].append(row)
    whole = [part for part in parts if len(part) > 1]
    return len(whole) >= FEWEST_SUMS and all(_is_sum(cells, part) for part in whole)


def _is_sum(cells: Sequence[Cell], part: Sequence[Row]) -> bool:
    columns = [[value("".join(cells[at].words.split())) or 0 for at in column] for column in zip(*part, strict=True)]
    return any(whole and whole == sum(rest) for whole, *rest in columns)
