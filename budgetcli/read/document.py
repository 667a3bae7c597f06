"""A document's text, from a text file or a PDF."""

from pathlib import Path

from budgetcli.domain.problem import Place, Problem
from budgetcli.read.encoding import encoding_of
from budgetcli.read.pdf import read_pdf
from budgetcli.read.text import LARGEST


def is_document(path: Path) -> bool:
    """Say whether a file is running text and not a table."""
    ending = path.suffix.casefold()
    if ending != ".txt" or not path.is_file():
        return ending in (".pdf", ".txt")
    lines = [line for line in path.read_bytes()[:20_000].splitlines() if line.strip()]
    return sum(b"\t" in line for line in lines) * 2 <= len(lines)


def read_document(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a document, a form feed between pages."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [Problem("file-unreadable", {"file": str(path), "reason": error.strerror or ""}, ())]
    if path.suffix.casefold() == ".pdf":
        return read_pdf(path)
    if len(data) > LARGEST:
        size = f"{LARGEST // 1024 // 1024} MiB"
        return "", [Problem("file-too-large", {"file": str(path), "size": size}, (Place(str(path), 1, 1),))]
    encoding = encoding_of(data)
    if encoding is None:
        return "", [Problem("table-encoding", {"file": str(path)}, (Place(str(path), 1, 1),))]
    return data.decode(encoding), []
