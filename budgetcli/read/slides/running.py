"""One line of running text: the name it begins with and the amounts behind it."""

import re
from typing import NamedTuple

from budgetcli.domain.amount import NOTHING_BEFORE, Amount, Kind, Unit
from budgetcli.domain.book import Supplementary
from budgetcli.read.slides.bare import amounts_in
from budgetcli.read.slides.figures import Figure, amount_of, reason
from budgetcli.read.slides.labels import TAIL, YEAR, Label, Labels, Role
from budgetcli.read.slides.legends import BRACKETS, CLOSE, OPEN, Legends
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import NEW_TAG, PARTLY_NEW
from budgetcli.read.slides.printed import Printed, Spent
from budgetcli.read.vocabulary import DASH, NEW, SAME, SCALE

ARROW = re.compile(r"[ 　]*(?:⇒|→|➡|➔|⇨|▶|->|=>)[ 　]*")
BACK_ARROW = re.compile(r"[ 　]*(?:←|⇐|<-)[ 　]*")
NEWLY = re.compile(rf"[ 　、,・/／]*(?P<word>{NEW})[ 　]*")
DASH_ARROW = re.compile(rf"(?:(?:^|[ 　])(?:-|ー|\(-\)|(?P<new>{NEW})))?[ 　]*(?:⇒|→|➡|➔|⇨|▶|->|=>)[ 　]*$")
RATIO = re.compile(
    r"[ 　、,]*(?:(?:対?前年度?比|増減率|伸び率)[ 　]*)?[+△▲±-]?[ 　]*\d{1,4}(?:[.・]\d+)?"
    r"[ 　]*(?:%|倍)[ 　]*(?:増|減)?(?![^\s)、。])"
)
SAID_NEW = re.compile(rf"(?<=[ 　:：]){NEW}$")
NEW_FIRST = re.compile(rf"(?:(?:{YEAR})(?:当初)?(?:予算)?額?[ 　]*)?{NEW}[ 　]*[、,・][ 　]*")
"""What a bracket says of the year before, and then of a supplementary budget: （新規、R7補正 1.1億円）."""
STATE = re.compile(r"^(?:一部新規|拡[充大]|継続|組替|見直し)[ 　、・,:：]+")
"""What a bracket says of a programme before the year before."""
MARK = re.compile(rf"(?:{BACK_ARROW.pattern})?[ 　]*(?P<mark>{NEW}|皆減|拡充|継続|再掲)(?=[ 　)】]|$)")
NOTHING = re.compile(
    rf"[(\[【〔]?(?P<label>[^-ー()〔〕\[\]【】]{{2,14}}?)[)\]】〕]?[ 　:：]*"
    rf"{DASH}(?: ?{SCALE}{{1,2}}円)?(?=[ 　)、/]|$)"
)
"""A dash in the place of an amount, and what it would be."""
GAP = re.compile(r"\S(?:[ ]{3,}|[ ]*(?:[…‥]+|[.・]{3,})[ ]*)$")
"""Behind a name, what parts it from its amount in a list that is set as a table."""
BESIDES = re.compile(r"^(?:この|その)?(?:ほか|他)に?[、 ]*")
GIVES = re.compile("(?<=予算|補正)(?:で|に|として)$")
GRANT = re.compile(r"\S{2,30}(?:交付金|補助金|負担金|運営費)")
GRANT_BEHIND = re.compile(rf"(?P<name>.{{4,}}?)[ 　]+{GRANT.pattern}")
"""A name and the grant of which it gets a share."""
QUANTITY = re.compile(
    r"(?:[2-9]|\d{2,5})(?:機|隻|両|台|式|基|棟|門|[かヵケヶ箇]所|件|校|園|団体|地区|路線|橋|施設|人|名|室)"
)
"""What an amount in brackets buys: （５機：1,941億円）."""
AFTER = re.compile(r"[ 　]*[(〔]([^()〔〕\d]{0,6}\d{0,2}[^()〔〕\d]{0,8})[)〕]")
"""A label behind its amount."""
BEFORE = re.compile(rf"(?:{YEAR})[^比]*\d.*円")
MORE = re.compile(r"[ 　]*の?(?:増|減)")
BUDGETED = re.compile(
    r"(?:の?予算)?を?(?:新たに)?(?:計上|措置|確保)(?:する|し(?:ます|ました|た|ている|ています)?)?(?:。|[(（].*)?"
)
"""What ends a sentence that says what a programme gets."""
LAST_CLAUSE = re.compile(r"(?:^|、)(?P<name>[^、]+?)(?:のため|に係る経費|の経費)?(?:には?|として|は|について)[、 　]*$")
SAME_AS = re.compile(rf"[ 　]*{SAME}の?[ 　]*$")
EQUAL = re.compile(rf"{SAME}|同額|横ばい")


def read_line(
    raw: str,
    words: str,
    number: int,
    page: str,
    labels: Labels,
    legends: Legends,
    unit: Unit | None,
    *,
    is_pair: bool = False,
) -> Printed | None:
    """Return the name and the amounts of a line; None where it has no amount of money.

    `is_pair` says that headings above it call the second amount that of the year before.
    """
    found = amounts_in(raw, words, labels, unit)
    line = _Line(raw, words, number, page, labels, legends, unit, found)
    line.is_pair = is_pair
    return line.read() if found else None


LEADERS = re.compile(r"[…‥・･.．]{2,}")
"""Dots that lead to an amount."""
OPENED = re.compile(rf"[{re.escape(OPEN)}]([^{re.escape(OPEN + CLOSE)}]*)$")
"""A bracket that is open before an amount."""


class _Opening(NamedTuple):
    """What stands before the first amount of a line."""

    end: int
    """Where the name ends."""
    bracket: int | None
    """The place of the bracket in which the amount stands."""
    label: Label | None
    is_same: bool
    """Whether it says that the amount is the year before's."""


class _Line:
    """The state of reading one line."""

    def __init__(
        self, raw: str, words: str, number: int, page: str, labels: Labels, legends: Legends, unit: Unit | None,
        found: list[Figure],
    ) -> None:  # fmt: skip
        self.raw, self.words, self.number, self.page = raw, words, number, page
        self.labels, self.legends, self.unit = labels, legends, unit
        self.found = found
        self.current: Amount | None = None
        self.previous: Amount | None = None
        self.is_revised = False
        """Whether that is another figure of the year before than its initial one."""
        self.supplementary: list[Supplementary] = []
        self.spent: list[Spent] = []
        self.doubts: list[str] = []
        self.is_remark_apart = False
        self.is_open = False
        self.is_pair = False
        self.labels_first = False

    def read(self) -> Printed:
        """Read the amounts from left to right."""
        first = self.found[0]
        opening = self._opening(first)
        self.labels_first = opening.label is not None
        if opening.bracket is None:
            self._put(first, opening.label)
            position = first.end
        else:
            position = self._bracket(opening.bracket, is_first=True)
        remark = self._tail(position)
        if opening.is_same and self.current and not self.previous:
            self.previous = self.current
        lead = self.raw[: opening.end].rstrip().rstrip(OPEN + "（［＜").strip()
        lead = "" if LEADERS.fullmatch(lead) else lead
        if BUDGETED.fullmatch(remark) and (clause := LAST_CLAUSE.search(plain(lead))):
            lead, remark = lead[clause.start("name") : clause.end("name")], ""
        lead = self._without_grant(lead)
        is_apart = any(GAP.search(self.words[:end]) for end in (first.start, opening.end))
        return Printed(
            lead, self.current, self.previous, tuple(self.supplementary), tuple(self.spent), remark, opening.label,
            first.printed, self.is_remark_apart, is_apart, opening.bracket is not None, tuple(self.doubts),
            self.is_open,
        )  # fmt: skip

    def _is_grant(self, words: str, figure: Figure) -> bool:
        """Say whether words in a bracket name the grant of which its amount is a share."""
        amount = self._amount(figure.printed)
        return amount is not None and amount.kind is Kind.SHARE and GRANT.fullmatch(words) is not None

    def _without_grant(self, lead: str) -> str:
        """Return a name without the grant of which it gets a share, behind it."""
        is_share = self.current is not None and self.current.kind is Kind.SHARE
        behind = GRANT_BEHIND.fullmatch(lead) if is_share else None
        return behind["name"] if behind else lead

    def _opening(self, first: Figure) -> "_Opening":
        """Return what stands before the first amount: a name, a label, a bracket that opens."""
        before = self.words[: first.start].rstrip()
        if self._is_wrapped(first):
            return _Opening(len(before) - 1, len(before) - 1, None, is_same=False)
        same = SAME_AS.search(before)
        before = before[: same.start()] if same else self.words[: first.start]
        if inside := OPENED.search(before):
            label, end, bracket = self.labels.read(inside[1]), inside.start(), inside.start()
        else:
            tail = TAIL.search(before)
            label = self.labels.read(tail["label"]) if tail else None
            end, bracket = tail.start("label") if tail and label else len(before), None
        arrow = DASH_ARROW.search(self.words[:end])
        self.previous = self._nothing(arrow["new"]) if arrow and arrow["new"] else None
        return _Opening(arrow.start() if arrow else end, bracket, label, is_same=same is not None)

    def _is_wrapped(self, figure: Figure) -> bool:
        before, after = self.words[: figure.start].rstrip(), self.words[figure.end :].lstrip()
        return before[-1:] in BRACKETS and before[-1:] != "" and after[:1] == BRACKETS[before[-1:]]

    def _amount(self, printed: str) -> Amount | None:
        return amount_of(printed, self.unit, self.number)

    def _put(self, figure: Figure, label: Label | None, is_bracketed: bool = False) -> None:
        """Take a figure for what its label says it is; without one the first is this year's."""
        amount = self._amount(figure.printed)
        role = label.role if label else Role.CURRENT if self.current is None and not is_bracketed else None
        if amount is None or role is None:
            self.spent.append(Spent(figure, "sentence"))
        elif role is Role.CURRENT and self.current is None:
            self.current = amount
            self.spent.append(Spent(figure))
            if figure.previous:
                self.previous = self._amount(figure.previous)
        elif role is Role.PREVIOUS and (self.previous is None or (self.is_revised and label and not label.reason)):
            self.previous, self.is_revised = amount, bool(label and label.reason)
            self.spent.append(Spent(figure))
        elif role is Role.SUPPLEMENTARY:
            self.supplementary.append(Supplementary((label and label.year) or self.labels.year.previous, amount))
            self.spent.append(Spent(figure))
        else:
            why = label.reason if label else ""
            self.spent.append(Spent(figure, why or (role.value if role in (Role.CHANGE, Role.RATIO) else "reference")))

    def _tail(self, position: int) -> str:
        """Read what stands behind the first amount, and return the rest of the words."""
        words = self.words
        while position < len(words):
            rest = words[position:]
            figure = next((figure for figure in self.found if figure.start >= position), None)
            if match := re.match(r"[ 　、,]+", rest):
                position += match.end()
            elif (match := ARROW.match(rest)) and figure and figure.start <= position + match.end() + 1:
                self._second(figure)
                position = figure.end
            elif match and match.end() == len(rest) and self.current and not self.previous:
                self.previous, self.current, self.is_open = self.current, None, True
                position = len(words)
            elif (match := NOTHING.match(rest)) and self.labels.read(match["label"]):
                position += match.end()
            elif rest[0] in BRACKETS and BRACKETS[rest[0]] in rest:
                position = self._bracket(position)
            elif match := RATIO.match(rest) or MARK.match(rest):
                if match.re is MARK and re.match(NEW, match["mark"]):
                    self.previous = self._nothing(match["mark"])
                position += match.end()
            elif figure and figure.start - position <= 24 and self._follows(position, figure):
                position = figure.end
            else:
                break
        self._leave(position)
        self.is_remark_apart = bool(re.search(r" {3,}$", words[:position]))
        return words[position:].strip()

    def _leave(self, position: int) -> None:
        """Account for the figures that stand in the rest of the line."""
        for figure in self.found:
            if figure.start >= position:
                around = self.words[max(0, figure.start - 16) : figure.end + 8]
                self.spent.append(Spent(figure, reason(around) or "sentence"))

    def _second(self, figure: Figure) -> None:
        """Take 前年度 ⇒ 本年度."""
        self.previous = self.current
        self.current = self._amount(figure.printed)
        self.spent.append(Spent(figure))

    def _follows(self, position: int, figure: Figure) -> bool:
        """Take a figure that stands beside the one before it, if a label or the legend of an arrow says what it is."""
        between = self.words[position : figure.start].strip(" 　、,:：")
        words = between.strip(" 　/／|｜←⇐→⇒")
        if words.startswith("うち"):
            self.spent.append(Spent(figure, "reference"))
            return True
        label = self.labels.read(words) if words else Label(Role.PREVIOUS) if BACK_ARROW.fullmatch(between) else None
        if label is None and not between and self.legends.arrows and self.current and not self.previous:
            self._second(figure)
            return True
        if label is None and not between and self.is_pair and not self.previous:
            label = Label(Role.PREVIOUS)
        if label is None or label.role is Role.CHANGE:
            return False
        self._put(figure, label)
        return True

    @staticmethod
    def _nothing(words: str) -> Amount:
        return NOTHING_BEFORE._replace(printed="皆増" if "増" in words else "新規")

    def _bracket(self, position: int, is_first: bool = False) -> int:
        """Read a bracket and return where it ends."""
        opening = self.words[position]
        end = self._close(position)
        inside = self.words[position + 1 : end]
        held = [figure for figure in self.found if position < figure.start < end]
        if NEW_TAG.match(self.words[position : end + 1]) and not PARTLY_NEW.search(inside):
            self.previous = self._nothing(inside)
        elif (said := SAID_NEW.search(inside)) and self.labels.read(inside[: said.start()]):
            self.previous = self._nothing(said[0])
        elif EQUAL.search(inside) and self.current:
            self.previous = self.current._replace(line=self.number)
            self._inside(opening, position + 1, held)
        elif re.fullmatch(r"[ 　]*皆減[ 　]*|[ 　]*廃止[ 　]*", inside):
            pass
        elif not held and not is_first and (label := self.labels.read(inside)):
            ahead = next((figure for figure in self.found if end < figure.start <= end + 2), None)
            if ahead and self.labels_first:
                self._put(ahead, label)
                return ahead.end
            self._name_after(label)
        elif not is_first and len(held) <= 1 and re.search(r"%|倍$", inside) and not BEFORE.search(inside):
            self.spent += [Spent(figure, "difference") for figure in held]
        else:
            self._inside(opening, position + 1, held)
        return end + 1

    def _name_after(self, label: Label) -> None:
        """Take the amount before a bracket for what the bracket calls it: 580億円（R5補正）."""
        if label.role is Role.SUPPLEMENTARY and self.current:
            self.supplementary.append(Supplementary(label.year or self.labels.year.previous, self.current))
            self.current = None
        elif label.role is Role.PREVIOUS and self.current and not self.previous:
            self.previous, self.current = self.current, None

    def _close(self, position: int) -> int:
        """Return the place of the bracket that closes one, counting those inside it."""
        depth = 0
        for at in range(position, len(self.words)):
            depth += (self.words[at] in OPEN) - (self.words[at] in CLOSE)
            if depth == 0:
                return at
        return len(self.words)

    def _inside(self, opening: str, start: int, held: list[Figure]) -> None:
        position = start
        for figure in held:
            if self.current and not self.previous and (mark := NEW_TAG.match(self.words, position)):
                self.previous, position = self._nothing(mark[0]), mark.end()
            words = EQUAL.sub("", self.words[position : figure.start]).strip(f" 　、,:：）{OPEN})")
            words = GIVES.sub("", STATE.sub("", BESIDES.sub("", words)))
            if self.current and not self.previous and (said := NEW_FIRST.match(words)):
                self.previous, words = self._nothing(said[0]), words[said.end() :]
            if ARROW.fullmatch(words) and self.current and not self.previous:
                self._second(figure)
                position = figure.end
                continue
            words = "" if QUANTITY.fullmatch(words) or self._is_grant(words, figure) else words
            label = Label(Role.PREVIOUS) if BACK_ARROW.fullmatch(words) else self.labels.read(words) if words else None
            before = self.words[position : figure.start].rstrip()[-1:]
            inner = before if before in BRACKETS else opening
            if after := AFTER.match(self.words, figure.end):
                label = label or self.labels.read(after[1])
            if label:
                self._put(figure, label, is_bracketed=True)
            elif not words and MORE.match(self.words, figure.end):
                self.spent.append(Spent(figure, "difference"))
            elif words:
                self.spent.append(Spent(figure, reason(words) or "reference"))
            else:
                self._unlabelled(inner, figure)
            position = figure.end
        if held and self.current and not self.previous:
            self._behind(position, self._close(start - 1))

    def _behind(self, position: int, end: int) -> None:
        """Read what stands behind the last amount of a bracket for the year before."""
        rest = self.words[position:end]
        if mark := NEW_TAG.match(self.words, position) or NEWLY.fullmatch(rest):
            self.previous = self._nothing(mark[0])
        elif EQUAL.fullmatch(rest.strip(f" 　、,{OPEN}{CLOSE}")):
            self.previous = self.current

    def _unlabelled(self, opening: str, figure: Figure) -> None:
        """Take a figure that fills a bracket for what the document says of such brackets."""
        role = self.legends.role(self.page, opening)
        amount = self._amount(figure.printed)
        is_signed = figure.printed[:1] in "△▲+-−"
        is_share = amount is not None and amount.kind is Kind.SHARE
        has_name = bool(self.words[: figure.start].strip(OPEN + " 　"))
        if (role is Role.CURRENT and self.current is None) or (
            self.current is None
            and not is_signed
            and (
                (is_share and (has_name or role not in (Role.PREVIOUS, Role.SUPPLEMENTARY)))
                or (role is None and opening not in self.legends.inferred)
            )
        ):
            self._put(figure, None)
        elif role is Role.PREVIOUS or (role is None and not is_signed and self.previous is None):
            self._put(figure, Label(Role.PREVIOUS))
            if role is None and opening not in self.legends.inferred:
                self.doubts.append("bracket")
        elif role is Role.SUPPLEMENTARY and amount:
            self._put(figure, Label(Role.SUPPLEMENTARY, self.legends.years.get(opening)))
        else:
            self.spent.append(Spent(figure, "difference"))
