"""The name among the words of a table's row: numbers, tags and offices before it, descriptions behind it."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ENDS, is_name
from budgetcli.read.vocabulary import OFFICE_END, TAG_ALONE

OFFICE_FIRST = re.compile(
    r"(?:担当|所管|所属|部局|部署|課|款|項|目|府省庁?|省庁|分野|区分|施策|政策|柱|目標|体系)[^額度]{0,4}(?:事務|細|主な|主要)?(?:(?:事業|施策|取組)名|(?:主な|主要)事業)"
)
TAG_CELL = re.compile(TAG_ALONE)
NUMBERED = re.compile(rf"\d{{1,3}}|(?:No|№)\.?\d+|{TAG_ALONE}")
WORDS_BEHIND = re.compile(
    r"(?<![額度減率])(?:事業|施策|取組|件|項目)名?[^額度]{0,8}(?:(?:(?:事務)?事業|取組|施策)の?(?:概要|内容|説明)|概要|(?:主な)?内容|主な(?:取組|事業内容))[^額]{0,10}(?:額|予算|年度|R\d)"
)
"""A column of descriptions between the names and the figures."""
WORDS_AFTER = re.compile(
    r"(?:(?:額|年度|案|円)\)?|[減較率B]\)?(?:担当|所管)(?:課|部局?)?)"
    r"(?:(?:(?:事務)?事業|施策|取組)?の?(?:概要|内容|説明)|(?<=[額)管当課部局])主な(?:内容|取組|事業内容))"
)
"""A column of descriptions behind the figures."""
OFFICE_AFTER = re.compile(
    r"(?:事業|取組|施策|件|事項)名?称?(?:担当|所管)(?:課|部局|部署|室)?名?(?!.*(?:事業|取組|施策)名)(?=.*(?:額|年度|R\d))"
)
"""A column of offices between the names and the figures."""
LAST_OFFICE = re.compile(rf"(?:^|[ 　]+)[^\s\d]{{1,14}}(?:{OFFICE_END}|[館園校])$")
OFFICE_AHEAD = re.compile(rf"(?:\d{{1,3}}[ 　]+)?(\S{{1,10}}(?:{OFFICE_END}|[府省院]))[ 　]+")
CODED = re.compile("款・?項(?:・?目)?")
CODES = re.compile(r"^(?:\d{1,2}[ 　-]+){2,}")
"""The numbers of 款, 項 and 目 before a name, where the head names these columns."""
NUMBERED_POLICY = re.compile(
    r"(?:[Ⅰ-Ⅻ][ 　.．]?\S{2,20}[ 　])?(\d{1,2}[ 　.．](?!新規|拡充|継続|一部新)\S{2,20})"
    r"[ 　](?=(?:[新拡継][ 　])?\S{4,}$)"
)


def parted(name: str, head: str) -> tuple[str, str]:
    """Return a row's name and the words of an office's column before it, where the table has one."""
    tight = "".join(head.split())
    if CODED.search(tight):
        name = CODES.sub("", name)
    if OFFICE_AFTER.search(tight):
        name = LAST_OFFICE.sub("", name)
    parts = re.split(r"\t+|[ 　]{2,}", name)
    has_words = WORDS_BEHIND.search(tight) is not None
    if not OFFICE_FIRST.search(tight):
        return (_first_words(parts) if has_words else name), ""
    if len(parts) == 1:
        match = OFFICE_AHEAD.match(name) or NUMBERED_POLICY.match(name)
        own = name[match.end() :] if match else name
        return (_first_words([own]) if has_words else own), match[1] if match else ""
    if has_words and len(parts) > 2:
        parts = parts[: 2 if is_name(parts[1]) else 3]
    if TAG_CELL.fullmatch(plain(parts[-2])):
        return f"{parts[-2]} {parts[-1]}", ""
    return parts[-1], parts[-2] if re.search(r"[^\d\s]", parts[-2]) else ""


def _first_words(parts: Sequence[str]) -> str:
    """Return the name among the cells of a row before its figures; a number or a tag may stand before it."""
    parts = parts if len(parts) > 1 else _described(parts[0])
    places = (at for at, part in enumerate(parts) if not NUMBERED.fullmatch(plain(part)))
    first = next(places, 0)
    tags = [part for part in parts[:first] if TAG_CELL.fullmatch(plain(part))]
    return " ".join([*tags, parts[first]])


def _described(words: str) -> list[str]:
    """Return the numbers, the name and its description that single spaces part."""
    parts = words.split(" ")
    first = next((at for at, part in enumerate(parts) if not NUMBERED.fullmatch(plain(part))), 0)
    rest = " ".join(parts[first + 1 :])
    if "。" in rest and is_name(parts[first]):
        return [*parts[: first + 1], rest]
    return [*parts[:first], *_at_end_of_name(" ".join(parts[first:]))]


def _at_end_of_name(words: str) -> list[str]:
    """Return a name and its description that a single space parts, if the name ends as programmes do."""
    name, _, rest = words.partition(" ")
    return [name, rest] if rest and ENDS.search(plain(name)) else [words]
