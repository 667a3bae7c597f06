"""Columns that are there only if asked for, and the choice of columns."""

from collections.abc import Sequence

from budgetcli.domain.compare import Change
from budgetcli.domain.interval import percent
from budgetcli.domain.lines import Line
from budgetcli.domain.total import Total
from budgetcli.report.cells import plain_column
from budgetcli.report.table import Cell, Column, Kind, Role, Table

EXTRA = {
    column.key: column
    for column in (
        plain_column("share", Kind.PERCENT),
        plain_column("contribution", Kind.PERCENT),
        plain_column("file"),
        plain_column("line", Kind.COUNT),
        plain_column("document"),
        plain_column("printed"),
    )
}
"""What `--columns` may name besides the table's own columns."""


def extra_columns(wanted: Sequence[str]) -> tuple[Column, ...]:
    """Return those of the wanted columns that are there only if asked for."""
    return tuple(EXTRA[key] for key in wanted if key in EXTRA)


def extra_cells(wanted: Sequence[str], line: Line | None, change: Change, whole: Total) -> tuple[Cell, ...]:
    """Return the cells of the extra columns; of a sum where there is no line."""
    if not wanted:
        return ()
    cells = {"share": _share(change, whole), "contribution": _contribution(change, whole), **_places(line)}
    return tuple(cells[key] for key in wanted if key in EXTRA)


def _share(change: Change, whole: Total) -> Cell:
    """Return the part of the whole's last amount, in percent."""
    after, of = change.current, whole.sums[-1].counted
    return None if after.value is None or after.whole is not None or of is None else percent(after.value, of)


def _contribution(change: Change, whole: Total) -> Cell:
    """Return the change over the whole's first amount (寄与度): those of all items add up to the whole's percent."""
    before = whole.sums[0].counted
    return None if change.amount is None or before is None else percent(change.amount, before)


def _places(line: Line | None) -> dict[str, Cell]:
    if line is None:
        return dict.fromkeys(("file", "line", "document", "printed"))
    return {
        "file": line.book.file,
        "line": line.item.line,
        "document": line.book.source.document or None,
        "printed": " → ".join(amount.printed or "－" for amount in line.amounts),
    }


def pick(table: Table, wanted: Sequence[str]) -> Table:
    """Return the table with the wanted columns only, in their order."""
    keys = [column.key for column in table.columns]
    places = [keys.index(key) for key in wanted]
    columns = tuple(table.columns[place]._replace(shown=True, under="") for place in places)
    rows = (row for row in table.rows if row.role is not Role.GROUP or "name" in wanted)
    picked = (row._replace(cells=tuple(row.cells[place] for place in places)) for row in rows)
    return table._replace(columns=columns, rows=tuple(row for row in picked if any(row.cells)))
