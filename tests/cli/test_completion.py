"""What shells are offered."""

import pytest

from tests.conftest import Run


def complete(run: Run, line: str) -> list[str]:
    env = {"_BUDGETCLI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    return run(env=env).out.split("\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("budgetcli ", {"list", "diff", "total", "load"}),
        ("budgetcli di", {"diff"}),
        ("budgetcli diff --bo", {"--bounds"}),
        ("budgetcli diff --year ", {"r5", "r6"}),
        ("budgetcli diff --year r5 ", {"r5", "r6"}),
        ("budgetcli list --category 関係", {"関係人口の創出・拡大"}),
        ("budgetcli list --format c", {"csv"}),
        ("budgetcli total --by m", {"measure"}),
        ("budgetcli list --unit 百", {"百万円"}),
    ],
)
def test_shell_is_offered(line: str, offered: set[str], run: Run) -> None:
    assert offered <= set(complete(run, line))


def test_completing_a_command_imports_none(run: Run) -> None:
    env = {"_BUDGETCLI_COMPLETE": "complete_bash", "COMP_WORDS": "budgetcli di", "COMP_CWORD": "1"}

    err = run(env={**env, "PYTHONPROFILEIMPORTTIME": "1"}).err

    assert "budgetcli.cli.app" in err
    assert "budgetcli.cli.diff" not in err
