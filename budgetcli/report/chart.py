"""What a table's picture shows."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.problem import Message
from budgetcli.report.table import Cell, Column, Kind, Role, Row, Table

MOST = 20
"""Bars after which a picture is not read any more."""


GLANCE = (Unit.百万円, Unit.億円, Unit.兆円)
LONG = Decimal(10**7)
"""Figures from here on have more digits than a picture has room for."""
SPLIT = " / "
"""What stands between the levels of a category."""


class Shape(Enum):
    """How a picture is drawn."""

    CHANGES = "diff"
    """Bars to the left for falls, to the right for rises."""
    AMOUNTS = "total"
    """Bars side by side, one per year."""
    LINES = "trend"
    """A line over the years."""


class Bar(NamedTuple):
    """A named row of figures, one per series, in the chart's unit."""

    name: str
    values: tuple[Decimal | None, ...]


class Chart(NamedTuple):
    """A picture of a table."""

    shape: Shape
    headings: tuple[Message, ...]
    series: tuple[Message, ...]
    bars: tuple[Bar, ...]
    left: int
    """How many rows of the table with a figure have no bar."""
    unit: Unit


def chart(table: Table, shape: Shape, most: int = MOST) -> Chart:
    """Return the picture of a comparison's greatest changes, of sums, or of a trend."""
    columns = [place for place, column in enumerate(table.columns) if _is_drawn(column, shape)]
    rows = [row for row in table.rows if row.role is Role.ITEM]
    names = _names(table, rows)
    bars = [
        Bar(name, tuple(_figure(row.cells[place]) for place in columns)) for name, row in zip(names, rows, strict=True)
    ]
    drawn = [bar for bar in bars if any(value for value in bar.values)]
    kept = sorted(drawn, key=_greatest, reverse=True)[:most]
    if shape is Shape.CHANGES:
        kept = sorted(kept, key=lambda bar: bar.values[0] or Decimal(0), reverse=True)
    series = tuple(table.columns[place].title for place in columns)
    unit = _readable(table.unit, max(map(_greatest, kept), default=Decimal(0)))
    scaled = tuple(bar._replace(values=tuple(_in(unit, table.unit, value) for value in bar.values)) for bar in kept)
    headings = tuple(_with_unit(heading, unit) for heading in table.headings)
    return Chart(shape, headings, series, scaled, len(drawn) - len(kept), unit)


def _readable(unit: Unit, greatest: Decimal) -> Unit:
    """Return the unit in which the greatest figure of a picture can be read at a glance."""
    for other in GLANCE:
        if abs(greatest) < LONG:
            break
        if other.value > unit.value:
            unit, greatest = other, greatest.scaleb(unit.value - other.value)
    return unit


def _in(unit: Unit, own: Unit, value: Decimal | None) -> Decimal | None:
    return None if value is None else value.scaleb(own.value - unit.value)


def _with_unit(heading: Message, unit: Unit) -> Message:
    return heading._replace(params={**heading.params, "unit": unit}) if "unit" in heading.params else heading


def _is_drawn(column: Column, shape: Shape) -> bool:
    is_change = column.key == "change"
    return column.kind is Kind.AMOUNT and not column.ranged and is_change == (shape is Shape.CHANGES)


def _names(table: Table, rows: list[Row]) -> list[str]:
    """Return what the rows are called; of several of one name, with as much of the category as tells them apart."""
    keys = [column.key for column in table.columns]
    if "name" not in keys:
        return [str(row.cells[0] or "") for row in rows]
    name, category = keys.index("name"), keys.index("category")
    levels = 1 + max((str(row.cells[category] or "").count(SPLIT) for row in rows), default=0)
    names = [str(row.cells[name] or "") for row in rows]
    for depth in range(1, levels + 1):
        counts = Counter(names)
        names = [
            text if counts[text] == 1 else f"{row.cells[name]}（{_innermost(row.cells[category], depth)}）"
            for text, row in zip(names, rows, strict=True)
        ]
    return names


def _innermost(category: Cell, depth: int) -> str:
    return SPLIT.join(str(category or "").split(SPLIT)[-depth:])


def _figure(cell: Cell) -> Decimal | None:
    return cell if isinstance(cell, Decimal) else None


def _greatest(bar: Bar) -> Decimal:
    return max((abs(value) for value in bar.values if value is not None), default=Decimal(0))


def short(value: Decimal) -> Decimal:
    """Return the figure with one decimal at the most, half-up, for beside a bar."""
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP) if isinstance(exponent, int) and exponent < -1 else value
