"""Lines that extraction has broken, put together again, and lines that hold several, taken apart."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.slides.names import ENDS, SYMBOL, clean, is_name
from budgetcli.read.slides.outline import heading_level

Raw = tuple[int, str, bool]
"""The number of a line, its words, and whether an empty line is before it."""
LONGEST = 400
"""Characters of a line; what is longer is no line of a document and is read in pieces."""
OPENING = "([〔【〈"
CLOSING = ")]〕】〉"
BROKEN_GROUP = re.compile(r"(?<!\d)\d{1,3},$")
CHANGE = re.compile(r"\( ?[+△▲±-]")
LONGEST_CHANGE = 40
AMOUNT_OPEN = re.compile(r"[【〔\[〈] ?約?[\d,.]+[兆億百千万]*円?(?:の内数|のうち数)?[ 　]*")
BRACKETED_PART = re.compile(r"\( ?(?:うち|内、)[^\d]{2}")
OPENED_LABEL = re.compile(r"[(〔\[【〈] ?(?:前年度|昨年度|[RHS]\d{1,2}|(?:令和|平成)?(?:元|\d{1,2})年度)[^\d]{0,10}")
"""What an amount on the next line is called."""
BRACKETED_AMOUNT = re.compile(r"[(〈\[〔][^()]{1,24}[)〉\]〕][ 　]*[】〕]?")
"""An amount in brackets inside those of the amount before it."""
REST_OF_GROUP = re.compile(r"\d{3}(?:[兆億万千百]|円)")
BROKEN_FIGURE = re.compile(r"\d ?(?:兆|億|[千百十]?万|千|百)?$|[〇一二三四五六七八九十百千万億]$")
BROKEN_AT_SCALE = re.compile(r"\d ?[兆億]$")
REST_AT_SCALE = re.compile(r"\d[\d,]*(?:千|百)?万?円")
REST_OF_FIGURE = re.compile(r"(?:兆|億|[千百十]?万|千|百)?円|[兆億万] ?\d[\d,]* ?(?:[千百]?万)?(?:\d[\d,]* ?)?千?円")
FIGURE_LAST = re.compile(r"\d(?:[兆億百千万]*円)?$")
REST_OF_SHARE = re.compile(r"の?(?:内数|うち数)[)）〕\]】]?$")
BROKEN_LABEL = re.compile(r"年度?(?:当初|概算)?(?:予算?|要求?|予算案)$")
REST_OF_LABEL = re.compile(r"(?:算|求)?額(?:\(案\))?(?=[ :：]|$)")
"""What an amount is called, broken over two lines."""
GROUP = re.compile(r"[〈<][^〈〉<>]{2,8}費[〉>](?=\S)")
"""The 款 before the first of its programmes: 〈消防費〉防災行政無線整備費."""
ENTRY_END = re.compile(r"円[)）]?$|=[\d,.億]*[億万]$")
"""How an entry of a run ends."""
DESCRIBED = re.compile(
    rf"(?:(?:{SYMBOL}|[①-⑳]|\d{{1,2}}[.．、]|\(\d{{1,2}}\)) ?)(?P<name>[^ 　]+?(?:[(【〔][^()【】〔〕]*[)】〕])?) +(?P<rest>.*。.*)"
)
"""A name and the sentences behind it."""
AMOUNTS = re.compile(r"(?:約?\d[\d,.]*(?: ?[兆億万千百]+ ?[\d,.]*)*円|事項要求).*")
AMOUNTS_BESIDE = 2
"""The cells of a line with a name, its description and the amounts beside them."""
MONEY = r"約?\d[\d,.]*(?: ?[兆億万千百]+ ?[\d,.]*)*円(?:の内数)?"
FAR = re.compile(r"[ 　]{3,}|\t")
"""What parts words that stand side by side."""
ALONE = re.compile(rf"{MONEY}(?:[ 　]?[(（〔\[].*)?")
EXPLAINED = re.compile(r"([〈<《【\[][^〈〉<>《》【】\[\]\d]{1,8}[〉>》】\]])と(?:あるのは|あるものは|記載)")
TAG_ALONE = re.compile("新規?|拡充?|継続?|一部新規")
"""What became of a programme, on a line of its own."""
ENTRY_LAST = re.compile(r"[。」』)円課係室]$|\d-\d{3,4}$")
"""How what a document says of a programme ends: with a sentence, an amount, an office, a telephone number."""
FEWEST_TAGS = 3
MOSTLY = 0.75
"""Of the lines that say what became of a programme: those over its name."""
ANNOUNCES = re.compile(r"(?P<name>.*[^ 　\d年度].*?)[ 　]+(?:当初)?(?:予算額|事業費)")
AMOUNT_FIRST = re.compile(rf"{MONEY}(?:[ 　]*[(（〔\[].*)?$")
AT_END = re.compile(
    rf"(?P<said>.*。)?[(〔](?P<new>新規、)?(?P<now>{MONEY})(?:、(?P<before>前年度?[^()〔〕]*|新規|皆増))?[)〕]"
)
"""A description and the amount of what it describes."""
FEWEST_ENDS = 3
YEAR_BESIDE = re.compile(
    r"(?P<said>\S.*?[^\s])[ 　]{3,}(?P<before>[(〔\[] ?(?:(?:前年度|[RHS]\d{1,2}|(?:令和|平成)(?:元|\d{1,2})年度)[^()〔〕\[\]]*"
    r"|\d[\d,.]*(?:[兆億千百万][\d,.]*)*円(?:の内数)?|新規|皆増|-) ?[)〕\]])"
)
"""A description, and the year before in a column of its own behind it."""
AMOUNT_LAST = re.compile(r"\S[ 　]{2,}\d[\d,.]*(?: ?[兆億千百万]+ ?[\d,.]*)*円(?:の内数)?$")
"""A name, and this year's amount in a column of its own behind it."""
DESCRIPTION = re.compile(r"^・|[。、]|.{24}")
"""What words have that are not the end of a name."""
NEAR = 2
"""Lines between an amount and the year before beside its description, and one."""
BULLET = re.compile(r"[○●◎◇◆■□▽▼・①-⑳※◯]|【|[(\[]\d{1,2}[)\]]|\d{1,2}[ .．、]|第\d+[章節部]?|[Ⅰ-Ⅻ]|[-] ")


def mend(lines: Sequence[Raw], page: str) -> list[Line]:
    """Return the lines with what belongs together in one."""
    mended: list[Line] = []
    vertical = False
    held = ""
    for number, printed, is_apart in lines:
        raw, gap = printed, is_apart
        if raw == "うち":
            held = raw
            continue
        if held and not re.match(r"[\d(]", plain(raw)):
            raw, held, gap = held + raw, "", True
        last = mended[-1] if mended else None
        if last and last.page == page and _continues(plain(last.raw), plain(raw), gap, vertical):
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
        (FIGURE_LAST, REST_OF_SHARE),
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


def without_descriptions(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a name and its description that one cell holds beside amounts as a line each."""
    parted: list[Line] = []
    for line in lines:
        cells = [field for field in line.fields if field]
        match = DESCRIBED.fullmatch(plain(cells[0])) if len(cells) == AMOUNTS_BESIDE else None
        if match and AMOUNTS.fullmatch(plain(cells[1])) and ENDS.search(plain(clean(match["name"]))):
            name, rest = cells[0][: match.end("name")], cells[0][match.start("rest") :]
            parted += [line._replace(raw=CELL_GAP.join([name, cells[1]]), fields=())]
            parted += [line._replace(raw=rest, fields=(), after_gap=False)]
        else:
            parted.append(line)
    return parted


def with_labelled_amounts(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a name behind which 予算額 announces the amount on the next line in one with that."""
    labelled = {
        at: match.end("name")
        for at, (line, below) in enumerate(pairwise(lines))
        if (match := ANNOUNCES.fullmatch(line.plain)) and AMOUNT_FIRST.match(below.plain) and not below.after_gap
    }
    joined = [
        line._replace(raw=CELL_GAP.join([line.raw[: labelled[at]], lines[at + 1].raw])) if at in labelled else line
        for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in labelled]


def with_tags_ahead(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what became of programmes in one with the names under it, where a document prints it so."""
    tags = [at for at in range(len(lines) - 1) if TAG_ALONE.fullmatch(lines[at].plain)]
    ahead = {at for at in tags if _is_over_name(lines, at)}
    if len(ahead) < FEWEST_TAGS or len(ahead) < len(tags) * MOSTLY:
        return list(lines)
    joined = [
        line._replace(raw=f"{line.raw} {lines[at + 1].raw}") if at in ahead else line for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in ahead]


def _is_over_name(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line stands behind the end of a description or a heading, and over a name."""
    above, below = lines[at - 1].plain if at else "。", lines[at + 1]
    begins = ENTRY_LAST.search(above) is not None or heading_level(above) > 0 or lines[at].page != lines[at - 1].page
    return begins and is_name(below.raw) and below.page == lines[at].page and not re.search("[。円]", below.plain)


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the marks of which a note says where else amounts are asked for: 〈推進枠〉とあるのは."""
    marks = {match[1] for line in lines for match in EXPLAINED.finditer(line.plain)}
    if not marks:
        return list(lines)
    marked = re.compile("|".join(map(re.escape, marks)))
    kept: list[Line] = []
    for line in lines:
        spans = [match.span() for match in marked.finditer(line.plain)]
        raw = line.raw
        for start, end in reversed(spans):
            raw = (raw[:start].rstrip() + raw[end:]) if not EXPLAINED.match(line.plain, start) else raw
        kept += [line._replace(raw=raw)] if raw.strip() else []
    return kept


def with_cards_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, names side by side over their amounts as a line for each name."""
    parted: list[Line] = []
    at = 0
    while at < len(lines):
        names = FAR.split(lines[at].raw)
        amounts = FAR.split(lines[at + 1].raw) if at + 1 < len(lines) else []
        if 1 < len(names) == len(amounts) and _are_cards(names, amounts):
            parted += [
                line._replace(raw=CELL_GAP.join(pair), fields=())
                for line, pair in zip([lines[at]] * len(names), zip(names, amounts, strict=True), strict=True)
            ]
            at += 2
        else:
            parted.append(lines[at])
            at += 1
    return parted


def _are_cards(names: Sequence[str], amounts: Sequence[str]) -> bool:
    """Say whether words are names and what stands under them are amounts with their units."""
    are_names = all(is_name(name) and not re.search(r"[\d。]", plain(name)) for name in names)
    return are_names and all(ALONE.fullmatch(plain(amount)) for amount in amounts)


def with_amounts_at_end(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the brackets that end descriptions with their amounts as lines: （新規、1,840万円）."""
    ends = {at: match for at, line in enumerate(lines) if (match := AT_END.fullmatch(line.plain)) and _ends(lines, at)}
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
        parted += [line._replace(raw=line.raw[: match.end("said")])] if match["said"] else []
        parted.append(line._replace(raw=f"{amount}（{before}）" if before else amount, after_gap=False))
    return parted


def _ends(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is the end of a sentence or stands under one."""
    match = AT_END.fullmatch(lines[at].plain)
    above = lines[at - 1].plain if at else ""
    return bool(match and (match["said"] or above.endswith(("。", "。)"))))


def with_years_before(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the year before that a gap parts from a description behind the amount over them."""
    mended = list(lines)
    for at, line in enumerate(lines):
        beside = YEAR_BESIDE.fullmatch(line.plain)
        over = _amount_over(lines, at) if beside else None
        if beside and over is not None and DESCRIPTION.search(beside["said"]):
            mended[over] = mended[over]._replace(raw=mended[over].raw + line.raw[beside.start("before") :].strip())
            mended[at] = line._replace(raw=line.raw[: beside.end("said")])
    return mended


def _amount_over(lines: Sequence[Line], at: int) -> int | None:
    """Return the line above a description, near and of the same page, that ends with an amount; None if there is none."""
    for over in range(at - 1, max(at - 1 - NEAR, -1), -1):
        if lines[over].page != lines[at].page or lines[over + 1].after_gap:
            return None
        if AMOUNT_LAST.search(lines[over].plain):
            return over
        if BULLET.match(lines[over].plain):
            return None
    return None


def with_units(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a row of units under the headings of columns as the unit that it states."""

    def stated(line: Line) -> str:
        units = set(ONE_UNIT.findall(line.plain)) if UNITS.fullmatch(line.plain) else set()
        return units.pop() if len(units) == 1 else ""

    return [line._replace(raw=f"({unit})", fields=()) if (unit := stated(line)) else line for line in lines]
