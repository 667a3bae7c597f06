"""What a command imports, counted, so that start-up cannot rot."""

import subprocess
import sys

import pytest

from budgetcli.lazily import SELDOM
from tests.conftest import ROOT

REST = "import typer, yaml"
"""What the program cannot do without; modules are counted beyond these."""
PROGRAM = """
import sys
sys.argv = {arguments!r}
try:
    from budgetcli.__main__ import main
    main()
except SystemExit:
    pass
sys.stderr.write(" ".join(name for name, module in sys.modules.items() if type(module).__name__ != "_Module"))
"""
MOST = {"--version": 3, "list -f csv": 66, "list": 117, "--help": 30}
"""Modules beyond Typer and PyYAML at the most; a new one must be worth its place at every start."""
NEVER = ("pydantic", "openpyxl", "xlsxwriter", "jinja2", "altair", "tempfile", "asyncio", "unittest", "http")


def modules(code: str) -> set[str]:
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


def loaded(arguments: str) -> set[str]:
    return modules(PROGRAM.format(arguments=["budgetcli", *arguments.split()]))


@pytest.mark.parametrize("arguments", MOST)
def test_start_up_stays_small(arguments: str) -> None:
    rest = modules(f"{REST}; import sys; sys.stderr.write(' '.join(sys.modules))")

    found = loaded(arguments) - rest

    assert len(found) <= MOST[arguments], sorted(found)
    assert not {name.split(".")[0] for name in found} & set(NEVER)


def test_machine_formats_do_without_rich() -> None:
    assert "rich" not in {name.split(".")[0] for name in loaded("diff -f json")}


def test_completions_and_the_help_do_without_any_command() -> None:
    found = loaded("--help")

    assert not found & {"budgetcli.cli.list", "budgetcli.cli.import_", "rich", "yaml"}


def test_what_typer_needs_seldom_is_not_executed_at_the_start() -> None:
    assert not loaded("list -f csv") & SELDOM


def test_a_module_that_was_put_off_is_whole_when_used() -> None:
    code = """
from budgetcli.lazily import seldom_used
with seldom_used():
    import subprocess
    import subprocess as again
assert type(subprocess).__name__ == "_Module"
import subprocess as later, sys
from subprocess import PIPE
assert later is again is subprocess is sys.modules["subprocess"]
assert type(later).__name__ == "module" and later.__loader__.get_source("subprocess")
sys.stderr.write(subprocess.run([sys.executable, "-c", "print('done')"], stdout=PIPE, text=True).stdout)
"""
    assert modules(code) == {"done"}


def test_version_does_without_typer() -> None:
    assert "typer" not in loaded("--version")


@pytest.mark.parametrize("arguments", ["list -f csv", "diff", "total"])
def test_a_plain_book_does_without_yaml(arguments: str) -> None:
    assert "yaml" not in loaded(arguments)
