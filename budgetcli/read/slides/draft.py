"""Slides and other running text into a draft book, with a word on every figure of money."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import UNPRINTED, Amount, Kind, Unit, parse_amount
from budgetcli.domain.book import Book, Item, Source, Stage
from budgetcli.domain.year import FiscalYear
from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.blocks import join_blocks
from budgetcli.read.slides.columns import UNIT
from budgetcli.read.slides.dating import previous_stage_of, stage_of
from budgetcli.read.slides.entries import as_entries
from budgetcli.read.slides.fields import with_fields
from budgetcli.read.slides.figures import unreadable
from budgetcli.read.slides.filing import Filed
from budgetcli.read.slides.found import Found, Untaken
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.legends import called_supplements, find_legends
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.lines import Reading, amounts_over_names, read_lines
from budgetcli.read.slides.mending import with_units
from budgetcli.read.slides.outline import Heading
from budgetcli.read.slides.pages import read_pages
from budgetcli.read.slides.rows import find_tables
from budgetcli.read.slides.runs import join_cells
from budgetcli.read.slides.sifting import sift
from budgetcli.read.slides.stacks import read_stacks
from budgetcli.read.slides.transposed import turn_tables
from budgetcli.read.slides.year_rows import with_years_in_one
from budgetcli.read.vocabulary import NOTHING, SCALE

BELOW = re.compile(rf"[(〔\[] ?(?:[\d,. ]+(?:{SCALE}*円)?|{NOTHING}) ?[)〕\]]")
"""The year before, under an amount."""


class Draft(NamedTuple):
    """What a reader made of a document."""

    book: Book
    doubts: dict[int, list[str]]
    """What a person must check, by the item's place in the book: codes."""
    untaken: list[Untaken]


def read_slides(
    text: str,
    year: FiscalYear,
    stage: Stage | None = None,
    file: str = "",
    title: str = "",
    unit: Unit | None = None,
) -> Draft:
    """Return the draft of a book of the year from the text of its document; `unit` is that of bare figures."""
    lines = join_cells(turn_tables(join_blocks(with_fields(as_entries(with_units(read_pages(text)))))))
    unit = unit or _only_unit(lines)
    stage = stage or stage_of(lines, year)
    labels = Labels(year, stage, supplements=called_supplements(lines))
    lines = with_years_in_one(lines, labels)
    legends = find_legends(lines, labels)
    reading = read_lines(lines, find_tables(lines, labels, legends, unit), labels, legends, unit)
    if over := amounts_over_names(reading):
        lines = _turned(lines, over)
        reading = read_lines(lines, find_tables(lines, labels, legends, unit), labels, legends, unit)
    is_joined = any(line.columns for line in lines)
    stacked = read_stacks([] if is_joined else lines, labels)
    assembly = Assembly(reading, labels, stacked.lines, legends)
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
    found, headings = sift(found, assembly)
    items, doubts, section = _settle(lines, found, headings, assembly.contents.titles)
    pages = [line.page for line in lines]
    span = f"{pages[0]}-{pages[-1]}" if pages and pages[0] != pages[-1] else "".join(pages[:1])
    unit = _unit(found, reading)
    book = Book(
        file, title or assembly.title or file, "", year, stage, previous_stage_of(lines, year), unit,
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
        end = at + 1
        while end < len(lines) and BELOW.fullmatch(lines[end].plain):
            end += 1
        below = turned[end : end + 1]
        amounts = [line._replace(after_gap=False) for line in turned[at:end]]
        turned[at : end + 1] = [*(line._replace(after_gap=True) for line in below), *amounts]
    return turned


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
    filed = Filed(lines, headings, everything, titles)
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
