"""The encoding of a text's bytes, of those that Japanese downloads have."""

import re

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MULTIBYTE = ("utf-8", "euc_jp", "cp932")
"""In the order in which they are tried: text of the first two is hardly ever valid by chance, of the last it is."""
HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]{2}")
"""What text of another encoding looks like where cp932 or EUC-JP is assumed."""


def encoding_of(data: bytes) -> str | None:
    """Return the encoding of the bytes, or None where they are no text that we know."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding if _decodes(data, encoding) else None
    if b"\0" in data[:100]:
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        return encoding if _decodes(data, encoding) else None
    possible = [encoding for encoding in MULTIBYTE if _decodes(data, encoding)]
    natural = [encoding for encoding in possible if not HALF_WIDTH_KANA.search(data.decode(encoding))]
    return next(iter([*natural, *possible]), None)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
