"""The budget lines of a document, put together from its lines."""

import re
from collections.abc import Iterable, Sequence

from budgetcli.domain.amount import NOTHING_BEFORE, UNPRINTED, Amount
from budgetcli.domain.book import Supplementary
from budgetcli.read.slides.figures import amount_of, figures, reason
from budgetcli.read.slides.found import Found, Sum, Untaken
from budgetcli.read.slides.labels import YEAR, Labels
from budgetcli.read.slides.lines import ENDS, ENOUGH, Piece, Reading
from budgetcli.read.slides.names import NEW as NEW_MARK
from budgetcli.read.slides.names import STRONG, TAG, bullet_of, clean, is_finance, is_name, is_new, is_sum, symbol_of
from budgetcli.read.slides.outline import (
    BRACKETED,
    MEASURE,
    OFFICE,
    PAGE_TITLE,
    SECTION,
    SYMBOL,
    Heading,
    heading_level,
)
from budgetcli.read.slides.pages import Line, plain
from budgetcli.read.slides.table_rows import TableRows
from budgetcli.read.slides.waiting import Name, continues, match

BESIDES = re.compile(
    rf"(?:※? ?(?:この|その)(?:ほか|他)[、 ]*|※ ?)(?:{YEAR})?[^\d円]{{0,12}}(?:第?\d(?:次|号))?補正(?:予算)?"
)
EMPTY = re.compile(r"[\s()\[\]【】〔〕<>〈〉:：・]*")
ASIDE = re.compile(r"\((?!\d{1,2}\))")
"""A remark in brackets, which is no name."""
DASH_BELOW = re.compile(r"(?P<rest>\S.*?)[ ]{3,}\( ?[-ー] ?\)")
NAMELESS = 25
"""Characters of a page's first line that may be its title."""


class Assembly:
    """The state of putting a document together."""

    def __init__(self, reading: Reading, labels: Labels, taken: frozenset[int]) -> None:
        self.reading = reading
        self.lines = reading.lines
        self.labels = labels
        self.stacked = taken
        """Lines that have been read already."""
        self.found: list[Found] = []
        self.untaken: list[Untaken] = []
        self.headings: list[Heading] = []
        self.sums: list[Sum] = []
        self.names: list[Name] = []
        self.bare: list[tuple[int, Piece, list[str]]] = []
        """Amounts without a name before them on their line, with the words that they were read from."""
        self.held: tuple[int, Amount, str] | None = None
        """A previous amount that is printed before this year's."""
        self.rows = TableRows(self.lines)
        self.last_amount = -9
        self.titles: set[int] = set()
        """Lines that begin a page with a programme's name and amount, which close all headings before them."""
        self.left_out = -9
        """The last line whose amounts are none of an item."""
        symbols = [symbol_of(plain(each.raw)) for of_line in reading.pieces.values() for each in of_line]
        self.priced = {symbol for symbol in symbols if symbol and symbols.count(symbol) > 1}
        """Bullets with which the document begins lines with amounts."""
        self.needed = ENOUGH + (2 if taken else 0)

    def read(self) -> None:
        """Go through the lines once."""
        page = ""
        for at, line in enumerate(self.lines):
            if line.page != page:
                self._settle_bare()
                self._drop_held()
                page, self.names = line.page, []
                self._page_title(at, line)
            self._line(at, line)
        self._settle_bare()
        self._drop_held()

    def _drop_held(self) -> None:
        """Account for a previous amount to which no amount of this year came."""
        if self.held:
            at, amount, _ = self.held
            self.leave(at, amount.printed, "nameless")
        self.held = None

    def _line(self, at: int, line: Line) -> None:
        row = self.reading.tables.rows.get(at)
        if at in self.stacked:
            return
        if at in self.reading.tables.heads:
            self.rows.start()
        elif row is not None:
            self._settle_bare()
            self.names = []
            self.rows.read(at, row, self)
        elif self._is_besides(line):
            self.last_amount = at
        elif at in self.reading.pieces:
            for piece in self.reading.pieces[at]:
                self._piece(at, piece)
        else:
            self._words(at, line, self._level(at, line))

    def _level(self, at: int, line: Line) -> int:
        """Return the level of a heading; the name of an office is one only right above what it files."""
        level = heading_level(line.plain)
        ahead = at + 1
        files = ahead in self.reading.pieces or ahead in self.reading.tables.heads | self.reading.tables.rows.keys()
        is_above = files or (ahead < len(self.lines) and heading_level(self.lines[ahead].plain) > level)
        if level in (OFFICE, SECTION):
            return level if is_above else 0
        return 0 if level == SYMBOL and symbol_of(line.plain) in self.priced else level

    def _page_title(self, at: int, line: Line) -> None:
        """Take the first line of a page for a heading where only headings in 【 】 are below it."""
        levels = {
            heading_level(other.plain)
            for place, other in enumerate(self.lines)
            if other.page == line.page and place not in self.reading.pieces
        }
        words = line.plain
        if (
            levels <= {0, BRACKETED}
            and BRACKETED in levels
            and len(words) <= NAMELESS
            and not re.search(r"[。、\d【]", words)
        ):
            self.headings.append(Heading(PAGE_TITLE, line.raw, at))

    def leave(self, at: int, printed: str, why: str) -> None:
        """Note a figure that is not taken."""
        line = self.lines[at]
        self.untaken.append(Untaken(line.page, line.number, printed, why, line.raw))

    # words without amounts

    def _words(self, at: int, line: Line, level: int) -> None:
        """Keep a line without amounts: a heading, a name, or the rest of either."""
        words = line.plain
        if (match := DASH_BELOW.fullmatch(words)) and self.last_amount == at - 1 and self.found and not self.bare:
            self._rest_of_name(at, line.raw[: match.end("rest")])
            return
        if NEW_MARK.fullmatch(words) and self.last_amount == at - 1:
            self._new_below(line)
            return
        if NEW_MARK.fullmatch(words) and self.names:
            last = self.names[-1]
            self.names[-1] = last._replace(lines=(*last.lines[:-1], (last.last, f"{last.lines[-1][1]}{line.raw}")))
            return
        if self.bare and (is_name(line.raw) or level) and not ASIDE.match(words):
            self._settle_bare()
        self.rows.words(at, line.raw, level)
        style = bullet_of(words)
        if level:
            self.headings.append(Heading(level, line.raw, at))
            self.names = [] if level != MEASURE else self.names
        elif self._extends_heading(at, line):
            heading = self.headings[-1]
            self.headings[-1] = heading._replace(text=heading.text + line.raw, at=at)
            return
        before = self.names[-1] if self.names else None
        is_next = before is not None and before.last == at - 1 and not line.after_gap
        if before and is_next and not level and (not style or (style == "part" and before.style != "part")):
            self.names[-1] = before._replace(lines=(*before.lines, (at, line.raw)))
        elif len(words) > 1:
            self.names.append(Name(((at, line.raw),), style))

    def _rest_of_name(self, at: int, rest: str) -> None:
        """Add the words beside (－) under an amount to the name above them."""
        last = self.found[-1]
        self.found[-1] = last._replace(
            name=last.name + clean(rest), quote=f"{last.quote} {' '.join(self.lines[at].raw.split())}"
        )
        if is_new(rest):
            self._new_below(self.lines[at])

    def _new_below(self, line: Line) -> None:
        """Take (新規) under an amount for the year before."""
        nothing = NOTHING_BEFORE._replace(printed="皆増" if "皆増" in line.plain else "新規")
        if self.bare:
            place, last, words = self.bare[-1]
            self.bare[-1] = (
                place,
                last._replace(
                    printed=last.printed._replace(previous=last.printed.previous or nothing), score=last.score + 3
                ),
                words,
            )
        elif self.found:
            self._complete(nothing, (), line.raw)

    def _extends_heading(self, at: int, line: Line) -> bool:
        """Say whether a heading's words go on in this line."""
        heading = self.headings[-1] if self.headings else None
        if heading is None or heading.at != at - 1 or heading.level >= MEASURE:
            return False
        words = line.plain
        ahead = self.lines[at + 1].plain if at + 1 < len(self.lines) else "○"
        return (
            not line.after_gap
            and at + 1 not in self.reading.tables.heads
            and not re.fullmatch(r"(?:\S{1,3} )+\S*", words)
            and len(heading.text) >= 14
            and len(words) <= 20
            and not re.search(r"。|、|予算", words)
            and bool(bullet_of(ahead) or heading_level(ahead))
            and not bullet_of(words)
        )

    # lines with amounts

    def _piece(self, at: int, piece: Piece) -> None:
        printed = piece.printed
        lead = printed.lead if not EMPTY.fullmatch(plain(TAG.sub("", plain(printed.lead)))) else ""
        for spent in printed.spent:
            if spent.reason:
                self.leave(
                    at,
                    spent.figure.printed,
                    (spent.reason if spent.reason != "sentence" else reason(plain(piece.raw))) or "sentence",
                )
        if printed.current is None:
            self._without_current(at, piece, lead)
        elif not lead and piece.names_follow:
            self._named(at, piece, printed.remark)
        elif not lead or (bullet_of(plain(lead)) and not is_name(lead) and len(clean(lead)) < 2):
            self._nameless(at, piece)
        else:
            self._named(at, piece, lead)

    def _without_current(self, at: int, piece: Piece, lead: str) -> None:
        """Add what is printed of the year before or of a supplementary budget to the line that it belongs to."""
        printed = piece.printed
        if not printed.says_before:
            if lead and bullet_of(plain(lead)) in STRONG and is_name(lead):
                self.names.append(Name(((at, printed.lead),), piece.style))
            return
        if lead and is_name(lead) and bullet_of(plain(lead)):
            self._append(
                lead,
                at,
                UNPRINTED,
                printed.previous or UNPRINTED,
                printed.supplementary,
                piece.raw,
                piece.style,
                ("amount",),
            )
        elif self.bare and not lead:
            place, last, words = self.bare[-1]
            merged = last.printed._replace(
                previous=last.printed.previous or printed.previous,
                supplementary=(*last.printed.supplementary, *printed.supplementary),
                spent=(*last.printed.spent, *printed.spent),
                doubts=(*last.printed.doubts, *printed.doubts),
            )
            self.bare[-1] = (place, last._replace(printed=merged, score=last.score + 3), [*words, piece.raw])
            self.last_amount = at
        elif self.found and (self._is_near(at) or not self.names) and self._takes_previous(printed.previous):
            self._complete(printed.previous, printed.supplementary, piece.raw, printed.doubts)
            self.last_amount = at
        elif lead and self._ends_name(at, lead, piece):
            self._complete(printed.previous, printed.supplementary, piece.raw, printed.doubts)
        elif printed.previous and not lead and not printed.is_wrapped:
            self._drop_held()
            self.held = (at, printed.previous, piece.raw)
        else:
            self._reject(at, piece, "sum" if self.left_out == at - 1 else "nameless")

    def _ends_name(self, at: int, lead: str, piece: Piece) -> bool:
        """Take words beside the bracket under an amount for the rest of the name that stands above them."""
        last = self.found[-1] if self.found else None
        if last is None or self.last_amount != at - 1 or piece.style or piece.printed.label:
            return False
        self.found[-1] = last._replace(name=last.name + clean(lead))
        if is_new(lead):
            self._new_below(self.lines[at])
        return True

    def _is_near(self, at: int) -> bool:
        return at - self.last_amount <= 3

    def _takes_previous(self, previous: Amount | None) -> bool:
        return previous is None or self.found[-1].previous is UNPRINTED

    def _complete(
        self, previous: Amount | None, more: Iterable[Supplementary], quote: str, doubts: Iterable[str] = ()
    ) -> None:
        last = self.found[-1]
        self.found[-1] = last._replace(
            previous=previous if previous and last.previous is UNPRINTED else last.previous,
            supplementary=(*last.supplementary, *more),
            quote=f"{last.quote} {' '.join(quote.split())}",
            doubts=(*last.doubts, *doubts),
        )

    def _nameless(self, at: int, piece: Piece) -> None:
        """Keep an amount for the name that waits for it."""
        printed = piece.printed
        if printed.is_wrapped and printed.label is None and self.last_amount == at - 1 and not printed.previous:
            self._bracket_below(at, piece)
            return
        if printed.remark and re.match(r"[^\s(]*[をにはがの。]", plain(printed.remark)):
            self._reject(at, piece, "sentence")
            return
        self.bare.append((at, piece, [piece.raw]))
        self.last_amount = at

    def _bracket_below(self, at: int, piece: Piece) -> None:
        """Take an amount in brackets under another for the year before, and mark it: no legend says so."""
        said = piece.printed._replace(previous=piece.printed.current, current=None, doubts=("bracket",))
        self._without_current(at, piece._replace(printed=said), "")

    def _named(self, at: int, piece: Piece, lead: str) -> None:
        self._settle_bare(keep=True)
        before = self.names[-1] if self.names else None
        score, first, quote = piece.score, at, piece.raw
        line = self.lines[at]
        if (
            before
            and not piece.style
            and piece.start == 0
            and before.last == at - 1
            and not line.after_gap
            and continues(before, lead)
        ):
            lead = "".join(raw for _, raw in before.lines) + lead
            quote = " ".join([*(raw for _, raw in before.lines), piece.raw])
            first, score = before.at, score + 3
        why = self._no_line(lead, score, piece)
        if why:
            self._reject(at, piece, why)
            level = heading_level(plain(lead))
            if level and len(lead) < 40 and not reason(line.plain):
                self.headings.append(Heading(level, clean_heading(lead), at))
            return
        printed = piece.printed
        self.names = []
        if not piece.style and self._begins_page(at):
            self.titles.add(at)
        self._append(
            lead,
            first,
            printed.current or UNPRINTED,
            self._before(printed.previous),
            printed.supplementary,
            quote,
            piece.style,
            printed.doubts,
        )
        self.last_amount = at

    def _begins_page(self, at: int) -> bool:
        return at == 0 or self.lines[at - 1].page != self.lines[at].page

    def _before(self, previous: Amount | None) -> Amount:
        held, self.held = self.held, None
        return previous or (held[1] if held else UNPRINTED)

    def _no_line(self, lead: str, score: int, piece: Piece) -> str:
        """Return why words with an amount are no budget line; empty where they are one."""
        if is_sum(lead):
            current, previous = piece.printed.current, piece.printed.previous
            if current:
                self.sums.append(Sum(piece.at, len(self.found), current, previous or UNPRINTED, True))
            return "sum"
        if is_finance(lead):
            return "revenue"
        if score < self.needed or not is_name(lead):
            return reason(plain(piece.raw)) or "sentence"
        return ""

    def _reject(self, at: int, piece: Piece, why: str) -> None:
        self.left_out = at
        for spent in piece.printed.spent:
            if not spent.reason:
                self.leave(at, spent.figure.printed, why)

    def _settle_bare(self, keep: bool = False) -> None:
        """Give the amounts that stand alone to the names before them."""
        if not self.bare:
            return
        bare, self.bare = self.bare, []
        first = bare[0][0]
        chosen = match(self.names, len(bare), first)
        for number, (at, piece, quotes) in enumerate(bare):
            each = chosen[number] if number < len(chosen) else None
            why = self._no_bare(piece, each, at) if each else "nameless"
            if why or each is None:
                self._reject(at, piece, why)
                continue
            name, words = each
            printed = piece.printed
            if not name.style and self._begins_page(name.at):
                self.titles.add(name.at)
            tags = printed.lead if TAG.search(plain(printed.lead)) else ""
            quote = " ".join([words, *quotes])
            doubts = (*printed.doubts, "order") if len(bare) > 1 else printed.doubts
            self.headings = [
                heading
                for heading in self.headings
                if heading.at != name.at or (heading.level == MEASURE and name.style != "round")
            ]
            self._append(
                words + tags,
                name.at,
                printed.current or UNPRINTED,
                self._before(printed.previous),
                printed.supplementary,
                quote,
                name.style,
                doubts,
            )
        if chosen and not keep:
            used = max(name.last for name, _ in chosen)
            self.names = [name for name in self.names if name.at > used]
        elif chosen:
            self.names = [name for name in self.names if name.at > first]

    def _no_bare(self, piece: Piece, each: tuple[Name, str], at: int) -> str:
        name, words = each
        if is_sum(words):
            return "sum"
        if is_finance(words):
            return "revenue"
        bare = plain(clean(words))
        score = piece.score + 3 * (name.style == "budget") + 2 * (name.style in STRONG) + bool(ENDS.search(bare))
        score += (name.last == at - 1) + 3 * is_new(words) - 2 * ("、" in bare)
        score -= 3 * (reason(bare[-14:]) in ("per-head", "ceiling", "result", "market", "difference"))
        return "" if score >= self.needed else reason(words + plain(piece.raw)) or "nameless"

    def _is_besides(self, line: Line) -> bool:
        """Read ※この他、令和４年度第２次補正予算で 35億円を計上."""
        said = BESIDES.match(line.plain)
        held = figures(line.raw, line.plain) if said else []
        if said is None or len(held) != 1:
            return False
        self._settle_bare()
        amount = amount_of(held[0].printed, None, line.number)
        if not self.found or amount is None:
            return False
        year = self.labels.year_in(said[0]) or self.labels.year.previous
        last = self.found[-1]
        self.found[-1] = last._replace(supplementary=(*last.supplementary, Supplementary(year, amount)))
        return True

    def _append(
        self, raw: str, at: int, current: Amount, previous: Amount, more: Iterable[Supplementary], quote: str,
        style: str, doubts: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Add a budget line."""
        if is_new(raw) and previous.kind is UNPRINTED.kind:
            previous = NOTHING_BEFORE._replace(printed="新規" if "皆増" not in raw else "皆増")
        name, part_of = self.named(raw)
        words = " ".join(quote.split())
        mark = symbol_of(plain(raw))
        line = Found(name, at, current, previous, tuple(more), part_of, words, style, tuple(doubts), mark)
        self.found.append(line)

    def named(self, raw: str) -> tuple[str, str]:
        """Return a name as printed, and the whole of which it is a part."""
        name = clean(raw)
        if bullet_of(plain(raw.strip())) == "part":
            return name, next((found.name for found in reversed(self.found) if not found.part_of), "")
        whole, part, _ = name.partition(" うち")
        return name, whole if part else ""


def clean_heading(text: str) -> str:
    """Return a heading without what follows its words on other pages."""
    return re.sub(r"[(（]続き[)）]$", "", text.strip())


def present(lines: Sequence[Line]) -> list[str]:
    """Return the pages of the lines in order."""
    return list(dict.fromkeys(line.page for line in lines))
