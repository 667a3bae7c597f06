"""Tables whose cells hold figures one under the other, with a field for each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.stacks import LEVEL, LEVELS
from budgetcli.read.spaced.cells import FIRST_FIGURE, Cell, Column, cells_of, columns_of, crosses, edges_of_first, place
from budgetcli.read.spaced.head import head_fields, with_head
from budgetcli.read.spaced.rows import joined
from budgetcli.read.vocabulary import DIGITS, MONEY, NOTHING, OFFICE_END, SCALE

OFFICE_UNDER = re.compile(rf"[(〔\[][^()〔〕\[\]]{{1,16}}{OFFICE_END}(?:ほか)?[)〕\]]")
"""The office under a name, in brackets."""
BEFORE = re.compile(r"\((?:対?前年度?|昨年度)[^()]*\)$")
"""What the head calls the figures in brackets."""
IN_BRACKETS = re.compile(
    r"[(〔\[〈] ?(?:(?:前年度|昨年度|R?\d{1,2}年度)[^()〔〕\[\]\d]{0,6})?"
    rf"(?:{DIGITS}|{MONEY}|{NOTHING}|皆減) ?[)〕\]〉]"
)
NUMBER = re.compile(r"\d{1,3}(?: |$)")
"""The number of a row before its name."""
GLUED_HEAD = re.compile("予 *算 *額|事 *業 *費|金 *額")
"""The heading of the amounts where it stands over another column."""
BROKEN = re.compile(rf"\d[\d,.]*(?:{SCALE}[\d,.]*)+")
"""An amount whose unit is on the next line."""
UNIT = re.compile(rf"{SCALE}*円")


class Stack(NamedTuple):
    """The figures of one row that stand one under the other."""

    lines: range
    """Those of its figures."""
    figures: tuple[str, ...]

    def within(self, fields: int) -> "Stack":
        """Return the figures in so many fields."""
        if fields == 1:
            return self._replace(figures=(" ".join(self.figures),))
        return self._replace(figures=(*self.figures, *("",) * (fields - len(self.figures))))


def levels_of(text: str) -> list[str]:
    """Return what a text calls the levels of its cells, from the top; nothing where it does not say."""
    found: dict[str, str] = {}
    for level, label in LEVEL.findall(plain(text)):
        found.setdefault(level, label.strip(" /／・:：、,"))
    return [found[level] for level in LEVELS if level in found] if len(found) > 1 else []


def unstacked(lines: Sequence[str], head: range, end: int, levels: Sequence[str]) -> dict[int, str]:
    """Return the lines of a table whose cells hold several figures as rows; nothing where it is none."""
    span = range(head.stop, end)
    edges = edges_of_first([cells_of(lines[at]) for at in span])
    cells = {at: cells_of(lines[at], edges) for at in span if lines[at].strip()}
    heading = [lines[at] for at in head]
    columns = _columns(cells, heading)
    at = next((at for at, column in enumerate(columns) if column.has_figures), None)
    if at is None or at == 0:
        return {}
    own = [
        field if each == at else GLUED_HEAD.sub("", field) for each, field in enumerate(head_fields(heading, columns))
    ]
    names = list(levels) or _names(plain(own[at]))
    is_lone = sum(column.has_figures for column in columns) == 1
    stacks = [stack.within(len(names)) for stack in _stacks(_figures(cells, columns, at), levels, is_lone=is_lone)]
    rows = {stack: list(_row_lines(stack, below, cells, columns)) for stack, below in _with_next(stacks, end)}
    fields = {
        stack: _fields([cells[each] for each in rows[stack] if each in cells], columns, at, stack) for stack in rows
    }
    if not stacks or not all(fields.values()):
        return {}
    turned = {stack.lines.start: "\t".join(fields[stack] or ()) for stack in stacks}
    empty = dict.fromkeys((each for of_row in (*rows.values(), head) for each in of_row), "")
    return empty | {head[-1]: "\t".join([*own[:at], *names, *own[at + 1 :], ""])} | turned


def _columns(cells: Mapping[int, Sequence[Cell]], head: Sequence[str]) -> list[Column]:
    lines = [at for at, of in cells.items() if any(cell.is_number or is_money(cell) for cell in of)]
    with_figures = [cells[at] for at in lines]
    between = [of for at, of in cells.items() if lines and lines[0] < at < lines[-1] and not _is_heading(of)]
    columns = columns_of(with_figures if _have_words(with_figures) else between)
    columns = with_head(columns, head_fields(head, columns), with_figures) if columns else []
    return [column._replace(has_figures=_has_amounts(column, with_figures)) for column in columns]


def _is_heading(cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and heading_level(plain(cells[0].text)) > 0


def _have_words(lines: Sequence[Sequence[Cell]]) -> bool:
    """Say whether any of the lines begins with words."""
    return any(not cells[0].is_figure and not is_money(cells[0]) for cells in lines)


def _has_amounts(column: Column, lines: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a column holds figures, or rather amounts with their units than words."""
    inside = [cell for cells in lines for cell in cells if column.holds(cell)]
    amounts = sum(is_money(cell) for cell in inside)
    return column.has_figures or amounts > sum(not cell.is_number and not is_money(cell) for cell in inside)


def is_money(cell: Cell) -> bool:
    """Say whether a cell is an amount with its unit."""
    return re.fullmatch(MONEY, plain(cell.text)) is not None


def is_amount(cell: Cell) -> bool:
    """Say whether a cell is an amount with its unit, or a figure with words behind it, and does not begin a line."""
    return is_money(cell) or (cell.start > 0 and FIRST_FIGURE.match(plain(cell.text)) is not None)


def _figures(cells: Mapping[int, Sequence[Cell]], columns: Sequence[Column], at: int) -> list[tuple[int, str]]:
    """Return the figures of a column with their lines; one that is broken over two of them is whole."""
    figures: list[tuple[int, str]] = []
    for line, of in cells.items():
        for cell in (cell for cell in of if place(cell, columns) == at):
            if UNIT.fullmatch(plain(cell.text)) and figures:
                figures[-1] = (figures[-1][0], figures[-1][1] + cell.text)
            elif (
                cell.is_figure
                or is_money(cell)
                or BROKEN.fullmatch(plain(cell.text))
                or IN_BRACKETS.fullmatch(plain(cell.text))
            ):
                figures.append((line, cell.text))
    return figures


def _stacks(figures: Sequence[tuple[int, str]], levels: Sequence[str], *, is_lone: bool) -> list[Stack]:
    """Return the figures of each row: as many as there are levels, or one with others in brackets below.

    Where theirs is the only column of figures, few may have none below.
    """
    starts = [at for at, (_, text) in enumerate(figures) if not IN_BRACKETS.fullmatch(plain(text))]
    if levels and not len(figures) % len(levels):
        starts = list(range(0, len(figures), len(levels)))
    elif not _are_pairs(figures) and not _have_brackets(figures, is_lone=is_lone):
        return []
    groups = [figures[start:end] for start, end in zip(starts, [*starts[1:], len(figures)], strict=True)]
    return [Stack(range(of[0][0], of[-1][0] + 1), tuple(text for _, text in of)) for of in groups]


def _are_pairs(figures: Sequence[tuple[int, str]]) -> bool:
    """Say whether each figure has one in brackets below."""
    alternate = all(bool(IN_BRACKETS.fullmatch(plain(text))) is bool(at % 2) for at, (_, text) in enumerate(figures))
    return alternate and not len(figures) % 2


def _have_brackets(figures: Sequence[tuple[int, str]], *, is_lone: bool) -> bool:
    """Say whether half of the figures, which are alone in their rows or print their units, have others below."""
    apart = [text for _, text in figures if not IN_BRACKETS.fullmatch(plain(text))]
    has_first = bool(figures) and figures[0][1] in apart
    are_money = is_lone or all(re.fullmatch(MONEY, plain(text)) for text in apart)
    return has_first and are_money and 2 * (len(figures) - len(apart)) >= len(apart)


def _with_next(stacks: Sequence[Stack], end: int) -> Iterator[tuple[Stack, int]]:
    """Return the figures of each row with the line on which those of the next one begin."""
    return zip(stacks, [*(stack.lines.start for stack in stacks[1:]), end], strict=False)


def _row_lines(
    stack: Stack, below: int, cells: Mapping[int, Sequence[Cell]], columns: Sequence[Column]
) -> Iterator[int]:
    """Return the lines of a row: those of its figures, and those right below that are no heading."""
    yield from stack.lines
    for at in range(stack.lines.stop, below):
        if at not in cells or any(crosses(cell, columns) for cell in cells[at]):
            return
        if heading_level(plain(cells[at][0].text)) or not cells[at]:
            return
        yield at


def _fields(lines: Sequence[Sequence[Cell]], columns: Sequence[Column], at: int, stack: Stack) -> list[str] | None:
    """Return the fields of a row, an office behind all others; None where another column holds two figures."""
    fields = [""] * len(columns)
    office = ""
    numbers = [match[0] for of in lines if (match := NUMBER.match(plain(of[0].text))) and place(of[0], columns) < at]
    for cell in (cell for of in lines for cell in _without_number(of, numbers)):
        where = place(cell, columns)
        if where < at and OFFICE_UNDER.fullmatch(plain(cell.text)):
            office = cell.text
        elif where != at and columns[where].has_figures and fields[where] and cell.is_number:
            return None
        elif where != at:
            fields[where] = joined(fields[where], cell.text)
    return [*fields[:at], *stack.figures, *fields[at + 1 :], office]


def _without_number(cells: Sequence[Cell], numbers: Sequence[str]) -> Sequence[Cell]:
    """Return the cells of a line, the first one without the number of its row."""
    first = cells[0]
    if not numbers or not NUMBER.match(plain(first.text)):
        return cells
    rest = first.text[len(numbers[0]) :].strip()
    return [*([first._replace(start=first.end - len(rest), text=rest)] if rest else []), *cells[1:]]


def _names(field: str) -> list[str]:
    """Return what a head calls an amount, and the one in brackets below if it names that too."""
    below = BEFORE.search(field)
    return [field[: below.start()], below[0].strip("()")] if below else [field]
