"""Names that wait for the amounts printed behind them, and which amount is whose."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ENDS, MARKS, STRONG, TAG, TAGGED, clean, is_finance, is_name, is_sum
from budgetcli.read.slides.outline import heading_level

INCOMPLETE = re.compile(
    r"(?:の|な|に|による|係る|関する|向けた|する|した|ための|・|及び|と|や|を|や|した|「|『|等を|等の|－|-)$"
)
FINISHED = re.compile(r"(?:事業|費|金|経費|制度|等)(?:[)）」』>〉]|\(.*\))?$")
CONTINUES = re.compile(r"[のをにとや・）」』ーァィゥェォッャュョぁぃぅぇぉっゃゅょ](?!\d)")
"""What no name begins with."""
PROGRAMME = re.compile(r"事業費?(?:[)）」』>〉]|\(.*\))?$")
"""How a name ends that no description does."""
MARKED = re.compile(rf"[(【〔《](?:{MARKS})[)】〕》]$")
"""A mark behind a name, which ends it."""
ASIDE = re.compile(r"[(（][^()（）]*[)）]")
FRAGMENT = 4
"""Characters that are rather the end of a name than a name."""
LONGEST_NAME = 60
POLITE = re.compile(r"(?:ます|ました|です|ましょう)[!。]?$")
"""How a sentence to readers ends."""
SENTENCE = re.compile(r"。$")
LABEL = "label"
"""The style of a name that a form calls so."""
NUMBERS = ("number", "roman")
WHOLE_LINE = 30
"""Characters of a line that is as long as the page is wide."""


class Name(NamedTuple):
    """Words that may name a budget line whose amount is printed on a later line."""

    lines: tuple[tuple[int, str], ...]
    """The places and words of its lines; the later ones may be a description."""
    style: str
    office: int = -1
    """The line right under it that says who answers for it, which parts it from no amount."""

    @property
    def at(self) -> int:
        """Return where it begins."""
        return self.lines[0][0]

    @property
    def last(self) -> int:
        """Return where its last line is, or that of its office."""
        return max(self.lines[-1][0], self.office)

    @property
    def bullet(self) -> str:
        """Return the style of its bullet; empty where a tag stands in place of one."""
        return "" if self.style == TAGGED else self.style

    @property
    def is_whole_heading(self) -> bool:
        """Say whether it is a numbered heading that one line holds to its end."""
        return self.style == "round" and len(self.lines) == 1 and bool(ENDS.search(plain(self.lines[0][1])))

    def before(self, at: int) -> "Name":
        """Return the name as it stands before a line."""
        return self._replace(lines=tuple(line for line in self.lines if line[0] < at))

    def text(self, is_next: bool) -> str:
        """Return as many of its lines as make a name; all of them if the amount comes next and they make one."""
        if not self.style:
            return self._last_words()
        words = self.lines[0][1]
        if MARKED.search(plain(words).rstrip()):
            return words
        if self.style in NUMBERS and len(self.lines) > 1 and self._is_over_name():
            return self.lines[1][1]
        for place, (_, more) in enumerate(self.lines[1:], start=2):
            joined = words + (" " if plain(more).startswith("うち") else "") + more
            is_part = plain(more).startswith("うち")
            is_rest = is_next and place == len(self.lines) and (not _is_finished(words) or _ends(more))
            goes_on = is_part or is_unfinished(words) or is_rest
            if not goes_on or len(joined) > LONGEST_NAME or not (is_name(joined) or is_unfinished(joined)):
                return words
            words = joined
        return words

    def _is_over_name(self) -> bool:
        """Say whether its first line is a heading over the name on the second one, which no rest is as long as."""
        first, second = (clean(words) for _, words in self.lines[:2])
        return len(second) >= len(first) and _is_programme(second) and not is_unfinished(first)

    def _last_words(self) -> str:
        """Return the last line, with those before it that stop inside a name."""
        lines = self.lines
        while len(lines) > 1 and SENTENCE.search(plain(lines[-1][1])):
            lines = lines[:-1]
        words = lines[-1][1]
        for _, before in reversed(lines[:-1] if not is_sum(words) else ()):
            joined = before + words
            if (
                not (is_unfinished(before) or len(words) <= FRAGMENT)
                or len(joined) > LONGEST_NAME
                or not is_name(joined)
            ):
                break
            words = joined
        return words


def _is_programme(words: str) -> bool:
    return PROGRAMME.search(plain(clean(words))) is not None


def is_unfinished(words: str) -> bool:
    """Say whether words stop inside a name."""
    tight = plain(words).rstrip()
    return (
        bool(INCOMPLETE.search(tight)) or tight.count("(") > tight.count(")") or tight.count("「") > tight.count("」")
    )


def _is_finished(words: str) -> bool:
    return bool(FINISHED.search(plain(clean(words)))) and not is_unfinished(words)


def _ends(words: str) -> bool:
    """Say whether words on a line of their own are the end of a name and no description."""
    return bool(ENDS.search(plain(clean(words)))) and not re.search(r"[、。をはが]", words)


def continues(name: Name, lead: str, *, is_item: bool) -> bool:
    """Say whether a line's words end the name that the line before it began, with the bullet of items or not."""
    last = name.lines[-1][1]
    if name.style == "bracketed" or POLITE.search(plain(last)) or is_sum(last):
        return False
    is_heading = heading_level(plain(last)) and not is_item
    if is_heading and not (is_unfinished(last) or CONTINUES.match(lead) or len(lead) <= FRAGMENT):
        return False
    goes_on = name.style == "budget" or is_unfinished(last) or not _is_finished(last) or bool(CONTINUES.match(lead))
    is_entry = (
        name.style in STRONG
        or TAG.match(plain(name.lines[0][1])) is not None
        or (name.style == "dot" and _is_broken(last, lead))
    )
    return is_entry and len(name.lines) < 3 and goes_on and is_name(last + lead)


def _is_broken(last: str, lead: str) -> bool:
    """Say whether a line stops inside a name, or the next one begins with the end of one."""
    is_short = len(plain(lead)) <= FRAGMENT and ENDS.search(plain(lead)) is not None
    return len(last) >= WHOLE_LINE or is_unfinished(last) or is_short or CONTINUES.match(lead) is not None


def match(names: Sequence[Name], count: int, at: int) -> list[tuple[Name, str]]:
    """Return the names to which amounts printed one after the other belong, with the words of each.

    As many names as amounts belong to each other in order; one amount is of the last name that is marked as
    one, or of the words right before it.
    """
    before = [name.before(at) for name in names if name.at < at]
    told = [(name, name.text(name.last == at - 1)) for name in before]
    likely = [(name, words) for name, words in told if is_name(words) and not is_finance(words)]
    labelled = [each for each in likely if each[0].style == LABEL]
    if labelled and count == 1:
        return labelled[-1:]
    marked = [each for each in likely if each[0].style in STRONG]
    if likely and likely[-1][0].style == "dot":
        marked = [each for each in marked if each[0].style != "roman"]
    listed = [each for each in marked if each[0].style != "round"] or marked
    listed = [each for each in listed if each[0].style != "roman"] or _programmes(likely) or listed
    if count > 1 or len(likely) < 2:
        pool = listed if len(listed) >= count else likely
        return (pool if len(pool) >= count else _line_by_line(before[-1:], count) or pool)[-count:]
    if described := _described(likely, at):
        return [described]
    last = likely[-1]
    if (
        last[0].style == "budget"
        or (last[0].style in STRONG and last[0].last == at - 1)
        or (last[0].style not in STRONG and last[0].last == at - 1 and not _is_prose(*last, is_below_name=bool(marked)))
    ):
        return [last]
    return [(listed or likely)[-1]]


def _described(likely: Sequence[tuple[Name, str]], at: int) -> tuple[Name, str] | None:
    """Return the name without a bullet above the description that ends before an amount."""
    *before, (last, words) = likely
    if last.style or _is_programme(words) == (last.last == at - 1):
        return None
    named = before[-1] if before and last.last == at - 1 else likely[-1]
    return named if not named[0].style and _is_programme(named[1]) else None


def _programmes(likely: Sequence[tuple[Name, str]]) -> list[tuple[Name, str]]:
    """Return the first name without a bullet that ends as programmes do."""
    return [
        each
        for each in likely
        if not each[0].style and ENDS.search(plain(each[1])) and not _is_prose(*each, is_below_name=False)
    ][:1]


def _line_by_line(names: Sequence[Name], count: int) -> list[tuple[Name, str]]:
    """Return the lines of names without bullets as one name each, if they are as many as the amounts."""
    lines = [line for name in names if not name.style for line in name.lines if not line[1].isdecimal()]
    each = [(Name((line,), ""), line[1]) for line in lines if is_name(line[1])]
    return each if len(lines) == len(each) == count else []


def _is_prose(name: Name, words: str, *, is_below_name: bool) -> bool:
    """Say whether words are a description, as those of several lines with the bullet of a list are below a name."""
    is_described = is_below_name and name.style == "dot" and (len(name.lines) > 1 or "を" in words)
    return is_described or "、" in ASIDE.sub("", words) or len(words) > LONGEST_NAME
