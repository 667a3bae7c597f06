"""Pages of a document's text, and the numbers that are printed on them."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from budgetcli.read.slides.columns import UNIT
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.mending import LONGEST, Raw, mend
from budgetcli.read.slides.separators import broken, unspaced, without_pipes, without_slashes
from budgetcli.read.spaced.pages import in_reading_order
from budgetcli.read.spaced.tables import with_cells
from budgetcli.read.vocabulary import NOTHING

PRINTED_NUMBER = re.compile(r"[-‐(]? ?(\d{1,3})(?: ?/ ?\d{1,3})? ?(?:ページ|頁)? ?[-‐)]?")
CELL_BESIDE = re.compile(rf"[△▲-]? ?[\d,.]+%?|{NOTHING}")
"""A cell of a table, beside which a number is another one."""
RUN_IN = re.compile(r"([0-9]{1,3})((?:[０-９Ⅰ-Ⅻ第]|令和|平成|[（(]単位).*)")
"""A page number glued to a heading: 21４ 地域で…"""
CORNER = re.compile(r"(\S.*?) {3,}(\d{1,3})")
"""A heading with the page's number in the corner of the page."""
FOOT_NUMBER = re.compile(r"(.*\D) +(\d{1,3})")
GROUPED = re.compile(r"\d,\d{3}")
"""A figure in groups, which no page number stands beside."""
BESIDE_NOTE = re.compile(r"(.*[。）)]) {3,}(\d{1,3})")
"""The last note on a page, and the page's number beside it."""
OFTEN = 3
FOOT = 3
"""Lines at the end of a page among which its number stands."""
GLUED_FOOTER = re.compile(r"(\d{1,3})(?=[^\d\s.,－\-、．):：％%年月日件人億万千百円回校か箇台名歳条次号款項目])")
"""A page number to which the next page's heading is glued: 4重点施策２."""
FOOTER = re.compile(
    r"(?P<first>\d{1,3})[ 　]+(?P<after>[^\d\s].{1,38})|(?P<before>[^\d\s].{0,38}\S)[ 　]+(?P<last>\d{1,3})"
)
"""A line at the head or the foot of a page with its number."""


def read_pages(text: str) -> list[Line]:
    """Return the lines of a text with the number of the page that each is printed on."""
    return list(_read(text))


@lru_cache(maxsize=1)
def _read(text: str) -> tuple[Line, ...]:
    """Return the lines of the text last read: both its year and its items are found in them."""
    text, numbers = in_reading_order(text.replace("\r\n", "\n"))
    text = without_slashes(without_pipes(with_cells(text)))
    chunks = [_numbered(chunk) for chunk in _with_line_numbers(text, numbers)]
    running = _running_headings(chunks)
    chunks = _without_corner_numbers(_without_foot_numbers(chunks))
    pages = [page for chunk in chunks for page in _split_at_running(chunk, running)]
    if len(pages) == 1:
        pages = list(_split_at_footers(pages[0]))
    footers = _footers(pages)
    lines: list[Line] = []
    number = 0
    for page in pages:
        rest, printed = _page_number(page, number, footers)
        number = printed if printed is not None else number + 1
        lines += mend([(at, raw, gap) for at, raw, gap in rest], str(number))
    return tuple(lines)


def _with_line_numbers(text: str, numbers: Sequence[Sequence[int]]) -> Iterable[list[tuple[int, str]]]:
    for chunk, numbers_of in zip(text.split("\f"), numbers, strict=True):
        yield [
            (number, part[start : start + LONGEST])
            for number, line in zip(numbers_of, chunk.split("\n"), strict=True)
            for part in broken(line)
            for start in range(0, len(part) or 1, LONGEST)
        ]


def _numbered(lines: Sequence[tuple[int, str]]) -> list[Raw]:
    """Return the lines that are not empty, each with whether a gap is before it."""
    found: list[Raw] = []
    gap = True
    for number, raw in lines:
        if raw.strip():
            found.append((number, unspaced(raw.strip(" \u3000")), gap))
        gap = not raw.strip()
    return found


def _running_headings(chunks: Sequence[Sequence[Raw]]) -> frozenset[str]:
    """Return the headings to which page numbers are glued."""
    glued = [(int(match[1]), match[2]) for chunk in chunks for _, raw, _ in chunk if (match := RUN_IN.fullmatch(raw))]
    numbers = [number for number, _ in glued]
    return (
        frozenset(heading for _, heading in glued if not UNIT.search(heading))
        if len(glued) > 1 and numbers == sorted(set(numbers))
        else frozenset()
    )


def _split_at_running(chunk: Sequence[Raw], running: frozenset[str]) -> Iterable[list[Raw]]:
    """Split where a running heading begins another page."""
    page: list[Raw] = []
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


def _split_at_footers(lines: Sequence[Raw]) -> Iterable[list[Raw]]:
    """Split text without form feeds behind page numbers that count up to its last lines."""
    forms = _forms(lines)
    last = next((at for at in range(len(lines) - 1, max(len(lines) - FOOT - 1, -1), -1) if at in forms), None)
    form, number = forms[last] if last is not None else ("", 0)
    cuts: list[int] = []
    for at in range((last or 0) - 1, -1, -1):
        glued = GLUED_FOOTER.match(lines[at][1])
        found = forms.get(at, ("", 0))
        if found == (form, number - 1) or (glued and form and int(glued[1]) == number - 1):
            cuts.append(at)
            number -= 1
    page: list[Raw] = []
    for at, line in enumerate(lines):
        glued = GLUED_FOOTER.match(line[1]) if at in cuts and at not in forms else None
        page.append((line[0], glued[1], line[2]) if glued else line)
        if at in cuts:
            yield page
            page = [(line[0], line[1][glued.end() :], True)] if glued else []
    yield page


def _forms(lines: Sequence[Raw]) -> dict[int, tuple[str, int]]:
    """Return what may be page numbers, each with what is around it: dashes, or words that are beside several."""
    forms = {
        at: (_adorned(raw), int(match[1]))
        for at, (_, raw, _) in enumerate(lines)
        if (match := PRINTED_NUMBER.fullmatch(plain(raw)))
    }
    if len(lines) - 1 in forms:
        return forms
    beside = {at: _beside_number(plain(raw)) for at, (_, raw, _) in enumerate(lines)}
    words = [each[0] for each in beside.values() if each]
    return {at: each for at, each in beside.items() if each and words.count(each[0]) > 1}


def _adorned(raw: str) -> str:
    """Return what stands around the number of a page."""
    return re.sub(r"\d+", "0", plain(raw)).replace(" ", "")


def _footers(chunks: Sequence[Sequence[Raw]]) -> frozenset[str]:
    """Return the words that stand beside the numbers of more than one page."""
    beside = {_beside_number(plain(raw)) for chunk in chunks for _, raw, _ in (*chunk[:1], *chunk[-FOOT:])}
    words = [each[0] for each in beside if each]
    return frozenset(word for word in words if words.count(word) > 1)


def _without_corner_numbers(chunks: Sequence[list[Raw]]) -> list[list[Raw]]:
    """Return the pages, those whose first lines have page numbers at their right ends with these at the foot."""
    found = [CORNER.fullmatch(plain(chunk[0][1])) if chunk else None for chunk in chunks]
    numbers = [int(match[2]) for match in found if match]
    has_cover = bool(found) and found[0] is None
    pages = sum(map(bool, chunks))
    if len(numbers) < max(pages - has_cover, 2) or any(after - one != 1 for one, after in pairwise(numbers)):
        return list(chunks)
    return [
        [(chunk[0][0], chunk[0][1][: match.end(1)], chunk[0][2]), *chunk[1:], (chunk[-1][0], match[2], True)]
        if match
        else chunk
        for chunk, match in zip(chunks, found, strict=True)
    ]


def _without_foot_numbers(chunks: Sequence[list[Raw]]) -> list[list[Raw]]:
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


def _beside_number(words: str) -> tuple[str, int] | None:
    """Return the words of a line with a number at one of its ends, and the number; None where it has none."""
    match = FOOTER.fullmatch(words)
    if match is None or GROUPED.search(words):
        return None
    return (match["after"] or match["before"]).strip(), int(match["first"] or match["last"])


def _page_number(page: list[Raw], before: int, footers: frozenset[str]) -> tuple[list[Raw], int | None]:
    """Return the page without its printed number, and that number."""
    for at, (number, raw, gap) in enumerate(page):
        if (match := RUN_IN.fullmatch(raw)) and (before == 0 or before < int(match[1]) <= before + 20):
            return [*page[:at], (number, match[2], gap), *page[at + 1 :]], int(match[1])
    ends = [at for at in (*range(len(page) - 1, max(len(page) - FOOT - 1, -1), -1), 0) if at < len(page)]
    for find in (_footer_in(footers), _alone):
        for at in ends:
            found = None if before == 0 and _is_cell(page, at) else find(plain(page[at][1]))
            if found is not None and (before == 0 or before < found <= before + 20):
                return [*page[:at], *page[at + 1 :]], found
    if page and (beside := BESIDE_NOTE.fullmatch(plain(page[-1][1]))) and (before == 0 or int(beside[2]) == before + 1):
        return [*page[:-1], (page[-1][0], page[-1][1][: beside.end(1)], page[-1][2])], int(beside[2])
    return page, None


def _footer_in(footers: frozenset[str]) -> Callable[[str], int | None]:
    """Return what finds the number of a page beside one of the words."""

    def find(words: str) -> int | None:
        beside = _beside_number(words)
        return beside[1] if beside and beside[0] in footers else None

    return find


def _alone(words: str) -> int | None:
    match = PRINTED_NUMBER.fullmatch(words)
    return int(match[1]) if match else None


def _is_cell(page: Sequence[Raw], at: int) -> bool:
    """Say whether a line stands among the cells of a table, with no gap between."""
    above = page[at - 1][1] if at and not page[at][2] else ""
    below = page[at + 1][1] if at + 1 < len(page) and not page[at + 1][2] else ""
    is_previous = plain(page[at][1]).startswith("(") and re.search(r"\d$", plain(above)) is not None
    return is_previous or any(CELL_BESIDE.fullmatch(plain(beside)) for beside in (above, below))
