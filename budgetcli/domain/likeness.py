"""How like two names are."""

from budgetcli.domain.text import key


def pieces(name: str) -> frozenset[str]:
    """Return the name's pairs of neighbouring characters, its ends among them."""
    plain = f"\N{START OF TEXT}{key(name)}\N{END OF TEXT}"
    return frozenset(plain[place : place + 2] for place in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how like the names of the pieces are, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other))
