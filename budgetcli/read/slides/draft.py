"""Slides and other running text into a draft book, with a word on every figure of money."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import UNPRINTED, Amount, Kind, Unit, parse_amount
from budgetcli.domain.book import Book, Item, Source, Stage
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.columns import HEAD, UNIT
from budgetcli.read.slides.figures import AMOUNT, figures, unreadable
from budgetcli.read.slides.filing import Filed
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.legends import find_legends
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import Reading, amounts_over_names, read_lines
from budgetcli.read.slides.mending import with_units
from budgetcli.read.slides.names import ACCOUNT, OFFICE_BEHIND, STRONG
from budgetcli.read.slides.outline import Heading, Paths, heading_level, settle_levels
from budgetcli.read.slides.pages import read_pages
from budgetcli.read.slides.rows import find_tables
from budgetcli.read.slides.runs import join_cells
from budgetcli.read.slides.stacks import read_stacks
from budgetcli.read.slides.sums import (
    Runs,
    Verdict,
    sum_of_next,
    titles_with_sums,
    with_parts,
    wrong_sums,
)
from budgetcli.read.slides.transposed import turn_tables


class Draft(NamedTuple):
    """What a reader made of a document."""

    book: Book
    doubts: dict[int, list[str]]
    """What a person must check, by the item's place in the book: codes."""
    untaken: list[Untaken]


def document_year(text: str) -> FiscalYear | None:
    """Return the one year whose budget the document's first lines speak of; None where they name none or several."""
    lines = [line for line in read_pages(text)[:TITLE_LINES] if not OF_AMOUNTS.search("".join(line.plain.split()))]
    plain_lines = [line for line in lines if not figures(line.raw, line.plain)]
    for pattern, among in (
        (TITLE_YEAR, plain_lines), (SUPPLEMENT, plain_lines), (AMOUNT_YEAR, plain_lines), (AMOUNT_YEAR, lines),
    ):  # fmt: skip
        found = [pattern.search("".join(line.plain.split())) for line in among]
        named = {_year(match[1]) for match in found if match} - {None}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def read_slides(
    text: str,
    year: FiscalYear,
    stage: Stage | None = None,
    file: str = "",
    title: str = "",
    unit: Unit | None = None,
) -> Draft:
    """Return the draft of a book of the year from the text of its document; `unit` is that of bare figures."""
    lines = join_cells(turn_tables(with_units(read_pages(text))))
    unit = unit or _only_unit(lines)
    stage = stage or _stage(lines, year)
    labels = Labels(year, stage)
    legends = find_legends(lines, labels)
    reading = read_lines(lines, find_tables(lines, labels, legends, unit), labels, legends, unit)
    if over := amounts_over_names(reading):
        lines = _turned(lines, over)
        reading = read_lines(lines, find_tables(lines, labels, legends, unit), labels, legends, unit)
    stacked = read_stacks(lines, labels)
    assembly = Assembly(reading, labels, stacked.lines, legends.new, legends.other)
    assembly.read()
    assembly.ledger.untaken += stacked.untaken
    for at, line in enumerate(lines):
        for figure in unreadable(line.raw, line.plain):
            assembly.ledger.leave(at, figure.printed, "unreadable")
    found = (
        sorted([*assembly.ledger.found, *stacked.found], key=lambda each: each.at)
        if stacked.found
        else assembly.ledger.found
    )
    found = _of_other_budgets(_mark_wrong_sums(found, assembly), assembly)
    found, headings = _without_sums(_without_accounts(found, assembly), assembly)
    found = with_parts(_without_offices(_with_names(found, assembly)))
    items, doubts, section = _settle(lines, found, headings, assembly.contents.titles)
    pages = [line.page for line in lines]
    span = f"{pages[0]}-{pages[-1]}" if pages and pages[0] != pages[-1] else "".join(pages[:1])
    unit = _unit(found, reading)
    book = Book(
        file, title or _title(lines) or file, "", year, stage, _previous_stage(lines, year), unit,
        Source(document=file, section=section, pages=span), "", (), tuple(_in_unit(item, unit) for item in items),
    )  # fmt: skip
    return Draft(book, doubts, sorted(assembly.ledger.untaken, key=lambda entry: entry.line))


def _only_unit(lines: Sequence[Line]) -> Unit | None:
    """Return the unit of bare figures where the document states no other one; it may do so at its end."""
    stated = {match["unit"] for line in lines if (match := UNIT.search(line.plain))}
    return Unit[stated.pop()] if len(stated) == 1 else None


def _turned(lines: Sequence[Line], places: Sequence[int]) -> list[Line]:
    """Return the lines, those at the places behind the ones under them."""
    turned = list(lines)
    for at in places:
        turned[at : at + 2] = [lines[at + 1]._replace(after_gap=True), lines[at]._replace(after_gap=False)]
    return turned


def _title(lines: Sequence[Line]) -> str:
    """Return the first line that speaks of a budget."""
    return next(
        (
            line.raw
            for line in lines[:12]
            if re.search(r"年度.*(?:予算|要求)", line.plain)
            and not (
                line.plain.endswith("。") or figures(line.raw, line.plain) or HEAD.match("".join(line.plain.split()))
            )
        ),
        "",
    )


STAGES = (
    (r"補正予算(?:\(案\)|案)?(?:\(第\d+号\))?(?:の|に係る)?(?:概要|について|主な|規模|計上)", Stage.SUPPLEMENTARY),
    (r"概算要求|要求・?要望|予算の?要求(?:状況|一覧|概要|事業)|予算要求状況", Stage.REQUEST),
    (r"概算決定|政府案|政府予算案|[省庁](?:所管)?予算(?:\(案\)|案)", Stage.DRAFT),
    (r"当初予算|年度予算", Stage.INITIAL),
    (r"予算案", Stage.DRAFT),
    (r"要求額", Stage.REQUEST),
)
WHOLE_ACCOUNT = re.compile(r".*会計(?:[(（].*[)）])?")
REFERENCE = re.compile(r"予備費|.*(?:一括計上分?|推移|残高|融資枠)(?:[(（].*[)）])?")
"""Lines that tables print beside those of programmes."""
MUNICIPAL = re.compile(r"国民健康保険|介護保険|後期高齢者医療")
"""Accounts that every municipality has."""
UNMARKED = ("row", "")
ABOUT_FIGURES = re.compile(
    r"[\d\s,.()\[\]〔〕【】:：/・△▲~＋+％%、。ー-]|新規?|拡充?|継続?|[前本今]年度?|令和|平成|年度|当初|補正|予算|要求|額|案|[RH円]"
)
"""What stands beside figures and names nothing."""
FEWEST_ACCOUNTS = 3
FEWEST_OFFICES = 3
MANY = 5
ACCOUNT_LEVEL = 64
"""That of a 款 over its 項, below the headings of a page."""
TITLE_LINES = 15
NAME_BEGINS = 4
"""Characters by which a name is found among the words that it was read from."""
NOTE = re.compile(r"[※(（]?注|※")
YEAR = r"(?:令和|平成|R|H)(?:元|\d{1,2})年度|20\d\d年度"
YEAR_AND_STAGE = re.compile(rf"({YEAR})[^、。年]{{0,24}}")
OF_AMOUNTS = re.compile(rf"^(?:{NOTE.pattern})|内は|書きは|[上中下]段|前年度")
"""Lines that say what figures are."""
SUPPLEMENT = re.compile(rf"({YEAR})(?!.*当初)[^、。]{{0,20}}補正予算")
SECTION_YEAR = re.compile(rf"({YEAR})[^、。]{{0,16}}(?:予算|要求)")
TITLE_YEAR = re.compile(rf"({YEAR})[^、。年]{{0,16}}(?<!補正)(?:予算|要求)(?!(?:案|要求)?額)")
AMOUNT_YEAR = re.compile(rf"({YEAR})[^、。年]{{0,16}}(?<!補正)(?:予算|要求)")


def _stage(lines: Sequence[Line], year: FiscalYear) -> Stage | None:
    """Return the stage that the first words name behind the year, else that any of the first words or of all do."""
    tight = ["".join(line.plain.split()) for line in lines]
    title = [words for words in tight[:TITLE_LINES] if not NOTE.match(words)]
    of_year = _of_year(title, year) or _of_year(tight, year)
    if any(SUPPLEMENT.match(said) for said in of_year):
        return Stage.SUPPLEMENTARY
    for words in ("\n".join(of_year), "".join(title), "".join(tight)):
        for pattern, stage in STAGES:
            if re.search(pattern, words):
                return stage
    return None


def _of_year(lines: Sequence[str], year: FiscalYear) -> list[str]:
    """Return what the lines say right behind the year."""
    return [match[0] for words in lines for match in YEAR_AND_STAGE.finditer(words) if _year(match[1]) == year]


def _year(words: str) -> FiscalYear | None:
    return parse_year(words.replace("年度", "").replace("度", ""))


def _previous_stage(lines: Sequence[Line], year: FiscalYear) -> Stage | None:
    """Return the stage of the previous amounts, where the document says it."""
    words = "".join("".join(line.plain.split()) for line in lines)
    before = re.escape(plain(year.previous.label.replace("元", "1")))
    number = re.sub(r"\D", "", year.previous.label) or "元"
    return (
        Stage.INITIAL if re.search(rf"前年度当初|(?:R|H){number}当初|{before}当初|{number}年度?当初", words) else None
    )


def _unit(found: Sequence[Found], reading: Reading) -> Unit | None:
    """Return the unit of most amounts."""
    largest = list(reversed(Unit))
    units: list[Unit] = []
    for each in found:
        words = plain(each.current.printed)
        row = reading.tables.rows.get(each.at)
        stated = row.columns.unit if row else None
        units += [unit for unit in largest if unit.name in words][:1] if "円" in words else [stated] if stated else []
    bare = [
        reading.units[each.at]
        for each in found
        if "円" not in each.current.printed and re.search(r"\d", each.current.printed)
    ]
    known = [unit for unit in bare if unit] or units
    return max(dict.fromkeys(known), key=known.count) if known else None


def _in_unit(item: Item, unit: Unit | None) -> Item:
    """Return the item with the unit behind each bare figure that the book's unit would make another amount of."""
    return item._replace(current=_named(item.current, unit), previous=_named(item.previous, unit))


def _named(amount: Amount, unit: Unit | None) -> Amount:
    readings = ((amount.printed, unit), *((f"{amount.printed}{other.name}", None) for other in Unit))
    for printed, bare in readings:
        read = parse_amount(printed, bare)
        if isinstance(read, Amount) and (str(read.value), str(read.whole)) == (str(amount.value), str(amount.whole)):
            return amount._replace(printed=printed)
    return amount


def _mark_wrong_sums(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Mark the line above a printed sum that is not the sum of its lines."""
    marked = list(found)
    for _, last in wrong_sums(assembly.ledger.found, assembly.ledger.sums):
        at = marked.index(assembly.ledger.found[last]) if assembly.ledger.found[last] in marked else -1
        if at >= 0:
            marked[at] = marked[at]._replace(doubts=(*marked[at].doubts, "sum"))
    return marked


def _of_other_budgets(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out the lines of sections on revenues or on the budget of another year."""
    paths = Paths(assembly.contents.headings, assembly.contents.titles)
    year = assembly.labels.year
    kept: list[Found] = []
    for each in found:
        named = {
            _year(match[1]) for heading in paths.at(each.at) for match in SECTION_YEAR.finditer(plain(heading.text))
        }
        is_other = bool(named) and year not in named
        why = each.reason or ("reference" if REFERENCE.fullmatch(each.name) else "other-year" if is_other else "")
        if why:
            _leave(assembly, each, why)
        else:
            kept.append(each)
    return kept


def _without_accounts(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out 款 and accounts, which hold everything else, where a document lists them beside programmes."""
    kept = list(found)
    for pattern in (ACCOUNT, WHOLE_ACCOUNT):
        held = [each for each in kept if each.style in UNMARKED and pattern.fullmatch("".join(each.name.split()))]
        is_municipal = pattern is ACCOUNT or any(MUNICIPAL.match(each.name) for each in held)
        if not is_municipal or len(held) < FEWEST_ACCOUNTS or len(kept) - len(held) < max(MANY, len(held)):
            continue
        for each in held:
            _leave(assembly, each, "sum")
            if pattern is ACCOUNT and each.style == "row":
                assembly.contents.add(ACCOUNT_LEVEL, each.name, each.at)
        kept = [each for each in kept if each not in held]
    assembly.contents.headings.sort(key=lambda heading: heading.at)
    return kept


def _without_offices(found: Sequence[Found]) -> list[Found]:
    """Return the lines, their names without the offices that the document prints behind most of them."""
    named = sum(OFFICE_BEHIND.search(each.name) is not None for each in found)
    if named < FEWEST_OFFICES or 2 * named <= len(found):
        return list(found)
    return [each._replace(name=OFFICE_BEHIND.sub("", each.name)) for each in found]


def _with_names(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Leave out amounts whose names are nothing but figures and what they are called."""
    kept: list[Found] = []
    for each in found:
        words = plain(each.name)
        if re.search(r"\d", words) and not ABOUT_FIGURES.sub("", AMOUNT.sub("", words)):
            _leave(assembly, each, "sentence")
        else:
            kept.append(each)
    return kept


def _leave(assembly: Assembly, found: Found, why: str) -> None:
    line = assembly.lines[found.at]
    for amount in (found.current, found.previous, *(each.amount for each in found.supplementary)):
        if amount.printed and not amount.is_nothing:
            assembly.ledger.untaken.append(Untaken(line.page, line.number, amount.printed, why, found.quote))


def _without_sums(found: Sequence[Found], assembly: Assembly) -> tuple[list[Found], list[Heading]]:
    """Leave out amounts that are the sum of the lines right under them; the names become headings."""
    kept: list[Found] = []
    headings = list(assembly.contents.headings)
    firsts = {at for at in range(len(assembly.lines)) if assembly.contents.begins_page(at)}
    titles = titles_with_sums(found, firsts, [line.page for line in assembly.lines])
    runs = Runs(found)
    for at, each in enumerate(found):
        is_held = at in titles or runs.hold(at)
        verdict = Verdict.YES if is_held else sum_of_next(found, at)
        if verdict is not Verdict.YES:
            kept.append(each._replace(doubts=(*each.doubts, *(["perhaps-sum"] if verdict is Verdict.PERHAPS else []))))
            continue
        _leave(assembly, each, "sum")
        if each.style != "row":
            level = heading_level(assembly.lines[each.at].plain) or (62 if each.style in STRONG else 45)
            text = each.quote[: max(each.quote.find(each.name[:NAME_BEGINS]), 0)] + each.name
            headings.append(Heading(level, text, each.at, each.style))
    return kept, sorted(headings, key=lambda heading: heading.at)


def _settle(
    lines: Sequence[Line], found: Sequence[Found], headings: Sequence[Heading], titles: Collection[int]
) -> tuple[list[Item], dict[int, list[str]], str]:
    """Return the items with their headings, the doubts, and the section that all share."""
    everything = list(found)
    for measure in Filed(lines, headings, found).unpriced():
        name = re.sub(r"^[(（]\d{1,2}[)）]\s*", "", measure.text)
        unpriced = Found(name, measure.at, UNPRINTED, UNPRINTED, (), "", measure.text, "", ("unpriced",))
        place = next((at for at, each in enumerate(everything) if each.at > measure.at), len(everything))
        everything.insert(place, unpriced)
    filed = Filed(lines, settle_levels(headings), everything, titles)
    paths = [filed.path(each) for each in everything]
    section = filed.shared([path for path, _, _ in paths])
    items: list[Item] = []
    doubts: dict[int, list[str]] = {}
    for each, (path, measure_text, is_open) in zip(everything, paths, strict=True):
        codes = [*each.doubts, *(["heading"] if is_open else [])]
        if codes:
            doubts[len(items)] = list(dict.fromkeys(codes))
        share_of = each.name if each.current.kind is Kind.SHARE and each.current.value is None else ""
        category = tuple(text for text in path if text not in section)
        items.append(
            Item(each.name, category, measure_text, lines[each.at].page, each.current, each.previous,
                 each.supplementary, each.part_of, share_of, (), "", "", each.quote, lines[each.at].number)
        )  # fmt: skip
    return _told_apart(items, doubts), doubts, " ／ ".join(section)


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
