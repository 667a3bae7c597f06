"""Japanese text as people mean it: width, radicals, kanji numerals."""

import re
import unicodedata
from functools import cache

RADICALS = str.maketrans(
    "⺟⺠⺡⺣⺩⺫⺭⺼⺾⻁⻄⻅⻆⻌⻑⻘⻝⻞⻤⻨⻩⻭⻯", "母民氵灬王目示月艹虎西見角辶長青食飠鬼麦黄歯竜"
)
"""CJK radicals that PDF text layers hold in place of ideographs; NFKC leaves this block alone."""

RADICAL = re.compile("[\u2e80-\u2eff]")

DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = re.compile(r"[〇一二三四五六七八九十百千]*[〇一二三四五六七八九十][〇一二三四五六七八九十百千]*")


def fold(text: str) -> str:
    """Return the text in NFKC with radicals repaired."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return folded.translate(RADICALS) if RADICAL.search(folded) else folded


@cache
def key(text: str) -> str:
    """Return the form in which two spellings of one name agree: folded, caseless, without space."""
    return "".join(fold(text).casefold().split())


@cache
def path(*names: str) -> str:
    """Return the key of names from broad to narrow, which agrees with that of `A / B / C`."""
    return "/".join(map(key, names))


def _arabic(numeral: re.Match[str]) -> str:
    text = numeral[0]
    if not TENS.keys() & set(text):
        return text.translate(DIGITS)
    total = digit = 0
    for character in text.translate(DIGITS):
        if character in TENS:
            total += (digit or 1) * TENS[character]
            digit = 0
        else:
            digit = digit * 10 + int(character)
    return str(total + digit)


def arabic(text: str) -> str:
    """Return the text with kanji numerals in Arabic digits: 五三六億 → 536億, 三千五百万 → 3500万."""
    return NUMERAL.sub(_arabic, text)
