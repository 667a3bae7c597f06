"""A table rounded for the eye; what it was made from stays exact."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from budgetcli.domain.problem import Message
from budgetcli.report.table import Cell, Column, Kind, Range, Share, Table


def rounded(table: Table, decimals: int) -> Table:
    """Return the table with its amounts half-up to so many decimals, ranges outwards, and a note that says so."""
    step = Decimal(1).scaleb(-decimals)
    rows = tuple(
        row._replace(
            cells=tuple(_cell(cell, column, step) for cell, column in zip(row.cells, table.columns, strict=True))
        )
        for row in table.rows
    )
    return table._replace(rows=rows, notes=(*table.notes, Message("table.rounded", {"decimals": decimals})))


def _cell(cell: Cell, column: Column, step: Decimal) -> Cell:
    if column.kind is not Kind.AMOUNT:
        return cell
    if isinstance(cell, Decimal):
        return _round(cell, step, ROUND_HALF_UP)
    if isinstance(cell, Share):
        return Share(_round(cell.value, step, ROUND_HALF_UP))
    if isinstance(cell, Range):
        low = None if cell.low is None else _round(cell.low, step, ROUND_FLOOR)
        return Range(low, None if cell.high is None else _round(cell.high, step, ROUND_CEILING))
    return cell


def _round(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """Return the value to the step; one that is printed no finer stays as it is."""
    exponent, finest = value.as_tuple().exponent, step.as_tuple().exponent
    is_finer = isinstance(exponent, int) and isinstance(finest, int) and exponent < finest
    return value.quantize(step, rounding) if is_finer else value
