"""Pages and lines of a document's text, mended where extraction has broken them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetcli.domain.text import fold


class Line(NamedTuple):
    """A line as a reader means it, which may have been several in the text."""

    raw: str
    """The words as printed."""
    page: str
    number: int
    """The line of the text on which it begins."""
    after_gap: bool
    """Whether an empty line is before it."""
    fields: tuple[str, ...] = ()
    """Its cells, empty ones too, where tabs part them."""

    @property
    def plain(self) -> str:
        """Return the words in plain characters, each at the place it has in `raw`."""
        return plain(self.raw)


class _Narrow(dict[int, str]):
    """Characters in NFKC where that is one character; ① and Ⅰ say what a heading is and stay."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = fold(character)
        kept = len(folded) != 1 or unicodedata.category(character) in {"No", "Nl"}
        self[code] = character if kept else "-" if folded in "−‐‑–—―─━" else folded
        return self[code]


NARROW = _Narrow()


def plain(text: str) -> str:
    """Return the text with each character in its plain form, as long as it was."""
    return text.translate(NARROW)


OPENING = "([〔【〈"
CLOSING = ")]〕】〉"
BROKEN_GROUP = re.compile(r"(?<!\d)\d{1,3},$")
CHANGE = re.compile(r"\( ?[+△▲±-]")
LONGEST_CHANGE = 40
AMOUNT_OPEN = re.compile(r"[【〔\[〈] ?約?[\d,.]+[兆億百千万]*円?(?:の内数|のうち数)?[ 　]*")
BRACKETED_AMOUNT = re.compile(r"[(〈\[〔][^()]{1,24}[)〉\]〕][ 　]*[】〕]?")
"""An amount in brackets inside those of the amount before it."""
REST_OF_GROUP = re.compile(r"\d{3}(?:[兆億万千百]|円)")
BROKEN_FIGURE = re.compile(r"\d ?(?:兆|億|[千百十]?万|千|百)?$|[〇一二三四五六七八九十百千万億]$")
REST_OF_FIGURE = re.compile(r"(?:兆|億|[千百十]?万|千|百)?円")
BROKEN_LABEL = re.compile(r"年度?(?:当初|概算)?(?:予算?|要求?|予算案)$")
REST_OF_LABEL = re.compile(r"(?:算|求)?額(?:\(案\))?(?=[ :：]|$)")
"""What an amount is called, broken over two lines."""
PRINTED_NUMBER = re.compile(r"[-‐(]? ?(\d{1,3})(?: ?/ ?\d{1,3})? ?[-‐)]?")
CELL_BESIDE = re.compile(r"[△▲-]? ?[\d,.]+%?|[-ー]|新規|皆増")
"""A cell of a table, beside which a number is another one."""
RUN_IN = re.compile(r"([0-9]{1,3})([０-９Ⅰ-Ⅻ第].*)")
"""A page number glued to a heading: 21４ 地域で…"""
CELL_GAP = "    "
"""What stands for the tab that parts the cells of a row."""
CORNER = re.compile(r"(\S.*?) {3,}(\d{1,3})")
"""A heading with the page's number in the corner of the page."""
FOOT_NUMBER = re.compile(r"(.*\D) +(\d{1,3})")
OFTEN = 3
FOOT = 3
"""Lines at the end of a page among which its number stands."""
GLUED_FOOTER = re.compile(r"(\d{1,3})(?=[^\d\s.,、．):：％%年月日件人億万千百円回校か箇台名歳条次号款項目])")
"""A page number to which the next page's heading is glued: 4重点施策２."""
FOOTER = re.compile(r"(\d{1,3}) \D*(?:\d{4}\.\d{1,2})?|\D{2,20}(?:\d{4}\.\d{1,2})? (\d{1,3})|.{4,40}\D +(\d{1,3})")
BULLET = re.compile(r"[○●◎◇◆■□▽▼・①-⑳※◯]|【|[(\[]\d{1,2}[)\]]|\d{1,2}[ .．、]|第\d+[章節部]?|[Ⅰ-Ⅻ]|[-] ")


FEWEST_LETTERS = 6
LETTERS_SHARE = 0.6
LETTER_GAP = re.compile(r"(?<=(?<!\S)[^\d\s]) (?=[^\d\s](?!\S))")
"""A space between letters that stand alone."""
FEWEST_SLASHES = 2
FEWEST_PIPES = 3
"""Lines with several pipes that make them the borders of cells."""
LONGEST = 400
"""Characters of a line; what is longer is no line of a document and is read in pieces."""


def read_pages(text: str) -> list[Line]:
    """Return the lines of a text with the number of the page that each is printed on."""
    text = _without_slashes(_without_pipes(text))
    chunks = [_numbered(chunk) for chunk in _with_line_numbers(text)]
    running = _running_headings(chunks)
    footers = _footers(chunks)
    chunks = _without_corner_numbers(_without_foot_numbers(chunks))
    pages = [page for chunk in chunks for page in _split_at_running(chunk, running)]
    if len(pages) == 1:
        pages = list(_split_at_footers(pages[0]))
    lines: list[Line] = []
    number = 0
    for page in pages:
        rest, printed = _page_number(page, number, footers)
        number = printed if printed is not None else number + 1
        lines += _mend([(at, raw, gap) for at, raw, gap in rest], str(number))
    return lines


def _without_pipes(text: str) -> str:
    """Return the text of tables whose cells pipes part with gaps in their place, as tables of other texts have."""
    if len(re.findall(r"^.*\|.*\|", text, re.MULTILINE)) < FEWEST_PIPES:
        return text
    return re.sub(r"[ ]*\|[ ]*", CELL_GAP, re.sub(r"^[ |:-]*-[ |:-]*$", "", text, flags=re.MULTILINE))


def _without_slashes(text: str) -> str:
    """Return the text with tabs for the slashes of tables whose rows have as many of them as the head."""
    counts = Counter(line.count("／") for line in text.split("\n"))
    tables = {count for count, lines in counts.items() if count >= FEWEST_SLASHES and lines >= FEWEST_PIPES}
    return "\n".join(line.replace("／", "\t") if line.count("／") in tables else line for line in text.split("\n"))


_Raw = tuple[int, str, bool]


def _with_line_numbers(text: str) -> Iterable[list[tuple[int, str]]]:
    number = 0
    for chunk in text.replace("\r\n", "\n").split("\f"):
        lines = chunk.split("\n")
        yield [
            (number + at, line[start : start + LONGEST])
            for at, line in enumerate(lines, start=1)
            for start in range(0, len(line) or 1, LONGEST)
        ]
        number += len(lines) - 1


def _numbered(lines: Sequence[tuple[int, str]]) -> list[_Raw]:
    """Return the lines that are not empty, each with whether a gap is before it."""
    found: list[_Raw] = []
    gap = True
    for number, raw in lines:
        if raw.strip():
            found.append((number, _unspaced(raw.strip(" \u3000")), gap))
        gap = not raw.strip()
    return found


def _unspaced(raw: str) -> str:
    """Return a line without the spaces that set its letters apart: 事 業 費 等 7,033 百 万 円."""
    words = raw.split()
    letters = sum(len(word) == 1 for word in words)
    if letters < FEWEST_LETTERS or letters < len(words) * LETTERS_SHARE:
        return raw
    return LETTER_GAP.sub("", " ".join(words))


def _running_headings(chunks: Sequence[Sequence[_Raw]]) -> frozenset[str]:
    """Return the headings to which page numbers are glued."""
    glued = [(int(match[1]), match[2]) for chunk in chunks for _, raw, _ in chunk if (match := RUN_IN.fullmatch(raw))]
    numbers = [number for number, _ in glued]
    return (
        frozenset(heading for _, heading in glued)
        if len(glued) > 1 and numbers == sorted(set(numbers))
        else frozenset()
    )


def _split_at_running(chunk: Sequence[_Raw], running: frozenset[str]) -> Iterable[list[_Raw]]:
    """Split where a running heading begins another page."""
    page: list[_Raw] = []
    has_heading = False
    for line in chunk:
        match = RUN_IN.fullmatch(line[1])
        heading = match[2] if match else line[1]
        if heading in running:
            if has_heading:
                yield page
                page = []
            has_heading = True
        page.append(line)
    if page:
        yield page


def _split_at_footers(lines: Sequence[_Raw]) -> Iterable[list[_Raw]]:
    """Split text without form feeds behind page numbers that count up to its last line."""
    wanted = PRINTED_NUMBER.fullmatch(plain(lines[-1][1])) if lines else None
    cuts: list[int] = []
    number = int(wanted[1]) if wanted else 0
    adorned = _adorned(lines[-1][1]) if lines else ""
    for at in range(len(lines) - 2, -1, -1):
        alone = PRINTED_NUMBER.fullmatch(plain(lines[at][1])) if _adorned(lines[at][1]) == adorned else None
        glued = GLUED_FOOTER.match(lines[at][1])
        if wanted and (match := alone or glued) and int(match[1]) == number - 1:
            cuts.append(at)
            number -= 1
    page: list[_Raw] = []
    for at, line in enumerate(lines):
        glued = GLUED_FOOTER.match(line[1]) if at in cuts else None
        page.append((line[0], glued[1], line[2]) if glued else line)
        if at in cuts:
            yield page
            page = [(line[0], line[1][glued.end() :], True)] if glued else []
    yield page


def _adorned(raw: str) -> str:
    """Return what stands around the number of a page."""
    return re.sub(r"\d+", "0", plain(raw)).replace(" ", "")


def _footers(chunks: Sequence[Sequence[_Raw]]) -> frozenset[str]:
    """Return the words that stand beside the page number on more than one page."""
    words = [word for chunk in chunks for _, raw, _ in chunk[-FOOT:] if (word := _beside_number(plain(raw)))]
    return frozenset(word for word in words if words.count(word) > 1)


def _without_corner_numbers(chunks: Sequence[list[_Raw]]) -> list[list[_Raw]]:
    """Return the pages, those whose first lines have page numbers at their right ends with these at the foot."""
    found = [CORNER.fullmatch(plain(chunk[0][1])) if chunk else None for chunk in chunks]
    numbers = [int(match[2]) for match in found if match]
    if len(numbers) < len(chunks) or len(numbers) < 2 or any(after - one != 1 for one, after in pairwise(numbers)):
        return list(chunks)
    return [
        [(chunk[0][0], chunk[0][1][: match.end(1)], chunk[0][2]), *chunk[1:], (chunk[-1][0], match[2], True)]
        for chunk, match in zip(chunks, found, strict=True)
        if match
    ]


def _without_foot_numbers(chunks: Sequence[list[_Raw]]) -> list[list[_Raw]]:
    """Return the pages, those whose last lines end with page numbers with these on lines of their own."""
    found = [FOOT_NUMBER.fullmatch(plain(chunk[-1][1])) if chunk else None for chunk in chunks if chunk]
    numbers = [int(match[2]) for match in found if match]
    if len(numbers) < max(len(found), OFTEN) or any(after - one != 1 for one, after in pairwise(numbers)):
        return [list(chunk) for chunk in chunks]
    return [
        [*chunk[:-1], (chunk[-1][0], chunk[-1][1][: match.end(1)], chunk[-1][2]), (chunk[-1][0], match[2], True)]
        for chunk, match in zip((chunk for chunk in chunks if chunk), found, strict=True)
        if match
    ]


def _beside_number(words: str) -> str:
    match = FOOTER.fullmatch(words)
    if match is None:
        return ""
    start, end = match.span(match.lastindex or 0)
    return (words[:start] + words[end:]).strip()


def _page_number(page: list[_Raw], before: int, footers: frozenset[str]) -> tuple[list[_Raw], int | None]:
    """Return the page without its printed number, and that number."""
    for at, (number, raw, gap) in enumerate(page):
        if (match := RUN_IN.fullmatch(raw)) and (before == 0 or before < int(match[1]) <= before + 20):
            return [*page[:at], (number, match[2], gap), *page[at + 1 :]], int(match[1])
    ends = [at for at in (*range(len(page) - 1, max(len(page) - FOOT - 1, -1), -1), 0) if at < len(page)]
    for pattern in (FOOTER, PRINTED_NUMBER) if footers else (PRINTED_NUMBER,):
        for at in ends:
            words = plain(page[at][1])
            if before == 0 and _is_cell(page, at):
                continue
            match = pattern.fullmatch(words)
            if pattern is FOOTER and _beside_number(words) not in footers:
                continue
            if match and match.lastindex and (before == 0 or before < int(match[match.lastindex]) <= before + 20):
                return [*page[:at], *page[at + 1 :]], int(match[match.lastindex])
    return page, None


def _is_cell(page: Sequence[_Raw], at: int) -> bool:
    """Say whether a line stands among the cells of a table, with no gap between."""
    above = page[at - 1][1] if at and not page[at][2] else ""
    below = page[at + 1][1] if at + 1 < len(page) and not page[at + 1][2] else ""
    return any(CELL_BESIDE.fullmatch(plain(beside)) for beside in (above, below))


def _mend(lines: Sequence[_Raw], page: str) -> list[Line]:
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
    if opened := _opened(before):
        if AMOUNT_OPEN.fullmatch(opened) and BRACKETED_AMOUNT.fullmatch(after):
            return True
        closed = re.search(rf"[{re.escape(CLOSING)}]", after[:25])
        if closed and len(opened) < 40 and not re.search(rf"[{re.escape(OPENING)}]", after[: closed.start()]):
            return True
    if "▽" in before and not gap:
        return after.startswith("▽") or not (BULLET.match(after) or re.search(r"円[)）]?$", before))
    return False


def _is_broken_figure(before: str, after: str) -> bool:
    """Say whether a figure, or the changes in a bracket behind it, go on on the next line."""
    opened = _opened(before)
    goes_on = CHANGE.match(opened) and len(opened) < LONGEST_CHANGE and re.match(r"[\d+△▲±-]", after)
    broken = ((BROKEN_FIGURE, REST_OF_FIGURE), (BROKEN_GROUP, REST_OF_GROUP))
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


UNITS = re.compile(r"(?:(?:千|百万|億|万)?円|%|倍)(?:\s+(?:(?:千|百万|億|万)?円|%|倍))*")
ONE_UNIT = re.compile(r"(?:千|百万|億|万)?円")


def with_units(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a row of units under the headings of columns as the unit that it states."""

    def stated(line: Line) -> str:
        units = set(ONE_UNIT.findall(line.plain)) if UNITS.fullmatch(line.plain) else set()
        return units.pop() if len(units) == 1 else ""

    return [line._replace(raw=f"({unit})", fields=()) if (unit := stated(line)) else line for line in lines]


def _parts(line: Line) -> Iterable[Line]:
    """Split a run of ▽ into one line each."""
    parts = re.split(r"(?=▽)", line.raw)
    if "\t" in line.raw:
        fields = tuple(field.strip() for field in line.raw.split("\t"))
        return [line._replace(raw=CELL_GAP.join(filter(None, fields)), fields=fields)]
    return [line._replace(raw=part.strip()) for part in parts if part.strip()]
