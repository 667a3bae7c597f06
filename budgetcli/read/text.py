"""Bytes of a book's file into text, or a clear word on why not."""

from pathlib import Path

from budgetcli.domain.problem import Place, Problem

LARGEST = 64 * 1024 * 1024
"""Bytes; the national budget's 1,700 items take half a megabyte."""
MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00": "UTF-32", b"\x00": "UTF-16"}
"""How a file begins that is not UTF-8: byte order marks, or the zero bytes of a Latin letter."""


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file, its byte order mark dropped, and what is wrong with it."""

    def problem(code: str, line: int = 1, column: int = 1, **params: str) -> tuple[str, list[Problem]]:
        return "", [Problem(code, {"file": str(path), **params}, (Place(str(path), line, column),))]

    try:
        if path.stat().st_size > LARGEST:
            return problem("file-too-large", size=f"{LARGEST // 1024 // 1024} MiB")
        data = path.read_bytes()
    except OSError as error:
        return problem("file-unreadable", reason=error.strerror or str(error))
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return problem("file-encoding", encoding=name)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return problem("file-encoding", before.count(b"\n") + 1, column, encoding=_likely_encoding(data))


def _likely_encoding(data: bytes) -> str:
    for encoding, name in (("euc_jp", "EUC-JP"), ("cp932", "CP932")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("ぁ" <= character <= "ヿ" for character in text):
            return name
    return ""
