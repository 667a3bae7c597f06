"""A Rich table for a person at a terminal, or for a text file."""

import io
from collections.abc import Iterable

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
"""Columns under which a text is not folded."""
PADDING = 2
GAP = PADDING + 1
"""Columns between two columns: the padding, and where the rules of other boxes stand."""
RULES = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
"""A rule under the titles and over the total, and no other."""


def render(table: Table, style: Style) -> str:
    """Return the headings, the table and its notes; a list of rows where the table would not fit."""
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
    say = style.words.say
    columns = shown_columns(table)
    rows = [(row, [_text(row, shown, style) for shown in columns]) for row in table.rows]
    for heading in table.headings:
        console.print(Text(harmless(say(heading)), style="bold"))
    if style.width is None or _least_width(columns, rows, style) <= style.width:
        console.print(_table(columns, rows, style))
    else:
        console.print(*_cards(columns, rows, style), sep="\n")
    for note in table.notes:
        console.print(Text(harmless(say(note))))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


Rows = list[tuple[Row, list[Text]]]


def _table(columns: list[Shown], rows: Rows, style: Style) -> RichTable:
    rich = RichTable(box=RULES, pad_edge=False, show_edge=False, padding=(0, PADDING, 0, 0), header_style="bold")
    for shown in columns:
        rich.add_column(
            Text(style.words.say(shown.column.title)),
            justify="right" if shown.column.kind in FIGURES else "left",
            overflow="fold" if style.wrap else "ellipsis",
            no_wrap=shown.column.kind is not Kind.TEXT or not style.wrap,
        )
    for row, texts in rows:
        if row.role in (Role.SUM, Role.TOTAL):
            rich.add_section()
        rich.add_row(*texts, style=_row_style(row))
    return rich


def _row_style(row: Row) -> RichStyle:
    return RichStyle(bold=row.role is not Role.ITEM)


def _cards(columns: list[Shown], rows: Rows, style: Style) -> Iterable[Text]:
    """Return each row as lines of its own, a title before every figure."""
    titles = [" ".join(style.words.say(shown.column.title).split()) for shown in columns]
    for _, texts in rows:
        yield texts[0]
        for title, text in zip(titles[1:], texts[1:], strict=True):
            if text.plain:
                yield Text(f"  {title} ").append_text(text)


def _least_width(columns: list[Shown], rows: Rows, style: Style) -> int:
    """Return how many columns the table takes at the least: its figures whole, its texts folded."""
    total = 0
    for index, shown in enumerate(columns):
        lines = style.words.say(shown.column.title).splitlines()
        lines += [line for _, texts in rows for line in texts[index].plain.splitlines()]
        widest = max(map(cell_len, lines), default=0)
        total += (min(widest, NARROWEST_TEXT) if shown.column.kind is Kind.TEXT else widest) + GAP
    return total - GAP


def _text(row: Row, shown: Shown, style: Style) -> Text:
    cell = row.cells[shown.place]
    colour = STATUS_COLOURS.get(cell, "") if isinstance(cell, Status) else "dim" if isinstance(cell, Share) else ""
    text, below = shown.texts(row, style.words)
    return Text(text, style=colour).append("".join(f"\n{line}" for line in below), style="dim")
