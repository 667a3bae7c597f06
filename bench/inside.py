"""What takes the time inside: reading against PyYAML, and the rest against reading."""

import os
from pathlib import Path

from bench.goals import Goal
from bench.inputs import CATEGORY, build
from bench.timing import medians, reported

READERS = ("budgetcli", "CSafeLoader", "safe_load")
RUNS = {"budgetcli": 5, "CSafeLoader": 3, "safe_load": 1}
AIMS = {5_600: 4.0, 100_000: 7.0}
"""How many times as fast as CSafeLoader."""
AFTER = {"total": ("--category", CATEGORY, "--by", "whole"), "list": (), "diff": ()}


def reading(python: Path, out: Path) -> tuple[list[str], list[Goal]]:
    """Return the table of reading alone, and its goals."""
    one = str(build(out, 1).book)
    start = reported([str(python), "-m", "bench.reading", "budgetcli", one], 3)["kilobytes"]
    lines = ["| items | budgetcli | CSafeLoader | safe_load | memory an item |", "|--:|--:|--:|--:|--:|"]
    goals, own = [], {}
    for size in (5_600, 10_000, 100_000):
        book = str(build(out, size).book)
        found = {way: reported([str(python), "-m", "bench.reading", way, book], RUNS[way]) for way in READERS}
        own[size] = found["budgetcli"]["seconds"]
        ratios = {way: found[way]["seconds"] / own[size] for way in READERS[1:]}
        memory = (found["budgetcli"]["kilobytes"] - start) / size
        texts = " | ".join(f"{ratio:.1f} ×" for ratio in ratios.values())
        lines.append(f"| {size:,} | {own[size] * 1000:.0f} ms | {texts} | {memory:.2f} KB |")
        if size in AIMS:
            what = f"CSafeLoader's time over ours, reading {size:,} items"
            goals.append(Goal(what, AIMS[size], ratios["CSafeLoader"], at_least=True))
    goals.append(Goal("reading 100,000 items over 10,000, time", 11, own[100_000] / own[10_000], kind="growth"))
    goals.append(Goal("memory an item, peak, at 100,000", 2.5, memory, "KB"))
    return lines, goals


def after(python: Path, out: Path) -> tuple[list[str], list[Goal]]:
    """Return the table of everything after reading, and its goals."""
    book = str(build(out, 100_000).book)
    lines = ["| | reading | the rest | of reading |", "|---|--:|--:|--:|"]
    goals = []
    for job, options in AFTER.items():
        command = [str(python), "-m", "bench.after", job, "-d", book, "-f", "csv", *options]
        found = reported(command, 3)
        ratio = found["rest"] / found["reading"]
        lines.append(f"| {job} | {found['reading'] * 1000:.0f} ms | {found['rest'] * 1000:.0f} ms | {ratio:.2f} |")
        goals.append(Goal(f"all after reading over reading, `{job} -f csv` of 100,000", 0.33, ratio, kind=job))
    return lines, goals


def screen(own: Path, out: Path) -> list[Goal]:
    """Return the goals of tables for people."""
    os.environ["COLUMNS"] = "80"
    book = build(out, 10_000).book
    seconds = medians([f"{own} {job} -d {book}" for job in ("list", "diff")], 2)
    del os.environ["COLUMNS"]
    return [
        Goal(f"Rich table of 10,000 items in 80 columns, `{job}`", 3, time, "s", kind="rich")
        for job, time in zip(("list", "diff"), seconds, strict=True)
    ]
