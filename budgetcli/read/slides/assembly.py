"""The budget lines of a document, put together from its lines."""

import re

from budgetcli.domain.amount import UNPRINTED, Kind
from budgetcli.domain.book import Supplementary
from budgetcli.domain.text import key
from budgetcli.read.slides.below import descriptions_below
from budgetcli.read.slides.block_cells import cells_of
from budgetcli.read.slides.breakdowns import lines_of_setsu
from budgetcli.read.slides.contents import Contents, clean_heading
from budgetcli.read.slides.dating import title_of
from budgetcli.read.slides.figures import amount_of, figures, reason
from budgetcli.read.slides.heads import is_only_head
from budgetcli.read.slides.labels import YEAR, Labels
from budgetcli.read.slides.ledger import FAR, Figures, Ledger, nothing_before
from budgetcli.read.slides.legends import Legends
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import ENOUGH, IN_SENTENCE, MANY, Piece, Reading, offices_under_items
from budgetcli.read.slides.names import (
    ACCOUNT,
    ENDS,
    NEW_TAG,
    OFFICE_BEHIND,
    OFFICES,
    STATE,
    STRONG,
    TAG,
    bullet_of,
    clean,
    is_finance,
    is_name,
    is_sum,
    without_bullets,
)
from budgetcli.read.slides.outline import (
    HEADING_LENGTH,
    OFFICE,
    POLICY,
    SYMBOL,
    UNIT_BEHIND,
    heading_level,
)
from budgetcli.read.slides.pending import Ahead, Pending
from budgetcli.read.slides.printed import Printed
from budgetcli.read.slides.rows import Row
from budgetcli.read.slides.sections import Sections
from budgetcli.read.slides.table_rows import DETAIL, TableRows
from budgetcli.read.slides.waiting import FINISHED, Name
from budgetcli.read.vocabulary import DASH, NEW, NOTHING, SAME

GRANT = re.compile(r"^[^・○●①-⑳(（【]{2,30}(?:交付金|補助金|負担金|会計|運営費)[(（]?[ 　]*$")
"""What a share is of, before its amount."""
BESIDES = re.compile(
    rf"(?:[※・]? ?(?:(?:この|その)(?:ほか|他)|別途)[、 ]*|※ ?)(?:{YEAR})?[^\d円]{{0,12}}"
    r"(?:第?\d(?:次|号)|\d{1,2}月)?補正(?:予算)?"
)
CALLED_SUM = re.compile(r"[(\[〔【] ?(?:合|小|総)?計[:： ]*約?\d")
"""What a heading has in brackets: what all under it gets."""
SUM_LAST = re.compile(r"[ 　]+[^\s\d]{0,6}(?:計|総額)$")
"""What a heading has behind it, before what all under it gets."""
FUND = re.compile("基金|造成|総額|累計")
"""What an amount behind 補正予算 is, if it is not what that gives to the item above."""
EMPTY = re.compile(r"[\s()\[\]【】〔〕<>〈〉:：・]*")
ASIDE = re.compile(r"\((?!(?:\d{1,2}|[ア-ンa-z])\))")
"""A remark in brackets, which is no name."""
DASH_BELOW = re.compile(rf"(?P<rest>\S.*?)[ ]{{3,}}\( ?(?P<said>{NOTHING}) ?\)")
DASH_ALONE = re.compile(rf"[(〔\[] ?{DASH} ?[)〕\]]")
OF_ONE_ACCOUNT = re.compile("[【〔].*会計[】〕]")
"""What stands beside the unit of a table and heads all of it."""
FILING = (10, POLICY, POLICY + 1, POLICY + 2, 20, 30, 33, 36, OFFICE, SYMBOL)
"""Levels of headings that may print what all under them gets."""
REST_LENGTH = 16
EQUAL = re.compile(rf"[(〔\[] ?(?:{SAME}|同額) ?[)〕\]]|{SAME}")
BEFORE = rf"[(〔\[] ?(?:{YEAR})(?:当初)?(?:予算)?額?[ :]*"
NEW_BELOW = re.compile(rf"{BEFORE}{NEW} ?[)〕\]]")
ZERO_BELOW = re.compile(rf"{BEFORE}(?P<zero>0(?:[億百]?万?千?円)?) ?[)〕\]]")
NEW_ALONE = ("新規", "皆増")
MADE_OF = re.compile(r"[【〔(\[]?主な(?:経費|内訳)[】〕)\]:：]|[【〔(\[](?:内訳|積算)[】〕)\]]")
COST = ("事業費", "予算額", "金額")
CONTENT = re.compile(r"(?:\d )?(?:事業|実施|補正)?の?(?:内容|概要)(?:[ 　:：]|$)|[\[【〔]積算(?:内訳|根拠)?[\]】〕]")
ESTIMATE = re.compile(r"[\[【〔]積算(?:内訳|根拠)?[\]】〕]")
"""What a form prints before the content of its programme."""
AMOUNTS_OF_FORM = re.compile(r"予算額[ 　].*前年度(?:当初)?予算額[ 　]|予算額 [△▲]?[\d,]+$")
"""The line of a form that holds both years' amounts."""
FEWEST_FORMS = 2
WIDE_GAP = re.compile(r"[ 　]{3,}")
DESCRIBED = re.compile(r"(?P<name>.{4,40}?(?:事業|費|金|業務|制度))[~〜:：](?=.{10,})(?!.*(?:事業|費|金)$).*")
"""A name, its description, and then the amount."""
SUPPLEMENT = re.compile(r"[【〔(\[](?:前年度)?補正(?:予算)?[】〕)\]]")
ENDS_HEADS = re.compile(r"※|[^\d。、]{2,24}$")
"""A note or a heading, behind which amounts are those of programmes again."""
BREAKDOWN = re.compile(r"[〈(【〔<]?(?:主な)?内訳[〉)】〕>]?")


class Assembly:
    """The state of putting a document together."""

    def __init__(
        self,
        reading: Reading,
        labels: Labels,
        taken: frozenset[int],
        legends: Legends,
    ) -> None:
        self.reading = reading
        self.lines = reading.lines
        self.labels = labels
        self.taken = taken
        """Lines that have been read already."""
        self.other_tags = tuple(legends.other)
        """What the document prints before the names of another budget's items."""
        self.ledger = Ledger(self.lines, legends.new)
        self.contents = Contents(reading)
        self.needed = ENOUGH + (2 if taken else 0)
        self.pending = Pending(self.ledger, self.contents, self.needed)
        self.rows = TableRows(self.ledger, self.contents, labels, legends)
        self.apart = FAR
        """The last line on which a gap parts name and amount."""
        self.supplement = FAR
        """The last line that says that an amount below it is one of a supplementary budget."""
        self.made_of = FAR
        """The last line that says what an item's amount is made of."""
        self.title = title_of(self.lines)
        """The document's title, which may be called a reference itself."""
        self.title_at = next((at for at, line in enumerate(self.lines) if self.title and self.title in line.raw), 0)
        self.with_rows = {self.lines[at].page for at in reading.tables.rows}
        """Pages with rows of tables."""
        self.offices = offices_under_items(reading) | descriptions_below(reading)
        """Lines that say nothing but who answers for an item, or what it is."""
        names = sum(bullet_of(line.plain) == "label" for line in self.lines)
        estimates = sum(ESTIMATE.match(line.plain) is not None for line in self.lines)
        self.of_content = CONTENT if names >= FEWEST_FORMS else ESTIMATE if estimates > FEWEST_FORMS else None
        rows = [row.name for row in reading.tables.rows.values()]
        costs = sum(_is_cost(name) for name in rows)
        others = sum(is_name(name) and bullet_of(plain(name)) != "part" for name in rows)
        self.has_costs = costs >= max(FEWEST_FORMS, others)
        """Whether the rows of several small tables hold nothing but what the programme over each costs."""
        self.setsu = lines_of_setsu([line.plain for line in self.lines])
        self.is_content = False
        """Whether the lines are what a form says of the content of its programme."""
        self.sections = Sections(labels)

    def read(self) -> None:
        """Go through the lines once."""
        for at, line in enumerate(self.lines):
            if self.contents.begins_page(at):
                self.pending.open_page()
                self._end_of_heads("※")
                self.contents.open_page(at, line)
                self._turn_page(at, line)
            self.is_content = self.of_content is not None and self._goes_on_with_content(at, line)
            if line.left:
                self._leave(at, line)
            elif at not in self.taken and at not in self.offices:
                self._line(at, line)
        self.pending.open_page()

    def _goes_on_with_content(self, at: int, line: Line) -> bool:
        """Say whether a line is what a form says of the content of its programme."""
        is_other = bullet_of(line.plain) == "label" or heading_level(line.plain) or self.contents.begins_page(at)
        ends = is_other or at in self.reading.tables.heads
        is_under = at > 0 and AMOUNTS_OF_FORM.match(self.lines[at - 1].plain) is not None
        begins = self.of_content is not None and self.of_content.match(line.plain) is not None
        return begins or (not ends and (self.is_content or is_under))

    def _leave(self, at: int, line: Line) -> None:
        """Account for the figures of a line that are no amounts."""
        held = [figure.printed for figure in figures(line.raw, line.plain)]
        cells = [cell.words for cell in cells_of(at, line, is_numbered=False) if re.search("[1-9]", cell.words)]
        for printed in (*cells, *held):
            self.ledger.leave(at, printed, line.left)

    def _line(self, at: int, line: Line) -> None:
        row = self.reading.tables.rows.get(at)
        if at in self.reading.tables.heads:
            self._head(at, line)
        elif row is not None:
            self._row(at, row)
        elif self._is_besides(at, line):
            self.ledger.last_amount = at
        elif at in self.reading.pieces:
            if line.page in self.contents.with_points and DETAIL.search(line.raw):
                self.rows.words(at, line.raw, 0)
            if self.sections.opens(line.plain, 0) == "per-head":
                self._section(line.plain, 0)
            for piece in self.reading.pieces[at]:
                self._piece(at, piece)
        elif at in self.reading.sentences:
            self.pending.settle()
        else:
            self._words(at, line, self._level(at, line))

    def _level(self, at: int, line: Line) -> int:
        """Return the level of a heading; an office over the title is who prints the document."""
        level = self.contents.level(at, line)
        return 0 if level == OFFICE and at < self.title_at else level

    def _row(self, at: int, row: Row) -> None:
        """Read a row, unless it says what the amount of a programme is spent on."""
        if self.is_content or at in self.setsu:
            for cell in row.cells:
                self.ledger.leave(at, cell, "breakdown")
            return
        self.pending.settle()
        over = self._over_rows(row)
        self.pending.names = []
        self.rows.read(at, row._replace(name=over) if over else row)

    def _over_rows(self, row: Row) -> str:
        """Return the name over a row that has none of its own, or says only that it holds the cost."""
        if _is_cost(row.name) and self.has_costs and self.pending.names:
            return self.pending.names[-1].lines[0][1]
        labelled = self.pending.labelled
        return labelled.lines[0][1] if labelled and not row.name else ""

    def _head(self, at: int, line: Line) -> None:
        """Begin a table, with the heading on the line of its unit."""
        self.rows.start()
        level = heading_level(line.plain) if UNIT_BEHIND.search(line.plain) else 0
        if level and not OF_ONE_ACCOUNT.match(line.plain):
            self.contents.add(level, clean_heading(line.raw), at)
        if "財源" not in line.plain and at - 1 not in self.reading.tables.heads:
            self._section(line.plain, 0)

    def _is_besides(self, at: int, line: Line) -> bool:
        """Read ※この他、令和４年度第２次補正予算で 35億円を計上."""
        said = BESIDES.match(line.plain)
        held = figures(line.raw, line.plain) if said else []
        if said is None or len(held) != 1 or FUND.search(line.plain, said.end(), held[0].start):
            return False
        amount = amount_of(held[0].printed, None, line.number)
        year = self.labels.year_in(said[0]) or self.labels.year.previous
        names = self.pending.names
        if amount and names and names[-1].last == at - 1 and names[-1].style in STRONG and not self.pending.bare:
            self.pending.ahead = Ahead(at, (Supplementary(year, amount),), line.raw)
            return True
        self.pending.settle()
        if not self.ledger.found or amount is None:
            return False
        self.ledger.supplement([Supplementary(year, amount)])
        return True

    def _words(self, at: int, line: Line, level: int) -> None:
        """Keep a line without amounts: a heading, a name, or the rest of either."""
        words = line.plain
        self._end_of_heads("※" if level else words)
        if line.raw != self.title:
            self._section(words, level)
        if is_only_head(words):
            self.pending.settle()
        elif SUPPLEMENT.fullmatch("".join(words.split())):
            self.supplement = at
        else:
            self._heading_or_rest(at, line, level)

    def _heading_or_rest(self, at: int, line: Line, level: int) -> None:
        words = line.plain
        is_below = self.ledger.last_amount == at - 1
        beside = DASH_BELOW.fullmatch(words) if is_below and self.ledger.found and not self.pending.bare else None
        if is_below and self.apart == at - 1 and self._is_rest(words):
            self.ledger.lengthen_name(line.raw)
            self.ledger.last_amount = at
        elif beside:
            said = nothing_before(beside["said"]) if beside["said"] in NEW_ALONE else None
            self.ledger.complete(line.raw, Figures(None, said))
            if not _is_description(beside["rest"]):
                self.ledger.lengthen_name(line.raw[: beside.end("rest")])
        elif is_below and self._tells_before(at, line):
            return
        elif self._is_mark(line) and self._has_nothing_before(at):
            self.pending.add_new(line)
        elif self._is_mark(line) and self.pending.names and not self._begins_row(line):
            self.pending.mark_name(line)
        elif STATE.search(words) and self.pending.names and bullet_of(words) != "label":
            self.pending.mark_name(line._replace(raw="【新規】"))
        else:
            self._heading_or_name(at, line, level)

    def _tells_before(self, at: int, line: Line) -> bool:
        """Take what a line under an amount says of the year before; say whether it does."""
        words = line.plain
        if NEW_TAG.fullmatch(words) or NEW_BELOW.fullmatch(words):
            self.pending.add_new(line)
        elif zero := ZERO_BELOW.fullmatch(words):
            self.pending.add_before(line, amount_of(zero["zero"], self.reading.units.get(at), line.number))
        elif EQUAL.fullmatch(words):
            self.pending.add_same(line)
        elif DASH_ALONE.fullmatch(words):
            self.ledger.last_amount = at
        else:
            return False
        return True

    def _is_mark(self, line: Line) -> bool:
        """Say whether a line calls the name before it new; without brackets it may be the first cell of a row."""
        is_bare = line.plain in NEW_ALONE and line.page not in self.with_rows
        return is_bare or NEW_TAG.fullmatch(line.plain) is not None

    def _begins_row(self, line: Line) -> bool:
        """Say whether a line stands between two rows whose names are above their descriptions and figures."""
        is_described = line.page in self.contents.with_words | self.contents.with_words_after
        return is_described and self.rows.is_between()

    def _has_nothing_before(self, at: int) -> bool:
        """Say whether the line close above a place prints 0 for the year before."""
        found = self.ledger.found[-1:]
        return bool(found) and self.lines[found[0].at].page == self.lines[at].page and found[0].previous.value == 0

    def _is_rest(self, words: str) -> bool:
        """Say whether words under a name and its amount are the end of the name."""
        name = plain(self.ledger.found[-1].name)
        if bullet_of(words) or ACCOUNT.fullmatch(words):
            return False
        return len(words) <= REST_LENGTH and FINISHED.search(words) is not None and FINISHED.search(name) is None

    def _section(self, words: str, level: int) -> None:
        """Note where sections without budget lines begin and end, and what is part of the line above it."""
        if why := self.sections.opens(words, level):
            self.pending.settle()
            self._begin_section(why, words, level)
        elif self.sections.ends(words, level):
            self._begin_section("")
        elif BREAKDOWN.fullmatch("".join(without_bullets(words).split())):
            self.ledger.break_down()

    def _begin_section(self, why: str, words: str = "", level: int = 0) -> None:
        """Begin a section that holds no budget lines for a reason, or end the open one, where there is none."""
        self.sections.begin(why, words, level)
        self.ledger.section = why

    def _turn_page(self, at: int, line: Line) -> None:
        """End a section without budget lines where a page begins with something else than its next row."""
        tables = self.reading.tables
        is_other = self.ledger.section == "reference" and self._begins_programmes(at, line)
        if is_other:
            self.contents.titles.add(at)
        is_row = at in tables.rows or at in tables.heads
        if (is_other or self.sections.is_of_page) and not is_row and "続き" not in line.plain:
            self._begin_section("")

    def _begins_programmes(self, at: int, line: Line) -> bool:
        """Say whether a line is a heading with what all under it gets, which is no limit."""
        has_amount = at in self.reading.pieces and not reason(line.plain)
        return has_amount and heading_level(plain(self.reading.pieces[at][0].printed.lead)) > 0

    def _end_of_heads(self, words: str) -> None:
        """End what is told for each inhabitant before a line without an amount."""
        if self.ledger.section == "per-head" and (ENDS_HEADS.match(words) and not self.sections.opens(words, 0)):
            self._begin_section("")

    def _heading_or_name(self, at: int, line: Line, level: int) -> None:
        if self._is_office_of_name(at, line):
            self.pending.names[-1] = self.pending.names[-1]._replace(office=at)
            return
        if (is_name(line.raw) or level) and (TAG.match(line.plain) or not ASIDE.match(line.plain)):
            self.pending.settle(following=None if level else Name(((at, line.raw),), bullet_of(line.plain)))
        self.rows.words(at, line.raw, level)
        if level:
            parts = WIDE_GAP.split(line.raw)
            levels = [heading_level(plain(part)) for part in parts]
            for rank, part in zip(levels, parts, strict=True) if all(levels) else [(level, line.raw)]:
                self.contents.add(rank, part, at)
            self.pending.begin(level)
        elif self.contents.extend(at, line) and not (self.pending.names and self.pending.names[-1].last == at - 1):
            return
        self.pending.add_name(at, line, is_heading=bool(level))

    def _is_grant(self, lead: str, printed: Printed) -> bool:
        """Say whether words name the grant of which the item on the lines above gets a share."""
        is_share = printed.current is not None and printed.current.kind is Kind.SHARE
        return is_share and bool(self.pending.names and self.pending.names[-1].style) and GRANT.search(lead) is not None

    def _is_office(self, lead: str, is_labelled: bool) -> bool:
        """Say whether the words before an amount are nothing but who answers for the name above it."""
        words = plain(lead)
        return OFFICE_BEHIND.fullmatch(words) is not None or (is_labelled and OFFICES.fullmatch(words) is not None)

    def _is_office_of_name(self, at: int, line: Line) -> bool:
        """Say whether a line right under a name says who answers for it: 中小企業庁 経営支援部."""
        names = self.pending.names
        is_over_table = at + 1 in self.reading.tables.heads
        is_near = bool(names) and names[-1].last == at - 1 and not line.after_gap
        is_under = is_near and names[-1].style != "roman" and not is_over_table
        is_office = " " in line.plain and OFFICES.fullmatch(line.plain) is not None
        return is_under and (is_office or OFFICE_BEHIND.fullmatch(line.plain) is not None)

    def _piece(self, at: int, piece: Piece) -> None:
        """Read a name with amounts, or amounts alone."""
        printed = piece.printed
        lead = "" if EMPTY.fullmatch(TAG.sub("", f"{plain(printed.lead)} ")) else printed.lead
        self.ledger.leave_spent(at, piece)
        if piece.style == IN_SENTENCE and piece.score < self.needed:
            self.ledger.reject(at, piece, reason(plain(piece.raw)) or "sentence")
            return
        level = heading_level(plain(lead)) if lead and printed.label and printed.label.year else 0
        if level and key(lead) in self.contents.repeated:
            self.contents.add(level, lead, at)
            piece, lead = piece._replace(printed=printed._replace(lead="")), ""
        if printed.current is None:
            self._without_current(at, piece, lead)
        elif not lead and piece.names_follow:
            self._named(at, piece, piece.raw.rstrip()[-len(printed.remark) :])
        elif plain(lead).endswith("。") and printed.is_apart and self.pending.names:
            self._amount(at, piece._replace(printed=printed._replace(lead="")))
        elif not lead or (bullet_of(plain(lead)) and not is_name(lead) and len(clean(lead)) < 2):
            self._amount(at, piece)
        elif self._is_grant(lead, printed) or (self.pending.names and self._is_office(lead, printed.label is not None)):
            self._amount(at, piece._replace(printed=printed._replace(lead="")))
        elif self._completes(at, piece):
            self.ledger.give_current(piece.raw, Figures(printed.current, printed.previous, printed.supplementary))
            self.ledger.last_amount = at
        else:
            self._named(at, piece, lead)

    def _amount(self, at: int, piece: Piece) -> None:
        """Read an amount that stands alone; under 【補正予算】 it or the second one is supplementary."""
        printed, bare = piece.printed, self.pending.bare
        is_second = len(bare) == 1 and bare[0].at == at - 1 and FAR < self.supplement < bare[0].at
        if printed.current and not printed.is_wrapped and (self.supplement == at - 1 or is_second):
            more = Supplementary(self.labels.year.previous, printed.current)
            printed = printed._replace(current=None, supplementary=(*printed.supplementary, more))
            self.supplement = FAR
            self.pending.add_previous(at, piece._replace(printed=printed))
        else:
            self.pending.add_amount(at, piece)

    def _without_current(self, at: int, piece: Piece, lead: str) -> None:
        """Read a line that prints the year before or a supplementary budget only, or nothing of a budget."""
        printed = piece.printed
        bullet = bullet_of(plain(lead)) if lead and is_name(lead) else ""
        figures = Figures(None, printed.previous, printed.supplementary, printed.doubts)
        level = heading_level(plain(lead)) if lead else 0
        if printed.is_open and printed.previous:
            self.pending.names += [Name(((at, lead),), piece.style)] if lead else []
            self.pending.hold(at, printed.previous)
        elif self._is_beside_description(at, printed):
            self.ledger.complete(piece.raw, figures)
            self.ledger.last_amount = at
        elif not printed.says_before and level in FILING:
            self.contents.add(level, lead, at)
        elif not printed.says_before:
            self.pending.names += [Name(((at, printed.lead),), piece.style)] if bullet in STRONG else []
        elif bullet and piece.score <= -MANY:
            self.ledger.reject(at, piece, reason(plain(piece.raw)) or "sentence")
        elif bullet:
            self.ledger.add(lead, at, figures._replace(doubts=("amount",)), piece.raw, piece.style)
        elif lead and self._ends_name(at, piece) and self.ledger.takes(printed.previous):
            if not _is_description(plain(lead)):
                self.ledger.lengthen_name(lead)
            self.ledger.complete(piece.raw, figures)
        elif lead and not self.ledger.takes(printed.previous):
            self.ledger.reject(at, piece, "nameless")
        else:
            self.pending.add_previous(at, piece)

    def _is_beside_description(self, at: int, printed: Printed) -> bool:
        """Say whether the year before stands under an amount and beside the description of its item."""
        is_below = self.ledger.last_amount == at - 1 and not self.pending.bare
        words = plain(printed.lead)
        is_aside = printed.label is not None or (printed.is_wrapped and (bullet_of(words) or _is_description(words)))
        is_told = printed.is_apart and bool(words and is_aside)
        return is_below and is_told and self.ledger.takes(printed.previous)

    def _completes(self, at: int, piece: Piece) -> bool:
        """Say whether this year's amount stands beside the description of the item above that has none yet."""
        last, printed = self.ledger.found[-1:], piece.printed
        is_open = bool(last) and last[0].current is UNPRINTED and bool(last[0].supplementary) and last[0].at == at - 1
        return is_open and printed.is_apart and piece.style in ("dot", "") and not self.pending.bare

    def _ends_name(self, at: int, piece: Piece) -> bool:
        """Say whether words beside the bracket under an amount are the rest of the name above them."""
        is_below = self.ledger.last_amount == at - 1 and bool(self.ledger.found) and not self.pending.bare
        return is_below and not piece.style and not piece.printed.remark and piece.printed.label is None

    def _named(self, at: int, piece: Piece, lead: str) -> None:
        """Read a name with its amounts; the name may have begun on the line before."""
        self.pending.settle(keep=True)
        score, first, quote, printed = piece.score, at, piece.raw, piece.printed
        if begun := self.pending.begun(at, piece, lead):
            before = [raw for _, raw in begun.lines]
            lead, quote = "".join(before) + lead, " ".join([*before, piece.raw])
            first, score = begun.at, score + 3
        if described := DESCRIBED.fullmatch(plain(lead)) if piece.style in STRONG else None:
            lead, score = lead[: described.end("name")], score + 3
        if why := self._no_line(lead, score, piece):
            self.ledger.reject(at, piece, why)
            words = WIDE_GAP.split(SUM_LAST.sub("", lead))[0]
            level = heading_level(plain(words))
            is_alone = level != SYMBOL or not printed.remark
            said = words if SUM_LAST.search(lead) else CALLED_SUM.sub("", self.lines[at].plain)
            is_other = piece.at in self.setsu or reason(plain(said))
            if level and is_alone and not is_other and len(words) < HEADING_LENGTH:
                self.contents.add(level, clean_heading(words), at)
            return
        self.pending.names = []
        if not piece.style and self.contents.begins_page(at):
            self.contents.titles.add(at)
        previous = self.pending.before(printed.previous)
        figures = Figures(printed.current, previous, printed.supplementary, printed.doubts)
        self.ledger.add(lead, first, figures, quote, piece.style or (begun.bullet if begun else ""))
        self.ledger.last_amount = at
        self.apart = at if printed.is_apart else self.apart

    def _is_breakdown(self, piece: Piece) -> bool:
        """Say whether an amount is one of those of which the document says that an item is made of them."""
        if MADE_OF.search(self.lines[piece.at].plain):
            self.made_of = piece.at
        if piece.style == "dot" and self.lines[piece.at].page in self.contents.with_words_after:
            return True
        if (piece.style in ("dot", "") and self.is_content) or piece.at in self.setsu:
            return True
        goes_on = piece.at - self.made_of <= 1 and not piece.style
        self.made_of = piece.at if goes_on else self.made_of
        return goes_on

    def _no_line(self, lead: str, score: int, piece: Piece) -> str:
        """Return why words with an amount are no budget line; empty where they are one."""
        if is_sum(lead) or CALLED_SUM.search(plain(piece.raw)):
            self.ledger.add_sum(piece.at, Figures(piece.printed.current, piece.printed.previous), is_grand=True)
            return "sum"
        if bullet_of(plain(lead)) == "part" and self.ledger.is_below_sum(piece.at):
            return "sum"
        if self.other_tags and without_bullets(plain(lead)).startswith(self.other_tags):
            return "other-stage"
        is_breakdown = self._is_breakdown(piece)
        if is_finance(lead) or self.lines[piece.at].plain.startswith("財源"):
            return "revenue"
        if is_breakdown:
            return reason(plain(piece.raw)) or "breakdown"
        if score < self.needed or not is_name(lead):
            return reason(plain(piece.raw)) or "sentence"
        return ""


def _is_description(words: str) -> bool:
    """Say whether words beside the year before are of a sentence and no rest of a name."""
    return len(words) > REST_LENGTH and ("、" in words or "。" in words or not ENDS.search(words))


def _is_cost(name: str) -> bool:
    return "".join(name.split()) in COST
