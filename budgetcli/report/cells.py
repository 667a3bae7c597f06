"""Amounts and notes of lines as the cells of tables."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetcli.domain.amount import Amount, Kind, Mark, Unit
from budgetcli.domain.book import Book, Item, Supplementary
from budgetcli.domain.interval import Interval
from budgetcli.domain.lineage import category_key
from budgetcli.domain.lines import Column as YearColumn
from budgetcli.domain.lines import Line
from budgetcli.domain.problem import Message
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear
from budgetcli.report.table import Cell, Column, Money, Range, Role, Row, Share
from budgetcli.report.table import Kind as CellKind


def amount_cell(amount: Amount, unit: Unit) -> Decimal | Share | None:
    """Return the amount in the unit: None where none is stated or there is none, Share for 内数."""
    if amount.whole is not None and amount.value is None:
        return Share(unit.of(amount.whole))
    return None if amount.value is None or (amount.marks and amount.is_nothing) else unit.of(amount.value)


def yen_cell(yen: Decimal | None, unit: Unit) -> Decimal | None:
    """Return the 円 in the unit."""
    return None if yen is None else unit.of(yen)


def range_cell(bounds: Interval | None, unit: Unit) -> Range:
    """Return the interval in the unit, without the zeros that its arithmetic added."""
    return Range(None, None) if bounds is None else Range(_short(bounds.low, unit), _short(bounds.high, unit))


def _short(yen: Decimal, unit: Unit) -> Decimal:
    value = unit.of(yen).normalize()
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


def page_cell(page: str) -> str | int | None:
    """Return the page, as a number where it is one."""
    return int(page) if page.isascii() and page.isdigit() else page or None


def year_columns(columns: Sequence[YearColumn]) -> tuple[Column, ...]:
    """Return the table's columns of years, each with a key of its own."""
    return tuple(
        Column(key, CellKind.AMOUNT, _year_title(column, file))
        for key, column, file in zip(_year_keys(columns), columns, _file_names(columns), strict=True)
    )


def _year_title(column: YearColumn, file: str | Message) -> Message:
    stage = column.stages[0] if len(column.stages) == 1 else None
    if file:
        return Message("column.edition", {"year": column.year, "stage": stage, "file": file})
    return Message("column.year" if stage else "heading.year", {"year": column.year, "stage": stage})


def _file_names(columns: Sequence[YearColumn]) -> Sequence[str | Message]:
    """Return the names of the files of two books that are compared; old and new where they have one name."""
    files = [column.file.replace("\\", "/").rpartition("/")[2] for column in columns]
    if len(files) == 2 and files[0] == files[1] != "":
        return [Message("column.old", {}), Message("column.new", {})]
    return files


def _year_keys(columns: Sequence[YearColumn]) -> list[str]:
    """Return the codes of the years; of two books of a year, with their stages, else with old and new."""
    codes = [column.year.code for column in columns]
    if len(set(codes)) == len(codes):
        return codes
    staged = [f"{column.year}_{'_'.join(stage.value for stage in column.stages)}" for column in columns]
    if len(set(staged)) == len(staged) and all(column.stages for column in columns):
        return staged
    endings = ("old", "new") if len(codes) == 2 else tuple(str(number) for number in range(1, len(codes) + 1))
    return [f"{code}_{ending}" for code, ending in zip(codes, endings, strict=True)]


def plain_column(key: str, kind: CellKind = CellKind.TEXT, *, shown: bool = True, under: str = "") -> Column:
    """Return a column whose title is known by its key."""
    return Column(key, kind, Message(f"column.{key}", {}), shown, under=under)


def range_column(column: Column) -> Column:
    """Return the column of what another column's figures lie between."""
    return column._replace(ranged=True, under=column.key)


def grouped(rows: Iterable[Row], columns: tuple[Column, ...]) -> Iterable[Row]:
    """Return the rows with the category as a heading wherever it changes."""
    keys = [column.key for column in columns]
    name, category = keys.index("name"), keys.index("category")
    before, after = (None,) * name, (None,) * (len(keys) - name - 1)
    last: Cell = None
    for row in rows:
        if row.role is Role.ITEM and row.cells[category] != last:
            last = row.cells[category]
            yield Row((*before, last, *after), Role.GROUP)
        yield row


MARK_NOTES = {
    Mark.NEW: "note.new",
    Mark.ABOLISHED: "note.abolished",
    Mark.APPROXIMATE: "note.approximate",
    Mark.AND_MORE: "note.and_more",
    Mark.SAME: "note.same",
}


def item_notes(line: Line, unit: Unit) -> tuple[Message, ...]:
    """Return what a reader must know of the line's amounts, the book's own note last."""
    return () if line.is_plain else tuple(_notes(line, unit))


def _notes(line: Line, unit: Unit) -> Iterable[Message]:
    item = line.item
    if any(amount.whole is not None or amount.kind is Kind.SHARE for amount in line.amounts):
        yield Message("note.share", {})
    marks = {mark for amount in line.amounts for mark in amount.marks}
    for mark, code in MARK_NOTES.items():
        if mark in marks:
            yield Message(code, {})
    if line.amounts[-1].kind is Kind.UNSTATED:
        yield (
            Message("note.printed", {"text": line.amounts[-1].printed})
            if line.amounts[-1].printed
            else Message("note.unstated", {})
        )
    if item.part_of:
        yield Message("note.part", {"whole": item.part_of})
    yield from _elsewhere(line)
    for year, amount in _supplementaries(line):
        if amount.value is not None:
            money = Money(unit.of(amount.value), unit)
            yield Message("note.supplementary", {"year": year, "amount": money})
        else:
            yield Message("note.supplementary", {"year": year, "amount": amount.printed})
    if item.note:
        yield Message("note.text", {"text": item.note})
    yield from _other_texts(line)


def _other_texts(line: Line) -> Iterable[Message]:
    """Return the notes of the line's other items."""
    for book, other in line.members[1:] if line.held else ():
        if other.note and other.note != line.item.note:
            yield Message("note.other_text", {"year": book.year, "text": other.note})


def _supplementaries(line: Line) -> Iterable[Supplementary]:
    """Return the supplementary budgets that the line's books print, one that two of them print once."""
    if not line.held:
        return line.item.supplementary
    found: dict[FiscalYear, tuple[str, list[Supplementary]]] = {}
    for book, item in line.members:
        for entry in item.supplementary:
            file, entries = found.setdefault(entry.year, (book.file, []))
            if file == book.file:
                entries.append(entry)
    return [entry for _, entries in found.values() for entry in entries]


def _elsewhere(line: Line) -> Iterable[Message]:
    """Return under which names and categories other books have the line's items, and which items a group holds."""
    if not line.held:
        return
    books: dict[str, tuple[Book, list[Item]]] = {}
    for book, item in line.members:
        books.setdefault(book.file, (book, []))[1].append(item)
    held = sorted(books.values(), key=lambda pair: pair[0].year)
    if any(len(items) > 1 for _, items in held):
        parts = (
            Message("note.held", {"year": book.year, "names": tuple(item.name for item in items)})
            for book, items in held
        )
        yield Message("note.group", {"parts": tuple(parts)})
        return
    others: dict[tuple[str, str, str], list[FiscalYear]] = {}
    for book, (item,) in held:
        if key(item.name) != key(line.item.name):
            others.setdefault(("note.formerly", "name", item.name), []).append(book.year)
        elif category_key(item) != category_key(line.item):
            others.setdefault(("note.moved", "category", item.category_text), []).append(book.year)
    for (code, param, text), years in others.items():
        yield Message(code, {"years": tuple(years), param: text})
