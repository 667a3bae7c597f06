"""The entry point."""

import sys


def main() -> None:
    """Run the program; its version alone needs no more than the version."""
    if sys.argv[1:] == ["--version"]:
        from budgetcli.version import version

        sys.stdout.write(f"budgetcli {version()}\n")
        return
    import gc

    gc.disable()  # it lives too briefly, and makes too few cycles, for the collector of cycles to pay
    from budgetcli.lazily import seldom_used

    with seldom_used():
        from budgetcli.cli.app import run
    try:
        run()
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> None:
    """End the process without taking it apart object by object, which takes a tenth of a run."""
    if not isinstance(end.code, int):
        raise end
    import atexit
    import os
    from contextlib import suppress

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(end.code)


if __name__ == "__main__":
    main()
