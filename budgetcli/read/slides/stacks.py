"""Items whose amounts stand one under the other: 上段 当初 / 中段 前年度当初 / 下段 最終."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, UNPRINTED
from budgetcli.read.slides.figures import Figure, amount_of, figures, reason
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.heads import may_head, opens_head
from budgetcli.read.slides.labels import LABEL, Labels, Role
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import NEW_TAG, bullet_of, clean, is_name, is_new
from budgetcli.read.slides.outline import NUMBER, heading_level

LEVELS = ("上段", "中段", "下段")
LEVEL = re.compile(
    r"(上段|中段|下段)[ 　:：はが、…／/]*(?:[(〔\[〈][ 　]*[)〕\]〉][ 　:：はが、]*)?"
    rf"((?:対?前年度?)?(?:比較|差引)?増[・△▲]*減額?|比較|差引|{LABEL.pattern})"
)
BULLETS = ("round", "symbol", "number", "circled")
NAME_END = re.compile(r"(?:事業費?|費|金|〕|】|事業)$")
DASHES = re.compile(r"[-ー](?:[ 　]+[-ー])+")
COST = re.compile(r"(?<=[^\s総体])(?:事業|整備|改修|建設)費[ 　]*$")
"""The end of a name, which says of no figure what it is."""
NAME_LINES = 6
MOST_NAME_LINES = 3
"""Lines of a name without a bullet."""
DASH_FIRST = re.compile(r"([-ー])[ 　]")
"""A dash under an amount, before the description."""
FEWEST = 2
IN_BRACKETS = re.compile(r"下段[^。]{0,6}[(〔\[]|括弧|かっこ|カッコ")
"""What says that the year before stands in brackets, which are read otherwise."""


class Stacked(NamedTuple):
    """What was read of items with stacked amounts."""

    found: tuple[Found, ...]
    untaken: tuple[Untaken, ...]
    lines: frozenset[int]
    """The lines that have been read."""


def find_levels(lines: Sequence[Line], labels: Labels) -> list[Role]:
    """Return what the document says its stacked figures are, from the top; nothing where it says nothing."""
    text = "".join(line.plain for line in lines)
    found: dict[str, Role] = {}
    for level, words in [*LEVEL.findall(text), *_listed(lines)]:
        label = labels.read(words.strip(" /／・:："))
        if level not in found and label:
            found[level] = Role.OTHER if label.reason else label.role
    levels = [found[name] for name in LEVELS if name in found]
    is_told_by_brackets = len(levels) < len(LEVELS) and IN_BRACKETS.search(text) is not None
    return levels if len(levels) >= FEWEST and Role.CURRENT in levels and not is_told_by_brackets else []


def _listed(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Return the levels of a legend that stand one under the other, each with the label below them."""
    starts = [at for at in range(len(lines) - 5) if tuple(line.plain for line in lines[at : at + 3]) == LEVELS]
    labels = [lines[at + 3 : at + 6] for at in starts[:1]]
    return [(level, line.plain) for of in labels for level, line in zip(LEVELS, of, strict=True)]


def read_stacks(lines: Sequence[Line], labels: Labels) -> Stacked:
    """Return the items of a document that says what its stacked figures are."""
    levels = find_levels(lines, labels)
    reader = _Reader(lines, levels)
    if levels:
        spans = list(_spans(lines))
        several = {bullet_of(lines[start].plain) for start, end in spans if reader.holds_several(start, end)}
        for start, end in spans:
            if bullet_of(lines[start].plain) not in several:
                reader.under_bullet(start, end)
        reader.headings = several
        for at in range(len(lines)):
            reader.under_name(at)
    found = sorted(reader.found, key=lambda item: item.at)
    return Stacked(tuple(found), tuple(reader.untaken), frozenset(reader.read))


def _spans(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Return from where to where the items go that begin with a bullet."""
    starts = [at for at, line in enumerate(lines) if not line.fields and bullet_of(line.plain) in BULLETS]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=False):
        end = next((at for at in range(start + 1, following) if 0 < heading_level(lines[at].plain) < NUMBER), following)
        near = lines[start + 1 : min(end, start + NAME_LINES)]
        if NAME_END.search(lines[start].plain) or not any(map(_heads, near)):
            yield start, end


def _heads(line: Line) -> bool:
    return may_head(line.plain) and opens_head(line.plain)


class _Reader:
    """The state of reading stacked figures."""

    def __init__(self, lines: Sequence[Line], levels: Sequence[Role]) -> None:
        self.lines = lines
        self.levels = levels
        self.found: list[Found] = []
        self.untaken: list[Untaken] = []
        self.read: set[int] = set()
        self.headings: Collection[str] = ()
        """Bullets of headings over several items."""

    def holds_several(self, start: int, end: int) -> bool:
        """Say whether the figures of several items stand under a bullet, which then begins a heading."""
        return len(_cells(self.lines, start, end)) >= 2 * len(self.levels)

    def under_bullet(self, start: int, end: int) -> None:
        """Read an item that begins with a bullet."""
        cells = _cells(self.lines, start, end)[: len(self.levels)]
        if len(cells) == len(self.levels):
            self._add(start, _name(self.lines, start, end), cells)

    def under_name(self, at: int) -> None:
        """Read an item whose figures stand under its name, or the first of them behind the name."""
        cells = _cells(self.lines, at, min(at + len(self.levels), len(self.lines)))[: len(self.levels)]
        places = sorted({place for place, _ in cells})
        if len(cells) < len(self.levels) or places != list(range(at, places[-1] + 1)) or at in self.read:
            return
        own = self.lines[at].raw[: cells[0][1].start].strip()
        above = [] if own else _name_above(self.lines, at, self.read, self.headings)
        name = own or "".join(self.lines[place].raw for place in above)
        if (
            is_name(name)
            and not may_head(plain(name))
            and not any(self.lines[place].plain[: figure.start].strip(" 　-ー") for place, figure in cells[1:])
        ):
            self._add(above[0] if above else at, name, cells)
            self.read.update(above)

    def _add(self, start: int, name: str, cells: Sequence[tuple[int, Figure]]) -> None:
        """Add an item, and account for all other figures on its lines."""
        amounts = dict(zip(self.levels, (amount_of(figure.printed) or UNPRINTED for _, figure in cells), strict=False))
        quote = f"{name} {' '.join(figure.printed for _, figure in cells)}"
        previous = amounts.get(Role.PREVIOUS, UNPRINTED)
        below = cells[-1][0] + 1
        is_said = previous.value is None and below < len(self.lines) and NEW_TAG.match(self.lines[below].plain)
        previous = NOTHING_BEFORE._replace(printed="新規") if is_new(name) or is_said else previous
        style = bullet_of(plain(name))
        self.found.append(Found(clean(name), start, amounts[Role.CURRENT], previous, (), "", quote, style))
        for (at, figure), role in zip(cells, self.levels, strict=True):
            if role is Role.OTHER and figure.printed not in ("-", "ー"):
                self.untaken.append(Untaken(self.lines[at].page, self.lines[at].number, figure.printed, "final", quote))
        self.read |= {start, *(at for at, _ in cells)}
        taken = {(at, figure.start) for at, figure in cells}
        for at in {start, *(place for place, _ in cells)}:
            line = self.lines[at]
            rest = [figure for figure in figures(line.raw, line.plain) if (at, figure.start) not in taken]
            why = reason(line.plain) or "sentence"
            self.untaken += [Untaken(line.page, line.number, figure.printed, why, line.raw) for figure in rest]


def _name_above(lines: Sequence[Line], at: int, read: Collection[int], headings: Collection[str]) -> list[int]:
    """Return the lines right above figures that are a name, which no sentence, heading or amount is part of."""
    named: list[int] = []
    for above in range(at - 1, max(at - 1 - MOST_NAME_LINES, -1), -1):
        line = lines[above]
        is_other = above in read or line.page != lines[at].page or "。" in line.plain or line.fields
        if is_other or _heads(line) or figures(line.raw, line.plain) or bullet_of(line.plain) == "dot":
            break
        if 0 < heading_level(line.plain) < NUMBER or bullet_of(line.plain) in headings:
            break
        named.insert(0, above)
        if line.after_gap:
            break
    return named


def _cells(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, Figure]]:
    """Return the amounts and dashes that stand alone or behind a piece of the name."""
    cells: list[tuple[int, Figure]] = []
    for at in (at for at in range(start, end) if not lines[at].fields):
        line = lines[at]
        dash = re.fullmatch(r"(?:.*[ 　])?([-ー])", line.plain) if len(line.plain) < 24 else None
        first = DASH_FIRST.match(line.plain) if cells and cells[-1][0] == at - 1 else None
        held = figures(line.raw, line.plain)
        if DASHES.fullmatch(line.plain):
            cells += [(at, Figure(each.start(), each.end(), "-")) for each in re.finditer("[-ー]", line.plain)]
        elif first:
            cells.append((at, Figure(first.start(1), first.end(1), "-")))
        elif held and _is_cell(line.plain, held[0]):
            cells.append((at, held[0]))
        elif dash and not held:
            cells.append((at, Figure(dash.start(1), dash.end(1), "-")))
    return cells


def _is_cell(words: str, figure: Figure) -> bool:
    before, after = words[: figure.start], words[figure.end :]
    is_apart = not before or before[-1] in " 　"
    return (
        is_apart and len(before.strip()) <= 24 and (not after or after[0] in " 　") and not reason(COST.sub("", before))
    )


def _name(lines: Sequence[Line], start: int, end: int) -> str:
    """Return the name that begins on a line and may go on beside the amounts."""
    name = ""
    for at in range(start, min(end, start + NAME_LINES)):
        line = lines[at]
        held = figures(line.raw, line.plain)
        words = line.raw[: held[0].start].strip() if held else line.raw
        if at > start:
            if NAME_END.search(name) and not re.match(r"[【〔(（](?:新規|皆減|皆増)", words):
                break
            if (
                not words
                or len(words) >= 14
                or re.search(r"[、。]", words)
                or (held and not NAME_END.search(plain(words)))
            ):
                continue
        if at == start or NAME_END.search(plain(words)) or re.match(r"[【〔](?:新規|皆減|皆増)", words):
            name += words
    return name
