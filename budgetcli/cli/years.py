"""`--year` with one year or two."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand

from budgetcli.cli.complete import complete_year
from budgetcli.cli.failure import USAGE, Failure
from budgetcli.domain.book import Stage
from budgetcli.domain.problem import Problem
from budgetcli.domain.shelf import Shelf
from budgetcli.domain.year import FiscalYear, parse_year

OPTIONS = ("--year", "-y")


class YearCommand(TyperCommand):
    """A command whose `--year` takes one or more years after it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give each further year an option of its own, which is what the parser knows."""
        ctx.meta["budgetcli.arguments"] = list(args)
        return super().parse_args(ctx, _repeated(args))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Return the completions; years again after a first year."""
        arguments = ctx.meta.get("budgetcli.arguments", [])
        if len(arguments) >= 2 and arguments[-2] in OPTIONS and not incomplete.startswith("-"):
            from typer._click.shell_completion import CompletionItem

            return [CompletionItem(year) for year in complete_year(ctx, incomplete)]
        return super().shell_complete(ctx, incomplete)


def _repeated(args: Sequence[str]) -> list[str]:
    found: list[str] = []
    in_years = False
    for argument in args:
        if in_years and found[-1] not in OPTIONS and parse_year(argument, FiscalYear(2024)):
            found.append(OPTIONS[0])
        elif argument in OPTIONS:
            in_years = True
        elif in_years and found[-1] not in OPTIONS:
            in_years = False
        found.append(argument)
    return found


def wanted_years(texts: Sequence[str] | None, shelf: Shelf, stage: Stage | None = None) -> tuple[FiscalYear, ...]:
    """Return the years that the option names; one alone is compared with the year before it.

    By default they are those of the newest book, of the stage if one is asked for.
    """
    if not texts:
        newest = max((book.year for book in shelf.books if stage in (None, book.stage)), default=shelf.newest)
        return newest.previous, newest
    years = named_years(texts, shelf)
    return (years[0].previous, years[0]) if len(years) == 1 else years


def two_years(texts: Sequence[str] | None, shelf: Shelf, stage: Stage | None = None) -> tuple[FiscalYear, ...]:
    """Return the two years to compare; raises Failure where the option names more."""
    years = wanted_years(texts, shelf, stage)
    if len(years) > 2:
        raise Failure([Problem("years-many", {"years": years}, ())], USAGE)
    return years


def named_years(texts: Sequence[str], shelf: Shelf) -> tuple[FiscalYear, ...]:
    """Return the years of the texts; raises Failure where one is no year or no book has its figures."""
    years = []
    for text in texts:
        year = parse_year(text, shelf.newest)
        if year is None:
            raise Failure([Problem("year-unreadable", {"text": text}, ())], USAGE)
        if year not in shelf.years:
            raise Failure([Problem("year-unknown", {"year": year, "years": shelf.years}, ())])
        years.append(year)
    return tuple(years)
