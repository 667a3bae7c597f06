"""Which heading stands under which: as their numbers go on and begin anew, else by the form of their marks."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.outline import SYMBOL, Heading

NUMBER = re.compile(
    r"(?P<before>(?:(?!令和|平成|昭和)[^\d\s。、]){0,6}?)"
    r"(?P<number>\d{1,2}|[Ⅰ-Ⅻ①-⑳]|[一二三四五六七八九十](?=[ 　.．、)章部編節款項目]))"
    r"(?: (?=[款項目節]))?(?P<after>[-.．、:)\]章部編節款項目]?)"
)
"""The number at the beginning of a heading, with what it stands in."""


def form_of(heading: Heading) -> tuple[str, int | None]:
    """Return how a heading begins, as those of one level do, and its number; None where it has none."""
    words = plain(heading.text).strip()
    match = NUMBER.match(words)
    if match is None or heading.style == "row":
        return f"{words[:1] if heading.level == SYMBOL else ''}{heading.level}", None
    digits = match["number"]
    number = int(digits) if digits.isdecimal() else int(unicodedata.numeric(digits))
    kind = "0" if digits.isdecimal() else "Ⅰ" if "Ⅰ" <= digits <= "Ⅻ" else "①" if "①" <= digits <= "⑳" else "一"
    return match["before"] + kind + match["after"].replace("．", "."), number


class Nesting:
    """What the order of a document's headings says of their forms."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        formed = [form_of(heading) for heading in headings]
        self.levels = {form: heading.level for heading, (form, _) in reversed(list(zip(headings, formed, strict=True)))}
        """The levels that forms have where nothing else says it."""
        self.places: dict[str, list[int]] = {}
        for at, (form, _) in enumerate(formed):
            self.places.setdefault(form, []).append(at)
        self.numbered = {form for form, number in formed if number is not None}
        self.under: Counter[tuple[str, str]] = Counter()
        """How often a form stands between two numbers of another one, or that one begins anew behind it."""
        places: dict[str, list[int]] = {}
        for at, (form, number) in enumerate(formed):
            if number is not None:
                places.setdefault(form, []).append(at)
        for form, found in places.items():
            for one, other in pairwise(found):
                self._compare(form, formed, one, other)

    def _compare(self, form: str, formed: Sequence[tuple[str, int | None]], one: int, other: int) -> None:
        """Count what two headings of a form that follow each other say of those between them."""
        numbers = formed[one][1] or 0, formed[other][1] or 0
        for between in {each for each, _ in formed[one + 1 : other]}:
            if numbers[1] == numbers[0] + 1:
                self.under[between, form] += 1
            elif numbers[1] <= numbers[0]:
                self.under[form, between] += 1

    def is_broader(self, one: str, other: str) -> bool:
        """Say whether headings of one form hold those of another."""
        told = self.under[other, one] - self.under[one, other]
        if told:
            return told > 0
        if self._is_over(one, other) or self._is_over(other, one):
            return self._is_over(one, other)
        return (self.levels[one], self.places[one][0]) < (self.levels[other], self.places[other][0])

    def _is_over(self, one: str, other: str) -> bool:
        """Say whether the only heading of one form, with a number, stands before all of several of another."""
        return (
            one in self.numbered
            and len(self.places[one]) == 1 < len(self.places[other])
            and self.places[one][0] < self.places[other][0]
        )


class Paths:
    """The headings that are open at each line of a document."""

    def __init__(self, headings: Sequence[Heading], titles: Collection[int]) -> None:
        """Go through the headings in the order of their lines; a title closes all before it."""
        nesting = Nesting(headings)
        by_place: dict[int, list[Heading]] = {}
        for heading in headings:
            by_place.setdefault(heading.at, []).append(heading)
        self.titles = frozenset(titles)
        self.places = sorted({*by_place, *self.titles})
        self.open: list[tuple[Heading, ...]] = []
        path: tuple[Heading, ...] = ()
        for place in self.places:
            path = () if place in self.titles else path
            for heading in by_place.get(place, ()):
                path = (*_above(path, heading, nesting), heading)
            self.open.append(path)

    def at(self, place: int) -> tuple[Heading, ...]:
        """Return the headings above a line that hold it, from broad to narrow."""
        before = bisect_left(self.places, place) - 1
        return () if place in self.titles or before < 0 else self.open[before]


def _above(path: tuple[Heading, ...], heading: Heading, nesting: Nesting) -> tuple[Heading, ...]:
    """Return the open headings that hold another one."""
    form, _ = form_of(heading)
    for at, other in enumerate(path):
        if not nesting.is_broader(form_of(other)[0], form):
            return path[:at]
    return path
