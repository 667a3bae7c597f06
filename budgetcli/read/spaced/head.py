"""The head of a table that spaces set, as one line of fields."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from budgetcli.read.slides.columns import HEAD, WORD
from budgetcli.read.slides.heads import COLUMN_OF_WORDS, NAME_HEADS, may_head
from budgetcli.read.slides.labels import YEAR
from budgetcli.read.slides.line import CELL_GAP, plain
from budgetcli.read.spaced.cells import LONGEST_LETTER_GAP, Cell, Column, cells_of, place

FARTHEST = 14
"""Lines above the first row in which the last line of the head stands."""
FEWEST_WORDS = 2
LEAST_GROUP = 2
"""Columns of a group, and groups."""
NOTE = re.compile(r"※|[(\[【]?(?:注|参考)")
LONGEST_REST = 6
"""Characters of the last line of a heading."""
YEARS = re.compile(r"\(\d{1,2}[~〜-]\d{1,2}年度\)")
"""The years of which a column holds the sum."""
LETTERS = re.compile(r"[(\[]?[A-E](?:[-+/][A-E])*[)\]]?|負担金|補助金")
LETTER = re.compile(r"(?<=[^\W\dA-ZＡ-Ｚ])[(（]?[A-ZＡ-Ｚ][)）]?$")
"""What a formula of another column calls a column."""


def head_above(lines: Sequence[str], first: int, floor: int) -> range:
    """Return the lines of the head nearest above a row, none of them above `floor`; nothing where there is none."""
    for end in range(first - 1, max(floor, first - FARTHEST) - 1, -1):
        start = end + 1
        while start > floor and _is_head(lines[start - 1]):
            start -= 1
        words = "".join("".join(plain(line).split()) for line in lines[start : end + 1])
        if len(WORD.findall(words)) >= FEWEST_WORDS:
            under = takewhile(lambda at: _goes_under(lines[at]), range(end + 1, first))
            return range(start, max(under, default=end) + 1)
    return range(0)


def _goes_under(line: str) -> bool:
    """Say whether a line holds the last words of headings: A, A-B, 負担金."""
    words = ["".join(plain(cell.text).split()) for cell in cells_of(line)]
    is_short = all(len(each) <= LONGEST_REST and not re.search(r"[\d。、]", each) for each in words)
    told = sum(WORD.search(each) is not None or LETTERS.fullmatch(each) is not None for each in words)
    return bool(words) and is_short and 2 * told >= len(words)


def _is_head(line: str) -> bool:
    words = plain(line).strip()
    return bool(words) and not NOTE.match(words) and (may_head(words) or _names_columns(line))


def _names_columns(line: str) -> bool:
    """Say whether a line has the heading of the names beside others, whatever these are."""
    cells = ["".join(plain(cell.text).split()) for cell in cells_of(line)]
    is_named = any(pattern.fullmatch(cell) for cell in cells for pattern in NAME_HEADS)
    return is_named and len(cells) > LEAST_GROUP and not re.search(r"[\d、。]", "".join(cells))


def head_fields(lines: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Return what a head says of each column, its words from top to bottom."""
    if len(lines) == 1 and len(listed := _listed(lines[0])) == len(columns):
        return [LETTER.sub("", field) for field in listed]
    fields = [""] * len(columns)
    groups = [""] * len(columns)
    for cells in map(cells_of_head, lines):
        in_order = _in_order(cells, columns)
        for cell in cells:
            under = [at for at, column in enumerate(columns) if column.has_figures and _is_over(cell, column)]
            for part in _apart(cell, is_wide=bool(in_order) or len(under) > 1):
                if len(under) > 1 and part == cell and part not in in_order:
                    for at in under:
                        groups[at] = cell.text
                else:
                    fields[in_order.get(part, place(part, columns))] += part.text
    return [_named(group, field) for group, field in zip(groups, fields, strict=True)]


def _in_order(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[Cell, int]:
    """Return which column of figures each word of a line heads, if they are as many; extraction moves heads aside."""
    figures = [at for at, column in enumerate(columns) if column.has_figures]
    words = [part for cell in cells for part in _apart(cell, is_wide=True) if _heads_figures(part)]
    return dict(zip(words, figures, strict=True)) if len(words) == len(figures) else {}


def _heads_figures(cell: Cell) -> bool:
    tight = "".join(plain(cell.text).split())
    match = WORD.match(tight)
    return YEARS.fullmatch(tight) is not None or (match is not None and match.lastgroup != "remark")


def group_words(lines: Sequence[str], columns: Sequence[Column]) -> str:
    """Return what stands over groups of columns whose headings a head repeats; empty where it has none."""
    figures = [at for at, column in enumerate(columns) if column.has_figures]
    words = head_fields(lines[-1:], columns)
    own = [words[at] for at in figures]
    widths = range(LEAST_GROUP, len(own) // LEAST_GROUP + 1)
    if not all(own) or not any(own == own[:width] * (len(own) // width) for width in widths):
        return ""
    first = columns[figures[0]].start
    return CELL_GAP.join(cell.text for line in lines[:-1] for cell in cells_of_head(line) if cell.end > first)


def without_groups(lines: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Return what a head says of each column below what it says of groups of them."""
    first = next(column.start for column in columns if column.has_figures)
    return head_fields([*(line[:first] for line in lines[:-1]), lines[-1]], columns)


def cells_of_head(line: str) -> list[Cell]:
    """Return the cells of a line of a head, letters that gaps set apart as the words that they make."""
    runs: list[list[Cell]] = []
    for cell in cells_of(line):
        letters = _letters(cell, line)
        if letters and runs and _is_broken(_letters(runs[-1][-1], line), letters[0]):
            runs[-1] += letters
        else:
            runs.append(letters or [cell])
    return [word for run in runs for word in (_words(run) if len(run) > 1 else run)]


def _letters(cell: Cell, line: str) -> list[Cell]:
    """Return the letters of a cell if spaces part all of them."""
    found = [Cell(match.start(), match.end(), match[0]) for match in re.finditer(r"\S+", line[cell.start : cell.end])]
    moved = [each._replace(start=each.start + cell.start, end=each.end + cell.start) for each in found]
    return moved if all(len(each.text) == 1 for each in moved) else []


def _is_broken(last: Sequence[Cell], letter: Cell) -> bool:
    """Say whether what is before a letter is letters apart, too, that are no word of a head with those behind it."""
    return bool(last) and letter.start - last[-1].end <= LONGEST_LETTER_GAP


def _words(letters: Sequence[Cell]) -> list[Cell]:
    """Return letters as words of a head, parted where one ends and the gap is wider than the next one."""
    gaps = [after.start - one.end for one, after in pairwise(letters)]
    words = [letters[0]]
    for at, (letter, gap) in enumerate(zip(letters[1:], gaps, strict=True), start=1):
        last = words[-1]
        longer = [last.text + "".join(each.text for each in letters[at:end]) for end in range(at + 1, len(letters) + 1)]
        is_whole = _is_word(last.text) and not any(map(_is_word, longer))
        if is_whole and all(gap > after for after in gaps[at : at + 1]):
            words.append(letter)
        else:
            words[-1] = Cell(last.start, letter.end, last.text + letter.text)
    return words


def _is_word(words: str) -> bool:
    return any(pattern.fullmatch(plain(words)) for pattern in (HEAD, WORD, COLUMN_OF_WORDS))


def _listed(line: str) -> list[str]:
    """Return what a head on one line says of each column, from left to right."""
    return [part.text for cell in cells_of_head(line) for part in _apart(cell, is_wide=False)]


def with_head(columns: Sequence[Column], head: Sequence[str], lines: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns, those without a heading as parts of their neighbours where they can be."""
    joined = [columns[0]]
    for column, field, before in zip(columns[1:], head[1:], head, strict=False):
        last = joined[-1]
        is_rest = not field and not last.has_figures and any(other.has_figures for other in joined)
        is_same = last.has_figures and column.has_figures and not (field and before)
        is_dash = is_same and not field and column.end - column.start == 1
        if is_rest or is_dash or (is_same and not meet(last, column, lines)):
            joined[-1] = last._replace(end=column.end)
        else:
            joined.append(column)
    return joined


def meet(left: Column, right: Column, lines: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a line has figures in both columns."""
    figures = [[cell for cell in cells if cell.is_number] for cells in lines]
    return any(any(map(left.holds, cells)) and any(map(right.holds, cells)) for cells in figures)


def _is_over(cell: Cell, column: Column) -> bool:
    """Say whether a cell stands over the middle of a column."""
    return 2 * cell.start <= column.start + column.end <= 2 * cell.end


def _apart(cell: Cell, *, is_wide: bool) -> list[Cell]:
    """Return the words of a cell over several columns, if single spaces part them; else the cell."""
    is_list = all(WORD.match(word) for word in plain(cell.text).split())
    if not (is_wide or is_list) or " " not in plain(cell.text) or len(cell.text) != cell.end - cell.start:
        return [cell]
    words = re.finditer(r"\S+", plain(cell.text))
    return [Cell(cell.start + word.start(), cell.start + word.end(), cell.text[slice(*word.span())]) for word in words]


def _named(group: str, field: str) -> str:
    """Return the heading of a column, behind the year that stands over it and others."""
    is_of_year = re.search(YEAR, plain(group)) and not re.search(YEAR, plain(field))
    return LETTER.sub("", group + field if is_of_year else field or group)
