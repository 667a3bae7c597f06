"""Slides and other running text into a draft book, with a word on every figure of money."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, UNPRINTED, Amount, Kind, Unit, add
from budgetcli.domain.book import Book, Item, Source, Stage, Supplementary
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.figures import DIGITS, Figure, amount_of, figures, reason, unreadable
from budgetcli.read.outline import MEASURE, Heading, heading_level, likeness, path_at, running_levels
from budgetcli.read.pages import Line, plain, read_pages

ITEM_BULLET = re.compile(r"[○●◎◯▽▼◇◆□]|【予算】|[①-⑳]|・|[(\[]\d{1,2}[)\]]|※?うち[、 ]?|-(?= )")
STRONG_BULLET = re.compile(r"[○●▽▼◇◆□◯①-⑳・]|【予算】|\(\d{1,2}\)|うち")
YEAR = r"(?:令和|平成|R|H)?(?:元|\d{1,2})年度|(?:R|H)\d{1,2}|前年度|本年度"
LABEL = re.compile(
    rf"(?:(?:{YEAR}) ?)?(?:(?:概算|当初|予算|要求|要望|所要|政府案|計上|補正後?)[・ ]?)*額?(?:案|\(案\))?[::]? ?$"
)
NEW = re.compile(r"[(【〔\[〈](?:新規|皆増|新)[)】〕\]〉]")
TAIL = re.compile(r"(?: |[(\[〔【〈][^()\[\]〔〕【】〈〉]*[)\]〕】〉])*")
BRACKET = re.compile(r"[(\[〔【〈]([^()\[\]〔〕【】〈〉]*)[)\]〕】〉]")
PART = re.compile(rf"(?P<label>(?:(?:{YEAR}|前年度?)(?:第\d次)?(?:当初|補正|予算|要求|額|決定|:| )*)+)")
NOT_A_NAME = re.compile(
    r"[はがでをに、]$|。|総額$|当たり|限度|上限|見込額?|参考|実績|決算|被害額|^※|^\(|^注|→|使用料|残高|^なお|最大|総事業費|市場規模"
)
ENDS_A_NAME = re.compile(r"(?:事業|費|金|経費)$")
SUM_NAME = re.compile(
    r".*(?:^|[ 　]|会計|局|部|課|省|費)(?:小|合|総)? ?(?:計|総額)|(?:予算)?(?:総額|合計|小計|総計|計)|.*予算(?:総)?額"
)
LEGEND = re.compile(r"[(〔] ?[)〕]内?(?:書き?)?は[、 ]*(?P<what>.{2,40})")
STACK = re.compile(r"上段.*中段.*下段")
UNIT = re.compile(r"単位 ?[:：]? ?(兆円|億円|百万円|万円|千円|円)")
CELL = rf"(?:[△▲] ?{DIGITS}|-?{DIGITS}|[-ー]|皆増|皆減|新規|廃止)"
ROW = re.compile(rf"(?P<name>.*?)(?:(?<=\s)|^)(?P<cells>{CELL}(?:\s+{CELL})+)(?P<rest>\s+\D.*|\s+.*[^\d\s,.].*)?$")
ROW_START = re.compile(rf"{CELL}\s+{CELL}")
COLUMN = re.compile(r"(前年度|本年度|今年度|当年度|(?:令和|平成|R|H)(?:元|\d{1,2})年度)|(増[・△▲]*減|差引|比較)")
TABLE_HEAD = re.compile(r"区分|事項|事業名|項目|科目|会計")

HEAD_WORDS = re.compile(f"{COLUMN.pattern}|{UNIT.pattern}|^(?:{TABLE_HEAD.pattern})")


class Untaken(NamedTuple):
    """A figure of money that was seen and not taken."""

    page: str
    line: int
    printed: str
    reason: str
    quote: str


class Draft(NamedTuple):
    """What a reader made of a document."""

    book: Book
    doubts: dict[int, list[str]]
    """What a person must check, by the item's place in the book: codes."""
    untaken: list[Untaken]


class _Found(NamedTuple):
    """A budget line on its way to being an item."""

    name: str
    at: int
    current: Amount
    previous: Amount
    supplementary: tuple[Supplementary, ...]
    part_of: str
    quote: str
    doubts: tuple[str, ...] = ()


def read_slides(text: str, year: FiscalYear, stage: Stage | None = None, file: str = "", title: str = "") -> Draft:
    """Return the draft of a book of the year from the text of its document."""
    lines = read_pages(text)
    reader = _Reader(lines, year)
    reader.read()
    items, doubts, section = reader.settle()
    pages = [line.page for line in lines]
    span = f"{pages[0]}-{pages[-1]}" if pages and pages[0] != pages[-1] else "".join(pages[:1])
    unit = reader.common_unit()
    book = Book(
        file, title or reader.title() or file, "", year, stage or reader.stage(), reader.previous_stage(), unit,
        Source(document=file, section=section, pages=span), "", (), tuple(items),
    )  # fmt: skip
    return Draft(book, doubts, reader.untaken)


class _Reader:
    """The state of reading one document."""

    def __init__(self, lines: Sequence[Line], year: FiscalYear) -> None:
        self.lines = lines
        self.year = year
        self.found: list[_Found] = []
        self.untaken: list[Untaken] = []
        self.waiting: list[tuple[str, int, str]] = []
        """Names that wait for their amounts: name, place of the line, words of the source."""
        self.headings: list[Heading] = []
        self.unit: Unit | None = None
        self.columns: list[str] = []
        self.head: list[str] | None = None
        self.rows: list[str] = []
        self.stacked = any(STACK.search(line.plain.replace("\n", "")) for line in lines) or bool(
            STACK.search("".join(line.plain for line in lines)[:3000])
        )
        self.stack: list[tuple[int, str]] = []
        self.legends = self._legends()
        self.has_bullets = sum(1 for line in lines if re.match(r"[○▽]|【予算】", line.plain)) > 1
        self.used: set[int] = set()

    def _legends(self) -> dict[str, bool]:
        """Return, by page, whether figures in brackets are the previous year's, where the document says."""
        legends: dict[str, bool] = {}
        current: bool | None = None
        for page in dict.fromkeys(line.page for line in self.lines):
            words = "".join(line.plain for line in self.lines if line.page == page)
            if match := LEGEND.search(words):
                current = not re.search(r"増減|比率|差", match["what"][:28])
            if current is not None:
                legends[page] = current
        return legends

    def title(self) -> str:
        """Return the first line that speaks of a budget."""
        return next(
            (
                line.raw
                for line in self.lines[:12]
                if re.search(r"年度.*(?:予算|要求)", line.plain) and not figures(line.raw, line.plain)
            ),
            "",
        )

    def stage(self) -> Stage | None:
        """Return the stage that the document's words name."""
        words = "".join(line.plain for line in self.lines)
        for pattern, stage in (
            (r"概算要求|要求額|要求・要望", Stage.REQUEST),
            (r"予算案|概算決定|政府案", Stage.DRAFT),
        ):
            if re.search(pattern, words):
                return stage
        return Stage.INITIAL if "当初予算" in words else None

    def previous_stage(self) -> Stage | None:
        """Return the stage of the previous amounts, where the document says it."""
        words = "".join(line.plain for line in self.lines)
        before = re.escape(self.year.previous.label.replace("元", "1"))
        return Stage.INITIAL if re.search(rf"前年度当初|(?:R|H)\d+当初|{before}当初", words) else None

    def common_unit(self) -> Unit | None:
        """Return the unit of bare figures, else that of most amounts."""
        if self.unit:
            return self.unit
        names = [plain(found.current.printed) for found in self.found]
        largest = list(reversed(Unit))
        units = [next(unit for unit in largest if unit.name in name) for name in names if "円" in name]
        return max(set(units), key=units.count) if units else None

    def read(self) -> None:
        """Read every line once."""
        page = ""
        for at, line in enumerate(self.lines):
            if line.page != page:
                page, self.waiting = line.page, []
                self._page_title(at, line)
            self._line(at, line)
        self._stacked_rest()

    def _line(self, at: int, line: Line) -> None:  # noqa: C901  # each kind of line in turn
        words = line.plain
        if match := UNIT.search(words):
            self.unit = Unit[match[1]]
            if not self.head or self.columns:
                self.head, self.columns = [], []
        tight = "".join(words.split())
        if TABLE_HEAD.match(tight) and (len(tight) < 12 or COLUMN.search(tight)) and not ROW_START.search(words):
            self.head = []
            self.columns = []
            self.rows = []
        if self.unit and self.head is not None and self._row(at, line):
            return
        if self.head is not None and not self.columns:
            self.head.append(words)
        level = heading_level(words)
        found = figures(line.raw, words)
        for figure in unreadable(line.raw, words):
            self._leave(line, figure, "unreadable")
        if not found:
            self._words(at, line, level)
            return
        self.rows = []
        if self._supplementary_line(line, found) or self._bracket_of_last(at, line):
            return
        if not self._budget_line(at, line, found):
            for figure in found:
                self._leave(line, figure, reason(words) or "sentence")
            if level and len(words) < 40 and not reason(words):
                self.headings.append(Heading(level, line.raw, at))

    def _page_title(self, at: int, line: Line) -> None:
        """Take the first line of a page for a heading where only headings in 【 】 are below it."""
        levels = {heading_level(other.plain) for other in self.lines if other.page == line.page}
        words = line.plain
        if levels <= {0, 6} and 6 in levels and len(words) <= 25 and not re.search(r"[。、\d【]", words):
            self.headings.append(Heading(5, line.raw, at))

    def _leave(self, line: Line, figure: Figure, why: str) -> None:
        self.untaken.append(Untaken(line.page, line.number, figure.printed, why, line.raw))

    # names

    def _words(self, at: int, line: Line, level: int) -> None:
        """Keep a line without figures: a heading, a name, or the rest of either."""
        words = line.plain
        if NEW.fullmatch(words) and self.waiting:
            name, first, quote = self.waiting[-1]
            self.waiting[-1] = (f"{name}{line.raw}", first, f"{quote} {line.raw}")
            return
        if self.head is not None:
            self.rows.append(line.raw)
        if level and level != MEASURE:
            self.waiting = []
        if level:
            self.headings.append(Heading(level, line.raw, at))
        last = self.headings[-1] if self.headings else None
        if last and last.at == at - 1 and not level and self._goes_on(at, line, last):
            self.headings[-1] = last._replace(text=last.text + line.raw, at=at)
            return
        if level and level != MEASURE:
            return
        bullet = ITEM_BULLET.match(words)
        open_ = self.waiting and self.waiting[-1][1] >= 0 and self._adjacent(at)
        if (not bullet and open_) or (words.startswith("うち") and open_):
            name, first, quote = self.waiting[-1]
            gap = " " if words.startswith("うち") else ""
            self.waiting[-1] = (f"{name}{gap}{line.raw}", first, f"{quote} {line.raw}")
        elif len(words) > 1:
            self.waiting.append((line.raw, at, line.raw))
        if self.waiting:
            self._last_word = at

    _last_word = -1

    def _adjacent(self, at: int) -> bool:
        """Say whether the line goes straight on from the last name."""
        return self._last_word == at - 1 and not self.lines[at].after_gap and not self._is_whole(self.waiting[-1][0])

    def _is_whole(self, name: str) -> bool:
        return "。" in name or len(name) > 200

    def _goes_on(self, at: int, line: Line, heading: Heading) -> bool:
        """Say whether a heading's words go on in this line."""
        words = line.plain
        ahead = self.lines[at + 1].plain if at + 1 < len(self.lines) else "○"
        return (
            heading.level != MEASURE
            and not line.after_gap
            and not TABLE_HEAD.match("".join(words.split()))
            and not re.fullmatch(r"(?:\S{1,3} )+\S*", words)
            and len(heading.text) >= 14
            and len(words) <= 20
            and not re.search(r"。|、|予算", words)
            and bool(ITEM_BULLET.match(ahead) or heading_level(ahead))
            and not ITEM_BULLET.match(words)
        )

    def _take_waiting(self, at: int) -> tuple[str, int, str] | None:
        """Return the name to which an amount on a line of its own belongs: the first of those that wait."""
        names = [entry for entry in map(self._first_line, self.waiting) if self._is_name(entry[0])]
        if not names:
            return None
        last = names[-1]
        unmarked = not STRONG_BULLET.match(plain(last[0]))
        if "【予算】" in last[0] or (unmarked and self._last_word == at - 1):
            chosen = last
        else:
            marked = [entry for entry in names if STRONG_BULLET.match(plain(entry[0]))]
            numbered = [entry for entry in marked if not re.match(r"\(\d|・", plain(entry[0]))]
            marked = [entry for entry in marked if not re.match(r"\(\d", plain(entry[0]))] or marked
            chosen = (numbered or marked or names)[0]
        self.waiting = [entry for entry in self.waiting if entry[1] > chosen[1]]
        return chosen

    def _first_line(self, entry: tuple[str, int, str]) -> tuple[str, int, str]:
        """Return the name alone where words of another column have run into it."""
        first = self.lines[entry[1]].raw
        is_mixed = (
            not self._is_name(entry[0]) and STRONG_BULLET.match(plain(first)) and not plain(first).startswith("・")
        )
        return (first, entry[1], first) if is_mixed else entry

    @staticmethod
    def _is_name(raw: str) -> bool:
        words = plain(raw)
        bare = ITEM_BULLET.sub("", words, count=1)
        return len(bare.strip()) > 1 and len(bare) <= 70 and not NOT_A_NAME.search(words) and not LEGEND.search(words)

    # lines with amounts

    def _budget_line(self, at: int, line: Line, found: Sequence[Figure]) -> bool:  # noqa: C901  # the forms of a line, one after the other
        """Take the line for a budget line if its words are a name, an amount and brackets; say whether it was."""
        words, figure = line.plain, found[0]
        lead, tail = words[: figure.start], words[figure.end :]
        wrapped = lead.rstrip().endswith(("(", "〔")) and tail.lstrip()[:1] in (")", "〕")
        if wrapped:
            lead, tail = lead.rstrip()[:-1], tail.lstrip()[1:]
            if lead.strip() and not ENDS_A_NAME.search(lead.strip()):
                return False
        if not TAIL.fullmatch(tail):
            return False
        if re.fullmatch(r"【補正予算】 ?", lead) and self.found:
            self._add_supplementary(Supplementary(self.year.previous, self._amount(figure, line)))
            return True
        label = LABEL.search(lead)
        name = line.raw[: label.start() if label else len(lead)].strip()
        is_bracket = lead.rstrip() in ("(", "〔")
        if self.stacked:
            return self._stack_figure(at, line, figure, name)
        if (is_bracket or wrapped) and self._bracket_of_last(at, line):
            return True
        if is_bracket and not wrapped:
            return False
        part_quote = line.raw
        if not name or NEW.fullmatch(plain(name)):
            waiting = self._take_waiting(at)
            if waiting is None:
                return False
            name, first, words_before = waiting[0] + name, waiting[1], waiting[2]
            part_quote = f"{words_before} {line.raw}"
        else:
            first = at
            bullet = ITEM_BULLET.match(plain(name))
            if not bullet and self.waiting and self._adjacent(at) and STRONG_BULLET.match(plain(self.waiting[-1][0])):
                before, first, words_before = self.waiting.pop()
                name, part_quote = before + name, f"{words_before} {line.raw}"
            elif not bullet and (self.columns or (self.has_bullets and not ENDS_A_NAME.search(plain(name)))):
                return False
        if (
            not self._is_name(name)
            or self._is_sum(name)
            or (
                reason(plain(name)) not in ("", "cost", "reference", "revenue", "market", "sum")
                and "【予算】" not in name
            )
        ):
            return False
        self._add(name, first, line, figure, tail, part_quote, at)
        for other in found[1:]:
            if reason(words[figure.end : other.end]) == "cost":
                self._leave(line, other, "cost")
        return True

    @staticmethod
    def _is_sum(name: str) -> bool:
        bare = ITEM_BULLET.sub("", plain(name), count=1).strip()
        return bool(SUM_NAME.fullmatch(bare) or SUM_NAME.fullmatch("".join(bare.split())))

    def _amount(self, figure: Figure, line: Line) -> Amount:
        return amount_of(figure.printed, None, line.number) or UNPRINTED

    def _add(self, name: str, first: int, line: Line, figure: Figure, tail: str, quote: str, at: int) -> None:
        current = self._amount(figure, line)
        previous, supplementary, doubts = self._brackets(line, tail, current)
        if figure.previous:
            previous = amount_of(figure.previous, None, line.number) or UNPRINTED
        ahead = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if (
            ahead
            and previous is UNPRINTED
            and not tail.strip()
            and TAIL.fullmatch(ahead.plain)
            and ahead.page == line.page
        ):
            more = self._brackets(ahead, ahead.plain, current)
            if more[0] is not UNPRINTED or more[1]:
                previous, supplementary, doubts = more
                quote = f"{quote} {ahead.raw}"
        if NEW.search(plain(name)) or re.search(r"新規|皆増", tail):
            previous = NOTHING_BEFORE._replace(printed="新規" if "皆増" not in tail else "皆増")
        self._append(name, first, current, previous, supplementary, quote, doubts)

    def _append(
        self, name: str, first: int, current: Amount, previous: Amount, more: Iterable[Supplementary], quote: str,
        doubts: Iterable[str] = (),
    ) -> None:  # fmt: skip
        clean, part_of = self._clean(name)
        self.found.append(
            _Found(clean, first, current, previous, tuple(more), part_of, " ".join(quote.split()), tuple(doubts))
        )

    def _clean(self, name: str) -> tuple[str, str]:
        """Return a name without bullet and mark, and the whole of which it is a part."""
        name = re.sub(r"[(（【〔](?:新規|皆増|皆減|廃止|所要額)[)）】〕]", "", name).strip()
        for _ in range(2):
            bullet = re.match(r"[○●◎◯▽▼◇◆□■]\s*|【予算】\s*|[①-⑳]\s*|・\s*|[(（\[［]\d{1,2}[)）\]］]\s*", name)
            name = name[bullet.end() :] if bullet else name
        name = " ".join(name.split())
        if name.startswith("うち"):
            whole = next((found.name for found in reversed(self.found) if not found.part_of), "")
            return re.sub(r"^うち[、,\s]*", "", name), whole
        whole, part, _ = name.partition(" うち")
        return name, whole if part else ""

    def _brackets(  # noqa: C901  # the forms of a bracket
        self, line: Line, tail: str, current: Amount
    ) -> tuple[Amount, list[Supplementary], list[str]]:
        """Return what the brackets behind an amount say: previous amount, supplementary ones, doubts."""
        previous, supplementary, doubts = UNPRINTED, [], []
        offset = len(line.plain) - len(tail)
        for bracket in BRACKET.finditer(tail):
            inside = bracket[1]
            if re.search(r"前年度?(?:と)?同額", inside):
                previous = current
                continue
            raw = line.raw[offset + bracket.start(1) : offset + bracket.end(1)]
            end = 0
            for figure in figures(raw, inside):
                lead = inside[end : figure.start].strip(" 、,")
                end = figure.end
                amount = amount_of(figure.printed, None, line.number)
                if amount is None:
                    continue
                if re.search(r"[%倍]|増減|総事業費|事業費|上限|再掲|一般財源|国費", inside):
                    self._leave(
                        line,
                        figure,
                        "difference" if re.search(r"[%倍]|増減", inside) else reason(inside) or "reference",
                    )
                elif "補正" in lead and "補正後" not in lead:
                    supplementary.append(Supplementary(self._year_in(lead) or self.year.previous, amount))
                elif PART.search(lead) or "前年" in lead:
                    named = self._year_in(lead)
                    if named in (None, self.year.previous):
                        previous = amount
                    else:
                        self._leave(line, figure, "other-year")
                elif lead or self.legends.get(line.page) is False:
                    self._leave(line, figure, "difference" if not lead else reason(lead) or "reference")
                elif self.legends.get(line.page) or amount.value is None or amount.value >= 0:
                    previous = amount
                    if line.page not in self.legends:
                        doubts.append("bracket")
                else:
                    self._leave(line, figure, "difference")
        return previous, supplementary, doubts

    def _year_in(self, text: str) -> FiscalYear | None:
        match = re.search(r"(?:令和|平成|R|H)?(?:元|\d{1,2})年度|[RH]\d{1,2}", text)
        return parse_year(match[0], self.year) if match else None

    def _bracket_of_last(self, at: int, line: Line) -> bool:
        """Say whether the line is the bracket under the amount before it, which has been read with that."""
        is_bracket = at > 0 and BRACKET.fullmatch(line.plain) is not None
        return is_bracket and bool(self.found) and self.found[-1].quote.endswith(" ".join(line.raw.split()))

    def _add_supplementary(self, supplementary: Supplementary) -> None:
        last = self.found[-1]
        self.found[-1] = last._replace(supplementary=(*last.supplementary, supplementary))

    def _supplementary_line(self, line: Line, found: Sequence[Figure]) -> bool:
        """Read ※この他、令和４年度第２次補正予算で 35億円を計上."""
        match = re.match(rf"※ ?(?:この|その)(?:ほか|他)[、 ]*({YEAR})?[^\d]*(?:第?\d次)?補正予算", line.plain)
        if not match or not self.found or len(found) != 1:
            return False
        year = self._year_in(match[0]) or self.year.previous
        self._add_supplementary(Supplementary(year, self._amount(found[0], line)))
        return True

    # three figures one under the other

    def _stack_figure(self, at: int, line: Line, figure: Figure, name: str) -> bool:
        if name or line.plain[figure.end :].strip():
            return False
        self.stack.append((at, figure.printed))
        return True

    def _stacked_rest(self) -> None:
        """Read stacks of amounts: 上段 this year's, 中段 the year before's, 下段 the final one, which is not taken."""
        pending: list[tuple[int, str]] = []
        cells: list[tuple[int, str]] = list(self.stack)
        cells += [
            (at, "-") for at, line in enumerate(self.lines) if self.stacked and re.fullmatch(r"[-ー]", line.plain)
        ]
        starts = [at for at, line in enumerate(self.lines) if re.match(r"\(\d{1,2}\)", line.plain)]
        for start, following in zip(starts, [*starts[1:], len(self.lines)], strict=False):
            end = next(
                (at for at in range(start + 1, following) if heading_level(self.lines[at].plain) in (1, 2)), following
            )
            pending = sorted(cell for cell in cells if start < cell[0] < end)
            if len(pending) != 3:
                continue
            name = self._stacked_name(start, end)
            amounts = [amount_of(printed) or UNPRINTED for _, printed in pending]
            previous = NOTHING_BEFORE._replace(printed="新規") if NEW.search(plain(name)) else amounts[1]
            quote = f"{name} {' '.join(printed for _, printed in pending)}"
            self._append(name, start, amounts[0], previous, (), quote)
            self.headings = [heading for heading in self.headings if heading.at != start]
            if pending[2][1] != "-":
                self.untaken.append(
                    Untaken(self.lines[start].page, self.lines[pending[2][0]].number, pending[2][1], "final", quote)
                )
            self.stack = [cell for cell in self.stack if cell not in pending]
        for at, printed in self.stack:
            self.untaken.append(
                Untaken(self.lines[at].page, self.lines[at].number, printed, "nameless", self.lines[at].raw)
            )

    def _stacked_name(self, start: int, end: int) -> str:
        name = self.lines[start].raw
        for line in self.lines[start + 1 : min(end, start + 6)]:
            if re.search(r"(?:事業費?|費|金|〕|】)$", name):
                if NEW.fullmatch(line.plain):
                    name += line.raw
                break
            if (
                not figures(line.raw, line.plain)
                and re.search(r"(?:費|事業|金|[【〔](?:新規|皆減)[】〕])$", line.plain)
                and len(line.raw) < 14
            ):
                name += line.raw
        return name

    # rows of bare figures

    def _row(self, at: int, line: Line) -> bool:
        """Read a row of a table of bare figures; say whether the line was one."""
        match = ROW.fullmatch(line.plain) if ROW_START.search(line.plain) else None
        if not match or not re.search(r"\d", match["cells"]) or self.head is None:
            return False
        if not self.columns:
            self.columns = self._columns("".join("".join(self.head).split()))
            self.rows = [raw for raw in self.rows if not HEAD_WORDS.search(plain(raw))]
        if "current" not in self.columns:
            return False
        cells = [re.sub(r"\s", "", cell) for cell in re.findall(CELL, match["cells"])]
        name, quote = self._row_name(line, match)
        self.rows, self.waiting = [], []
        if not name or re.fullmatch(r"(?:小|合|総)? ?計", plain(name)):
            self.untaken += [Untaken(line.page, line.number, cell, "sum", line.raw) for cell in cells[:2]]
            self.group = len(self.found)
            return True
        remark = match["rest"] or ""
        ahead = self.lines[at + 1].plain if at + 1 < len(self.lines) else ""
        is_new = "新規" in remark or "皆増" in cells or "皆増" in remark or ahead.strip() == "新規"
        width = len([column for column in self.columns if column])
        current_at, previous_at = self.columns.index("current"), self._previous_at()
        current = self._cell(cells, current_at, line)
        previous = self._cell(cells, previous_at, line) if previous_at is not None else UNPRINTED
        if is_new and (
            previous_at is None or len(cells) <= previous_at or previous.kind is Kind.UNSTATED or len(cells) < width + 3
        ):
            previous = NOTHING_BEFORE._replace(printed="新規")
        if ("皆減" in cells or "廃止" in remark or "廃止" in cells) and current.kind is Kind.UNSTATED:
            current = amount_of("皆減" if "皆減" in cells else "廃止") or UNPRINTED
        doubts = () if current.kind is not Kind.UNSTATED else ("amount",)
        self._append(name, at, current, previous, (), quote, doubts)
        for figure in figures(line.raw, line.plain):
            self._leave(line, figure, reason(remark) or "remark")
        return True

    def _row_name(self, line: Line, match: re.Match[str]) -> tuple[str, str]:
        own = line.raw[: match.end("name")].strip()
        before = list(self.rows)
        marked = [at for at, raw in enumerate(before) if re.match(r"\(\d|[・○]|うち", plain(raw))]
        if ITEM_BULLET.match(plain(own)) or heading_level(plain(own)):
            before = []
        elif marked:
            before = before[marked[-1] :]
        elif own and re.search(r"(?:事業|費|会計|金|計)$", plain(own)) and len(own) > 5:
            before = []
        name = "".join([*before, own])
        return name, " ".join([*before, line.raw])

    def _columns(self, head: str) -> list[str]:
        columns: list[str] = []
        for match in COLUMN.finditer(head):
            if match[2]:
                role = "change"
            elif match[1] == "前年度":
                role = "previous"
            elif match[1] in ("本年度", "今年度", "当年度"):
                role = "current"
            else:
                named = parse_year(match[1], self.year)
                role = {self.year: "current", self.year.previous: "previous"}.get(named, "other") if named else "other"
            if not columns or columns[-1] != role:
                columns.append(role)
        return columns

    def _previous_at(self) -> int | None:
        return self.columns.index("previous") if "previous" in self.columns else None

    def _cell(self, cells: Sequence[str], at: int, line: Line) -> Amount:
        return amount_of(cells[at], self.unit, line.number) or UNPRINTED if at < len(cells) else UNPRINTED

    # the whole

    def settle(self) -> tuple[list[Item], dict[int, list[str]], str]:
        """Return the items with their headings, the doubts, and the section that all share."""
        running = running_levels(self.lines, self.headings)
        if any(heading.text[0] in "[［" for heading in self.headings):
            self.headings = [heading for heading in self.headings if heading.text[0] != "【"]
        self._drop_sums()
        self._present_unpriced(running)
        items: list[Item] = []
        doubts: dict[int, list[str]] = {}
        paths = [self._path(found, running) for found in self.found]
        section: list[str] = []
        shared = [text for text in paths[0][0] if all(text in path for path, _, _ in paths)] if paths else []
        if all(len(path) > 1 for path, _, _ in paths):
            section = [text for text in shared if key(text) in running and heading_level(plain(text)) <= 5]
        for found, (path, measure, is_doubtful) in zip(self.found, paths, strict=True):
            category = tuple(text for text in path if text not in section)
            line = self.lines[found.at]
            share_of = found.name if found.current.kind is Kind.SHARE and found.current.value is None else ""
            if is_doubtful or found.doubts:
                doubts[len(items)] = [*found.doubts, *(["heading"] if is_doubtful else [])]
            items.append(
                Item(found.name, category, measure, line.page, found.current, found.previous, found.supplementary,
                     found.part_of, share_of, (), "", "", found.quote, line.number)
            )  # fmt: skip
        return self._told_apart(items, doubts), doubts, " ／ ".join(section)

    @staticmethod
    def _told_apart(items: Sequence[Item], doubts: dict[int, list[str]]) -> list[Item]:
        """Return the items, with an id for each that is printed like one before it."""
        seen: set[tuple[str, ...]] = set()
        told: list[Item] = []
        for number, item in enumerate(items):
            is_twice = item.identity in seen
            if is_twice:
                doubts.setdefault(number, []).append("twice")
            seen.add(item.identity)
            told.append(item._replace(id=f"p{item.page}-{number + 1}") if is_twice else item)
        return told

    def _present_unpriced(self, running: frozenset[str]) -> None:
        """Take a slide without amounts for the programme that its measure's heading names."""
        priced = {self.lines[found.at].page for found in self.found}
        for page in dict.fromkeys(line.page for line in self.lines):
            here = [heading for heading in self.headings if self.lines[heading.at].page == page]
            measures = [heading for heading in here if heading.level == MEASURE]
            if page in priced or not measures or not any(key(heading.text) in running for heading in here):
                continue
            measure = measures[0]
            name, _ = self._clean(measure.text)
            unpriced = _Found(name, measure.at, UNPRINTED, UNPRINTED, (), "", measure.text, ("unpriced",))
            before = next((at for at, found in enumerate(self.found) if found.at > measure.at), len(self.found))
            self.found.insert(before, unpriced)

    def _path(self, found: _Found, running: frozenset[str]) -> tuple[list[str], str, bool]:
        """Return the category, the measure, and whether the page leaves them open."""
        page = self.lines[found.at].page
        here = [
            heading
            for heading in self.headings
            if self.lines[heading.at].page == page and (heading.at != found.at or "unpriced" in found.doubts)
        ]
        open_ = path_at([h for h in self.headings if h.at != found.at], found.at)
        if any(key(heading.text) in running for heading in here):
            open_, doubtful = self._on_slide(found, here)
        else:
            doubtful = False
        category = [self._heading_text(heading) for heading in open_ if heading.level < MEASURE]
        measure = next((self._heading_text(heading) for heading in open_ if heading.level == MEASURE), "")
        return category, measure, doubtful

    def _on_slide(self, found: _Found, here: Sequence[Heading]) -> tuple[list[Heading], bool]:
        """Return the headings of a slide that file an item; they may stand in any order."""
        chosen: list[Heading] = []
        doubtful = False
        mates = [other for other in self.found if self.lines[other.at].page == self.lines[found.at].page]
        for level in sorted({heading.level for heading in here}):
            of_level = list({key(heading.text): heading for heading in here if heading.level == level}.values())
            above = [heading for heading in of_level if heading.at < found.at]
            filed = {max((h.at for h in of_level if h.at < mate.at), default=-1) for mate in mates}
            if len(of_level) == 1:
                chosen.append(of_level[0])
            elif filed == {heading.at for heading in of_level}:
                chosen.append(above[-1])
            else:
                name = plain(found.name.rpartition("うち")[2])
                ranked = sorted(of_level, key=lambda heading: -likeness(name, plain(heading.text)))
                best, next_best = (likeness(name, plain(heading.text)) for heading in ranked[:2])
                chosen.append(ranked[0] if best > next_best else (above or of_level)[-1])
                doubtful |= best <= next_best or best < 3
        return chosen, doubtful

    @staticmethod
    def _heading_text(heading: Heading) -> str:
        return re.sub(r"[(（]続き[)）]$", "", heading.text.strip())

    def _drop_sums(self) -> None:
        """Leave out an amount that is the sum of the lines right under it."""
        kept: list[_Found] = []
        for at, found in enumerate(self.found):
            under = [other for other in self.found[at + 1 : at + 30] if not other.part_of]
            if self._sums(found, under):
                self.untaken.append(
                    Untaken(
                        self.lines[found.at].page,
                        self.lines[found.at].number,
                        found.current.printed,
                        "sum",
                        found.quote,
                    )
                )
            else:
                kept.append(found)
        self.found = kept

    @staticmethod
    def _sums(found: _Found, under: Sequence[_Found]) -> bool:
        for count in range(2, len(under) + 1):
            current = add(other.current for other in under[:count])
            previous = add(other.previous for other in under[:count])
            if (
                found.current.value
                and current == found.current.value
                and (
                    found.previous.value is None
                    or previous is None
                    or abs(previous - found.previous.value) <= _slack(found.previous)
                )
            ):
                return True
        return False


def _slack(amount: Amount) -> Decimal:
    return Decimal((0, (2,), amount.value.as_tuple().exponent)) if amount.value is not None else Decimal(0)  # type: ignore[arg-type]
