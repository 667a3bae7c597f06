"""A whole book from the parser's events: its head matter, its lists, and what only all of it shows."""

from typing import Any

from yaml import YAMLError
from yaml.events import DocumentStartEvent, MappingStartEvent, ScalarEvent, StreamEndEvent

from budgetcli.domain.amount import Unit, parse_unit
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source, Stage, parse_stage
from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.year import FiscalYear
from budgetcli.read.events import Reader, TooManyProblems, nearest, syntax_problem
from budgetcli.read.item import ItemReader
from budgetcli.read.whole import COUNT, Conflict, book_of, conflicts


class BookReader(ItemReader):
    """The state of reading one book."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self.amounts_begun = False
        self.source_readers: dict[str, Reader] = dict.fromkeys(Source._fields, self.string)
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

    def read(self) -> Book | None:
        """Return the book where the text has one; what is wrong is in `problems`."""
        try:
            self.open()
            return self.document()
        except TooManyProblems:
            pass
        except (YAMLError, UnicodeEncodeError) as error:
            self.problems.append(syntax_problem(error, self.text, self.file))
        return None

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
        for conflict in conflicts(items):
            self.item_problem(conflict)
        return book_of(values, self.file) if self.year else None

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
        if value is None or not COUNT.fullmatch(value):
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

    def totals(self, event: Any) -> list[DeclaredTotal]:
        """Read the totals that the source prints."""
        self.amounts_begun = True
        return [total for total in self.sequence(event, self.total) if total is not None]

    def items(self, event: Any) -> list[Item]:
        """Read the items."""
        self.amounts_begun = True
        return self.item_list(event)

    def item_problem(self, conflict: Conflict) -> None:
        """Note a problem at the first lines of items."""
        lines = self.text.splitlines()
        places = []
        for item in conflict.items:
            line = lines[item.line - 1]
            start = len(line) - len(line.lstrip(" -"))
            places.append(Place(self.file, item.line, start + 1, len(line) - start))
        self.problems.append(Problem(conflict.code, conflict.params, tuple(places)))
