"""YAML as a stream of events, with its traps shut: no aliases, tags, duplicate keys or second documents."""

import difflib
import re
from collections.abc import Callable
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.text import fold
from budgetcli.read.whole import LONGEST_TEXT, NULLS

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # a PyYAML built without libyaml is slower and otherwise the same
    from yaml import Loader as Parser  # type: ignore[assignment]

MOST_PROBLEMS = 100
"""Beyond this a file is not a book with slips but something else."""

Reader = Callable[[Any], Any]


def event_source(text: str) -> Callable[[], Any]:
    """Return what gives the next event of a YAML text at each call."""
    source: Callable[[], Any] = Parser(text).get_event
    return source


class TooManyProblems(Exception):
    """So many problems were found that more would not help."""


class EventReader:
    """Reads the nodes of one YAML text, collecting problems."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []

    def open(self) -> None:
        """Start the stream of events; raises YAMLError where the text is not YAML."""
        self.get = event_source(self.text)
        self.get()

    def mapping(self, readers: dict[str, Reader], of: str) -> dict[str, Any]:
        """Read a mapping of known keys, its first event already taken."""
        get = self.get
        values: dict[str, Any] = {}
        marks: dict[str, Any] = {}
        while True:
            event = get()
            if event.__class__ is not ScalarEvent:
                if event.__class__ is MappingEndEvent:
                    return values
                self.problem("key-not-text", event)
                self.skip(event)
                self.skip(get())
                continue
            name = event.value
            reader = readers.get(name)
            if reader is None or name in marks:
                if reader is None:
                    self.unknown_key(event, readers, of)
                else:
                    self.problem("key-duplicate", event, marks[name], key=name)
                self.skip(get())
                continue
            marks[name] = event
            values[name] = reader(get())

    def skip(self, event: Any) -> None:
        """Pass over the node that the event begins."""
        depth = 0
        while True:
            if event.__class__ is MappingStartEvent or event.__class__ is SequenceStartEvent:
                depth += 1
            elif event.__class__ is MappingEndEvent or event.__class__ is SequenceEndEvent:
                depth -= 1
            if depth == 0:
                return
            event = self.get()

    def sequence(self, start: Any, reader: Reader) -> list[Any]:
        """Read a list, each entry by `reader`."""
        if start.__class__ is not SequenceStartEvent:
            self.wrong_type(start, "list")
            return []
        found = []
        while (event := self.get()).__class__ is not SequenceEndEvent:
            found.append(reader(event))
        return found

    def scalar(self, event: Any) -> str | None:
        """Return the text of a scalar; None where it is null or not a scalar, which is a problem."""
        if event.__class__ is not ScalarEvent:
            self.wrong_type(event, "text")
            return None
        value: str = event.value
        if event.tag is not None or event.anchor is not None:
            self.problem("yaml-tag" if event.tag is not None else "yaml-alias", event)
        if len(value) > LONGEST_TEXT:
            self.problem("text-too-long", event, length=len(value), longest=LONGEST_TEXT)
            return None
        return None if value in NULLS and not event.style else value

    def string(self, event: Any) -> str:
        """Return an optional text."""
        return self.scalar(event) or ""

    def problem(self, code: str, event: Any, *others: Any, **params: Any) -> None:
        """Note a problem at an event, in conflict with others."""
        self.problems.append(Problem(code, params, tuple(map(self.place, (event, *others)))))
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(Problem("too-many", {"most": MOST_PROBLEMS}, (self.place(event),)))
            raise TooManyProblems

    def place(self, event: Any) -> Place:
        """Return the place of an event."""
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(self.file, start.line + 1, start.column + 1, max(width, 1))

    def wrong_type(self, event: Any, wanted: str) -> None:
        """Note that the node is not of the wanted shape, and pass over it."""
        if event.__class__ is AliasEvent:
            self.problem("yaml-alias", event)
        else:
            self.problem("type-wrong", event, wanted=wanted)
        self.skip(event)

    def unknown_key(self, event: Any, readers: dict[str, Reader], of: str) -> None:
        """Note a key that the format does not have, with those that it may have meant."""
        folded = fold(event.value).strip(" :").casefold()
        self.problem(
            "key-unknown", event, key=event.value, of=of, near=nearest(folded, list(readers)), keys=list(readers)
        )


def nearest(text: str, known: list[str]) -> list[str]:
    """Return the known words nearest to the text, at most three, the nearest first."""
    return difflib.get_close_matches(text, known, n=3, cutoff=0.6)


UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML refuses to read (YAML 1.1, section 5.1)."""
SYNTAX_SIGNS = {
    "yaml-tab": "\t",
    "yaml-full-width": "：",
}
"""What in the line of a syntax error most likely caused it."""


def syntax_problem(error: YAMLError | UnicodeEncodeError, text: str, file: str) -> Problem:
    """Return the problem of a text that is not YAML."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _character_problem(text, file)
    lines = text.splitlines()
    number = min(mark.line, max(len(lines) - 1, 0))
    for line in range(number, max(number - 2, -1), -1):
        for code, sign in SYNTAX_SIGNS.items():
            if lines and sign in lines[line]:
                return Problem(code, {}, (Place(file, line + 1, lines[line].index(sign) + 1),))
    reason = getattr(error, "problem", None) or ""
    return Problem("yaml-syntax", {"reason": reason}, (Place(file, number + 1, mark.column + 1),))


def _character_problem(text: str, file: str) -> Problem:
    match = UNREADABLE.search(text)
    position = match.start() if match else 0
    before = text[:position]
    place = Place(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
    return Problem("yaml-character", {"character": f"U+{ord(text[position]):04X}" if text else ""}, (place,))
