"""What the program says, in Japanese and English, by code."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.domain.compare import Status
from budgetcli.domain.problem import Message
from budgetcli.domain.year import FiscalYear
from budgetcli.report.table import Money
from budgetcli.words.figures import japanese, signed

LANGUAGES = ("ja", "en")


class Words(NamedTuple):
    """The words of one language."""

    language: str
    texts: Mapping[str, str]

    def text(self, code: str, /, **params: Any) -> str:
        """Return the words of a code with the parameters in their places."""
        return self.texts[code].format(**{name: self.value(value) for name, value in params.items()})

    def say(self, message: Message) -> str:
        """Return the words of a message."""
        return self.text(message.code, **message.params)

    def value(self, value: Any) -> Any:
        """Return a parameter as text."""
        match value:
            case Message():
                return self.say(value)
            case FiscalYear():
                return self.text("value.year", code=value.code, label=value.label)
            case Stage():
                return self.text(f"stage.{value.value}")
            case Status():
                return self.text(f"status.{value.value}")
            case Unit():
                return value.name
            case Decimal():
                return signed(value)
            case Money():
                figure = signed(value.value) if value.is_change else japanese(value.value)
                return f"{figure}{value.unit.name}"
            case tuple() | list():
                return self.texts["value.between"].join(str(self.value(part)) for part in value)
            case None:
                return ""
        return value


@cache
def load_words(language: str) -> Words:
    """Return the words of a language."""
    return Words(language, import_module(f"budgetcli.words.{language}").TEXTS)
