"""Every error has a code, a small broken input and words in both languages."""

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.gallery import LANGUAGES, Case, cases, codes

WITHOUT_CASE = {
    "file-too-large": "a file of 64 MiB; tests/read/test_text.py makes one",
    "file-changed": "a change between reading and writing; tests/cli/test_suggest.py makes one",
    "sheet-unknown": "a workbook; tests/read/test_grid.py makes one",
    "usage-other": "what Typer says that we have no words for; tests/cli/test_usage.py makes one",
    "sheets-several": "a workbook; tests/read/test_workbook.py makes one",
    "cell-merged": "a workbook; tests/read/test_workbook.py makes one",
    "cell-scaled": "a workbook; tests/read/test_workbook.py makes one",
    "extra-absent": "an environment without the extra; tests/write/test_xlsx.py hides it",
    "output-binary": "a terminal; tests/write/test_xlsx.py makes one",
    "extra-missing": "an environment without the extra; tests/read/test_grid.py hides it",
}
ONLY_SAID = {"change-differs", "sum-differs"}
"""Contradictions of a source, which are listed and do not keep its book from being written."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.code)
def test_error_is_printed_as_the_gallery_shows(
    case: Case, language: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / case.code
    shutil.copytree(case.folder, folder)
    environment = {"BUDGETCLI_LANG": language, **case.environment}

    ran = run(*case.arguments, cwd=folder, env=environment)

    printed = case.folder / f"{language}.txt"
    if request.config.getoption("--update-golden"):
        printed.write_text(ran.err, encoding="utf-8")
    assert ran.err == printed.read_text(encoding="utf-8")
    assert ran.code in ((0,) if case.code in ONLY_SAID else (1, 2))
    assert "Traceback" not in ran.err


def test_every_code_has_a_case() -> None:
    assert set(codes()) == {case.code for case in cases()} | WITHOUT_CASE.keys()


def test_both_languages_have_the_same_words() -> None:
    japanese, english = (import_module(f"budgetcli.words.{language}") for language in LANGUAGES)

    assert japanese.TEXTS.keys() == english.TEXTS.keys()
    assert japanese.PROBLEMS.keys() == english.PROBLEMS.keys()
