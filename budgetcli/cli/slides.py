"""The part of import that makes draft books from slides and texts."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import user_words
from budgetcli.cli.output import save
from budgetcli.domain.book import parse_stage
from budgetcli.domain.problem import Message, Problem
from budgetcli.domain.year import parse_year
from budgetcli.read.book import parse_book
from budgetcli.read.document import read_document
from budgetcli.read.slides import Draft, Untaken, read_slides
from budgetcli.words import Words, load_words
from budgetcli.write.book import book_text


def import_slides(files: Sequence[Path], output: Path | None, report: Path | None, said: tuple[str, ...]) -> None:
    """Write the draft book of one document, and say what was not taken."""
    year_text, stage_text, previous_text, organisation, title = said
    if len(files) != 1:
        raise Failure([Problem("slides-one", {}, ())], USAGE)
    year = parse_year(year_text)
    if year is None:
        raise Failure([Problem("table-no-year", {}, ())], USAGE)
    stages = [parse_stage(text) for text in (stage_text, previous_text)]
    for text, stage in zip((stage_text, previous_text), stages, strict=True):
        if text and stage is None:
            raise Failure([Problem("stage-unknown", {"text": text}, ())], USAGE)
    text, problems = read_document(files[0])
    if problems:
        raise Failure(problems)
    draft = read_slides(text, year, stages[0], files[0].name, title)
    book = draft.book._replace(organisation=organisation, previous_stage=stages[1] or draft.book.previous_stage)
    if not book.items:
        raise Failure([Problem("slides-nothing", {"file": str(files[0]), "count": len(draft.untaken)}, ())])
    written = book_text(book, {at: _comments(codes) for at, codes in draft.doubts.items()})
    if problems := parse_book(written, "").problems:
        raise Failure(problems)
    if output:
        save(output, written.encode())
    else:
        sys.stdout.buffer.write(written.encode())
        sys.stdout.flush()
    if report:
        save(report, _report(draft.untaken, user_words()).encode("utf-8-sig"))
    _summary(draft)


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


def _summary(draft: Draft) -> None:
    words = user_words()
    counts = {"items": len(draft.book.items), "doubts": len(draft.doubts), "untaken": len(draft.untaken)}
    said = [words.say(Message("slides.summary", counts))]
    reasons = Counter(entry.reason for entry in draft.untaken)
    said += [f"  {words.text(f'untaken.{code}')}: {count}" for code, count in reasons.most_common()]
    sys.stderr.write("".join(f"{line}\n" for line in said))
