"""The part of import that makes draft books from slides and texts."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import user_words
from budgetcli.cli.output import for_editors, put, save
from budgetcli.cli.progress import progress
from budgetcli.domain.amount import parse_unit
from budgetcli.domain.book import Stage, parse_stage
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.year import FiscalYear, parse_year
from budgetcli.read.book import parse_book
from budgetcli.read.document import read_document
from budgetcli.read.layout.glyph import UNKNOWN
from budgetcli.read.slides import Draft, Untaken, document_year, read_slides
from budgetcli.report.importing import first_items
from budgetcli.words import Words, load_words
from budgetcli.write.book import book_text

PASSED_OVER = 3
"""Figures of money on a page without a line that say that its form may not have been understood."""


class Head(NamedTuple):
    """What the options say of the book."""

    year: str
    stage: str
    previous_stage: str
    unit: str | None
    organisation: str
    title: str


def import_slides(
    files: Sequence[Path],
    head: Head,
    misplaced: Sequence[str],
    output: Path | None,
    report: Path | None,
    *,
    dry_run: bool,
) -> None:
    """Write the draft book of one document, and say what was not taken."""
    if misplaced:
        raise Failure([Problem("slides-option", {"option": option}, ()) for option in misplaced], USAGE)
    if len(files) != 1:
        raise Failure([Problem("slides-one", {}, ())], USAGE)
    stage, previous_stage = _stage(head.stage), _stage(head.previous_stage)
    with progress("progress.read", file=str(files[0]), number=1, count=1):
        text, problems = read_document(files[0])
    if problems:
        raise Failure(problems)
    year, titled = _year(head.year, text)
    unit = parse_unit(head.unit) if head.unit else None
    draft = read_slides(text, year, stage, files[0].name, head.title, unit)
    book = draft.book._replace(
        organisation=head.organisation, previous_stage=previous_stage or draft.book.previous_stage
    )
    if not book.items:
        raise Failure([Problem("slides-nothing", {"file": str(files[0]), "count": len(draft.untaken)}, ())])
    written = book_text(book, {at: _comments(codes) for at, codes in draft.doubts.items()})
    if problems := parse_book(written, "").problems:
        raise Failure(problems)
    if dry_run:
        put(first_items(book), None, None, "utf-8")
    elif output:
        save(output, for_editors(output, written).encode())
    else:
        sys.stdout.buffer.write(written.encode())
        sys.stdout.flush()
    if report and not dry_run:
        save(report, _report(draft.untaken, user_words()).encode("utf-8-sig"))
    if files[0].suffix.casefold() == ".pdf":
        _unread(text)
    _summary(draft, year, titled)


def _stage(text: str) -> Stage | None:
    stage = parse_stage(text)
    if text and stage is None:
        raise Failure([Problem("stage-unknown", {"text": text}, ())], USAGE)
    return stage


def _year(said: str, text: str) -> tuple[FiscalYear, FiscalYear | None]:
    """Return the year of the book, and that of the document's title."""
    titled = document_year(text)
    year = parse_year(said) if said else titled
    if year is None:
        problem = Problem("year-unreadable", {"text": said}, ()) if said else Problem("slides-no-year", {}, ())
        raise Failure([problem], USAGE)
    return year, titled


def _comments(codes: Sequence[str]) -> list[str]:
    """Return the marks for an item; they are Japanese in every language, as the book is."""
    words = load_words("ja")
    return [f"要確認: {words.text(f'doubt.{code}')}" for code in codes]


def _report(untaken: Sequence[Untaken], words: Words) -> str:
    """Return the list of figures that were not taken as CSV."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(["page", "line", "figure", "reason", "quote"])
    for entry in untaken:
        rows.writerow([entry.page, entry.line, entry.printed, words.text(f"untaken.{entry.reason}"), entry.quote])
    return lines.getvalue()


def _unread(text: str) -> None:
    """Say which pages hold no letters, and which some that are not known."""
    pages = text.split("\f")
    unread = {
        "slides.no-letters": [at for at, page in enumerate(pages, start=1) if not page.strip()],
        "slides.unknown-letters": [at for at, page in enumerate(pages, start=1) if UNKNOWN in page],
    }
    words = user_words()
    for code, found in unread.items():
        if found:
            sys.stderr.write(words.text(code, pages=", ".join(map(str, found))) + "\n")


def _summary(draft: Draft, year: FiscalYear, titled: FiscalYear | None) -> None:
    words = user_words()
    counts = {"items": len(draft.book.items), "doubts": len(draft.doubts), "untaken": len(draft.untaken)}
    said = [words.say(Message("slides.year", {"year": year, "titled": titled}))] if titled and titled != year else []
    said.append(words.say(Message("slides.summary", counts)))
    reasons = Counter(entry.reason for entry in draft.untaken)
    said += [f"  {words.text(f'untaken.{code}')}: {count}" for code, count in reasons.most_common()]
    if pages := _passed_over(draft):
        said.append(words.text("slides.passed-over", pages=", ".join(pages)))
    sys.stderr.write("".join(f"{line}\n" for line in said))


def _passed_over(draft: Draft) -> list[str]:
    """Return the pages with figures of money of which none was taken."""
    taken = {item.page for item in draft.book.items}
    figures = Counter(entry.page for entry in draft.untaken if entry.page not in taken)
    return [page for page, count in figures.items() if count >= PASSED_OVER]
