"""Inputs that long runs found worth keeping, each within the bounds of one input."""

import time

import pytest

from fuzz.targets import SECONDS, TARGETS, seeds
from tests.conftest import ROOT

CORPUS = ROOT / "fuzz" / "corpus"


@pytest.mark.parametrize("target", TARGETS)
def test_everything_that_was_kept_is_read_or_refused_in_time(target: str) -> None:
    pytest.importorskip("openpyxl" if target == "workbook" else "pypdfium2" if target == "pdf" else "yaml")
    kept = [path.read_bytes() for path in sorted((CORPUS / target).glob("*"))]

    for data in [*seeds(target), *kept]:
        start = time.process_time()
        TARGETS[target](data)
        assert time.process_time() - start < SECONDS
