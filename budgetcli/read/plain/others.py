"""What is not plain in a plain book, as YAML."""

from collections.abc import Callable
from typing import Any

from yaml import YAMLError
from yaml.events import StreamEndEvent

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Book, Item
from budgetcli.domain.problem import Problem
from budgetcli.domain.year import FiscalYear
from budgetcli.read.head import BookReader
from budgetcli.read.item import ItemReader
from budgetcli.read.plain.scalar import NotPlain
from budgetcli.read.whole import Conflict


class NoProblems(list[Problem]):
    """Leaves whatever is wrong to the YAML reader of the whole text."""

    def append(self, problem: Problem) -> None:
        """Refuse the text."""
        raise NotPlain(problem.code)


def items_as_yaml(text: str, lines_before: int, unit: Unit | None, year: FiscalYear | None) -> list[Item]:
    """Return the items of a part of the list, before which stand so many lines; raises NotPlain."""
    reader = ItemReader(text, "")
    reader.problems, reader.unit, reader.year, reader.lines_before = NoProblems(), unit, year, lines_before
    try:
        reader.open()
        reader.get()
        items = reader.item_list(reader.get())
        if reader.get().explicit or reader.get().__class__ is not StreamEndEvent:
            raise NotPlain
    except YAMLError as error:
        raise NotPlain from error
    return items


class _HeadReader(BookReader):
    """Reads a head without its items, which have a reader of their own."""

    def __init__(self, text: str, file: str, items: Callable[[Unit | None, FiscalYear | None], list[Item]]) -> None:
        super().__init__(text, file)
        self.problems = NoProblems()
        self.read_items = items

    def items(self, event: Any) -> list[Item]:
        """Read the items, of which the event knows nothing."""
        del event
        self.amounts_begun = True
        return self.read_items(self.unit, self.year)

    def item_problem(self, conflict: Conflict) -> None:
        """Leave whatever is wrong to the YAML reader of the whole text."""
        raise NotPlain(conflict.code)


def head_as_yaml(text: str, file: str, items: Callable[[Unit | None, FiscalYear | None], list[Item]]) -> Book | None:
    """Return the book of a head, and of items that are read once unit and year are known; raises NotPlain."""
    reader = _HeadReader(text, file, items)
    try:
        reader.open()
        return reader.document()
    except YAMLError as error:
        raise NotPlain from error
