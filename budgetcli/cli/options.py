"""Options that commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from budgetcli.cli.complete import complete_category, complete_year
from budgetcli.cli.language import help_text
from budgetcli.domain.book import Stage
from budgetcli.domain.compare import Status
from budgetcli.domain.shelf import Basis
from budgetcli.report.query import Order

Data = Annotated[list[Path] | None, typer.Option("--data", "-d", help=help_text("data"), metavar="FILE|FOLDER")]
Year = Annotated[
    list[str] | None,
    typer.Option("--year", "-y", help=help_text("year"), metavar="YEAR [YEAR]", autocompletion=complete_year),
]
Category = Annotated[
    list[str] | None, typer.Option("--category", "-c", help=help_text("category"), autocompletion=complete_category)
]
Search = Annotated[str, typer.Option("--search", "-s", help=help_text("search"), show_default=False)]
UnitName = Annotated[
    Literal["円", "千円", "万円", "百万円", "億円", "兆円"] | None, typer.Option("--unit", "-u", help=help_text("unit"))
]
Format = Annotated[
    Literal["table", "csv", "json", "markdown", "xlsx"] | None, typer.Option("--format", "-f", help=help_text("format"))
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help=help_text("output"), metavar="FILE")]
Encoding = Annotated[Literal["utf-8", "utf-8-sig", "cp932"], typer.Option("--encoding", help=help_text("encoding"))]
Lang = Annotated[Literal["ja", "en"] | None, typer.Option("--lang", help=help_text("lang"))]
NoColor = Annotated[bool, typer.Option("--no-color", help=help_text("no_color"))]
NoWrap = Annotated[bool, typer.Option("--no-wrap", help=help_text("no_wrap"))]
Decimals = Annotated[int | None, typer.Option("--decimals", min=0, max=20, help=help_text("decimals"))]
Bounds = Annotated[bool, typer.Option("--bounds", help=help_text("bounds"))]
WithSupplementary = Annotated[bool, typer.Option("--with-supplementary", help=help_text("with_supplementary"))]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help=help_text("status"))]
Sort = Annotated[Order, typer.Option("--sort", help=help_text("sort"))]
Reverse = Annotated[bool, typer.Option("--reverse", help=help_text("reverse"))]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help=help_text("limit"))]

# Which figure of a year
BasisName = Annotated[Basis | None, typer.Option("--basis", help=help_text("basis"))]
StageName = Annotated[Stage | None, typer.Option("--stage", help=help_text("stage"))]

# What is shown of a table
Group = Annotated[Literal["category"] | None, typer.Option("--group", help=help_text("group"))]
Columns = Annotated[str | None, typer.Option("--columns", help=help_text("columns"), metavar="KEY,KEY,…")]
NoPager = Annotated[bool, typer.Option("--no-pager", help=help_text("no_pager"))]
