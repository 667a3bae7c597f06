"""Columns that a table has more than once: 事業費 and 国費, each of this year and the year before."""

import re
from collections.abc import Sequence

from budgetcli.read.slides.columns import Columns, Kind, every_kind
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.line import Line

NAME = re.compile(
    r"国費(?:\(予算額\))?|事業費|(?:一般|特別|復興特別|企業)会計|財政投融資|当初予算額?|補正予算額?|本体|(?:合|総)?計(?!画)|歳出予算額?"
)
"""What stands over a group of columns."""
PREFERRED = (re.compile(r"国費|歳出予算"), re.compile(r"計$"))
"""Which group holds the amounts of the budget, the surest first; else the first one does."""
LEAST = 2
"""Columns of a group, and groups."""


def grouped(head: Sequence[Line], columns: Columns, labels: Labels) -> Columns:
    """Return the columns of a head whose last line names the same ones for each group; else what was found."""
    last = head[-1] if head else None
    kinds = every_kind("".join(last.plain.split()), labels) if last else []
    width = _period(kinds)
    if last is not None and (under := _under_years(head, labels)):
        return columns._replace(kinds=tuple(under), places=_places(last, len(under)))
    if last is None or not width:
        return columns
    names = NAME.findall("".join("".join(line.plain.split()) for line in head[:-1]))
    chosen = _chosen(names) if len(names) == len(kinds) // width else 0
    own = range(chosen * width, (chosen + 1) * width)
    return columns._replace(
        kinds=tuple(kind if at in own else Kind.OTHER for at, kind in enumerate(kinds)),
        places=_places(last, len(kinds)),
    )


def _under_years(head: Sequence[Line], labels: Labels) -> list[Kind]:
    """Return what the columns hold where the groups are the years, and each has the same names under it; else none."""
    names = NAME.findall("".join(head[-1].plain.split()))
    years = every_kind("".join("".join(line.plain.split()) for line in head[:-1]), labels)
    width = len(names) // len(years) if Kind.CURRENT in years and Kind.PREVIOUS in years else 0
    if width < LEAST or names != names[:width] * len(years):
        return []
    chosen = _chosen(names[:width])
    return [year if at == chosen else Kind.OTHER for year in years for at in range(width)]


def _places(last: Line, count: int) -> tuple[int, ...]:
    """Return the fields in which the columns are that the last line of a head names; none where that is not sure."""
    places = tuple(at for at, field in enumerate(last.fields) if field and NAME.search("".join(field.split())))
    return places if len(places) == count else ()


def _period(kinds: Sequence[Kind]) -> int:
    """Return how many columns the groups have of which a head consists; 0 where it consists of none."""
    widths = range(LEAST, len(kinds) // LEAST + 1)
    if Kind.PREVIOUS not in kinds:
        return 0
    return next((width for width in widths if list(kinds) == list(kinds[:width]) * (len(kinds) // width)), 0)


def _chosen(names: Sequence[str]) -> int:
    """Return the place of the group that holds the amounts of the budget."""
    found = [at for pattern in PREFERRED for at, name in enumerate(names) if pattern.search(name)]
    return found[0] if found else 0
