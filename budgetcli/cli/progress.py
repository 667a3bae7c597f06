"""What takes its time, said on stderr while it does: in a terminal only, and only after half a second."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from budgetcli.cli.language import user_words

DELAY = 0.5
"""Seconds for which nobody needs to be told."""
STEP = 0.2
"""Seconds between two looks at how far the work is."""
Tell = Callable[..., None]


@contextmanager
def progress(code: str, **params: Any) -> Iterator[Tell]:
    """Say what is being done; yields what tells of the next step."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _nobody
        return
    from threading import Event, Thread

    said = [(code, params)]
    done = Event()
    thread = Thread(target=_say, args=(said, done), daemon=True)
    thread.start()
    try:
        yield lambda code, **params: said.append((code, params))
    finally:
        done.set()
        thread.join()


def _nobody(code: str, **params: Any) -> None:
    """Tell nobody."""
    del code, params


def _say(said: list[tuple[str, dict[str, Any]]], done: Any) -> None:
    """Write the last thing said over the one before, and nothing in the end."""
    from budgetcli.write.cells import harmless

    width = told = 0
    wait = DELAY
    while not done.wait(wait):
        wait = STEP
        if told == len(said):
            continue
        told = len(said)
        code, params = said[-1]
        text, columns = _cut(harmless(user_words().text(code, **params)), shutil.get_terminal_size().columns - 1)
        sys.stderr.write(f"\r{text}{' ' * (width - columns)}")
        sys.stderr.flush()
        width = max(width, columns)
    if width:
        sys.stderr.write(f"\r{' ' * width}\r")
        sys.stderr.flush()


def _cut(text: str, most: int) -> tuple[str, int]:
    """Return as much of the text as so many columns hold, and its columns."""
    from unicodedata import east_asian_width

    columns = 0
    for place, character in enumerate(text):
        wide = 2 if east_asian_width(character) in "WFA" else 1
        if columns + wide > most:
            return text[:place], columns
        columns += wide
    return text, columns
