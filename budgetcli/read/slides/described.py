"""The name of a table row whose cells are lines, with a description between the name and the figures."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ENDS, OFFICE_BEHIND, TAG, bullet_of, clean, is_name
from budgetcli.read.slides.outline import TAG_OF_ROW, heading_level
from budgetcli.read.slides.waiting import CONTINUES, is_unfinished
from budgetcli.read.vocabulary import OFFICE, TAG_ALONE

Lines = Sequence[tuple[int, str]]
TAG_LINE = re.compile(rf"{TAG_ALONE}|[★☆◎○●]")
"""A cell that says what became of the item, on a line of its own."""
OFFICE_LINE = re.compile(OFFICE)
WHOLE = re.compile(r"(?:事業費?|費|金|業務)(?:[)）」』]|\(.*\))?$")
"""How a name ends that no further line goes on with."""
DESCRIBES = re.compile(r"[をはが。、]|(?:する|した|など|等)$")
"""What descriptions have and the rest of a name has not."""
REST = 10
"""Characters of the last line of a name at most."""
MOST_LINES = 4
WIDER = 1.5
"""How many times as wide as a name a line of a description is at least."""
FRAGMENT = 5
"""Characters that are rather the end of a name than a name."""


def described_name(lines: Lines) -> list[tuple[int, str]]:
    """Return the lines that make the name, without headings before it and the description behind it."""
    rest = _without_headings(lines)
    named: list[tuple[int, str]] = []
    for at, raw in rest[:MOST_LINES]:
        words = "".join(before for _, before in named)
        if named and not TAG_LINE.fullmatch(plain(words).strip()) and not _goes_on(words, raw):
            break
        first = _first_cell(raw)
        named.append((at, f"{first} " if TAG_LINE.fullmatch(plain(first)) else first))
        if len(first) < len(raw.strip()):
            break
    return named if named and is_name("".join(raw for _, raw in named)) else []


def name_before(lines: Lines, width: int = 0) -> list[tuple[int, str]]:
    """Return the lines that make the name right before a row's figures, behind the description of the row above it.

    `width` is that of the column of names in characters, if it is known.
    """
    rest = list(lines)
    tag = ""
    while len(rest) > 1 and (OFFICE_BEHIND.fullmatch(plain(rest[-1][1])) or TAG_LINE.fullmatch(plain(rest[-1][1]))):
        last = rest.pop()[1]
        tag = f" {last}" if TAG_LINE.fullmatch(plain(last)) else tag
    named = [(at, raw + tag) for at, raw in rest[-1:]]
    for above in range(len(rest) - 2, max(len(rest) - 1 - MOST_LINES, -1), -1):
        at, raw = rest[above]
        first = named[0][1]
        is_rest = len(first) <= FRAGMENT or first.startswith(("（", "(")) or CONTINUES.match(first)
        over, words = rest[above - 1] if above else (at, "")
        is_description = raw.startswith("、") or (over == at - 1 and len(words) > WIDER * width)
        is_full = width - 1 <= len(plain(raw)) <= width and not is_description
        is_broken = is_rest or is_unfinished(raw) or is_full
        if begins_row(first) or not (is_broken or begins_row(raw)):
            break
        named.insert(0, (at, raw))
    return named


def name_behind_tag(lines: Lines) -> list[tuple[int, str]]:
    """Return the lines of a name behind the row's number and tag, without the office behind it; empty without these."""
    begun = [number for number, (_, raw) in enumerate(lines) if TAG_OF_ROW.fullmatch(plain(raw))]
    rest = list(lines[begun[-1] + 1 :]) if begun else []
    for count in (1, 1, 2):
        if len(rest) > count and OFFICE_LINE.fullmatch(plain("".join(raw for _, raw in rest[-count:]))):
            del rest[-count:]
    tag = TAG_OF_ROW.fullmatch(plain(lines[begun[-1]][1])) if begun else None
    return [(rest[0][0], f"{tag['tag']} {rest[0][1]}"), *rest[1:]] if tag and rest else []


def begins_row(words: str) -> bool:
    """Say whether words begin with a tag or a bullet, as the first line of a row does."""
    return TAG.match(plain(words)) is not None or bullet_of(plain(words)) in ("symbol", "circled")


def _without_headings(lines: Lines) -> Lines:
    """Return the lines behind the last one that begins a row; without one, behind headings and offices."""
    begun = [number for number, (_, raw) in enumerate(lines) if begins_row(raw)]
    if begun:
        return lines[begun[-1] :]
    at = 0
    while at < len(lines) - 1 and (heading_level(plain(lines[at][1])) or OFFICE_LINE.fullmatch(plain(lines[at][1]))):
        at += 1
    return lines[at:]


def _first_cell(raw: str) -> str:
    """Return a line's words as far as the description that a space parts from them."""
    words = raw.strip()
    tag = TAG.match(plain(words))
    start = tag.end() if tag else 0
    name, space, description = words[start:].lstrip().partition(" ")
    is_parted = space and description and is_name(name) and ENDS.search(plain(clean(name)))
    return words[: words.index(name, start) + len(name)] if is_parted else words


def _goes_on(words: str, raw: str) -> bool:
    """Say whether a line is the rest of a name."""
    if is_unfinished(words):
        return True
    tight = plain(clean(words))
    if WHOLE.search(tight) or DESCRIBES.search(plain(raw)):
        return False
    return len(raw) <= REST and (not ENDS.search(tight) or WHOLE.search(plain(raw)) is not None)
