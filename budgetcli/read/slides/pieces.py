"""The parts of a line that hold a name and its amounts each."""

import re
from collections.abc import Iterator
from itertools import pairwise

from budgetcli.read.slides.legends import CLOSE, OPEN
from budgetcli.read.slides.names import TAG

BREAK = re.compile(
    r"(?<=[円数額%)）】〕増減度定討求規])[ 　]*(?=[▽▼◇◆○●◎□■])|[ 　]{2,}(?=[▽▼◇◆○●◎□■①-⑳・]|\(\d{1,2}\)\D)"
)
END = re.compile(r"。[ 　]*[…‥・]{1,}[ 　]*(?=[約\d][^…‥・、。]*円$)")
"""What parts a description from the amount at its end."""
ENTRIES = re.compile(r"(?:(?<=円)|(?<=円[)】]))[ 　]+(?=[^\s\d、。()][^\s、。()…‥]{2,40}[…‥]+ ?\d)")
"""What parts two entries of a list on one line, each with its leading dots."""
LIST = re.compile(r"(?<=[円)】])[、，,;；][ 　]*(?=[^\d\s、。][^、。]{2,40}?\d)")


def pieces(raw: str, words: str) -> Iterator[tuple[int, str]]:
    """Return the parts of a line that hold a name and its amounts each, with their places."""
    cuts = [0]
    for pattern in (BREAK, END, LIST, ENTRIES):
        cuts += [match.end() for match in pattern.finditer(words) if _is_outside(words, match.end())]
    cuts = sorted({*cuts, len(words)})
    return ((start, raw[start:end]) for start, end in pairwise(cuts))


def _is_outside(words: str, at: int) -> bool:
    """Say whether a place is in no bracket, and not behind a tag before a name."""
    before = words[:at]
    is_tag = TAG.fullmatch(before) is not None
    return not is_tag and sum(before.count(letter) for letter in OPEN) <= sum(before.count(letter) for letter in CLOSE)
