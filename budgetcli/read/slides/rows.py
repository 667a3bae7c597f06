"""Which lines of a document are the head of a table, and which are its rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.read.slides.cells import CELL, NUMBER, split_row
from budgetcli.read.slides.columns import HEAD, UNIT, WORD, Columns, Kind, find_columns
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.pages import Line, plain

HEAD_LETTERS = frozenset(
    "前年度予算額要求望概当初決定比較増減差引率補正後本今令和平成区分事項業名備考説明内容財源訳国県支出金債一般その他特定庫町"
    "単位千百万億兆円案見込計画実績最終現月伸対科目款節主要な施策取組件所管担課施番号△▲・()[]-/ABCDE%0123456789.:：、→⇒|"
)
MOST_HEAD_LINES = 24
ONLY_CELLS = re.compile(rf"(?:{CELL})(?:\s+(?:{CELL}))*")


class Row(NamedTuple):
    """A line of a table as its columns divide it."""

    name: str
    """Its own words, which may be the last of a name on several lines."""
    cells: tuple[str, ...]
    remark: str
    columns: Columns


class Tables(NamedTuple):
    """Where a document's tables are."""

    rows: dict[int, Row]
    heads: frozenset[int]
    """Lines that hold headings of columns or the unit."""


def join_cells(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with cells that stand one under the other in one line."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last
            and last.page == line.page
            and not line.after_gap
            and ONLY_CELLS.fullmatch(line.plain)
            and ONLY_CELLS.fullmatch(last.plain)
            and "," in last.plain + line.plain
        ):
            joined[-1] = last._replace(raw=f"{last.raw} {line.raw}")
        else:
            joined.append(line)
    return joined


def find_tables(lines: Sequence[Line], labels: Labels) -> Tables:
    """Return the heads and rows of all tables whose heads name this year's amounts."""
    rows: dict[int, Row] = {}
    heads: set[int] = set()
    columns: Columns | None = None
    unit: Unit | None = None
    since = 0
    for at, line in enumerate(lines):
        words = line.plain
        if match := UNIT.search(words):
            unit = Unit[match["unit"]]
            if not HEAD.match("".join(words.split())):
                columns, since = None, max(since, at - MOST_HEAD_LINES)
        if _opens(words):
            columns, since = None, max(since, at - 2)
        least = 2 if columns is None or len(columns.kinds) > 1 else 1
        split = split_row(words, least) or (columns and _lone(words))
        if not split or "円" in "".join(split[1]) or _is_prose(split[0], split[2]):
            continue
        if columns is None:
            start = max(since, at - MOST_HEAD_LINES)
            head = [number for number in _head(lines, start, at) if lines[number].page == line.page]
            found = find_columns("".join(lines[number].plain + "\n" for number in head), labels)
            if found.at(Kind.CURRENT) is None or (found.unit or unit) is None:
                continue
            columns = found._replace(unit=found.unit or unit)
            heads.update(head)
        name, cells, remark = split
        rows[at] = Row(line.raw[: len(name)].strip(), tuple(cells), line.raw[len(words) - len(remark) :] if remark else "", columns)
        since = at + 1
    return Tables(rows, frozenset(heads | {at for at, line in enumerate(lines) if _is_unit_alone(line.plain)}))


def _opens(words: str) -> bool:
    """Say whether a line begins another table's head."""
    tight = "".join(words.split())
    return bool(HEAD.match(tight)) and not split_row(words, 1) and (len(tight) < 8 or _is_head(tight, 0.8))


def _is_unit_alone(words: str) -> bool:
    match = UNIT.search(words)
    return bool(match) and len("".join(words.split())) <= 14


def _is_head(words: str, share: float = 0.75) -> bool:
    tight = "".join(words.split())
    rest = WORD.sub("", HEAD.sub("", tight))
    return bool(tight) and len(tight) - sum(letter not in HEAD_LETTERS for letter in rest) >= share * len(tight)


def _head(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Return the lines between two places that hold headings of columns, without what stands before them."""
    numbers = [at for at in range(start, end) if _is_head(lines[at].plain) or UNIT.search(lines[at].plain)]
    begin = next((at for at in reversed(numbers) if HEAD.match("".join(lines[at].plain.split()))), None)
    units = [at for at in numbers if UNIT.search(lines[at].plain)]
    if begin is None:
        return numbers
    return [*(at for at in units if at < begin), *(at for at in numbers if at >= begin)]


def _lone(words: str) -> tuple[str, list[str], str] | None:
    """Return a row of one cell, whose other cells are empty; a figure that is not grouped is none."""
    split = split_row(words, 1)
    return split if split and len(split[0].strip()) > 1 and "," in split[1][0] and NUMBER.fullmatch(split[1][0]) else None


def _is_prose(name: str, remark: str) -> bool:
    return "。" in name or bool(re.match(r"[はがをにで]", remark)) or plain(name).rstrip().endswith(("約", "は", "が", "を"))
