"""Start-up: whole processes on the shipped book, against the imports that the program cannot do without."""

from pathlib import Path

from bench.goals import Goal
from bench.timing import medians

RUNS = 31
IMPORTS = ("typer", "typer, yaml", "typer, yaml, rich.table, rich.console")
COMPLETION = "env _BUDGETCLI_COMPLETE=complete_bash COMP_CWORD=1 'COMP_WORDS=budgetcli di'"
COMMANDS = {
    "`budgetcli --version`": ("{} --version", 0, 1.15),
    "one completion": (f"{COMPLETION} {{}}", 0, 1.15),
    "`budgetcli list -f csv`": ("{} list -f csv", 1, 1.3),
    "`budgetcli list`": ("{} list", 2, 1.3),
}
"""Each with the imports that it is set against, and the most that it may be of them."""


def starts(programs: Path) -> tuple[list[str], list[Goal]]:
    """Return the table of start-ups and their goals."""
    bases = [f'{programs}/python -c "import {names}"' for names in IMPORTS]
    own = [command.format(programs / "budgetcli") for command, _, _ in COMMANDS.values()]
    times = medians([*bases, *own], RUNS)
    lines = ["| | median | against its imports |", "|---|--:|--:|"]
    lines += [
        f"| `import {names}` | {time * 1000:.0f} ms | 1.00 |"
        for names, time in zip(IMPORTS, times[: len(bases)], strict=True)
    ]
    goals = []
    for (name, (_, base, limit)), time in zip(COMMANDS.items(), times[len(bases) :], strict=True):
        ratio = time / times[base]
        lines.append(f"| {name} | {time * 1000:.0f} ms | {ratio:.2f} |")
        goals.append(Goal(f"{name} against `import {IMPORTS[base]}`", limit, ratio, kind="start"))
    return lines, goals
