"""Which lines of a document are the head of a table, and which are its rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.read.slides.cells import CELL, NUMBER, is_proved, split_row
from budgetcli.read.slides.columns import HEAD, UNIT, WORD, Columns, Kind, find_columns
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.legends import LEGEND
from budgetcli.read.slides.pages import Line, plain

HEAD_LETTERS = frozenset(
    "前年度予算額要求望概当初決定比較増減差引率補正後本今令和平成区分事項業名備考説明内容財源訳"
    "単位千百万億兆円案見込計画最終現月伸対科目款件番号△▲・()[]-/ABCDE%0123456789.:：、→⇒|"
)
COLUMN_OF_NAMES = re.compile(rf"(?:{HEAD.pattern})(?<=[名称分項目度])(?:等|\(.*\))?")
OFFICE_FIRST = re.compile(r"(?:担当|所管|部局|部署|課|款|項|目|分野|区分)[^額度]{0,4}(?:事務|細)?(?:事業|施策|取組)名")
OFFICE = re.compile(r"(\S{1,10}(?:課|室|部|局|係|センター|委員会|署))[ 　]")
NO_HEAD = re.compile(rf"{LEGEND.pattern}|の概要|ポイント|について|主な事業$|あらまし|[〈《].*[〉》]")
UNIT_NOTE = re.compile(r"[(\[〔<]? ?(?:金額)?単位[^)\]〕>\n]*[)\]〕>]?")
MOST_HEAD_LINES = 24
ONLY_CELLS = re.compile(rf"(?:{CELL})(?:\s+(?:{CELL}))*")


class Row(NamedTuple):
    """A line of a table as its columns divide it."""

    name: str
    """Its own words, which may be the last of a name on several lines."""
    office: str
    """The words of a column before the name, which say whose line it is."""
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


def find_tables(lines: Sequence[Line], labels: Labels, unit: Unit | None = None) -> Tables:
    """Return the heads and rows of all tables whose heads name this year's amounts."""
    rows: dict[int, Row] = {}
    heads: set[int] = set()
    columns: Columns | None = None
    since = 0
    head_words = ""
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
            head_words = UNIT_NOTE.sub("", "".join(lines[number].plain + "\n" for number in head))
            found = find_columns(head_words, labels)
            if found.at(Kind.CURRENT) is None or (found.unit or unit) is None:
                continue
            columns = found._replace(unit=found.unit or unit)
            heads.update(head)
        name, cells, remark = split
        own, office = _parted(line.raw[: len(name)].strip(), head_words)
        rest = line.raw[len(words) - len(remark) :] if remark else ""
        rows[at] = Row(own, office, tuple(cells), rest, columns)
        since = at + 1
    return Tables(_proved(rows), frozenset(heads | {at for at, line in enumerate(lines) if _is_unit_alone(line.plain)}))


def _proved(rows: dict[int, Row]) -> dict[int, Row]:
    """Return the rows with the two years changed over where the printed differences say that they are."""
    by_table: dict[int, list[Row]] = {}
    for row in rows.values():
        by_table.setdefault(id(row.columns), []).append(row)
    turned: dict[int, Columns] = {}
    for rows_of in by_table.values():
        columns = rows_of[0].columns
        other = columns.turned()
        if other and sum(is_proved(row.cells, other) for row in rows_of) > sum(
            is_proved(row.cells, columns) for row in rows_of
        ):
            turned[id(columns)] = other
    return {at: row._replace(columns=turned.get(id(row.columns), row.columns)) for at, row in rows.items()}


def _parted(name: str, head: str) -> tuple[str, str]:
    """Return a row's name and the words of an office's column before it, where the table has one."""
    if not OFFICE_FIRST.search("".join(head.split())):
        return name, ""
    parts = re.split(r"\t+|[ 　]{2,}", name)
    if len(parts) > 1:
        return parts[-1], parts[-2] if re.search(r"[^\d\s]", parts[-2]) else ""
    match = OFFICE.match(name)
    return (name[match.end() :], match[1]) if match else (name, "")


def _opens(words: str) -> bool:
    """Say whether a line begins another table's head."""
    tight = "".join(words.split())
    if not HEAD.match(tight) or split_row(words, 1):
        return False
    return bool(COLUMN_OF_NAMES.fullmatch(tight)) or (
        _is_head(tight) and bool(WORD.search(HEAD.sub("", tight, count=1)))
    )


def _is_unit_alone(words: str) -> bool:
    match = UNIT.search(words)
    return bool(match) and len("".join(words.split())) <= 14


def _is_head(words: str, share: float = 0.75) -> bool:
    tight = "".join(words.split())
    rest = WORD.sub("", HEAD.sub("", tight))
    return bool(tight) and len(tight) - sum(letter not in HEAD_LETTERS for letter in rest) >= share * len(tight)


def _head(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Return the lines between two places that hold headings of columns, without what stands before them."""
    numbers = [
        at
        for at in range(start, end)
        if (_is_head(lines[at].plain) or UNIT.search(lines[at].plain)) and not NO_HEAD.search(lines[at].plain)
    ]
    begin = next((at for at in reversed(numbers) if HEAD.match("".join(lines[at].plain.split()))), None)
    units = [at for at in numbers if UNIT.search(lines[at].plain)]
    begin = begin if begin is not None else numbers[0] if numbers else end
    run = next((at for at in range(begin, end) if at not in numbers), end)
    return [*(at for at in units if at < begin), *range(begin, run)]


def _lone(words: str) -> tuple[str, list[str], str] | None:
    """Return a row of one cell, whose other cells are empty; a figure that is not grouped is none."""
    split = split_row(words, 1)
    return (
        split if split and len(split[0].strip()) > 1 and "," in split[1][0] and NUMBER.fullmatch(split[1][0]) else None
    )


def _is_prose(name: str, remark: str) -> bool:
    return (
        "。" in name
        or bool(re.match(r"[はがをにで]", remark))
        or plain(name).rstrip().endswith(("約", "は", "が", "を"))
    )
