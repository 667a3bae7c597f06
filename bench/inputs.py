"""The budgets that are measured: the same items as a book, a CSV, a hledger journal."""

import csv
from pathlib import Path
from typing import NamedTuple

SIZES = (14, 5_600, 100_000)
CATEGORIES = 50
CATEGORY = "関係人口の創出・拡大7"
"""The one whose total is asked for."""


HEAD = "title: 予算\norganisation: 国\nyear: r6\nunit: 億円\n"


class Inputs(NamedTuple):
    """One budget in the forms that programs read."""

    items: int
    book: Path
    table: Path
    journal: Path


def build(folder: Path, items: int) -> Inputs:
    """Write the budget of so many items in every form."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Inputs(items, folder / f"{items}.yaml", folder / f"{items}.csv", folder / f"{items}.journal")
    rows = [_row(number) for number in range(items)]
    found.book.write_text(_book(rows), encoding="utf-8")
    with found.table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "category", "r5", "r6"])
        writer.writerows(rows)
    found.journal.write_text("".join(map(_transactions, rows)), encoding="utf-8")
    return found


def _row(number: int) -> tuple[str, str, str, str]:
    category = f"関係人口の創出・拡大{number % CATEGORIES % (number + 8)}"
    return f"事業その{number}に必要な経費", category, f"{number % 97}.{number % 7}", f"{number % 89}.{number % 9}"


def _book(rows: list[tuple[str, str, str, str]]) -> str:
    items = (
        f"  - name: {name}\n    category: {category}\n    page: {number % 700}\n    current: {r6}\n    previous: {r5}\n"
        for number, (name, category, r5, r6) in enumerate(rows)
    )
    return f"{HEAD}items:\n{''.join(items)}"


def _transactions(row: tuple[str, str, str, str]) -> str:
    name, category, r5, r6 = row
    return "".join(
        f"{year}-04-01 {name}\n  予算:{category}  {amount}\n  財源\n\n" for year, amount in ((2023, r5), (2024, r6))
    )
