"""Amounts with the year before in brackets under or behind them, in a text that prints block by block."""

import re
from collections.abc import Iterator, Sequence

from budgetcli.read.slides.block_cells import Cell
from budgetcli.read.slides.block_names import Label, Names
from budgetcli.read.slides.block_order import names_of
from budgetcli.read.slides.columns import Columns, Kind
from budgetcli.read.slides.line import CELL_GAP, Line
from budgetcli.read.slides.proofs import Proved
from budgetcli.read.vocabulary import DIGITS, NOTHING, SAME

LEGEND = re.compile(
    r"\(前年度(?:当初)?(?:予算)?額?\)"
    r"|[(〔] ?[)〕](?:内|書き?)?(?:は|:)?、?(?:令和|平成|前年度|[RH])[^、。]{0,8}年?度?(?!.{0,12}(?:補正後|決算))"
)
"""What says that brackets hold the year before."""
SUPPLEMENT = re.compile(r"[〈<〔\[(](?:[RH令和平成\d年度]{0,6})補正(?:予算)?額?:?\d")
"""A bracket of another kind beside the amounts."""
SHARE = r"(?:の内数|\+事項要求)?"
BEFORE = rf"(?:{DIGITS}{SHARE}|{NOTHING}|{SAME})"
CURRENT = re.compile(rf"(?P<current>{DIGITS}{SHARE}|0)(?P<pair>[ 　]*[(〔] ?(?P<before>{BEFORE}) ?[)〕])?(?=[ 　]|$)")
PREVIOUS = re.compile(rf"[(〔] ?(?P<before>{BEFORE}) ?[)〕](?=[ 　]|$)")
NUMBER = re.compile(r"[(〔]\d{1,2}[)〕][ 　]*[^\s\d]")
"""The number of a heading."""
WIDE = re.compile(r"[０-９]{1,2}(?:[ 　]|$)")
COLUMNS = Columns((Kind.CURRENT, Kind.PREVIOUS))
FEWEST = 3
"""Pairs on a page that show how it prints its amounts."""
NAMED = 0.6
"""The share of pairs whose names are certain from which on those are taken."""


def legend_of(lines: Sequence[Line]) -> bool:
    """Say whether the document says that brackets hold the year before."""
    text = "".join("".join(line.plain.split()) for line in lines)
    return LEGEND.search(text) is not None and SUPPLEMENT.search(text) is None


def join_pairs(lines: Sequence[Line], is_numbered: Sequence[bool]) -> list[Line]:
    """Return the lines of a page with its pairs of amounts beside their names, where nearly all have one."""
    cells = list(_cells(lines, is_numbered))
    pairs = list(_pairs(cells))
    if len(pairs) < FEWEST:
        return list(lines)
    names = Names(lines, {cell.at for cell in cells}, _remarks(lines, cells, pairs))
    named = names_of(lines, cells, names, pairs)
    if len(named) < NAMED * len(pairs):
        return list(lines)
    rows: dict[int, Line] = {}
    spent: set[int] = set()
    for row, label in named.items():
        rows[label.first] = _row(lines, label, [cells[at] for at in row])
        spent.update((*label.places, *(cells[at].at for at in row)))
    torn = {cells[at].at for pair in pairs for row in pair.rows for at in row} - spent
    return [
        rows.get(at, line._replace(left=line.left or ("torn" if at in torn else "")))
        for at, line in enumerate(lines)
        if at in rows or at not in spent
    ]


def _cells(lines: Sequence[Line], is_numbered: Sequence[bool]) -> Iterator[Cell]:
    """Return the amounts at the beginnings of lines; those of the year before are no figures of this one."""
    for at, line in enumerate(lines):
        if (
            is_numbered[at]
            or line.columns
            or NUMBER.match(line.plain if line.after_gap else "")
            or WIDE.match(line.raw)
        ):
            continue
        if match := CURRENT.match(line.plain):
            yield Cell(at, match["current"], match.end("current"), is_figure=True)
            if match["pair"]:
                yield Cell(at, match["before"], match.end(), is_figure=False)
        elif match := PREVIOUS.match(line.plain):
            yield Cell(at, match["before"], match.end(), is_figure=False)


def _pairs(cells: Sequence[Cell]) -> Iterator[Proved]:
    """Return the pairs: as many amounts as there are brackets behind the last of them."""
    at = 0
    while at < len(cells):
        end = at
        while end < len(cells) and not cells[end].is_figure:
            end += 1
        count = end - at
        first = at - count
        if count and first >= 0 and all(cell.is_figure for cell in cells[first:at]):
            for number in range(count):
                yield Proved(first + number, ((first + number, at + number),), first + number + 1)
        at = max(end, at + 1)


def _remarks(lines: Sequence[Line], cells: Sequence[Cell], pairs: Sequence[Proved]) -> set[int]:
    """Return the lines of words that go on beside or under the amounts of a row."""
    found: set[int] = set()
    for pair in pairs:
        (one, other) = pair.rows[0]
        if other == one + 1:
            found.update(range(cells[one].at + 1, cells[other].at))
        at = cells[other].at + 1
        while at < len(lines) and not lines[at].after_gap and at not in {cell.at for cell in cells}:
            found.add(at)
            at += 1
    return found


def _row(lines: Sequence[Line], label: Label, cells: Sequence[Cell]) -> Line:
    words = [cell.words for cell in cells]
    ends = {cell.at: cell.end for cell in cells}
    remark = " ".join(filter(None, (lines[at].raw[end:].strip() for at, end in ends.items())))
    return lines[label.first]._replace(
        raw=CELL_GAP.join(filter(None, (label.words, *words, remark))),
        fields=(label.words, *words, remark),
        columns=COLUMNS,
        after_gap=True,
    )
