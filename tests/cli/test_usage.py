"""A command line that cannot be understood: said in the user's language, and exit code 2."""

import pytest

from budgetcli.cli.usage import usage_problem
from tests.conftest import Run


@pytest.mark.parametrize("arguments", [("lst",), ("list", "--yaer"), ("--lang", "fr", "list"), ("import",), ("show",)])
def test_wrong_command_line_exits_2_without_a_word_of_the_library(arguments: tuple[str, ...], run: Run) -> None:
    ran = run(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "こう直す" in ran.err
    assert "Error" not in ran.err


def test_language_of_the_option_is_that_of_the_error(run: Run) -> None:
    assert run("--lang", "en", "lst").err.startswith("there is no command `lst`")
    assert run("list", "--lang=en", "--yaer").err.startswith("there is no option --yaer")


def test_help_of_a_command_is_named_where_a_value_is_missing(run: Run) -> None:
    assert "budgetcli list -h" in run("list", "--year").err


def test_nothing_typed_shows_the_help(run: Run) -> None:
    ran = run()

    assert ran.code == 2
    assert "completions" in ran.err


def test_help_and_version_exit_0(run: Run) -> None:
    assert [run(*arguments).code for arguments in (("-h",), ("list", "-h"), ("--version",), ("-h", "list"))] == [0] * 4


def test_what_we_have_no_words_for_is_passed_on() -> None:
    class Unknown:
        ctx = None
        message = "Value must be an iterable."

        def format_message(self) -> str:
            return self.message

    problem = usage_problem(Unknown(), ["list"])

    assert (problem.code, problem.params["text"]) == ("usage-other", "Value must be an iterable.")
