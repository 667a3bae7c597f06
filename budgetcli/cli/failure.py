"""What ends a command early."""

from collections.abc import Sequence

from budgetcli.domain.problem import Problem

PROBLEMS = 1
"""The exit code for bad data, nothing matched, a file that cannot be written, or differences with --exit-code."""
USAGE = 2
"""The exit code for a command line that cannot be understood."""
INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


class Failure(Exception):
    """The command cannot be carried out; the problems say why."""

    def __init__(self, problems: Sequence[Problem], exit_code: int = PROBLEMS) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems
        self.exit_code = exit_code
