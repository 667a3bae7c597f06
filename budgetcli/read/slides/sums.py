"""Amounts that are the sum of the lines under them, and printed sums that do not add up."""

from collections.abc import Sequence
from decimal import Decimal

from budgetcli.domain.amount import Amount, add
from budgetcli.read.slides.found import Found, Sum

MOST_LINES = 40
TELLING_DIGITS = 3
"""Figures of the same kind of line add up by chance where they have fewer digits."""


def is_sum_of_next(found: Sequence[Found], at: int) -> bool:
    """Say whether a line's amounts are the sums of the lines right under it."""
    total = found[at]
    if not total.current.value or total.part_of:
        return False
    under: list[Found] = []
    for other in found[at + 1 : at + MOST_LINES]:
        if other.part_of:
            continue
        under.append(other)
        if len(under) > 1 and _adds_up(total, under):
            return True
    return False


def _adds_up(total: Found, under: Sequence[Found]) -> bool:
    current = add(other.current for other in under)
    previous = add(other.previous for other in under)
    if current != total.current.value:
        return False
    knows_before = total.previous.value is not None and previous is not None and not total.previous.is_nothing
    if knows_before and abs((previous or 0) - (total.previous.value or 0)) > _slack(total.previous):
        return False
    is_above = all(other.style != total.style for other in under)
    return is_above or (knows_before and _digits(total.current) >= TELLING_DIGITS)


def _digits(amount: Amount) -> int:
    return len(amount.value.as_tuple().digits) if amount.value is not None else 0


def _slack(amount: Amount) -> Decimal:
    exponent = amount.value.as_tuple().exponent if amount.value is not None else 0
    return Decimal(2).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def wrong_sums(found: Sequence[Found], sums: Sequence[Sum]) -> list[tuple[Sum, int]]:
    """Return the printed sums that differ from their lines by more than rounding, each with the last line above it."""
    wrong: list[tuple[Sum, int]] = []
    since = 0
    for total in sums:
        lines = [line for line in found[0 if total.is_grand else since : total.after] if not line.part_of]
        if not total.is_grand:
            since = total.after
        if total.is_grand or not total.is_plain or not lines or any(line.current.value is None for line in lines):
            continue
        differs = add(line.current for line in lines)
        if total.current.value is not None and differs is not None:
            slack = _slack(total.current) * len(lines) / 2 if _is_rounded(total.current) else Decimal(0)
            if abs(differs - total.current.value) > slack:
                wrong.append((total, total.after - 1))
    return wrong


def _is_rounded(amount: Amount) -> bool:
    exponent = amount.value.as_tuple().exponent if amount.value is not None else 0
    return isinstance(exponent, int) and exponent > 0
