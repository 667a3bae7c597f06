"""The amounts of a sentence, each with the name before it and the words behind it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from budgetcli.read.slides.figures import Figure, figures
from budgetcli.read.slides.paragraphs import CHAIN, spans
from budgetcli.read.vocabulary import NEW, SAME

JOINTS = (
    ("gets", r"(?:に|へ)(?:は|も)?|として(?:は)?|=|:"),
    ("starts", r"を(?:新たに)?(?:設け|設置し|創設し|新設し|始め|開始し|立ち上げ|実施し)(?=、)"),
    ("turns", r"を"),
    ("takes", r"で"),
    ("is", r"は|が|も"),
)
"""What stands between a name and what it gets, is funded with, or amounts to."""
JOINT = re.compile(
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in JOINTS)})?[、 　]*"
    rf"(?:新たに|あらたに|{SAME}の)?[、 　]*$"
)
PURPOSE = (
    r"^.*?しては|^.*?では(?!な)|^.*?ため(?:に(?:は)?|(?!の))|^.*?(?:対策|一環|柱|事業|向け)として(?!は)(?=[^、]{6})",
    r"^.*?(?:関連|関係|分野|方面)は",
)
"""What ends the words on what a name is for."""
LINKS = (
    r"(?:20)?\d\d年度(?:は|には|に|の)",
    r"そして|また|さらに|加えて|続いて|まず|次に|特に|新たに|同時に|(?:この)?うち|(?:この|その)?(?:ほか|他)に?(?=[^の])",
)
"""What links a sentence to the one before it."""
OPENING = re.compile(rf"(?:{'|'.join(PURPOSE)}|^(?:{'|'.join(LINKS)}))、?")
TAG = re.compile(r"[〈<【\[][^〉>】\]]{1,12}[〉>】\]]|\([^()]{4,}\)")
"""A heading or a remark in brackets before a name."""
QUOTED_LAST = re.compile(r"(?:(?<=[ぁ-ん、。 　])|^)「[^「」]{4,}」[ 　]*$")
"""A name in quotation marks behind words on what it is for."""
TAG_LAST = re.compile(rf"(?<=」)[ 　]*[(【〔](?:{NEW}|拡充|継続)[^()【】〔〕]*[)】〕]$")
QUOTED_BEFORE = re.compile(r"[^「」]」[ 　]*\([ 　]*$")
"""What stands before an amount that is in brackets behind a name in quotation marks."""
JOINT_LENGTH = 24
BEHIND_LENGTH = 40
"""Characters behind an amount that say what becomes of it."""
ATTRIBUTE = re.compile(
    r".*[をにがでへ][^「」]*?(?:する|した|される|行う|[一-龥めえけげせねべれたかがなまらわ]る|[くぐすつむぶ]|となる|必要な|ための)(?<!おける)(?<!関する)(?<!対する)(?<!向ける)(?<!係る)(?=[一-龥ァ-ヶA-Z])"
)
"""What a programme does, before its name: …を支援する流域減災総合支援事業."""
UNSPECIFIC = re.compile(
    r"(?:施設|設備|建物|事業|経費|費用|工事|基本|計画|補助|整備|改修|制度|取組|調査)(?![一-龥ァ-ヶ]{8})"
)
"""Words that name a programme only together with what stands before them."""
LEAST_NAME = 5
MOST_OPENINGS = 3
SHORTEST_NAME = 3
DETAILS = re.compile(r"\([^()]{0,60}?(?:、|など|ほか|や)[^()]{0,60}\)(?:に|へ|=|\d)")
"""What a newspaper says of a programme behind its name; then all brackets there do."""
ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
AND_SO_ON = re.compile(r"(?:など|等|ほか)$")
BRACKET = re.compile(r"[ 　]?(?:\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\])")


class Clause(NamedTuple):
    """An amount in a sentence, and the words around it."""

    start: int
    """Where the name begins."""
    name: str
    joint: str
    """What joins the name to the amount."""
    before: str
    """The plain words since the amount before, without brackets."""
    behind: str
    """The plain words behind it."""
    joined: int
    """Where the name ends and what joins it to the amount begins."""
    end: int
    """Where the amount ends, with the bracket behind it."""
    tag: str
    """What a bracket between the name and what joins it to the amount says: （新規）."""
    in_chain: bool
    """Whether it stands in a run whose entries ▽ parts."""
    says_before: bool
    """Whether the bracket behind the amount names the year before."""


def clauses(raw: str, words: str) -> Iterator[Clause]:
    """Return the amounts of a sentence that are not in brackets behind others, each with its name."""
    is_described = DETAILS.search(words) is not None
    position = 0
    for figure, end in _outer(raw, words):
        before = words[position : figure.start]
        tail = before.rstrip("(")[-JOINT_LENGTH:]
        joint = JOINT.search(tail)
        name_end = position + len(before.rstrip("(")) - len(tail) + (joint.start() if joint else len(tail))
        tag = TAG_LAST.search(words[position:name_end])
        name_end = position + tag.start() if tag else name_end
        start = _quoted_start(words, position, name_end) or _name_start(words, position, name_end)
        name = AND_SO_ON.sub("", raw[start:name_end].strip(" 　、(（"))
        aside = ASIDE.search(name) if is_described else None
        behind = words[end : end + BEHIND_LENGTH].lstrip(" 　")
        yield Clause(
            start,
            name[: aside.start() if aside else len(name)],
            "quoted"
            if QUOTED_BEFORE.search(before)
            else "gets"
            if before.endswith("(")
            else (joint and joint.lastgroup) or "",
            BRACKET.sub("", before),
            behind,
            name_end,
            end,
            tag=tag[0] if tag else "",
            in_chain=CHAIN in before or behind.lstrip("、 　").startswith(CHAIN),
            says_before="前年度" in words[figure.end : end],
        )
        position = end


def _outer(raw: str, words: str) -> Iterator[tuple[Figure, int]]:
    """Return the amounts of a sentence outside brackets or alone in them, with the end of the bracket behind each."""
    position = 0
    for figure in figures(raw, words):
        before = words[position : figure.start]
        is_inside = before.count("(") > before.count(")")
        is_alone = before.endswith("(") and words[figure.end : figure.end + 1] == ")"
        is_quoted = QUOTED_BEFORE.search(before) is not None
        if figure.start < position or (is_inside and not (is_alone or is_quoted)):
            continue
        position = _closing(words, figure.end) + 1 if is_quoted else figure.end + is_alone
        while bracket := BRACKET.match(words, position):
            position = bracket.end()
        yield figure, position


def _closing(words: str, start: int) -> int:
    """Return the place of the bracket that closes the one around a place; -1 where there is none."""
    depth = 1
    for at in range(start, len(words)):
        depth += (words[at] == "(") - (words[at] == ")")
        if not depth:
            return at
    return -1


def _quoted_start(words: str, start: int, end: int) -> int:
    """Return where a name in quotation marks begins that other words lead to; 0 where there is none."""
    found = QUOTED_LAST.search(words[start:end])
    return start + found.start() if found else 0


def _name_start(words: str, start: int, end: int) -> int:
    """Return where the name begins that ends at a place of a sentence."""
    if CHAIN in words[start:end]:
        return words.rindex(CHAIN, start, end) + 1
    parts = list(spans(words[start:end].rstrip(" 　、("), "、"))
    begin = start + (parts[-1][0] if parts else 0)
    for _ in range(MOST_OPENINGS):
        match = OPENING.match(words[begin:end]) or TAG.match(words[begin:end])
        if match is None or match.end() >= len(words[begin:end].rstrip()) - SHORTEST_NAME:
            break
        begin += match.end()
    attribute = ATTRIBUTE.match(words[begin:end])
    rest = words[begin + attribute.end() : end].rstrip() if attribute else ""
    if attribute and len(rest) >= LEAST_NAME and not UNSPECIFIC.match(rest):
        begin += attribute.end()
    return begin + len(words[begin:end]) - len(words[begin:end].lstrip(" 　"))
