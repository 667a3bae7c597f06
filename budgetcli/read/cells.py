"""Amounts in the cells of tables: what print does not have, and spreadsheets do."""

import re
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Mark, Unit, Unreadable, parse_amount
from budgetcli.domain.text import fold

ERROR = re.compile(r"#(?:REF!|VALUE!|N/A|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|#{2,}")
EXPONENT = re.compile(r"[-+]?\d[\d.]*E[-+]?\d+", re.IGNORECASE)
BRACKETED = re.compile(r"\([^\d()]{0,3}\d[\d,.]*\)")
YEN = re.compile(r"(?P<sign>[-△▲]?)[¥\\](?P<digits>[-△▲]?[\d,.]+)")
MARK = r"(?:[(\[]?(?:※|\*|注)\d{0,2}[)\]]?)"
FOOTNOTE = re.compile(rf"(?P<before>{MARK})\s+(?=\S)|(?<=\S)\s*(?P<after>{MARK})$")
"""A mark that leads to a note: before a figure only with a space, since ※11,234 can be read in two ways."""
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


MINUS, PLAIN = "minus", "plain"
"""What a figure in brackets is, where the user says it."""


class Figure(NamedTuple):
    """An amount in a cell."""

    amount: Amount
    footnote: str = ""
    """The mark beside it that leads to a note."""


def read_figure(text: str, unit: Unit | None, *, brackets: str = "") -> Figure | Unreadable:
    """Return the amount in a cell of a column of that unit, or a problem's code and parameters."""
    if text.isascii() and text.replace(",", "").isdigit():
        amount = parse_amount(text, unit)
        return amount._replace(code="cell-unreadable") if isinstance(amount, Unreadable) else Figure(amount)
    text = text.translate(INVISIBLE).strip()
    plain = fold(text)
    for pattern, code in ((ERROR, "cell-error"), (EXPONENT, "cell-exponent")):
        if pattern.fullmatch(plain):
            return Unreadable(code, {"text": text})
    if plain.startswith("="):
        return Unreadable("cell-formula", {"text": text})
    footnote = ""
    if match := FOOTNOTE.match(plain) or FOOTNOTE.search(plain):
        footnote = (match["before"] or match["after"]).strip()
        text = plain = FOOTNOTE.sub("", plain, count=1).strip()
    if BRACKETED.fullmatch(plain):
        if not brackets:
            return Unreadable("cell-bracketed", {"text": text})
        text = plain[1:-1] if brackets == PLAIN else f"△{plain[1:-1]}"
    if (match := YEN.fullmatch("".join(plain.split()))) and unit in (None, Unit.円):
        text = f"{match['sign']}{match['digits']}円"
    amount = parse_amount(text, unit)
    if isinstance(amount, Unreadable):
        return amount._replace(code="cell-unreadable")
    return Figure(amount, footnote)


def fits(amount: Amount, *, is_current: bool) -> bool:
    """Say whether a word can stand for an amount: nothing is 新規 of the year before, or 廃止 of the year itself."""
    return not amount.is_nothing or (Mark.ABOLISHED if is_current else Mark.NEW) in amount.marks
