"""A table for a person at a terminal, or for a text file."""

import io
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from budgetcli.domain.compare import Status
from budgetcli.report.table import Kind, Role, Row, Share, Table
from budgetcli.write.cells import Shown, harmless, shown_columns
from budgetcli.write.layout import Cell, Layout, Piece, Track, fitted, widest
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


def render(table: Table, style: Style) -> str:
    """Return the headings, the table and its notes; a list of rows where the table would not fit."""
    columns = shown_columns(table)
    rows = [(row, [_cell(row, shown, style) for shown in columns]) for row in table.rows]
    body = _table(columns, rows, style) or _cards(columns, rows, style)
    say = style.words.say
    lines = (
        *_printed([Text(harmless(say(heading)), style="bold") for heading in table.headings], style),
        *(f"{line.rstrip()}" for line in body),
        *_printed([Text(harmless(say(note))) for note in table.notes], style),
    )
    return "".join(f"{line}\n" for line in lines)


Rows = list[tuple[Row, list[Cell]]]


def _console(style: Style) -> Console:
    return Console(
        file=io.StringIO(),
        width=style.width or UNLIMITED,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _printed(texts: Iterable[Text], style: Style) -> list[str]:
    """Return the lines of texts over the whole width."""
    console = _console(style)
    with console.capture() as captured:
        for text in texts:
            console.print(text)
    return [line.rstrip() for line in captured.get().splitlines()]


def _table(columns: list[Shown], rows: Rows, style: Style) -> list[str] | None:
    """Return the lines of the table; None where it does not fit."""
    titles: list[Cell] = [_pieces(style.words.say(shown.column.title)) for shown in columns]
    natural = [widest([title, *(cells[place] for _, cells in rows)]) for place, title in enumerate(titles)]
    widths = fitted(natural, [shown.column.kind is Kind.TEXT for shown in columns], style.width)
    if widths is None:
        return None
    tracks = [Track(width, shown.column.kind in FIGURES) for width, shown in zip(widths, columns, strict=True)]
    layout = Layout(tracks, _console(style), fold=style.wrap, colour=style.colour)
    lines = [*layout.titles(titles)]
    for row, cells in rows:
        if row.role in (Role.SUM, Role.TOTAL) and lines[-1] != layout.rule:
            lines.append(layout.rule)
        lines += layout.lines(cells, bold=row.role is not Role.ITEM)
    return lines


def _cards(columns: list[Shown], rows: Rows, style: Style) -> list[str]:
    """Return each row as lines of its own, a title before every figure."""
    titles = [" ".join(style.words.say(shown.column.title).split()) for shown in columns]
    texts = []
    for _, cells in rows:
        texts.append(_text(cells[0]))
        texts += [
            Text(f"  {title} ").append_text(_text(cell))
            for title, cell in zip(titles[1:], cells[1:], strict=True)
            if any(piece.text for piece in cell)
        ]
    return _printed(texts, style)


def _text(cell: Cell) -> Text:
    return Text("\n").join(Text(piece.text, style=piece.style) for piece in cell)


def _cell(row: Row, shown: Shown, style: Style) -> Cell:
    cell = row.cells[shown.place]
    colour = STATUS_COLOURS.get(cell, "") if isinstance(cell, Status) else "dim" if isinstance(cell, Share) else ""
    text, below = shown.texts(row, style.words)
    return [*_pieces(text, colour), *(piece for line in below for piece in _pieces(line, "dim"))]


def _pieces(text: str, style: str = "") -> list[Piece]:
    return [Piece(line, style) for line in text.splitlines()] or [Piece("", style)]
