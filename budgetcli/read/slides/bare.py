"""Which figures of a line are amounts, with their signs and with those whose unit is stated elsewhere."""

import re

from budgetcli.domain.amount import Unit
from budgetcli.domain.book import Stage
from budgetcli.read.slides.figures import Figure, dashes, figures, labelled_figures
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.line import plain

SIGN = re.compile(r" ?の?(?:増額?|追加|(?P<less>減額?))(?=[ 　)。、]|$)")


def amounts_in(raw: str, words: str, labels: Labels, unit: Unit | None) -> list[Figure]:
    """Return the amounts of a line, bare ones too where a unit is stated, or the dashes in their places."""
    found = figures(raw, words)
    if unit:
        found = _with_bare(found, labelled_figures(raw, words), raw)
    if labels.stage is Stage.SUPPLEMENTARY:
        found = [_signed(figure, words) for figure in found]
    return found or dashes(raw, words)


def _signed(figure: Figure, words: str) -> Figure:
    """Return an amount of a supplementary budget with の増 or の減 behind it, which say its sign."""
    match = SIGN.match(words, figure.end)
    if match is None:
        return figure
    return figure._replace(end=match.end(), printed=figure.printed + ("の減" if match["less"] else ""))


def _with_bare(found: list[Figure], bare: list[Figure], raw: str) -> list[Figure]:
    """Return the figures of a line, with the first bare one before them and those in 〔 〕 beside its amount."""
    found = [figure for figure in found if not any(one.start <= figure.start < one.end for one in bare)]
    if not found or (bare and _in_brackets(found, bare[0], raw)):
        return bare
    beside = [figure for figure in bare[1:] if raw[: figure.start].rstrip().endswith("〔")]
    beside = beside or [figure for figure in bare[1:2] if plain(raw[bare[0].end : figure.start]).strip() == "("]
    if bare and bare[0].end < found[0].start:
        return sorted([bare[0], *beside[:1], *found])
    return sorted([*found, *(figure for figure in bare if raw[: figure.start].rstrip().endswith("〔"))])


def _in_brackets(found: list[Figure], bare: Figure, raw: str) -> bool:
    """Say whether amounts are in brackets of a name whose own one stands behind a wide gap: 給付金(1世帯3万円)."""
    name = plain(raw[: bare.start]).rstrip()
    return name.endswith(")") and all(
        name.rfind("(", 0, figure.start) > name.rfind(")", 0, figure.start) and figure.end < len(name)
        for figure in found
    )
