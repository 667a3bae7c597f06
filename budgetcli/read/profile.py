"""Profiles: what a user has said of one kind of table, kept for its next edition."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from budgetcli.domain.amount import parse_unit
from budgetcli.domain.book import parse_stage
from budgetcli.domain.problem import Place, Problem
from budgetcli.domain.year import parse_year
from budgetcli.read.wanted import MAPPED, Wanted

KEYS = ("map", "year", "stage", "previous_stage", "unit", "organisation", "title", "brackets")
ROLES = tuple(role.value for role in MAPPED)
BRACKETS = ("", "minus", "plain")


def read_profile(path: Path) -> tuple[Wanted, list[Problem]]:
    """Return what a profile says of a table."""
    place = (Place(str(path), 1, 1, 0),)
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        return Wanted(), [Problem("file-unreadable", {"file": str(path), "reason": reason}, place)]
    except ValueError as error:
        return Wanted(), [Problem("profile-syntax", {"reason": str(error)}, place)]
    wanted, problems = _wanted(values)
    return wanted, [problem._replace(places=place) for problem in problems]


def _wanted(values: Mapping[str, Any]) -> tuple[Wanted, list[Problem]]:
    unknown = [key for key in values if key not in KEYS]
    problems = [Problem("profile-key", {"key": key, "keys": KEYS}, ()) for key in unknown]
    texts = {key: values.get(key, "") for key in KEYS if key != "map"}
    problems += [Problem("profile-value", {"key": key}, ()) for key, text in texts.items() if not isinstance(text, str)]
    columns = values.get("map", {})
    if problems or not isinstance(columns, dict):
        return Wanted(), problems or [Problem("profile-value", {"key": "map"}, ())]
    mapped, more = parse_map(columns)
    wanted, wrong = parse_wanted(texts)
    return wanted._replace(columns=mapped), [*more, *wrong]


def parse_pairs(pairs: Sequence[str]) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the headings of each `role=heading,heading`; a role named again adds to its headings."""
    found: dict[str, list[str]] = {}
    problems = []
    for pair in pairs:
        role, sign, texts = pair.partition("=")
        if not sign:
            problems.append(Problem("map-syntax", {"text": pair}, ()))
        found.setdefault(role.strip(), []).extend(text.strip() for text in texts.split(","))
    return ({} if problems else found), problems


def parse_map(columns: Mapping[str, Any]) -> tuple[dict[str, Sequence[str]], list[Problem]]:
    """Return headings by the name of the role that they are mapped to."""
    found: dict[str, Sequence[str]] = {}
    problems = []
    for name, texts in columns.items():
        headings = [texts] if isinstance(texts, str) else texts
        if name not in ROLES:
            near = get_close_matches(name, ROLES, 1)
            problems.append(
                Problem("map-role", {"text": name, "roles": (*near, *(r for r in ROLES if r not in near))}, ())
            )
        elif not isinstance(headings, list) or not all(isinstance(text, str) for text in headings):
            problems.append(Problem("profile-value", {"key": f"map.{name}"}, ()))
        else:
            found[name] = headings
    return found, problems


def parse_wanted(texts: Mapping[str, str]) -> tuple[Wanted, list[Problem]]:
    """Return what the user says of the whole table."""
    year, stage, previous, unit = (texts.get(key, "") for key in ("year", "stage", "previous_stage", "unit"))
    wanted = Wanted(
        {},
        parse_year(year) if year else None,
        parse_stage(stage) if stage else None,
        parse_stage(previous) if previous else None,
        parse_unit(unit) if unit else None,
        texts.get("organisation", ""),
        texts.get("title", ""),
        texts.get("brackets", ""),
    )
    problems = []
    if wanted.brackets not in BRACKETS:
        problems.append(Problem("profile-brackets", {"text": wanted.brackets}, ()))
    if year and wanted.year is None:
        problems.append(Problem("year-unreadable", {"text": year}, ()))
    for text, found in ((stage, wanted.stage), (previous, wanted.previous_stage)):
        if text and found is None:
            problems.append(Problem("stage-unknown", {"text": text, "near": []}, ()))
    if unit and wanted.unit is None:
        problems.append(Problem("unit-unknown", {"text": unit}, ()))
    return wanted, problems


def profile_text(wanted: Wanted) -> str:
    """Return a profile that says the same."""
    texts = {
        "year": wanted.year.code if wanted.year else "",
        "stage": wanted.stage.value if wanted.stage else "",
        "previous_stage": wanted.previous_stage.value if wanted.previous_stage else "",
        "unit": wanted.unit.name if wanted.unit else "",
        "organisation": wanted.organisation,
        "title": wanted.title,
        "brackets": wanted.brackets,
    }
    lines = [f"{key} = {_quoted(text)}" for key, text in texts.items() if text]
    lines += ["", "[map]"] if wanted.columns else []
    lines += [f"{role} = [{', '.join(map(_quoted, headings))}]" for role, headings in wanted.columns.items()]
    return "\n".join(lines).strip() + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
