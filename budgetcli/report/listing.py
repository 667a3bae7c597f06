"""Every item with its amounts."""

from collections.abc import Iterable
from decimal import Decimal

from budgetcli.domain.compare import Change
from budgetcli.domain.lines import Line, Lines, wholes
from budgetcli.domain.problem import Message
from budgetcli.domain.total import Total, total
from budgetcli.report.cells import amount_cell, grouped, item_notes, page_cell, plain_column, year_columns, yen_cell
from budgetcli.report.columns import extra_cells, extra_columns
from budgetcli.report.headings import headings, sources
from budgetcli.report.leftout import left_out_counts, left_out_notes
from budgetcli.report.sums import Options, sums_change
from budgetcli.report.table import NOTHING_TO_SAY, TOTAL, Cell, Kind, Notes, Role, Row, Table


def listing(lines: Lines, options: Options) -> Table:
    """Return a row per item; with a sum per category and of all where so asked."""
    columns = (
        plain_column("id", shown=False),
        plain_column("name"),
        plain_column("category", shown=False),
        plain_column("measure", shown=False),
        *year_columns(lines.columns),
        plain_column("unit", shown=False),
        plain_column("note", Kind.NOTES, under="name"),
        plain_column("page"),
        *extra_columns(options.extra),
    )
    summed = options.by_category or options.extra
    sums = total(lines.lines if summed else (), len(lines.columns), bounded=False)
    rows = _by_category(lines, options, sums) if options.by_category else _items(lines.lines, options, sums)
    notes = left_out_notes(sums, lines, options.unit) if options.by_category else ()
    if options.bare:
        return Table((), columns, tuple(rows), (), options.unit)
    shown = tuple(grouped(rows, columns))
    return Table(headings(lines, options.unit), columns, shown, notes, options.unit, sources(lines))


def _by_category(lines: Lines, options: Options, sums: Total) -> Iterable[Row]:
    sections: dict[str, list[Line]] = {}
    for line in lines.lines:
        sections.setdefault(line.item.category_text, []).append(line)
    among = wholes(lines.lines, len(lines.columns))
    for category, members in sections.items():
        yield from _items(members, options, sums)
        part = total(members, len(lines.columns), among, bounded=False)
        yield _sum_row(part, Message("row.subtotal", {"name": category}), Role.SUBTOTAL, options, sums)
    yield _sum_row(sums, TOTAL, Role.SUM, options, sums)


def _items(lines: Iterable[Line], options: Options, sums: Total) -> Iterable[Row]:
    return (_row(line, options, sums) for line in lines)


def _row(line: Line, options: Options, sums: Total) -> Row:
    item, unit = line.item, options.unit
    return Row(
        (
            item.id or None,
            item.name,
            item.category_text or None,
            item.measure or None,
            *[amount_cell(amount, unit) for amount in line.amounts],
            unit.name,
            NOTHING_TO_SAY if line.is_plain else Notes(item_notes(line, unit)),
            page_cell(item.page),
            *(
                extra_cells(options.extra, line, Change(line.amounts[0], line.amounts[-1]), sums)
                if options.extra
                else ()
            ),
        )
    )


def _sum_row(part: Total, name: Cell, role: Role, options: Options, sums: Total) -> Row:
    amounts: list[Decimal | None] = [yen_cell(one.counted, options.unit) for one in part.sums]
    notes = Notes(left_out_counts(part) if role is Role.SUBTOTAL else ())
    extra = extra_cells(options.extra, None, sums_change(part), sums)
    return Row((None, name, None, None, *amounts, options.unit.name, notes, None, *extra), role)
