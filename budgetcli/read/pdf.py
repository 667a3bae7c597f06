"""The text of a PDF's pages, by the optional library."""

from pathlib import Path

from budgetcli.domain.problem import Problem

MISSING = "extra-missing"


def read_pdf(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a PDF, a form feed between pages."""
    try:
        import pypdfium2  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        return "", [Problem(MISSING, {"file": str(path), "extra": "pdf"}, ())]
    try:
        document = pypdfium2.PdfDocument(path)
        pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError as error:
        return "", [Problem("pdf-unreadable", {"file": str(path), "reason": str(error)}, ())]
    text = "\f".join(page.replace("\r\n", "\n").replace("\ufffe", "").replace("\u0002", "") for page in pages)
    if not text.strip():
        return "", [Problem("pdf-no-text", {"file": str(path)}, ())]
    return text, []
