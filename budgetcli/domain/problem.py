"""What is wrong, and where: codes, places and parameters, never a sentence."""

from typing import Any, NamedTuple


class Place(NamedTuple):
    """A place in a file; lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    width: int = 1
    """How many characters the place covers, for the mark under the line; 0 where its column counts a table's cells."""


class Message(NamedTuple):
    """Something to say: a code that the words know, and what to put into them."""

    code: str
    params: dict[str, Any]


class Problem(NamedTuple):
    """Something wrong with the input."""

    code: str
    """The stable name under which the problem is documented."""
    params: dict[str, Any]
    places: tuple[Place, ...]
    """Where it is; further places are those it conflicts with."""
