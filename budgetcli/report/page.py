"""Two years as one page: headline figures, pictures, sums by category and the whole table."""

from typing import NamedTuple

from budgetcli.domain.amount import Kind
from budgetcli.domain.compare import Change, Status
from budgetcli.domain.lines import Lines
from budgetcli.domain.problem import Message
from budgetcli.report.cells import year_columns
from budgetcli.report.chart import Chart, Shape, chart
from budgetcli.report.diff import diff
from budgetcli.report.rounding import rounded
from budgetcli.report.sums import Options
from budgetcli.report.table import Cell, Table
from budgetcli.report.total import By, totals
from budgetcli.report.trend import Options as TrendOptions
from budgetcli.report.trend import trend

BARS = 15


class Figure(NamedTuple):
    """A headline figure."""

    key: str
    value: Cell


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
    if len(sums.rows) <= 2:  # one category: sum by its whole path
        sums = totals(lines, options, By.CATEGORY)
    charts = [chart(items, Shape.CHANGES, BARS), chart(sums, Shape.AMOUNTS, BARS)]
    if years is not None:
        charts.append(chart(trend(years, TrendOptions(options.unit, By.CATEGORY, 1)), Shape.LINES, BARS))
    if decimals is not None:
        items, sums = rounded(items, decimals), rounded(sums, decimals)
    drawn = tuple(one for one in charts if one.bars)
    return Page(items.headings, _figures(lines, sums), drawn, sums, items, _links(lines))


def _figures(lines: Lines, sums: Table) -> tuple[Figure, ...]:
    whole = dict(zip((column.key for column in sums.columns), sums.rows[-1].cells, strict=True))
    before, after = (whole[column.key] for column in year_columns(lines.columns))
    statuses = [Change(*line.amounts).status for line in lines.lines]
    shares = sum(any(amount.kind is Kind.SHARE for amount in line.amounts) for line in lines.lines)
    return (
        Figure("before", before),
        Figure("after", after),
        Figure("change", whole["change"]),
        Figure("change_pct", whole["change_pct"]),
        Figure("items", len(lines.lines)),
        Figure("new", statuses.count(Status.NEW)),
        Figure("abolished", statuses.count(Status.ABOLISHED)),
        Figure("shares", shares),
    )


def _links(lines: Lines) -> tuple[str, ...]:
    return tuple(_link(line.book.source.url, line.item.page) for line in lines.lines)


def _link(url: str, page: str) -> str:
    """Return the address with the page as PDF viewers take it; nothing where it is no web address."""
    if not url.startswith(("https://", "http://")):
        return ""
    return f"{url}#page={page}" if page.isascii() and page.isdigit() and "#" not in url else url
