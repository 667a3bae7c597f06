"""The pages of the manual that are made from the program."""

from tests.conftest import Run
from tests.gallery import Case, cases

MOST_LINES = 14


def cli_page(run: Run, language: str) -> str:
    """Return the page with the help of every command, as the program prints it."""
    from budgetcli.cli.app import COMMANDS

    title = {"en": "# Commands", "ja": "# コマンド"}[language]
    helps = [[], *([name] for name in COMMANDS)]
    sections = [f"## `{' '.join(['budgetcli', *command])}`\n\n{_help(run, command, language)}" for command in helps]
    return "\n\n".join([title, *sections]) + "\n"


def _help(run: Run, command: list[str], language: str) -> str:
    ran = run(*command, "--help", env={"BUDGETCLI_LANG": language, "COLUMNS": "100"})
    return f"```text\n{ran.out.strip()}\n```"


def errors_page() -> str:
    """Return the page with every error: what provokes it and what is printed."""
    head = (
        "# Errors\n\n"
        "Every problem that budgetcli reports, under its code: an input that has it, and what is printed in English\n"
        "and in Japanese. `budgetcli` ends with 1 if the data has problems, with 2 if the command line has.\n"
    )
    return "\n".join([head, *map(_error, cases())])


def _error(case: Case) -> str:
    parts = [f"## {case.code}\n"]
    for path in case.files:
        text = path.read_bytes().decode("utf-8", "replace")
        name = path.relative_to(case.folder).as_posix()
        parts.append(f"`{name}`\n\n```{name.rpartition('.')[2]}\n{_short(text)}\n```\n")
    parts.append(f"```console\n$ budgetcli {case.command}\n{_printed(case, 'en')}\n```\n")
    parts.append(f"```text\n{_printed(case, 'ja')}\n```\n")
    return "\n".join(parts)


def _printed(case: Case, language: str) -> str:
    return _short((case.folder / f"{language}.txt").read_text(encoding="utf-8"))


def _short(text: str) -> str:
    """Return the text without what is too long to read: its end of many lines, its far right."""
    lines = ["".join(character if character.isprintable() else "�" for character in line) for line in text.splitlines()]
    lines = [line if len(line) <= 160 else f"{line[:120]} …" for line in lines]
    return "\n".join(lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"])
