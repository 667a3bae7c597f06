"""What checks found, ready to be said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from budgetcli.domain.amount import Amount, Unit
from budgetcli.domain.check.finding import Severity
from budgetcli.domain.check.registry import Named
from budgetcli.domain.problem import Message, Place
from budgetcli.domain.year import FiscalYear
from budgetcli.report.table import Money

MOST_SHOWN = 5
"""Findings of one check in one book that are shown unless all are asked for."""


class Said(NamedTuple):
    """A finding whose figures are in its book's unit."""

    check: str
    severity: Severity
    place: Place
    message: Message
    others: tuple[Place, ...]


class More(NamedTuple):
    """How many findings of a check in a book are not shown."""

    check: str
    file: str
    hidden: int


def said(found: Sequence[Named]) -> list[Said]:
    """Return the findings with amounts as money."""
    return [
        Said(check.value, finding.severity, finding.place, _message(finding.message), finding.others)
        for check, finding in found
    ]


def shortened(findings: Sequence[Said]) -> list[Said | More]:
    """Return the first findings of each check in each book, and how many more there are."""
    groups: dict[tuple[str, str], list[Said]] = {}
    for finding in findings:
        groups.setdefault((finding.check, finding.place.file), []).append(finding)
    shown: list[Said | More] = []
    for (check, file), members in groups.items():
        shown += members[:MOST_SHOWN]
        if len(members) > MOST_SHOWN:
            shown.append(More(check, file, len(members) - MOST_SHOWN))
    return shown


def _message(message: Message) -> Message:
    unit = message.params.get("unit") or Unit.円
    return Message(message.code, {name: _value(name, value, unit) for name, value in message.params.items()})


def _value(name: str, value: Any, unit: Unit) -> Any:
    match value:
        case Decimal():
            return Money(unit.of(value), unit, is_change=name == "change")
        case Amount():
            return value.printed if value.value is None or value.whole is not None else _value(name, value.value, unit)
        case FiscalYear():
            return value
        case Message():
            return _message(value)
        case tuple():
            return tuple(_value(name, part, unit) for part in value)
        case int():
            return f"{value:,}"
    return value


def counts(findings: Sequence[Said]) -> Mapping[str, int]:
    """Return how many findings there are of each severity."""
    return {f"{severity.value}s": sum(one.severity is severity for one in findings) for severity in Severity}
