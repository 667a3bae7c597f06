"""Rows of a table that spaces set, of which some cells are broken over several lines."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import bullet_of
from budgetcli.read.slides.outline import POLICY, heading_level
from budgetcli.read.spaced.cells import ROW_NUMBER, Cell, Column, crosses, place

Parts = Mapping[int, str]
"""What a line has in each column that it has anything in."""
BRACKETED = re.compile(r"[(\[〔〈].*[)\]〕〉]")
IN_WORD = re.compile(r"[A-Za-z0-9]")
OPEN = re.compile(r"[(「『〔](?=[^)」』〕]*$)")
NO_PART = re.compile(r"[(\[]?(?:金額)?単位|[(\[【]?(?:注|参考)|※")
SHORTEST_FIGURE = 3
"""Characters of a figure that is no number of a row."""
NUMBER_AND_WORDS = 2
"""The cells of a heading whose number a gap parts from it."""
NEW_NAME = 6
"""What it costs that a row begins inside a cell."""
NAMED_LEVELS = (*range(POLICY, POLICY + 3), 30, 33, 36)
"""Levels of headings that say what they are: policies and measures of plans, 款, 項 and 目."""


class Table(NamedTuple):
    """What is known of a table before its rows are put together."""

    columns: Sequence[Column]
    name: int
    """The column of names."""


class Gap(NamedTuple):
    """Lines between two rows, of which the upper ones belong to the row above and the others to the row below."""

    lines: tuple[int, ...]
    least: int
    """How many belong to the row above at least."""
    most: int


class Split(NamedTuple):
    """How the lines of the gaps are shared."""

    cost: int
    counts: tuple[int, ...]
    """How many lines of each gap belong to the row above it."""


def parts_of(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[int, str] | None:
    """Return what a line has in each column; None where two figures stand in one and others are empty."""
    places = [place(cell, columns) for cell in cells]
    of_figures = [at for at, column in enumerate(columns) if column.has_figures]
    numbers = [number for number, cell in enumerate(cells) if cell.is_number and columns[places[number]].has_figures]
    if len(numbers) == len(of_figures):
        for number, at in zip(numbers, of_figures, strict=True):
            places[number] = at
    parts: dict[int, str] = {}
    for cell, placed in zip(cells, places, strict=True):
        at = placed
        if at in parts and columns[at].has_figures:
            if cell.is_number or at + 1 == len(columns) or columns[at + 1].has_figures:
                return None
            at += 1
        parts[at] = f"{parts[at]} {cell.text}" if at in parts else cell.text
    return parts


def gaps_of(
    span: range, rows: Sequence[int], cells: Mapping[int, Sequence[Cell]], parts: Mapping[int, Parts], table: Table
) -> list[Gap]:
    """Return the lines before the first row, between two rows, and behind the last."""
    found: list[Gap] = []
    for above, below in zip([None, *rows], [*rows, None], strict=True):
        between = range(span.start if above is None else above + 1, span.stop if below is None else below)
        ahead = parts[below] if below is not None else None
        shut = [at for at in between if at not in parts or _is_apart(cells[at], ahead, table)]
        upper = range(between.start, shut[0] if shut else between.stop) if above is not None else range(0)
        lower = range(shut[-1] + 1 if shut else between.start, between.stop) if below is not None else range(0)
        upper, lower = (_without_sentences(each, parts, table.name) for each in (upper, lower))
        if shut or above is None:
            found.append(Gap((*upper, *lower), len(upper), len(upper)))
        else:
            found.append(Gap(tuple(upper), 0, len(upper)))
    return found


def _without_sentences(lines: range, parts: Mapping[int, Parts], name: int) -> range:
    """Return the lines, or none if they are a description that stands under a name and in no column of its own."""
    is_described = any("。" in parts[at].get(name, "") for at in lines)
    return range(0) if is_described else lines


def _is_apart(cells: Sequence[Cell], ahead: Parts | None, table: Table) -> bool:
    """Say whether a line is no part of a row: a unit, a note, or a heading, which stands across columns or is marked.

    A marked line is the beginning of the name of the row ahead if that has no other.
    """
    if any(crosses(cell, table.columns) or NO_PART.match(plain(cell.text)) for cell in cells):
        return True
    if _is_other_row(cells, table) or heading_level(plain(" ".join(cell.text for cell in cells))) in NAMED_LEVELS:
        return True
    if len(cells) == NUMBER_AND_WORDS and ROW_NUMBER.fullmatch(plain(cells[0].text)):
        is_over_names = ahead is None or bullet_of(plain(ahead.get(table.name, ""))) != ""
        return is_over_names and place(cells[1], table.columns) <= table.name
    if len(cells) > 1 or place(cells[0], table.columns) > table.name:
        return False
    words = plain(cells[0].text)
    return (heading_level(words) > 0 or bullet_of(words) != "") and (ahead is None or table.name in ahead)


def _is_other_row(cells: Sequence[Cell], table: Table) -> bool:
    """Say whether a line is a row of its own with one figure: the sum of a 款 over its programmes."""
    places = {place(cell, table.columns) for cell in cells}
    figures = [cell for cell in cells if cell.is_number and table.columns[place(cell, table.columns)].has_figures]
    return table.name in places and any(len(cell.text) >= SHORTEST_FIGURE for cell in figures)


def share(
    gaps: Sequence[Gap], rows: Sequence[int], parts: Mapping[int, Parts], table: Table
) -> list[tuple[int, list[int]]]:
    """Return each row with its lines; those between two rows go where its cells are centred best."""
    is_centred = any(gap.most < len(gap.lines) for gap in gaps) or any(table.name not in parts[row] for row in rows)
    best = {0: Split(0, (0,))}
    for at, row in enumerate(rows):
        above, below = gaps[at], gaps[at + 1]
        best = {
            count: min(
                Split(
                    split.cost
                    + _cost(
                        [parts[each] for each in above.lines[taken:]],
                        parts[row],
                        [parts[each] for each in below.lines[:count]],
                        table.name,
                        is_centred=is_centred,
                    ),
                    (*split.counts, count),
                )
                for taken, split in best.items()
            )
            for count in range(below.least, below.most + 1)
        }
    counts = min(best.values()).counts
    return [
        (row, [*gaps[at].lines[counts[at] :], row, *gaps[at + 1].lines[: counts[at + 1]]])
        for at, row in enumerate(rows)
    ]


def _cost(above: Sequence[Parts], row: Parts, below: Sequence[Parts], name: int, *, is_centred: bool) -> int:
    """Return how much speaks against a row's having these lines above and below that of its figures."""
    columns = {at for parts in (*above, *below) for at in parts}
    lines = [(sum(at in parts for parts in above), sum(at in parts for parts in below)) for at in columns]
    cost = sum(abs(up - down) if is_centred else up for up, down in lines)
    names = [parts[name] for parts in (*above, row, *below) if name in parts]
    broken = sum(bullet_of(plain(each)) not in ("", "dot") for each in names[1:])
    whole = plain("".join(names))
    return cost + NEW_NAME * broken + 2 * bool(OPEN.search(whole)) + 2 * whole.startswith(("(", ")")) + 3 * (not names)


def merged(lines: Sequence[Parts], columns: Sequence[Column]) -> list[str] | None:
    """Return the cells of a row from its lines, its number first; None where figures stand one under the other."""
    row = [""] * len(columns)
    for parts in lines:
        for at, words in parts.items():
            if row[at] and columns[at].has_figures and not BRACKETED.fullmatch(plain(words)):
                return None
            if row[at] and not columns[at].has_figures and ROW_NUMBER.fullmatch(plain(words)):
                row[at] = f"{words} {row[at]}"
                continue
            row[at] = joined(row[at], words, " " if columns[at].has_figures else "")
    return row


def joined(before: str, after: str, space: str = "") -> str:
    """Return two pieces of a cell as one, with a space between words of letters."""
    if before and IN_WORD.fullmatch(before[-1]) and after[:1].isascii() and after[:1].isalpha():
        space = " "
    return before + (space if before else "") + after
