"""One year, two or more as a page: headline figures, pictures, sums by category and the whole table."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from budgetcli.domain.amount import Kind, Unit
from budgetcli.domain.compare import Change, Status
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Message
from budgetcli.report.cells import year_columns
from budgetcli.report.chart import Chart, Shape, chart
from budgetcli.report.diff import diff
from budgetcli.report.listing import listing
from budgetcli.report.rounding import rounded
from budgetcli.report.sums import Options
from budgetcli.report.table import Cell, Role, Table
from budgetcli.report.total import By, totals
from budgetcli.report.trend import Options as TrendOptions
from budgetcli.report.trend import trend

BARS = 15
FEW = 2
"""Rows of sums that tell nothing apart: one category and the whole."""
OVER_YEARS = ("trend", "change", "change_pct", "yearly_pct", "from", "to")


class Figure(NamedTuple):
    """A headline figure."""

    key: str
    value: Cell
    title: Message | None = None
    """The name of its year; others are named by their key."""
    is_sum: bool = False
    """Whether it stands in the row that sums all, too."""


class Page(NamedTuple):
    """What a page shows."""

    headings: tuple[Message, ...]
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    sums: Table
    items: Table
    links: tuple[str, ...]
    """For each item of the table the address of its source page; empty where the book names none."""


def page(lines: Lines, options: Options, years: Lines | None = None, decimals: int | None = None) -> Page:
    """Return the page of a comparison; with the trend of more years where they are given.

    With `decimals` its amounts are rounded for the eye.
    """
    items = diff(lines, options._replace(grouped=False))
    sums = totals(lines, options, By.CATEGORY, 1)
    if len(sums.rows) <= FEW:
        sums = totals(lines, options, By.CATEGORY)
    charts = [chart(items, Shape.CHANGES, BARS), chart(sums, Shape.AMOUNTS, BARS)]
    if years is not None:
        charts.append(chart(trend(years, TrendOptions(options.unit, By.CATEGORY, 1)), Shape.LINES, BARS))
    statuses = [Change(*line.amounts).status for line in lines.lines]
    counts = (Figure("new", statuses.count(Status.NEW)), Figure("abolished", statuses.count(Status.ABOLISHED)))
    figures = (*_ends(sums, lines), *_of(sums, "change", "change_pct"), _items(lines), *counts, _shares(lines))
    return _page(items, sums, charts, figures, lines, decimals)


def year_page(lines: Lines, unit: Unit, decimals: int | None = None) -> Page:
    """Return the page of one year alone."""
    items = _ungrouped(listing(lines, Options(unit)))
    sums = _without(_sums(lines, unit), OVER_YEARS)
    figures = (*_ends(sums, lines), _items(lines), _shares(lines))
    return _page(items, sums, [chart(sums, Shape.AMOUNTS, BARS)], figures, lines, decimals)


def trend_page(lines: Lines, unit: Unit, decimals: int | None = None) -> Page:
    """Return the page of three years or more."""
    items = trend(lines, TrendOptions(unit, grouped=False))
    sums = _sums(lines, unit)
    figures = (*_ends(sums, lines), *_of(sums, "change", "change_pct", "yearly_pct"), _items(lines), _shares(lines))
    return _page(items, sums, [chart(sums, Shape.LINES, BARS)], figures, lines, decimals)


def _page(
    items: Table, sums: Table, charts: Sequence[Chart], figures: tuple[Figure, ...], lines: Lines, decimals: int | None
) -> Page:
    if decimals is not None:
        items, sums = rounded(items, decimals), rounded(sums, decimals)
        figures = tuple(figure._replace(value=_rounded(figure, sums)) for figure in figures)
    drawn = tuple(one for one in charts if one.bars)
    return Page(items.headings, figures, drawn, sums, items, _links(lines))


def _rounded(figure: Figure, sums: Table) -> Cell:
    """Return a headline figure as the sums print it."""
    keys = [column.key for column in sums.columns]
    return sums.rows[-1].cells[keys.index(figure.key)] if figure.key in keys and figure.is_sum else figure.value


def _sums(lines: Lines, unit: Unit) -> Table:
    """Return the sums by the broadest level of the category that tells anything apart."""
    sums = trend(lines, TrendOptions(unit, By.CATEGORY, 1))
    return sums if len(sums.rows) > FEW else trend(lines, TrendOptions(unit, By.CATEGORY))


def _without(table: Table, keys: Collection[str]) -> Table:
    """Return a table of one year without what compares years, and its notes without what explains that."""
    kept = [place for place, column in enumerate(table.columns) if column.key not in keys]
    rows = tuple(row._replace(cells=tuple(row.cells[place] for place in kept)) for row in table.rows)
    notes = tuple(note for note in table.notes if note.code != "trend.mean")
    return table._replace(columns=tuple(table.columns[place] for place in kept), rows=rows, notes=notes)


def _ungrouped(table: Table) -> Table:
    """Return a table whose category is a cell of each row and no heading over them; the page shows its links."""
    columns = tuple(column._replace(shown=column.shown and column.key != "page") for column in table.columns)
    return table._replace(columns=columns, rows=tuple(row for row in table.rows if row.role is not Role.GROUP))


def _of(sums: Table, *keys: str) -> tuple[Figure, ...]:
    """Return headline figures out of the row that sums all."""
    whole = dict(zip((column.key for column in sums.columns), sums.rows[-1].cells, strict=True))
    return tuple(Figure(key, whole[key], is_sum=True) for key in keys)


def _ends(sums: Table, lines: Lines) -> tuple[Figure, ...]:
    """Return the sums of the first year and the last."""
    columns = year_columns(lines.columns)
    ends = columns[:1] if len(columns) == 1 else (columns[0], columns[-1])
    return tuple(_of(sums, column.key)[0]._replace(title=column.title) for column in ends)


def _items(lines: Lines) -> Figure:
    return Figure("items", len(lines.lines))


def _shares(lines: Lines) -> Figure:
    return Figure("shares", sum(any(amount.kind is Kind.SHARE for amount in line.amounts) for line in lines.lines))


def _links(lines: Lines) -> tuple[str, ...]:
    return tuple(_link(line.book.source.url, line.item.page) for line in lines.lines)


def _link(url: str, page: str) -> str:
    """Return the address with the page as PDF viewers take it; nothing where it is no web address."""
    if not url.startswith(("https://", "http://")):
        return ""
    return f"{url}#page={page}" if page.isascii() and page.isdigit() and "#" not in url else url
