"""The command that makes books from tables."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from budgetcli.cli import options
from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.output import make_folder, put, save
from budgetcli.domain.problem import Message, Problem
from budgetcli.read.book import parse_book
from budgetcli.read.document import is_document
from budgetcli.read.grid import Grid, read_grid
from budgetcli.read.importing import Imported, import_grid
from budgetcli.read.mapping import Layout, Wanted, find_layout
from budgetcli.read.profile import parse_map, parse_wanted, profile_text, read_profile
from budgetcli.report.importing import first_items, mapping_table, summary
from budgetcli.write.book import book_text

command = typer.Typer(add_completion=False)
Text = Annotated[str, typer.Option(show_default=False)]


@command.command(help=help_text("import"))
def import_(
    files: Annotated[list[Path], typer.Argument(help=help_text("files"), metavar="FILE...")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_text("import_output"))] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", help=help_text("map"), metavar="ROLE=HEADING,…")] = None,
    profile: Annotated[Path | None, typer.Option("--profile", help=help_text("profile"))] = None,
    save_profile: Annotated[Path | None, typer.Option("--save-profile", help=help_text("save_profile"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_text("dry_run"))] = False,
    sheet: Annotated[str, typer.Option("--sheet", help=help_text("sheet"), show_default=False)] = "",
    year: Annotated[str, typer.Option("--year", "-y", help=help_text("import_year"), show_default=False)] = "",
    stage: Annotated[str, typer.Option("--stage", help=help_text("import_stage"), show_default=False)] = "",
    previous_stage: Annotated[
        str, typer.Option("--previous-stage", help=help_text("import_previous_stage"), show_default=False)
    ] = "",
    unit: options.UnitName = None,
    organisation: Annotated[str, typer.Option("--organisation", help=help_text("organisation"))] = "",
    title: Annotated[str, typer.Option("--title", help=help_text("title"))] = "",
    report: Annotated[Path | None, typer.Option("--report", help=help_text("import_report"))] = None,
    lang: options.Lang = None,
) -> None:
    """Make books from tables, slides and texts."""
    del lang
    documents = [file for file in files if is_document(file)]
    if documents:
        from budgetcli.cli.slides import import_slides

        import_slides(files, output, report, (year, stage, previous_stage, organisation, title))
        return
    texts = {"year": year, "stage": stage, "previous_stage": previous_stage, "unit": unit or ""}
    wanted = _wanted(mapped or (), profile, {**texts, "organisation": organisation, "title": title})
    tables = [_table(file, sheet, wanted) for file in files]
    if dry_run:
        for grid, layout, imported in tables:
            _show(grid, layout, imported)
        return
    problems = [problem for _, _, imported in tables for problem in imported.problems]
    if problems:
        raise Failure(problems)
    for target, text in _targets(tables, output).items():
        _check(text)
        if target is None:
            sys.stdout.buffer.write(text.encode())
        else:
            save(target, text.encode())
    if save_profile:
        save(save_profile, profile_text(wanted).encode())
    for grid, _, imported in tables:
        _report(grid, imported)


Imports = Sequence[tuple[Grid, Layout, Imported]]


def _wanted(mapped: Sequence[str], profile: Path | None, texts: dict[str, str]) -> Wanted:
    """Return what the profile says, and over it what the options say."""
    kept, problems = read_profile(profile) if profile else (Wanted(), [])
    pairs = dict(pair.partition("=")[::2] for pair in mapped)
    columns, wrong = parse_map({role: [text.strip() for text in texts.split(",")] for role, texts in pairs.items()})
    said, more = parse_wanted(texts)
    if problems or wrong or more:
        raise Failure([*problems, *wrong, *more], USAGE)
    over = {name: value for name, value in said._asdict().items() if value}
    return kept._replace(**{**over, "columns": {**kept.columns, **columns}})


def _table(file: Path, sheet: str, wanted: Wanted) -> tuple[Grid, Layout, Imported]:
    grid, problems = read_grid(file, sheet)
    if grid is None:
        raise Failure(problems)
    layout, problems = find_layout(grid, wanted)
    if layout is None or problems:
        raise Failure(problems)
    return grid, layout, import_grid(grid, layout, wanted)


def _show(grid: Grid, layout: Layout, imported: Imported) -> None:
    roles = {index: role.value for role, indexes in layout.columns.items() for index in indexes}
    roles |= dict.fromkeys(layout.supplementary.values(), "supplementary")
    put(mapping_table([heading.text for heading in layout.headings], roles, grid.file, grid.form), None, None, "utf-8")
    put(first_items(imported.book), None, None, "utf-8")
    _report(grid, imported)
    if imported.problems:
        raise Failure(imported.problems)


def _targets(tables: Imports, output: Path | None) -> dict[Path | None, str]:
    """Return the text for each file to write: one book each in a folder, else one book of all."""
    if output is not None and (output.is_dir() or not output.suffix):
        make_folder(output)
        return {output / f"{Path(grid.file).stem}.yaml": book_text(imported.book) for grid, _, imported in tables}
    books = [imported.book for _, _, imported in tables]
    if len({(book.year, book.unit, book.stage) for book in books}) > 1:
        raise Failure([Problem("import-mixed", {"years": tuple(sorted({book.year for book in books}))}, ())], USAGE)
    items = tuple(item for book in books for item in book.items)
    totals = books[0].totals if len(books) == 1 else ()
    return {output: book_text(books[0]._replace(items=items, totals=totals))}


def _check(text: str) -> None:
    """Refuse to write what would not be read back."""
    problems = parse_book(text, "").problems
    if problems:
        raise Failure(problems)


def _report(grid: Grid, imported: Imported) -> None:
    from budgetcli.write.problems import as_text

    words = user_words()
    sys.stderr.write(as_text(imported.disagreements, words))
    said: Iterable[Message] = (
        Message("import.file", {"file": grid.file, "form": grid.form}),
        *summary(imported.rows, len(imported.book.items), imported.left_out, len(imported.disagreements)),
    )
    sys.stderr.write("".join(f"{words.say(message)}\n" for message in said))
