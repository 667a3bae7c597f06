"""A YAML book into the domain, straight from the parser's events, with every problem at once."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from budgetcli.domain.amount import UNPRINTED, Amount, Mark, Unit, Unreadable, parse_amount, parse_unit
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source, Stage, Supplementary, parse_stage
from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.events import EventReader, Reader, TooManyProblems, nearest, syntax_problem
from budgetcli.read.text import read_text

ITEM_NUMBER = re.compile(r"[0-9]{1,9}")
FIRST_KEYS = ("year", "unit")
"""What the amounts are read by, and so must stand before them."""


class Reading(NamedTuple):
    """What came of reading a book: the book where the file has one, and everything wrong with it."""

    book: Book | None
    problems: list[Problem]


def read_book(path: Path) -> Reading:
    """Return the book in a file and its problems."""
    text, problems = read_text(path)
    return Reading(None, problems) if problems else parse_book(text, str(path))


def parse_book(text: str, file: str) -> Reading:
    """Return the book that a text holds and its problems; `file` names it in them."""
    with _collector_off():
        return _BookReader(text, file).read()


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the cyclic garbage collector off: with it, many items take more than their proportion of time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _BookReader(EventReader):
    """The state of reading one book."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self.unit: Unit | None = None
        self.year: FiscalYear | None = None
        self.amounts_begun = False
        self.item_readers: dict[str, Reader] = {
            "name": self.required_text,
            "category": self.texts,
            "measure": self.string,
            "page": self.string,
            "current": self.amount,
            "previous": self.amount,
            "supplementary": self.supplementary,
            "part_of": self.string,
            "share_of": self.string,
            "formerly": self.texts,
            "id": self.string,
            "note": self.string,
            "quote": self.string,
        }
        self.source_readers: dict[str, Reader] = dict.fromkeys(Source._fields, self.string)
        self.total_readers: dict[str, Reader] = {
            "name": self.string,
            "category": self.texts,
            "current": self.amount,
            "previous": self.amount,
        }
        self.head_readers: dict[str, Reader] = {
            "title": self.string,
            "organisation": self.string,
            "year": self.book_year,
            "stage": self.stage,
            "previous_stage": self.stage,
            "unit": self.book_unit,
            "source": self.source,
            "note": self.string,
            "count": self.count,
            "totals": self.totals,
            "items": self.items,
        }

    def read(self) -> Reading:
        """Return the book and its problems."""
        try:
            self.open()
            return Reading(self.document(), self.problems)
        except TooManyProblems:
            pass
        except (YAMLError, UnicodeEncodeError) as error:
            self.problems.append(syntax_problem(error, self.text, self.file))
        return Reading(None, self.problems)

    def document(self) -> Book | None:
        """Read the one document of the stream."""
        event = self.get()
        if event.__class__ is StreamEndEvent:
            self.problem("book-empty", event)
            return None
        root = self.get()
        if root.__class__ is not MappingStartEvent:
            self.problem("book-not-mapping", root)
            return None
        values = self.mapping(self.head_readers, "book")
        end = self.get()
        following = self.get()
        if following.__class__ is DocumentStartEvent:
            self.problem("yaml-documents", following)
            return None
        return self.book(values, root, end)

    def book(self, values: dict[str, Any], root: Any, end: Any) -> Book | None:
        """Build the book from its head matter."""
        for name in ("year", "items"):
            if name not in values:
                self.problem("key-missing", root, key=name, of="book")
        items: list[Item] = values.get("items") or []
        if (count := values.get("count")) is not None:
            if count[0] != len(items):
                self.problem("count-differs", count[1], count=count[0], items=len(items))
            if not end.explicit:
                self.problem("end-missing", end)
        self.check_identities(items)
        self.check_wholes(items)
        if self.year is None:
            return None
        return Book(
            self.file,
            values.get("title") or "",
            values.get("organisation") or "",
            self.year,
            values.get("stage"),
            values.get("previous_stage"),
            self.unit,
            values.get("source") or Source(),
            values.get("note") or "",
            tuple(values.get("totals") or ()),
            tuple(items),
        )

    def required_text(self, event: Any) -> str:
        """Read a text that may not be empty."""
        value = self.string(event)
        if not value.strip() and event.__class__ is ScalarEvent:
            self.problem("text-empty", event)
        return value

    def texts(self, event: Any) -> tuple[str, ...]:
        """Read one text or a list of them."""
        if event.__class__ is not SequenceStartEvent:
            return (value,) if (value := self.string(event)) else ()
        return tuple(self.sequence(event, self.required_text))

    def amount(self, event: Any) -> Amount:
        """Read an amount in the book's unit."""
        value = self.scalar(event)
        if value is None:
            return UNPRINTED._replace(line=_line(event))
        amount = parse_amount(value, self.unit, _line(event))
        if amount.__class__ is Unreadable:
            self.problem(amount.code, event, **amount.params)
            return UNPRINTED
        return amount  # type: ignore[return-value]  # narrowed by class, which is faster than isinstance

    def fiscal_year(self, event: Any) -> FiscalYear | None:
        """Read a fiscal year; one without an era is of the book's."""
        value = self.scalar(event)
        year = parse_year(value, self.year) if value is not None else None
        if year is None and event.__class__ is ScalarEvent:
            self.problem("year-unreadable", event, text=event.value)
        return year

    def stage(self, event: Any) -> Stage | None:
        """Read a stage."""
        value = self.scalar(event)
        stage = parse_stage(value) if value is not None else None
        if stage is None and value is not None:
            self.problem("stage-unknown", event, text=value, near=nearest(value, [stage.value for stage in Stage]))
        return stage

    def book_year(self, event: Any) -> FiscalYear | None:
        """Read the book's year."""
        self.before_items(event, "year")
        self.year = self.fiscal_year(event)
        return self.year

    def before_items(self, event: Any, name: str) -> None:
        """Note a key that comes too late for the amounts that it governs."""
        if self.amounts_begun:
            self.problem("key-late", event, key=name)

    def book_unit(self, event: Any) -> Unit | None:
        """Read the unit of bare figures."""
        self.before_items(event, "unit")
        value = self.scalar(event)
        unit = parse_unit(value) if value is not None else None
        if unit is None and value is not None:
            self.problem("unit-unknown", event, text=value)
        self.unit = unit
        return unit

    def count(self, event: Any) -> tuple[int, Any] | None:
        """Read the declared number of items, with its event for the problem that it may be."""
        value = self.scalar(event)
        if value is None or not ITEM_NUMBER.fullmatch(value):
            if event.__class__ is ScalarEvent:
                self.problem("count-unreadable", event, text=event.value)
            return None
        return int(value), event

    def source(self, event: Any) -> Source:
        """Read the source: a mapping, or the document's name alone."""
        if event.__class__ is ScalarEvent:
            return Source(document=self.string(event))
        if event.__class__ is not MappingStartEvent:
            self.wrong_type(event, "mapping")
            return Source()
        return Source(**self.mapping(self.source_readers, "source"))

    def supplementary(self, event: Any) -> tuple[Supplementary, ...]:
        """Read supplementary budgets by year."""
        if event.__class__ is not MappingStartEvent:
            if self.scalar(event) is not None:
                self.problem("type-wrong", event, wanted="mapping")
            return ()
        found: dict[FiscalYear, tuple[Supplementary, Any]] = {}
        while (name := self.get()).__class__ is not MappingEndEvent:
            year = self.fiscal_year(name)
            amount = self.amount(self.get())
            if year is None:
                continue
            if year in found:
                self.problem("key-duplicate", name, found[year][1], key=name.value)
            else:
                found[year] = Supplementary(year, amount), name
        return tuple(entry for entry, _ in found.values())

    def totals(self, event: Any) -> list[DeclaredTotal]:
        """Read the totals that the source prints."""
        self.amounts_begun = True
        return [total for total in self.sequence(event, self.total) if total is not None]

    def total(self, event: Any) -> DeclaredTotal | None:
        """Read one declared total."""
        if event.__class__ is not MappingStartEvent:
            self.wrong_type(event, "mapping")
            return None
        values = self.mapping(self.total_readers, "total")
        return DeclaredTotal(
            values.get("name", ""),
            values.get("category", ()),
            values.get("current", UNPRINTED),
            values.get("previous", UNPRINTED),
            _line(event),
        )

    def items(self, event: Any) -> list[Item]:
        """Read the items."""
        self.amounts_begun = True
        return [item for item in self.sequence(event, self.item) if item is not None]

    def item(self, event: Any) -> Item | None:
        """Read one item."""
        if event.__class__ is not MappingStartEvent:
            self.wrong_type(event, "mapping")
            return None
        values = self.mapping(self.item_readers, "item")
        get = values.get
        if len(values) < 3 or "name" not in values or "current" not in values or "previous" not in values:
            for name in ("name", "current", "previous"):
                if name not in values:
                    self.problem("key-missing", event, key=name, of="item")
        current: Amount = get("current", UNPRINTED)
        previous: Amount = get("previous", UNPRINTED)
        if Mark.SAME in current.marks:
            current = current._replace(kind=previous.kind, value=previous.value, whole=previous.whole)
        return Item(
            get("name", ""),
            get("category", ()),
            get("measure", ""),
            get("page", ""),
            current,
            previous,
            get("supplementary", ()),
            get("part_of", ""),
            get("share_of", ""),
            get("formerly", ()),
            get("id", ""),
            get("note", ""),
            get("quote", ""),
            _line(event),
        )

    # What only the whole book shows

    def check_identities(self, items: list[Item]) -> None:
        """Note items that cannot be told apart."""
        first: dict[tuple[str, ...], Item] = {}
        for item in items:
            other = first.setdefault(item.identity, item)
            if other is not item:
                code = "id-duplicate" if item.id else "item-duplicate"
                self.item_problem(code, item, other, name=item.name, id=item.id)

    def check_wholes(self, items: list[Item]) -> None:
        """Note parts that are, directly or by way of others, parts of themselves."""
        parts = [item for item in items if item.part_of]
        wholes = {name: item for item in parts for name in item.names}
        for item in wholes.values():
            seen = [item]
            while (whole := wholes.get(key(seen[-1].part_of))) is not None and whole not in seen:
                seen.append(whole)
            if whole is item:
                self.item_problem("part-circular", item, name=item.name, whole=item.part_of)

    def item_problem(self, code: str, *items: Item, **params: Any) -> None:
        """Note a problem at the first lines of items."""
        lines = self.text.splitlines()
        places = []
        for item in items:
            line = lines[item.line - 1]
            start = len(line) - len(line.lstrip(" -"))
            places.append(Place(self.file, item.line, start + 1, len(line) - start))
        self.problems.append(Problem(code, params, tuple(places)))


def _line(event: Any) -> int:
    """Return the line of an event, counted from 1."""
    line: int = event.start_mark.line + 1
    return line
