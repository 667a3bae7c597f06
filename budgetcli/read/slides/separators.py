"""What sets letters and cells apart in a text without being words of it."""

import re
from collections import Counter

from budgetcli.read.slides.line import CELL_GAP

FEWEST_LETTERS = 6
LETTERS_SHARE = 0.6
LETTER_GAP = re.compile(r"(?<=(?<!\S)[^\d\s]) (?=[^\d\s](?!\S))")
"""A space between letters that stand alone."""
LONG_LINE = 120
FEWEST_BREAKS = 3
RUN_TOGETHER = re.compile(
    r"(?<![ 　])[ 　]*+(?=[■○◎●◆◇□▽★][ 　]?[^\s\d、。)）：:])"
    r"|(?<![ 　])[ 　]++(?=[・①-⑳][ 　]?[^\s、。]|[(（][\d１-９]{1,2}[)）][^\d\s]|【[^】]{2,20}】[ 　])"
)
"""Where a bullet begins an entry of a list inside a line."""
FIGURE = r"[△▲]? ?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?"
BEHIND_FIGURES = re.compile(
    rf"(?<![\d)%][ 　])(?<=[ 　])(?:(?:{FIGURE}[ 　]+){{2,}}+|{FIGURE} ?\( ?{FIGURE} ?\)[ 　]+)(?=[^\W\d_]{{2}})"
)
"""The figures of a row behind which another name begins inside a line."""
FEWEST_SLASHES = 2
FEWEST_PIPES = 3
"""Lines with several pipes that make them the borders of cells."""


def broken(line: str) -> list[str]:
    """Return a line, one that is very long broken where copying has run lists and rows together."""
    if len(line) < LONG_LINE:
        return [line]
    for pattern in (RUN_TOGETHER, BEHIND_FIGURES):
        if len(pattern.findall(line)) >= FEWEST_BREAKS:
            line = pattern.sub(lambda found: f"{found[0].rstrip()}\n", line)
    return line.split("\n")


def without_pipes(text: str) -> str:
    """Return the text of tables whose cells pipes part with gaps in their place, as tables of other texts have."""
    if len(re.findall(r"^.*\|.*\|", text, re.MULTILINE)) < FEWEST_PIPES:
        return text
    return re.sub(r"[ ]*\|[ ]*", CELL_GAP, re.sub(r"^[ |:-]*-[ |:-]*$", "", text, flags=re.MULTILINE))


def without_slashes(text: str) -> str:
    """Return the text with tabs for the slashes of tables whose rows have as many of them as the head."""
    counts = Counter(line.count("／") for line in text.split("\n"))
    tables = {count for count, lines in counts.items() if count >= FEWEST_SLASHES and lines >= FEWEST_PIPES}
    return "\n".join(line.replace("／", "\t") if line.count("／") in tables else line for line in text.split("\n"))


def unspaced(raw: str) -> str:
    """Return a line without the spaces that set its letters apart: 事 業 費 等 7,033 百 万 円; its cells stay apart."""
    words = raw.split()
    letters = sum(len(word) == 1 for word in words)
    if letters < FEWEST_LETTERS or letters < len(words) * LETTERS_SHARE:
        return raw
    return "\t".join(LETTER_GAP.sub("", " ".join(cell.split())) for cell in raw.split("\t"))
