"""Tables and frames, from the lines drawn on a page."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from budgetcli.read.layout.glyph import Box, around

TOUCH = 3.0
"""In points: lines nearer than this meet."""
SHORTEST = 6.0
"""In points: what is shorter is no rule but part of a picture."""
MOST = 20_000
"""Rules of a page, which may be the dots of a dotted line each; a page with more of them is a drawing."""
FIELDS = 20_000
"""Between the lines of a table; with more of them it is a drawing."""


class Cell(NamedTuple):
    """A cell of a table."""

    row: int
    column: int
    rows: int
    """Over how many rows it goes."""
    box: Box


class Grid(NamedTuple):
    """A table with ruled cells, from the top and from the left; or a frame, which is a table of one cell."""

    box: Box
    cells: tuple[Cell, ...]
    columns: int


class _Rule(NamedTuple):
    """A straight line: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


def grids(rules: Sequence[Box], panels: Sequence[Box]) -> list[Grid]:
    """Return the tables and frames of a page, ruled or made of coloured fields."""
    found = _grids(rules)
    known = [grid.box for grid in found] + [cell.box for grid in found for cell in grid.cells]
    fields = [box for box in dict.fromkeys(panels) if not any(_same(box, other) for other in known)]
    return found + _grids([edge for box in fields for edge in _sides(box)])


def beams(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the lines across that no line down touches, those of one length under each other together."""
    across, down = _directions(rules)
    groups: list[list[Box]] = []
    for beam in (beam for each, posts in _connected(across, down) if not posts for beam in each):
        box = Box(beam.start, beam.at, beam.end, beam.at)
        same = [group for group in groups if abs(group[0].left - box.left) + abs(group[0].right - box.right) < TOUCH]
        if same:
            same[0].append(box)
        else:
            groups.append([box])
    return [sorted(group, key=lambda box: box.top) for group in groups]


def _grids(rules: Sequence[Box]) -> list[Grid]:
    across, down = _directions(rules)
    return [grid for each in _connected(across, down) if (grid := _grid(*each))]


def _directions(rules: Sequence[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Return the lines across and those down."""
    across = [_Rule((box.top + box.bottom) / 2, box.left, box.right) for box in rules[:MOST] if box.width >= box.height]
    down = [_Rule((box.left + box.right) / 2, box.top, box.bottom) for box in rules[:MOST] if box.width < box.height]
    return _joined(across), _joined(down)


def _sides(box: Box) -> list[Box]:
    return [
        box._replace(bottom=box.top), box._replace(top=box.bottom), box._replace(right=box.left),
        box._replace(left=box.right),
    ]  # fmt: skip


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) < TOUCH * 2 for a, b in zip(one, other, strict=True))


def _joined(rules: Iterable[_Rule]) -> list[_Rule]:
    """Return the lines with those in one that go on from each other."""
    joined: list[_Rule] = []
    for rule in sorted(rules):
        first = bisect_left(joined, (rule.at - TOUCH * 0.7,))
        near = (at for at in range(first, len(joined)) if _goes_on(joined[at], rule))
        if (at := next(near, None)) is None:
            joined.append(rule)
        else:
            last = joined[at]
            joined[at] = _Rule(last.at, min(last.start, rule.start), max(last.end, rule.end))
    return [rule for rule in joined if rule.end - rule.start >= SHORTEST]


def _goes_on(one: _Rule, other: _Rule) -> bool:
    return other.start <= one.end + TOUCH and one.start <= other.end + TOUCH


def _connected(across: Sequence[_Rule], down: Sequence[_Rule]) -> Iterable[tuple[list[_Rule], list[_Rule]]]:
    """Return the lines that hang together, those across and those down."""
    sets = _Sets(len(across) + len(down))
    for at, beam in enumerate(across):
        first = bisect_left(down, (beam.start - TOUCH,))
        for to in range(first, len(down)):
            post = down[to]
            if post.at > beam.end + TOUCH:
                break
            if post.start - TOUCH <= beam.at <= post.end + TOUCH:
                sets.unite(at, len(across) + to)
    parts: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for at in range(len(across) + len(down)):
        side = parts.setdefault(sets.first(at), ([], []))
        side[at >= len(across)].append(across[at] if at < len(across) else down[at - len(across)])
    return parts.values()


class _Sets:
    """Numbers in sets that grow together."""

    def __init__(self, count: int) -> None:
        self.leader = list(range(count))

    def first(self, at: int) -> int:
        """Return the number that stands for the set of a number."""
        leader = self.leader
        while leader[at] != at:
            leader[at] = at = leader[leader[at]]
        return at

    def unite(self, one: int, other: int) -> None:
        """Make one set of two."""
        self.leader[self.first(other)] = self.first(one)


def _grid(across: Sequence[_Rule], down: Sequence[_Rule]) -> Grid | None:
    """Return the table that the lines make; None where they enclose nothing."""
    if not across or not down:
        return None
    ends_x = [end for beam in across for end in (beam.start, beam.end)]
    ends_y = [end for post in down for end in (post.start, post.end)]
    xs = _edges([post.at for post in down], min(ends_x), max(ends_x))
    ys = _edges([beam.at for beam in across], min(ends_y), max(ends_y))
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > FIELDS:
        return None
    owner = _merged(xs, ys, across, down)
    places: dict[int, list[tuple[int, int]]] = {}
    width = len(xs) - 1
    for at, own in enumerate(owner):
        places.setdefault(own, []).append(divmod(at, width))
    cells = [cell for members in places.values() for cell in _cells(members, xs, ys)]
    return Grid(around(cell.box for cell in cells), tuple(sorted(cells)), width)


def _cells(fields: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Iterable[Cell]:
    """Return the cell of fields that no line parts; each field is one where they are no rectangle."""
    rows, columns = [row for row, _ in fields], [column for _, column in fields]
    top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    if len(fields) < (bottom - top) * (right - left):
        return [Cell(row, at, 1, Box(xs[at], ys[row], xs[at + 1], ys[row + 1])) for row, at in fields]
    return [Cell(top, left, bottom - top, Box(xs[left], ys[top], xs[right], ys[bottom]))]


def _edges(at: Sequence[float], low: float, high: float) -> list[float]:
    """Return the places of the lines, and the open ends of the others that go on well beyond the outermost."""
    places: list[float] = []
    for place in sorted(at):
        if not places or place - places[-1] > TOUCH:
            places.append(place)
    open_ = SHORTEST * 2
    return [*([low] if places[0] - low > open_ else []), *places, *([high] if high - places[-1] > open_ else [])]


def _merged(xs: Sequence[float], ys: Sequence[float], across: Sequence[_Rule], down: Sequence[_Rule]) -> list[int]:
    """Return for each field between the lines the first field of its cell."""
    width, height = len(xs) - 1, len(ys) - 1
    sets = _Sets(width * height)
    posts = _by_place(down, xs)
    beams = _by_place(across, ys)
    for row in range(height):
        for column in range(width):
            at = row * width + column
            middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not _crosses(posts[column], middle_y):
                sets.unite(at - 1, at)
            if row and not _crosses(beams[row], middle_x):
                sets.unite(at - width, at)
    return [sets.first(at) for at in range(width * height)]


def _by_place(rules: Sequence[_Rule], places: Sequence[float]) -> list[list[_Rule]]:
    found: list[list[_Rule]] = [[] for _ in places]
    for rule in rules:
        near = bisect_left(places, rule.at - TOUCH)
        if near < len(places) and abs(places[near] - rule.at) <= TOUCH:
            found[near].append(rule)
    return found


def _crosses(rules: Sequence[_Rule], place: float) -> bool:
    return any(rule.start <= place <= rule.end for rule in rules)
