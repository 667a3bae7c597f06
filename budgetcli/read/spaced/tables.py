"""Tables whose cells spaces set apart, as rows of cells that tabs part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetcli.read.slides.columns import UNIT
from budgetcli.read.slides.heads import NAME_HEADS
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import is_sum
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.under_names import are_described
from budgetcli.read.spaced.broken import with_whole_cells
from budgetcli.read.spaced.cells import (
    DRIFT,
    LEAST_NAME,
    LETTER,
    NEAR,
    Cell,
    Column,
    cells_of,
    columns_of,
    counted,
    crosses,
    edges_of,
)
from budgetcli.read.spaced.head import group_words, head_above, head_fields, meet, with_head, without_groups
from budgetcli.read.spaced.rows import Parts, Table, gaps_of, merged, parts_of, share
from budgetcli.read.spaced.stacks import is_amount, levels_of, unstacked

FEWEST_ROWS = 2
FEWEST_FIGURES = 2
LEAST_COLUMNS = 2
OF_FORM = re.compile(
    r" *(?:\d{1,3}[ .]+)?事[ 　]?業[ 　]?名[ :]+(?:\d{1,3}[ .]+)?"
    r"(?![^ ]*(?:額|年度|概要|内容|説明|増減|備考|課名?)(?: |$))[^\d ]{4,}"
)
"""The line of a form that holds the name of a programme, and is no head of a table."""
FEWEST_FORMS = 5
NUMBER_OF_ROW = re.compile(r"\d{1,3}")
PAGE_NUMBER = re.compile(r"-?\d{1,3}-?")
LONGEST_GAP = 7
"""Lines without figures between two rows of a table."""
MOST_ODD = 10
"""One in so many rows may not fit the columns of the others."""

FEW = 3
"""One in so many rows has figures in two columns beside each other at least."""
MOSTLY = 0.8
"""Share of the rows that have gaps in a text that keeps its columns."""


class Run(NamedTuple):
    """Lines with figures that follow each other under one head."""

    head: range
    anchors: list[int]


def with_cells(text: str) -> str:
    """Return the text, its tables set by spaces with tabs between their cells and each row on one line."""
    levels = levels_of(text)
    are_forms = len({line for line in map(plain, text.split("\n")) if OF_FORM.match(line)}) >= FEWEST_FORMS
    pages = [_before_forms(page) if are_forms else (page, "") for page in text.split("\f")]
    return "\f".join(page + rest if "\t" in page else _with_cells(page, levels) + rest for page, rest in pages)


def _before_forms(page: str) -> tuple[str, str]:
    """Return what stands on a page before its first form, and the forms, in which fields are no cells of rows."""
    lines = page.split("\n")
    first = next((at for at, line in enumerate(lines) if OF_FORM.match(plain(line))), len(lines))
    above, forms = "\n".join(lines[:first]), "\n".join(lines[first:])
    return (f"{above}\n" if above or first else "", forms) if first < len(lines) else (page, "")


def _with_cells(page: str, levels: Sequence[str]) -> str:
    lines = with_whole_cells(page.split("\n"))
    for run, end in _with_ends(lines, least=1):
        if run.head:
            lines = _changed(lines, unstacked(lines, run.head, end, levels))
    for run, end in _with_ends(lines, least=FEWEST_FIGURES):
        lines = _changed(lines, _turned(lines, run, end))
    return "\n".join(lines)


def _changed(lines: Sequence[str], changes: Mapping[int, str]) -> list[str]:
    return [changes.get(at, line) for at, line in enumerate(lines)]


def _with_ends(lines: Sequence[str], least: int) -> list[tuple[Run, int]]:
    """Return the rows under each head, with the line where the next head is."""
    runs = [run for run in _runs(lines, least) if run.anchors]
    starts = [run.head.start if run.head else run.anchors[0] for run in runs]
    return list(zip(runs, [*starts[1:], len(lines)], strict=False))


def _is_anchor(line: str, least: int) -> bool:
    """Say whether a line has the figures of a row, and not only the number of one or of a page."""
    cells = cells_of(line)
    numbers = [cell.text for cell in cells if cell.is_number or (least == 1 and is_amount(cell))]
    if "\t" in line or PAGE_NUMBER.fullmatch(plain("".join(cell.text for cell in cells))):
        return False
    return len(numbers) - (len(cells) > 1 and NUMBER_OF_ROW.fullmatch(plain(cells[0].text)) is not None) >= least


def _runs(lines: Sequence[str], least: int) -> Iterator[Run]:
    """Return the rows under each head."""
    run = Run(range(0), [])
    floor = 0
    for at in (at for at, line in enumerate(lines) if _is_anchor(line, least)):
        head = head_above(lines, at, floor)
        between = sum(bool(line.strip()) for line in lines[floor:at])
        if head or between > LONGEST_GAP or any(UNIT.search(plain(line)) for line in lines[floor:at]):
            yield run
            run = Run(head, [])
        run.anchors.append(at)
        floor = at + 1
    yield run


def _turned(lines: Sequence[str], run: Run, end: int) -> dict[int, str]:
    """Return the lines of a table that read otherwise with its cells parted; nothing where it is none."""
    if len(run.anchors) < FEWEST_ROWS or not run.head or not _is_spaced([lines[at] for at in run.anchors]):
        return {}
    span = range(run.head.stop, min(run.anchors[-1] + LONGEST_GAP, end))
    head_lines = [lines[at] for at in run.head]
    edges = edges_of([cells_of(lines[at]) for at in span])
    for _ in range(2):
        cells = {at: cells_of(lines[at], edges) for at in span}
        columns = _columns(run, cells, head_lines)
        edges = edges._replace(starts=edges.starts | {column.start for column in columns if not column.has_figures})
    if sum(column.has_figures for column in columns) < FEWEST_FIGURES or _are_mixed(columns, run, cells):
        return {}
    parts = {at: found for at in span if (found := parts_of(cells[at], columns))}
    groups = group_words(head_lines, columns)
    head = without_groups(head_lines, columns) if groups else head_fields(head_lines, columns)
    table = Table(columns, _place_of_name(head, columns, [parts[at] for at in run.anchors if at in parts]))
    rows = [at for at in run.anchors if at in parts and not _crosses(cells[at], table)]
    odd = _most_odd([parts[at] for at in rows], columns)
    if len(run.anchors) - len(rows) > odd:
        return {}
    shared = _without_descriptions(share(gaps_of(span, rows, cells, parts, table), rows, parts, table), parts, table)
    turned = _joined(shared, parts, columns, odd)
    heading = {run.head[0]: groups} | {run.head[-1]: "\t".join(head)}
    return turned and dict.fromkeys(run.head, "") | heading | turned


def _crosses(cells: Sequence[Cell], table: Table) -> bool:
    """Say whether cells of a row, which has not just one figure for each column, stand in more than one."""
    figures = [column for column in table.columns if column.has_figures]
    numbers = [cell for cell in cells if cell.is_number]
    is_full = len(numbers) == len(figures) and all(
        column.end + DRIFT > cell.end > column.start - DRIFT for cell, column in zip(numbers, figures, strict=True)
    )
    return not is_full and any(crosses(cell, table.columns[table.name :]) for cell in cells)


def _most_odd(rows: Sequence[Parts], columns: Sequence[Column]) -> int:
    """Return how many rows may not fit the columns of the others: one where all of these fill each column."""
    figures = [at for at, column in enumerate(columns) if column.has_figures]
    is_full = len(rows) >= FEWEST_ROWS and all(at in row for row in rows for at in figures)
    return max(len(rows) // MOST_ODD, is_full)


def _are_mixed(columns: Sequence[Column], run: Run, cells: Mapping[int, Sequence[Cell]]) -> bool:
    """Say whether neighbours hold figures of the same column, so that few rows have figures in both."""
    rows = [cells[at] for at in run.anchors]
    beside = [(one, other) for one, other in pairwise(columns) if one.has_figures and other.has_figures]
    return any(
        other.start - one.end <= NEAR and sum(meet(one, other, [row]) for row in rows) * FEW < len(rows)
        for one, other in beside
    )


def _joined(
    shared: Sequence[tuple[int, Sequence[int]]], parts: Mapping[int, Parts], columns: Sequence[Column], most_odd: int
) -> dict[int, str]:
    """Return each row on the line of its figures, its other lines empty; nothing where figures are stacked."""
    joined: dict[int, str] = {}
    odd = 0
    for row, of_row in shared:
        own = of_row
        fields = merged([parts[at] for at in own], columns)
        if fields is None:
            odd += 1
            own = [at for at in of_row if at == row or not any(columns[each].has_figures for each in parts[at])]
            fields = merged([parts[at] for at in own], columns)
        apart = [at for at in of_row if at not in own]
        if fields is None or odd > most_odd or any(_are_only_figures(parts[at], columns) for at in apart):
            return {}
        joined |= dict.fromkeys(own, "") | {row: "\t".join(fields)}
    return joined


def _without_descriptions(
    shared: Sequence[tuple[int, Sequence[int]]], parts: Mapping[int, Parts], table: Table
) -> list[tuple[int, Sequence[int]]]:
    """Return the rows without the lines under them that describe the programme and are no rest of its name."""
    below = {row: [at for at in own if at > row and set(parts[at]) == {table.name}] for row, own in shared}
    names = [parts[row].get(table.name, "") for row, _ in shared]
    names = [name for name in names if not (is_sum(name) or heading_level(plain(name)))]
    if not all(names) or not are_described(names, [parts[of[0]][table.name] for of in below.values() if of]):
        return list(shared)
    return [(row, [at for at in own if at not in below[row]]) for row, own in shared]


def _are_only_figures(parts: Parts, columns: Sequence[Column]) -> bool:
    return all(columns[at].has_figures for at in parts)


def _is_spaced(rows: Sequence[str]) -> bool:
    """Say whether rows have gaps between their cells, as texts have that keep the columns of a page."""
    return sum("  " in row.strip() for row in rows) >= MOSTLY * len(rows)


def _columns(run: Run, cells: Mapping[int, Sequence[Cell]], head: Sequence[str]) -> list[Column]:
    """Return the columns that rows show, and those of words behind their figures that only other lines show."""
    of_rows = [cells[at] for at in run.anchors]
    columns = columns_of(of_rows)
    first = next((column.start for column in columns if column.has_figures), 0)
    named = sum(any(cell.start < first and LETTER.search(cell.text) for cell in of) for of in of_rows)
    has_names = 2 * named >= len(of_rows)
    others = [
        [
            cell
            for cell in of
            if (cell.start > first or not has_names) and not any(column.holds(cell) for column in columns)
        ]
        for at, of in cells.items()
        if run.anchors[0] - LONGEST_GAP < at < run.anchors[-1]
    ]
    columns = counted(columns_of([*of_rows, *filter(None, others)]), of_rows)
    columns = columns if has_names else _with_names_as_one(columns)
    return with_head(columns, head_fields(head, columns), of_rows) if columns else []


def _with_names_as_one(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those of words before the figures as one, as names that stand over their rows are."""
    first = next((at for at, column in enumerate(columns) if column.has_figures), 0)
    words = [column for column in columns[:first] if column.end - column.start >= LEAST_NAME]
    if len(words) < LEAST_COLUMNS:
        return list(columns)
    others = [column for column in columns if column not in words]
    return sorted([*others, Column(words[0].start, words[-1].end)])


def _place_of_name(head: Sequence[str], columns: Sequence[Column], rows: Sequence[Parts]) -> int:
    """Return the column of names: the one that the head calls so, or the first before the figures with words."""
    tight = ["".join(plain(field).split()) for field in head]
    called = [at for pattern in NAME_HEADS for at, field in enumerate(tight) if pattern.fullmatch(field)]
    if called:
        return called[0]
    first = next(at for at, column in enumerate(columns) if column.has_figures)
    words = [[row[at] for row in rows if at in row] for at in range(first)]
    named = [at for at, of in enumerate(words) if of and sum(map(len, of)) >= LEAST_NAME * len(of)]
    return max(named, key=lambda at: (len(words[at]), -at), default=max(first - 1, 0))
