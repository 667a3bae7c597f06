"""A Markdown table for issues, wikis and minutes."""

import re

from budgetcli.report.table import Kind, Role, Row, Table
from budgetcli.write.cells import shown_columns
from budgetcli.write.registry import Style

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
RIGHT = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.COUNT})


def render(table: Table, style: Style) -> str:
    """Return headings, the table and its notes, with nothing of a book read as Markdown or HTML."""
    say = style.words.say
    columns = shown_columns(table)
    heads = [_escape(say(shown.column.title)) for shown in columns]
    rules = ["--:" if shown.column.kind in RIGHT else "---" for shown in columns]
    lines = [*(f"{_escape(say(heading))}\n" for heading in table.headings), _line(heads), _line(rules)]
    lines += [_row(row, table, style) for row in table.rows]
    lines += ["", *(f"- {_escape(say(note))}" for note in table.notes)] if table.notes else []
    return "\n".join(lines) + "\n"


def _row(row: Row, table: Table, style: Style) -> str:
    cells = []
    for shown in shown_columns(table):
        text, below = shown.texts(row, style.words)
        text = f"**{_escape(text)}**" if text and row.role is not Role.ITEM else _escape(text)
        cells.append("<br>".join([text, *map(_escape, below)]))
    return _line(cells)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escape(text: str) -> str:
    return (
        SPECIAL.sub(r"\\\1", " ".join(text.split()))
        .replace("\\<", "&lt;")
        .replace("\\>", "&gt;")
        .replace("\\&", "&amp;")
    )
