"""Reading alone, inside one process: the shipped reader against PyYAML's loaders. `python -m bench.reading BOOK`."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main(way: str, path: str) -> None:
    """Read a book in one way; print the seconds, the items and the memory that it took."""
    import yaml

    from budgetcli.read.book import read_book

    text = Path(path).read_text(encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ways: dict[str, Callable[[], object]] = {
        "budgetcli": lambda: read_book(Path(path)),
        "CSafeLoader": lambda: yaml.load(text, Loader=yaml.CSafeLoader),  # it is a safe loader
        "safe_load": lambda: yaml.safe_load(text),
    }
    seconds = timed(ways[way])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    sys.stdout.write(json.dumps({"seconds": seconds, "kilobytes": memory}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
