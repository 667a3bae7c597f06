"""Whether the words under the names of a table describe them or are the rest of them."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ENDS, clean

SHORTEST_NAME = 4
"""Characters of words that are rather the end of a name than a name or a description."""
LONGEST_REST = 10
"""Characters of the end of a name that looks like a whole one."""
OF_SENTENCE = re.compile(r"[をにがはで、。\d]")
MOSTLY = 0.6
"""Share of the rows whose name is whole on their own line, and of those with words below it."""
FEWEST = 3


def are_described(names: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether most names are whole, and most have words right below them that are no end of a name."""
    least = MOSTLY * len(names)
    whole = sum(ENDS.search(plain(clean(name))) is not None for name in names)
    descriptions = sum(_is_description(words) for words in below)
    return len(names) >= FEWEST and whole >= least and len(below) >= least and descriptions >= MOSTLY * len(below)


def _is_description(words: str) -> bool:
    tight = plain(words).strip()
    is_rest = ENDS.search(tight) and len(tight) <= LONGEST_REST and not OF_SENTENCE.search(tight)
    return len(tight) > SHORTEST_NAME and not is_rest
