"""The entry point."""

import sys


def main() -> None:
    """Run the program; its version alone needs no more than the version."""
    if sys.argv[1:] == ["--version"]:
        from budgetcli.version import version

        sys.stdout.write(f"budgetcli {version()}\n")
        return
    from budgetcli.cli.app import run

    run()


if __name__ == "__main__":
    main()
