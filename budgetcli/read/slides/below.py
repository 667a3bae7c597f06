"""Tables that describe each programme on the lines under its row, where other tables print the rest of its name."""

from collections.abc import Iterator
from itertools import takewhile

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.lines import Reading
from budgetcli.read.slides.names import STRONG, TAG, bullet_of, clean, is_finance, is_sum
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.under_names import SHORTEST_NAME, are_described


def descriptions_below(reading: Reading) -> frozenset[int]:
    """Return the lines that describe the programme of the row above them."""
    tables: dict[int, list[int]] = {}
    for at, row in reading.tables.rows.items():
        if not (is_sum(row.name) or is_finance(row.name) or heading_level(plain(row.name))):
            tables.setdefault(id(row.columns), []).append(at)
    found: set[int] = set()
    for places in tables.values():
        names = [reading.tables.rows[at].name for at in places]
        if any(len(clean(name)) < SHORTEST_NAME for name in names):
            continue
        below = {at: list(_words_below(reading, at)) for at in places}
        if are_described(names, [reading.lines[of[0]].raw for of in below.values() if of]):
            found.update(line for of in below.values() for line in of)
    return frozenset(found)


def _words_below(reading: Reading, at: int) -> Iterator[int]:
    """Return the lines right under a row that have neither figures nor a heading's or a name's mark."""

    def is_words(line: int) -> bool:
        words, tables = reading.lines[line].plain, reading.tables
        is_other = line in tables.rows or line in tables.heads or line in reading.pieces
        is_other = is_other or reading.lines[line].page != reading.lines[at].page
        return not (is_other or heading_level(words) or bullet_of(words) in STRONG or TAG.match(words))

    return takewhile(is_words, range(at + 1, len(reading.lines)))
