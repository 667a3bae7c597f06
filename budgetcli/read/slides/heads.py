"""Which lines are the head of a table, and what it calls the columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from budgetcli.read.slides.cells import split_row
from budgetcli.read.slides.columns import (
    HEAD,
    STAGE_WORDS,
    TOGETHER,
    UNIT,
    WORD,
    Columns,
    Kind,
    columns_in,
    find_columns,
    tightened,
)
from budgetcli.read.slides.grouped import NAME
from budgetcli.read.slides.labels import YEAR, Labels
from budgetcli.read.slides.legends import LEGEND
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.runs import ONLY_CELLS
from budgetcli.read.vocabulary import MONEY_END

HEAD_LETTERS = frozenset(
    "前年度予算額要求望概当初決定比較増減差引率補正後本今令和平成区分事項業名備考説明内容財源訳"
    "うち一般源単位千百万億兆円案見込計画最終現月伸対科目款件番号△▲・()[]-/ABCDE%0123456789.:：、→⇒|"
)
COLUMN_OF_NAMES = re.compile(rf"(?:{HEAD.pattern})(?<=[名称分項目度])(?:等|\(.*\))?")
NO_HEAD = re.compile(
    rf"{LEGEND.pattern}|額\s+[△▲]? ?[\d,]+$|額[ 　]+[△▲]? ?\d{{1,3}}(?:,\d{{3}})+(?![\d,]*円)"
    r"|の概要|ポイント|について|主な(?:事業|内容|もの|取組)|あらまし"
    r"|[〈《].*[〉》]"
)
UNIT_NOTE = re.compile(r"[(\[〔<]? ?(?:金額)?単位[^)\]〕>\n]*[)\]〕>]?")
ABOVE_HEAD = re.compile(
    rf"(?:{NAME.pattern}){{2,}}|(?:(?:対?(?:{YEAR})(?:{STAGE_WORDS})*(?:の?財源内訳)?|{TOGETHER}|比較|備考|増減[額率]?|伸び?率)\|?){{2,}}|(?:担当|所管)(?:課|部|部局|部署|課名|課等)?|(?:No\.?|番号|整理番号|款|項|目|区分|分野|柱|新規|新規[・/]継続)"
)
"""What stands above or before the column of names: years over the kinds of amount, offices, numbers."""
COLUMN_OF_WORDS = re.compile(
    r"(?:(?:担当|所管)(?:課|部局?)?)?(?:(?:(?:事務)?事業|取組|施策)?の?(?:概要|内容|説明)|主な(?:内容|取組|事業内容))"
)
WORDS_CELL = re.compile(
    rf"^(?:{COLUMN_OF_WORDS.pattern})(?=[ 　])"
    rf"|(?<=[ 　額名項)])(?:(?:{YEAR})の?)?(?:{COLUMN_OF_WORDS.pattern}|主[な要](?:事業|施策|取組)名?)"
    r"(?=[ 　]|$|所管|担当)"
)
WORDS_FIRST = re.compile(rf"(?:{COLUMN_OF_WORDS.pattern})[ 　]")
SUM = re.compile(r"[小合総]?計|[合総]計?額")
HOLDS_FIGURE = re.compile(rf"{MONEY_END}|(?<![(\d])\d{{1,3}},\d{{3}}|[額求長定]\d{{3}}(?!年|\d年)")
NAME_HEADS = tuple(
    re.compile(words)
    for words in (
        r"(?:[款項目節]・)*(?:事務|細|主な|主要|新規)?事業(?:等)?(?:名称?|の名称)?",
        r"(?:取組|施策|事項|項目|件)(?:等)?名称?",
        r"名称|事項",
    )
)
"""What heads call the column of names, the surest first."""
OFFICER = re.compile(r"財政[課部局]長?")
"""Who assesses, over the word for that."""
LONGEST_UNIT = 14
LEAST_COLUMNS = 2
OF_YEAR = re.compile(STAGE_WORDS)
CHANGE_GROUP = re.compile(r"(?:対?前年度?)?(?:比較)?(?:差引)?増[・△▲]*減額?|比較|[A-Z] ?- ?[A-Z]")
GROUP = re.compile(rf"(?:当初)?予算(?:案|額)*|要求額?|{CHANGE_GROUP.pattern}")
"""What stands over several columns of amounts or changes."""


def places_of(head: Sequence[Line], labels: Labels, columns: Columns) -> tuple[int, ...]:
    """Return which fields of a row hold the columns, where the head parts its cells by tabs."""
    found = [(at, find_columns(plain(field), labels).kinds) for at, field in enumerate(_stacked(head))]
    named = [(at, kinds[0]) for at, kinds in found if len(kinds) == 1]
    return tuple(at for at, _ in named) if tuple(kind for _, kind in named) == columns.kinds else ()


def columns_of(head: Sequence[Line], labels: Labels) -> Columns:
    """Return the columns that a head names, with the fields in which they are where each field names one."""
    found = find_columns(words_of(head), labels)
    if len(head) == 1 and not head[0].fields:
        return _of_words(head[0].plain.split(), found, labels)
    fields = _with_years([plain(field) for field in _stacked(head)], head, labels)
    placed = columns_in(fields, labels) if any(line.fields for line in head) else None
    if placed is None:
        return found._replace(places=places_of(head, labels, found))
    return placed._replace(unit=placed.unit or found.unit)


def _of_words(words: Sequence[str], found: Columns, labels: Labels) -> Columns:
    """Return the columns of a head that is one line: those that its words name one by one where these are more.

    A year that stands alone may be the beginning of what the next word names: R7 当初. Then the words name none.
    """
    is_parted = any(re.fullmatch(YEAR, word) and OF_YEAR.match(behind) for word, behind in pairwise(words))
    placed = None if is_parted else columns_in(words, labels)
    return placed._replace(places=()) if placed and len(placed.kinds) > len(found.kinds) else found


def _with_years(fields: Sequence[str], head: Sequence[Line], labels: Labels) -> list[str]:
    """Return the fields of a head, each amount behind its year where the years stand on a line over them."""
    over = [line.plain for line in head if not line.fields]
    years = re.findall(YEAR, over[-1]) if over and not re.sub(rf"{YEAR}|\s", "", over[-1]) else []
    amounts = [at for at, field in enumerate(fields) if find_columns(field, labels).at(Kind.CURRENT) is not None]
    if not years or len(years) != len(amounts) or any(re.search(YEAR, fields[at]) for at in amounts):
        return list(fields)
    named = dict(zip(amounts, years, strict=True))
    return [named.get(at, "") + field for at, field in enumerate(fields)]


def place_of_name(head: Sequence[Line], places: Sequence[int]) -> int | None:
    """Return which field holds the names, if the head calls one 事業名 or the like; first of those before figures."""
    fields = ["".join(plain(field).split()) for field in _stacked(head)]
    own = [at for at in range(len(fields)) if at not in places]
    ordered = [at for at in own if at < min(places)] + [at for at in own if at > max(places)]
    found = [at for pattern in NAME_HEADS for at in ordered if pattern.fullmatch(fields[at])]
    return found[0] if found else None


def _stacked(head: Sequence[Line]) -> list[str]:
    """Return what a head calls each field of a row: the lowest words over it, behind the year that is over them."""
    *above, last = [line.fields for line in head if line.fields] or [()]
    if not above:
        return list(last)
    width = max(map(len, (*above, last)))
    upper, lower = ([*fields, *[""] * (width - len(fields))] for fields in (above[-1], last))
    stacked: list[str] = []
    group = ""
    for over, under in zip(upper, lower, strict=True):
        group = over or (group if under else "")
        is_of_year = under and re.search(YEAR, plain(group)) and not re.search(YEAR, plain(under))
        stacked.append(f"{group} {under}" if is_of_year else under or over)
    return stacked


def words_of(lines: Sequence[Line]) -> str:
    """Return the words of a head, the columns in the order in which they stand over the figures.

    Over a line that names the years, what else names amounts are headings over several columns: 予算額 over R6 and R5.
    """
    if sum(bool(line.fields) for line in lines) > 1:
        return "\n".join(map(plain, _stacked(lines)))
    words = [UNIT_NOTE.sub("", line.plain) for line in lines]
    of_years = next((at for at, each in enumerate(words) if len(re.findall(YEAR, each)) >= LEAST_COLUMNS), 0)
    over = [GROUP.sub("", each) for each in words[:of_years]]
    beside = [match[0] for each in words[:of_years] for match in CHANGE_GROUP.finditer(each)]
    is_named = CHANGE_GROUP.search(words[of_years]) is not None if words else True
    return "\n".join([*over, *words[of_years : of_years + 1], *([] if is_named else beside), *words[of_years + 1 :]])


def opens_head(words: str) -> bool:
    """Say whether a line begins another table's head."""
    tight = "".join(words.split())
    if not HEAD.match(tight) or COLUMN_OF_WORDS.match(tight) or split_row(words, 1):
        return False
    return bool(COLUMN_OF_NAMES.fullmatch(tight)) or (
        _is_head(tight) and bool(WORD.search(HEAD.sub("", tight, count=1)))
    )


def is_only_head(words: str) -> bool:
    """Say whether a line holds nothing but the headings of two or more columns."""
    cells = words.split()
    return (
        len(cells) > 1
        and opens_head(words)
        and all(COLUMN_OF_WORDS.fullmatch(cell) or _is_head(cell, 1) for cell in cells)
    )


def begins_head(words: str) -> bool:
    """Say whether a line is the first of a table's head, and not only a piece of a name as 事業 is."""
    tight = "".join(words.split())
    head = None if COLUMN_OF_WORDS.match(tight) else HEAD.match(tight)
    return head is not None and bool(COLUMN_OF_NAMES.fullmatch(tight) or WORD.search(tight, head.end()))


def is_unit_alone(words: str) -> bool:
    """Say whether a line states a unit and nothing else."""
    match = UNIT.search(words)
    return bool(match) and len("".join(words.split())) <= LONGEST_UNIT


def may_head(words: str) -> bool:
    """Say whether a line may be of a table's head, and is no title or note over it."""
    tight = "".join(words.split())
    if COLUMN_OF_WORDS.fullmatch(tight) or ABOVE_HEAD.fullmatch(tight):
        return True
    is_title = NO_HEAD.search(WORDS_CELL.sub("", words) if begins_head(words) or WORDS_FIRST.match(words) else words)
    return _is_head(words) and not is_title and not HOLDS_FIGURE.search(tight)


def _is_head(words: str, share: float = 0.75) -> bool:
    tight = "".join(UNIT_NOTE.sub("", words).split())
    rest = OFFICER.sub("", WORD.sub("", HEAD.sub("", tight)))
    return bool(tight) and len(tight) - sum(letter not in HEAD_LETTERS for letter in rest) >= share * len(tight)


def head_lines(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Return the lines between two places that hold headings of columns, without what stands before them."""
    numbers = [at for at in range(start, end) if may_head(lines[at].plain) and not _is_sum_row(lines, at)]
    begin = next((at for at in reversed(numbers) if begins_head(lines[at].plain)), None)
    if begin is None:
        begin = numbers[-1] if numbers else end
        while begin - 1 in numbers:
            begin -= 1
    run = next((at for at in range(begin, end) if at not in numbers and not _goes_under(lines, at)), end)
    while begin > start and ABOVE_HEAD.fullmatch(tightened(lines[begin - 1].plain)):
        begin -= 1
    return list(range(begin, run))


def _goes_under(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line with fields is the lower part of the head above it: it has words, and none in the first."""
    fields, above = lines[at].fields, lines[at - 1].fields if at else ()
    is_empty_first = bool(fields and above) and not fields[0] and bool(above[0])
    return is_empty_first and not any(re.search(r"\d", plain(field)) for field in fields)


def _is_sum_row(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the name of a row of sums, with its cells under it."""
    is_over_cells = at + 1 < len(lines) and ONLY_CELLS.fullmatch(lines[at + 1].plain) is not None
    return is_over_cells and SUM.fullmatch("".join(lines[at].plain.split())) is not None
