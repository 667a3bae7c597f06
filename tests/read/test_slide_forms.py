"""Documents in the forms that ministries, prefectures and cities print, each with what is read of it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from budgetcli.domain.year import parse_year
from budgetcli.read.slides import Draft, read_pages, read_slides
from budgetcli.read.slides.figures import figures
from budgetcli.read.slides.runs import join_cells
from budgetcli.words import load_words

DOCUMENTS = sorted((Path(__file__).parent.parent / "slides").glob("*.txt"))
NAMES = [document.stem for document in DOCUMENTS]


def read(document: Path) -> tuple[str, Draft]:
    text = document.read_text(encoding="utf-8")
    year = parse_year(document.stem.rpartition("-")[2])
    assert year is not None
    return text, read_slides(text, year)


def told(draft: Draft) -> str:
    """Return what was read so that a person can check it beside the document."""
    book = draft.book
    lines = [f"{book.title} | {book.stage and book.stage.value} | {book.unit and book.unit.name}"]
    for number, item in enumerate(book.items):
        path = " / ".join((*item.category, item.measure)) if item.measure else item.category_text
        lines.append(f"{item.name} | {item.current.printed} | {item.previous.printed} | {path}")
        lines += [f"    part of {item.part_of}"] if item.part_of else []
        lines += [f"    {entry.year} supplementary {entry.amount.printed}" for entry in item.supplementary]
        lines += [f"    check: {code}" for code in draft.doubts.get(number, ())]
    lines += [f"- {entry.printed}: {entry.reason}" for entry in draft.untaken]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_a_document_is_read_as_its_golden_output_says(document: Path, golden) -> None:  # type: ignore[no-untyped-def]
    golden(f"slides/{document.stem}.txt", told(read(document)[1]))


NOTHING = re.compile("[0０](?:千|百万|億)?円")
"""What a document may print for the year before beside 新規, which says the same."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_each_figure_of_money_is_an_amount_or_is_listed(document: Path) -> None:
    text, draft = read(document)
    printed = Counter(
        figure.printed
        for line in join_cells(read_pages(text))
        for figure in figures(line.raw, line.plain)
        if not NOTHING.fullmatch(figure.printed)
    )
    known = Counter(entry.printed for entry in draft.untaken)
    for item in draft.book.items:
        amounts = (item.current, item.previous, *(entry.amount for entry in item.supplementary))
        known.update(amount.printed for amount in amounts)
        known.update(amount.printed.removesuffix("の減") for amount in amounts if amount.printed.endswith("の減"))
        known.update("事項要求" for amount in amounts if amount.printed.endswith("＋事項要求"))
    assert printed - known == Counter()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_reason_and_doubt_has_words(language: str) -> None:
    words = load_words(language)
    for document in DOCUMENTS:
        draft = read(document)[1]
        assert all(words.text(f"untaken.{entry.reason}") for entry in draft.untaken)
        assert all(words.text(f"doubt.{code}") for codes in draft.doubts.values() for code in codes)
