"""The checks, by name."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from budgetcli.domain.check.continuity import appeared, formerly, vanished
from budgetcli.domain.check.finding import Finding, Inspected
from budgetcli.domain.check.jumps import jumps
from budgetcli.domain.check.names import near_names
from budgetcli.domain.check.sums import declared_totals, parts
from budgetcli.domain.check.years import disagreements
from budgetcli.domain.shelf import Shelf

Check = Callable[[Inspected], Iterable[Finding]]


class Name(Enum):
    """What options, findings and the words `check.<name>` call a check."""

    YEARS = "years"
    TOTALS = "totals"
    PARTS = "parts"
    FORMERLY = "formerly"
    VANISHED = "vanished"
    APPEARED = "appeared"
    NAMES = "names"
    JUMPS = "jumps"


CHECKS: dict[Name, Check] = {
    Name.YEARS: disagreements,
    Name.TOTALS: declared_totals,
    Name.PARTS: parts,
    Name.FORMERLY: formerly,
    Name.VANISHED: vanished,
    Name.APPEARED: appeared,
    Name.NAMES: near_names,
    Name.JUMPS: jumps,
}


class Named(NamedTuple):
    """A finding with the name of its check."""

    check: Name
    finding: Finding


def inspect(shelf: Shelf, names: Iterable[Name] = CHECKS) -> list[Named]:
    """Return what the checks of the names find, check by check."""
    inspected = Inspected(shelf)
    return [Named(name, finding) for name in names for finding in CHECKS[name](inspected)]
