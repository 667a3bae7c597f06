"""Figures as text."""

from decimal import Decimal


def plain(value: Decimal | int) -> str:
    """Return a figure for machines: digits, a point, a minus sign and nothing else."""
    text = str(value)
    return format(value, "f") if "E" in text else text


def japanese(value: Decimal | int) -> str:
    """Return a figure as Japanese tables print it: thousands separated, △ for minus."""
    text = format(abs(value), ",f") if isinstance(value, Decimal) else format(abs(value), ",")
    return f"△{text}" if value < 0 else text


def signed(value: Decimal | int) -> str:
    """Return a change as Japanese tables print it: a rise with +."""
    return f"+{japanese(value)}" if value > 0 else japanese(value)
