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
    run()


if __name__ == "__main__":
    main()
