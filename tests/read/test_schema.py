"""The published JSON Schema against the reader: editors accept what the program accepts."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import budgetcli
from budgetcli.domain.amount import Unit
from budgetcli.domain.book import STAGE_WORDS, Stage
from budgetcli.read.head import BookReader
from tests.conftest import ROOT, SHIPPED
from tests.gallery import ERRORS
from tests.read.test_book import ONE, WHOLE

SCHEMA: dict[str, Any] = json.loads((ROOT / "budgetcli/schema/book.schema.json").read_text(encoding="utf-8"))
STRUCTURAL = [
    "book-not-mapping",
    "key-missing",
    "key-unknown",
    "stage-unknown",
    "text-empty",
    "type-wrong",
    "unit-unknown",
]
"""Errors of shape, which an editor can mark too."""


def is_valid(text: str) -> bool:
    return Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_schema_has_the_keys_of_the_reader() -> None:
    known = BookReader("", "")
    properties = SCHEMA["properties"]

    assert properties.keys() == known.head_readers.keys()
    assert properties["source"]["oneOf"][1]["properties"].keys() == known.source_readers.keys()
    assert properties["totals"]["items"]["properties"].keys() == known.total_readers.keys()
    assert SCHEMA["$defs"]["item"]["properties"].keys() == known.item_readers.keys()


def test_schema_has_the_units_and_stages_of_the_reader() -> None:
    assert SCHEMA["properties"]["unit"]["enum"] == list(Unit.__members__)
    assert set(SCHEMA["$defs"]["stage"]["enum"]) == {*(stage.value for stage in Stage), *STAGE_WORDS, None}


@pytest.mark.parametrize("text", [WHOLE, ONE, SHIPPED.read_text(encoding="utf-8")], ids=["whole", "one", "shipped"])
def test_schema_accepts_what_the_reader_accepts(text: str) -> None:
    assert is_valid(text)


@pytest.mark.parametrize("code", STRUCTURAL)
def test_schema_refuses_what_the_reader_refuses(code: str) -> None:
    assert not is_valid((ERRORS / code / "book.yaml").read_text(encoding="utf-8"))


def test_schema_is_shipped_with_the_program() -> None:
    assert (Path(budgetcli.__file__).parent / "schema/book.schema.json").is_file()
