"""Which writer makes which format."""

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from budgetcli.report.table import Table
from budgetcli.words import Words


class Style(NamedTuple):
    """How text is laid out for a person; machine formats take no notice of it."""

    words: Words
    width: int | None = None
    """Columns of the screen; None where there is no limit."""
    colour: bool = False
    wrap: bool = True
    """Whether long text goes on in the next line; else it is cut with …."""


class Writer(Protocol):
    """What a writer's module offers."""

    def render(self, table: Table, style: Style) -> str | bytes:
        """Return the table in the format; as bytes where it is no text."""
        ...


class Format(NamedTuple):
    """An output format."""

    name: str
    endings: tuple[str, ...]
    module: str
    extra: str = ""
    """The extra that it needs."""


FORMATS = {
    form.name: form
    for form in (
        Format("table", (".txt",), "budgetcli.write.terminal"),
        Format("csv", (".csv",), "budgetcli.write.csv"),
        Format("json", (".json",), "budgetcli.write.json"),
        Format("markdown", (".md", ".markdown"), "budgetcli.write.markdown"),
        Format("xlsx", (".xlsx",), "budgetcli.write.xlsx", extra="xlsx"),
    )
}


def writer(name: str) -> Writer:
    """Return the writer of a format."""
    return cast("Writer", import_module(FORMATS[name].module))


def format_of(path: Path) -> Format | None:
    """Return the format that a file's ending asks for."""
    ending = path.suffix.lower()
    return next((form for form in FORMATS.values() if ending in form.endings), None)
