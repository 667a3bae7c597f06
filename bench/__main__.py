"""Measure budgetcli beside its peers: `python -m bench`; writes docs/benchmarks.md.

hyperfine times whole processes; hledger and Miller are used if they are installed.
`python -m bench --install` first puts the Python peers into an environment of their own.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

from bench.inputs import SIZES, build
from bench.peers import JOBS, is_there, peers
from bench.timing import SECONDS, medians

HERE = Path(__file__).parent
OUT = HERE / "out"
PAGE = HERE.parent / "docs" / "benchmarks.md"
RUNS = {14: 15, 5_600: 7, 100_000: 3}
STARTS = {
    "`python -c 'import typer'`": [sys.executable, "-c", "import typer"],
    "`python -c 'import typer, yaml'`": [sys.executable, "-c", "import typer, yaml"],
    "`python -c 'import typer, yaml, rich.table, rich.console'`": [
        sys.executable,
        "-c",
        "import typer, yaml, rich.table, rich.console",
    ],
    "`budgetcli --version`": [sys.executable, "-m", "budgetcli", "--version"],
    "one completion": [
        *("env", "_BUDGETCLI_COMPLETE=complete_bash", "COMP_CWORD=1", "COMP_WORDS=budgetcli di"),
        *(sys.executable, "-m", "budgetcli"),
    ],
    "`budgetcli list -f csv`": [sys.executable, "-m", "budgetcli", "list", "-f", "csv"],
    "`budgetcli list`": [sys.executable, "-m", "budgetcli", "list"],
}
BASES = (0, 1, 2, 0, 0, 1, 2)
"""For each start, the one that it is set against."""


def install() -> Path:
    """Return the programs of the Python peers, installed once."""
    programs = OUT / "peers" / "bin"
    if "--install" in sys.argv and not programs.is_dir():
        venv.create(OUT / "peers", with_pip=True)
        subprocess.run([programs / "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    return programs


def machine() -> str:
    """Return what the measurements ran on."""
    cpu = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    return (
        f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def _lines(path: str) -> Iterable[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def starts() -> list[str]:
    """Return the table of start-ups."""
    times = medians([subprocess.list2cmdline(command) for command in STARTS.values()], 25)
    rows = [
        f"| {name} | {seconds * 1000:.0f} ms | {seconds / times[base]:.2f} |"
        for name, seconds, base in zip(STARTS, times, BASES, strict=True)
    ]
    return ["| | median | against its imports |", "|---|--:|--:|", *rows]


def jobs(programs: Path) -> list[str]:
    """Return the table of jobs: each peer's time as a multiple of budgetcli's."""
    known = peers(programs)
    lines = ["| | items | " + " | ".join(peer.name for peer in known) + " |"]
    lines.append("|---|--:|" + "--:|" * len(known))
    for size in SIZES:
        inputs = build(OUT, size)
        for job in JOBS:
            there = [peer for peer in known if is_there(peer)]
            seconds = _times([peer.command(job, inputs) for peer in there], size)
            times = dict(zip((peer.name for peer in there), seconds, strict=True))
            own = times.pop("budgetcli")
            ratios = [_ratio(times.get(peer.name), own) for peer in known[1:]]
            lines.append(f"| {job} | {size:,} | {own * 1000:.0f} ms | " + " | ".join(ratios) + " |")
    return lines


def _times(commands: list[str], size: int) -> list[float]:
    first = medians(commands, 1)
    return [
        time if time > SECONDS else medians([command], RUNS[size])[0]
        for command, time in zip(commands, first, strict=True)
    ]


def _ratio(seconds: float | None, own: float) -> str:
    return "absent" if seconds is None else f"{seconds / own:.1f} ×"


def reading() -> list[str]:
    """Return the table of reading alone, in one process."""
    lines = ["| items | budgetcli | CSafeLoader | safe_load | memory an item |", "|--:|--:|--:|--:|--:|"]
    for size in (5_600, 10_000, 100_000):
        book = build(OUT, size).book
        found = {way: _read(way, book, 5 if size < SIZES[-1] else 3) for way in ("budgetcli", "CSafeLoader")}
        found["safe_load"] = _read("safe_load", book, 1)
        own = found["budgetcli"][0]
        ratios = " | ".join(f"{found[way][0] / own:.1f} ×" for way in ("CSafeLoader", "safe_load"))
        memory = f"{found['budgetcli'][1] / size:.2f} KB" if size == SIZES[-1] else "–"  # less drowns in the start
        lines.append(f"| {size:,} | {own * 1000:.0f} ms | {ratios} | {memory} |")
    return lines


def _read(way: str, book: Path, runs: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.reading", way, str(book)]
    results = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(runs)]
    return statistics.median(r["seconds"] for r in results), statistics.median(r["kilobytes"] for r in results)


def main() -> None:
    """Measure everything and write the page."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled once, not at every start
    programs = install()
    page = [
        "# Benchmarks",
        "",
        f"Made by `python -m bench`. {machine()}.",
        "",
        "## Start-up",
        "",
        "Whole processes on the shipped book, median of 25.",
        "",
        *starts(),
        "",
        "## The same jobs beside other programs",
        "",
        "Whole processes; budgetcli's median, and every other program's as a multiple of it. budgetcli reads the YAML",
        "book with all its checks, the others a CSV (hledger a journal, the last two the YAML) of the same items.",
        "",
        *jobs(programs),
        "",
        "## Reading",
        "",
        "Inside one process: budgetcli's reader with every check on, and PyYAML's loaders as a multiple of it.",
        "",
        *reading(),
    ]
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
