"""The headings of a document as they are come upon."""

import re

from budgetcli.domain.text import key
from budgetcli.read.slides.legends import LEGEND
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import ENOUGH, Reading
from budgetcli.read.slides.names import ENDS, bullet_of, is_name, symbol_of
from budgetcli.read.slides.outline import (
    BRACKETED,
    MEASURE,
    NUMBER,
    OFFICE,
    PAGE_TITLE,
    PLAIN,
    SECTION,
    SYMBOL,
    UNIT_BEHIND,
    Heading,
    heading_level,
)
from budgetcli.read.slides.row_names import WORDS_AFTER, WORDS_BEHIND

OFFICE_COLUMN = re.compile(r"担当|所管(?!別)")
TITLE_LENGTH = 25
"""Characters of a page's first line that may be its title."""
BROKEN_LENGTH = 14
"""Characters of a heading that may be broken over two lines."""
REST_LENGTH = 20
NARROW_COLUMN = 10
"""Characters of a line in a column beside a table."""
MOST_LINES = 3
NUMBERED = ("roman", "number", "round", "circled")
GLUED = re.compile(
    r"(\d{1,2})[^\d\s.,、．)）:：％%年月日件人億万千百円回校か箇台名歳条次号款項目本社つ度団地世施-][^。、]{3,24}"
)
NO_REST = re.compile(r"[。、\d(（\[【〔]")


class Contents:
    """The state of collecting headings."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lines = reading.lines
        self.headings: list[Heading] = []
        self.titles: set[int] = set()
        """Lines that begin a page with a programme's name and amount, which close all headings before them."""
        symbols = [symbol_of(plain(each.raw)) for of_line in reading.pieces.values() for each in of_line]
        self.priced = {symbol for symbol in symbols if symbol and symbols.count(symbol) > 1}
        """Bullets with which the document begins lines with amounts."""
        self.groups = self._groups()
        """Bullets of headings over several names with amounts that have none."""
        heads = [self.lines[at] for at in reading.tables.heads]
        self.with_offices = {line.page for line in heads if OFFICE_COLUMN.search("".join(line.plain.split()))}
        """Pages with a column of offices, whose cells are no headings."""
        self.with_words = {
            page
            for page in {line.page for line in heads}
            if WORDS_BEHIND.search("".join("".join(line.plain.split()) for line in heads if line.page == page))
        }
        """Pages with a column of descriptions behind that of the names."""
        self.with_words_after = {
            page
            for page in {line.page for line in heads} - self.with_words
            if WORDS_AFTER.search("".join("".join(line.plain.split()) for line in heads if line.page == page))
        }
        """Pages with a column of descriptions behind the figures."""
        ends = {self.lines[at].page: at + 1 for at in sorted(reading.tables.heads) if at + 1 < len(self.lines)}
        self.with_points = {
            page for page in self.with_words if page in ends and bullet_of(self.lines[ends[page]].plain) != "dot"
        }
        """Pages with such a column whose points begin with ・, as the names do not."""
        self.filing = {style for style in NUMBERED if self._files_several(style)}
        """Styles of numbers under which several amounts stand, so that none of them begins a name."""
        self.plain = self._plain_headings()
        self.glued = self._glued_headings()
        """Lines that begin with a number which extraction has glued to a heading."""
        pages: dict[str, set[str]] = {}
        for line in self.lines:
            pages.setdefault(key(line.raw), set()).add(line.page)
        for at, of_line in reading.pieces.items():
            pages.setdefault(key(of_line[0].printed.lead), set()).add(self.lines[at].page)
        self.repeated = frozenset(words for words, on in pages.items() if len(on) > 1)
        """The keys of lines, or of words before an amount, that several pages have."""
        self.levels: dict[str, set[int]] = {}
        """The levels of headings on each page."""
        for at, line in enumerate(self.lines):
            if at not in reading.pieces:
                self.levels.setdefault(line.page, set()).add(heading_level(line.plain))

    def _groups(self) -> frozenset[str]:
        """Return the bullets under which a name without one stands between two amounts, and never an amount alone."""
        groups: set[str] = set()
        names: set[str] = set()
        symbol = ""
        alone = {at for at, of_line in self.reading.pieces.items() if not of_line[0].printed.lead}
        for at, line in enumerate(self.lines):
            symbol = symbol_of(line.plain) or symbol
            above = self.lines[at - 1] if at else line
            if at in alone and symbol_of(above.plain):
                names.add(symbol)
            elif at in alone and {at - 1, at - 2} & alone == {at - 2} and is_name(above.raw):
                groups |= {symbol} if symbol and not bullet_of(above.plain) else set()
        return frozenset(groups - names - self.priced)

    def _files_several(self, style: str) -> bool:
        """Say whether most numbers of a style have several amounts under them, as headings have."""
        counts: list[int] = []
        for at, line in enumerate(self.lines):
            of_line = self.reading.pieces.get(at, ())
            if bullet_of(line.plain) == style and not of_line:
                counts.append(0)
            elif counts:
                counts[-1] += any(
                    piece.printed.current is not None
                    and not piece.printed.is_wrapped
                    and (not piece.printed.lead or piece.score >= ENOUGH)
                    and bullet_of(plain(piece.raw)) not in ("part", style)
                    for piece in of_line
                )
        several = sum(count > 1 for count in counts)
        return several > 1 and 2 * several > sum(count > 0 for count in counts)

    def _plain_headings(self) -> frozenset[int]:
        """Return short lines without a number right above the first of several lines with one bullet.

        They are headings where all that is filed under them has bullets, as in newsletters.
        """
        found = [at for at in range(len(self.lines) - 1) if self._is_plain_heading(at)]
        return frozenset(found if len(found) > 1 else ())

    def _glued_headings(self) -> frozenset[int]:
        """Return short lines that begin with numbers which count up from 1: 1こどもの笑顔が広がるまち."""
        found: list[int] = []
        for at, line in enumerate(self.lines):
            match = GLUED.fullmatch(line.plain)
            if match and int(match[1]) == len(found) + 1 and at not in self.reading.pieces:
                found.append(at)
        return frozenset(found if len(found) > 1 else ())

    def _is_plain_heading(self, at: int) -> bool:
        line, before = self.lines[at], self.lines[at - 1].plain if at else "。"
        if at in self.reading.pieces or at in self.reading.tables.rows or len(line.plain) > TITLE_LENGTH:
            return False
        ends = before.endswith(("。", ")", "〉", "】", "円")) or line.after_gap or self.begins_page(at)
        is_words = is_name(line.raw) and not bullet_of(line.plain) and not re.search(r"[\d、,]", line.plain)
        return ends and is_words and symbol_of(self.lines[at + 1].plain) in self.priced

    def add(self, level: int, text: str, at: int) -> None:
        """Add a heading."""
        self.headings.append(Heading(level, text, at))

    def remove(self, places: set[int], keep: int | None = None) -> None:
        """Take back headings that have turned out to be names; those of one level may stay."""
        self.headings = [each for each in self.headings if each.at not in places or each.level == keep]

    def begins_page(self, at: int) -> bool:
        """Say whether a line is the first of its page."""
        return at == 0 or self.lines[at - 1].page != self.lines[at].page

    def level(self, at: int, line: Line) -> int:
        """Return the level of a heading; the name of an office is one only right above what it files."""
        level = 0 if LEGEND.search(line.plain) else heading_level(line.plain)
        if not level and symbol_of(line.plain) in self.groups and "。" not in line.plain:
            return SYMBOL
        if level == BRACKETED and self._is_running(at, line):
            return 0
        if level in (OFFICE, SECTION):
            is_cell = level == SECTION and line.page in self.with_offices
            return level if self._files(at + 1, level) and not is_cell else 0
        if level == SYMBOL and symbol_of(line.plain) in self.priced:
            return 0
        return level or (NUMBER if at in self.glued else PLAIN if at in self.plain else 0)

    def _is_running(self, at: int, line: Line) -> bool:
        """Say whether a heading in 【 】 begins several pages, over a broader heading."""
        ahead = heading_level(self.lines[at + 1].plain) if at + 1 < len(self.lines) else 0
        return self.begins_page(at) and key(line.raw) in self.repeated and 0 < ahead < BRACKETED

    def _files(self, ahead: int, level: int) -> bool:
        tables = self.reading.tables
        if ahead in self.reading.pieces or ahead in tables.heads or ahead in tables.rows:
            return True
        return ahead < len(self.lines) and heading_level(self.lines[ahead].plain) > level

    def open_page(self, at: int, line: Line) -> None:
        """Take the first line of a page for a heading where only headings in 【 】 are below it."""
        levels = self.levels.get(line.page, set())
        is_short = len(line.plain) <= TITLE_LENGTH and not re.search(r"[。、\d【]", line.plain)
        if BRACKETED in levels and levels <= {0, BRACKETED} and is_short:
            self.add(PAGE_TITLE, line.raw, at)

    def extend(self, at: int, line: Line) -> bool:
        """Add a line to the heading that it goes on with; say whether it did."""
        heading = self.headings[-1] if self.headings else None
        if heading is None or heading.at != at - 1 or heading.level >= MEASURE:
            return False
        is_long = len(heading.text) >= BROKEN_LENGTH and not ENDS.search(plain(heading.text))
        if not (is_long and self._goes_on(at, line)) and not self._is_in_narrow_column(heading, at):
            return False
        self.headings[-1] = heading._replace(text=heading.text + line.raw, at=at)
        return True

    def _is_in_narrow_column(self, heading: Heading, at: int) -> bool:
        """Say whether a heading that stops inside its words goes on on short lines as far as the next bullet."""
        if ENDS.search(plain(heading.text)) or len(heading.text) > NARROW_COLUMN * (MOST_LINES + 1):
            return False
        rest = self.lines[at : at + MOST_LINES + 1]
        end = next((number for number, line in enumerate(rest) if bullet_of(line.plain)), None)
        return bool(end) and all(
            len(line.plain) <= NARROW_COLUMN
            and not NO_REST.search(line.plain)
            and not line.after_gap
            and place not in self.reading.pieces
            for place, line in enumerate(rest[:end], at)
        )

    def _goes_on(self, at: int, line: Line) -> bool:
        words = line.plain
        ahead = self.lines[at + 1].plain if at + 1 < len(self.lines) else "○"
        is_spaced = re.fullmatch(r"(?:\S{1,3} )+\S*", words)
        is_words = len(words) <= REST_LENGTH and not re.search(r"。|、|予算", words) and not bullet_of(words)
        is_last = bool(bullet_of(ahead) or heading_level(ahead)) and at + 1 not in self.reading.tables.heads
        return is_words and is_last and not is_spaced and not line.after_gap


def clean_heading(text: str) -> str:
    """Return a heading without its bullet, the unit behind it, and what follows its words on other pages."""
    return re.sub(r"^[■◆●○◎□◇▼▽★▶❖]\s*|\s*[(（](?:続き|つづき)[)）]$", "", UNIT_BEHIND.sub("", text.strip()))
