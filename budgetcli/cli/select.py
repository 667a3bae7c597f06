"""Lines as the options ask for them."""

from collections.abc import Sequence

from budgetcli.cli.failure import Failure
from budgetcli.cli.years import wanted_years
from budgetcli.domain.amount import Unit
from budgetcli.domain.lines import Lines
from budgetcli.domain.shelf import Shelf
from budgetcli.report.headings import unit_of
from budgetcli.report.query import NothingMatched, Query, select


def wanted_lines(shelf: Shelf, years: Sequence[str] | None, query: Query) -> Lines:
    """Return the lines of the years that answer the query; raises Failure where nothing does."""
    lines = shelf.lines(wanted_years(years, shelf))
    try:
        return lines._replace(lines=tuple(select(lines.lines, query)))
    except NothingMatched as nothing:
        raise Failure([nothing.problem]) from nothing


def wanted_unit(name: str | None, lines: Lines) -> Unit:
    """Return the unit of the option, else that of the books."""
    return Unit[name] if name else unit_of(list(lines.lines))
