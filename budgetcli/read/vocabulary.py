"""The words and signs with which budgets are printed: pieces of the patterns that look for them.

None has groups of its own; all match the plain form of a line, in which full-width digits are narrow. What can repeat
is possessive, so that no text takes long.
"""


def one_of(words: str) -> str:
    """Return the pattern of any of the words, or pieces of patterns, that white space parts."""
    return f"(?:{'|'.join(words.split())})"


SCALE = "[兆億百十千万]"
DIGITS = r"(?:\d{1,3}(?: ?, ?\d ?\d ?\d(?!\d)){1,6}+|\d{1,18}+)(?: ?\. ?\d{1,6}+)?"
GROUPS = rf"\d{{1,3}}(?:、\d{{3}}){{1,4}}+(?=余?{SCALE}|円)"
"""Digits as vertical text parts them, which never stand alone: 3、800万円."""
KANJI = "[〇一二三四五六七八九十百千]{1,12}+"
SHARE = "(?: ?の? ?(?:内数|うち数))"
MONEY = (
    r"(?:約|およそ|概ね)? ?(?:[△▲] {0,4}|-(?=\d))?(?<!\d)"
    rf"(?:(?>(?:{GROUPS}|{DIGITS}) ?余?{SCALE}{{1,2}} ?){{0,5}}+(?>(?:{GROUPS}|{DIGITS}) ?)?+"
    rf"|(?>{KANJI} ?{SCALE}{{0,2}} ?){{1,6}}+)(?<![約△▲-])"
    rf"円(?:程度|弱|強|余り?)?{SHARE}?"
)
"""An amount with its unit: 3.3億円, 14億5,574万8千円, 約1,110 千円, 11.5億円の内数, 五三六億円."""
MONEY_END = rf"\d ?{SCALE}*円"
DASH = "[-ー]"
NEW = "(?:新 ?規|皆 ?増|純増|全増)"
NOTHING = rf"(?:{DASH}|{NEW})"
"""What stands in the place of an amount of the year before that there is not."""
STATE = one_of("一部新規 一部拡充 新規 拡充 拡大 充実 強化 継続 改善 見直し 縮小 廃止 重点")
"""What became of a programme."""
TAG_WORD = rf"(?:{STATE}|一部新|[新拡充継改])"
TAG_ALONE = rf"(?:{TAG_WORD}|[(（【〔\[]{TAG_WORD}[)）】〕\]])"
"""What a list prints before a name or in a column of its own to say so."""
OFFICE_END = "(?:[課室局部係所署庁]|センター|委員会)"
OFFICE = rf"[^\s\d()（）、。]{{1,14}}{OFFICE_END}"
"""Who answers for a programme."""
SAME = "(?:前|昨)年度?の?(?:当初)?(?:予算)?額?と?(?:同額|並み)"
"""What says that the year before had the same amount."""
