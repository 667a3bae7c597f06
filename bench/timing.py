"""Whole processes timed side by side by hyperfine."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 15
"""A command that takes longer is timed once."""


def medians(commands: Sequence[str], runs: int) -> list[float]:
    """Return the median of each command's wall time in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "times.json"
        options = ["--runs", str(runs), "--warmup", "1" if runs > 1 else "0", "--export-json", str(path)]
        subprocess.run(["hyperfine", "--style", "none", *options, *commands], check=True, stdout=subprocess.DEVNULL)
        return [result["median"] for result in json.loads(path.read_text(encoding="utf-8"))["results"]]
