"""Forms that print a programme's years and stages one under the other, as rows of a table of finance."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetcli.domain.book import Stage
from budgetcli.read.slides.columns import decided
from budgetcli.read.slides.labels import YEAR, Label, Labels, Role
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import FAR, NEW_TAG, bullet_of, is_name, without_bullets
from budgetcli.read.vocabulary import MONEY_END, NOTHING, SCALE

NAME = re.compile(r"(?:\d{1,3}[ 　.．]+)?(?:主要|事務|細)?事[ 　]?業[ 　]?名[ 　:：]+\S")
FIGURE = re.compile(rf"[△▲-]? ?\d[\d,]*(?:千円|百万円|万円|円)?|{NOTHING}")
HELD = re.compile(rf"\d,\d{{3}}|{MONEY_END}")
"""What no head of a form's figures holds."""
APART = re.compile(rf"(?<=\d) +(?={SCALE}*円)")
UNITS = frozenset(("千円", "百万円", "万円", "円"))
UNIT_BEFORE = re.compile(r"^(?:千|百万|万)?円(?=[\d△▲])")
NUMBERS = ("number", "round", "circled", "square", "symbol")
"""Bullets of names under which rows of years stand."""
STAGED = re.compile(rf"{YEAR}|差引|増減|当初|要求|査定|予算|決定|内示|補正|現計")
SAID = re.compile(r"(?:予算額|事業費)[ 　:：]*\d[\d,]*(?:千円|万円|円)")
BOX_ROW = re.compile(
    rf"(?P<label>[本前]年度|差 ?引|比 ?較|増 ?減)[ 　]+"
    rf"(?:(?:千|百万|万)?円 ?)?(?P<figure>{FIGURE.pattern})?(?:[ 　].*)?"
)
"""A row of a box beside which the programme is described."""
FIGURE_FIRST = re.compile(rf"(?:{FIGURE.pattern})(?=[ 　]|$)")
NAME_ABOVE = 2
"""Lines above a box among which its name is, the others calling it new."""
LONGEST_LABEL = 16
FARTHEST = 6
"""Lines below a form's name in which its amounts stand."""
FEWEST_BARE = 3
"""Names without a label that have rows of years under them."""
FEWEST = 2
"""Forms that make a document one of forms, and rows that one has."""


class _Row(NamedTuple):
    at: int
    label: Label
    words: str
    figure: str
    label_at: int
    """The line of the label, the figure of which may be on the next one."""


def with_years_in_one(lines: Sequence[Line], labels: Labels) -> list[Line]:
    """Return the lines, the rows of each form as one line under its name: 予算額 182,400 前年度予算額 144,750."""
    found = [*_forms(lines, labels), *_headed(lines, labels)] or list(_under_names(lines, labels))
    is_supplement = labels.stage is Stage.SUPPLEMENTARY
    forms = [(name, rows) for name, rows in found if _both_years(rows) or (is_supplement and _supplements(rows))]
    is_labelled = any(NAME.match(lines[name].plain) for name, _ in forms)
    if len(forms) < (FEWEST if is_labelled else FEWEST_BARE):
        return list(lines)
    rest = {at: words for _, rows in forms for at, words in _rest(lines, rows).items()}
    said = {name: _said(lines, rows) for name, rows in forms if not _is_said(lines[name : rows[0].at])}
    boxes = {name for name, rows in forms if BOX_ROW.fullmatch(lines[rows[0].label_at].plain)}
    joined: list[Line] = []
    for at, line in enumerate(lines):
        joined += [line if at not in rest else line._replace(raw=rest[at], fields=(), left="other-stage")]
        if at in said:
            joined[-1:] = [line._replace(raw=_first_cell(line), fields=()) if at in boxes else line, said[at]]
    return joined


def _forms(lines: Sequence[Line], labels: Labels) -> Iterator[tuple[int, list[_Row]]]:
    """Return the line with each form's name, and its first rows of years and stages."""
    names = [at for at, line in enumerate(lines) if NAME.match(line.plain)]
    for name, after in zip(names, [*names[1:], len(lines)], strict=False):
        rows: list[_Row] = []
        for at in range(name + 1, after):
            row = _row(at, lines, labels)
            if row:
                rows.append(row)
            elif rows:
                break
        yield name, rows


def _under_names(lines: Sequence[Line], labels: Labels) -> Iterator[tuple[int, list[_Row]]]:
    """Return the numbered lines right under which rows of years stand, with these rows."""
    at = 0
    while at < len(lines):
        rows: list[_Row] = []
        while at < len(lines) and (row := _row(at, lines, labels)):
            rows.append(row)
            at += 1 + (row.at > at)
        above = range(rows[0].label_at - 1, max(rows[0].label_at - 1 - NAME_ABOVE, -1), -1) if rows else ()
        name = next((place for place in above if not NEW_TAG.fullmatch(lines[place].plain)), -1)
        if name >= 0 and bullet_of(lines[name].plain) in NUMBERS and is_name(_first_cell(lines[name])):
            yield name, rows
        at += 1


def _headed(lines: Sequence[Line], labels: Labels) -> Iterator[tuple[int, list[_Row]]]:
    """Return the line with each form's name, and what its first line of figures holds below a head of years."""
    names = [at for at, line in enumerate(lines) if NAME.match(line.plain)]
    for name, after in zip(names, [*names[1:], len(lines)], strict=False):
        for at in range(name + 1, min(after, name + FARTHEST) - 1):
            words = [label for word in lines[at].plain.split() if (label := _label_of(word, labels))]
            figures = [word for word in _words(lines[at + 1].raw) if FIGURE.fullmatch(plain(word))]
            if len(words) >= FEWEST and len(figures) >= len(words) and not HELD.search(lines[at].plain):
                rows = zip(words, figures, strict=False)
                yield name, [_Row(at + 1, label, said, figure, at + 1) for (said, label), figure in rows]
                break


def _words(raw: str) -> list[str]:
    """Return what spaces part, a unit with its figure."""
    return _whole(raw).split()


def _whole(raw: str) -> str:
    spaces = [match.span() for match in APART.finditer(plain(raw))]
    for start, end in reversed(spaces):
        raw = raw[:start] + raw[end:]
    return raw.strip()


def _label_of(word: str, labels: Labels) -> tuple[str, Label] | None:
    """Return a word of a head that names a year or a change, with what it makes of the figure below it."""
    label = labels.read(word) if re.search(rf"{YEAR}|増減", word) else None
    return (word, label) if label else None


def _row(at: int, lines: Sequence[Line], labels: Labels) -> _Row | None:
    """Return a row that begins with a year or a stage and goes on with figures alone; None where a line is none.

    A unit that stands small above the figure puts this on the next line of the text.
    """
    line = lines[at]
    if boxed := BOX_ROW.fullmatch(line.plain):
        return _row_of_box(at, boxed, lines, labels)
    fields = [_whole(field) for field in line.fields] if line.fields else _words(line.raw)
    fields = [UNIT_BEFORE.sub("", field) for field in fields if field not in UNITS]
    place = at
    if at + 1 < len(lines) and not any(FIGURE.fullmatch(plain(field)) for field in fields):
        place, fields = at + 1, [*fields, *lines[at + 1].raw.split()]
    first = next((number for number, field in enumerate(fields) if FIGURE.fullmatch(plain(field))), len(fields))
    words = without_bullets("".join(plain("".join(fields[:first])).split()))
    rest = [field for field in fields[first:] if field]
    is_label = 0 < len(words) <= LONGEST_LABEL and STAGED.search(words) is not None
    label = labels.read(words) if is_label and rest else None
    if label is None or not all(FIGURE.fullmatch(plain(field)) for field in rest):
        return None
    return _Row(place, label, words, rest[0], at)


def _row_of_box(at: int, boxed: re.Match[str], lines: Sequence[Line], labels: Labels) -> _Row | None:
    """Return the row of a box, the figure of which may begin the next line; None where there is no figure."""
    words = "".join(boxed["label"].split())
    label = labels.read(words)
    place, found = at, boxed.span("figure")
    if not boxed["figure"] and at + 1 < len(lines) and (below := FIGURE_FIRST.match(lines[at + 1].plain)):
        place, found = at + 1, below.span()
    figure = lines[place].raw[slice(*found)]
    return _Row(place, label, words, figure, at) if label and figure else None


def _first_cell(line: Line) -> str:
    """Return the words of a line before those that stand far behind them."""
    return line.fields[0] if line.fields else FAR.split(line.raw)[0]


def _is_said(lines: Sequence[Line]) -> bool:
    """Say whether a line of a form has said already what the rows under it repeat."""
    return any(SAID.search(line.plain) for line in lines)


def _both_years(rows: Sequence[_Row]) -> bool:
    return len(rows) >= FEWEST and all(_of_role(rows, role) for role in (Role.CURRENT, Role.PREVIOUS))


def _supplements(rows: Sequence[_Row]) -> bool:
    return len(rows) >= FEWEST and any("補正" in row.words for row in _of_role(rows, Role.CURRENT))


def _of_role(rows: Sequence[_Row], role: Role) -> list[_Row]:
    return [row for row in rows if row.label.role is role]


def _taken(rows: Sequence[_Row]) -> list[_Row]:
    """Return the row with this year's amount as decided on last, and that of the year before if there is one."""
    current = max(_of_role(rows, Role.CURRENT), key=lambda row: decided(row.words))
    return [current, *_of_role(rows, Role.PREVIOUS)[:1]]


def _said(lines: Sequence[Line], rows: Sequence[_Row]) -> Line:
    """Return the line that the rows of a form say in one."""
    current, *previous = _taken(rows)
    words = [f"予算額 {current.figure}", *(f"前年度予算額 {row.figure}" for row in previous)]
    return lines[current.at]._replace(raw=" ".join(words), fields=(), after_gap=False)


def _rest(lines: Sequence[Line], rows: Sequence[_Row]) -> dict[int, str]:
    """Return what the lines of rows hold beside the amounts that are taken."""
    rest: dict[int, str] = {}
    for row in rows:
        words = rest.get(row.at, lines[row.at].raw)
        is_taken = row in _taken(rows)
        rest[row.at] = words.replace(row.figure, "", 1) if is_taken else words
    return rest
