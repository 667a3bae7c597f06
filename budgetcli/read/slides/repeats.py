"""Budget lines that a document prints twice, in an overview and with their details, which count once."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from budgetcli.domain.amount import UNPRINTED
from budgetcli.domain.text import key
from budgetcli.read.slides.assembly import Assembly
from budgetcli.read.slides.found import Found

SHORTEST_NAME = 6
"""Characters of a name that no two programmes share by chance."""
FEWEST_DIGITS = 3
APART = 10
"""Lines between the two places, fewer than which may be two lines of one list."""
SEVERAL = 3
"""Lines that all stand once before any stands again, which are an overview however near it is."""


def without_repeats(found: Sequence[Found], assembly: Assembly) -> list[Found]:
    """Return the lines, of two that agree in name and amounts only that with the details, which is not in a table.

    Where neither or both are in one, the details are behind the overview.
    """
    alike: dict[tuple[str, Decimal | None], list[int]] = {}
    for at, line in enumerate(found):
        alike.setdefault((key(line.name), line.current.value), []).append(at)
    pairs = [pair for places in alike.values() for pair in pairwise(places)]
    pairs = [(one, other) for one, other in pairs if _are_one(found[one], found[other])]
    telling = [pair for pair in pairs if _is_telling(found[pair[0]])]
    is_overview = len(telling) >= SEVERAL and max(one for one, _ in pairs) < min(other for _, other in pairs)
    pairs = pairs if is_overview else telling
    changed: dict[int, Found | None] = {}
    for one, other in pairs:
        if not is_overview and found[other].at - found[one].at < APART:
            continue
        left, told = (other, one) if found[one].table < 0 <= found[other].table else (one, other)
        assembly.ledger.leave_found(found[left], "repeated")
        changed |= {left: None, told: _completed(found[told], found[left])}
    return [kept for at, line in enumerate(found) if (kept := changed.get(at, line)) is not None]


def _are_one(first: Found, later: Found) -> bool:
    """Say whether two lines of one name and amount say the same of one programme in two places."""
    amount = first.current.value
    if amount is None or amount != later.current.value or first.part_of or later.part_of:
        return False
    years = {line.previous.value or 0 for line in (first, later) if line.previous != UNPRINTED}
    is_same_table = 0 <= first.table == later.table
    return not is_same_table and len(key(first.name)) >= SHORTEST_NAME and len(years) <= 1


def _is_telling(line: Found) -> bool:
    """Say whether an amount is one that two programmes of one name hardly share."""
    amount = line.current.value
    return amount is not None and len(amount.normalize().as_tuple().digits) >= FEWEST_DIGITS


def _completed(told: Found, left: Found) -> Found:
    """Return a line with what only the other one says of the year before."""
    previous = left.previous if told.previous == UNPRINTED else told.previous
    return told._replace(previous=previous, supplementary=told.supplementary or left.supplementary)
