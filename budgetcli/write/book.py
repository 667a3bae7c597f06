"""A book as YAML: one key to a line, so that a person can read it beside the page and git can diff it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Book, DeclaredTotal, Item, Source
from budgetcli.domain.year import FiscalYear

PLAIN_START = re.compile(r"-?[A-Za-z0-9０-９Ａ-Ｚａ-ｚぁ-ヿ一-鿿々〆（）「」『』【】○◎△▲①-⑳]")
UNSEEN = r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Characters that hide or turn what stands around them, and ends of lines that few programs show as such."""
NOT_PLAIN = re.compile(rf": |:$| #|^\s|\s$|[\x00-\x1f{UNSEEN}\ud800-\udfff]")
WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What other YAML readers take for null or a truth value."""


def scalar(text: str) -> str:
    """Return the text as one YAML scalar, in quotes where it would be read as anything else."""
    is_plain = PLAIN_START.match(text) and not NOT_PLAIN.search(text) and text.casefold() not in WORDS_OF_YAML
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(f"[{UNSEEN}]", lambda match: f"\\U{ord(match[0]):08x}", quoted)


def book_text(book: Book, comments: Mapping[int, Sequence[str]] | None = None) -> str:
    """Return the book as YAML; `comments` are lines to put before items, by their place in the list."""
    comments = comments or {}
    lines = [*_head(book), "items:"]
    for number, item in enumerate(book.items):
        lines += ["", *(f"  # {comment}" for comment in comments.get(number, ())), *_item(item)]
    return "\n".join([*lines, "..."]) + "\n"


def _head(book: Book) -> Iterable[str]:
    pairs = {
        "title": book.title,
        "organisation": book.organisation,
        "year": book.year.code,
        "stage": book.stage.value if book.stage else "",
        "previous_stage": book.previous_stage.value if book.previous_stage else "",
        "unit": book.unit.name if book.unit else "",
    }
    yield from _pairs(pairs, "")
    if any(book.source):
        yield "source:"
        yield from _pairs(dict(zip(Source._fields, book.source, strict=True)), "  ")
    yield from _pairs({"note": book.note}, "")
    yield f"count: {len(book.items)}"
    if book.totals:
        yield "totals:"
        for total in book.totals:
            yield from _listed(_total(total))


def _pairs(pairs: Mapping[str, str], indent: str) -> Iterable[str]:
    return (f"{indent}{key}: {scalar(value)}" for key, value in pairs.items() if value)


def _listed(pairs: Iterable[str]) -> Iterable[str]:
    return (f"{'  - ' if number == 0 else '    '}{pair}" for number, pair in enumerate(pairs))


def _total(total: DeclaredTotal) -> Iterable[str]:
    yield from _pairs({"name": total.name}, "")
    yield from _category(total.category)
    yield f"current: {_amount(total.current)}"
    yield f"previous: {_amount(total.previous)}"


def _item(item: Item) -> Iterable[str]:
    return _listed(_item_pairs(item))


def _item_pairs(item: Item) -> Iterable[str]:
    yield from _pairs({"id": item.id}, "")
    yield f"name: {scalar(item.name)}"
    yield from _category(item.category)
    yield from _pairs({"measure": item.measure, "page": item.page}, "")
    yield f"current: {_amount(item.current)}"
    yield f"previous: {_amount(item.previous)}"
    if item.supplementary:
        years = {entry.year.code: _supplements(item, entry.year) for entry in item.supplementary}
        yield f"supplementary: {{{', '.join(f'{year}: {amounts}' for year, amounts in years.items())}}}"
    yield from _pairs({"part_of": item.part_of, "share_of": item.share_of}, "")
    yield from _texts("formerly", item.formerly)
    yield from _pairs({"note": item.note, "quote": item.quote}, "")


def _supplements(item: Item, year: FiscalYear) -> str:
    amounts = [flow_scalar(entry.amount.printed) for entry in item.supplementary if entry.year == year]
    return amounts[0] if len(amounts) == 1 else f"[{', '.join(amounts)}]"


def _category(levels: Sequence[str]) -> Iterable[str]:
    return _texts("category", levels)


def _texts(key: str, texts: Sequence[str]) -> Iterable[str]:
    if len(texts) == 1:
        yield f"{key}: {scalar(texts[0])}"
    elif texts:
        yield f"{key}: [{', '.join(map(flow_scalar, texts))}]"


def flow_scalar(text: str) -> str:
    """Return a scalar for use inside brackets, where commas and brackets end it."""
    written = scalar(text)
    return _quoted(text) if written == text and re.search(r"[,\[\]{}]", text) else written


def _amount(amount: Amount) -> str:
    return scalar(amount.printed) if amount.printed else "null"
