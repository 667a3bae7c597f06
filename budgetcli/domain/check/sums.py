"""Checks of sums: totals as the source prints them, and parts against their whole."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from budgetcli.domain.amount import Amount, Kind
from budgetcli.domain.book import Book, DeclaredTotal, Item
from budgetcli.domain.check.finding import Finding, Inspected, Severity, place
from budgetcli.domain.interval import NOTHING
from budgetcli.domain.likeness import likeness, pieces
from budgetcli.domain.lines import Line, Wholes, wholes
from budgetcli.domain.problem import Message
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.text import key
from budgetcli.domain.total import Reason, total

SLIP = 0.7
"""Likeness from which a name is taken for the other with a slip."""


def declared_totals(inspected: Inspected) -> Iterable[Finding]:
    """Find printed totals that the items cannot add up to, whatever their rounding."""
    for book in inspected.books:
        if not book.totals:
            continue
        lines = Shelf((book,)).lines((book.previous_year, book.year)).lines
        among = wholes(lines, 2)
        for declared in book.totals:
            yield from _total(book, declared, lines, among)


def _total(book: Book, declared: DeclaredTotal, lines: Iterable[Line], among: Wholes) -> Iterable[Finding]:
    members = [line for line in lines if _is_in(line.item, declared)]
    name = declared.name or " / ".join(declared.category)
    if not members:
        empty = Message("check.totals.empty", {"name": name, "category": " / ".join(declared.category)})
        yield Finding(Severity.ERROR, place(book, declared.line), empty)
        return
    sums = total(members, 2, among)
    years = (book.previous_year, book.year)
    for column, printed in enumerate((declared.previous, declared.current)):
        found, bounds = sums.sums[column], printed.bounds()
        if bounds is None or found.bounds is None:
            continue
        is_open = any(out.column == column and out.reason is Reason.UNSTATED for out in sums.left_out)
        if found.bounds.low > bounds.high or (found.bounds.high < bounds.low and not is_open):
            params: dict[str, Any] = {
                "name": name,
                "year": years[column],
                "printed": printed.value,
                "sum": found.counted,
                "change": (found.counted or Decimal(0)) - (printed.value or Decimal(0)),
                "items": len(members),
                "unit": book.unit,
            }
            message = Message("check.totals.differ", params)
            yield Finding(Severity.ERROR, place(book, printed.line or declared.line), message)


def _is_in(item: Item, declared: DeclaredTotal) -> bool:
    """Say whether the item's category begins with the total's, or has its one level anywhere."""
    wanted = tuple(map(key, declared.category))
    levels = tuple(map(key, item.category))
    return levels[: len(wanted)] == wanted or (len(wanted) == 1 and wanted[0] in levels)


def parts(inspected: Inspected) -> Iterable[Finding]:
    """Find wholes that are less than their parts (うち) together, and parts whose whole is listed with a slip."""
    for book in inspected.books:
        groups: dict[str, list[Item]] = {}
        for item in book.items:
            if item.part_of:
                groups.setdefault(item.whole, []).append(item)
        named = {name: item for item in book.items for name in item.names} if groups else {}
        for name, members in groups.items():
            if name in named:
                yield from _parts(book, named[name], members)
            elif near := _near(members[0].part_of, [item.name for item in book.items if item not in members]):
                params = {"name": members[0].name, "whole": members[0].part_of, "near": near}
                yield Finding(Severity.WARNING, place(book, members[0].line), Message("check.parts.nowhere", params))


def _near(whole: str, names: Iterable[str]) -> str:
    """Return the name that is most like that of a whole; empty where none is: a source may print parts alone."""
    wanted = pieces(whole)
    likest = max(names, key=lambda name: likeness(pieces(name), wanted), default="")
    return likest if likest and likeness(pieces(likest), wanted) >= SLIP else ""


def _parts(book: Book, whole: Item, members: list[Item]) -> Iterable[Finding]:
    sides = ((book.previous_year, whole.previous, [item.previous for item in members]),
             (book.year, whole.current, [item.current for item in members]))  # fmt: skip
    for year, amount, amounts in sides:
        if amount.kind is not Kind.STATED or amount.value is None:
            continue
        least, bounds = _least(amounts), amount.bounds()
        if bounds is not None and least > bounds.high >= 0:
            params = {"name": whole.name, "year": year, "whole": amount.value, "parts": least, "unit": book.unit}
            message = Message("check.parts.exceed", params)
            yield Finding(
                Severity.ERROR, place(book, amount.line), message, tuple(place(book, m.line) for m in members)
            )


def _least(amounts: Iterable[Amount]) -> Decimal:
    """Return the least that the amounts add up to in 円; unknown ones may be nothing."""
    ranges = [bounds for amount in amounts if (bounds := amount.own_bounds()) is not None]
    return sum(ranges, start=NOTHING).low
