"""The characters and rules of a PDF's page, as PDFium knows them."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from budgetcli.read.layout.glyph import UNKNOWN, Box, Glyph, PrintedPage

LEFT_OUT = frozenset({2, 0xAD, 0xFFFE, 0xFEFF, 0x200B, 13, 10})
ASCENT = 0.88
"""In sizes: how far a character goes above its base line; the rest is below."""
HEAVY = 600
"""The weight from which on letters are bold."""
THIN = 3.0
"""In points: a rectangle thinner than this is a line."""
DEEPEST = 6
"""Levels of forms in forms."""
MOST = 10_000
"""Drawn paths of a page that are looked at."""
PICTURE = 160
"""Corners of a path that make it a picture; a dashed line has many too, and is thin."""

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)


def printed_page(page: Any) -> PrintedPage:
    """Return what is drawn on a page, turned as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    frame = _Frame(left, bottom, right, top, turned)
    text = page.get_textpage()
    try:
        glyphs = _glyphs(text, frame)
    finally:
        text.close()
    rules: list[Box] = []
    panels: list[Box] = []
    for box, is_line in _paths(page.raw, frame):
        (rules if is_line else panels).append(box)
    return PrintedPage(*frame.size, glyphs, rules, panels)


class _Frame:
    """From the coordinates of a PDF to those of the page as it is shown."""

    def __init__(self, left: float, bottom: float, right: float, top: float, turned: int) -> None:
        self.left, self.bottom, self.right, self.top, self.turned = left, bottom, right, top, turned
        size = (right - left, top - bottom)
        self.size = size[::-1] if turned in (90, 270) else size

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box on the page as it is shown."""
        west, east = left - self.left, right - self.left
        north, south = self.top - top, self.top - bottom
        width, height = self.right - self.left, self.top - self.bottom
        if self.turned == 90:
            return Box(height - south, west, height - north, east)
        if self.turned == 180:
            return Box(width - east, height - south, width - west, height - north)
        if self.turned == 270:
            return Box(north, width - east, south, width - west)
        return Box(west, north, east, south)


def _glyphs(page: Any, frame: _Frame) -> list[Glyph]:
    """Return the characters of a page; what is not seen, as over a scan, only where nothing is."""
    found = [(_glyph(page.raw, at, code, frame), _is_seen(page.raw, at)) for at, code in _codes(page)]
    return [glyph for glyph, is_seen in found if is_seen] or [glyph for glyph, _ in found]


def _codes(page: Any) -> Iterator[tuple[int, int]]:
    """Return the place and the code of each character that is drawn; halves of codes, which Windows has, in one."""
    high = 0
    for at in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page.raw, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        high = 0
        if code not in LEFT_OUT and pdfium.FPDFText_IsGenerated(page.raw, at) != 1:
            yield at, code


def _is_seen(raw: Any, at: int) -> bool:
    item = pdfium.FPDFText_GetTextObject(raw, at)
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _glyph(raw: Any, at: int, code: int, frame: _Frame) -> Glyph:
    """Return one character."""
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(raw, at, matrix)
    pdfium.FPDFText_GetLooseCharBox(raw, at, rect)
    pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
    size = pdfium.FPDFText_GetFontSize(raw, at) * math.hypot(matrix.c, matrix.d)
    text = UNKNOWN if code == 0 or pdfium.FPDFText_HasUnicodeMapError(raw, at) == 1 else chr(code)
    angle = round(math.degrees(math.atan2(-matrix.b, matrix.a)) / 90) * 90 % 360
    bounds = (rect.left, rect.bottom, rect.right, rect.top)
    if not angle:
        bounds = _level(text, bounds, x.value, y.value, size)
    box = frame.box(*bounds)
    is_bold = pdfium.FPDFText_GetFontWeight(raw, at) >= HEAVY
    return Glyph(text, box, size or box.height, (angle + frame.turned) % 360, is_bold)


def _level(
    text: str, bounds: tuple[float, float, float, float], x: float, y: float, size: float
) -> tuple[float, float, float, float]:
    """Return the bounds of an upright character, as high as its size and as wide as its advance."""
    left, bottom, right, top = bounds
    if (bottom + top) / 2 < y - size * 0.3 or left < x - size * 0.3:
        return left, bottom, right, top
    if unicodedata.east_asian_width(text) in "WF" and right - left < size * 0.97:
        left, right = x, x + size
    return left, y - size * (1 - ASCENT), max(right, left + size * 0.1), y + size * ASCENT


def _paths(page: Any, frame: _Frame) -> Iterator[tuple[Box, bool]]:
    """Return the lines (with True) and rectangles that are drawn on a page."""
    left = MOST
    stack = [
        (pdfium.FPDFPage_GetObject(page, at), UNIT, 0) for at in reversed(range(pdfium.FPDFPage_CountObjects(page)))
    ]
    while stack and left:
        item, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _product(_matrix(item), outer)
            count = pdfium.FPDFFormObj_CountObjects(item)
            stack += [(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1) for at in reversed(range(count))]
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            left -= 1
            yield from _lines(item, outer, frame)


def _lines(path: Any, outer: Matrix, frame: _Frame) -> Iterator[tuple[Box, bool]]:
    """Return the lines of one path."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *edges):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_at(outer, x, y) for x in (left, right) for y in (bottom, top)]
    whole = frame.box(*_span(corners))
    if min(whole.width, whole.height) < THIN:
        yield whole, True
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(path)
    if count > PICTURE or not (fill.value or stroke.value):
        return
    inner = _product(_matrix(path), outer)
    straight = list(_straight(path, count, inner, frame))
    is_rounded = len(straight) in (4, 8) and count > 5  # 8: the outer and the inner edge of a border
    if is_rounded or (fill.value and len(straight) == 4):
        yield whole, False
    if stroke.value and not is_rounded:
        yield from ((box, True) for box in straight)


def _straight(path: Any, count: int, matrix: Matrix, frame: _Frame) -> Iterator[Box]:
    """Return the edges of a path that go straight across or down."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _at(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        ends = [(last, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
        if pdfium.FPDFPathSegment_GetClose(segment):
            ends.append((point, first))
        for one, other in ends:
            box = frame.box(*_span([one, other]))
            if min(box.width, box.height) < 0.5 < max(box.width, box.height):
                yield box
        last = point


def _span(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does one and then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
