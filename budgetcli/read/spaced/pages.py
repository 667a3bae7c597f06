"""The pages of a text whose columns spaces set apart, each with its lines in the order in which they are read."""

from budgetcli.read.spaced.rivers import read_down


def in_reading_order(text: str) -> tuple[str, list[list[int]]]:
    """Return the text, and by page the numbers that its lines had before."""
    pages: list[str] = []
    numbers: list[list[int]] = []
    first = 1
    for page in text.split("\f"):
        lines = list(enumerate(page.split("\n"), start=first))
        first += len(lines) - 1
        ordered = lines if "\t" in page else read_down(lines)
        pages.append("\n".join(line for _, line in ordered))
        numbers.append([number for number, _ in ordered])
    return "\f".join(pages), numbers
