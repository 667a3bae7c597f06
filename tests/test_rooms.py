"""The architecture: what a room may know of."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "budgetcli"
MAY_KNOW = {
    "domain": {"domain"},
    "read": {"domain", "read"},
    "report": {"domain", "report"},
    "words": {"domain", "report", "words"},
    "write": {"domain", "report", "words", "write", "version"},
    "cli": {"domain", "read", "report", "words", "write", "cli", "version"},
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("budgetcli"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("budgetcli.")}
    return found


@pytest.mark.parametrize("room", MAY_KNOW)
def test_room_knows_only_what_is_below_it(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert imports(path) <= MAY_KNOW[room], path


def test_domain_imports_only_the_standard_library() -> None:
    import sys

    for path in (PACKAGE / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert all(name.split(".")[0] in {*sys.stdlib_module_names, "budgetcli"} for name in names), path
