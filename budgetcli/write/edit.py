"""Changes to a book's text that leave everything else as it is."""

from collections.abc import Mapping, Sequence

from budgetcli.write.book import flow_scalar, scalar


def with_lines(text: str, insertions: Mapping[int, str]) -> str:
    """Return the text with others put in at offsets of the old one."""
    parts: list[str] = []
    position = 0
    for offset, inserted in sorted(insertions.items()):
        parts += [text[position:offset], inserted]
        position = offset
    return "".join([*parts, text[position:]])


def key_line(text: str, offset: int, indent: int, key: str, values: Sequence[str]) -> str:
    """Return what gives an item the key at an offset: a line of its own, or a pair within braces."""
    pair = key_pair(key, values)
    if indent < 0:
        in_braces = f"{key}: {flow_scalar(values[0])}" if len(values) == 1 else pair
        return f", {in_braces}"
    newline = "\r\n" if "\r\n" in text else "\n"
    ended = offset == 0 or text[offset - 1] == "\n"
    return f"{'' if ended else newline}{' ' * indent}{pair}{newline}"


def key_pair(key: str, values: Sequence[str]) -> str:
    """Return the key with its value, or a list of them, in one line."""
    if len(values) == 1:
        return f"{key}: {scalar(values[0])}"
    return f"{key}: [{', '.join(map(flow_scalar, values))}]"
