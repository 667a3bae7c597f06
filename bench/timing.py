"""Whole processes timed side by side by hyperfine."""

import json
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SLOW = 3.0
"""Seconds; a command that takes longer is timed once."""


def medians(commands: Sequence[str], runs: int) -> list[float]:
    """Return the median of each command's wall time in seconds, all in one run, after one to warm up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "times.json"
        options = ["--runs", str(runs), "--warmup", "1" if runs > 1 else "0", "--export-json", str(path)]
        subprocess.run(
            ["hyperfine", "-N", "--style", "none", *options, *commands],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return [result["median"] for result in json.loads(path.read_text(encoding="utf-8"))["results"]]


def quick_medians(commands: Sequence[str], runs: int) -> list[float]:
    """Return the medians, of one run where a command is slow."""
    first = medians(commands, 1)
    quick = [command for command, time in zip(commands, first, strict=True) if time <= SLOW]
    again = dict(zip(quick, medians(quick, runs), strict=True)) if quick and runs > 1 else {}
    return [again.get(command, time) for command, time in zip(commands, first, strict=True)]


def reported(command: Sequence[str], runs: int) -> dict[str, float]:
    """Return the median of each figure that a program prints as JSON."""
    printed: list[dict[str, Any]] = [
        json.loads(subprocess.run(command, capture_output=True, check=True).stdout.splitlines()[-1])
        for _ in range(runs)
    ]
    return {name: statistics.median(result[name] for result in printed) for name in printed[0]}
