"""Books and their items, as the document has them."""

from enum import Enum
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit
from budgetcli.domain.text import fold, key
from budgetcli.domain.year import FiscalYear


class Stage(Enum):
    """Which figure of a year an amount is; the value is the name in books and options."""

    REQUEST = "request"
    """概算要求"""
    DRAFT = "draft"
    """政府案"""
    INITIAL = "initial"
    """当初予算"""
    SUPPLEMENTARY = "supplementary"
    """補正予算"""
    REVISED = "revised"
    """補正後・現額"""
    SETTLED = "settled"
    """決算"""


STAGE_WORDS = {
    "概算要求": Stage.REQUEST,
    "要求": Stage.REQUEST,
    "政府案": Stage.DRAFT,
    "予算案": Stage.DRAFT,
    "当初": Stage.INITIAL,
    "当初予算": Stage.INITIAL,
    "補正": Stage.SUPPLEMENTARY,
    "補正予算": Stage.SUPPLEMENTARY,
    "補正後": Stage.REVISED,
    "現額": Stage.REVISED,
    "決算": Stage.SETTLED,
}


def parse_stage(text: str) -> Stage | None:
    """Return the stage that the text names in English or Japanese, or None."""
    plain = fold(text).strip().casefold()
    return STAGE_WORDS.get(plain) or next((stage for stage in Stage if stage.value == plain), None)


class Source(NamedTuple):
    """The document that a book was made from."""

    document: str = ""
    section: str = ""
    pages: str = ""
    url: str = ""
    published: str = ""


class Supplementary(NamedTuple):
    """A supplementary budget (補正予算) printed beside an item."""

    year: FiscalYear
    amount: Amount


class Item(NamedTuple):
    """One budget line."""

    name: str
    category: tuple[str, ...]
    """Where the document files it, broad to narrow."""
    measure: str
    page: str
    current: Amount
    """The amount of the book's year."""
    previous: Amount
    """前年度: the amount that the book prints for the year before."""
    supplementary: tuple[Supplementary, ...]
    part_of: str
    """The id or name of the whole of which the item is printed as a part (うち)."""
    share_of: str
    """The name of the grant of which the item has a share (内数)."""
    formerly: tuple[str, ...]
    """The ids or names under which earlier books have it."""
    id: str
    note: str
    quote: str
    """The words of the source that it was read from."""
    line: int
    """The line of the book's file on which it begins."""

    @property
    def category_text(self) -> str:
        """Return the levels of the category in one line."""
        return " / ".join(self.category)

    @property
    def grant(self) -> str:
        """Return the key of the grant that a share belongs to."""
        return key(self.share_of or self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the keys under which a part names the item as its whole."""
        return (key(self.name), key(self.id)) if self.id else (key(self.name),)

    @property
    def whole(self) -> str:
        """Return the key of the whole of which the item is a part; empty where it is none."""
        return key(self.part_of)

    @property
    def identity(self) -> tuple[str, ...]:
        """Return what tells the item from every other of its book."""
        return (self.id,) if self.id else (key(self.name), key(self.measure), *map(key, self.category))


class DeclaredTotal(NamedTuple):
    """A total as the source prints it, of the whole book or of one category."""

    name: str
    category: tuple[str, ...]
    current: Amount
    previous: Amount
    line: int


class Book(NamedTuple):
    """One document of one organisation for one fiscal year."""

    file: str
    title: str
    organisation: str
    year: FiscalYear
    stage: Stage | None
    previous_stage: Stage | None
    unit: Unit | None
    source: Source
    note: str
    totals: tuple[DeclaredTotal, ...]
    items: tuple[Item, ...]

    @property
    def previous_year(self) -> FiscalYear:
        """Return the year of the items' previous amounts."""
        return self.year.previous
