"""Headings of a document and their levels, by the style of their numbers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.text import key
from budgetcli.read.slides.pages import Line

MEASURE = 70
BRACKETED = 60
PAGE_TITLE = 50
GROUP = 66
N = r"[\dⅠ-Ⅻ一二三四五六七八九十]{1,3}"
STYLES = (
    (10, re.compile(rf"第{N}(?:[章部編].*| \D.*)|第\d+[^\d章部編節款項目条次回号期].*")),
    (15, re.compile(rf"(?:重点|基本|戦略|主要|まちづくり)?(?:施策|政策|目標|方針|戦略|プロジェクト|テーマ|分野|柱|プラン|取組方針|ビジョン){N}(?:[ :：.　「].*|$)")),
    (20, re.compile(r"[Ⅰ-Ⅻ][ .．、　]?.*|\([Ⅰ-Ⅻ]\).*")),
    (30, re.compile(rf"第{N}[節款][ 　]?.*|\d{{1,2}}款[ 　].*")),
    (33, re.compile(rf"第{N}項[ 　]?.*|\d{{1,2}}項[ 　].*")),
    (36, re.compile(rf"第{N}目[ 　]?.*|\d{{1,2}}目[ 　].*")),
    (38, re.compile(r"[^\d()、。]{1,14}(?:部|局|庁|省|委員会|議会事務局|本部|会計)(?:関係|所管)?")),
    (40, re.compile(r"[◆■□◎●★▶❖](?! ?\d).*")),
    (50, re.compile(r"\d{1,2}(?:[.．、:：][ 　]*|[ 　]+)[^\d ].*|[一二三四五六七八九十]{1,2}[ 　.、].*")),
    (55, re.compile(r"\d{1,2}[-－.]\d{1,2}[ 　.]*[^\d ].*")),
    (BRACKETED, re.compile(r"\[\d{1,2}\].*|【(?!予算|補正|目標|新規|拡充|一部|継続|R|H)[^】]*】.{0,24}|[〈<《≪][^〉>》≫]{2,30}[〉>》≫]")),
    (65, re.compile(r"[^\d()、。 ]{1,14}(?:課|室|センター|事務所)")),
    (MEASURE, re.compile(r"\(\d{1,2}\).*|⑴.*")),
)
"""Levels from broad to narrow; a number in round brackets names a measure."""
NO_HEADING = re.compile(r"。|[はがをにで、]$|単位|^\d+[ 　](?:年|月|日|件|人|か所|名|億|万|千|回|校|台)")


class Heading(NamedTuple):
    """A heading and where it stands."""

    level: int
    text: str
    at: int
    """The place of its line among the lines."""


def heading_level(plain: str) -> int:
    """Return the level of a heading; 0 where the line is none."""
    if NO_HEADING.search(plain) or len(plain) > 80:
        return 0
    return next((level for level, style in STYLES if style.fullmatch(plain)), 0)


def path_at(headings: Sequence[Heading], at: int) -> list[Heading]:
    """Return the headings that are open at a line, from broad to narrow."""
    open_: list[Heading] = []
    for heading in headings:
        if heading.at < at:
            open_ = [other for other in open_ if other.level < heading.level] + [heading]
    return open_


def running_levels(lines: Sequence[Line], headings: Sequence[Heading]) -> frozenset[str]:
    """Return the keys of the headings that pages repeat."""
    pages: dict[str, set[str]] = {}
    for heading in headings:
        pages.setdefault(key(heading.text), set()).add(lines[heading.at].page)
    return frozenset(text for text, on in pages.items() if len(on) > 1)


def likeness(one: str, other: str) -> int:
    """Return the length of the longest run of characters that two names share."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best
