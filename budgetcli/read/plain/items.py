"""The items of a plain book."""

import re
from collections.abc import Callable
from typing import Any

from budgetcli.domain.amount import UNPRINTED, Amount, Unit, Unreadable, parse_amount
from budgetcli.domain.book import Item, Supplementary
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.plain.parts import Parts
from budgetcli.read.plain.scalar import UNQUOTED, NotPlain, required, scalar, string, texts
from budgetcli.read.whole import item_of

YEAR = re.compile(r"\w+")
YEARS = re.compile(rf"\{{\w+: {UNQUOTED}(?:, \w+: {UNQUOTED})*\}}")
REQUIRED = {"name", "current", "previous"}
SINGLE = ("measure", "page", "part_of", "share_of", "id", "note", "quote")


class _Known(dict[str, Any]):
    """What texts have been read as; most amounts and categories of a book stand in it more than once."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Any:
        """Read a text for the first time."""
        self[text] = value = self.read(text)
        return value


class ItemList:
    """Reads a list of items, those that are not plain in runs as YAML."""

    def __init__(self, parts: Parts, unit: Unit | None, year: FiscalYear | None) -> None:
        self.parts, self.unit, self.year = parts, unit, year
        self.dash, self.step = f"\n{parts.indent}- ", f"\n{parts.indent}  "
        amounts, lists = _Known(self.amount), _Known(texts)
        self.known: dict[str, _Known] = {
            **{name: _Known(string) for name in SINGLE},
            "name": _Known(required),
            **dict.fromkeys(("current", "previous"), amounts),
            **dict.fromkeys(("category", "formerly"), lists),
        }

    def read(self) -> list[Item]:
        """Return the items; raises NotPlain where anything is wrong."""
        line = self.parts.head.count("\n") + 1
        found: list[Item] = []
        run: list[str] = []
        for block in self.parts.items[len(self.dash) - 1 :].split(self.dash):
            try:
                item = self.item(block, line)
            except (NotPlain, KeyError):
                run.append(block)
            else:
                if run:
                    found += self.run(run, line, "\n")
                    run = []
                found.append(item)
            line += block.count("\n") + 1
        return found + self.run(run, line, "") if run else found

    def run(self, blocks: list[str], line_after: int, end: str) -> list[Item]:
        """Read blocks of the list as YAML."""
        from budgetcli.read.plain.others import items_as_yaml

        text = self.dash.join(["", *blocks])[1:]
        return items_as_yaml(text + end, line_after - text.count("\n") - 2, self.unit, self.year)

    def item(self, block: str, line: int) -> Item:
        """Return the item of a block from its first key on; raises NotPlain or KeyError where it is not plain."""
        known = self.known
        values: dict[str, Any] = {}
        pairs = block.rstrip(" \n").split(self.step)
        for number, pair in enumerate(pairs, line):
            name, _, text = pair.partition(": ")
            if name in values:
                raise NotPlain
            if name in known:
                value = known[name][text]
                values[name] = Amount(*value[:5], number) if value.__class__ is Amount else value
            else:
                self.supplementary(name, text, number, values)
        if not values.keys() >= REQUIRED:
            raise NotPlain
        values.pop("supplementary:", None)
        return item_of(values, line)

    def supplementary(self, name: str, text: str, line: int, values: dict[str, Any]) -> None:
        """Read a line of supplementary budgets: their key, a year below it, or all of them in braces."""
        if name == "supplementary:" and "supplementary" not in values:
            values["supplementary"] = ()
        elif name == "supplementary" and YEARS.fullmatch(text):
            values[name] = self.years(text[1:-1].split(", "), line)
            values["supplementary:"] = None  # no years may follow below
        elif name[:2] == "  " and next(reversed(values), "") == "supplementary":
            values["supplementary"] = self.years([f"{name[2:]}: {text}"], line, values["supplementary"])
        else:
            raise NotPlain

    def years(self, pairs: list[str], line: int, before: tuple[Supplementary, ...] = ()) -> tuple[Supplementary, ...]:
        """Return the supplementary budgets of pairs of year and amount after those before."""
        found = {entry.year: entry for entry in before}
        for pair in pairs:
            name, _, text = pair.partition(": ")
            year = parse_year(name, self.year) if YEAR.fullmatch(name) else None
            if year is None or year in found:
                raise NotPlain
            found[year] = Supplementary(year, self.known["current"][text]._replace(line=line))
        return tuple(found.values())

    def amount(self, text: str) -> Amount:
        """Return the amount of a scalar, its line left open."""
        value = scalar(text)
        amount = UNPRINTED if value is None else parse_amount(value, self.unit)
        if isinstance(amount, Unreadable):
            raise NotPlain
        return amount
