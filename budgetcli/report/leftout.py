"""What a sum leaves out, named with its amounts."""

from collections.abc import Iterable
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit
from budgetcli.domain.lines import Column, Lines
from budgetcli.domain.problem import Message
from budgetcli.domain.total import LeftOut, Reason, Total
from budgetcli.report.table import Money

MOST_NAMED = 10
"""Left-out items named one by one under a table; the rest are counted."""


class _Name(NamedTuple):
    """One thing that is left out: a grant once however many lines share it, an item by its own name."""

    reason: Reason
    file: str
    name: str


def left_out_notes(sums: Total, lines: Lines, unit: Unit) -> tuple[Message, ...]:
    """Return a note per thing that the sums leave out, then one for those too many to name."""
    return tuple(_named(sums.left_out, lines.columns, unit))


def _named(left_out: Iterable[LeftOut], columns: tuple[Column, ...], unit: Unit) -> Iterable[Message]:
    groups: dict[_Name, list[LeftOut]] = {}
    for entry in left_out:
        groups.setdefault(_name(entry), []).append(entry)
    counts: dict[Reason, int] = {}
    for name, entries in groups.items():
        counts[name.reason] = counts.get(name.reason, 0) + 1
        if counts[name.reason] <= MOST_NAMED and name.reason is not Reason.ABSENT:
            yield _note(name, entries, columns, unit)
    for reason, count in counts.items():
        if reason is Reason.ABSENT:
            yield Message("left.absent", {"count": count})
        elif count > MOST_NAMED:
            yield Message(
                "left.more", {"count": count - MOST_NAMED, "reason": Message(f"left.{reason.value}.word", {})}
            )


def _name(entry: LeftOut) -> _Name:
    item = entry.entry.item
    name = item.share_of or item.name if entry.reason is Reason.SHARE else item.name
    return _Name(entry.reason, entry.entry.book.file, name)


def _note(name: _Name, entries: list[LeftOut], columns: tuple[Column, ...], unit: Unit) -> Message:
    amounts: list[Message] = []
    for entry in entries:
        params = {"year": columns[entry.column].year, "amount": _words(entry.amount, unit)}
        if (amount := Message("left.amount", params)) not in amounts:
            amounts.append(amount)
    return Message(
        f"left.{name.reason.value}",
        {
            "name": name.name,
            "lines": len({entry.entry.item.line for entry in entries}),
            "amounts": tuple(amounts),
        },
    )


def _words(amount: Amount, unit: Unit) -> Money | Message | str:
    if amount.whole is not None:
        return Message("left.share_of", {"amount": Money(unit.of(amount.whole), unit)})
    if amount.value is not None:
        return Money(unit.of(amount.value), unit)
    return amount.printed or Message("cell.unstated", {})


def left_out_counts(sums: Total) -> tuple[Message, ...]:
    """Return in short how many things of each kind the sums leave out, for a row of a table."""
    names = dict.fromkeys(map(_name, sums.left_out))
    counts: dict[Reason, int] = {}
    for name in names:
        counts[name.reason] = counts.get(name.reason, 0) + 1
    return tuple(Message(f"count.{reason.value}", {"count": count}) for reason, count in counts.items())
