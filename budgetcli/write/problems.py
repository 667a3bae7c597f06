"""Problems as people and machines read them."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.year import FiscalYear
from budgetcli.words import Words
from budgetcli.write.cells import harmless

ENCODINGS = ("utf-8-sig", "euc_jp", "cp932")
"""What a quoted line may be in; the first that fits."""
PACKED = b"PK\x03\x04"
"""How a workbook begins, which has no lines."""
LONGEST_QUOTE = 120
"""Characters of a source line that are quoted."""


def problem_texts(problem: Problem, words: Words) -> tuple[str, str]:
    """Return what is wrong and what to write instead."""
    texts: dict[str, tuple[str, str]] = import_module(f"budgetcli.words.{words.language}").PROBLEMS
    params = {name: words.value(value) for name, value in problem.params.items()}
    if derive := DERIVED.get(problem.code):
        params |= derive(problem.params, words)
    wrong, instead = (text.format(**params) for text in texts[problem.code])
    return harmless(wrong), harmless(instead)


def _encoding(params: dict[str, Any], words: Words) -> dict[str, str]:
    guess = params["encoding"]
    return {
        "encoding_guess": words.text("hint.encoding", encoding=guess) if guess else "",
        "encoding_or": guess or "CP932",
    }


def _type(params: dict[str, Any], words: Words) -> dict[str, str]:
    wanted = params["wanted"]
    return {"wanted": words.text(f"wanted.{wanted}"), "wanted_example": words.text(f"hint.wanted.{wanted}")}


def _key(params: dict[str, Any], words: Words) -> dict[str, str]:
    near = words.text("hint.near", near=params["near"][0]) if params["near"] else ""
    return {
        "of": words.text(f"problem.of.{params['of']}"),
        "near_or_keys": near or words.text("hint.keys", keys=params["keys"]),
    }


def _missing(params: dict[str, Any], words: Words) -> dict[str, str]:
    example = words.text(f"hint.missing.{params['of']}.{params['key']}")
    return {"of": words.text(f"problem.of.{params['of']}"), "missing_example": example}


def _year(params: dict[str, Any], words: Words) -> dict[str, str]:
    forms = [form for western in range(1985, 2045) for form in _forms(FiscalYear(western))]
    near = get_close_matches(unicodedata.normalize("NFKC", params["text"]).casefold(), forms, n=1, cutoff=0.6)
    return {"year_example": words.text("hint.near", near=near[0]) if near else words.text("hint.year")}


def _forms(year: FiscalYear) -> tuple[str, ...]:
    return year.code, year.label, str(year.western)


def _stage(params: dict[str, Any], words: Words) -> dict[str, str]:
    return {"near_stage": f" ({words.text('hint.near', near=params['near'][0])})" if params["near"] else ""}


def _names(params: dict[str, Any], words: Words) -> dict[str, str]:
    near = params["near"]
    return {"near_names": words.text("hint.near_names", near=near) if near else words.text("hint.no_names")}


def _digits(params: dict[str, Any], words: Words) -> dict[str, str]:
    text = params["text"]
    readings = [text.replace(",", ""), text.replace(",", ".")] if text.count(",") == 1 else []
    return {"digits_example": words.text("hint.digits" if readings else "hint.amounts", readings=tuple(readings))}


def _option(params: dict[str, Any], words: Words) -> dict[str, str]:
    code = "hint.option" if params["near"] else "hint.options"
    return {"near_or_help": words.text(code, near=params["near"], help=params["help"])}


DERIVED: dict[str, Callable[[dict[str, Any], Words], dict[str, str]]] = {
    "file-encoding": _encoding,
    "type-wrong": _type,
    "key-unknown": _key,
    "key-missing": _missing,
    "year-unreadable": _year,
    "stage-unknown": _stage,
    "amount-digits": _digits,
    "name-unmatched": _names,
    "usage-option": _option,
}
"""What codes need in their words beyond their parameters."""


def as_text(problems: Iterable[Problem], words: Words) -> str:
    """Return each problem as `file:line:column: what is wrong` with the line, a mark under it and what to write."""
    return "".join(f"{_text(problem, words)}\n" for problem in problems)


def _text(problem: Problem, words: Words) -> str:
    wrong, instead = problem_texts(problem, words)
    lines = [f"{_where(problem.places)}{wrong}"]
    if problem.places:
        lines += _quoted(problem.places[0])
    lines += [f"  = {words.text('problem.other', place=_spot(place))}" for place in problem.places[1:]]
    return "\n".join([*lines, f"  = {words.text('problem.hint', hint=instead)}"])


def _where(places: Sequence[Place]) -> str:
    return f"{_spot(places[0])}: " if places else ""


def _spot(place: Place) -> str:
    return harmless(f"{place.file}:{place.line}:{place.column}")


def _quoted(place: Place) -> list[str]:
    """Return the line of the file and a mark under the place."""
    lines = _lines(place.file)
    if not 0 < place.line <= len(lines):
        return []
    line = lines[place.line - 1]
    if "\N{REPLACEMENT CHARACTER}" in line:
        return []
    start = max(place.column - 1 - LONGEST_QUOTE // 2, 0)
    shown = harmless(line[start : start + LONGEST_QUOTE].replace("\t", " "))
    before = shown[: place.column - 1 - start]
    marked = shown[place.column - 1 - start :][: place.width]
    number = str(place.line)
    if place.width == 0:
        return [f"  {number} | {shown}"]
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * width(before)}{'^' * max(width(marked), 1)}"]


@lru_cache(maxsize=8)
def _lines(file: str) -> list[str]:
    try:
        data = Path(file).read_bytes()
    except OSError:
        return []
    if data.startswith(PACKED):
        return []
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).splitlines()
    return data.decode("utf-8", "replace").splitlines()


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def as_json(problems: Iterable[Problem], words: Words) -> str:
    """Return the problems as a list of objects: code, file, line, column, message, hint."""
    rows = []
    for problem in problems:
        wrong, instead = problem_texts(problem, words)
        place = problem.places[0] if problem.places else Place("", 0, 0)
        rows.append(
            {
                "code": problem.code,
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "message": wrong,
                "hint": instead,
                "others": [
                    {"file": other.file, "line": other.line, "column": other.column} for other in problem.places[1:]
                ],
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
