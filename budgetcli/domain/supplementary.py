"""補正込み: the previous year with the supplementary budget of the year before it."""

from collections.abc import Sequence
from decimal import Decimal

from budgetcli.domain.amount import Amount, Kind, Mark, add
from budgetcli.domain.lines import Line, Lines
from budgetcli.domain.year import FiscalYear


def supplement(line: Line, year: FiscalYear) -> Decimal | None:
    """Return in 円 the item's supplementary budget of the year; None where none is printed."""
    return add(entry.amount for entry in line.item.supplementary if entry.year == year)


def older(lines: Lines) -> int:
    """Return the index of the column with the older year."""
    return 0 if lines.columns[0].year <= lines.columns[-1].year else len(lines.columns) - 1


def with_supplementary(lines: Lines) -> Lines:
    """Return the lines with the supplementary budget of the year before added to the older year's amounts."""
    index = older(lines)
    year = lines.columns[index].year.previous
    return lines._replace(lines=tuple(_add(line, index, supplement(line, year)) for line in lines.lines))


def _add(line: Line, index: int, extra: Decimal | None) -> Line:
    before = line.amounts[index]
    if extra is None or before.kind is Kind.UNSTATED:
        return line
    value = extra if before.value is None or before.is_nothing else before.value + extra
    marks = before.marks - {Mark.NEW, Mark.ABOLISHED}
    amount: Amount = before._replace(value=value, marks=marks)
    return line._replace(amounts=(*line.amounts[:index], amount, *line.amounts[index + 1 :]))


def sign_flips(previous: Decimal | None, current: Decimal | None, extra: Decimal | None) -> bool:
    """Say whether adding the supplementary budget to the previous amount changes the sign of the change."""
    if previous is None or current is None or not extra:
        return False
    return _sign(current - previous) != _sign(current - previous - extra)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def supplements(lines: Sequence[Line], year: FiscalYear) -> Decimal | None:
    """Return the sum in 円 of the lines' supplementary budgets of the year; None where none is printed."""
    return add(entry.amount for line in lines for entry in line.item.supplementary if entry.year == year)
