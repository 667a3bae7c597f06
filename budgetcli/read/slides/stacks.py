"""Items whose amounts stand one under the other: 上段 当初 / 中段 前年度当初 / 下段 最終."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, UNPRINTED
from budgetcli.read.slides.figures import Figure, amount_of, figures, reason
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.labels import LABEL, Labels, Role
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import bullet_of, clean, is_new
from budgetcli.read.slides.outline import heading_level

LEVELS = ("上段", "中段", "下段")
LEVEL = re.compile(
    rf"(上段|中段|下段)[ 　:：はが、…／/]*((?:対?前年度?)?(?:比較|差引)?増[・△▲]*減額?|比較|差引|{LABEL.pattern})"
)
NAME_END = re.compile(r"(?:事業費?|費|金|〕|】|事業)$")
NAME_LINES = 6
FEWEST = 3


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
    return levels if len(levels) >= FEWEST and Role.CURRENT in levels else []


def _listed(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Return the levels of a legend that stand one under the other, each with the label below them."""
    starts = [at for at in range(len(lines) - 5) if tuple(line.plain for line in lines[at : at + 3]) == LEVELS]
    labels = [lines[at + 3 : at + 6] for at in starts[:1]]
    return [(level, line.plain) for of in labels for level, line in zip(LEVELS, of, strict=True)]


def read_stacks(lines: Sequence[Line], labels: Labels) -> Stacked:
    """Return the items of a document that says what its stacked figures are."""
    levels = find_levels(lines, labels)
    found: list[Found] = []
    untaken: list[Untaken] = []
    read: set[int] = set()
    if not levels:
        return Stacked((), (), frozenset())
    starts = [
        at
        for at, line in enumerate(lines)
        if not line.fields and bullet_of(line.plain) in ("round", "symbol", "number", "circled")
    ]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=False):
        end = next((at for at in range(start + 1, following) if 0 < heading_level(lines[at].plain) < 40), following)
        cells = _cells(lines, start, end)[: len(levels)]
        if len(cells) != len(levels):
            continue
        name = _name(lines, start, end)
        amounts = dict(zip(levels, (amount_of(figure.printed) or UNPRINTED for _, figure in cells), strict=False))
        quote = f"{name} {' '.join(figure.printed for _, figure in cells)}"
        previous = NOTHING_BEFORE._replace(printed="新規") if is_new(name) else amounts.get(Role.PREVIOUS, UNPRINTED)
        found.append(Found(clean(name), start, amounts[Role.CURRENT], previous, (), "", quote, bullet_of(plain(name))))
        for (at, figure), role in zip(cells, levels, strict=True):
            if role is Role.OTHER and figure.printed not in ("-", "ー"):
                untaken.append(Untaken(lines[at].page, lines[at].number, figure.printed, "final", quote))
        read |= {start, *(at for at, _ in cells)}
        taken = {(at, figure.start) for at, figure in cells}
        for at in {start, *(place for place, _ in cells)}:
            line = lines[at]
            rest = [figure for figure in figures(line.raw, line.plain) if (at, figure.start) not in taken]
            why = reason(line.plain) or "sentence"
            untaken += [Untaken(line.page, line.number, figure.printed, why, line.raw) for figure in rest]
    return Stacked(tuple(found), tuple(untaken), frozenset(read))


def _cells(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, Figure]]:
    """Return the amounts and dashes that stand alone or behind a piece of the name."""
    cells: list[tuple[int, Figure]] = []
    for at in range(start, end):
        line = lines[at]
        dash = re.fullmatch(r"(?:.*[ 　])?([-ー])", line.plain) if len(line.plain) < 24 else None
        held = figures(line.raw, line.plain)
        if held and _is_cell(line.plain, held[0]):
            cells.append((at, held[0]))
        elif dash and not held:
            cells.append((at, Figure(dash.start(1), dash.end(1), "-")))
    return cells


def _is_cell(words: str, figure: Figure) -> bool:
    before, after = words[: figure.start], words[figure.end :]
    is_apart = not before or before[-1] in " 　"
    return is_apart and len(before.strip()) <= 24 and (not after or after[0] in " 　") and not reason(before)


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
