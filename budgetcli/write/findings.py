"""What checks found, as people and machines read it."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from budgetcli.domain.problem import Place
from budgetcli.domain.suggest import Suggestion
from budgetcli.report.findings import More, Said, counts
from budgetcli.words import Words
from budgetcli.write.cells import harmless
from budgetcli.write.edit import key_pair


def as_lines(findings: Sequence[Said], shown: Iterable[Said | More], words: Words) -> str:
    """Return `file:line: severity [check] what` for each finding, what to do after those of a kind, and a count."""
    lines: list[str] = []
    for _, members in groupby(shown, key=lambda entry: entry.check):
        hints: dict[str, None] = {}
        for entry in members:
            lines.append(_line(entry, words))
            if isinstance(entry, Said):
                hints[f"{entry.message.code}.hint"] = None
        lines += [f"  = {words.text('problem.hint', hint=words.text(hint))}" for hint in hints]
    return "".join(f"{line}\n" for line in [*lines, words.text("check.summary", **counts(findings))])


def _line(entry: Said | More, words: Words) -> str:
    if isinstance(entry, More):
        return harmless(words.text("check.more", file=entry.file, check=entry.check, count=entry.hidden))
    return harmless(f"{_spot(entry.place)}: {_said(entry, words)}")


def _said(entry: Said, words: Words) -> str:
    severity = words.text(f"check.{entry.severity.value}")
    text = words.text("check.line", severity=severity, check=entry.check, message=entry.message)
    others = "".join(f" ({_spot(place)})" for place in entry.others[:1])
    return f"{text}{others}"


def _spot(place: Place) -> str:
    return f"{place.file}:{place.line}"


def as_json(findings: Iterable[Said], words: Words) -> str:
    """Return the findings as a list of objects: check, severity, file, line, message, hint, others."""
    rows = [
        {
            "check": entry.check,
            "severity": entry.severity.value,
            "file": entry.place.file,
            "line": entry.place.line,
            "message": words.say(entry.message),
            "hint": words.text(f"{entry.message.code}.hint"),
            "others": [{"file": other.file, "line": other.line} for other in entry.others],
        }
        for entry in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def explanations(names: Iterable[str], words: Words) -> str:
    """Return each check with what it finds."""
    return "".join(f"{name:<10}{words.text(f'check.{name}')}\n" for name in names)


def suggestions(found: Iterable[Suggestion], words: Words) -> str:
    """Return each proposal as a comment that says why, and the line to paste into the item."""
    lines: list[str] = []
    for one in found:
        params = {
            "spot": f"{one.book.file}:{one.item.line}",
            "name": one.item.name,
            "reason": words.text(f"suggest.{one.reason.value}", likeness=one.likeness),
            "old": tuple(f"{one.old_book.file}:{item.line} {item.name}" for item in one.old),
        }
        lines += [f"# {harmless(words.text('suggest.line', **params))}", f"    {key_pair('formerly', one.formerly)}"]
    return "".join(f"{line}\n" for line in lines)
