"""Draw small pages for tests, as characters with boxes or as a PDF."""

from budgetcli.read.layout.glyph import Box, Glyph, PrintedPage
from budgetcli.read.layout.page import read_page
from budgetcli.read.layout.runs import is_wide

HEAD = "%PDF-1.7\n"
FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/Gothic/Encoding/UniJIS-UTF16-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"
    "/DW 1000/W[1 94 500]/FontDescriptor<</Type/FontDescriptor/FontName/Gothic/Flags 4/FontBBox[0 -120 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)
"""A font that every reader knows by name; nothing is embedded."""


class Paper:
    """A page to draw on, in points from its top left corner."""

    def __init__(self, width: float = 400, height: float = 500) -> None:
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.rules: list[Box] = []
        self.panels: list[Box] = []
        self.drawn: list[str] = []

    def write(self, text: str, x: float, y: float, size: float = 10, *, spread: float = 0) -> "Paper":
        """Write from left to right; y is the top of the line."""
        at = x
        for letter in text:
            width = size if is_wide(letter) else size / 2
            self.glyphs.append(Glyph(letter, Box(at, y, at + width, y + size), size, 0, False))
            self._show(letter, at, y + size * 0.88, size)
            at += width + spread
        return self

    def write_down(self, text: str, x: float, y: float, size: float = 10) -> "Paper":
        """Write one character under the other."""
        for at, letter in enumerate(text):
            self.write(letter, x, y + at * size, size)
        return self

    def turned(self, text: str, x: float, y: float, angle: int, size: float = 10) -> "Paper":
        """Write turned by 90 (downwards) or 270 (upwards) degrees clockwise, beginning at the point."""
        way = 1 if angle == 90 else -1
        at = y
        for letter in text:
            step = (size if is_wide(letter) else size / 2) * way
            self.glyphs.append(
                Glyph(letter, Box(x, min(at, at + step), x + size, max(at, at + step)), size, angle, False)
            )
            at += step
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "Paper":
        """Draw a straight line."""
        self.rules.append(Box(left, top, right, bottom))
        self.drawn.append(f"{left} {self.height - top} m {right} {self.height - bottom} l S")
        return self

    def panel(self, left: float, top: float, right: float, bottom: float) -> "Paper":
        """Draw a filled rectangle."""
        self.panels.append(Box(left, top, right, bottom))
        self.drawn.append(f"0.8 g {left} {self.height - bottom} {right - left} {bottom - top} re f 0 g")
        return self

    def table(self, xs: list[float], ys: list[float]) -> "Paper":
        """Draw all lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def lines(self) -> list[str]:
        """Return the lines as they are read from the page."""
        page = PrintedPage(self.width, self.height, self.glyphs, self.rules, self.panels)
        return [line.text for line in read_page(page)]

    def pdf(self, rotate: int = 0, font: str = FONT) -> bytes:
        """Return the page as a PDF."""
        return pdf([self], rotate, font)

    def _show(self, letter: str, x: float, base: float, size: float) -> None:
        code = letter.encode("utf-16-be").hex()
        self.drawn.append(f"BT /F {size} Tf 1 0 0 1 {x} {self.height - base} Tm <{code}> Tj ET")


def pdf(papers: list[Paper], rotate: int = 0, font: str = FONT) -> bytes:
    """Return a PDF of the pages."""
    count = len(papers)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>", font]
    for at, paper in enumerate(papers):
        content = "\n".join(paper.drawn)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/Rotate {rotate}/MediaBox[0 0 {paper.width} {paper.height}]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    return assemble(objects)


def assemble(objects: list[str], trailer: str = "") -> bytes:
    """Return a PDF file of numbered objects, the first of which is the catalog."""
    text, places = HEAD, []
    for number, each in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{each}\nendobj\n"
    start = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"trailer\n<</Root 1 0 R/Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return text.encode("latin-1")
