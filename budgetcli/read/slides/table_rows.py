"""Rows of tables as budget lines: names broken over lines, new and abolished items, sums."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from budgetcli.domain.amount import UNPRINTED, Amount, Unit
from budgetcli.domain.amount import Kind as AmountKind
from budgetcli.domain.book import Supplementary
from budgetcli.read import vocabulary
from budgetcli.read.slides.cells import NEWLY, assign
from budgetcli.read.slides.columns import Kind
from budgetcli.read.slides.contents import Contents
from budgetcli.read.slides.described import begins_row, described_name, name_before, name_behind_tag
from budgetcli.read.slides.figures import Figure, amount_of, figures, reason
from budgetcli.read.slides.labels import YEAR, Labels, Role
from budgetcli.read.slides.ledger import FAR, Figures, Ledger, nothing_before
from budgetcli.read.slides.legends import Legends
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import (
    ACCOUNT,
    ENDS,
    OFFICE_BEHIND,
    TAG,
    bullet_of,
    clean,
    is_finance,
    is_name,
    is_new,
    is_rest,
    is_sum,
)
from budgetcli.read.slides.outline import GROUP, MEASURE, OFFICE, SECTION, heading_level
from budgetcli.read.slides.rows import CODE, Row
from budgetcli.read.slides.waiting import CONTINUES, is_unfinished
from budgetcli.read.vocabulary import DIGITS, NEW, OFFICE_END, SCALE, STATE, TAG_WORD

NEAR_ROW = 2
"""Lines under a row on which the rest of its name may stand."""
REST = 16
"""Characters that the rest of a name has at most."""
MOST_NAME_LINES = 4
FRAGMENT = 5
"""Characters of a row's own words that are more likely the end of a name than a name."""
WHOLE = re.compile(r"(?:事業|費|金|会計|業務|計)(?:[)）]|\(.*\))?$")
REST_FIRST = re.compile(r"[)）」』ー・ぁ-んァィゥェォッャュョ]")
"""What the rest of a broken name begins with."""
KANA_WORD = re.compile(
    "あんしん|いきいき|いじめ|いのち|おもてなし|かんがい|がん|くらし|こども|ごみ|し尿|すこやか|たばこ|ため池|のり面|ひきこもり|ひとり親"
    "|ふるさと|ふれあい|ほ場|まち|みどり|みんな|ものづくり|やさしい"
)
"""What names begin with all the same."""
TAG_LINE = re.compile(rf"^(?:\d{{1,3}}[ 　]+)?({TAG_WORD})$")
"""A cell that says what became of the item, on a line of its own."""
MAYBE = (0, OFFICE, SECTION)
"""Levels of words that may be a name as well as a heading."""
OFFICE_CELL = re.compile(rf"(?:\d{{1,3}} )?{vocabulary.OFFICE}")
OFFICE_REST = re.compile(rf"{OFFICE_CELL.pattern}|{OFFICE_END}")
"""An office in a column of its own, or the end of one that is broken."""
BEHIND = re.compile(r"(?<=[\d求])[\[〈].*[\]〉]$")
"""What a cell prints behind its amount."""
DETAIL = re.compile(r"(?<=\S)[ 　]+・.*$")
"""The first of several points of a description, behind the name."""
TAGGED_OFFICE = re.compile("(?P<office>.+?[費部局課会])(?P<tag>新規|拡充|継続)")
"""The cell over several rows that the one beside it, of what becomes of an item, is glued to."""
STATE_ALONE = re.compile(STATE)
"""The cell of what becomes of an item, under its name."""
GROUP_TAG = re.compile(r"(?:新規|拡充|継続|重点)(?:事業)?")
ROW_NUMBER = re.compile(r"(\d{1,2})[ 　.．、]")
BARE_SUPPLEMENT = re.compile(rf"補正(?:予算)?額?[ 　:：]*(?P<figure>{DIGITS})$")
FEWEST_WRAPPED = 3
"""Lines of one length that show how wide the column of names is."""
LEAST_WIDTH = 12
"""Characters that a column of names has room for at least."""
TAKEN = (Kind.CURRENT, Kind.PREVIOUS, Kind.SUPPLEMENTARY)
"""Columns whose amounts are those of items."""
SUPPLEMENT = re.compile(
    rf"(?:(?:{YEAR})[^\d円。]{{0,6}})?(?:第?\d{{1,2}}(?:次|号)|\d{{1,2}}月)?補正(?:予算)?(?:案|額)?(?:\([^()]*\))?[^\d円。]{{0,8}}$"
)
"""What a remark calls the amount of a supplementary budget behind it."""
SUPPLEMENT_BEHIND = re.compile(
    rf"[(〔\[](?:{YEAR})?[^()\d]{{0,4}}(?:\d{{1,2}}月)?補正[^()\d]{{0,6}}(?P<amount>\d[\d,.]*{SCALE}*円?)[)〕\]]$"
)
IN_BRACKET = re.compile(rf"(?P<open>[(\[〔〈<]) ?(?P<figure>{DIGITS}) ?[)\]〕〉>]")
"""A remark that is nothing but a figure in a bracket, of which a legend says what it is."""
SAID_NEW = re.compile(rf"(?:^|[ 　(【〔、]){NEW}(?=[^一-龥]|$|事業|要求|計上|施策)")
"""What a remark says of an item."""
GONE = re.compile(r"皆減|廃止|終了|全減")


class TableRows:
    """The state of reading rows."""

    def __init__(self, ledger: Ledger, contents: Contents, labels: Labels, legends: Legends) -> None:
        self.ledger = ledger
        self.labels = labels
        self.legends = legends
        self.contents = contents
        self.lines = ledger.lines
        self.styles = {bullet_of(plain(row.name)) for row in contents.reading.tables.rows.values()}
        """The bullets of names on the lines of their figures."""
        self.widths = _widths(contents.reading.tables.rows.values())
        self.wrapped = _wrapped_widths(contents.reading.tables.rows, self.lines)
        self.tables: dict[int, int] = {}
        """The first rows of the tables, by their columns."""
        self.loose: list[tuple[int, str]] = []
        """Lines without cells since the last row or head."""
        self.had_remark = False
        self.has_office_last = False
        """Whether the last row ends with an office, so that its description is below."""
        self.unit: Unit | None = None
        self.last = FAR
        """The last row whose name may go on."""
        self.printed = ""
        """That name as printed."""
        self.is_finance = False
        """Whether the last row was a source of money."""
        self.is_new_group = False
        """Whether a cell over several rows says that they are new."""
        self.is_tagged_new = False
        """Whether the row begins with 新規 alone, under its name."""
        self.has_groups = False
        """Whether bulleted lines of the table are headings over its rows."""
        self.around = 0
        """Lines of its name above a row that begins with its number: as many are below it, if any."""
        self.is_sum = False
        """Whether the last row was a sum, or a part of one."""

    def start(self) -> None:
        """Begin another table."""
        self.loose = []
        self.had_remark = self.is_new_group = self.has_groups = False

    def is_between(self) -> bool:
        """Say whether no name has begun since the last row."""
        return all(OFFICE_CELL.fullmatch(plain(raw)) for _, raw in self.loose)

    def words(self, at: int, raw: str, level: int) -> None:
        """Keep a line without cells, which may be part of a name."""
        if self._ends_name(at, raw):
            self.ledger.lengthen_name(raw, "・" if self.printed.endswith(("・", "･")) else "")
            self.last = FAR
        else:
            self.loose = [] if level not in MAYBE and not bullet_of(plain(raw)) else [*self.loose, (at, raw)]

    def _ends_name(self, at: int, raw: str) -> bool:
        """Say whether a line is the rest of the name of the row above it."""
        ahead = self.contents.reading.tables.rows.get(at + 1)
        is_near = at - self.last <= NEAR_ROW and bool(self.ledger.found) and not (ahead and not ahead.name)
        is_named = bool(bullet_of(plain(raw)) or heading_level(plain(raw)) or ACCOUNT.fullmatch(plain(raw)))
        is_other = is_named or is_sum(raw) or (at - self.last > 1 and bullet_of(self.lines[at - 1].plain) == "dot")
        if not is_near or is_other or "。" in raw or len(raw) > REST:
            return False
        name = self.printed
        if at - self.last <= self.around and not self.lines[at].after_gap:
            return True
        is_end = (
            at - self.last == 1 and len(raw) <= REST // 2 and WHOLE.search(plain(raw)) and not WHOLE.search(plain(name))
        )
        return bool((CONTINUES.match(raw) and not self.had_remark) or is_unfinished(name) or is_end)

    def read(self, at: int, row: Row) -> None:
        """Read a row."""
        line = self.lines[at]
        self.unit = row.columns.unit
        name, first = self._name(at, row)
        name, beside_name = self._without_supplement(name)
        self.loose = []
        unit = row.columns.unit

        ahead = self.lines[at + 1].plain if at + 1 < len(self.lines) else ""
        said = " ".join([*row.cells, plain(row.remark)])
        is_said = any(map(NEWLY.search, row.cells)) or SAID_NEW.search(plain(row.remark)) is not None
        is_said = is_said or any(plain(field).strip() in ("新規", "皆増") for field in line.fields)
        is_new_row = (
            is_new(name) or self.is_new_group or self.is_tagged_new or is_said or ahead.strip() in ("新規", "皆増")
        )
        cells = [re.sub(r"\s", "", cell) for cell in row.cells]
        if row.is_placed:
            laid, is_open = {place: cell for place, cell in enumerate(cells) if cell}, False
        else:
            laid, is_open = assign(cells, row.columns, bool(is_new_row))

        def amount(place: int | None) -> Amount:
            cell = laid.get(place, "") if place is not None else ""
            return (amount_of(BEHIND.sub("", cell).strip("()"), unit, line.number) if cell else None) or UNPRINTED

        current, previous = (amount(row.columns.at(kind)) for kind in (Kind.CURRENT, Kind.PREVIOUS))
        self.is_finance = (is_finance(name) or is_finance(row.name)) and (self.is_finance or not is_rest(name))
        is_part = bullet_of(plain(name)) == "part"
        self.is_sum = not name or (self.is_sum if is_part else is_sum(name) or is_sum(row.name))
        level = 0 if name else heading_level(plain(row.name))
        if level:
            self.contents.add(level, row.name.strip(), at)
        if self.is_sum or self.is_finance:
            self._leave(at, row, laid, "revenue" if self.is_finance else "sum")
            is_plain = re.fullmatch(r"小?計", "".join(name.split())) is not None
            self.ledger.add_sum(
                at, Figures(current, previous), is_grand=bool(re.search("[合総]", name)), is_plain=is_plain
            )
            return
        if is_new_row and (previous.kind is AmountKind.UNSTATED or previous.value == 0 or previous.printed in "-ー"):
            previous = nothing_before("新規")
        if current.kind is AmountKind.UNSTATED and (match := GONE.search(said)):
            current = amount_of("皆減" if match[0] in ("皆減", "全減") else "廃止") or UNPRINTED
        doubts = ["amount"] if current.kind is AmountKind.UNSTATED else []
        is_open = is_open or _has_unnamed(row)
        doubts += ["columns"] if is_open and not is_new_row else []
        doubts += ["order"] if row.is_whole else []
        more = tuple(
            Supplementary(self.legends.years.get(opening, self.labels.year.previous), extra)
            for opening, printed in row.more
            if self.legends.role(line.page, opening) is Role.SUPPLEMENTARY and (extra := amount_of(printed, unit))
        )
        beside = [amount(at) for at, kind in enumerate(row.columns.kinds) if kind is Kind.SUPPLEMENTARY]
        more += (*beside_name, *self._told_in_remark(row, line.page))
        stated = [extra for extra in beside if extra.kind is not AmountKind.UNSTATED and extra.value != 0]
        year_before = row.columns.supplemented or self.labels.year.previous
        more += tuple(Supplementary(year_before, extra) for extra in stated)
        quote = " ".join([*(raw for place, raw in self._used), line.raw])
        figures_of_row = Figures(current, previous, more, tuple(doubts))
        self.ledger.add(name, first, figures_of_row, quote, _style(plain(name)), self._table(at, row))
        self._leave(at, row, laid, "")
        self.had_remark = bool(row.remark)
        self.has_office_last = OFFICE_CELL.fullmatch(plain(row.remark).strip()) is not None
        self.last, self.printed = at, name
        self.around = at - first if CODE.fullmatch(row.name) else 0
        self.ledger.last_amount = at

    def _table(self, at: int, row: Row) -> int:
        """Return the line of the first row with the same columns, which tells the table."""
        return self.tables.setdefault(id(row.columns), at)

    def _without_supplement(self, name: str) -> tuple[str, tuple[Supplementary, ...]]:
        """Return a name without the amount of last year's supplementary budget that its cell says behind it."""
        said = SUPPLEMENT_BEHIND.search(plain(name))
        amount = amount_of(said["amount"], self.unit) if said else None
        if said is None or amount is None or not self.labels.supplemented:
            return name, ()
        return name[: said.start()], (Supplementary(self.labels.year.previous, amount),)

    def _told_in_remark(self, row: Row, page: str) -> tuple[Supplementary, ...]:
        """Return what a row's remark says of last year's supplementary budget."""
        words = plain(row.remark)
        told: list[Supplementary] = []
        for figure in (*figures(row.remark, words), *_bare_supplements(row.remark, words)):
            said = SUPPLEMENT.search(words[: figure.start])
            year = (said and self.labels.year_in(said[0])) or self.labels.year.previous
            amount = amount_of(figure.printed, row.columns.unit)
            if said and amount and year in self.labels.supplemented:
                told.append(Supplementary(year, amount))
        return (*told, *self._told_in_brackets(row, page))

    def _told_in_brackets(self, row: Row, page: str) -> Iterator[Supplementary]:
        """Return the supplementary amounts in brackets of their own behind a row or one of its cells."""
        behind = [match[0] for cell in row.cells if (match := BEHIND.search(cell))]
        for words in (row.remark, *row.cells[len(row.columns.kinds) :], *behind):
            bracket = IN_BRACKET.fullmatch(plain(words).strip())
            if bracket and self.legends.role(page, bracket["open"]) is Role.SUPPLEMENTARY:
                year = self.legends.years.get(bracket["open"], self.labels.year.previous)
                amount = amount_of(bracket["figure"], row.columns.unit)
                if amount:
                    yield Supplementary(year, amount)

    _used: Sequence[tuple[int, str]] = ()

    def _leave(self, at: int, row: Row, laid: dict[int, str], why: str) -> None:
        """Account for the cells that are no amounts of an item."""
        for place, cell in laid.items():
            kind = row.columns.kinds[place]
            is_taken = not why and kind in TAKEN
            if not is_taken and kind is not Kind.RATIO and re.search(r"[1-9]", cell):
                self.ledger.leave(at, cell, why or kind.value)
        for cell in row.cells[len(row.columns.kinds) :]:
            if "," in cell:
                self.ledger.leave(at, cell, "remark")
        known = {plain(each.amount.printed) for each in self._told_in_remark(row, self.lines[at].page)} | set(row.cells)
        for figure in figures(self.lines[at].raw, self.lines[at].plain):
            if plain(figure.printed) not in known:
                self.ledger.leave(at, figure.printed, reason(plain(row.remark)) or "remark")

    def _name(self, at: int, row: Row) -> tuple[str, int]:
        """Return a row's whole name and where it begins; lines before it may hold its beginning."""
        own = row.name.strip() if clean(row.name) else ""
        self.is_tagged_new = own == "新規"
        own = "" if STATE_ALONE.fullmatch(own) or CODE.fullmatch(own) else own
        if row.is_whole:
            self._used = []
            return own, at
        if tag := GROUP_TAG.fullmatch("".join(row.office.split())):
            self.is_new_group = tag[0].startswith("新規")
        elif row.office:
            tagged = TAGGED_OFFICE.fullmatch(row.office)
            self.is_tagged_new = self.is_tagged_new or bool(tagged and tagged["tag"] == "新規")
            self.contents.add(GROUP, tagged["office"] if tagged else row.office, at - 1)
        page = self.lines[at].page
        loose = [*(() if begins_row(own) else self.loose), *([(at, own)] if own else [])]
        if named := described_name(loose) if page in self.contents.with_words else []:
            self._used = loose[:-1] if own else loose
            self.contents.remove({place for place, _ in named})
            return "".join(raw for _, raw in named), named[0][0]
        is_in_field = row.is_placed and len(plain(own)) > FRAGMENT
        before = [] if is_in_field else self._beginning(at, own, page)
        self._used = before
        first = before[0][0] if before else at
        words = "".join([*(raw for _, raw in before), own])
        if page in self.contents.with_offices:
            words = OFFICE_BEHIND.sub("", words)
        self.contents.remove({place for place, _ in before})
        if page in self.contents.with_points:
            words = DETAIL.sub("", words)
        return _without_description(words), first

    def _is_over_rows(self, at: int, own: str) -> bool:
        """Say whether the row under one has neither a bullet nor one above it, so that bullets are of headings."""
        rows, ahead = self.contents.reading.tables.rows, at + 1
        return (
            ahead in rows
            and len(own) > FRAGMENT
            and is_name(rows[ahead].name)
            and not bullet_of(plain(rows[ahead].name))
        )

    def _above(self, page: str) -> list[tuple[int, str]]:
        """Return the lines without cells above a row, but for offices and points of descriptions."""
        ended = [place for place, (_, raw) in enumerate(self.loose, start=1) if raw.rstrip().endswith("。")]
        loose = self.loose[max(ended, default=0) :]
        if "dot" not in self.styles:
            dotted = [place for place, (_, raw) in enumerate(loose, start=1) if bullet_of(plain(raw)) == "dot"]
            loose = loose[max(dotted, default=0) :]
        headed = [place for place, (_, raw) in enumerate(loose, start=1) if self._heads_rows(raw)]
        loose = loose[max(headed, default=0) :] or loose
        if page in self.contents.with_offices:
            offices = [place for place, (_, raw) in enumerate(loose, start=1) if OFFICE_REST.fullmatch(plain(raw))]
            loose = loose[max(offices, default=0) :] or loose
        if page in self.contents.with_points:
            loose = [(place, DETAIL.sub("", raw)) for place, raw in loose if bullet_of(plain(raw)) != "dot"]
        return loose

    def _heads_rows(self, raw: str) -> bool:
        """Say whether a numbered line is a heading, as no name of a row has such a number."""
        style = bullet_of(plain(raw))
        return style in ("number", "roman", "round") and style not in self.styles

    def _beginning(self, at: int, own: str, page: str) -> list[tuple[int, str]]:
        if named := [] if own else name_behind_tag(self.loose):
            return named
        loose = self._above(page)
        marked = [number for number, (_, raw) in enumerate(loose) if bullet_of(plain(raw))]
        if own and (bullet_of(plain(own)) or heading_level(plain(own))):
            return []
        if not own:
            return self._lines_of_name(loose, marked, page, self.wrapped.get(self._kinds(at), 0))
        self.has_groups = self.has_groups or bool(marked and self._is_over_rows(at, own))
        if marked and not self._is_group(loose[marked[-1]][1], own) and not self.has_groups:
            return loose[marked[-1] :]
        if marked or not loose:
            return []
        if TAG.match(plain(loose[-1][1])) or self._is_full(*loose[-1], at):
            return loose[-1:]
        if self._goes_on(loose, own):
            return loose[-2:] if _is_open(loose[-2:-1]) else loose[-1:]
        self._keep_group(loose)
        return []

    def _kinds(self, at: int) -> tuple[Kind, ...]:
        return self.contents.reading.tables.rows[at].columns.kinds

    def _lines_of_name(
        self, loose: list[tuple[int, str]], marked: Sequence[int], page: str, width: int
    ) -> list[tuple[int, str]]:
        """Return the lines that make the name of a row that has none on its own line."""
        if marked:
            return _name_lines(loose[marked[-1] :])
        if loose and page in self.contents.with_words_after:
            is_told = self.has_office_last and len(loose) > 1 and loose[0][0] == self.ledger.last_amount + 1
            return name_before(loose[is_told:], width)
        tagged = [(at, TAG_LINE.sub(r"\1 ", raw)) for at, raw in loose[-MOST_NAME_LINES:]]
        return _name_lines(tagged, is_described=page in self.contents.with_words)

    def _goes_on(self, loose: Sequence[tuple[int, str]], own: str) -> bool:
        """Say whether a row's own words are the end of a name that the line above begins."""
        is_short = len(plain(own)) <= FRAGMENT - self.had_remark and not ACCOUNT.fullmatch(plain(own))
        is_fragment = is_short or _is_open(loose) or (bool(REST_FIRST.match(own)) and not KANA_WORD.match(own))
        are_parts = not (WHOLE.search(plain(own)) or self.had_remark or WHOLE.search(plain(loose[-1][1])))
        return is_fragment or are_parts

    def _keep_group(self, loose: Sequence[tuple[int, str]]) -> None:
        """Keep a lone line above a row as the heading of rows, or as what became of them."""
        if len(loose) == 1 and (group := GROUP_TAG.fullmatch("".join(loose[0][1].split()))):
            self.is_new_group = group[0].startswith("新規")
        elif len(loose) == 1 and not self.had_remark and len(loose[0][1]) <= 20 and _is_heading(loose[0][1]):
            self.contents.add(GROUP, loose[0][1], loose[0][0])

    def _is_full(self, place: int, raw: str, at: int) -> bool:
        """Say whether the line above a row is as long as the column of names is wide, so that its name goes on."""
        words = plain(raw)
        is_own = place == at - 1 and not self.lines[at].after_gap and not WHOLE.search(words)
        if not is_own or heading_level(words) or OFFICE_CELL.fullmatch(words):
            return False
        longest = self.widths.get(self._kinds(at), 0)
        return not self.had_remark and max(longest - 1, LEAST_WIDTH) <= len(words) <= longest + 1

    def _counts_on(self, loose: str) -> bool:
        """Say whether the number of a line is the one behind that of the last row, whose like it begins."""
        before, behind = (ROW_NUMBER.match(plain(words)) for words in (self.printed, loose))
        return bool(before and behind and int(behind[1]) == int(before[1]) + 1)

    def _is_group(self, loose: str, own: str) -> bool:
        """Say whether a bulleted line above a row is a heading of rows and not the beginning of the row's name."""
        if len(own) <= FRAGMENT or is_unfinished(loose) or CONTINUES.match(own) or self._counts_on(loose):
            return False
        if heading_level(plain(clean(loose))) in (OFFICE, SECTION):
            return True
        if bullet_of(plain(loose)) in ("number", "round") and ENDS.search(plain(clean(loose))):
            return True
        if not WHOLE.search(plain(own)) and not ENDS.search(plain(own)):
            return False
        return bullet_of(plain(loose)) in ("number", "round") or bool(WHOLE.search(plain(clean(loose))))


def _bare_supplements(remark: str, words: str) -> list[Figure]:
    """Return the figure in the table's unit that a remark ends with behind 補正: ６年度補正 1,500."""
    match = BARE_SUPPLEMENT.search(words)
    return [Figure(*match.span("figure"), remark[slice(*match.span("figure"))])] if match else []


def _widths(rows: Collection[Row]) -> dict[tuple[Kind, ...], int]:
    """Return how many characters the longest name on the line of its figures has, by the columns of its table."""
    widths: dict[tuple[Kind, ...], int] = {}
    for row in rows:
        if not row.is_placed:
            widths[row.columns.kinds] = max(widths.get(row.columns.kinds, 0), len(plain(row.name)))
    return widths


def _wrapped_widths(rows: Mapping[int, Row], lines: Sequence[Line]) -> dict[tuple[Kind, ...], int]:
    """Return how many characters most lines have that stand two above the figures of rows, by the columns of these."""
    lengths: dict[tuple[Kind, ...], Counter[int]] = {}
    for at, row in rows.items():
        if not row.name.strip() and at - 1 not in rows and at - 2 not in rows and at >= NEAR_ROW:
            lengths.setdefault(row.columns.kinds, Counter())[len(lines[at - 2].plain)] += 1
    most = {kinds: of.most_common(1)[0] for kinds, of in lengths.items()}
    return {kinds: length for kinds, (length, times) in most.items() if times >= FEWEST_WRAPPED}


def _has_unnamed(row: Row) -> bool:
    """Say whether a row has more figures than its head names columns, none of them the year before."""
    return len(row.cells) > len(row.columns.kinds) and Kind.PREVIOUS not in row.columns.kinds


def _without_description(words: str) -> str:
    """Return a name without the sentences that stand behind it in its cell."""
    name, _, rest = words.partition(" ")
    return name if "。" in rest and is_name(name) else words


def _name_lines(lines: Sequence[tuple[int, str]], *, is_described: bool = False) -> list[tuple[int, str]]:
    """Return the first of the lines that make a name, and leave out the description behind it."""
    named: list[tuple[int, str]] = []
    for at, raw in lines:
        words = "".join(before for _, before in named)
        is_whole = WHOLE.search(plain(clean(words))) is not None and not raw.startswith(("（", "("))
        is_rest = is_unfinished(words) or raw.startswith(("（", "("))
        goes_on = not named or is_rest or not (is_whole or is_described) or (is_described and _is_end(words, raw))
        if "。" in raw:
            named = []
        elif goes_on:
            named.append((at, raw))
        else:
            break
    return named


def _is_end(words: str, raw: str) -> bool:
    """Say whether a line is the end of a name that stops before it, and no description of it."""
    is_short = len(raw) < FRAGMENT or (len(raw) <= REST and not ENDS.search(plain(clean(words))))
    return is_short and bool(ENDS.search(plain(raw))) and not re.search(r"[をはがで、・]", raw)


def _is_heading(words: str) -> bool:
    is_other = CONTINUES.match(words) or re.search(r"\d", plain(words)) or heading_level(plain(words))
    return is_name(words) and not is_other


def _style(name: str) -> str:
    """Return the style of a row: that of its bullet; of a heading, which is above the rows under it; of a row."""
    bullet = bullet_of(name)
    is_heading = 0 < heading_level(name) < MEASURE and heading_level(name) not in MAYBE
    return "heading" if is_heading and bullet not in ("number", "round") else bullet or "row"


def _is_open(loose: Sequence[tuple[int, str]]) -> bool:
    words = plain(loose[-1][1]) if loose else ""
    return words.count("(") > words.count(")") or words.endswith(("・", "の", "及び", "等の"))
