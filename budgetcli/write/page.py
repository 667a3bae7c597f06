"""A page in one file: no request, no script needed, nothing of a book read as HTML."""

import base64
import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from budgetcli.domain.compare import Status
from budgetcli.report.chart import Chart, Shape
from budgetcli.report.page import Figure, Page
from budgetcli.report.table import Column, Kind, Role, Row, Share, Table
from budgetcli.version import version
from budgetcli.words import Words
from budgetcli.words.figures import japanese, plain
from budgetcli.write.cells import Shown, harmless, shown_columns, text_of
from budgetcli.write.picture import svg

FOLDER = Path(__file__).parent / "page_parts"
LONG_FIGURE = 11
"""Characters of a headline figure that stands in smaller type."""
NUMBERS = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.COUNT})


def render(page: Page, words: Words) -> str:
    """Return the page as HTML."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((FOLDER / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    say = words.say
    headings = [harmless(say(message)) for message in page.headings]
    return environment.get_template("page.html").render(
        language=words.language,
        text=words.text,
        title=headings[0],
        style=Markup(style),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704  # our own file
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        figures=[_figure(figure, page, words) for figure in page.figures],
        charts=[
            {"title": _chart_title(chart, words), "svg": Markup(svg(chart, words, titled=False))}  # noqa: S704  # Vega escapes texts
            for chart in page.charts
        ],
        sums=_table(page.sums, words),
        items=_table(page.items, words, page.links),
        notes=[harmless(say(note)) for note in page.items.notes],
        sources=[harmless(say(source)) for source in page.items.sources],
        statuses=_statuses(page.items, words),
        categories=list(dict.fromkeys(filter(None, (_category(page.items, row) for row in page.items.rows)))),
        version=version(),
    )


def _chart_title(chart: Chart, words: Words) -> str:
    """Return the words over a chart, with its unit, which may be larger than that of the tables."""
    is_alone = chart.shape is Shape.AMOUNTS and len(chart.series) == 1
    code = "page.chart.year" if is_alone else f"page.chart.{chart.shape.value}"
    return words.text("page.chart", title=words.text(code), unit=chart.unit.name)


def _statuses(items: Table, words: Words) -> list[tuple[str, str]]:
    """Return what rows may be filtered by; nothing where the table compares no years."""
    has_status = any(column.key == "status" for column in items.columns)
    return [(one.value, words.text(f"status.{one.value}")) for one in Status] if has_status else []


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _figure(figure: Figure, page: Page, words: Words) -> dict[str, Any]:
    name = harmless(" ".join(words.say(figure.title).split())) if figure.title else words.text(f"page.{figure.key}")
    kind = Kind.PERCENT if figure.key.endswith("_pct") else Kind.AMOUNT
    cell = figure.value
    text = japanese(cell) if isinstance(cell, int) else text_of(cell, Column(figure.key, kind, page.headings[0]), words)
    is_money = figure.is_sum and kind is Kind.AMOUNT and isinstance(cell, Decimal)
    return {
        "name": name,
        "text": text,
        "long": len(text) > LONG_FIGURE,
        "unit": page.items.unit.name if is_money else "",
    }


def _table(table: Table, words: Words, links: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the titles and the rows, each cell with its text and what it is sorted by."""
    shown = shown_columns(table)
    pages = [column.key for column in table.columns]
    rows = []
    number = 0
    for row in table.rows:
        link = links[number] if row.role is Role.ITEM and number < len(links) else ""
        number += row.role is Role.ITEM
        rows.append(
            {
                "role": row.role.value,
                "status": next((cell.value for cell in row.cells if isinstance(cell, Status)), ""),
                "category": _category(table, row),
                "cells": [_cell(one, row, words) for one in shown],
                "page": "" if "page" not in pages else harmless(str(row.cells[pages.index("page")] or "")),
                "link": link,
            }
        )
    titles = [{"text": words.say(one.column.title), "number": one.column.kind in NUMBERS} for one in shown]
    return {"titles": titles, "rows": rows, "paged": "page" in pages and bool(links)}


def _category(table: Table, row: Row) -> str:
    keys = [column.key for column in table.columns]
    is_filed = "category" in keys and row.role is Role.ITEM
    return harmless(str(row.cells[keys.index("category")] or "")) if is_filed else ""


def _cell(shown: Shown, row: Row, words: Words) -> dict[str, Any]:
    cell = row.cells[shown.place]
    text, below = shown.texts(row, words)
    figure = cell.value if isinstance(cell, Share) else cell
    return {
        "text": text,
        "below": below,
        "number": shown.column.kind in NUMBERS,
        "sort": plain(figure) if isinstance(figure, (Decimal, int)) and not isinstance(cell, Share) else "",
        "fall": isinstance(cell, Decimal) and cell < 0,
    }
