"""What a command does after reading, inside one process: `python -m bench.after COMMAND ARGUMENT…`."""

import contextlib
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

from budgetcli.cli.app import run
from budgetcli.read import shelf
from budgetcli.read.book import read_book

READING = [0.0]


def timed(path: Path) -> Any:
    """Read a book, and remember the time that it took."""
    start = time.perf_counter()
    reading = read_book(path)
    READING[0] += time.perf_counter() - start
    return reading


def main() -> None:
    """Run the command as the program does; print the seconds of reading and of all the rest."""
    vars(shelf)["read_book"] = timed
    start = time.perf_counter()
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        run()
    whole = time.perf_counter() - start
    sys.stdout.write(json.dumps({"reading": READING[0], "rest": whole - READING[0]}) + "\n")


if __name__ == "__main__":
    main()
