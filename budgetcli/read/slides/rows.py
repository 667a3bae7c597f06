"""Which lines of a document are the head of a table, and which are its rows."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.read.slides.cells import NUMBER, is_proved, split_row
from budgetcli.read.slides.columns import HEAD, UNIT, Columns, Kind
from budgetcli.read.slides.figures import SHARED, share_alone
from budgetcli.read.slides.grouped import grouped
from budgetcli.read.slides.headless import Loose, columns_without_head, kinds_told
from budgetcli.read.slides.heads import columns_of, head_lines, is_unit_alone, may_head, opens_head, place_of_name
from budgetcli.read.slides.labels import LABEL, YEAR, Labels, Role
from budgetcli.read.slides.legends import Legends
from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.slides.names import is_name, symbol_of
from budgetcli.read.slides.outline import TAG_OF_ROW
from budgetcli.read.slides.row_names import TAG_CELL, WORDS_BEHIND, parted
from budgetcli.read.slides.runs import ONLY_CELLS
from budgetcli.read.slides.stacks import find_levels
from budgetcli.read.vocabulary import DASH, DIGITS, MONEY, MONEY_END, NEW, NOTHING, SAME, SCALE, SHARE

TAGGED = re.compile(r"(?:新規|拡充|継続)[ 　]")
GLUED_TAG = re.compile(r"^(新規|拡充|継続)(?=[^ 　])")
PAIR = re.compile(r"([^()〔〕]+?)\s*[(〔]([^()〔〕]+)[)〕]")
NOTE_MARK = re.compile(r"[(（]?(?:※|注)\d{0,2}[)）]?(?=[ 　]*[△▲]?\d{1,3},)")
"""What sends the reader of a cell to a note."""
ONLY_MONEY = re.compile(r"(?:[\d,. ]+(?:百|千|万|百万|億)?円[ 　]*)+")
HOLDS_MONEY = re.compile(MONEY_END)
UNIT_CELL = re.compile(rf"(?:{MONEY}|{SHARED}|{DASH}|[+△▲-]? ?{DIGITS}%|{NEW})(?= |$)")
WITH_UNIT = re.compile(MONEY)
WITH_UNITS = re.compile(
    rf"(?P<name>(?!\d[\d,.]* (?:[\d△▲(-]|{SCALE}*円))\S.{{3,}}?)(?P<cells>(?: +{UNIT_CELL.pattern}){{2,}})"
    r"(?P<remark>(?: +(?:\D|\d[\d,]*[^\d\s,.%円兆億万千百]).*)?)"
)
"""A row whose cells print their units."""
ONLY_UNITS = re.compile(
    rf"(?P<name>\D{{0,3}}?)(?P<cells> *{UNIT_CELL.pattern}(?: +{UNIT_CELL.pattern})+)(?P<remark>(?: +\D.*)?)"
)
"""Such a row under its name, or behind the last letters of it."""
NUMBER_OF_POLICY = re.compile(r"(?<=[ 　])\d{1,2}(?=[ 　]+[^\s\d][^\d]+[ 　]\d{1,3}(?:,\d{3})+(?!\S))")
"""The number of a cell of words before the one with the amount."""
ROMAN = re.compile(r"[IVX]{1,4}[ .]")
BEHIND_CELL = re.compile(
    rf"(?P<cell>{DIGITS}(?:[ 　]*\([^()]*\))?)[ 　]*(?P<open>[〔\[〈<【])[^\d〕\]〉>】]{{0,14}}"
    r"(?:[RH]?\d{1,2}年度)?[^\d〕\]〉>】]{0,14}"
    rf"(?P<more>{DIGITS})[ 　]*[〕\]〉>】]"
)
"""A cell with another figure in a bracket behind its own."""
CELL_IN_BRACKET = re.compile(rf"[ 　]*[〔\[〈<【] ?(?P<figure>{DIGITS}) ?[〕\]〉>】][ 　]*")
"""The last figure of a row, in a bracket of its own."""
BELOW_ROW = re.compile(
    rf"(?:(?P<rest>[^\s()（）\d][^()（）\d]*?)[ 　]{{2,}})?(?P<cell>[(（〔] ?(?:{DIGITS}{SHARE}?|{NOTHING}) ?[)）〕])"
)
"""The year before under a row, perhaps behind the rest of its name."""
SHARE_CELL = re.compile(rf"内数|{DIGITS} ?の?(?:内数|うち数)")
SAME_CELL = re.compile(rf"同左|同額|{SAME}")
SENTENCES = re.compile(r"[^。]*。")
CODE = re.compile(r"\d{1,2}")
"""The number of a 款, 項 or 目, or of the row, in a column of its own."""
SMALL = re.compile(r"[1-9]\d{0,2}")
NUMBER_ALONE = re.compile(r"第?[\d\s.-]*[款項目節]?")
SENTENCE_BEFORE = re.compile(r"(?:[はがを]|(?<![契集節予公規条特])約)$")
"""How a sentence goes up to a figure; 契約 and 集約 end names."""
LEAST_NAME = 3
COUNTED = re.compile(r"[人件円年月日時分回校台基箇かつ歳名本枚棟戸社団%~〜からまkm㎞㎡]")
"""What follows a number that is no amount."""
SCALED = re.compile(rf"{SCALE}*円")
"""The unit of an amount, a space behind its digits."""
LEAST_CELLS = 2
FEW = 2
"""Columns of figures of which a row may fill one alone."""
FEWEST_LOOSE = 3
"""Figures of a line whose differences may tell what they are."""
MOST_HEAD_LINES = 24
LONGEST_GAP = 14
"""Lines without cells after which a table has ended."""


AMOUNTS = (Kind.CURRENT, Kind.PREVIOUS, Kind.FINAL)
NEW_CELL = re.compile(NEW)
"""What a column before the amounts says of the item, and no amount of this year can be."""


class Row(NamedTuple):
    """A line of a table as its columns divide it."""

    name: str
    """Its own words, which may be the last of a name on several lines."""
    office: str
    """The words of a column before the name, which say whose line it is."""
    cells: tuple[str, ...]
    remark: str
    columns: Columns
    is_placed: bool = False
    """Whether each cell is known to stand in its column; empty ones are cells, too."""
    more: tuple[tuple[str, str], ...] = ()
    """Figures behind those of the cells, each with the bracket that opens before it."""
    is_whole: bool = False
    """Whether the name is known to be whole."""


class Tables(NamedTuple):
    """Where a document's tables are."""

    rows: dict[int, Row]
    heads: frozenset[int]
    """Lines that hold headings of columns or the unit."""


def find_tables(lines: Sequence[Line], labels: Labels, legends: Legends, unit: Unit | None = None) -> Tables:
    """Return the heads and rows of all tables whose heads name this year's amounts."""
    finder = _Finder(lines, labels, legends, unit)
    for at, line in enumerate(lines):
        finder.line(at, line)
    heads = finder.heads | {at for at, line in enumerate(lines) if is_unit_alone(line.plain)}
    rows = dict(sorted({**finder.headless(), **finder.rows}.items()))
    return Tables(_untagged(_proved(rows)), frozenset(heads))


class _Finder:
    """The state of going through the lines."""

    def __init__(self, lines: Sequence[Line], labels: Labels, legends: Legends, unit: Unit | None) -> None:
        self.lines = lines
        self.labels = labels
        self.legends = legends
        self.unit = unit
        self.levels = find_levels(lines, labels)
        self.rows: dict[int, Row] = {}
        self.heads: set[int] = set()
        self.columns: Columns | None = None
        self.head_words = ""
        self.loose: list[Loose] = []
        """Lines with figures under no head."""
        self.proved: dict[tuple[Columns, Unit], Columns] = {}
        """The columns of rows that arithmetic has proved, one for each unit."""
        self.since = 0
        """Where the head of the next table may begin."""

    def line(self, at: int, line: Line) -> None:
        """Read a line as the unit, the beginning of a head, or a row."""
        words = line.plain
        if line.columns:
            self._proved_row(at, line, line.columns)
            return
        if self.columns and at - self.since > LONGEST_GAP:
            self.columns = None
        if match := UNIT.search(words):
            self.unit = Unit[match["unit"]]
            if not HEAD.match("".join(words.split())):
                self.columns, self.since = None, max(self.since, at - MOST_HEAD_LINES)
        if opens_head(words):
            self.columns, self.since = None, max(self.since, self._begin_of_head(at))
        bare = self._split(words, self.head_words if self.columns else self._above(at))
        split = bare or self._with_units(words)
        if self.columns is None and (
            split or any(NUMBER.fullmatch(plain(field)) or WITH_UNIT.fullmatch(plain(field)) for field in line.fields)
        ):
            is_lone = split is None or len(split[1]) == 1
            in_fields = split is None and any(WITH_UNIT.fullmatch(plain(field)) for field in line.fields)
            has_units = (split is not None and bare is None) or in_fields
            self._open(at, line, is_lone=is_lone, has_units=has_units, needs_both=in_fields)
            split = bare or (self._with_units(words) if self.columns else None)
        row = self._row(line, split) if self.columns else None
        place = self._place_of_previous(row, line.page) if row else None
        if row and place and (below := self._below(at)):
            cells = (*row.cells[:place], below["cell"], *row.cells[place:])
            row = row._replace(name=row.name + (below["rest"] or ""), cells=cells)
            self.heads.add(at + 1)
        if row:
            self.rows[at] = row
            self.since = at + 1
        elif bare and self.unit and len(bare[1]) >= FEWEST_LOOSE and is_name(bare[0]):
            self.loose.append(Loose(at, tuple(bare[1]), self.unit))

    def _begin_of_head(self, at: int) -> int:
        """Return the first of the lines right over one that names columns that may be of its head, too."""
        begin = at
        while begin > self.since and may_head(self.lines[begin - 1].plain):
            begin -= 1
        return min(begin, at - 2)

    def _proved_row(self, at: int, line: Line, columns: Columns) -> None:
        """Keep a row that its arithmetic has proved, if its unit is known."""
        if self.unit:
            kept = self.proved.setdefault((columns, self.unit), columns._replace(unit=self.unit))
            name, *cells, remark = line.fields
            self.rows[at] = Row(name, "", tuple(cells), remark, kept, is_placed=True, is_whole=True)
            self.columns, self.since = None, at + 1

    def headless(self) -> dict[int, Row]:
        """Return the rows whose head is lost."""
        rows: dict[int, Row] = {}
        for at, columns in columns_without_head(self.loose).items():
            line, split = self.lines[at], self._split(self.lines[at].plain, "")
            if split:
                name, cells, remark = split
                rows[at] = Row(line.raw[: len(name)].strip(), "", tuple(cells), remark, columns)
        return rows

    def _place_of_previous(self, row: Row, page: str) -> int | None:
        """Return where the year before is missing that a table prints in brackets under this year's amount."""
        place = row.columns.at(Kind.PREVIOUS)
        is_under = place and row.columns.kinds[place - 1] is Kind.CURRENT and not any("(" in cell for cell in row.cells)
        is_lone = row.columns.kinds == (Kind.CURRENT, Kind.PREVIOUS)
        is_told = is_lone or self._has_previous_in_brackets(page)
        return place if is_under and is_told and len(row.cells) == len(row.columns.kinds) - 1 else None

    def _has_previous_in_brackets(self, page: str) -> bool:
        """Say whether a legend calls the figures in brackets those of the year before."""
        return any(self.legends.role(page, opening) is Role.PREVIOUS for opening in "(〔")

    def _below(self, at: int) -> re.Match[str] | None:
        """Return the cell in brackets under a row, behind the rest of its name if there is one."""
        ahead = self.lines[at + 1 : at + 2]
        return BELOW_ROW.fullmatch(ahead[0].raw) if ahead and ahead[0].page == self.lines[at].page else None

    def _above(self, at: int) -> str:
        """Return the words in which the head of a table may be, of which a line is the first row."""
        return "\n".join(line.plain for line in self.lines[max(self.since, at - MOST_HEAD_LINES) : at])

    def _split(self, words: str, head: str) -> tuple[str, list[str], str] | None:
        if TAG_OF_ROW.fullmatch(words):
            return None
        words = NOTE_MARK.sub(lambda mark: " " * len(mark[0]), words)
        split = split_row(words, 2)
        if split is None and (self.columns is None or len(self.columns.kinds) <= FEW):
            split = _lone(words)
        has_words = WORDS_BEHIND.search("".join(head.split())) is not None
        if split is None or "円" in "".join(split[1]) or (len(split[1]) == 1 and HOLDS_MONEY.search(split[0])):
            return None
        name, cells, remark = split
        if not name.strip() and remark and all(CODE.fullmatch(cell) or NEW_CELL.fullmatch(cell) for cell in cells):
            return None
        return None if _is_prose(SENTENCES.sub("", name) if has_words else name, remark) else split

    def _with_units(self, words: str) -> tuple[str, list[str], str] | None:
        """Return a row whose cells print their units, if it has one for each column."""
        match = WITH_UNITS.fullmatch(words) or (self.columns and ONLY_UNITS.fullmatch(words))
        cells = [share_alone(cell[0].strip()) for cell in UNIT_CELL.finditer(match["cells"])] if match else []
        width = len(self.columns.kinds) if self.columns else 0
        if match is None or len(re.findall("円|内数", match["cells"])) < (1 if width else LEAST_CELLS):
            return None
        name = match["name"].strip()
        is_own = not HOLDS_MONEY.search(name) and not (name and LABEL.fullmatch(name))
        if not is_own or (width and len(cells) != width):
            return None
        return match["name"], cells, match["remark"].strip()

    def _open(self, at: int, line: Line, *, is_lone: bool, has_units: bool, needs_both: bool) -> None:
        """Take the columns of the table to whose first row the lines have come, if its head names them."""
        start = max(self.since, at - MOST_HEAD_LINES)
        head = [number for number in head_lines(self.lines, start, at) if self.lines[number].page == line.page]
        lines = [self.lines[number] for number in head]
        named = columns_of(lines, self.labels)
        found = named.stacked(self.levels)
        unit = found.unit or self.unit
        of_groups = grouped(lines, found, self.labels)
        is_grouped = of_groups != found
        places = of_groups.places if is_grouped else _moved(found.places, line.fields)
        found = of_groups
        has_names = any(opens_head(self.lines[number].plain) for number in head)
        is_told = not (needs_both and Kind.PREVIOUS not in found.kinds)
        is_told &= not is_lone or bool(places and line.fields) or (len(found.kinds) == 1 and has_names)
        if found.at(Kind.CURRENT) is not None and (unit is not None or has_units) and is_told:
            name = place_of_name(lines, places) if places else None
            columns = found._replace(unit=unit, places=places, name=name)
            is_paired = not is_grouped and self._has_previous_in_brackets(line.page)
            self.columns = columns.paired() if is_paired else columns
            self.head_words = "\n".join(self.lines[number].plain for number in head)
            self.heads.update(head)

    def _row(self, line: Line, split: tuple[str, list[str], str] | None) -> Row | None:
        if self.columns is None:
            return None
        if row := _by_fields(line, self.columns, self.head_words):
            return row
        if split is None:
            return None
        name, cells, remark = split
        if not name.strip() and len(cells) == len(self.columns.kinds) + 1 and CODE.fullmatch(cells[0]):
            name, cells = cells[0], cells[1:]
        if len(cells) < len(self.columns.kinds) and (last := CELL_IN_BRACKET.match(remark)):
            cells, remark = [*cells, last["figure"]], remark[last.end() :]
        own, office = parted(line.raw[: len(name)].strip(), self.head_words)
        is_tagged = len(cells) > 1 and NEW_CELL.fullmatch(cells[0]) is not None
        if is_tagged and self.columns.kinds[0] is Kind.CURRENT and symbol_of(line.plain):
            return None
        if is_tagged and self.columns.kinds[0] in AMOUNTS:
            own, cells = f"{cells[0]} {own}", cells[1:]
        rest = line.raw[len(line.plain) - len(remark) :] if remark else ""
        return Row(own, office, tuple(cells), rest, self.columns)


def _moved(places: tuple[int, ...], fields: Sequence[str]) -> tuple[int, ...]:
    """Return the places of columns, those empty in the first row beside a figure that is of no column as that one's."""

    def moved(place: int) -> int:
        is_empty = place + 1 < len(fields) and not fields[place] and place + 1 not in places
        return place + 1 if is_empty and NUMBER.fullmatch(plain(fields[place + 1])) else place

    return tuple(map(moved, places))


def _by_fields(line: Line, columns: Columns, head: str) -> Row | None:
    """Return a row whose cells stand in the fields that the head names; None where they do not."""
    if not columns.places or not line.fields:
        return None
    fields = [plain(field) for field in line.fields] + [""] * (max(columns.places) + 1 - len(line.fields))
    more: list[tuple[str, str]] = []
    for place in columns.places:
        is_pair = columns.places.count(place) > 1 and PAIR.fullmatch(fields[place]) is not None
        if (behind := BEHIND_CELL.fullmatch(fields[place])) and not is_pair:
            fields[place] = behind["cell"]
            more.append((behind["open"], behind["more"]))
    cells = tuple(_in_field(fields, columns.places, at) for at in range(len(columns.places)))
    cells = tuple(
        cells[at - 1] if at and SAME_CELL.fullmatch(cell) else share_alone(cell) for at, cell in enumerate(cells)
    )
    cells = tuple(
        "" if kind is Kind.OTHER and not ONLY_CELLS.fullmatch(cell) else cell
        for cell, kind in zip(cells, columns.kinds, strict=True)
    )
    with_units = [Kind.PREVIOUS in columns.kinds and WITH_UNIT.fullmatch(cell) is not None for cell in cells]
    figures = [NUMBER.fullmatch(cell) or SHARE_CELL.fullmatch(cell) for cell in cells]
    others = [cell and not ONLY_CELLS.fullmatch(cell) and cell != "内数" for cell in cells]
    if not any((*figures, *with_units)) or any(
        other and not own for other, own in zip(others, with_units, strict=True)
    ):
        return None
    first, last = min(columns.places), max(columns.places)
    words = ["" if at in columns.places else field for at, field in enumerate(line.fields)]
    own, office = _named(words, columns.name) or parted(CELL_GAP.join(filter(None, line.fields[:first])), head)
    remark = " ".join(field for at, field in enumerate(line.fields) if at > last and at != columns.name and field)
    return Row(own, office, cells, remark, columns, is_placed=True, more=tuple(more))


def _named(fields: Sequence[str], place: int | None) -> tuple[str, str] | None:
    """Return the name in its field, with a tag before it, and the words before that say whose line it is."""
    if place is None or place >= len(fields) or not fields[place]:
        return None
    before = [field for field in fields[:place] if field]
    tags = [field for field in before if TAG_CELL.fullmatch(plain(field))]
    words = [field for field in before if not NUMBER_ALONE.fullmatch(plain(field)) and field not in tags]
    return " ".join([*tags[-1:], fields[place]]), words[-1] if words else ""


def _in_field(fields: Sequence[str], places: Sequence[int], at: int) -> str:
    """Return the cell of a column, which may be one of the two that its field holds."""
    cell = fields[places[at]]
    if places.count(places[at]) == 1:
        return cell
    pair = PAIR.fullmatch(cell)
    first, second = (pair[1], pair[2]) if pair else (cell, "")
    return first if at == places.index(places[at]) else second


def _proved(rows: dict[int, Row]) -> dict[int, Row]:
    """Return the rows with the two years changed over where the printed differences say that they are."""
    by_table: dict[int, list[Row]] = {}
    for row in rows.values():
        by_table.setdefault(id(row.columns), []).append(row)
    turned = {key: _proved_order(rows_of) for key, rows_of in by_table.items()}
    return {at: row._replace(columns=turned[id(row.columns)]) for at, row in rows.items()}


def _proved_order(rows: Sequence[Row]) -> Columns:
    """Return the columns of a table in the order that most of the changes it prints prove."""
    columns = rows[0].columns
    counts = [(sum(is_proved(row.cells, each) for row in rows), each) for each in (columns, *columns.other_orders())]
    most, best = max(counts, key=lambda count: count[0])
    told = () if most or columns.places else kinds_told([row.cells for row in rows])
    return columns._replace(kinds=told) if told else best


def _untagged(rows: dict[int, Row]) -> dict[int, Row]:
    """Return the rows, those parted from a glued tag in whose table others have one: 継続甲事業."""
    by_table = Counter(id(row.columns) for row in rows.values() if TAGGED.match(row.name))
    return {
        at: row._replace(name=GLUED_TAG.sub(r"\1 ", row.name)) if by_table[id(row.columns)] > 1 else row
        for at, row in rows.items()
    }


def _lone(words: str) -> tuple[str, list[str], str] | None:
    """Return a row of one cell, whose other cells are empty; a figure that is not grouped is none."""
    split = split_row(NUMBER_OF_POLICY.sub(lambda number: " " * len(number[0]), words), 1)
    if split is None or len(split[1]) != 1 or not NUMBER.fullmatch(split[1][0]):
        return None
    name, (cell,), remark = split
    split = (words[: len(name)], [cell], remark)
    if (
        "番号" in name
        or re.match(YEAR, remark)
        or SCALED.match(remark)
        or ("," not in cell and ROMAN.match(plain(name)))
    ):
        return None
    is_amount = "," in cell or (SMALL.fullmatch(cell) and len(name) > LEAST_NAME and is_name(name))
    return split if is_amount and ("," in cell or not COUNTED.match(remark)) else None


def _is_prose(name: str, remark: str) -> bool:
    return (
        re.search(r"。(?![)）」』])", name) is not None
        or ONLY_MONEY.fullmatch(plain(name).strip()) is not None
        or bool(re.match(r"[はがをにで]", remark))
        or SENTENCE_BEFORE.search(plain(name).rstrip()) is not None
    )
