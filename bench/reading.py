"""Reading alone, inside one process: `python -m bench.reading WAY BOOK`."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main(way: str, path: str) -> None:
    """Read a book in one way; print the seconds, and the peak of the process's memory in KB."""
    if way == "budgetcli":
        from budgetcli.read.book import read_book

        read: Callable[[], object] = lambda: read_book(Path(path))  # noqa: E731  # one of three
    else:
        import yaml

        text = Path(path).read_text(encoding="utf-8")
        loader = yaml.CSafeLoader if way == "CSafeLoader" else yaml.SafeLoader
        read = lambda: yaml.load(text, Loader=loader)  # noqa: E731,S506  # both are safe loaders
    start = time.perf_counter()
    kept = read()
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"seconds": seconds, "kilobytes": memory}) + "\n")
    del kept


if __name__ == "__main__":
    main(*sys.argv[1:])
