"""Items and declared totals of a book, from the parser's events."""

from typing import Any

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from budgetcli.domain.amount import UNPRINTED, Amount, Unit, Unreadable, parse_amount
from budgetcli.domain.book import DeclaredTotal, Item, Supplementary
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.events import EventReader, Reader
from budgetcli.read.whole import item_of


class ItemReader(EventReader):
    """Reads what a list of a book holds."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self.unit: Unit | None = None
        self.year: FiscalYear | None = None
        self.lines_before = 0
        """How many lines of the file stand before the text."""
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
        self.total_readers: dict[str, Reader] = {
            "name": self.string,
            "category": self.texts,
            "current": self.amount,
            "previous": self.amount,
        }

    def line(self, event: Any) -> int:
        """Return the line of an event in the file, counted from 1."""
        line: int = event.start_mark.line + 1 + self.lines_before
        return line

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
            return UNPRINTED._replace(line=self.line(event))
        amount = parse_amount(value, self.unit, self.line(event))
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

    def supplementary(self, event: Any) -> tuple[Supplementary, ...]:
        """Read supplementary budgets by year, of which one may have several."""
        if event.__class__ is not MappingStartEvent:
            if self.scalar(event) is not None:
                self.problem("type-wrong", event, wanted="mapping")
            return ()
        found: dict[FiscalYear, tuple[list[Amount], Any]] = {}
        while (name := self.get()).__class__ is not MappingEndEvent:
            year = self.fiscal_year(name)
            amounts = self.amounts(self.get())
            if year is None:
                continue
            if year in found:
                self.problem("key-duplicate", name, found[year][1], key=name.value)
            else:
                found[year] = amounts, name
        return tuple(Supplementary(year, amount) for year, (amounts, _) in found.items() for amount in amounts)

    def amounts(self, event: Any) -> list[Amount]:
        """Read an amount or a list of them."""
        is_list = event.__class__ is SequenceStartEvent
        return self.sequence(event, self.amount) if is_list else [self.amount(event)]

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
            self.line(event),
        )

    def item(self, event: Any) -> Item | None:
        """Read one item."""
        if event.__class__ is not MappingStartEvent:
            self.wrong_type(event, "mapping")
            return None
        values = self.mapping(self.item_readers, "item")
        if len(values) < 3 or "name" not in values or "current" not in values or "previous" not in values:
            for name in ("name", "current", "previous"):
                if name not in values:
                    self.problem("key-missing", event, key=name, of="item")
        return item_of(values, self.line(event))

    def item_list(self, event: Any) -> list[Item]:
        """Read a list of items."""
        return [item for item in self.sequence(event, self.item) if item is not None]
