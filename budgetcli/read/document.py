"""A document's text, from a text file or a PDF."""

from pathlib import Path

from budgetcli.domain.problem import Place, Problem
from budgetcli.read.pdf import read_pdf

ENCODINGS = ("utf-8-sig", "cp932", "euc_jp")


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
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            continue
    return "", [Problem("table-encoding", {"file": str(path)}, (Place(str(path), 1, 1),))]
