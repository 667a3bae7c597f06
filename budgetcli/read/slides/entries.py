"""Lines as their document means them: names with their tags and amounts, without what stands between these."""

import re
from collections.abc import Sequence
from itertools import pairwise

from budgetcli.read.slides.beside import (
    with_amounts_at_end,
    with_amounts_beside,
    with_names_whole,
    with_years_before,
)
from budgetcli.read.slides.heads import COLUMN_OF_WORDS, NAME_HEADS
from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.slides.names import ENDS, SYMBOL, bullet_of, clean, is_name
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.row_names import TAG_CELL
from budgetcli.read.slides.waiting import is_unfinished
from budgetcli.read.vocabulary import MONEY

DESCRIBED = re.compile(
    rf"(?:(?:{SYMBOL}|[①-⑳]|\d{{1,2}}[.．、]|\(\d{{1,2}}\)) ?)?(?P<name>[^ 　]+?(?:[(【〔][^()【】〔〕]*[)】〕])?) +"
    r"(?P<rest>.*。.*)"
)
"""A name and the sentences behind it."""
AMOUNTS = re.compile(rf"(?:{MONEY}|事項要求).*")
AMOUNTS_BESIDE = 2
"""The cells of a line with a name, its description and the amounts beside them."""
AMOUNT_HEADS = ("予算額", "事業費", "金額", "要求額", "当初予算額", "予算案", "予算案額")
CELLS_OF_HEAD = 3
FAR = re.compile(r"[ 　]{3,}|\t")
"""What parts words that stand side by side."""
OVER_AMOUNT = re.compile(rf"(?:予算額|事業費|金額)?[ 　:：]*{MONEY}")
ALONE = re.compile(rf"{MONEY}(?:[ 　]*[(（〔\[].*)?")
EXPLAINED = re.compile(r"([〈<《【\[][^〈〉<>《》【】\[\]\d]{1,8}[〉>》】\]])と(?:あるのは|あるものは|記載)")
ENTRY_LAST = re.compile(r"[。」』)円課係室]$|\d-\d{3,4}$")
"""How what a document says of a programme ends: with a sentence, an amount, an office, a telephone number."""
FEWEST_TAGS = 3
MOSTLY = 0.75
"""Of the lines that say what became of a programme: those over its name."""
ANNOUNCES = re.compile(r"(?P<name>.*[^ 　\d年度].*?)[ 　]+(?:当初)?(?:予算額|事業費)")


def as_entries(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of each programme so that its name, what became of it and its amounts are together."""
    entries = list(lines)
    for step in (
        with_tags_between,
        with_tags_ahead,
        without_marks,
        without_descriptions,
        with_amounts_of_rows,
        with_cards_apart,
        with_labelled_amounts,
        with_names_whole,
        with_amounts_at_end,
        with_amounts_beside,
        with_years_before,
    ):
        entries = step(entries)
    return entries


def without_descriptions(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a name and its description that one cell holds beside amounts as a line each."""
    parted: list[Line] = []
    for line in lines:
        cells = [field for field in line.fields if field]
        match = DESCRIBED.fullmatch(plain(cells[0])) if len(cells) == AMOUNTS_BESIDE else None
        if match and AMOUNTS.fullmatch(plain(cells[1])) and ENDS.search(plain(clean(match["name"]))):
            name, rest = cells[0][: match.end("name")], cells[0][match.start("rest") :]
            parted += [line._replace(raw=CELL_GAP.join([name, cells[1]]), fields=())]
            parted += [line._replace(raw=rest, fields=(), after_gap=False)]
        else:
            parted.append(line)
    return parted


def with_amounts_of_rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the rows of a table of names, descriptions and amounts as a name with its amounts each.

    The amounts print their units, so that each line is read as one in running text.
    """
    parted: list[Line] = []
    head: tuple[str, ...] = ()
    for line in lines:
        fields = tuple("".join(plain(field).split()) for field in line.fields)
        if sum(map(bool, fields)) >= CELLS_OF_HEAD and NAME_HEADS[0].fullmatch(fields[0]):
            head = fields if _are_described(fields) else ()
        is_row = head and len(line.fields) == len(head) and line.fields[0]
        amounts = [field for field in line.fields[1:] if AMOUNTS.fullmatch(plain(field))] if is_row else []
        if len(amounts) == 1:
            others = [field for field in line.fields[1:] if field and field not in amounts]
            parted.append(line._replace(raw=CELL_GAP.join([line.fields[0], amounts[0]]), fields=()))
            parted += [line._replace(raw=field, fields=(), after_gap=False) for field in others]
        else:
            parted.append(line)
    return parted


def _are_described(head: Sequence[str]) -> bool:
    """Say whether a head names a column of descriptions and one of amounts, and no more of either."""
    descriptions = [field for field in head[1:] if COLUMN_OF_WORDS.fullmatch(field)]
    return len(descriptions) == 1 and sum(field in AMOUNT_HEADS for field in head) == 1


def with_labelled_amounts(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a name behind which 予算額 announces the amount on the next line in one with that."""
    labelled = {
        at: match.end("name")
        for at, (line, below) in enumerate(pairwise(lines))
        if (match := ANNOUNCES.fullmatch(line.plain)) and ALONE.fullmatch(below.plain) and not below.after_gap
    }
    joined = [
        line._replace(raw=CELL_GAP.join([line.raw[: labelled[at]], lines[at + 1].raw])) if at in labelled else line
        for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in labelled]


def with_tags_ahead(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what became of programmes in one with the names under it, where a document prints it so."""
    tags = [at for at in range(len(lines) - 1) if TAG_CELL.fullmatch(lines[at].plain)]
    ahead = {at for at in tags if _is_over_name(lines, at)}
    if len(ahead) < FEWEST_TAGS or len(ahead) < len(tags) * MOSTLY:
        return list(lines)
    joined = [
        line._replace(raw=f"{line.raw} {lines[at + 1].raw}") if at in ahead else line for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in ahead]


def with_tags_between(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what stands level with the middle of a name of two lines before it."""
    between = [at for at in range(1, len(lines) - 2) if TAG_CELL.fullmatch(lines[at].plain) and _is_in_name(lines, at)]
    if len(between) < FEWEST_TAGS:
        return list(lines)
    joined = list(lines)
    for at in between:
        words = f"{lines[at].raw} {lines[at - 1].raw}{lines[at + 1].raw}"
        joined[at - 1] = lines[at - 1]._replace(raw=words)
    return [line for at, line in enumerate(joined) if at not in between and at - 1 not in between]


def _is_in_name(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line stands between the two of a name right over its amount."""
    above, own, below, amount = lines[at - 1 : at + 3]
    is_near = above.after_gap and not own.after_gap and not below.after_gap and above.page == amount.page
    return (
        is_near and not re.search("[。円]", above.plain + below.plain) and OVER_AMOUNT.match(amount.plain) is not None
    )


def _is_over_name(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line stands over a name, behind the end of a description or a heading or ahead of the amount."""
    above, below = lines[at - 1].plain if at else "。", lines[at + 1]
    begins = ENTRY_LAST.search(above) is not None or heading_level(above) > 0 or lines[at].page != lines[at - 1].page
    begins = begins or (at + 2 < len(lines) and ALONE.fullmatch(lines[at + 2].plain) is not None)
    may_name = (is_name(below.raw) or is_unfinished(below.raw)) and bullet_of(below.plain) != "dot"
    return begins and may_name and below.page == lines[at].page and not re.search("[。円]", below.plain)


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the marks of which a note says which amounts have them: 〈推進枠〉とあるのは."""
    marks = {match[1] for line in lines for match in EXPLAINED.finditer(line.plain)}
    if not marks:
        return list(lines)
    marked = re.compile("|".join(map(re.escape, marks)))
    kept: list[Line] = []
    for line in lines:
        spans = [match.span() for match in marked.finditer(line.plain)]
        raw = line.raw
        for start, end in reversed(spans):
            raw = (raw[:start].rstrip() + raw[end:]) if not EXPLAINED.match(line.plain, start) else raw
        kept += [line._replace(raw=raw)] if raw.strip() else []
    return kept


def with_cards_apart(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, names side by side over their amounts as a line for each name."""
    parted: list[Line] = []
    at = 0
    while at < len(lines):
        names = FAR.split(lines[at].raw)
        amounts = FAR.split(lines[at + 1].raw) if at + 1 < len(lines) else []
        if 1 < len(names) == len(amounts) and _are_cards(names, amounts):
            pairs = zip(names, amounts, strict=True)
            parted += [lines[at]._replace(raw=CELL_GAP.join(pair), fields=()) for pair in pairs]
            at += 2
        else:
            parted.append(lines[at])
            at += 1
    return parted


def _are_cards(names: Sequence[str], amounts: Sequence[str]) -> bool:
    """Say whether words are names and what stands under them are amounts with their units."""
    are_names = all(is_name(name) and not re.search(r"[\d。]", plain(name)) for name in names)
    return are_names and all(ALONE.fullmatch(plain(amount)) for amount in amounts)
