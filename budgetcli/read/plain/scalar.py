"""What stands on one line after a key."""

import re

from budgetcli.read.whole import LONGEST_TEXT, NULLS

FIRST = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`]"""
"""What begins an unquoted scalar and nothing else."""
SCALAR = re.compile(
    rf""" *(?:(-?{FIRST}[^:#\n]*(?:(?::(?=[^ ])|(?<! )\#)[^:#\n]*)*(?<! ))|"([^"\\\n]*)"|'([^'\n]*)')(?: *| +\#.*)"""
)
"""A scalar, unquoted or in quotes with nothing escaped, and perhaps a comment."""
UNQUOTED = rf"""{FIRST}[^?:,\[\]{{}}#"'\n]*(?<! )"""
"""A scalar inside brackets or braces."""
ENTRY = rf"""{UNQUOTED}|"[^"\\\n]*\""""
ENTRIES = re.compile(rf"\[(?:{ENTRY})(?:, (?:{ENTRY}))*\]")
"""A list."""
ENTRY_OF = re.compile(ENTRY)


class NotPlain(Exception):
    """The text is to be read as YAML."""


def scalar(text: str) -> str | None:
    """Return what a plain scalar says, None for null; raises NotPlain where it is none."""
    match = SCALAR.fullmatch(text)
    if match is None or len(text) > LONGEST_TEXT:
        raise NotPlain
    value: str = match[match.lastindex or 0]
    return None if match.lastindex == 1 and value in NULLS else value


def string(text: str) -> str:
    """Return an optional text."""
    return scalar(text) or ""


def required(text: str) -> str:
    """Return a text that may not be empty."""
    value = string(text)
    if not value.strip():
        raise NotPlain
    return value


def texts(text: str) -> tuple[str, ...]:
    """Return one text or the entries of a list."""
    if not ENTRIES.fullmatch(text):
        return (value,) if (value := string(text)) else ()
    return tuple(required(entry) for entry in ENTRY_OF.findall(text))
