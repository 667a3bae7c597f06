"""What each line of a document is: heading, name, name with amounts, amounts alone, row, or other words."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, Kind, Unit
from budgetcli.domain.book import Stage
from budgetcli.read.slides.columns import ANNOUNCED, UNIT
from budgetcli.read.slides.figures import reason
from budgetcli.read.slides.labels import YEAR, Labels, Role
from budgetcli.read.slides.legends import LEGEND, Legends
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.names import (
    DEPTH,
    ENDS,
    MARKS,
    NAME_LABEL,
    STRONG,
    TAG,
    bullet_of,
    clean,
    is_finance,
    is_name,
    is_new,
    is_sum,
    without_bullets,
)
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.paragraphs import paragraphs
from budgetcli.read.slides.pieces import pieces
from budgetcli.read.slides.printed import Printed
from budgetcli.read.slides.rows import Tables
from budgetcli.read.slides.running import read_line
from budgetcli.read.slides.runs import ONLY_CELLS
from budgetcli.read.slides.sentences import Sentences
from budgetcli.read.vocabulary import OFFICE

ENOUGH = 3
"""Points of evidence that make words with an amount a budget line."""
CERTAIN = 99
"""Points of what a sentence gives to a programme, which are counted elsewhere."""
IN_SENTENCE = "sentence"
"""The style of its piece."""
OFTEN = 3
MANY = 9
OTHER_BUDGET = re.compile(rf"(?:{YEAR})(?:第?\d(?:次|号))?補正予算案?(?:に|で)")
"""What a line says of a supplementary budget beside the one that the document is on."""
PART_OF_COST = re.compile(r"円の(?:うち、?)?(?:\d+分の\d|\d+/\d+|\d+割)")
"""What a description says of who pays how much: 事業費120万円のうち２分の１."""
COMPARED = re.compile(r"(?:総額|市場規模|残高|費用|負担額|被害額)[^:：]{0,12}[:：]")
"""Lines of one form that make it the document's way of printing."""
ACCOUNT = re.compile(
    r"国民健康保険(?:事業)?|介護保険(?:事業)?|後期高齢者医療(?:事業)?|(?:上|下)?水道(?:事業)?|病院事業|.*会計"
)
SENTENCE = re.compile(r"[はがをにでとのもへやまかなど以程余超×xX/／人件円年月回増減、。]|から|まで|より|当た|あた|うち")
PAIR = re.compile(
    r"(?:^|[ 　])(?:本|当|今)年度(?:当初)?(?:予算)?額?(?:\(案\))?[ 　]+(?:前|昨)年度(?:当初)?(?:予算)?額?(?=[ 　]|$)"
)
"""The headings of a form's amounts."""
PAIR_ABOVE = 4
OFFICE_BESIDE = re.compile(rf"[(【〔\[]?(?:担当[:： ]*)?{OFFICE}[)】〕\]]?")
"""Who answers for a line, printed behind its amount."""
OFFICE_LINE = re.compile(rf"{OFFICE_BESIDE.pattern}(?: *(?:内線|電話|直通|TEL|☎)[^、。]*)?")
ASIDE = re.compile(r"\([^()]*\)")
AMOUNT_BEFORE_NAME = re.compile(
    r"^(?:(?:施策|分野|区分|番号|No\.?|新規?|柱)名?)*予算額(?:\(.{1,4}\))?(?:事業|取組|施策)名"
)
"""A head in which the column of amounts stands before that of the names."""
PRICE = re.compile(r"(?:\d{1,3}|\d{1,2},\d{3})円")
"""An amount below 100,000円 that is printed to the 円: what someone pays or gets, and no budget line."""
SMALL = re.compile(r"\d{1,3}")
"""A figure that is rather a count than an amount in 千円."""
KIND = re.compile(
    r"(?:人件|物件|扶助|公債|補助|維持補修|普通建設事業|災害復旧事業|投資的経?|義務的経|消費的経)費等?|(?:繰出|積立|貸付|投資|補助|出資)金"
    r"|(?:議会|総務|民生|衛生|労働|農林(?:水産)?業?|商工|土木|消防|教育|公債|予備|諸支出)[費金]"
)
"""Kinds of spending and 款, of which a budget prints the sums."""
NUMBERED_TAG = re.compile(rf"\d{{1,3}}[ 　]*[(【〔\[〈<](?:{MARKS})[)】〕\]〉>]\D*")
"""The number of an entry before its tag and its name, which is no amount."""
NUMBERED_LABEL = re.compile(rf"(?:{NAME_LABEL.pattern})\d{{1,3}}[ 　.．]+(?=[^\s\d])(?!.*円)")
"""The number of a form before the name that it holds."""
OF_ACCOUNT = re.compile(r"(?:予算|会計|支出)?科目[ 　:：]+[^円]*$")
"""The field of a form that holds 款, 項 and 目."""
NUMBERED = re.compile(r"(\d{1,2})[ .．、]")
AND_MORE = re.compile(r"[-…・]*(?:など|等|ほか)。?")
NOT_TAKEN = frozenset({"per-head", "ceiling", "result", "market", "difference"})


class Piece(NamedTuple):
    """A part of a line that ends with amounts."""

    at: int
    start: int
    """The place in the line at which it begins."""
    raw: str
    printed: Printed
    style: str
    score: int
    names_follow: bool = False
    """Whether the document prints the names behind the amounts."""

    @property
    def signature(self) -> tuple[str, bool, bool, bool]:
        """Return the form of the line, in which a document prints all its lines of one kind."""
        printed = self.printed
        return (self.style, printed.label is not None, bool(printed.remark), printed.is_wrapped)


class Reading(NamedTuple):
    """The lines of a document with what was read in each."""

    lines: Sequence[Line]
    tables: Tables
    pieces: dict[int, list[Piece]]
    units: dict[int, Unit | None]
    """The unit that is stated for bare figures, by line."""
    sentences: frozenset[int]
    """The lines of paragraphs that say what programmes get; what they hold is in their pieces."""


def read_lines(
    lines: Sequence[Line], tables: Tables, labels: Labels, legends: Legends, unit: Unit | None = None
) -> Reading:
    """Return what each line holds, each judged by its own words."""
    found: dict[int, list[Piece]] = {}
    units: dict[int, Unit | None] = {}
    in_column = False
    has_bullets = sum(bullet_of(line.plain) in ("symbol", "budget") for line in lines) > 1
    for at, line in enumerate(lines):
        announced = ANNOUNCED.search(line.plain)
        if match := announced or UNIT.search(line.plain):
            unit, in_column = Unit[match["unit"]], bool(announced)
        units[at] = unit
        if at in tables.rows or at in tables.heads or line.left or LEGEND.search(line.plain):
            continue
        if NUMBERED_TAG.fullmatch(line.plain) or NUMBERED_LABEL.match(line.plain) or OF_ACCOUNT.match(line.plain):
            continue
        labels = labels.after(line.plain)
        for start, raw in pieces(line.raw, line.plain):
            is_pair = any(PAIR.search(above.plain) for above in lines[max(0, at - PAIR_ABOVE) : at])
            printed = read_line(
                raw, plain(raw), line.number, line.page, labels, legends, unit, is_pair=is_pair and not start
            )
            if printed:
                style = bullet_of(plain(raw)) or _style_of_run(lines, at)
                score = 2 * (in_column and not printed.lead and "円" not in printed.first)
                score -= MANY * (PRICE.fullmatch(plain(printed.first)) is not None)
                score -= ENOUGH * (unit in (Unit.円, Unit.千円) and SMALL.fullmatch(plain(printed.first)) is not None)
                is_other = labels.stage is not Stage.SUPPLEMENTARY and OTHER_BUDGET.match(plain(printed.lead))
                score -= MANY * bool(is_other or PART_OF_COST.search(plain(raw)))
                found.setdefault(at, []).append(Piece(at, start, raw, printed, style, score))
    found = {
        at: [piece._replace(score=piece.score + _score(piece.printed, piece.style, has_bullets)) for piece in of_line]
        for at, of_line in _with_tags(found).items()
    }
    found = _amounts_first(_without_remarks(_without_comparisons(found)))
    found = _agreed(_over_previous(_listed(_under_names(found, lines))))
    told = _in_sentences(lines, tables, labels, legends)
    rest = {at: of_line for at, of_line in found.items() if at not in told}
    return Reading(lines, tables, {**rest, **{at: each for at, each in told.items() if each}}, units, frozenset(told))


def _without_comparisons(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Take points from the amounts of a line that says what it compares: 総額：米国91兆円、中国80兆円."""
    compared = {
        at
        for at, of_line in found.items()
        if len(of_line) > 1 and not of_line[0].printed.says_before and COMPARED.search(plain(of_line[0].printed.lead))
    }
    return _raised(found, compared, -MANY)


def _without_remarks(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Return the lines, those as no amounts that say once more that one is not known: 金額は予算編成過程で検討."""

    def is_unknown(at: int) -> bool:
        current = found[at][-1].printed.current if at in found else None
        return current is not None and current.kind is Kind.UNSTATED

    def is_remark(at: int) -> bool:
        return is_unknown(at) and is_unknown(at - 1) and not found[at][0].printed.lead

    return {
        at: [piece._replace(style=IN_SENTENCE, score=-CERTAIN) for piece in of_line] if is_remark(at) else of_line
        for at, of_line in found.items()
    }


def _raised(found: dict[int, list[Piece]], places: Collection[int], points: int) -> dict[int, list[Piece]]:
    """Return the lines, those at the places with more points."""
    return {
        at: [piece._replace(score=piece.score + points) for piece in of_line] if at in places else of_line
        for at, of_line in found.items()
    }


def _in_sentences(lines: Sequence[Line], tables: Tables, labels: Labels, legends: Legends) -> dict[int, list[Piece]]:
    """Return the lines of paragraphs that say what programmes get, with the pieces that begin in each."""
    told: dict[int, list[Piece]] = {}
    sentences = Sentences(labels)
    each_with_entries = [
        (paragraph, sentences.entries(paragraph))
        for paragraph in paragraphs(lines, lambda at: at in tables.rows or at in tables.heads)
    ]
    of_headings = sum(entry.is_of_heading for _, entries in each_with_entries for entry in entries)
    for paragraph, entries in each_with_entries:
        if not any(entry.is_line or (entry.is_of_heading and of_headings >= OFTEN) for entry in entries):
            continue
        told |= {at: [] for at in paragraph.lines} if entries else {}
        for entry in entries:
            line = lines[entry.at]
            words = plain(entry.amounts)
            labels = labels.after(words)
            if printed := read_line(entry.amounts, words, line.number, line.page, labels, legends, None):
                is_taken = entry.is_line or (entry.is_of_heading and of_headings >= OFTEN)
                score = CERTAIN if is_taken and printed.current else -CERTAIN
                before = NOTHING_BEFORE._replace(printed="新規") if entry.is_new else None
                before = printed.current if entry.is_as_before else before
                printed = printed._replace(lead=entry.name, previous=printed.previous or before)
                told[entry.at].append(Piece(entry.at, 1, entry.raw, printed, IN_SENTENCE, score))
    return told


def _with_tags(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Give lines that begin with 新 in place of a bullet the deeper of those of the lines with amounts around them."""
    places = [at for at, (first, *_) in found.items() if bullet_of(plain(first.raw)) in DEPTH]
    styled: dict[int, list[Piece]] = {}
    for at, of_line in found.items():
        if of_line[0].style or not TAG.match(plain(of_line[0].raw)):
            styled[at] = of_line
            continue
        behind = bisect_left(places, at)
        beside = [found[place][0].style for place in places[max(behind - 1, 0) : behind + 1]]
        style = max(beside, key=lambda each: DEPTH[each], default="")
        styled[at] = [piece._replace(style=piece.style or style) for piece in of_line]
    return styled


def _style_of_run(lines: Sequence[Line], at: int) -> str:
    """Return the style of the first name of a sentence whose further names begin with ▽."""
    ahead = lines[at + 1] if at + 1 < len(lines) else None
    return "symbol" if ahead and ahead.number == lines[at].number and ahead.raw.startswith("▽") else ""


def _score(printed: Printed, style: str, has_bullets: bool) -> int:
    """Return the points that a line's own words give to its being a budget line."""
    lead = plain(printed.lead)
    is_labelled = printed.label is not None and printed.label.role is Role.CURRENT and not printed.label.reason
    score = 3 * is_labelled + 3 * printed.says_before
    score += 2 if style in STRONG else 1 if style == "dot" else -1 if has_bullets and lead else 0
    remark = plain(printed.remark)
    has_office = OFFICE_BESIDE.fullmatch(remark) is not None
    is_end = not remark or printed.is_remark_apart or has_office or bool(AND_MORE.fullmatch(remark))
    score += is_end + has_office
    score += (
        3 * (style == "budget")
        + bool(is_new(lead))
        - (re.search("[円億万]", printed.first) is None)
        + 2 * printed.first.startswith("事項要求")
    )
    if lead:
        bare = without_bullets(lead)
        score += bool(ENDS.search(bare.rstrip(" 　:：=＝…‥"))) + bare.endswith(":")
        score += 2 * (printed.is_apart or bare.endswith("="))
        score -= 3 * (reason(bare[-14:]) in NOT_TAKEN) + 2 * bool(ACCOUNT.fullmatch(bare) and not style)
        outside = ASIDE.sub("", bare)
        score -= ("、" in outside) + ("," in outside)
    elif printed.is_apart:
        score += 2
    score -= MANY * (printed.current is None and SENTENCE.match(printed.remark) is not None)
    score -= MANY * _is_next_number(lead, plain(printed.first), remark)
    return score - 4 * (not is_end and bool(SENTENCE.match(printed.remark))) - (4 if printed.current is None else 0)


def _is_next_number(lead: str, first: str, remark: str) -> bool:
    """Say whether a figure is the number of a heading beside another one: 1 出会いを支える 2 子育てを支える."""
    number = NUMBERED.match(lead)
    return bool(number and remark) and first.isdecimal() and int(first) == int(number[1] if number else 0) + 1


def _amounts_first(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Return the lines, those of a list that prints names behind amounts as such."""

    def is_first(piece: Piece) -> bool:
        return not piece.printed.lead and not piece.printed.label and is_name(piece.printed.remark)

    listed = {at for at, of_line in found.items() if len(of_line) == 1 and is_first(of_line[0])}
    named = sum(ENDS.search(plain(clean(found[at][0].printed.remark))) is not None for at in listed)
    if len(listed) < OFTEN or 2 * named < len(listed):
        return found
    return {
        at: [piece._replace(score=ENOUGH, names_follow=True) for piece in of_line] if at in listed else of_line
        for at, of_line in found.items()
    }


def _listed(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Give points to names without bullets whose amounts end several lines right under each other."""

    def is_entry(at: int) -> bool:
        of_line = found.get(at, [])
        printed = of_line[0].printed if len(of_line) == 1 and not of_line[0].style else None
        if printed is None or printed.current is None or printed.remark or "円" not in printed.first:
            return False
        name = plain(printed.lead)
        return is_name(name) and not (
            is_sum(name) or is_finance(name) or KIND.fullmatch(name) or reason(name) in NOT_TAKEN
        )

    run = {at for at in found if is_entry(at) and is_entry(at - 1) + is_entry(at + 1)}
    often = {at for at in run if {at - 1, at + 1} <= run or {at - 2, at - 1} <= run or {at + 1, at + 2} <= run}
    return _raised(found, often, ENOUGH)


def _over_previous(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Give points to names with amounts under which the year before stands alone, or beside a description."""

    def is_before(at: int) -> bool:
        below = found.get(at + 1, [])
        printed = below[0].printed if len(below) == 1 else None
        if printed is None or printed.current or printed.previous is None:
            return False
        return not printed.lead or (printed.is_apart and printed.label is not None)

    over = {
        at
        for at, (first, *more) in found.items()
        if not more and first.printed.lead and not first.printed.previous and is_before(at)
    }
    return _raised(found, over, ENOUGH)


def _under_names(found: dict[int, list[Piece]], lines: Sequence[Line]) -> dict[int, list[Piece]]:
    """Give a point more to amounts alone under what may be names, where the document often prints them so."""
    alone = [of_line[0] for of_line in found.values() if len(of_line) == 1 and not of_line[0].printed.lead]
    under = [piece for piece in alone if piece.at - 1 not in found and piece.at and is_name(lines[piece.at - 1].raw)]
    forms = [piece.signature for piece in under]
    often = {piece.at for piece in under if forms.count(piece.signature) >= OFTEN}
    return _raised(found, often, 1)


def _agreed(found: dict[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Give a point more to lines of a form in which the document prints several names with amounts."""
    everything = [piece for of_line in found.values() for piece in of_line]
    named = [piece for piece in everything if piece.score >= 1 and is_name(piece.printed.lead)]
    forms = [piece.signature for piece in named]
    often = {form for form in forms if forms.count(form) >= OFTEN}
    places = {(piece.at, piece.signature) for piece in named}

    def agreed(piece: Piece) -> int:
        beside = ((piece.at - 1, piece.signature) in places) + ((piece.at + 1, piece.signature) in places)
        return (
            (piece.signature in often)
            + (forms.count(piece.signature) >= MANY)
            + (beside > 0 and piece.signature in often and piece.score > 0)
        )

    return {
        at: [piece._replace(score=piece.score + agreed(piece)) for piece in of_line] for at, of_line in found.items()
    }


def amounts_over_names(reading: Reading) -> list[int]:
    """Return the lines of amounts under which the name stands, where gaps show that the document prints them so."""
    lines = reading.lines
    if any(AMOUNT_BEFORE_NAME.search("".join(line.plain.split())) for line in lines):
        bare = [at for at, line in enumerate(lines) if ONLY_CELLS.fullmatch(line.plain) and line.plain[0].isdigit()]
        return bare if len(bare) >= OFTEN else []
    alone = [at for at, of_line in reading.pieces.items() if len(of_line) == 1 and not of_line[0].printed.lead]
    over = [at for at in alone if _is_over_name(reading, at)]
    return over if len(over) >= OFTEN and 2 * len(over) > len(alone) else []


def _is_over_name(reading: Reading, at: int) -> bool:
    """Say whether an amount has a gap above it and, without one, a name below it."""
    above, *below = reading.lines[at : at + 2]
    has_name = at + 1 not in reading.pieces and any(not line.after_gap and is_name(line.raw) for line in below)
    return above.after_gap and has_name


def offices_under_items(reading: Reading) -> frozenset[int]:
    """Return the lines right under items that say who answers for these, where most items have one."""
    lines = reading.lines
    items = [at for at, (first, *_) in reading.pieces.items() if first.printed.lead and first.score >= ENOUGH]
    under = [
        at + 1
        for at in items
        if at + 1 < len(lines) and not lines[at + 1].after_gap and OFFICE_LINE.fullmatch(lines[at + 1].plain)
    ]
    is_headed = items[:1] and items[0] and OFFICE_LINE.fullmatch(lines[items[0] - 1].plain)
    return frozenset(under) if len(under) >= OFTEN and 2 * len(under) > len(items) and not is_headed else frozenset()


def points_describe(reading: Reading) -> bool:
    """Say whether lines with ・ are on the names above them, as they stand between these and their amounts."""
    alone = {at for at, of_line in reading.pieces.items() if len(of_line) == 1 and not of_line[0].printed.lead}
    described = named = 0
    for at in alone:
        above = _lines_of_item(reading, at, alone)
        points = [place for place in above if bullet_of(reading.lines[place].plain) == "dot"]
        described += bool(points) and points[-1] != above[-1]
        named += bool(points) and points[-1] == above[-1]
    return described >= OFTEN and described > named * OFTEN


def points_follow(reading: Reading) -> bool:
    """Say whether lines with ・ are on the amounts above them, which stand under names without bullets."""
    alone = {at for at, of_line in reading.pieces.items() if len(of_line) == 1 and not of_line[0].printed.lead}
    stacks = [at for at in alone if at - 1 not in alone and at > 0]

    def is_point(at: int) -> bool:
        return at < len(reading.lines) and bullet_of(reading.lines[at].plain) == "dot"

    followed = sum(
        is_point(next(at for at in range(start, len(reading.lines) + 1) if at not in alone)) for start in stacks
    )
    return followed >= OFTEN and 2 * followed > len(stacks) and not any(is_point(at - 1) for at in stacks)


def _lines_of_item(reading: Reading, at: int, alone: Collection[int]) -> list[int]:
    """Return the lines over an amount that may be of its name or description, the nearest first."""
    return list(takewhile(lambda place: _is_of_item(reading, place, at, alone), range(at - 1, -1, -1)))


def _is_of_item(reading: Reading, place: int, at: int, alone: Collection[int]) -> bool:
    """Say whether a line may be of the name or of the description over an amount."""
    line = reading.lines[place]
    is_line = any(piece.score >= ENOUGH for piece in reading.pieces.get(place, ()))
    is_other = place in alone or is_line or place in reading.tables.rows or line.page != reading.lines[at].page
    return not is_other and not heading_level(line.plain)
