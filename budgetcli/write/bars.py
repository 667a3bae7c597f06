"""A chart drawn with characters, for a terminal or a pipe."""

import io
from decimal import Decimal

from rich.bar import Bar as RichBar
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from budgetcli.report.chart import Bar, Chart, Shape, short
from budgetcli.report.trend import bars as sparkline
from budgetcli.words.figures import japanese, signed
from budgetcli.write.cells import harmless
from budgetcli.write.registry import Style

WIDEST_NAME = 34
WIDTH = 80
"""Columns where nobody looks at a screen."""


def render(chart: Chart, style: Style) -> str:
    """Return the headings and a line per bar."""
    out = io.StringIO()
    width = style.width or WIDTH
    console = Console(file=out, width=width, no_color=True, highlight=False, markup=False, emoji=False)
    say = style.words.say
    for heading in chart.headings:
        console.print(Text(harmless(say(heading))))
    grid = RichTable.grid(padding=(0, 1), expand=True)
    grid.add_column(max_width=min(WIDEST_NAME, width // 2), overflow="fold")
    if chart.shape is Shape.AMOUNTS:
        grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    for bar in chart.bars:
        for row in _rows(bar, chart, style):
            grid.add_row(*row)
    console.print(grid)
    if chart.left:
        console.print(Text(style.words.text("chart.left", count=chart.left)))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _rows(bar: Bar, chart: Chart, style: Style) -> list[tuple[Text | RichBar, ...]]:
    name = Text(harmless(bar.name) or style.words.text("cell.none"))
    if chart.shape is Shape.LINES:
        stated = [value for value in bar.values if value is not None]
        ends = f"{japanese(short(stated[0]))} → {japanese(short(stated[-1]))}"
        return [(name, Text(sparkline(bar.values)), Text(ends))]
    greatest = max(abs(value) for one in chart.bars for value in one.values if value is not None)
    if chart.shape is Shape.CHANGES:
        value = bar.values[0] or Decimal(0)
        return [(name, _length(value, _least(chart), greatest), Text(signed(short(value))))]
    return [
        (
            name if index == 0 else Text(),
            Text(" ".join(style.words.say(title).split())),
            Text() if value is None else _length(value, _least(chart), greatest),
            Text(style.words.text("cell.unstated") if value is None else japanese(short(value))),
        )
        for index, (title, value) in enumerate(zip(chart.series, bar.values, strict=True))
    ]


def _least(chart: Chart) -> Decimal:
    return min(Decimal(0), *(value for bar in chart.bars for value in bar.values if value is not None))


def _length(value: Decimal, least: Decimal, greatest: Decimal) -> RichBar:
    """Return the bar from nothing to the figure, falls to the left of nothing."""
    begin, end = sorted((-least, value - least))
    return RichBar(size=float(max(greatest, Decimal(1).scaleb(-9)) - least), begin=float(begin), end=float(end))
