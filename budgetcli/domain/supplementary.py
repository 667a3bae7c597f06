"""補正込み: the previous year with the supplementary budget of the year before it."""

from collections.abc import Sequence
from decimal import Decimal

from budgetcli.domain.amount import Amount, Kind, Mark, add
from budgetcli.domain.book import Item
from budgetcli.domain.interval import NOTHING
from budgetcli.domain.lines import Line, Lines, together
from budgetcli.domain.year import FiscalYear


def supplement(line: Line, year: FiscalYear, column: int = 0) -> Decimal | None:
    """Return in 円 the line's supplementary budget of the year; None where none is printed.

    It is what the book of the column's amounts prints, else what the line's newest book does.
    """
    return add(amount for amounts in _supplements(line, year, column) for amount in amounts)


def _supplements(line: Line, year: FiscalYear, column: int) -> list[list[Amount]]:
    """Return the supplementary budgets by entry of the column; those of the newest book with the first stated one."""
    entries = line.entries(column)
    own = [_of_year(entry.item, year) for entry in entries]
    if any(own) or not line.held:
        return own
    newest = [amount for book, item in line.members if book is line.book for amount in _of_year(item, year)]
    stated = next((place for place, entry in enumerate(entries) if entry.amount.value is not None), 0)
    return [newest if place == stated else [] for place in range(len(entries))]


def _of_year(item: Item, year: FiscalYear) -> list[Amount]:
    return [entry.amount for entry in item.supplementary if entry.year == year]


def older(lines: Lines) -> int:
    """Return the index of the column with the older year."""
    return 0 if lines.columns[0].year <= lines.columns[-1].year else len(lines.columns) - 1


def with_supplementary(lines: Lines) -> Lines:
    """Return the lines with the supplementary budget of the year before added to the older year's amounts."""
    index = older(lines)
    year = lines.columns[index].year.previous
    return lines._replace(lines=tuple(_add(line, index, _supplements(line, year, index)) for line in lines.lines))


def _add(line: Line, index: int, supplements: list[list[Amount]]) -> Line:
    if not any(supplements):
        return line
    entries = tuple(
        entry._replace(amount=_more(entry.amount, extras))
        for entry, extras in zip(line.entries(index), supplements, strict=True)
    )
    amounts = (*line.amounts[:index], together(entries), *line.amounts[index + 1 :])
    held = (*line.held[:index], entries, *line.held[index + 1 :]) if line.held else ()
    return line._replace(amounts=amounts, held=held)


def _more(before: Amount, extras: list[Amount]) -> Amount:
    extra = add(extras)
    if extra is None or before.kind in (Kind.UNSTATED, Kind.ABSENT):
        return before
    value = extra if before.value is None or before.is_nothing else before.value + extra
    ranges = [bounds for amount in (before, *extras) if (bounds := amount.own_bounds()) is not None]
    marks = before.marks - {Mark.NEW, Mark.ABOLISHED}
    return before._replace(value=value, marks=marks, within=sum(ranges, start=NOTHING))


def sign_flips(previous: Decimal | None, current: Decimal | None, extra: Decimal | None) -> bool:
    """Say whether adding the supplementary budget to the previous amount changes the sign of the change."""
    if previous is None or current is None or not extra:
        return False
    return _sign(current - previous) != _sign(current - previous - extra)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def supplements(lines: Sequence[Line], year: FiscalYear, column: int = 0) -> Decimal | None:
    """Return the sum in 円 of the lines' supplementary budgets of the year; None where none is printed."""
    printing = [line for line in lines if line.held or line.item.supplementary]
    return add(amount for line in printing for amounts in _supplements(line, year, column) for amount in amounts)
