"""What the user says of a table, and the columns that it names."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.text import key
from budgetcli.domain.year import FiscalYear
from budgetcli.read.headings import Heading, Role

MAPPED = (
    *(Role.NAME, Role.CATEGORY, Role.MEASURE, Role.CURRENT, Role.PREVIOUS, Role.CHANGE),
    *(Role.PAGE, Role.ID, Role.NOTE, Role.YEAR),
)
"""What a column can be mapped to by hand."""
SEVERAL = frozenset({Role.CATEGORY, Role.NOTE})
"""What several columns can be."""


class Wanted(NamedTuple):
    """What the user says of a table; the rest is found out."""

    columns: Mapping[str, Sequence[str]] = {}
    """Headings by the name of the role."""
    year: FiscalYear | None = None
    stage: Stage | None = None
    previous_stage: Stage | None = None
    unit: Unit | None = None
    organisation: str = ""
    title: str = ""
    brackets: str = ""
    """What a figure in brackets is: minus or plain; empty where that is not known."""


Columns = dict[Role, tuple[int, ...]]


def named_columns(headings: Sequence[Heading], wanted: Wanted, spot: Place) -> tuple[Columns, list[Problem]]:
    """Return the columns that the user names, by heading or by number from 1; an empty name is no column."""
    found: Columns = {}
    problems = []
    for name, texts in wanted.columns.items():
        columns: list[int] = []
        for text in filter(None, texts):
            at = _places(text, headings)
            if not at:
                problems.append(Problem("column-unknown", {"text": text, "known": _nearest(text, headings)}, (spot,)))
            if len(at) > 1:
                numbers = tuple(str(index + 1) for index in at)
                problems.append(Problem("column-twice", {"text": text, "numbers": numbers}, (spot,)))
            columns += at[:1]
        found[Role(name)] = tuple(columns)
        if len(columns) > 1 and Role(name) not in SEVERAL:
            problems.append(Problem("map-several", {"role": name}, (spot,)))
    return found, [*problems, *_shared(found, headings, spot)]


def knows(headings: Sequence[Heading], wanted: Wanted) -> bool:
    """Say whether the headings have every column that the user names."""
    return all(_places(text, headings) for texts in wanted.columns.values() for text in texts if text)


def _places(text: str, headings: Sequence[Heading]) -> list[int]:
    """Return the columns of a heading: by its whole text, else by its lowest row, else by number."""
    for texts in ([heading.text for heading in headings], [heading.own for heading in headings]):
        if found := [index for index, other in enumerate(texts) if key(other) == key(text)]:
            return found
    return [int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(headings) else []


def _shared(found: Columns, headings: Sequence[Heading], spot: Place) -> list[Problem]:
    """Say which columns the user names for two roles."""
    roles: dict[int, list[str]] = {}
    for role, columns in found.items():
        for index in dict.fromkeys(columns):
            roles.setdefault(index, []).append(role.value)
    return [
        Problem("map-shared", {"text": headings[index].text, "roles": tuple(names)}, (spot,))
        for index, names in roles.items()
        if len(names) > 1
    ]


def _nearest(text: str, headings: Sequence[Heading]) -> tuple[str, ...]:
    """Return the headings, the likest to a text first."""
    known = [heading.text for heading in headings if heading.text]
    return tuple(sorted(known, key=lambda other: -SequenceMatcher(None, key(text), key(other)).ratio()))
