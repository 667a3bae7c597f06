"""The manual says what the program does."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.manual import cli_page, errors_page


def check(path: Path, text: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("language", "page"), [("en", "cli.md"), ("ja", "cli.ja.md")])
def test_commands_page_is_the_help(language: str, page: str, run: Run, request: pytest.FixtureRequest) -> None:
    check(ROOT / "docs" / page, cli_page(run, language), request)


def test_errors_page_is_the_gallery(request: pytest.FixtureRequest) -> None:
    check(ROOT / "docs" / "errors.md", errors_page(), request)
