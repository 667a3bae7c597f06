"""Every item with its amounts."""

from budgetcli.domain.amount import Unit
from budgetcli.domain.lines import Line, Lines
from budgetcli.report.cells import amount_cell, grouped, item_notes, page_cell, plain_column, year_columns
from budgetcli.report.headings import headings, sources
from budgetcli.report.table import Cell, Kind, Notes, Row, Table


def listing(lines: Lines, unit: Unit) -> Table:
    """Return a row per item, amounts in the unit."""
    columns = (
        plain_column("id", shown=False),
        plain_column("name"),
        plain_column("category", shown=False),
        plain_column("measure", shown=False),
        *year_columns(lines.columns),
        plain_column("unit", shown=False),
        plain_column("note", Kind.NOTES, under="name"),
        plain_column("page"),
    )
    rows = grouped((_row(line, unit) for line in lines.lines), columns)
    return Table(headings(lines, unit), columns, tuple(rows), (), unit, sources(lines))


def _row(line: Line, unit: Unit) -> Row:
    item = line.item
    amounts: list[Cell] = [amount_cell(amount, unit) for amount in line.amounts]
    return Row(
        (
            item.id or None,
            item.name,
            item.category_text or None,
            item.measure or None,
            *amounts,
            unit.name,
            Notes(item_notes(line, unit)),
            page_cell(item.page),
        )
    )
