"""JSON for programs: a list of objects, amounts as numbers with the digits that were printed."""

import json
from decimal import Decimal

from budgetcli.report.table import Table
from budgetcli.words.figures import plain
from budgetcli.write.machine import Value, keys, values
from budgetcli.write.registry import Style


def render(table: Table, style: Style) -> str:
    """Return the rows, one object to a line."""
    del style
    names = [json.dumps(key) for key in keys(table)]
    rows = (
        "  {" + ", ".join(f"{name}: {_literal(value)}" for name, value in zip(names, row, strict=True)) + "}"
        for row in values(table)
    )
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _literal(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return json.dumps(value, ensure_ascii=False)
