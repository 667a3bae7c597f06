"""Cells of a table's row: which column each is of, proved by the arithmetic of the row."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from budgetcli.read.slides.columns import Columns, Kind
from budgetcli.read.vocabulary import DIGITS, NEW

WORDS = "皆増|皆減|新規|廃止|純増|全増|全減"
NEWLY = re.compile(NEW)
"""What a column of remarks says; the cells before it hold the figures."""
BESIDE = rf"(?: ?\[ ?{DIGITS}%? ?\]|〈 ?{DIGITS}%? ?〉)?"
"""What a cell prints beside its amount."""
CELL = (
    rf"(?:[△▲] ?{DIGITS}%?|{DIGITS} ?の?(?:内数|うち数)"
    rf"|[-+]?{DIGITS}%?(?: ?\+ ?事項要求)?{BESIDE}|事項要求|〈 ?{DIGITS}%? ?〉"
    rf"|\( ?[△▲-]? ?{DIGITS}%? ?\)|\(?[-ー]\)?|\[ ?{DIGITS} ?\]|{WORDS})"
)
NUMBER = re.compile(
    rf"[(\[〈]? ?(?P<sign>[△▲-]?)\+? ?(?P<digits>{DIGITS})(?P<percent>%?) ?[)\]〉]?"
    rf"(?:\+事項要求)?{BESIDE}"
)
CELLS = re.compile(rf"(?:(?<=\s)|^){CELL}(?:(?:\s+|(?={WORDS})){CELL})*(?=\s|$)")
CODES = re.compile(r"\d{1,3}(?:\s+\d{1,3}){0,3}(?:\s+(?:新規|廃止))?")
"""Numbers of 款, 項, 目 and 事業 before a name, and what becomes of it."""
MOST_COLUMNS = 14


def split_row(words: str, least: int) -> tuple[str, list[str], str] | None:
    """Return name, cells and remark of a row in plain words that has at least so many cells beside each other."""
    for match in CELLS.finditer(words):
        cells = [cell[0] for cell in re.finditer(CELL, match[0])]
        if not words[: match.start()].strip() and CODES.fullmatch(match[0]) and CELLS.search(words, match.end() + 1):
            continue
        if len(cells) >= least and any(re.search(r"\d|事項要求", cell) for cell in cells):
            return words[: match.start()], cells, words[match.end() :].strip()
    return None


def assign(cells: Sequence[str], columns: Columns, is_new: bool = False) -> tuple[dict[int, str], bool]:
    """Return the cell of each column, and whether the row leaves another reading open.

    A flattened row has no trace of its empty cells. Each way of leaving some empty is tried, and the one
    is taken in which the figures agree: the change is the difference of the years, the ratio their quotient.
    """
    width = len(columns.kinds)
    current, previous = columns.at(Kind.CURRENT), columns.at(Kind.PREVIOUS)
    lacks_previous = len(cells) > width and previous is None and Kind.CHANGE in columns.kinds
    cells = cells[:width]
    if len(cells) > 1 and Kind.RATIO not in columns.kinds and NEWLY.fullmatch(cells[-1]):
        cells = cells[:-1]
    ranked = sorted(
        (
            (_agreement(dict(zip(places, cells, strict=True)), columns, is_new), places)
            for places in _places(len(cells), width)
        ),
        key=lambda ranking: (-ranking[0], current not in ranking[1]),
    )
    best, places = ranked[0]
    rivals = [other for score, other in ranked if score == best]

    def told(other: Sequence[int]) -> tuple[str | None, str | None]:
        found = dict(zip(other, cells, strict=True))
        return found.get(-1 if current is None else current), found.get(-1 if previous is None else previous)

    return dict(zip(places, cells, strict=True)), lacks_previous or len({told(other) for other in rivals}) > 1


def is_proved(cells: Sequence[str], columns: Columns) -> bool:
    """Say whether a row of full width prints a change that is the difference of its two years."""
    places = [columns.at(kind) for kind in (Kind.CURRENT, Kind.PREVIOUS, Kind.CHANGE)]
    found = [value("".join(cells[at].split())) if at is not None and at < len(cells) else None for at in places]
    current, previous, change = found
    if current is None or previous is None or min(current, previous) < 0:
        return False
    return current - previous == change


def _places(count: int, width: int) -> Iterator[tuple[int, ...]]:
    """Return the ways to lay cells into columns, the leftmost first."""
    return iter([tuple(range(count))]) if count == width or width > MOST_COLUMNS else combinations(range(width), count)


def value(cell: str | None) -> Decimal | None:
    """Return the number of a cell; None where it holds none."""
    match = NUMBER.fullmatch(cell) if cell else None
    if match is None:
        return None
    number = Decimal("".join(match["digits"].replace(",", "").split()))
    return -number if match["sign"] else number


def _agreement(laid: dict[int, str], columns: Columns, is_new: bool) -> int:
    """Return how well the figures of a row agree with the columns they are laid in."""

    def at(kind: Kind) -> tuple[bool, str, Decimal | None]:
        place = columns.at(kind)
        cell = laid.get(place, "") if place is not None else ""
        return place is not None, cell, value(cell)

    _, _, current = at(Kind.CURRENT)
    has_previous, _, previous = at(Kind.PREVIOUS)
    has_change, change_cell, change = at(Kind.CHANGE)
    has_ratio, ratio_cell, ratio = at(Kind.RATIO)
    score = 0
    if has_change and has_previous and change is not None:
        score += 4 if (current or 0) - (previous or 0) == change else -2
    if has_ratio and ratio is not None and current is not None and previous:
        quotients = (current / previous, current / previous * 100, current / previous * 100 - 100)
        score += 2 if any(abs(quotient - ratio) <= Decimal("0.11") for quotient in quotients) else -1
    for place, cell in laid.items():
        score += _fits(cell, columns.kinds[place])
    if is_new and has_previous:
        score += 1 if not previous else 0
    if change_cell == "皆増" or ratio_cell == "皆増":
        score += 1 if not previous else -1
    return score + _parts_agree(laid, columns, current) + _supplement_agrees(laid, columns, current)


def _fits(cell: str, kind: Kind) -> int:
    """Return whether a cell's form is that of its column."""
    is_word = bool(re.fullmatch(WORDS, cell))
    if cell.endswith("%") or re.fullmatch(r"[△▲-]? ?\d{1,4}\.\d", cell):
        return 1 if kind is Kind.RATIO else -1
    if is_word:
        return 1 if kind in (Kind.RATIO, Kind.CHANGE) else 0
    return -1 if kind is Kind.RATIO and "," in cell else 0


def _parts_agree(laid: dict[int, str], columns: Columns, current: Decimal | None) -> int:
    """Return whether the sources of money add up to the amount."""
    parts = [value(laid.get(at)) for at, kind in enumerate(columns.kinds) if kind is Kind.FINANCE]
    known = [part for part in parts if part is not None]
    return 3 if known and current is not None and sum(known) == current else 0


def _supplement_agrees(laid: dict[int, str], columns: Columns, current: Decimal | None) -> int:
    """Return whether 補正前 and 補正額 add up to 補正後."""
    states = [value(laid.get(at)) for at, kind in enumerate(columns.kinds) if kind is Kind.FINAL]
    if len(states) != 2 or current is None or states[1] is None:
        return 0
    return 3 if (states[0] or 0) + current == states[1] else 0
