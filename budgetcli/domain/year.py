"""Fiscal years (年度): April to March, named by era or by western year."""

import re
from typing import NamedTuple

from budgetcli.domain.text import arabic, fold


class Era(NamedTuple):
    """A Japanese era."""

    code: str
    name: str
    zero: int
    """The western year before the era's first."""


ERAS = (
    Era("r", "令和", 2018),
    Era("h", "平成", 1988),
    Era("s", "昭和", 1925),
    Era("t", "大正", 1911),
    Era("m", "明治", 1867),
)
"""Newest first. 元号法 and the rescripts before it: 1868, 1912, 1926, 1989, 2019."""

BY_NAME = {name: era for era in ERAS for name in (era.code, era.name, era.name[0])}
FIRST, LAST = 1868, 2117
NOTATION = re.compile(r"(?P<era>[a-z]|[明大昭平令]|明治|大正|昭和|平成|令和)?(?P<year>元|\d{1,2})(?P<mark>年度?)?")
WESTERN = re.compile(r"(?:fy|西暦)?(?P<year>\d{4})(?:年度?)?")


class FiscalYear(NamedTuple):
    """A fiscal year, ordered in time."""

    western: int
    """The calendar year in which it begins."""

    @property
    def era(self) -> Era:
        """Return the era that names the year: the newest that had begun before its end."""
        return next(era for era in ERAS if era.zero < self.western)

    @property
    def code(self) -> str:
        """Return the short form `r6`."""
        return f"{self.era.code}{self.western - self.era.zero}"

    @property
    def label(self) -> str:
        """Return the printed form 令和6年度."""
        number = self.western - self.era.zero
        return f"{self.era.name}{'元' if number == 1 else number}年度"

    @property
    def previous(self) -> "FiscalYear":
        """Return the year before."""
        return FiscalYear(self.western - 1)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


def parse_year(text: str, book_year: FiscalYear | None = None) -> FiscalYear | None:
    """Return the fiscal year that the text names, or None where it names none.

    An era that had ended goes on counting (平成36年度 is 令和6年度, as plans made before
    2019 print it). A number without an era (６年度) is of the era of `book_year`.
    """
    plain = arabic("".join(fold(text).casefold().split()))
    if match := WESTERN.fullmatch(plain):
        western = int(match["year"])
    elif match := NOTATION.fullmatch(plain):
        era = BY_NAME.get(match["era"] or (book_year.era.code if book_year and match["mark"] else ""))
        number = 1 if match["year"] == "元" else int(match["year"])
        if era is None or number == 0:
            return None
        western = era.zero + number
    else:
        return None
    return FiscalYear(western) if FIRST <= western <= LAST else None
