"""Check that every label of the corpus is printed where it says: python bench/slides/check_labels.py.

Amounts, distractors and names must occur in source.txt, after NFKC and without white space; where the text has form
feeds, amounts and distractors must occur on their own page. Labels that no text can hold (unknown keys, two items that
are the same, a figure both label and distractor at one place) are named too. Exits non-zero if anything is wrong.
"""

import sys
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HEAD = {"title", "organisation", "year", "stage", "previous_stage", "unit", "source", "items"}
KEYS = {"name", "category", "measure", "page", "current", "previous", "supplementary", "part_of", "share_of"}
STAGES = {"request", "draft", "initial", "supplementary", "revised", "settled"}
UNITS = ("百万円", "千円", "億円", "円")
NEW = ("新規", "皆増", "〔新〕", "［新］", "(新)")  # any of these words may say that there was nothing the year before
# What NFKC leaves of the CJK radicals.
RADICALS = str.maketrans("⺠⻑⻄⻘⻤⻝⻩⻫⻭⻯⻲⺟⺎⻁", "民長西青鬼食黄斉歯竜亀母兀虎")


def main() -> int:
    """Check all documents and return the exit status."""
    wrong: list[str] = []
    for path in sorted(HERE.glob("*/*/labels.yaml")):
        folder = path.parent
        problems = check(folder)
        wrong += [f"{folder.relative_to(HERE)}: {problem}" for problem in problems]
    print("\n".join(wrong) or "all labels are printed where they say", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def check(folder: Path) -> list[str]:
    """Return what is wrong with the labels of one document."""
    import yaml

    book: dict[str, Any] = yaml.safe_load((folder / "labels.yaml").read_text(encoding="utf-8"))
    text = Text(folder)
    problems = [f"unknown key {key}" for key in book.keys() - HEAD]
    problems += [f"unknown stage {book[key]}" for key in ("stage", "previous_stage") if book[key] not in STAGES]
    items: list[dict[str, Any]] = book["items"]
    for item in items:
        problems += check_item(item, text)
    keys = Counter((item["name"], str(item.get("category")), item.get("measure")) for item in items)
    problems += [f"two items are the same: {key[0]}" for key, count in keys.items() if count > 1]
    for line in lines(folder / "distractors.txt"):
        figure, page, _reason = line.split("\t")
        if not text.has(figure, int(page)):
            problems.append(f"distractor {figure} is not on page {page}")
        if any(item["page"] == int(page) and plain(figure) in amounts_of(item) for item in items):
            problems.append(f"distractor {figure} of page {page} is a label there, too")
    problems += [f"optional {name} is not printed" for name in lines(folder / "optional.txt") if not text.has(name)]
    return problems


def check_item(item: dict[str, Any], text: "Text") -> list[str]:
    """Return what is wrong with one item."""
    name = item["name"]
    problems = [f"{name}: unknown key {key}" for key in item.keys() - KEYS]
    amounts = [item["current"], item["previous"], *item.get("supplementary", {}).values()]
    if item["current"] is None:
        problems.append(f"{name}: no amount; it belongs to optional.txt")
    for amount in amounts:
        if amount is not None and not isinstance(amount, str):
            problems.append(f"{name}: {amount} is not quoted")
        elif (
            amount
            and not text.has_amount(amount, item["page"])
            and not (amount == NEW[0] and any(text.has(word, item["page"]) for word in NEW))
        ):
            problems.append(f"{name}: {amount} is not on page {item['page']}")
    category = item.get("category", [])
    words = [*category, *([item["measure"]] if "measure" in item else [])]
    problems += [f"{name}: heading {word} is not printed" for word in words if not text.has(word)]
    problems += [
        f"{name}: {item[key]} is not printed"
        for key in ("part_of", "share_of")
        if key in item and not text.has(item[key])
    ]
    if not text.has_scattered(name):
        problems.append(f"{name}: the name is not printed")
    return problems


def amounts_of(item: dict[str, Any]) -> set[str]:
    """Return the amounts of an item, made plain."""
    amounts = [item["current"], item["previous"], *item.get("supplementary", {}).values()]
    return {plain(amount) for amount in amounts if amount}


class Text:
    """The text of a document, whole and by page."""

    def __init__(self, folder: Path) -> None:
        recipe = tomllib.loads((folder / "recipe.toml").read_text(encoding="utf-8"))
        raw = (folder / "source.txt").read_text(encoding="utf-8")
        self.whole = plain(raw)
        first = recipe.get("first_page", 1)
        pages = raw.split("\f") if recipe["form_feeds"] else []
        self.pages = {first + number: plain(page) for number, page in enumerate(pages)}

    def has(self, words: str, page: int | None = None) -> bool:
        """Return whether the words are printed, on that page where pages are known."""
        where = self.pages.get(page, "") if self.pages and page is not None else self.whole
        return plain(words) in where

    def has_amount(self, amount: str, page: int) -> bool:
        """Return whether the amount is printed on the page, or its figure there and its unit once for the table."""
        if self.has(amount, page):
            return True
        unit = next((unit for unit in UNITS if amount.endswith(unit)), "")
        return bool(unit) and self.has(f"単位:{unit}", page) and self.has(amount.removesuffix(unit), page)

    def has_scattered(self, name: str) -> bool:
        """Return whether the name is printed in one piece, or in pieces of two characters with others between."""
        bare = plain(name)
        return bare in self.whole or all(bare[at : at + 2] in self.whole for at in range(0, len(bare) - 1, 2))


def plain(words: str) -> str:
    """Return the words after NFKC and without white space."""
    return "".join(unicodedata.normalize("NFKC", words).translate(RADICALS).split())


def lines(path: Path) -> list[str]:
    """Return the lines of a file that are not empty, none if it is not there."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line] if path.exists() else []


if __name__ == "__main__":
    raise SystemExit(main())
