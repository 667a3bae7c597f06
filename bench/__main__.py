"""Measure budgetcli beside its peers: `python -m bench`; writes docs/benchmarks.md.

hyperfine times whole processes; hledger and Miller are used if they are installed.
`python -m bench --install` first puts budgetcli and the Python peers into environments of their own.
"""

import os
import platform
import subprocess
import sys
import venv
from pathlib import Path

from bench.goals import verdicts
from bench.inside import after, reading, screen
from bench.jobs import jobs
from bench.starts import starts

ROOT = Path(__file__).parent.parent
OUT = ROOT / "bench" / "out"
PAGE = ROOT / "docs" / "benchmarks.md"


def install() -> None:
    """Install budgetcli anew as a wheel, and the peers once."""
    peers, own = OUT / "peers" / "bin", OUT / "own" / "bin"
    if not peers.is_dir():
        venv.create(OUT / "peers", with_pip=True)
        subprocess.run([peers / "pip", "install", "-q", "-r", ROOT / "bench" / "requirements.txt"], check=True)
    if not own.is_dir():
        venv.create(OUT / "own", with_pip=True)
    subprocess.run([own / "pip", "install", "-q", ROOT], check=True)
    subprocess.run([own / "pip", "install", "-q", "--force-reinstall", "--no-deps", ROOT], check=True)


def machine() -> str:
    """Return what the measurements ran on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    return (
        f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def commit() -> str:
    """Return which state of the program was measured."""
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or "unknown"


def main() -> None:
    """Measure everything and write the page."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled once, not at every start
    OUT.mkdir(exist_ok=True)
    if "--install" in sys.argv:
        install()
    programs = OUT / "own" / "bin"
    if not (programs / "budgetcli").exists():
        sys.exit("budgetcli is not installed in bench/out: python -m bench --install")
    python, own = programs / "python", programs / "budgetcli"
    start_lines, goals = starts(programs)
    reading_lines, reading_goals = reading(python, OUT)
    after_lines, after_goals = after(python, OUT)
    job_lines, job_goals = jobs(OUT / "peers" / "bin", own, OUT)
    goals += [*reading_goals, *after_goals, *screen(own, OUT), *job_goals]
    page = f"""\
# Benchmarks

Made by `python -m bench --install` at commit {commit()}. {machine()}.

{sum(goal.is_reached for goal in goals)} of {len(goals)} goals are reached. Ratios of one run count, times are this
machine's.

{_lines(verdicts(goals))}

## Start-up

Whole processes of an installed wheel on the shipped book, medians.

{_lines(start_lines)}

## Reading

Inside one process: budgetcli's reader with every check on and the line of every figure kept, and PyYAML's loaders as a
multiple of it. Memory is the peak of the process less that of reading a book of one item.

{_lines(reading_lines)}

## After reading

Inside one process, 100,000 items as CSV: filter, compare, sum, write.

{_lines(after_lines)}

## The same jobs beside other programs

Whole processes; budgetcli's median, and every other program's as a multiple of it: above 1, budgetcli is ahead.
budgetcli reads the YAML book with all its checks, the others a CSV (hledger a journal, the last two the YAML) of the
same items. `total` sums one category, `list` writes all items as CSV, `diff` the difference of two years.

{_lines(job_lines)}
"""
    PAGE.write_text(page, encoding="utf-8")


def _lines(lines: list[str]) -> str:
    return "\n".join(lines)


if __name__ == "__main__":
    main()
