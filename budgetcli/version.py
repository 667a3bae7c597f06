"""The program's version."""

VERSION = "0.1.0"


def version() -> str:
    """Return the version of the program."""
    return VERSION
