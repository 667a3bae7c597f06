"""Sections of a document that hold no budget lines of its year: revenues, references, burdens of later years."""

import re

from budgetcli.domain.book import Stage
from budgetcli.read.slides.labels import Labels
from budgetcli.read.slides.names import without_bullets
from budgetcli.read.slides.outline import HEADING_LENGTH, MEASURE, UNIT_BEHIND

OF_WHAT = r"(?:予算)?(?:の|について)?(?:主な)?(?:内訳|概要|状況|内容|もの|の部)?"
REVENUES = re.compile(
    rf"(?:構成(?:市町村?|町村|団体)|関係市町村?)の?(?:負担金|分担金){OF_WHAT}"
    rf"|[〈(【〔]?(?:一般会計の?)?(?:歳入|収入(?=の部))(?:予算)?(?:\((?:財源|款別|款項別)\))?{OF_WHAT}[〉)】〕]?|.{{0,10}}\(歳入\)|.{{0,12}}の(?:主な)?財源(?:内訳)?(?:\(歳入\))?"
)
FUNDS = re.compile(r"(?:主な|補正(?:予算)?の)?財源(?:内訳)?")
SPENDING = re.compile(
    rf"[〈(【〔]?(?:一般会計)?(?:歳出|支出(?=の部)){OF_WHAT}[〉)】〕]?|.{{0,10}}\(歳出(?:・.{{1,6}})?\)|主な(?:事業|施策|取組).{{0,6}}"
)
CARRIED = re.compile(r"補正予算.{0,3}の?(?:主な|事業|計上)|繰越")
BURDENS = re.compile(
    r"(?:(?:債務負担行為|繰越明許費|継続費|地方債|[市町村県]債)の?"
    r"(?:補正|設定|追加|変更|状況|残高|限度額|現在高)?(?:\((?:追加|変更|廃止|[^()]{0,6}会計)\))?"
    r"|基金の?(?:状況|残高|現在高)|(?<![一-龥])(?:主な|財政調整)?基金)[】〕)]?$"
)
"""Headings over what binds later years, and over debts and funds."""
BURDEN = re.compile(
    r"[〈(【〔]?(?:債務負担行為|繰越明許費|継続費)(?:の?(?:補正|設定|追加|変更))?(?:\((?:追加|変更|廃止|[^()]{0,6}会計)\))?[〉)】〕]?"
)
BESIDES = re.compile(
    r"(?:(?:令和|平成)\d+年度)?(?:財政投融資|財投|税制改正|機構・?定員)(?:計画|要望|要求|案|等)*の?(?:概要|要求|要望|関係)?(?:[(〔].*[)〕])?"
)
"""What ministries ask for beside their budgets."""
NO_ASIDE = re.compile(r"[。を]|内は|[:：]")
PER_HEAD = re.compile(
    r"[^。]{0,14}[1一](?:人|世帯)(?:当たり|当り|あたり)[^。円]{0,12}"
    r"(?:お金|予算額?|経費|使(?:い道|われ方)|内訳|換算額?|歳出額?|見ると|みると)|[^。]{0,24}家計簿?に(?:たとえ|例え|置き)[^。]{0,10}"
)
PER_HEAD_SENTENCE = re.compile(
    r".*[1一](?:人|世帯)(?:当たり|あたり)約?(?:\d{2,3},\d{3}|\d{2,3}万[\d,千]*)円(?:に|と)?(?:なります|なる|です)。?"
)
AMOUNT_BEHIND = re.compile(r"[(\[【][^()\[\]【】]*円[)\]】]$")
"""A heading over what a budget is for each inhabitant or household."""
REFERENCE = re.compile(r"[(【〔《〈]参考\d?[)】〕》〉].*|.*[(【〔]参考[)】〕]")
REMARK = re.compile(r"(?<=.)\([^()]{12,}\)$")
"""What a heading says of itself behind it."""
DEEPEST = 99
"""A level below all headings."""


class Sections:
    """The state of knowing which section is open."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.why = ""
        """Why the open section holds no budget lines; empty where it does."""
        self.level = DEEPEST
        """The level of the heading that began it."""

    @property
    def is_of_page(self) -> bool:
        """Say whether the open section began without a numbered heading, so that it goes no further than its page."""
        return bool(self.why) and self.level == DEEPEST

    def opens(self, words: str, level: int) -> str:
        """Return why the section that a heading begins holds no budget lines; empty where it does, or begins none."""
        bare = _bare(words)
        if REVENUES.fullmatch(bare) or (level and FUNDS.fullmatch(bare)):
            return "revenue"
        if PER_HEAD.fullmatch(AMOUNT_BEHIND.sub("", bare)) or PER_HEAD_SENTENCE.fullmatch(bare):
            return "per-head"
        return "reference" if self._is_aside(words, level) else ""

    def begin(self, why: str, words: str, level: int) -> None:
        """Begin a section without budget lines; what is asked for beside a budget goes no further than its page."""
        self.why, self.level = why, DEEPEST if BESIDES.fullmatch(_bare(words)) else level or DEEPEST

    def ends(self, words: str, level: int) -> bool:
        """Say whether a heading ends the open section."""
        bare = _bare(words)
        return bool(self.why) and (SPENDING.fullmatch(bare) is not None or 0 < level <= self.level)

    def _is_aside(self, words: str, level: int) -> bool:
        """Say whether a heading is over what another year's supplementary budget holds, or over a reference."""
        tight = REMARK.sub("", "".join(words.split()))
        if len(tight) > HEADING_LENGTH or NO_ASIDE.search(tight):
            return False
        year = self.labels.year_in(tight)
        is_first = self.labels.stage is not Stage.SUPPLEMENTARY
        is_other = is_first and year not in (None, self.labels.year) and CARRIED.search(tight) is not None
        if (level and (BURDENS.search(tight) or BESIDES.fullmatch(_bare(words)))) or BURDEN.fullmatch(tight):
            return True
        return is_other or (REFERENCE.fullmatch(tight) is not None and level < MEASURE)


def _bare(words: str) -> str:
    """Return a heading without its number, its spaces and the unit behind it."""
    return "".join(without_bullets(UNIT_BEHIND.sub("", words)).split())
