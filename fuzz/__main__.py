"""Feed a reader with random inputs: `python -m fuzz book 600` for ten minutes.

Atheris guides the inputs by the code that they reach; without it they are changed
blindly, which finds far less. Inputs go to fuzz/out/TARGET, those that break something
as crash-…, timeout-… or oom-…; `python -m fuzz book keep` adds to fuzz/corpus/TARGET
what reaches code that nothing there does.
"""

import hashlib
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FrameType
from typing import Any

CORPUS, OUT = (Path(__file__).parent / name for name in ("corpus", "out"))
Step = tuple[str, int, int]
"""A file, and the lines from and to which it goes."""
SMALL = 2000
"""Bytes of an input that is kept."""


def main() -> None:
    """Run the target that is named for as many seconds as are said."""
    target = sys.argv[1]
    if sys.argv[2:] == ["keep"]:
        _keep(target)
        return
    seconds = int(sys.argv[2]) if sys.argv[2:] else 600
    try:
        import atheris
    except ImportError:
        from fuzz.targets import TARGETS, seeds

        sys.stderr.write("atheris is not installed: inputs are changed blindly, not guided by coverage\n")
        _blindly(target, TARGETS[target], list(seeds(target)), seconds)
        return
    with atheris.instrument_imports(include=["budgetcli"]):
        import budgetcli.read
        from fuzz.targets import LARGEST, MEGABYTES, SECONDS, TARGETS, seeds

        for module in walk_packages(budgetcli.read.__path__, "budgetcli.read."):
            import_module(module.name)  # also what is imported only when it is needed

    begin = Path(tempfile.mkdtemp(prefix="seeds-"))
    for number, seed in enumerate(seeds(target)):
        (begin / str(number)).write_bytes(seed[:LARGEST])
    for folder in (OUT / target, CORPUS / target):
        folder.mkdir(parents=True, exist_ok=True)
    folders = [str(folder) for folder in (OUT / target, CORPUS / target, begin)]
    options = {"timeout": SECONDS, "rss_limit_mb": MEGABYTES, "artifact_prefix": f"{OUT / target}/"}
    options |= {"max_total_time": seconds, "max_len": LARGEST, "print_final_stats": 1}
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), *folders], TARGETS[target])
    atheris.Fuzz()


def _keep(name: str) -> None:
    """Keep the smallest inputs that reach a step from line to line which no seed and no smaller input does."""
    from fuzz.targets import TARGETS, seeds

    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted((path.read_bytes() for path in (OUT / name).glob("*") if "-" not in path.name), key=len)
    known = [*seeds(name), *(path.read_bytes() for path in sorted(folder.glob("*")))]
    reached: set[Step] = set()
    for number, data in enumerate([*known, *(data for data in found if len(data) <= SMALL)]):
        steps = _steps(TARGETS[name], data)
        if number >= len(known) and steps - reached:
            (folder / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
        reached |= steps


def _steps(target: Callable[[bytes], None], data: bytes) -> set[Step]:
    """Return the steps from line to line of the program that reading the input takes."""
    steps: set[Step] = set()
    last: dict[FrameType, int] = {}

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        del argument
        if f"{os.sep}budgetcli{os.sep}" not in frame.f_code.co_filename:
            return None
        if event == "line":
            steps.add((frame.f_code.co_filename, last.get(frame, 0), frame.f_lineno))
            last[frame] = frame.f_lineno
        return trace

    sys.settrace(trace)
    try:
        target(data)
    finally:
        sys.settrace(None)
    return steps


def _blindly(name: str, target: Callable[[bytes], None], inputs: list[bytes], seconds: int) -> None:
    """Change inputs at random, and stop at the first that breaks something, takes too long or too much."""
    from fuzz.targets import LARGEST, MEGABYTES, SECONDS

    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20,) * 2)
    folder = OUT / name
    inputs += [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]
    chance = random.Random(seconds)
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = _changed(inputs, chance)[:LARGEST]
        count += 1
        try:
            signal.alarm(SECONDS)
            target(data)
        except BaseException:
            path = folder / f"crash-{hashlib.sha1(data, usedforsecurity=False).hexdigest()}"
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            sys.stderr.write(f"broken by {path}\n")
            raise
        finally:
            signal.alarm(0)
    sys.stderr.write(f"{count} inputs in {seconds} s\n")


def _changed(inputs: list[bytes], chance: random.Random) -> bytes:
    """Return one of the inputs with some bytes put in, taken out, doubled or from another input."""
    data = bytearray(chance.choice(inputs))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start, length = chance.randrange(len(data) + 1), chance.choice((0, 1, 1, 3, 30))
        other = chance.choice(inputs)
        cut = chance.randrange(len(other) + 1)
        news = (
            b"",
            chance.randbytes(3),
            data[start : start + length] * 2,
            other[cut : cut + 20],
            b"\xe2\x96\xb3",
            b"9",
        )
        data[start : start + length] = chance.choice(news)
    return bytes(data)


if __name__ == "__main__":
    main()
