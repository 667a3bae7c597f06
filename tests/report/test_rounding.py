"""Tables rounded for the eye."""

from decimal import Decimal

from budgetcli.domain.amount import Unit
from budgetcli.domain.problem import Message
from budgetcli.report.cells import plain_column
from budgetcli.report.rounding import rounded
from budgetcli.report.table import Cell, Kind, Range, Row, Share, Table
from tests.conftest import Run

COLUMNS = (plain_column("change", Kind.AMOUNT), plain_column("change_pct", Kind.PERCENT))


def cell_of(cell: Cell) -> Cell:
    table = Table((), COLUMNS, (Row((cell, Decimal("57.1"))),), (), Unit.億円)
    return rounded(table, 1).rows[0].cells[0]


def test_amounts_are_rounded_half_up_and_percentages_are_not() -> None:
    assert cell_of(Decimal("1275803.95831")) == Decimal("1275804.0")
    assert str(cell_of(Decimal("-0.25"))) == "-0.3"
    table = Table((), COLUMNS, (Row((None, Decimal("57.1"))),), (), Unit.億円)
    assert rounded(table, 0).rows[0].cells == (None, Decimal("57.1"))


def test_amount_printed_no_finer_stays_as_it_is() -> None:
    assert str(cell_of(Decimal(3))) == "3"
    assert str(cell_of(Decimal("3.3"))) == "3.3"


def test_shares_are_rounded_and_ranges_outwards() -> None:
    assert cell_of(Share(Decimal("11.55"))) == Share(Decimal("11.6"))
    assert cell_of(Range(Decimal("1.16"), Decimal("1.14"))) == Range(Decimal("1.1"), Decimal("1.2"))
    assert cell_of(Range(None, None)) == Range(None, None)


def test_rounding_is_said() -> None:
    assert rounded(Table((), COLUMNS, (), (), Unit.億円), 2).notes == (Message("table.rounded", {"decimals": 2}),)


def test_option_rounds_tables_and_no_machine_format(run: Run) -> None:
    arguments = ["list", "--search", "テレワーク普及", "--unit", "兆円", "--decimals", "4"]

    assert "0.0005" in run(*arguments).out
    assert "0.00046" in run(*arguments, "-f", "csv").out
