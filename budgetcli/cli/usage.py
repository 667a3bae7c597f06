"""A command line that cannot be understood, in the words of a problem."""

import re
import sys
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any

from budgetcli.domain.problem import Problem

NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.")
EXTRA = re.compile(r"Got unexpected extra arguments? ?\(?s?\)? ?\((?P<text>.*)\)")
TAKES_NONE = "does not take a value"
BAD_VALUE = re.compile(r"'(?P<text>.*)' is not |(?P<number>\S+) is not in the range")


def usage_problem(error: Any, commands: Collection[str]) -> Problem:
    """Return the problem for what Typer says of a command line; by its attributes, for its Click is its own."""
    typed = next((argument for argument in sys.argv[1:] if argument in commands), "")
    path = error.ctx.command_path if error.ctx else f"budgetcli {typed}".strip()
    code, params = _code(error, commands)
    return Problem(code, {**params, "help": f"{path} -h"}, ())


def _code(error: Any, commands: Collection[str]) -> tuple[str, dict[str, Any]]:
    if hasattr(error, "possibilities"):
        return "usage-option", {"text": error.option_name, "near": tuple(_near(error.option_name, _options(error)))}
    if hasattr(error, "option_name"):
        code = "usage-no-value" if TAKES_NONE in error.message else "usage-value-missing"
        return code, {"text": error.option_name}
    if hasattr(error, "param_type"):
        return "usage-missing", {"text": _name(error.param)}
    if getattr(error, "param", None) is not None:
        return _value(error)
    if match := NO_COMMAND.match(error.message):
        known = tuple(commands)
        return "usage-command", {"text": match["name"], "near": tuple(_near(match["name"], known)) or known}
    if match := EXTRA.match(error.message):
        return "usage-extra", {"text": match["text"]}
    return "usage-other", {"text": error.format_message()}


def _value(error: Any) -> tuple[str, dict[str, Any]]:
    """Say what a value may be: one of some words, a number, or whatever Typer says of it."""
    kind, match = error.param.type, BAD_VALUE.match(error.message)
    if match is None:
        return "usage-other", {"text": error.format_message()}
    params = {"text": match["text"] or match["number"], "name": _name(error.param)}
    if choices := getattr(kind, "choices", None):
        words = tuple(str(getattr(choice, "value", choice)) for choice in choices)
        near = _near(params["text"], words)
        return "usage-choice", {**params, "choices": (*near, *(word for word in words if word not in near))}
    low, high = getattr(kind, "min", None) or 0, getattr(kind, "max", None)
    return "usage-number", {**params, "span": f"{low}, {low + 1} …" if high is None else f"{low}–{high}"}


def _name(parameter: Any) -> str:
    """Return an option as it is typed, or what stands for an argument."""
    options = [option for option in parameter.opts if option.startswith("-")]
    return max(options, key=len) if options else str(parameter.metavar or parameter.name)


def _options(error: Any) -> list[str]:
    return [option for parameter in error.ctx.command.params for option in parameter.opts if option.startswith("--")]


def _near(text: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(text, list(known), 3)
