"""Cells of lines that spaces set apart, and the columns in which they stand one under the other."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.read.slides.cells import CELL
from budgetcli.read.slides.line import plain
from budgetcli.read.vocabulary import MONEY

APART = re.compile(r"\S+(?: \S+)*")
GROUPED = r"\d{1,3}(?: ?,\d{3})+(?:\.\d+)?"
BESIDE = re.compile(
    rf"(?<!\S)(?:[△▲-] ?{GROUPED}|[△▲] ?\d+(?:\.\d+)?|{GROUPED}(?:\+事項要求)?|\d+\+事項要求"
    rf"|[(〔\[] ?(?:{GROUPED}|-) ?[)〕\]]"
    r"|(?<![A-Z] )-(?! [A-Z]))(?!\S)"
)
"""A figure that is a cell although a single space parts it from its neighbour."""
FIRST_FIGURE = re.compile(
    rf"(?:{MONEY}|(?:[△▲-] ?)?\d[\d,.]*%?|-"
    r"|[(〔\[] ?(?:\d[\d,.]*|-|新規) ?[)〕\]])(?= (?![⇒→兆億万]|[百千]*円))"
)
LONE_BULLET = re.compile(r"[①-⑳○●◎◯◇◆□■・] ")
"""What belongs to the words behind it, although lines below begin where these do."""
LETTER = re.compile(r"[一-龥ぁ-ヶ]")
LONGEST_LETTER_GAP = 8
SPACED_LETTERS = re.compile(r"[一-龥ぁ-ヶ](?:\s+[一-龥ぁ-ヶ・])+")
IS_CELL = re.compile(CELL)
IS_NUMBER = re.compile(r".*\d.*|[(\[〔]? ?[-ー] ?[)\]〕]?")
MOST_COLUMNS = 24
DRIFT = 8
"""Characters by which the figures of a column are moved aside at most."""
MOSTLY = 0.8
"""Share of the rows that have as many figures as there are columns of them."""
OFTEN = 3
"""Cells that begin at one place and make it the edge of a column."""
EDGE = 1
"""Characters by which the right ends of figures of a column differ."""
LEAST_INSET = 2
"""Characters from the left edge of a table at which its second column begins at least."""
LEAST_NAME = 4
ROW_NUMBER = re.compile(r"\d{1,3}")
MOST_BEFORE_NAME = 2
NEAR = 2
"""Characters between what is one column although its short and long cells do not meet."""


class Cell(NamedTuple):
    """What stands in a line with gaps on both sides."""

    start: int
    end: int
    text: str

    @property
    def is_figure(self) -> bool:
        """Say whether it is a figure, or what a column of figures has in its place."""
        return IS_CELL.fullmatch(plain(self.text)) is not None

    @property
    def is_number(self) -> bool:
        """Say whether it is a figure or a dash, and no word."""
        return self.is_figure and IS_NUMBER.fullmatch(plain(self.text)) is not None


class Column(NamedTuple):
    """The places of a line that a column's cells take."""

    start: int
    end: int
    has_figures: bool = False

    def shared(self, cell: Cell) -> int:
        """Return how many places a cell has in common with it."""
        return min(self.end, cell.end) - max(self.start, cell.start)

    def holds(self, cell: Cell) -> bool:
        """Say whether half of a cell stands in the column, or the cell over half of it."""
        return 2 * self.shared(cell) >= min(self.end - self.start, cell.end - cell.start)


class Edges(NamedTuple):
    """Where a single space is a gap, as other lines of the table show."""

    ends: frozenset[int] = frozenset()
    """Where figures end."""
    starts: frozenset[int] = frozenset()
    """Where cells of words begin."""


NO_EDGES = Edges()


def edges_of(lines: Sequence[Sequence[Cell]]) -> Edges:
    """Return where the cells of a table end and begin, but for the numbers of its rows."""
    behind = [cell for cells in lines for cell in cells[1:]]
    first = [cell for cells in lines for cell in cells[:1] if not ROW_NUMBER.fullmatch(plain(cell.text))]
    ends = {cell.end + by for cell in (*first, *behind) if cell.is_number for by in range(-EDGE, EDGE + 1)}
    left = min((cell.start for cell in first), default=0)
    inset = [cell for cell in first if cell.start > left + LEAST_INSET]
    starts = Counter(cell.start for cell in (*behind, *inset) if not cell.is_figure)
    return Edges(frozenset(ends), frozenset(at for at, count in starts.items() if count >= OFTEN))


def edges_of_first(lines: Sequence[Sequence[Cell]]) -> Edges:
    """Return where the cells of a table end and begin, its figures also where words follow each of them."""
    edges = edges_of(lines)
    first = [
        cell.start + match.end() for cells in lines for cell in cells if (match := FIRST_FIGURE.match(plain(cell.text)))
    ]
    ends = Counter(at + by for at in first for by in range(-EDGE, EDGE + 1))
    return edges._replace(ends=edges.ends | {at for at, count in ends.items() if count >= OFTEN})


def cells_of(line: str, edges: Edges = NO_EDGES) -> list[Cell]:
    """Return the cells of a line."""
    words = plain(line)
    spans = [span for match in APART.finditer(words) for span in _cut(words, match.start(), match.end(), edges)]
    return [Cell(start, end, _text(line[start:end])) for start, end in _with_letters_joined(words, spans)]


def _cut(words: str, start: int, end: int, edges: Edges) -> list[tuple[int, int]]:
    """Return the parts of a span that figures in it make."""
    cuts = {start, end}
    for match in BESIDE.finditer(words, start, end):
        cuts |= set(match.span())
    first = FIRST_FIGURE.match(words, start, end)
    if first and first.end() in edges.ends:
        cuts.add(first.end())
    bullet = LONE_BULLET.match(words, start, end)
    after = bullet.end() if bullet else start
    cuts |= {at for at in range(after + 1, end) if words[at - 1] == " " and at in edges.starts}
    places = sorted(cuts)
    parts = [(words[a:b], a, b) for a, b in itertools.pairwise(places)]
    return [(a + len(part) - len(part.lstrip()), a + len(part.rstrip())) for part, a, _ in parts if part.strip()]


def _with_letters_joined(words: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans, those of letters that equal gaps set apart as one: 事   業   費."""
    joined: list[tuple[int, int]] = []
    gap = 0
    for start, end in spans:
        is_letter = end - start == 1 and LETTER.fullmatch(words[start]) is not None
        between = start - joined[-1][1] if joined else 0
        is_after_letter = bool(joined) and (gap > 0 or _is_letter(words, joined[-1]))
        if is_letter and is_after_letter and between <= LONGEST_LETTER_GAP and gap in (0, between):
            joined[-1], gap = (joined[-1][0], end), between
        else:
            joined.append((start, end))
            gap = 0
    return joined


def _is_letter(words: str, span: tuple[int, int]) -> bool:
    return span[1] - span[0] == 1 and LETTER.fullmatch(words[span[0]]) is not None


def _text(words: str) -> str:
    """Return the words of a cell, letters that are set apart without the spaces."""
    return "".join(words.split()) if SPACED_LETTERS.fullmatch(words) else words


def columns_of(lines: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns that the cells of lines make; nothing where there are too many."""
    spans = sorted({(cell.end - cell.start, cell.start) for cells in lines for cell in cells})
    hulls: list[Column] = []
    for width, start in spans:
        cell = Cell(start, start + width, "")
        held = [at for at, hull in enumerate(hulls) if hull.holds(cell)]
        if not held:
            hulls.append(Column(cell.start, cell.end))
        elif len(held) == 1:
            hulls[held[0]] = _grown(held[0], cell, hulls)
        if len(hulls) > MOST_COLUMNS:
            return []
    return _with_kinds(_merged(_with_kinds(sorted(hulls), lines), lines), lines)


def _grown(at: int, cell: Cell, hulls: Sequence[Column]) -> Column:
    """Return a column with a cell in it, if that does not reach into another."""
    grown = Column(min(hulls[at].start, cell.start), max(hulls[at].end, cell.end))
    reach = Cell(grown.start, grown.end, "")
    is_free = all(other.shared(reach) <= 0 for place_of, other in enumerate(hulls) if place_of != at)
    return grown if is_free else hulls[at]


def _merged(hulls: list[Column], lines: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns, neighbours as one that more cells stand across than lines have a cell in each of."""
    merged: list[Column] = []
    for hull in hulls:
        if merged and _is_one(merged[-1], hull, lines):
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, hull.end))
        else:
            merged.append(hull)
    return merged


def _is_one(left: Column, right: Column, lines: Sequence[Sequence[Cell]]) -> bool:
    across = apart = 0
    for cells in lines:
        in_left = [cell for cell in cells if left.holds(cell)]
        in_right = [cell for cell in cells if right.holds(cell)]
        is_across = any(cell in in_right for cell in in_left)
        across += is_across and len(cells) > 1
        apart += bool(in_left and in_right and not is_across)
    is_near = right.start - left.end <= NEAR and left.has_figures == right.has_figures
    return across > apart or (is_near and not apart)


def _with_kinds(columns: Sequence[Column], lines: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns with what they hold; numbers of rows, which stand before the names, are no figures."""
    told: list[Column] = []
    for column in columns:
        inside = [cell for cells in lines for cell in cells if column.holds(cell)]
        numbers = [cell.text for cell in inside if cell.is_number]
        is_first = not any(other.has_figures for other in told) and len(told) < MOST_BEFORE_NAME
        is_of_rows = is_first and all(ROW_NUMBER.fullmatch(plain(number)) for number in numbers)
        words = sum(not cell.is_figure for cell in inside)
        told.append(column._replace(has_figures=not is_of_rows and len(numbers) > words))
    return told


def counted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """Return the columns, those of figures as many as nearly all rows have figures in a run.

    Where a text counts wide letters as one place, the figures behind them do not stand one under the other.
    """
    held = [column for column in columns if column.has_figures]
    of_rows = [
        [cell for cell in cells if cell.is_number and any(column.holds(cell) for column in held)] for cells in rows
    ]
    (count, often), *_ = Counter(map(len, of_rows)).most_common()
    if count in (0, 1, len(held)) or often < MOSTLY * len(rows):
        return list(columns)
    lists = list(zip(*(cells for cells in of_rows if len(cells) == count), strict=True))
    if any(max(cell.end for cell in of) - min(cell.end for cell in of) > DRIFT for of in lists):
        return list(columns)
    found = [Column(min(cell.start for cell in of), max(cell.end for cell in of), has_figures=True) for of in lists]
    first, last = found[0].start, found[-1].end
    before = [column for column in columns if not column.has_figures and column.start < first]
    behind = [column for column in columns if not column.has_figures and column.end > last and column.start > first]
    return [
        *(column._replace(end=min(column.end, first)) for column in before),
        *_parted(found),
        *(column._replace(start=max(column.start, last)) for column in behind),
    ]


def _parted(columns: Sequence[Column]) -> list[Column]:
    """Return columns that reach into each other as columns that meet in the middle."""
    parted = list(columns)
    for at, (one, other) in enumerate(itertools.pairwise(columns)):
        if one.end > other.start:
            middle = (one.end + other.start) // 2
            parted[at] = parted[at]._replace(end=middle)
            parted[at + 1] = parted[at + 1]._replace(start=middle)
    return parted


def place(cell: Cell, columns: Sequence[Column]) -> int:
    """Return the column in which a cell stands: the one of which it shares most places, or the nearest.

    Words stand in a column of figures only where they reach into no other.
    """
    middle = cell.start + cell.end
    is_word = not cell.is_figure and not re.search(r"\d", plain(cell.text))
    ranked = [
        (is_word and (column.has_figures or column.shared(cell) <= 0), -column.shared(cell),
         abs(column.start + column.end - middle))
        for column in columns
    ]  # fmt: skip
    return ranked.index(min(ranked))


def crosses(cell: Cell, columns: Sequence[Column]) -> bool:
    """Say whether a cell stands in more than one column."""
    return sum(column.holds(cell) and column.shared(cell) > 0 for column in columns) > 1
