"""Lines that extraction has broken, put together again, and lines that hold several, taken apart."""

import re
from collections.abc import Iterable, Sequence

from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.vocabulary import MONEY, SCALE

Raw = tuple[int, str, bool]
"""The number of a line, its words, and whether an empty line is before it."""
LONGEST = 400
"""Characters of a line; what is longer is no line of a document and is read in pieces."""
OPENING = "([〔【〈"
CLOSING = ")]〕】〉"
BROKEN_GROUP = re.compile(r"(?<!\d)\d{1,3},$")
CHANGE = re.compile(r"\( ?[+△▲±-]")
LONGEST_CHANGE = 40
AMOUNT_OPEN = re.compile(rf"[【〔\[〈] ?約?[\d,.]+{SCALE}*円?(?:の内数|のうち数)?[ 　]*")
BRACKETED_PART = re.compile(r"\( ?(?:うち|内、)[^\d]{2}")
CELL_FIRST = re.compile(rf"{MONEY}[ 　]+[^\s)）〕】\]]{{3}}")
"""A cell with an amount, and words of another one behind it."""
AMOUNT_BESIDE = re.compile(rf"^\((?![^ 　]*(?:年度|前年|当初|補正|うち|[RH]\d))[^()]*?[ 　]+{MONEY}(?:\([^()]*\))*$")
"""An amount in a column beside a name with a bracket that closes on its next line."""
OPENED_LABEL = re.compile(r"[(〔\[【〈] ?(?:前年度|昨年度|[RHS]\d{1,2}|(?:令和|平成)?(?:元|\d{1,2})年度)[^\d]{0,10}")
"""What an amount on the next line is called."""
BRACKETED_AMOUNT = re.compile(r"[(〈\[〔][^()]{1,24}[)〉\]〕][ 　]*[】〕]?")
"""An amount in brackets inside those of the amount before it."""
BROKEN_IN_GROUP = re.compile(r"\d,\d{1,2}$")
REST_IN_GROUP = re.compile(rf"\d{{1,2}}(?:{SCALE}|円)")
REST_OF_GROUP = re.compile(rf"\d{{3}}(?:{SCALE}|円)")
BROKEN_FIGURE = re.compile(r"\d ?(?:兆|億|[千百十]?万|千|百)?$|[〇一二三四五六七八九十百千万億]$")
BROKEN_AT_SCALE = re.compile(r"\d ?[兆億]$")
REST_AT_SCALE = re.compile(r"\d[\d,]*(?:千|百)?万?円")
REST_OF_FIGURE = re.compile(r"(?:兆|億|[千百十]?万|千|百)?円|[兆億万] ?\d[\d,]* ?(?:[千百]?万)?(?:\d[\d,]* ?)?千?円")
FIGURE_LAST = re.compile(rf"\d(?:{SCALE}*円)?$")
BROKEN_SHARE = re.compile(r"\d(?:[兆億百千万]*円)?の(?:内|うち)$")
REST_OF_SHARE_WORD = re.compile(r"数[)）〕\]】]?$")
REST_OF_SHARE = re.compile(r"の?(?:内数|うち数)(?:[)）〕\]】]?$|[ 　]+[-△▲\d])")
BROKEN_LABEL = re.compile(r"年度?(?:当初|概算)?(?:予算?|要求?|予算案)?$")
REST_OF_LABEL = re.compile(r"(?:算|求)?額(?:\(案\))?(?=[ :：]|$)|補正(?:予算)?額?[ 　]*\d[\d,.]*$")
"""What an amount is called, broken over two lines."""
GROUP = re.compile(r"[〈<][^〈〉<>]{2,8}費[〉>](?=\S)")
"""The 款 before the first of its programmes: 〈消防費〉防災行政無線整備費."""
ENTRY_END = re.compile(r"円[)）]?$|=[\d,.億]*[億万]$")
"""How an entry of a run ends."""
GLUED_MINUS = re.compile(r"(?<=\d)(?=[△▲]\d)")
"""Between a cell and the change behind it: 612,000△252,500."""
BULLET = re.compile(r"[○●◎◇◆■□▽▼・①-⑳※◯]|【|[(\[]\d{1,2}[)\]]|\d{1,2}[ .．、]|第\d+[章節部]?|[Ⅰ-Ⅻ]|[-] ")


def mend(lines: Sequence[Raw], page: str) -> list[Line]:
    """Return the lines with what belongs together in one."""
    mended: list[Line] = []
    vertical = False
    held = ""
    for number, printed, is_apart in lines:
        raw, gap = GLUED_MINUS.sub(" ", printed), is_apart
        if raw == "うち":
            held = raw
            continue
        if held and not re.match(r"[\d(]", plain(raw)):
            raw, held, gap = held + raw, "", True
        last = mended[-1] if mended else None
        are_rows = last is not None and "\t" in last.raw and "\t" in raw
        if last and last.page == page and not are_rows and _continues(plain(last.raw), plain(raw), gap, vertical):
            vertical = len(raw) == 1
            mended[-1] = last._replace(raw=last.raw + (" " if _needs_space(last.raw, raw) else "") + raw)
            continue
        vertical = len(raw) == 1
        mended.append(Line(raw, page, number, gap))
    return [part for line in mended for part in _parts(line)]


def _needs_space(before: str, after: str) -> bool:
    return before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalpha()


def _continues(before: str, after: str, gap: bool, vertical: bool) -> bool:
    """Say whether a line goes on with the one after it."""
    if len(before) > LONGEST or after in "-ー" or before in "-ー":
        return False
    if len(after) == 1 and not BULLET.match(after) and (vertical or len(before) == 1):
        return not after.isdigit() or (vertical and len(before) > 1 and not before[-1].isdigit()) or before == "第"
    if len(before) == 1 and BULLET.match(before):
        return not re.match(r"[\d(]", after)
    if re.fullmatch(r"第\d+[章節部]", before):
        return not BULLET.match(after) and not re.match(r"[\d(]", after)
    if _is_broken_figure(before, after) or (BROKEN_LABEL.search(before) and REST_OF_LABEL.match(after)):
        return True
    if (opened := _opened(before)) and _closes(opened, after):
        return True
    if "▽" in before and not gap:
        return after.startswith("▽") or not (BULLET.match(after) or GROUP.match(after) or ENTRY_END.search(before))
    return False


def _closes(opened: str, after: str) -> bool:
    """Say whether a line goes on with a bracket that the one before it has opened."""
    if CELL_FIRST.match(after) or AMOUNT_BESIDE.search(opened):
        return False
    if OPENED_LABEL.fullmatch(opened) and re.match(r"[△▲約\d]", after):
        return True
    if AMOUNT_OPEN.fullmatch(opened) and BRACKETED_AMOUNT.fullmatch(after):
        return True
    closed = re.search(rf"[{re.escape(CLOSING)}]", after[:25])
    is_short = closed is not None and len(opened) < LONGEST_CHANGE
    return is_short and closed is not None and not re.search(rf"[{re.escape(OPENING)}]", after[: closed.start()])


def _is_broken_figure(before: str, after: str) -> bool:
    """Say whether a figure, or the changes in a bracket behind it, go on on the next line."""
    opened = _opened(before)
    goes_on = CHANGE.match(opened) and len(opened) < LONGEST_CHANGE and re.match(r"[\d+△▲±-]", after)
    broken = (
        (BROKEN_FIGURE, REST_OF_FIGURE),
        (BROKEN_AT_SCALE, REST_AT_SCALE),
        (BROKEN_GROUP, REST_OF_GROUP),
        (BROKEN_IN_GROUP, REST_IN_GROUP),
        (FIGURE_LAST, REST_OF_SHARE),
        (BROKEN_SHARE, REST_OF_SHARE_WORD),
    )
    return bool(goes_on) or any(end.search(before) and rest.match(after) for end, rest in broken)


def _opened(text: str) -> str:
    """Return what stands behind a bracket that is not closed."""
    depth: list[int] = []
    for at, character in enumerate(text):
        if character in OPENING:
            depth.append(at)
        elif character in CLOSING and depth:
            depth.pop()
    return text[depth[-1] :] if depth else ""


def _parts(line: Line) -> Iterable[Line]:
    """Split a run of ▽, and the 款 that stands before it, into one line each."""
    line = line._replace(raw=_unbracketed(line.raw))
    group = GROUP.match(line.plain)
    parts = [line.raw[: group.end() if group else 0], *re.split(r"(?=▽)", line.raw[group.end() if group else 0 :])]
    if "\t" in line.raw:
        fields = tuple(field.strip() for field in line.raw.split("\t"))
        return [line._replace(raw=CELL_GAP.join(filter(None, fields)), fields=fields)]
    return [line._replace(raw=part.strip()) for part in parts if part.strip()]


def _unbracketed(raw: str) -> str:
    """Return a line without the bracket around all of it that holds a part of the line above: （うち 甲事業 3億円）."""
    words = plain(raw)
    is_part = BRACKETED_PART.match(words) and words.endswith(")") and _opened(words[:-1]) == words[:-1]
    return raw[1:-1].strip() if is_part else raw


UNITS = re.compile(r"(?:(?:千|百万|億|万)?円|%|倍)(?:\s+(?:(?:千|百万|億|万)?円|%|倍))*")
ONE_UNIT = re.compile(r"(?:千|百万|億|万)?円")


def with_units(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a row of units under the headings of columns as the unit that it states."""

    def stated(line: Line) -> str:
        units = set(ONE_UNIT.findall(line.plain)) if UNITS.fullmatch(line.plain) else set()
        return units.pop() if len(units) == 1 else ""

    return [line._replace(raw=f"({unit})", fields=()) if (unit := stated(line)) else line for line in lines]
