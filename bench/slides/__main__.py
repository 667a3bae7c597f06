"""Score the importer on a folder of labelled documents: `python -m bench.slides bench/slides/seen`."""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from budgetcli.domain.amount import Amount
from budgetcli.domain.book import Item
from budgetcli.domain.text import key
from budgetcli.read.book import parse_book
from budgetcli.read.document import read_document
from budgetcli.read.slides import read_slides


class Score(NamedTuple):
    """What a reading of one document found."""

    labelled: int
    found: int
    lines: int
    amounts: int
    names: int
    categories: int
    judged: int
    """Items whose category the label settles."""
    pages: int

    def cells(self) -> list[str]:
        """Return the figures of one row."""
        counts = [f"{self.lines}/{self.labelled}", f"{self.found - self.lines}"]
        parts = [f"{n}/{of}" for n, of in ((self.amounts, self.labelled), (self.names, self.labelled))]
        ratio = [f"{self.amounts / (self.labelled or 1):.3f}", f"{self.amounts / (self.found or 1):.3f}"]
        return [*counts, *parts, f"{self.categories}/{self.judged}", f"{self.pages}/{self.labelled}", *ratio]


def same(one: Amount, other: Amount) -> bool:
    """Say whether two amounts mean the same."""
    return (one.value, one.whole, one.is_nothing) == (other.value, other.whole, other.is_nothing)


def right(item: Item, label: Item) -> bool:
    """Say whether all amounts of a line are right."""
    more = [[(entry.year, entry.amount.value) for entry in each.supplementary] for each in (item, label)]
    return same(item.current, label.current) and same(item.previous, label.previous) and more[0] == more[1]


def pair(items: list[Item], labels: list[Item]) -> list[tuple[Item, Item]]:
    """Return items with their labels: by name and amount, then by amount and page, then by name."""
    rest, pairs = list(items), []
    tests: tuple[Callable[[Item, Item], bool], ...] = (
        lambda a, b: key(a.name) == key(b.name) and a.page == b.page and right(a, b),
        lambda a, b: a.page == b.page and same(a.current, b.current),
        lambda a, b: key(a.name) == key(b.name),
    )
    left = list(labels)
    for test in tests:
        for label in list(left):
            if match := next((item for item in rest if test(item, label)), None):
                pairs.append((match, label))
                rest.remove(match)
                left.remove(label)
    return pairs


def source_of(document: Path) -> Path:
    """Return the file of a document that is read."""
    return document / ("source.pdf" if "--pdf" in sys.argv else "source.txt")


def score(document: Path, show: bool) -> Score:
    """Score one document."""
    book = parse_book((document / "labels.yaml").read_text(encoding="utf-8"), "labels.yaml").book
    if book is None:
        sys.exit(f"{document}: labels.yaml is no book")
    text, _ = read_document(source_of(document))
    draft = read_slides(text, book.year, book.stage)
    optional = document / "optional.txt"
    free = set(map(key, optional.read_text(encoding="utf-8").split("\n"))) if optional.exists() else set()
    items = [item for item in draft.book.items if key(item.name) not in free]
    labels = list(book.items)
    pairs = pair(items, labels)
    filed = [(item, label) for item, label in pairs if label.category]
    if show:
        show_wrong(pairs, filed)
        for label in labels:
            if not any(label is other for _, other in pairs):
                print(f"  missed: {told(label)}")
        for item in items:
            if not any(item is other for other, _ in pairs):
                print(f"  false: {told(item)} | {item.quote}")
    return Score(
        len(labels), len(items), len(pairs), sum(right(*each) for each in pairs),
        sum(key(item.name) == key(label.name) for item, label in pairs),
        sum(same_category(*each) for each in filed), sum(1 for label in labels if label.category),
        sum(item.page == label.page for item, label in pairs),
    )  # fmt: skip


def show_wrong(pairs: list[tuple[Item, Item]], filed: list[tuple[Item, Item]]) -> None:
    """Print the lines that are wrong, and each wrong category once."""
    for item, label in pairs:
        if not right(item, label) or key(item.name) != key(label.name) or item.page != label.page:
            print(f"  wrong: {told(item)}\n    want {told(label)}")
    misfiled = Counter((path(item), path(label)) for item, label in filed if not same_category(item, label))
    for (found, wanted), count in misfiled.items():
        print(f"  filed: {found} ({count})\n    want {wanted}")


def told(item: Item) -> str:
    """Return an item in one line."""
    more = [f"{entry.year}: {entry.amount.printed}" for entry in item.supplementary]
    return " | ".join([item.name, item.current.printed, item.previous.printed, *more, f"p. {item.page}"])


def path(item: Item) -> str:
    """Return the headings of an item."""
    return " / ".join((*item.category, item.measure))


def heading_key(text: str) -> str:
    """Return the form in which two spellings of a heading agree, with or without brackets around it."""
    return key(text).strip("【】〔〕[]〈〉<>")


def same_category(item: Item, label: Item) -> bool:
    """Say whether the headings agree; a measure that the label leaves out is not judged."""
    agree = [heading_key(text) for text in item.category] == [heading_key(text) for text in label.category]
    return agree and (not label.measure or key(item.measure) == key(label.measure))


def main() -> None:
    """Print a table of scores in markdown; `--show` lists what is wrong."""
    folder, show = Path(sys.argv[1]), "--show" in sys.argv
    print("| document | lines | false | amounts | names | categories | pages | recall | precision |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    total = Score(*[0] * 8)
    labelled = sorted(path for path in folder.iterdir() if (path / "labels.yaml").exists())
    printed = [document for document in labelled if source_of(document).exists()]
    for document in printed:
        one = score(document, show)
        print("| " + " | ".join([document.name, *one.cells()]) + " |")
        total = Score(*(a + b for a, b in zip(total, one, strict=True)))
    print("| " + " | ".join(["**all**", *total.cells()]) + " |")
    if missing := len(labelled) - len(printed):
        print(f"{missing} documents without a PDF are left out; bench/slides/make.py prints them", file=sys.stderr)


if __name__ == "__main__":
    main()
