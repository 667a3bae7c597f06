"""Headings of a document and their levels, by the style of their numbers."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.text import key
from budgetcli.read.slides.line import Line
from budgetcli.read.slides.names import FIELD
from budgetcli.read.vocabulary import TAG_WORD

HEADING_LENGTH = 40
"""Characters that the words of a heading have at most."""
MEASURE = 70
BRACKETED = 60
PAGE_TITLE = 50
OFFICE = 38
SYMBOL = 40
NUMBER = 50
SECTION = 65
PLAIN = 57
GROUP = 66
N = r"[\dⅠ-Ⅻ一二三四五六七八九十]{1,3}"
POLICY = 15
POLICIES = (
    r"(?:重点|基本|戦略|主要|まちづくり)?(?:(?:施策|政策|計画|目標)の柱|施策|政策|目標|方針|戦略|プロジェクト"
    r"|テーマ|分野|柱|プラン|取組方針|ビジョン)"
)
"""What plans of municipalities call their parts."""
MARK = "(?:[◆■□◎●★▶❖] ?)?"
STYLES = (
    (10, re.compile(rf"第{N}(?:[章部編].*| \D.*)")),
    (POLICY + 2, re.compile(rf"{MARK}(?:{POLICIES}){N}[-－ー]{N}(?:[ :：.　「].*|$)")),
    (POLICY + 1, re.compile(rf"{MARK}(?:施策|政策){N}(?:[ :：.　「].*|$)")),
    (POLICY, re.compile(rf"{MARK}(?:{POLICIES}){N}(?:[ :：.　「].*|$)")),
    (20, re.compile(r"[Ⅰ-Ⅻ][ .．、　]?.*|\([Ⅰ-Ⅻ]\).*")),
    (30, re.compile(rf"第{N}[節款][ 　]?.*|\d{{1,2}} ?款[ 　].*|款[ 　](?![項/・])\S.*")),
    (33, re.compile(rf"第{N}項[ 　]?.*|\d{{1,2}} ?項[ 　].*|項[ 　](?![目/・])\S.*")),
    (36, re.compile(rf"第{N}目[ 　]?.*|\d{{1,2}} ?目[ 　].*")),
    (OFFICE, re.compile(r"[^\d()、。]{1,14}(?:部|局|庁|省|委員会|議会事務局|本部)(?:関係|所管)?")),
    (SYMBOL, re.compile(r"[◆■□◎●★▶❖](?! ?\d[\d,.]*(?:[兆億万千百円%]|$)).*")),
    (NUMBER, re.compile(r"\d{1,2}(?:[.．、:：][ 　]*|[ 　]+)[^\d ].*|[一二三四五六七八九十]{1,2}[ 　.、].*")),
    (55, re.compile(r"\d{1,2}[-－.]\d{1,2}[ 　.]*[^\d ].*")),
    (
        BRACKETED,
        re.compile(
            r"\[\d{1,2}\].*|【(?!予算|補正|目標|新規|拡充|一部|継続|[新拡継改]】|R|H)[^】]*】.{0,24}|[〈<《≪](?![±△▲+\d-])[^〉>》≫]{2,30}[〉>》≫]"
        ),
    ),
    (SECTION, re.compile(r"[^\d()、。 ]{1,14}(?:課|室|センター|事務所)")),
    (MEASURE, re.compile(r"(?:\(\d{1,2}\)|[⑴-⒇]).*")),
)
"""Levels from broad to narrow; a number in round brackets names a measure."""
ASIDE = re.compile(
    r"目的|内容|概要|背景|課題|スキーム|イメージ|効果|根拠|問合せ|財源|対象|経緯|現状|参考|要求と|査定|単位|凡例|注|ポイント$|推移"
)
"""Words of headings inside the description of one programme."""
LABEL = re.compile(r"【(?:担 *当|所 *管|事 *業 *費|予 *算 *額|前 *年 *度|区 *分|期 *間|実施主体)[^】]{0,4}】.")
"""A field of a form, and what it holds behind it."""
NO_HEADING = re.compile(
    r"^[\d.,]+ ?[%倍]|^[◆■□◎●★▶❖] ?[:=]|。|[はがをにで、]$|単位|^\d+[ 　](?:年|月|日|件|人|か所|名|億|万|千|回|校|台)"
)

TAG_OF_ROW = re.compile(rf"\d{{1,3}} (?P<tag>{TAG_WORD})")
"""The cells of a row's number and of what became of its item, on a line of their own."""
UNIT_BEHIND = re.compile(r"[ 　]+[(（\[〔]?単位 ?[:：][^)）\]〕]*[)）\]〕]?$")
"""The unit of the table under a heading, on its line."""


class Heading(NamedTuple):
    """A heading and where it stands."""

    level: int
    text: str
    at: int
    """The place of its line among the lines."""
    style: str = ""
    """The bullet of a subtotal's name; a line with the same one is not under it."""


def heading_level(plain: str) -> int:
    """Return the level of a heading; 0 where the line is none."""
    plain = UNIT_BEHIND.sub("", plain)
    if NO_HEADING.search(plain) or len(plain) > 80 or FIELD.match(plain) or TAG_OF_ROW.fullmatch(plain):
        return 0
    level = next((level for level, style in STYLES if style.fullmatch(plain)), 0)
    return 0 if level == BRACKETED and (ASIDE.search(plain) or LABEL.match(plain)) else level


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
