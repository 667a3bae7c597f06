"""Names without amounts and amounts without names, until they come together."""

import re
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Supplementary
from budgetcli.domain.text import key
from budgetcli.read.slides.contents import Contents
from budgetcli.read.slides.figures import reason
from budgetcli.read.slides.ledger import Figures, Ledger, nothing_before
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import IN_SENTENCE, NOT_TAKEN, OFTEN, Piece, points_describe, points_follow
from budgetcli.read.slides.names import (
    ENDS,
    STRONG,
    TAG,
    TAGGED,
    are_finances,
    bullet_of,
    clean,
    is_finance,
    is_name,
    is_new,
    is_section,
    is_sum,
    symbol_of,
)
from budgetcli.read.slides.outline import MEASURE, SYMBOL
from budgetcli.read.slides.waiting import LABEL, Name, continues, match

WRAPPED = re.compile(r"[【〈《≪<](?P<name>(?:(?![】〉》≫>]).){4,})[】〉》≫>]")
"""A heading that may be the name of the item whose amount is under it."""
NOTE = re.compile(r"※(?! ?うち)|[(【]?注|【?参考】?")
WHOLE = re.compile(r"(?:予算|歳出|歳入)の?(?:総額|規模)$|^(?:合計|総計|総額)$")
"""What is printed over the amount of a whole budget."""
FIGURE_LAST = re.compile(r"\d,\d{3}$")
"""The end of a line that is no beginning of a name."""
GOES_ON = re.compile(r"[^\s(]*[をにはがの。]")
"""What a sentence has behind an amount."""
DESCRIBED = 3
"""Lines from an item to the amount under its description."""
BEFORE_NAME = 2
"""Lines between an amount without a name before it and the name under it, and one."""
TELLING = 3
"""Points of evidence that the year before gives to an amount."""


class Bare(NamedTuple):
    """An amount without a name before it on its line."""

    at: int
    piece: Piece
    quotes: tuple[str, ...]
    """The words that it was read from."""


class Held(NamedTuple):
    """A previous amount that is printed before this year's."""

    at: int
    previous: Amount
    name: Name | None
    """The last name before it."""

    def is_proved_by(self, piece: Piece) -> bool:
        """Say whether the change that is printed beside an amount is its difference from this one."""
        current, change, before = piece.printed.current, piece.printed.change, self.previous.value
        if current is None or current.value is None or change is None or before is None:
            return False
        return abs(before + change - current.value) <= Decimal((0, (1,), _exponent(current.value)))


class Ahead(NamedTuple):
    """A supplementary amount that is printed over this year's."""

    at: int
    supplementary: tuple[Supplementary, ...]
    quote: str


def _is_current_alone(piece: Piece) -> bool:
    printed = piece.printed
    return printed.current is not None and not printed.lead and not printed.is_wrapped


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


class Pending:
    """The state of bringing names and amounts together."""

    def __init__(self, ledger: Ledger, contents: Contents, needed: int) -> None:
        self.ledger = ledger
        self.contents = contents
        self.needed = needed
        """Points of evidence that make words with an amount a budget line."""
        self.names: list[Name] = []
        self.bare: list[Bare] = []
        self.held: list[Held] = []
        self.unproved: list[Bare] = []
        """Amounts beside a change that no previous amount before them explains."""
        self.ahead: Ahead | None = None
        self.points_describe = points_describe(contents.reading)
        self.points_follow = points_follow(contents.reading)
        self.is_described = False
        """Whether the lines are on the last name until its amount comes."""

    def open_page(self) -> None:
        """Close what the page before has left open."""
        self.settle()
        self.drop_held()
        self.names = []

    # names

    @property
    def labelled(self) -> Name | None:
        """Return the last name that a form calls so: 事業名 移住促進事業."""
        return next((name for name in reversed(self.names) if name.style == LABEL), None)

    def add_name(self, at: int, line: Line, *, is_heading: bool) -> None:
        """Keep a line that may be a name, or the rest of the one before it."""
        is_new_mark = line.plain[:1] in self.ledger.new_bullets
        if (NOTE.match(line.plain) and not is_new_mark) or is_section(line.plain) or are_finances(line.plain):
            return
        if wrapped := WRAPPED.fullmatch(line.plain) if is_heading else None:
            inner = line.raw[1 : wrapped.end("name")]
            self.names += [Name(((at, inner),), "bracketed")] if is_name(inner) else []
            return
        if is_heading and symbol_of(line.plain) in self.contents.groups:
            return
        if self._describes(at, line, is_heading=is_heading):
            return
        style = bullet_of(line.plain) or (TAGGED if is_new_mark or TAG.match(line.plain) else "")
        before = self.names[-1] if self.names else None
        is_next = before is not None and before.last == at - 1 and not line.after_gap
        is_whole = before is not None and before.is_whole_heading and bool(ENDS.search(line.plain))
        is_filing = before is not None and before.style in self.contents.filing
        is_whole = is_whole or is_filing or (before is not None and plain(before.lines[-1][1]).endswith("。"))
        is_rest = (not style and not is_whole) or (
            style == "part" and before is not None and before.style not in ("part", "dot")
        )
        if before and is_next and is_rest and not is_heading:
            self.names[-1] = before._replace(lines=(*before.lines, (at, line.raw)))
        elif len(line.plain) > 1:
            self.names.append(Name(((at, line.raw),), style))

    def _describes(self, at: int, line: Line, *, is_heading: bool) -> bool:
        """Say whether a line is on the name above it, in a document whose points describe names."""
        style = bullet_of(line.plain)
        if self.points_follow and style == "dot":
            return True
        if not (style or is_heading or line.after_gap) and self._is_under_point(at):
            return True
        if self.points_describe and style == "dot" and self.names:
            self.is_described = True
        elif style or is_heading or TAG.match(line.plain):
            self.is_described = False
        return self.is_described

    def _is_under_point(self, at: int) -> bool:
        """Say whether the line above is a point with a figure that is no item's, under a bulleted name."""
        above = self.contents.reading.pieces.get(at - 1, ())
        is_point = bool(above) and bullet_of(self.ledger.lines[at - 1].plain) == "dot"
        return (
            is_point and all(piece.score < 0 for piece in above) and bool(self.names) and self.names[-1].style in STRONG
        )

    def begin(self, level: int) -> None:
        """Drop the names above a heading, but for those that may be of one list with it."""
        if level == SYMBOL:
            self.names = [name for name in self.names if name.style == "symbol"]
        elif level != MEASURE:
            self.names = []

    def mark_name(self, line: Line) -> None:
        """Add 【新規】 on a line of its own to the name before it."""
        last = self.names[-1]
        self.names[-1] = last._replace(lines=(*last.lines[:-1], (last.last, f"{last.lines[-1][1]} {line.raw}")))

    def begun(self, at: int, piece: Piece, lead: str) -> Name | None:
        """Return the name of which a line's words are the end."""
        before = self.names[-1] if self.names else None
        is_next = before is not None and before.last == at - 1 and not self.ledger.lines[at].after_gap
        if before is None or not is_next or piece.style or piece.start or TAG.match(plain(lead)):
            return None
        if FIGURE_LAST.search(plain(before.lines[-1][1])):
            return None
        is_item = symbol_of(plain(before.lines[-1][1])) in self.contents.priced
        return before if continues(before, lead, is_item=is_item) else None

    # amounts

    def add_amount(self, at: int, piece: Piece) -> None:
        """Keep an amount for the name that waits for it."""
        printed = piece.printed
        is_below = printed.is_wrapped and printed.label is None and self.ledger.last_amount == at - 1
        is_below = is_below and not (self.bare and self.bare[-1].piece.printed.is_wrapped)
        if self.held and printed.change is not None and not printed.previous:
            self._add_proved(at, piece)
        elif is_below and not printed.previous:
            said = printed._replace(previous=printed.current, current=None, doubts=("bracket",))
            self.add_previous(at, piece._replace(printed=said))
        elif printed.remark and GOES_ON.match(plain(printed.remark)):
            self.ledger.reject(at, piece, "sentence")
        else:
            if self.ahead and self.ahead.at == at - 1:
                more = (*self.ahead.supplementary, *printed.supplementary)
                piece = piece._replace(printed=printed._replace(supplementary=more))
            self.bare.append(Bare(at, piece, (piece.raw,)))
            self.ledger.last_amount = at
            self.is_described = False

    def add_previous(self, at: int, piece: Piece) -> None:
        """Add the year before or a supplementary amount to the amount that it stands behind or before."""
        printed = piece.printed
        figures = Figures(None, printed.previous, printed.supplementary, printed.doubts)
        if self._is_over_amount(at, piece):
            self.ahead = Ahead(at, printed.supplementary, piece.raw)
        elif self.bare:
            self._complete_bare(piece)
            self.ledger.last_amount = at
        elif not printed.previous and self.names and _is_alone(self.names[-1], at) and not self._is_under(at, piece):
            name = self.names.pop()
            figures = figures._replace(doubts=(*figures.doubts, "amount"))
            self.ledger.add("".join(raw for _, raw in name.lines), name.at, figures, piece.raw, name.bullet)
            self.ledger.last_amount = at
        elif self.ledger.takes(printed.previous) and (self.ledger.is_near(at) or not self.names):
            self.ledger.complete(piece.raw, figures)
            self.ledger.last_amount = at
        elif printed.previous and not printed.is_wrapped:
            self.hold(at, printed.previous)
        else:
            self.ledger.reject(at, piece, "sum" if self.ledger.left_out == at - 1 else "nameless")

    def _is_under(self, at: int, piece: Piece) -> bool:
        """Say whether a supplementary amount in brackets stands under the description of a marked item close above."""
        last = self.ledger.found[-1:]
        is_marked = bool(last) and last[0].style in STRONG and self.names[-1].style in ("", "dot")
        is_bracketed = plain(piece.raw)[:1] in tuple("(<〈【〔[")
        return is_bracketed and is_marked and at - last[0].at <= DESCRIBED

    def _is_over_amount(self, at: int, piece: Piece) -> bool:
        """Say whether a supplementary amount stands right over this year's, alone as that does."""
        printed, below = piece.printed, self.contents.reading.pieces.get(at + 1, ())
        is_alone = bool(printed.supplementary) and not (printed.previous or printed.lead or printed.remark)
        is_above = self.ledger.last_amount < at - 1 and not self.bare
        return is_alone and is_above and len(below) == 1 and _is_current_alone(below[0])

    def _complete_bare(self, piece: Piece) -> None:
        last, printed = self.bare[-1], piece.printed
        own = last.piece.printed
        merged = own._replace(
            previous=own.previous or printed.previous,
            supplementary=(*own.supplementary, *printed.supplementary),
            spent=(*own.spent, *printed.spent),
            doubts=(*own.doubts, *printed.doubts),
        )
        scored = last.piece._replace(printed=merged, score=last.piece.score + TELLING)
        self.bare[-1] = last._replace(piece=scored, quotes=(*last.quotes, piece.raw))

    def add_new(self, line: Line) -> None:
        """Take (新規) under an amount for the year before."""
        self.add_before(line, nothing_before(line.plain))

    def add_same(self, line: Line) -> None:
        """Take (前年度同額) under an amount for the year before."""
        if self.bare:
            self.add_before(line, self.bare[-1].piece.printed.current)
        elif self.ledger.found:
            self.add_before(line, self.ledger.found[-1].current)

    def add_before(self, line: Line, previous: Amount | None) -> None:
        """Take an amount on a line of its own under an amount for the year before."""
        if self.bare:
            last = self.bare[-1]
            printed = last.piece.printed._replace(previous=last.piece.printed.previous or previous)
            scored = last.piece._replace(printed=printed, score=last.piece.score + TELLING)
            self.bare[-1] = last._replace(piece=scored)
        elif self.ledger.found:
            self.ledger.complete(line.raw, Figures(None, previous))

    def hold(self, at: int, previous: Amount) -> None:
        """Keep a previous amount for the one that is printed behind it."""
        self.settle()
        held = Held(at, previous, self.names[-1] if self.names else None)
        proved = next((bare for bare in self.unproved if held.name and held.is_proved_by(bare.piece)), None)
        if proved is None:
            self.held.append(held)
        else:
            self.unproved.remove(proved)
            self._join(held, proved)

    def _add_proved(self, at: int, piece: Piece) -> None:
        """Bring an amount to the previous one from which its printed change parts it."""
        proved = next((held for held in self.held if held.name and held.is_proved_by(piece)), None)
        bare = Bare(at, piece, (piece.raw,))
        if proved is None:
            self.unproved.append(bare)
        else:
            self.held.remove(proved)
            self._join(proved, bare)

    def _join(self, held: Held, bare: Bare) -> None:
        if held.name is None:
            return
        printed, words = bare.piece.printed, held.name.text(is_next=False)
        figures = Figures(printed.current, held.previous, printed.supplementary, printed.doubts)
        quote = " ".join([words, held.previous.printed, *bare.quotes])
        self.ledger.add(words, held.name.at, figures, quote, held.name.bullet)
        self.ledger.last_amount = bare.at
        self.names = [name for name in self.names if name != held.name]

    def drop_held(self) -> None:
        """Account for previous amounts to which no amount of this year came, and for those that none explains."""
        for held in self.held:
            self.ledger.leave(held.at, held.previous.printed, "nameless")
        for bare in self.unproved:
            self.ledger.reject(bare.at, bare.piece, "nameless")
        self.held, self.unproved = [], []

    def before(self, previous: Amount | None) -> Amount | None:
        """Return the previous amount of a line, which may have been printed before this year's."""
        held = self.held.pop() if self.held else None
        return previous or (held.previous if held else None)

    def settle(self, *, keep: bool = False, following: Name | None = None) -> None:
        """Give the amounts that stand alone to the names before them, else to the one `following`.

        `keep` the names that begin behind them.
        """
        if not self.bare:
            return
        bare, self.bare = self.bare, []
        if following and len(bare) == 1 and self._is_over_name(bare[0]):
            self._settle_one(bare[0], (following, following.lines[0][1]), is_alone=True)
            return
        before = [name for name in self.names if name.at < bare[0].at]
        is_told = bare[0].piece.style == IN_SENTENCE
        chosen = match(before[-1:] if is_told else before, len(bare), bare[0].at)
        if following and not chosen and len(bare) == 1 and self._begins_entry(bare[0], following):
            chosen = [(following, following.lines[0][1])]
        if len(bare) == len(chosen) >= OFTEN:
            bare = [each._replace(piece=each.piece._replace(score=each.piece.score + 1)) for each in bare]
        for number, each in enumerate(bare):
            self._settle_one(each, chosen[number] if number < len(chosen) else None, is_alone=len(bare) == 1)
        if chosen:
            is_described = len(bare) == 1 and not chosen[0][0].style
            used = bare[0].at if keep or is_described else max(name.last for name, _ in chosen)
            self.names = [name for name in self.names if name.at > used]

    def _begins_entry(self, bare: Bare, following: Name) -> bool:
        """Say whether an amount stands right over a name that has no other one, behind the end of an entry."""
        above = self.ledger.lines[bare.at - 1].plain if bare.at else "。"
        is_first = above.endswith("。") or self.ledger.lines[bare.at].after_gap or self.contents.begins_page(bare.at)
        below = self.contents.reading.pieces.get(following.at + 1, ())
        has_own = any(_is_current_alone(piece) for piece in below)
        return is_first and not has_own and following.at - bare.at <= BEFORE_NAME

    def _is_over_name(self, bare: Bare) -> bool:
        """Say whether a labelled amount stands under nothing but headings that pages repeat, over a slide's title."""
        names = [name for name in self.names if name.at < bare.at]
        is_labelled = bare.piece.printed.label is not None and bare.piece.printed.label.year is not None
        return is_labelled and all(key(name.lines[-1][1]) in self.contents.repeated for name in names)

    def _settle_one(self, each: Bare, chosen: tuple[Name, str] | None, *, is_alone: bool) -> None:
        why = self._no_line(each, *chosen) if chosen else "nameless"
        why = "sum" if self._is_under_sum(each) else why
        if why or chosen is None:
            self.ledger.reject(each.at, each.piece, why)
            return
        name, words = chosen
        printed = each.piece.printed
        if not name.bullet and self.contents.begins_page(name.at):
            self.contents.titles.add(name.at)
        self.contents.remove({name.at}, keep=None if name.style == "round" else MEASURE)
        tags = printed.lead if TAG.search(plain(printed.lead)) else ""
        doubts = printed.doubts if is_alone else (*printed.doubts, "order")
        figures = Figures(printed.current, self.before(printed.previous), printed.supplementary, doubts)
        self.ledger.add(words + tags, name.at, figures, " ".join([words, *each.quotes]), name.bullet)

    def _is_under_sum(self, each: Bare) -> bool:
        """Say whether the line right above an amount calls it one of the whole budget."""
        line, above = self.ledger.lines[each.at], self.ledger.lines[each.at - 1] if each.at else None
        is_near = above is not None and above.page == line.page and not line.after_gap
        return is_near and above is not None and WHOLE.search("".join(above.plain.split())) is not None

    def _no_line(self, each: Bare, name: Name, words: str) -> str:
        """Return why a name with an amount behind it is no budget line; empty where it is one."""
        if is_sum(words):
            return "sum"
        if is_finance(words):
            return "revenue"
        bare = plain(clean(words))
        score = each.piece.score + TELLING * (name.style == "budget") + 2 * (name.style in STRONG)
        score += bool(ENDS.search(bare)) + TELLING * is_new(words) - 2 * ("、" in bare)
        score += name.last == each.at - 1 or self.contents.begins_page(name.at)
        score -= TELLING * (reason(bare[-14:]) in NOT_TAKEN)
        return "" if score >= self.needed else reason(words + plain(each.piece.raw)) or "nameless"


def _is_alone(name: Name, at: int) -> bool:
    """Say whether a name of a single line stands right above a line, and nothing of an amount in it."""
    words = name.lines[0][1]
    return len(name.lines) == 1 and name.at == at - 1 and is_name(words) and not re.search("[円額]", words)
