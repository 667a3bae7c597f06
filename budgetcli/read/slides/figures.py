"""Figures of money in running text, and what the words around them make of them."""

import re
from typing import NamedTuple

from budgetcli.domain.amount import Amount, Unit, Unreadable, parse_amount
from budgetcli.read.vocabulary import DASH, DIGITS, MONEY, NOTHING, SAME, SCALE, SHARE

SHARED = r"(?:[^\s\d円()（）、。:：]{2,24}の)?内数"
"""A share of a grant that is printed without an amount."""
ASKED = rf"事項要求|(?<=\s){SHARED}(?=\s|$)|金額は予算編成過程で検討"
SCALED = rf"(?<=[=]) {{0,2}}(?>{DIGITS}(?:兆|億|万)){{1,3}}+(?=$|[▽。、])"
"""An amount behind an equals sign, whose last unit says that it is one of 円: ▽舗装=1480万▽."""
AMOUNT = re.compile(rf"(?:{MONEY}|{ASKED}|{SCALED})(?: ?\+ ?(?:事項要求|[^\d\s+()〔〕\[\]【】、。円]{{0,12}}{MONEY}))*")
PAIR = re.compile(
    rf"({DIGITS}) ?\( ?(?:前年度?|昨年度)?[ :]*({DIGITS}|{DASH}) ?\) ?"
    rf"({SCALE}{{1,2}}円{SHARE}?)"
)
"""The unit once behind a pair: 1,004(1,188)百万円."""


class Figure(NamedTuple):
    """An amount of money in a line."""

    start: int
    end: int
    printed: str
    """The words of the amount, without the spaces that extraction left in them."""
    previous: str = ""
    """The amount in brackets that shares its unit."""


def figures(raw: str, plain: str) -> list[Figure]:
    """Return the amounts of money in a line, from left to right."""
    pairs = [
        Figure(match.start(), match.end(), _tight(raw[match.start(1) : match.end(1)]) + match[3], _other(match))
        for match in PAIR.finditer(plain)
    ]
    found = list(pairs)
    for match in AMOUNT.finditer(plain):
        inside = any(pair.start < match.end() and match.start() < pair.end for pair in pairs)
        printed = share_alone(_tight(raw[match.start() : match.end()]))
        if not inside and printed not in Unit.__members__ and not isinstance(parse_amount(printed, None), Unreadable):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Figure(start, match.end(), printed))
    return sorted(found)


LABELLED = re.compile(
    r"(?:(?:前年度|本年度|当年度|今年度)?(?:当初)?(?:予算|要求|補正)(?:案|要求|見積)?額(?:\(案\))?|(?<![^\s(\[:：])事業費"
    r"|(?:令和|平成|R|H)(?:元|\d{1,2})年度(?:当初)?(?:予算|要求)?額?|(?:^|(?<= ))(?:本|前|当|昨)年度(?= )"
    r"|(?:^|(?<=[ (]))[RH]\d{1,2}(?:当初|要求|予算)?額?(?= ))"
    rf"(?: ?[(\[][A-Z][)\]])? *[:：]? *(?P<figure>(?:[△▲] ?|-)?{DIGITS})(?=\s|$|[)(])"
)


OWN_BESIDE = rf"(?:{DIGITS} ?\+ ?[^\s\d円()+]{{0,24}} ?(?={DIGITS}{SHARE}))?"
"""An amount of its own before a share of a grant: 3,175＋交付金5,000の内数."""
MORE = r"(?: ?\+ ?事項要求)?"
NO_FIGURE = rf"{NOTHING}|{SAME}"
BEFORE = r"(?:前年度|昨年度|[RHS]\d|令和|平成)"
WITH_UNIT = re.compile(rf" ?{SCALE}{{0,2}}円")
SUPPLEMENTED = r"(?:[RH]\d{1,2}|(?:令和|平成)?(?:元|\d{1,2})年度|前年度) ?(?:\d{1,2}月|第\d号)?補正(?:予算)?額? *[:：]?"
BARE = re.compile(
    rf"(?:(?<=\S)[ ]{{3,}}|[…‥．・.]{{3,}}[ ]*)(?P<gap>[△▲]? ?{DIGITS}{SHARE}?)(?=\s|$|\()"
    rf"|^[○●◎◇◆□■☆★・] ?\S.{{2,60}}?[ ]{{1,2}}(?P<end>\d{{1,3}}(?:,\d{{3}})+|[1-9]\d{{1,2}})(?= *(?:$|\( ?{BEFORE}))"
    rf"|^[○●◎◇◆□■☆★・] ?\S.{{2,60}}?(?P<glued>{DIGITS}) ?(?=\( ?(?:{DIGITS}|{NO_FIGURE}) ?\) *$)"
    rf"|(?<=[\s])(?P<pair>{OWN_BESIDE}[△▲]? ?{DIGITS}{SHARE}?)"
    rf" ?(?=\( ?(?:{DIGITS}{SHARE}?|{NO_FIGURE}) ?\) *(?:$|[\[〔〈<]))"
    rf"|(?P<before_bracket>{DIGITS}{SHARE}?{MORE}|廃止|皆減) ?(?=〔 ?(?:{DIGITS}{SHARE}?|{NO_FIGURE}) ?〕)"
    rf"|(?<=〔)(?P<in_bracket> ?{DIGITS}{SHARE}?) ?(?=〕)"
    rf"|(?:前年度?|昨年度|年度)[^\d()]{{0,8}}?(?P<before>{DIGITS})(?=\s*(?:\)|$))"
    rf"|^(?P<alone>[△▲]? ?\d{{1,3}}(?:,\d{{3}})+{SHARE}?{MORE}|\d{{1,3}})(?=\s*(?:$|\())"
    rf"|[〈<(\[] *{SUPPLEMENTED} *(?P<supplementary>{DIGITS}) *(?=[〉>)\]])"
    rf"|[(\[<〈] *(?P<bracket>{DIGITS}{SHARE}?) *[)\]>〉](?= *$| {{3,}}| ?[\[〔<〈])"
)


def labelled_figures(raw: str, plain: str) -> list[Figure]:
    """Return the bare figures of a line in a document that states its unit once.

    They stand behind the label of an amount, behind a wide gap as in a table, or alone on their line.
    """
    found = [match.span("figure") for match in LABELLED.finditer(plain) if not WITH_UNIT.match(plain, match.end())]
    for match in BARE.finditer(plain):
        span = match.span(match.lastgroup or 0)
        has_unit = WITH_UNIT.match(plain, span[1]) is not None
        found += [] if has_unit or any(start < span[1] and span[0] < end for start, end in found) else [span]
    return [Figure(start, end, _tight(raw[start:end])) for start, end in sorted(found)]


DASHED = re.compile(r"(?:予算|要求|要望)(?:案|要求|見積)?額(?:\(案\))? *[:：]? +(?P<figure>[-ー])(?=\s*$|\s*\))")


def dashes(raw: str, plain: str) -> list[Figure]:
    """Return the dashes that stand where a label announces an amount."""
    spans = [match.span("figure") for match in DASHED.finditer(plain)]
    return [Figure(start, end, raw[start:end]) for start, end in spans]


def unreadable(raw: str, plain: str) -> list[Figure]:
    """Return what looks like amounts of money in a line and cannot be read."""
    matches = [(match, _tight(raw[match.start() : match.end()])) for match in AMOUNT.finditer(plain)]
    return [
        Figure(match.start(), match.end(), printed)
        for match, printed in matches
        if re.search(r"[\d〇一二三四五六七八九十]", match[0]) and isinstance(parse_amount(printed, None), Unreadable)
    ]


def share_alone(printed: str) -> str:
    """Return 内数 of words that say of what it is and no amount."""
    return "内数" if re.fullmatch(SHARED, printed) else printed


def _tight(text: str) -> str:
    return "".join(text.split())


def _other(pair: re.Match[str]) -> str:
    return "" if pair[2] in "-ー" else _tight(pair[2]) + pair[3]


def amount_of(printed: str, unit: Unit | None = None, line: int = 0) -> Amount | None:
    """Return the amount of the words; None where they are none."""
    amount = parse_amount(printed, unit, line)
    return None if isinstance(amount, Unreadable) else amount


REASONS = (
    ("ceiling", r"上限|融資枠|限度|最大|以内|以下|まで支給|まで助成"),
    (
        "per-head",
        (
            r"当たり|当り|あたり|につき|1(?:食|人|台|件|戸|頭|床|校|団体|施設|世帯|か所)(?= ?(?:約 ?)?[\d,]{2,}|$)"
            r"|/人|/回|利用料|月額|日額|年額|単価|(?:に|の)対して1"
        ),
    ),
    ("result", r"実績|決算|被害額|被害は|輸出額|輸出成約|残高|支払われ|開発費は|最終予算|運航欠損|医療費は|となっ"),
    (
        "market",
        (
            r"市場|(?<![大小])規模(?:は|が|約| ?\d|$)|産出額|売上|目標(?![一-龥]{3})|総生産|出荷額|消費額|販売額|漁獲高"
            r"|漁獲金額"
        ),
    ),
    ("revenue", r"収入|税収|増収|譲与|歳入|国からの補助|財源"),
    ("cost", r"総事業費|総開発費|全体事業費|事業費|整備費|改修費|建設費|総額|継続費"),
    ("sum", r"総額|合計|小計|総計|予算額?は|会計.*計|計$|計 ?[\d約]"),
    ("reference", r"参考|このほか|この他|うち国|上記|一括計上分|府計上|省計上|含(?:む|め|ん)"),
    ("difference", r"増減|前年度比|減少|増加|前年比|の増(?![便員設床築刷])|の減|削減"),
)
"""Words that say that a figure is no budget line, the first that stands beside it deciding."""


def reason(text: str) -> str:
    """Return why a figure in these words is none of a budget line; empty where they do not say."""
    return next((code for code, words in REASONS if re.search(words, text)), "")
