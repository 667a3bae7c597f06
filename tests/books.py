"""Books for tests, written as users write them."""

from budgetcli.domain.book import Book
from budgetcli.domain.lines import Lines
from budgetcli.domain.shelf import Shelf
from budgetcli.read.book import parse_book

HEAD = "title: 予算\norganisation: みどり市\nyear: {year}\nunit: 億円\nitems:\n"


def book(items: str, year: str = "r6", file: str = "") -> Book:
    """Return the book with the items, one to a line as in a YAML flow mapping without its braces."""
    lines = "".join(f"  - {{{line.strip()}}}\n" for line in items.strip().splitlines())
    reading = parse_book(HEAD.format(year=year) + lines, file or f"{year}.yaml")
    assert reading.book is not None
    assert reading.problems == []
    return reading.book


def lines_of(items: str) -> Lines:
    """Return the lines of one book's own two columns."""
    one = book(items)
    return Shelf((one,)).lines((one.previous_year, one.year))
