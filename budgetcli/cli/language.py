"""The user's language, known before any command is."""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from budgetcli.cli.settings import settings
from budgetcli.words import LANGUAGES, Words, load_words

VARIABLE = "BUDGETCLI_LANG"


def language(arguments: Sequence[str], environment: Mapping[str, str], settled: str | None = None) -> str:
    """Return the language of --lang, else of BUDGETCLI_LANG, the settings or the locale: Japanese or English."""
    for option, value in pairwise(arguments):
        if option == "--lang" and value in LANGUAGES:
            return value
    for argument in arguments:
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    if (named := environment.get(VARIABLE)) in LANGUAGES:
        return str(named)
    if settled:
        return settled
    locale = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "ja" if locale.startswith("ja") else "en"


def user_words() -> Words:
    """Return the words of the user's language."""
    return load_words(language(sys.argv[1:], os.environ, settings().lang))


def help_text(code: str) -> str:
    """Return the help of a command or an option in the user's language."""
    return user_words().text(f"help.{code}")
