"""Where in a book's text an item can be given another key."""

from typing import Any, NamedTuple

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from budgetcli.read.events import event_source

AFTERWORDS = frozenset({"note", "quote"})
"""Keys that stand last in an item, after any other."""


class Spot(NamedTuple):
    """A place in the text between two keys of an item."""

    offset: int
    """In characters."""
    indent: int
    """Columns before the item's keys; -1 for an item in braces, where a comma parts them."""


def item_spots(text: str) -> dict[int, Spot]:
    """Return the spot of each item of a book that can be read, by the line on which the item begins."""
    return _Scanner(text).scan()


class _Scanner:
    """The state of going through a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.get = event_source(text)

    def scan(self) -> dict[int, Spot]:
        """Go to the list of items and note the spot of each."""
        spots: dict[int, Spot] = {}
        while (event := self.get()).__class__ is not StreamEndEvent:
            if event.__class__ is MappingStartEvent:
                break
        while (key := self.get()).__class__ is not MappingEndEvent:
            value = self.get()
            if key.value == "items" and value.__class__ is SequenceStartEvent:
                while (item := self.get()).__class__ is not SequenceEndEvent:
                    spots[item.start_mark.line + 1] = self.item(item)
            else:
                self.skip(value)
        return spots

    def item(self, start: Any) -> Spot:
        """Read one item."""
        ends: dict[str, Any] = {}
        indent = 0
        while (key := self.get()).__class__ is not MappingEndEvent:
            indent = key.start_mark.column if not ends else indent
            ends[key.value] = self.skip(self.get())
        last = [end for name, end in ends.items() if name not in AFTERWORDS][-1]
        if start.flow_style:
            return Spot(last.index, -1)
        return Spot(self.line_after(last), indent)

    def line_after(self, end: Any) -> int:
        """Return where the line after a value begins; a block of text ends there already."""
        if end.column == 0:
            return int(end.index)
        found = self.text.find("\n", end.index)
        return found + 1 if found >= 0 else len(self.text)

    def skip(self, event: Any) -> Any:
        """Pass over a value and return the mark of its end."""
        depth = 0
        while True:
            if event.__class__ is MappingStartEvent or event.__class__ is SequenceStartEvent:
                depth += 1
            elif event.__class__ is MappingEndEvent or event.__class__ is SequenceEndEvent:
                depth -= 1
            if depth == 0:
                return event.end_mark
            event = self.get()
