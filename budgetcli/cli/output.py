"""Where a table goes: the screen, a pipe or a file."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budgetcli.cli.failure import USAGE, Failure
from budgetcli.cli.language import user_words
from budgetcli.cli.progress import progress
from budgetcli.cli.settings import settings
from budgetcli.domain.problem import Problem
from budgetcli.report.table import Table
from budgetcli.write.registry import FORMATS, Style, Writer, format_of, writer

FOR_PEOPLE = frozenset({"table", "markdown"})
"""Formats whose figures nobody calculates with."""
BARE = frozenset({"csv", "json"})
"""Formats that have the rows of a table and nothing around them."""
TWINS = {"cp932": str.maketrans("〜−—‖¢£¬", "～－―∥￠￡￢")}
"""Characters of one JIS code point that Unicode has twice: cp932 knows only the second of each pair."""
SCHEMA = "book.schema.json"
"""The file by which editors check the books beside it."""
NARROWEST = 20
"""Columns under which no table can be laid out."""


def put(
    table: Table,
    form: str | None,
    output: Path | None,
    encoding: str,
    *,
    no_color: bool = False,
    no_wrap: bool = False,
    decimals: int | None = None,
    no_pager: bool = False,
) -> None:
    """Write the table to the output file, or to stdout where none is named; `decimals` rounds tables for people."""
    name = form or _form_of(output)
    if decimals is not None and name in FOR_PEOPLE:
        from budgetcli.report.rounding import rounded

        table = rounded(table, decimals)
    screen = output is None and name == "table" and sys.stdout.isatty()
    style = Style(
        user_words(),
        screen_width() if screen or ("COLUMNS" in os.environ and output is None) else None,
        screen and not no_color and settings().color and _may_colour(),
        not no_wrap,
    )
    render = _writer(name).render
    with progress("progress.table"):
        text = render(table, style)
    if isinstance(text, bytes) and output is None and sys.stdout.isatty():
        raise Failure([Problem("output-binary", {"form": name}, ())], USAGE)
    if screen and isinstance(text, str) and not no_pager and _is_paged(text):
        return
    if output is None:
        _print(text, encoding, screen=name == "table")
    else:
        save(output, _encode(text, encoding))


def _is_paged(text: str) -> bool:
    """Show a text longer than the screen in the pager, and say whether it was shown."""
    if text.count("\n") < shutil.get_terminal_size().lines:
        return False
    from budgetcli.cli.pager import page

    return page(text)


def _writer(name: str) -> Writer:
    try:
        return writer(name)
    except ModuleNotFoundError as error:
        raise Failure([Problem("extra-absent", {"form": name, "extra": FORMATS[name].extra}, ())]) from error


def is_bare(form: str | None, output: Path | None) -> bool:
    """Say whether the format has the rows of a table and nothing around them."""
    return (form or _form_of(output)) in BARE


def _form_of(output: Path | None) -> str:
    if output is None:
        return "table"
    if found := format_of(output):
        return found.name
    endings = [ending for form in FORMATS.values() for ending in form.endings]
    raise Failure([Problem("output-ending", {"file": str(output), "endings": endings}, ())], USAGE)


def screen_width() -> int:
    """Return the columns of the screen."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def _may_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(text: str) -> None:
    """Write a text for people to stdout."""
    _print(text, "utf-8", screen=True)


def _print(text: str | bytes, encoding: str, *, screen: bool) -> None:
    """Write to stdout: tables in its own encoding, machine formats as the option says.

    A terminal gets nothing that it would obey, whatever the format.
    """
    if isinstance(text, str) and not screen and sys.stdout.isatty():
        from budgetcli.write.cells import harmless

        text = harmless(text)
    data = _encode_for_screen(text) if screen and isinstance(text, str) else _encode(text, encoding)
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _encode_for_screen(text: str) -> bytes:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        return _twinned(text, encoding.lower()).encode(encoding)
    except UnicodeEncodeError as error:
        raise Failure([Problem("screen-encoding", {"encoding": encoding}, ())]) from error


def _encode(text: str | bytes, encoding: str) -> bytes:
    if isinstance(text, bytes):
        return text
    try:
        return _twinned(text, encoding).encode(encoding)
    except UnicodeEncodeError as error:
        raise _unencodable(error, encoding) from error


def _twinned(text: str, encoding: str) -> str:
    return text.translate(TWINS[encoding]) if encoding in TWINS else text


def _unencodable(error: UnicodeEncodeError, encoding: str) -> Failure:
    character = error.object[error.start : error.start + 1]
    return Failure([Problem("output-encoding", {"encoding": encoding, "text": character}, ())])


def save(path: Path, data: bytes) -> None:
    """Write a file whole; raises Failure where it cannot be written."""
    from budgetcli.write.file import write_whole

    with _failing(path):
        write_whole(path, data)


def make_folder(path: Path) -> None:
    """Make a folder where there is none; raises Failure where it cannot be made."""
    with _failing(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise Failure([Problem("output-unwritable", {"file": str(path), "reason": reason}, ())]) from error


def for_editors(path: Path | None, book: str) -> str:
    """Return a book's text, with the line that names the schema where one lies beside its file."""
    has_schema = path is not None and (path.parent / SCHEMA).is_file()
    return f"# yaml-language-server: $schema={SCHEMA}\n{book}" if has_schema else book
