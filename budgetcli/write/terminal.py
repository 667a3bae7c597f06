"""A Rich table for a person at a terminal, or for a text file."""

import io

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style as RichStyle
from rich.table import Table as RichTable
from rich.text import Text

from budgetcli.domain.compare import Status
from budgetcli.report.table import Kind, Role, Row, Share, Table
from budgetcli.write.cells import Shown, harmless, shown_columns
from budgetcli.write.registry import Style

FIGURES = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.COUNT})
STATUS_COLOURS = {
    Status.NEW: "cyan",
    Status.INCREASED: "green",
    Status.DECREASED: "red",
    Status.ABOLISHED: "magenta",
    Status.UNSTATED: "dim",
}
UNLIMITED = 10_000
"""Columns; wider than any table, so that each row is one line where nobody looks at a screen."""
NARROWEST_TEXT = 12
"""Columns of the column of names under which figures are folded too."""
PADDING = 2
RULES = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""A rule under the titles and over the total, and no other."""


def render(table: Table, style: Style) -> str:
    """Return the headings, the table and its notes."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=style.width or UNLIMITED,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for heading in table.headings:
        console.print(Text(harmless(style.words.say(heading)), style="bold"))
    console.print(_table(table, style))
    for note in table.notes:
        console.print(Text(harmless(style.words.say(note))))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _table(table: Table, style: Style) -> RichTable:
    columns = shown_columns(table)
    rows = [(row, [_text(row, shown, style) for shown in columns]) for row in table.rows]
    fits = _figures_width(columns, rows, style) + NARROWEST_TEXT <= (style.width or UNLIMITED)
    rich = RichTable(box=RULES, pad_edge=False, show_edge=False, padding=(0, PADDING, 0, 0), header_style="bold")
    for shown in columns:
        rich.add_column(
            Text(style.words.say(shown.column.title)),
            justify="right" if shown.column.kind in FIGURES else "left",
            overflow="fold" if style.wrap else "ellipsis",
            no_wrap=fits if shown.column.kind is not Kind.TEXT else not style.wrap,
        )
    for row, texts in rows:
        if row.role in (Role.SUM, Role.TOTAL):
            rich.add_section()
        rich.add_row(*texts, style=RichStyle(bold=row.role is not Role.ITEM))
    return rich


def _figures_width(columns: list[Shown], rows: list[tuple[Row, list[Text]]], style: Style) -> int:
    """Return how many columns all but the texts take."""
    total = 0
    for index, shown in enumerate(columns):
        if shown.column.kind is not Kind.TEXT:
            lines = style.words.say(shown.column.title).splitlines()
            lines += [line for _, texts in rows for line in texts[index].plain.splitlines()]
            total += max(map(cell_len, lines), default=0)
        total += PADDING
    return total


def _text(row: Row, shown: Shown, style: Style) -> Text:
    cell = row.cells[shown.place]
    colour = STATUS_COLOURS.get(cell, "") if isinstance(cell, Status) else "dim" if isinstance(cell, Share) else ""
    text, below = shown.texts(row, style.words)
    return Text(text, style=colour).append("".join(f"\n{line}" for line in below), style="dim")
