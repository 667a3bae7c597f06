"""The text of a PDF's pages in reading order, by the optional library."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from budgetcli.domain.problem import Problem
from budgetcli.read.layout.glyph import UNKNOWN, Printed

MISSING = "extra-missing"
UNKNOWN_SHARE = 10
"""In percent of the characters: with more unknown ones a PDF is not read."""


def read_pdf(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a PDF, a form feed between pages and an empty line before what is set apart."""
    pages, problems = read_printed(path)
    text = "\f".join(
        "\n".join(("\n" if at and line.gap else "") + line.text for at, line in enumerate(page)) for page in pages
    )
    return text, problems


def read_printed(path: Path) -> tuple[list[list[Printed]], list[Problem]]:
    """Return the lines of each page of a PDF in reading order."""
    try:
        import pypdfium2  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        return [], [Problem(MISSING, {"file": str(path), "extra": "pdf"}, ())]
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = "pdf-locked" if "assword" in str(error) else "pdf-unreadable"
        return [], [Problem(code, {"file": str(path), "reason": str(error)}, ())]
    try:
        pages = list(_pages(document))
    except pypdfium2.PdfiumError as error:
        return [], [Problem("pdf-unreadable", {"file": str(path), "reason": str(error)}, ())]
    finally:
        document.close()
    words = "".join(line.text for page in pages for line in page)
    if not words.strip():
        return [], [Problem("pdf-no-text", {"file": str(path)}, ())]
    if words.count(UNKNOWN) * 100 > len(words) * UNKNOWN_SHARE:
        at = ", ".join(str(at) for at, page in enumerate(pages, 1) if any(UNKNOWN in line.text for line in page))
        return [], [Problem("pdf-letters", {"file": str(path), "pages": at}, ())]
    return pages, []


def _pages(document: Any) -> Iterator[list[Printed]]:
    """Return the lines of one page after the other, so that only one is held open."""
    from budgetcli.read.glyphs import printed_page
    from budgetcli.read.layout.page import read_page

    for at in range(len(document)):
        page = document[at]
        try:
            yield read_page(printed_page(page))
        finally:
            page.close()
