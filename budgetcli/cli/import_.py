"""The command that makes books from tables."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from budgetcli.cli import options
from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import help_text, user_words
from budgetcli.cli.output import for_editors, make_folder, put, save
from budgetcli.cli.progress import progress
from budgetcli.domain.problem import Message, Problem
from budgetcli.read.book import parse_book
from budgetcli.read.document import is_document
from budgetcli.read.profile import parse_map, parse_pairs, parse_wanted, profile_text, read_profile
from budgetcli.read.tables import Table, joined, read_tables, same_items
from budgetcli.read.wanted import Wanted
from budgetcli.report.importing import first_items, left_table, mapping_table, summary
from budgetcli.write.book import book_text

command = typer.Typer(add_completion=False)
BOOKS = (".yaml", ".yml")
STDOUT = Path("-")
"""How the files of books end."""


@command.command(help=help_text("import"))
def import_(
    files: Annotated[list[Path], typer.Argument(help=help_text("files"), metavar="FILE...")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=help_text("import_output"))] = None,
    mapped: Annotated[list[str] | None, typer.Option("--map", help=help_text("map"), metavar="ROLE=HEADING,…")] = None,
    profile: Annotated[Path | None, typer.Option("--profile", help=help_text("profile"))] = None,
    save_profile: Annotated[Path | None, typer.Option("--save-profile", help=help_text("save_profile"))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=help_text("dry_run"))] = False,
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help=help_text("sheet"))] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help=help_text("hidden"))] = False,
    brackets: Annotated[
        Literal["minus", "plain"] | None, typer.Option("--brackets", help=help_text("brackets"))
    ] = None,
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
    output = None if output == STDOUT else output
    documents = [file for file in files if is_document(file)]
    if documents:
        from budgetcli.cli.slides import Head, import_slides

        tables_only = {"--map": mapped, "--profile": profile, "--save-profile": save_profile, "--sheet": sheet,
                       "--hidden": hidden, "--brackets": brackets}  # fmt: skip
        head = Head(year, stage, previous_stage, unit, organisation, title)
        misplaced = [name for name, value in tables_only.items() if value]
        import_slides(files, head, misplaced, output, report, dry_run=dry_run)
        return
    said = {"year": year, "stage": stage, "previous_stage": previous_stage, "unit": unit or ""}
    texts = {**said, "organisation": organisation, "title": title, "brackets": brackets or ""}
    wanted = _wanted(mapped or (), profile, texts)
    tables = _tables(files, wanted, sheet or (), hidden=hidden)
    if dry_run:
        for table in tables:
            _show(table)
        _report(tables)
    if problems := [problem for table in tables for problem in table.imported.problems]:
        raise Failure(problems)
    if dry_run:
        return
    targets = _targets(tables, output)
    _refuse_twice([*files, *filter(None, [*targets, report, save_profile])])
    _write(targets)
    if save_profile:
        save(save_profile, profile_text(wanted).encode())
    if report:
        put(left_table(_left(tables)), "csv", report, "utf-8-sig")
    _report(tables)


def _wanted(mapped: Sequence[str], profile: Path | None, texts: dict[str, str]) -> Wanted:
    """Return what the profile says, and over it what the options say."""
    kept, problems = read_profile(profile) if profile else (Wanted(), [])
    pairs, unpaired = parse_pairs(mapped)
    columns, wrong = parse_map(pairs)
    said, more = parse_wanted(texts)
    if found := [*problems, *unpaired, *wrong, *more]:
        raise Failure(found, USAGE)
    over = {name: value for name, value in said._asdict().items() if value}
    return kept._replace(**{**over, "columns": {**kept.columns, **columns}})


def _tables(files: Sequence[Path], wanted: Wanted, sheets: Sequence[str], *, hidden: bool) -> list[Table]:
    read = []
    with progress("progress.files") as tell:
        for number, file in enumerate(files, 1):
            tell("progress.read", file=str(file), number=number, count=len(files))
            read.append(read_tables(file, wanted, sheets, hidden=hidden))
    if problems := [problem for _, problems in read for problem in problems]:
        raise Failure(problems)
    return [table for tables, _ in read for table in tables]


def _show(table: Table) -> None:
    grid, layout, imported = table.grid, table.layout, table.imported
    roles = {index: heading.role.value for index, heading in enumerate(layout.headings)}
    roles = {index: role if role in ("funding", "ratio") else "unused" for index, role in roles.items()}
    roles |= {index: role.value for role, indexes in layout.columns.items() for index in indexes}
    roles |= dict.fromkeys(layout.supplementary.values(), "supplementary")
    put(mapping_table([heading.text for heading in layout.headings], roles, grid.file, grid.form), None, None, "utf-8")
    put(first_items(imported.book), None, None, "utf-8")
    if left := _left([table]):
        put(left_table(left), None, None, "utf-8")


def _left(tables: Sequence[Table]) -> list[tuple[str, int, str, str]]:
    return [(table.grid.file, left.row, left.reason, left.text) for table in tables for left in table.imported.left]


def _targets(tables: Sequence[Table], output: Path | None) -> dict[Path | None, str]:
    """Return the text for each file to write: one book each in a folder, else one book of all."""
    if output is not None and (output.is_dir() or not output.suffix):
        paths = [output / f"{_stem(table)}.yaml" for table in tables]
        _refuse_twice(paths)
        make_folder(output)
        return {
            path: for_editors(path, book_text(each.imported.book)) for path, each in zip(paths, tables, strict=True)
        }
    if output is not None and output.suffix.casefold() not in BOOKS:
        raise Failure([Problem("book-ending", {"file": str(output)}, ())], USAGE)
    books = [table.imported.book for table in tables]
    if len({(book.year, book.unit, book.stage, book.previous_stage) for book in books}) > 1:
        raise Failure([Problem("import-mixed", {"years": tuple(sorted({book.year for book in books}))}, ())], USAGE)
    if problems := same_items(tables):
        raise Failure(problems)
    return {output: for_editors(output, book_text(joined(tables)))}


def _stem(table: Table) -> str:
    stem = Path(table.grid.file).stem
    return f"{stem}-{table.suffix.replace('/', '-')}" if table.suffix else stem


def _refuse_twice(paths: Sequence[Path]) -> None:
    """Refuse to write one file twice, or over a file that is read."""
    seen: set[str] = set()
    for path in paths:
        name = str(path.absolute()).casefold()
        if name in seen:
            raise Failure([Problem("output-twice", {"file": str(path)}, ())], USAGE)
        seen.add(name)


def _write(targets: Mapping[Path | None, str]) -> None:
    """Write the books, unless one of them would not be read back."""
    for text in targets.values():
        if problems := parse_book(text, "").problems:
            raise Failure(problems)
    for target, text in targets.items():
        if target is None:
            sys.stdout.buffer.write(text.encode())
        else:
            save(target, text.encode())


def _report(tables: Sequence[Table]) -> None:
    """Say what of the tables contradicts itself, what was not taken, and how many items there are."""
    from budgetcli.write.cells import harmless
    from budgetcli.write.problems import as_text

    words = user_words()
    said: dict[str, list[str]] = {}
    for table in tables:
        sys.stderr.write(as_text(table.imported.disagreements, words))
        for notice in table.imported.notices:
            said.setdefault(words.say(notice), []).append(table.name)
    for text, files in said.items():
        sys.stderr.write(harmless(f"{text}\n" if len(files) == len(tables) else f"{', '.join(files)}: {text}\n"))
    for table in tables:
        imported = table.imported
        counted = summary(imported.rows, len(imported.book.items), _rows(table), len(imported.disagreements))
        lines = (Message("import.file", {"file": table.grid.file, "form": table.grid.form}), *counted)
        sys.stderr.write("".join(harmless(f"{words.say(line)}\n") for line in lines))


def _rows(table: Table) -> dict[str, list[int]]:
    """Return the numbers of the rows that are no items, by the reason's code."""
    rows: dict[str, list[int]] = {}
    for left in table.imported.left:
        rows.setdefault(left.reason, []).append(left.row)
    return rows
