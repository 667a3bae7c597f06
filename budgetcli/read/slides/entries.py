"""Lines as their document means them: names with their tags and amounts, without what stands between these."""

import re
from collections.abc import Sequence
from itertools import pairwise

from budgetcli.read.vocabulary import MONEY, NEW, NOTHING
from budgetcli.read.slides.heads import COLUMN_OF_WORDS, NAME_HEADS
from budgetcli.read.slides.line import CELL_GAP, Line, plain
from budgetcli.read.slides.names import ENDS, STRONG, SYMBOL, TAG, bullet_of, clean, is_name
from budgetcli.read.slides.outline import heading_level
from budgetcli.read.slides.waiting import is_unfinished

DESCRIBED = re.compile(
    rf"(?:(?:{SYMBOL}|[①-⑳]|\d{{1,2}}[.．、]|\(\d{{1,2}}\)) ?)(?P<name>[^ 　]+?(?:[(【〔][^()【】〔〕]*[)】〕])?) +"
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
ALONE = re.compile(rf"{MONEY}(?:[ 　]?[(（〔\[].*)?")
EXPLAINED = re.compile(r"([〈<《【\[][^〈〉<>《》【】\[\]\d]{1,8}[〉>》】\]])と(?:あるのは|あるものは|記載)")
TAG_ALONE = re.compile(r"[(【〔\[]?(?:新規?|拡充?|継続?|一部新規)[)】〕\]]?")
"""What became of a programme, on a line of its own."""
ENTRY_LAST = re.compile(r"[。」』)円課係室]$|\d-\d{3,4}$")
"""How what a document says of a programme ends: with a sentence, an amount, an office, a telephone number."""
FEWEST_TAGS = 3
MOSTLY = 0.75
"""Of the lines that say what became of a programme: those over its name."""
ANNOUNCES = re.compile(r"(?P<name>.*[^ 　\d年度].*?)[ 　]+(?:当初)?(?:予算額|事業費)")
AMOUNT_FIRST = re.compile(rf"{MONEY}(?:[ 　]*[(（〔\[].*)?$")
AT_END_BARE = re.compile(rf"(?P<said>.*。)[ 　]?(?P<new>)(?P<now>{MONEY})(?:[(（](?P<before>[^()（）]*)[)）])?")
"""A description, and behind its last sentence the amount of what it describes."""
AT_END = re.compile(
    rf"(?P<said>.*。)?[(〔](?P<new>新規、)?(?P<now>{MONEY})(?:、(?P<before>前年度?[^()〔〕]*|{NEW}))?[)〕]"
)
"""A description and the amount of what it describes."""
FEWEST_ENDS = 3
FARTHEST = 4
"""Lines of a description above its last one, with its name."""
BESIDE = re.compile(
    rf"(?P<said>(?!.*円[ 　]{{2}})\S.*?)[ 　]{{3,}}(?P<amount>(?:{MONEY}|事項要求)(?:[ 　]?[(（〔\[].*)?)"
)
"""A description, and the amount of what it describes in a column of its own."""
BEHIND_NAME = re.compile(rf"(?P<name>\S.*?)[ 　]{{2,}}(?P<amount>{MONEY}(?:[ 　]?[(（〔\[].*)?)")
OF_SENTENCE = re.compile("[をがは、。]")
BRACKETED = re.compile(rf"[(〔\[] ?(?:{MONEY}|{NOTHING}) ?[)〕\]]")
LONG_NAME = 20
"""Characters of a name that the width of its column may have broken."""
REST_OF_WORD = 2
LONGEST_END = 16
"""Characters of the last line of a name."""
YEAR_BESIDE = re.compile(
    r"(?P<said>\S.*?[^\s])[ 　]{3,}(?P<before>[(〔\[] ?"
    r"(?:(?:前年度|[RHS]\d{1,2}|(?:令和|平成)(?:元|\d{1,2})年度)[^()〔〕\[\]]*"
    rf"|{MONEY}|{NEW}|-) ?[)〕\]]"
    rf"|[【〈<《](?P<label>[^【】〈〉<>《》]*補正[^【】〈〉<>《》]*)[】〉>》] ?(?P<more>{MONEY}))"
)
"""A description, and the year before in a column of its own behind it."""
AMOUNT_LAST = re.compile(rf"\S[ 　]{{2,}}{MONEY}(?:[(（〔\[][^()〔〕\[\]]*[)）〕\]])?$")
"""A name, and this year's amount in a column of its own behind it."""
DESCRIPTION = re.compile(r"^・|[。、]|.{24}")
"""What words have that are not the end of a name."""
NEAR = 2
"""Lines between an amount and the year before beside its description, and one."""


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
        if (match := ANNOUNCES.fullmatch(line.plain)) and AMOUNT_FIRST.match(below.plain) and not below.after_gap
    }
    joined = [
        line._replace(raw=CELL_GAP.join([line.raw[: labelled[at]], lines[at + 1].raw])) if at in labelled else line
        for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in labelled]


def with_tags_ahead(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what became of programmes in one with the names under it, where a document prints it so."""
    tags = [at for at in range(len(lines) - 1) if TAG_ALONE.fullmatch(lines[at].plain)]
    ahead = {at for at in tags if _is_over_name(lines, at)}
    if len(ahead) < FEWEST_TAGS or len(ahead) < len(tags) * MOSTLY:
        return list(lines)
    joined = [
        line._replace(raw=f"{line.raw} {lines[at + 1].raw}") if at in ahead else line for at, line in enumerate(lines)
    ]
    return [line for at, line in enumerate(joined) if at - 1 not in ahead]


def with_tags_between(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what stands level with the middle of a name of two lines before it."""
    between = [at for at in range(1, len(lines) - 2) if TAG_ALONE.fullmatch(lines[at].plain) and _is_in_name(lines, at)]
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


def with_names_whole(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, a bulleted name that stops inside before its amount whole with the end of it under them."""
    parted: list[Line] = []
    for line in lines:
        last = parted[-1] if parted else None
        match = BEHIND_NAME.fullmatch(last.plain) if last and bullet_of(last.plain) in STRONG else None
        is_under = last is not None and last.page == line.page and not line.after_gap
        if last and match and is_under and _goes_on(match["name"], line.plain):
            name, amount = last.raw[: match.end("name")], last.raw[match.start("amount") :]
            parted[-1] = last._replace(raw=CELL_GAP.join([name + line.raw, amount]))
        else:
            parted.append(line)
    return parted


def _goes_on(name: str, below: str) -> bool:
    """Say whether a line is the end of the name over it."""
    is_broken = is_unfinished(name) or (len(name) >= LONG_NAME and not ENDS.search(name))
    return is_broken and (_is_end_of_name(below) or (len(below) <= REST_OF_WORD and below.isalpha()))


def with_amounts_at_end(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, what the brackets at the end of descriptions hold behind the name: （新規、1,840万円）.

    Where no bulleted name stands right over the description it becomes a line of its own.
    """
    ends = {at: match for at in range(len(lines)) if (match := _amount_at_end(lines, at))}
    if len(ends) < FEWEST_ENDS:
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        match = ends.get(at)
        if match is None:
            parted.append(line)
            continue
        before = line.raw[slice(*match.span("before"))] or (match["new"] and "新規")
        amount = line.raw[slice(*match.span("now"))]
        amount = f"{amount}（{before}）" if before else amount
        name = _name_over(parted, line.page)
        if name is not None:
            parted[name] = parted[name]._replace(raw=CELL_GAP.join([parted[name].raw, amount]))
        parted += [line._replace(raw=line.raw[: match.end("said")])] if match["said"] else []
        parted += [line._replace(raw=amount, after_gap=False)] if name is None else []
    return parted


def with_amounts_beside(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, amounts in a column beside descriptions behind the bulleted names right over these."""
    beside = {at: match for at in range(len(lines)) if (match := _amount_beside(lines, at))}
    if len(beside) < FEWEST_ENDS:
        return list(lines)
    parted: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in beside and BRACKETED.fullmatch(line.plain):
            continue
        if match := beside.get(at):
            below = lines[at + 1] if at + 1 < len(lines) else line
            amount = line.raw[match.start("amount") :] + (below.raw if BRACKETED.fullmatch(below.plain) else "")
            name = _name_over(parted, line.page) or 0
            rest = [each.raw for each in parted[name + 1 :] if _is_end_of_name(each.plain)]
            whole = "".join([parted[name].raw, *rest])
            parted[name:] = [
                parted[name]._replace(raw=CELL_GAP.join([whole, amount])),
                *(each for each in parted[name + 1 :] if not _is_end_of_name(each.plain)),
                line._replace(raw=line.raw[: match.end("said")]),
            ]
        else:
            parted.append(line)
    return parted


def _amount_beside(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the amount in a column beside a description under a bulleted name that has none itself."""
    line = lines[at]
    begins = bullet_of(line.plain) in STRONG or TAG.match(line.plain)
    match = None if begins else BESIDE.fullmatch(line.plain)
    is_described = match is not None and OF_SENTENCE.search(match["said"])
    return match if is_described and _name_over(lines[:at], line.page) is not None else None


def _is_end_of_name(words: str) -> bool:
    is_whole = ENDS.search(words) is not None and not OF_SENTENCE.search(words)
    return len(words) <= LONGEST_END and is_whole


def _name_over(lines: Sequence[Line], page: str) -> int | None:
    """Return the bulleted name right over the description with which lines end; None where other words are there."""
    for at in range(len(lines) - 1, max(len(lines) - 1 - FARTHEST, -1), -1):
        line = lines[at]
        if line.page != page or re.search("円", line.plain):
            return None
        if bullet_of(line.plain) == "dot" and OF_SENTENCE.search(line.plain):
            continue
        if bullet_of(line.plain):
            return at if is_name(line.raw) and "。" not in line.plain else None
        if line.after_gap:
            return None
    return None


def _amount_at_end(lines: Sequence[Line], at: int) -> re.Match[str] | None:
    """Return the amount in brackets with which a line ends a sentence, or that stands alone under one."""
    match = AT_END.fullmatch(lines[at].plain) or AT_END_BARE.fullmatch(lines[at].plain)
    above = lines[at - 1].plain if at else ""
    return match if match and (match["said"] or above.endswith(("。", "。)"))) else None


def with_years_before(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, the year before that a gap parts from a description behind the amount over them."""
    mended = list(lines)
    for at, line in enumerate(lines):
        beside = YEAR_BESIDE.fullmatch(line.plain)
        over = _amount_over(lines, at) if beside else None
        is_described = beside is not None and (beside["label"] or DESCRIPTION.search(beside["said"]))
        if beside and over is not None and is_described:
            before = line.raw[beside.start("before") :].strip()
            if beside["label"]:
                before = f"【{beside['label']} {line.raw[slice(*beside.span('more'))]}】"
            mended[over] = mended[over]._replace(raw=mended[over].raw + before)
            mended[at] = line._replace(raw=line.raw[: beside.end("said")])
    return mended


def _amount_over(lines: Sequence[Line], at: int) -> int | None:
    """Return the line close above a description that ends with an amount; None if there is none."""
    for over in range(at - 1, max(at - 1 - NEAR, -1), -1):
        if lines[over].page != lines[at].page or lines[over + 1].after_gap:
            return None
        if AMOUNT_LAST.search(lines[over].plain):
            return over
        if bullet_of(lines[over].plain) in STRONG:
            return None
    return None
