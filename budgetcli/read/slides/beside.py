"""Amounts in columns beside descriptions, or behind them, brought to the names over these."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.labels import TAIL
from budgetcli.read.slides.line import CELL_GAP, Line
from budgetcli.read.slides.names import ENDS, STRONG, TAG, bullet_of, is_name
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.waiting import FINISHED, is_unfinished
from budgetcli.read.vocabulary import MONEY, NEW, NOTHING, SAME

AT_END_BARE = re.compile(rf"(?P<said>.*。)[ 　]?(?P<new>)(?P<now>{MONEY})(?:[(（](?P<before>[^()（）]*)[)）])?")
"""A description, and behind its last sentence the amount of what it describes."""
AT_END = re.compile(
    rf"(?P<said>.*。)?[(〔](?P<new>新規、)?(?P<now>{MONEY})(?:、(?P<before>前年度?[^()〔〕]*|{NEW}))?[)〕]"
)
"""A description and the amount of what it describes."""
FEWEST_ENDS = 3
FARTHEST = 4
"""Lines of a description above its last one, with its name."""
BESIDE = re.compile(
    rf"(?P<said>(?!.*円[ 　]{{2}})\S.*?)[ 　]{{3,}}(?P<amount>(?:{MONEY}|事項要求)(?:[ 　]?[(（〔\[].*)?)"
)
"""A description, and the amount of what it describes in a column of its own."""
BEHIND_NAME = re.compile(rf"(?P<name>\S.*?)[ 　]+(?P<amount>{MONEY}(?:[ 　]?[(（〔\[].*)?)")
UNDER_NAME = re.compile(rf"(?P<rest>\S.*?)(?:[ 　]{{2,}}(?P<before>[(〔\[] ?(?:{MONEY}|{NOTHING}|{SAME}) ?[)〕\]]))?")
"""The end of a name, and perhaps the year before in the column of amounts."""
OF_SENTENCE = re.compile("[をがは、。]")
BRACKETED = re.compile(rf"[(〔\[] ?(?:{MONEY}|{NOTHING}) ?[)〕\]]")
LONG_NAME = 20
"""Characters of a name that the width of its column may have broken."""
REST_OF_WORD = 2
LONGEST_END = 16
"""Characters of the last line of a name."""
YEAR_BESIDE = re.compile(
    r"(?P<said>\S.*?[^\s])(?:[ 　]{3,}|(?<=。)[ 　]+)(?P<before>[(〔\[] ?"
    r"(?:(?:前年度|[RHS]\d{1,2}|(?:令和|平成)(?:元|\d{1,2})年度)[^()〔〕\[\]]*"
    rf"|{MONEY}|{NEW}|-) ?[)〕\]]"
    rf"|[【〈<《](?P<label>[^【】〈〉<>《》]*補正[^【】〈〉<>《》]*)[】〉>》] ?(?P<more>{MONEY}))"
)
"""A description, and the year before in a column of its own behind it."""
AMOUNT_LAST = re.compile(rf"\S[ 　]+{MONEY}(?:[(（〔\[][^()〔〕\[\]]*[)）〕\]])?$")
"""A name, and this year's amount in a column of its own behind it."""
DESCRIPTION = re.compile(r"^・|[。、]|.{24}")
"""What words have that are not the end of a name."""
NEAR = 2
"""Lines between an amount and the year before beside its description, and one."""


def with_names_whole(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a bulleted name that stops inside before its amount whole with the end of it under them."""
    parted: list[Line] = []
    for line in lines:
        last = parted[-1] if parted else None
        match = BEHIND_NAME.fullmatch(last.plain) if last and bullet_of(last.plain) in STRONG else None
        is_under = last is not None and last.page == line.page and not line.after_gap
        below = UNDER_NAME.fullmatch(line.plain)
        goes_on = match and below and _goes_on(match["name"], below["rest"], has_before=bool(below["before"]))
        if last and match and below and is_under and goes_on:
            name, amount = last.raw[: match.end("name")], last.raw[match.start("amount") :]
            rest, before = line.raw[: below.end("rest")], (below["before"] or "")
            parted[-1] = last._replace(raw=CELL_GAP.join([name + rest, amount + before]))
        else:
            parted.append(line)
    return parted


def _goes_on(name: str, below: str, *, has_before: bool) -> bool:
    """Say whether a line is the end of the name over it; beside it the year before may stand under the amount."""
    if has_before and _is_end_of_name(below) and not FINISHED.search(name):
        return True
    is_broken = is_unfinished(name) or (len(name) >= LONG_NAME and not (ENDS.search(name) or TAIL.search(name)))
    closes = name.count("(") > name.count(")") and below.endswith(")") and len(below) <= LONGEST_END
    return is_broken and (closes or _is_end_of_name(below) or (len(below) <= REST_OF_WORD and below.isalpha()))


def with_amounts_at_end(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what the brackets at the end of descriptions hold behind the name: （新規、1,840万円）.

    Where no bulleted name stands right over the description it becomes a line of its own.
    """
    ends = {at: match for at in range(len(lines)) if (match := _amount_at_end(lines, at))}
    if len(ends) < FEWEST_ENDS:
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = ends.get(at)
        if match is None:
            parted.append(line)
            continue
        before = line.raw[slice(*match.span("before"))] or (match["new"] and "新規")
        amount = line.raw[slice(*match.span("now"))]
        amount = f"{amount}（{before}）" if before else amount
        name = _name_over(parted, line.page)
        if name is not None:
            parted[name] = parted[name]._replace(raw=CELL_GAP.join([parted[name].raw, amount]))
        parted += [line._replace(raw=line.raw[: match.end("said")])] if match["said"] else []
        parted += [line._replace(raw=amount, after_gap=False)] if name is None else []
    return parted


def with_amounts_beside(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, amounts in a column beside descriptions behind the bulleted names right over these."""
    beside = {at: match for at in range(len(lines)) if (match := _amount_beside(lines, at))}
    if len(beside) < FEWEST_ENDS:
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in beside and BRACKETED.fullmatch(line.plain):
            continue
        if match := beside.get(at):
            below = lines[at + 1] if at + 1 < len(lines) else line
            amount = line.raw[match.start("amount") :] + (below.raw if BRACKETED.fullmatch(below.plain) else "")
            name = _name_over(parted, line.page) or 0
            rest = [each.raw for each in parted[name + 1 :] if _is_end_of_name(each.plain)]
            whole = "".join([parted[name].raw, *rest])
            parted[name:] = [
                parted[name]._replace(raw=CELL_GAP.join([whole, amount])),
                *(each for each in parted[name + 1 :] if not _is_end_of_name(each.plain)),
                line._replace(raw=line.raw[: match.end("said")]),
            ]
        else:
            parted.append(line)
    return parted


def _amount_beside(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the amount in a column beside a description under a bulleted name that has none itself."""
    line = lines[at]
    begins = bullet_of(line.plain) in STRONG or TAG.match(line.plain)
    match = None if begins else BESIDE.fullmatch(line.plain)
    is_described = match is not None and OF_SENTENCE.search(match["said"])
    return match if is_described and _name_over(lines[:at], line.page) is not None else None


def _is_end_of_name(words: str) -> bool:
    begins = bullet_of(words) or heading_level(words)
    return len(words) <= LONGEST_END and not begins and bool(ENDS.search(words)) and not OF_SENTENCE.search(words)


def _name_over(lines: Sequence[Line], page: str) -> int | None:
    """Return the bulleted name right over the description with which lines end; None where other words are there."""
    for at in range(len(lines) - 1, max(len(lines) - 1 - FARTHEST, -1), -1):
        line = lines[at]
        if line.page != page or re.search("円", line.plain):
            return None
        if bullet_of(line.plain) == "dot" and OF_SENTENCE.search(line.plain):
            continue
        if bullet_of(line.plain):
            return at if is_name(line.raw) and "。" not in line.plain else None
        if line.after_gap:
            return None
    return None


def _amount_at_end(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the amount in brackets with which a line ends a sentence, or that stands alone under one."""
    match = AT_END.fullmatch(lines[at].plain) or AT_END_BARE.fullmatch(lines[at].plain)
    above = lines[at - 1].plain if at else ""
    return match if match and (match["said"] or above.endswith(("。", "。)"))) else None


def with_years_before(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the year before that a gap parts from a description behind the amount over them."""
    mended = list(lines)
    for at, line in enumerate(lines):
        beside = YEAR_BESIDE.fullmatch(line.plain)
        over = _amount_over(lines, at) if beside else None
        is_described = beside is not None and (beside["label"] or DESCRIPTION.search(beside["said"]))
        if beside and over is not None and is_described:
            before = line.raw[beside.start("before") :].strip()
            if beside["label"]:
                before = f"【{beside['label']} {line.raw[slice(*beside.span('more'))]}】"
            mended[over] = mended[over]._replace(raw=mended[over].raw + before)
            mended[at] = line._replace(raw=line.raw[: beside.end("said")])
    return mended


def _amount_over(lines: Sequence[Line], at: int) -> int | None:
    """Return the line close above a description that ends with an amount; None if there is none."""
    for over in range(at - 1, max(at - 1 - NEAR, -1), -1):
        if lines[over].page != lines[at].page or lines[over + 1].after_gap:
            return None
        if AMOUNT_LAST.search(lines[over].plain):
            return over
        if bullet_of(lines[over].plain) in STRONG:
            return None
    return None
