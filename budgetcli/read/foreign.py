"""Files of other kinds that are given for tables, known by how they begin."""

import io
import re
from collections.abc import Iterable
from zipfile import BadZipFile, ZipFile

WORKBOOK = "xlsx"
SIGNATURES = (
    (rb"%PDF", "pdf"),
    (rb"\xd0\xcf\x11\xe0", "xls"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*", "image"),
    (rb"\x1f\x8b|Rar!|7z\xbc\xaf", "archive"),
    (rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<table|<head|<meta)", "html"),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml", "xml"),
    (rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{])", "json"),
)
MEMBERS = (
    ("xl/workbook.xml", WORKBOOK),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "ods"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("Index/Document.iwa", "numbers"),
)
"""What a packed file of each kind has in it."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook under a password is wrapped as, in the form of the old .xls."""
LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes; a hundred thousand rows of a budget unpack to some 80 MiB."""


def kind_of(data: bytes) -> str:
    """Return the kind of a file that is no text: `xlsx` for a workbook that can be read, empty for what may be text."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    kind = next((kind for signature, kind in SIGNATURES if re.match(signature, data)), "")
    return "locked" if kind == "xls" and LOCKED in data else kind


def _packed(data: bytes) -> str:
    try:
        members = ZipFile(io.BytesIO(data)).infolist()
    except BadZipFile:
        return "broken"
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        return "bomb"
    return _first({member.filename for member in members})


def _first(names: Iterable[str]) -> str:
    return next((kind for name, kind in MEMBERS if name in names), "archive")
