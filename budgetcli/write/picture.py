"""A chart as SVG with its text as text, or as PNG, drawn by Vega-Lite."""

import json
from decimal import Decimal
from textwrap import wrap
from typing import Any

import vl_convert

from budgetcli.report.chart import Chart, Shape, short
from budgetcli.words import Words
from budgetcli.words.figures import japanese, signed
from budgetcli.write.cells import harmless

FONT = "Hiragino Sans, Yu Gothic, Meiryo, Noto Sans CJK JP, Noto Sans JP, sans-serif"
RISE, FALL = "#1f6fb2", "#c2491d"
"""Told apart by the colour-blind too; the side and the sign say the same."""
COLOURS = ("#9fb4c7", "#1f6fb2", "#c2491d", "#3a7d44", "#7b4ea3", "#8a6d1f", "#b03a6f", "#2a8c8c", "#555555", "#d08770")
WIDTH, STEP, HEIGHT = 520, 26, 300
DIGIT = 7.5
"""Columns of a picture that a digit at the end of a bar takes."""
MOST_ROOM = 0.3
"""Of the width, for the figures at the end of bars."""
AXIS = "(datum.value < 0 ? '△' : '') + format(abs(datum.value), ',~f')"
LEVEL = {"labelAngle": 0, "title": None, "labelExpr": "split(datum.label, ' ')"}
YEAR = 84
"""Columns of a picture that the name of a year takes."""
LONGEST_TITLE = 40
"""Characters of a line of the title."""


def svg(chart: Chart, words: Words, *, titled: bool = True) -> str:
    """Return the chart as SVG."""
    drawn: str = vl_convert.vegalite_to_svg(spec(chart, words, titled=titled), allowed_base_urls=[])
    return drawn


def png(chart: Chart, words: Words) -> bytes:
    """Return the chart as PNG, wide enough for a slide."""
    drawn: bytes = vl_convert.vegalite_to_png(
        spec(chart, words) | {"background": "white"}, scale=2, allowed_base_urls=[]
    )
    return drawn


def spec(chart: Chart, words: Words, *, titled: bool = True) -> dict[str, Any]:
    """Return what Vega-Lite draws; figures are floats here and nowhere else, for they only become lengths."""
    title = harmless(" ".join(words.say(message) for message in chart.headings))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "transparent",
        "padding": 8,
        "width": WIDTH,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12},
            "legend": {"labelFontSize": 12},
        },
        "data": {"values": _values(chart, words)},
        **({"title": {"text": wrap(title, LONGEST_TITLE), "anchor": "start", "fontSize": 15}} if titled else {}),
        **DRAWINGS[chart.shape](chart, words),
    }


def _figure(chart: Chart, value: Decimal) -> str:
    """Return the figure at the end of a bar."""
    return (signed if chart.shape is Shape.CHANGES else japanese)(short(value))


def _values(chart: Chart, words: Words) -> list[dict[str, Any]]:
    series = [" ".join(words.say(title).split()) for title in chart.series]
    return [
        {
            "bar": number,
            "series": name,
            "value": float(value),
            "text": _figure(chart, value),
        }
        for number, bar in enumerate(chart.bars)
        for name, value in zip(series, bar.values, strict=True)
        if value is not None
    ]


def _names(chart: Chart, words: Words) -> dict[str, Any]:
    """Return the axis of the bars: by number, since two of them may have the same name."""
    axis = {"title": None, "labelLimit": 420, "ticks": False, "labelExpr": _label(chart, words)}
    return {"field": "bar", "type": "nominal", "sort": None, "axis": axis}


def _label(chart: Chart, words: Words) -> str:
    names = [harmless(bar.name) or words.text("cell.none") for bar in chart.bars]
    return f"{json.dumps(names, ensure_ascii=False)}[datum.value]"


def _amounts() -> dict[str, Any]:
    return {"field": "value", "type": "quantitative", "axis": {"title": None, "labelExpr": AXIS, "tickCount": 5}}


def _lengths(chart: Chart) -> dict[str, Any]:
    """Return the axis of bars, with room for the figures beside them."""
    stated = [value for bar in chart.bars for value in bar.values if value is not None]
    low, high = float(min(stated, default=0)), float(max(stated, default=0))
    longest = max((len(_figure(chart, value)) for value in stated), default=0)
    share = min(longest * DIGIT / WIDTH, MOST_ROOM)
    room = share / (1 - 2 * share) * ((max(high, 0.0) - min(low, 0.0)) or 1.0)
    domain = [low - room if low < 0 else 0, high + room if high > 0 else 0]
    return _amounts() | {"scale": {"domain": domain, "nice": False}}


def _changes(chart: Chart, words: Words) -> dict[str, Any]:
    colour = {"condition": {"test": "datum.value < 0", "value": FALL}, "value": RISE}
    rises, falls = (
        {
            "transform": [{"filter": f"datum.value {sign} 0"}],
            "mark": {"type": "text", "align": align, "dx": dx, "fontSize": 12},
            "encoding": {"text": {"field": "text"}},
        }
        for sign, align, dx in ((">=", "left", 4), ("<", "right", -4))
    )
    return {
        "height": {"step": STEP},
        "encoding": {"y": _names(chart, words), "x": _lengths(chart)},
        "layer": [{"mark": "bar", "encoding": {"color": colour}}, rises, falls],
    }


def _sums(chart: Chart, words: Words) -> dict[str, Any]:
    series = {"field": "series", "type": "nominal", "sort": None}
    is_alone = len(chart.series) == 1
    colour = {"scale": {"range": list(COLOURS[1:] if is_alone else COLOURS)}, "legend": None if is_alone else LEGEND}
    return {
        "height": {"step": STEP / 1.6},
        "encoding": {
            "y": _names(chart, words),
            "x": _lengths(chart),
            "yOffset": series,
        },
        "layer": [
            {"mark": "bar", "encoding": {"color": series | colour}},
            {
                "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


LEGEND = {"title": None, "orient": "top", "labelLimit": 300}


def _lines(chart: Chart, words: Words) -> dict[str, Any]:
    colour = {"field": "bar", "type": "nominal", "sort": None, "scale": {"range": list(COLOURS[1:])}}
    legend = {"title": None, "labelLimit": 260, "orient": "right", "labelExpr": _label(chart, words)}
    return {
        "width": max(WIDTH, YEAR * len(chart.series)),
        "height": HEIGHT,
        "mark": {"type": "line", "point": True, "strokeWidth": 2.5},
        "encoding": {
            "x": {"field": "series", "type": "ordinal", "sort": None, "axis": LEVEL},
            "y": _amounts(),
            "color": colour | {"legend": legend},
        },
    }


DRAWINGS = {Shape.CHANGES: _changes, Shape.AMOUNTS: _sums, Shape.LINES: _lines}
