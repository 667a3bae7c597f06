"""Checks of what became of items from one year to the next."""

from collections.abc import Iterable

from budgetcli.domain.amount import Amount, Kind, Mark
from budgetcli.domain.book import Item
from budgetcli.domain.check.finding import Finding, Inspected, Severity, place
from budgetcli.domain.lineage import Found
from budgetcli.domain.problem import Message


def is_new(item: Item) -> bool:
    """Say whether the book says that there was nothing the year before."""
    return Mark.NEW in item.current.marks | item.previous.marks or is_nothing(item.previous)


def is_nothing(amount: Amount) -> bool:
    """Say whether nothing is printed to the 円, or the words say 廃止; a rounded 0 is less than half a unit."""
    if amount.value is None or amount.value != 0 or amount.kind is not Kind.STATED:
        return False
    exponent = amount.value.as_tuple().exponent
    return amount.is_nothing or (isinstance(exponent, int) and exponent <= 0)


def vanished(inspected: Inspected) -> Iterable[Finding]:
    """Find items with money that the next year's book neither has nor declares abolished or renamed."""
    for pair in inspected.pairs:
        for kin in pair.kin:
            for item in kin.old if not kin.new else ():
                if not is_nothing(item.current) and Mark.ABOLISHED not in item.current.marks:
                    params = {"name": item.name, "year": pair.new.year, "amount": item.current, "unit": pair.old.unit}
                    yield Finding(Severity.WARNING, place(pair.old, item.line), Message("check.vanished.found", params))


def appeared(inspected: Inspected) -> Iterable[Finding]:
    """Find items that the book of the year before does not have, though they are not said to be new."""
    for pair in inspected.pairs:
        for kin in pair.kin:
            for item in kin.new if not kin.old else ():
                if not is_new(item):
                    params = {"name": item.name, "year": pair.old.year, "amount": item.previous, "unit": pair.new.unit}
                    yield Finding(Severity.WARNING, place(pair.new, item.line), Message("check.appeared.found", params))


def formerly(inspected: Inspected) -> Iterable[Finding]:
    """Find `formerly` entries that no earlier book's item answers, or several."""
    for books, lineage in inspected.lineages:
        for (number, position), origins in lineage.origins.items():
            item = books[number].items[position]
            for origin in origins:
                if origin.found is Found.ONE:
                    continue
                others = tuple(
                    place(books[origin.book], books[origin.book].items[other].line) for other in origin.items
                )
                message = Message(f"check.formerly.{origin.found.value}", {"name": item.name, "formerly": origin.text})
                yield Finding(Severity.ERROR, place(books[number], item.line), message, others)
