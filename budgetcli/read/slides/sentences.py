"""Sentences that say what programmes get, as newspapers, newsletters and speeches print them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetcli.domain.book import Stage
from budgetcli.read.slides.clauses import SHORTEST_NAME, Clause, clauses
from budgetcli.read.slides.figures import figures, reason
from budgetcli.read.slides.labels import YEAR, Labels
from budgetcli.read.slides.line import plain
from budgetcli.read.slides.names import ACCOUNT, ENDS, is_finance, is_name, is_sum
from budgetcli.read.slides.paragraphs import CHAIN, Paragraph, spans
from budgetcli.read.slides.sentence_words import (
    APART,
    AS_BEFORE,
    AT_ONCE,
    BUDGETED,
    DENIED,
    FOLLOWED,
    GENERAL,
    INTRODUCED,
    LAST,
    NAMES_END,
    NEWLY,
    NEWLY_GIVEN,
    NO_BEGIN,
    NO_PROGRAMME,
    NOT_NAMED,
    OF_HEADING,
    OF_HEADING_FIRST,
    OTHERWISE,
    TOPIC,
)
from budgetcli.read.vocabulary import NEW

NEEDED = 3
"""Points of evidence that make a name in a sentence that of a budget line."""
LONGEST_NAME = 60
NEW_BEFORE = re.compile(
    "(?:新規(?:の)?(?:事業|施策)?(?:である|として|の)?、?|[【〔]新規[】〕][ 　]*)「[^「」]*」[^「」]{0,4}$"
    "|新規(?:の)?(?:事業|施策)?として、[^、「」]{0,40}$"
)
TOPIC_ALONE = re.compile(
    r"[ 　]*(?P<name>(?!.*(?:年度|補正予算))[^「」、。()はをが]{4,36}"
    r"(?:事業費?|[^予]算?費|繰出金|積立金|負担金|補助金))"
    r"(?P<said>\((?:新規|拡充|継続)[^()]*\))?は、"
)
"""A programme, known by how its name ends, of which the whole sentence speaks."""
GIVEN = re.compile(r"(?:を(?:計上|措置|追加|要求|補正|減額)|と(?:し(?:て|まし|。)|いたし|する|なり))")
"""What a sentence has behind the amount of the programme that it is about."""
PER_HEAD = re.compile("[1一](?:人|世帯)(?:当たり|当り|あたり)")
OF_BUDGET = re.compile(r".{0,4}(?:予算|補正|当初)|に?は、")
"""What makes the year before it that of a budget."""
OF_SUPPLEMENT = re.compile("補正予算に[^、。]{0,10}計上")
"""What is said behind an amount of another budget."""
ADDED = re.compile("を?追加")
"""What a supplementary budget does with amounts."""
CERTAIN_JOINTS = ("gets", "is", "turns", "starts")
"""What joins a name in quotation marks to nothing but what it gets."""
BEHIND_QUOTED = re.compile(r"(?P<before>」[ 　]*)【(?P<amounts>[^【】]*円[^【】]*)】")
"""The amounts of a name in quotation marks, which are read as those in round brackets."""
TRANSFER = re.compile("会計(?:へ?の?)?(?:繰出|補助|負担)金")
"""What a budget spends on another account, though it is called after that."""


def _in_round(match: re.Match[str]) -> str:
    return f"{match['before']}（{match['amounts']}）"


class Entry(NamedTuple):
    """A programme in a sentence and what it gets, or an amount that is none's."""

    at: int
    """The line on which it begins."""
    name: str
    raw: str
    """The name with its amounts, as printed."""
    amounts: str
    """The amounts alone."""
    is_line: bool
    is_new: bool
    """Whether its sentence is on new programmes."""
    is_of_heading: bool = False
    """Whether its sentence gives the amount to what the heading above it names: このため、3億円を計上する."""
    is_as_before: bool = False
    """Whether its sentence says that the year before had the same amount."""


class Sentences:
    """The state of reading the sentences of a document."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.is_new = False
        self.is_introduced = False
        self.is_per_head = False
        """Whether a sentence of the paragraph has said what each inhabitant gets."""
        self.is_followed = False
        """Whether the last paragraph ends with words that say that programmes follow."""

    def entries(self, paragraph: Paragraph) -> list[Entry]:
        """Return what the sentences of a paragraph give to whom; empty where it gives nothing to any programme."""
        paragraph = paragraph._replace(raw=BEHIND_QUOTED.sub(_in_round, paragraph.raw))
        words = plain(paragraph.raw)
        if "。" not in words and CHAIN not in words:
            return []
        self.is_new, self.is_introduced = self.is_new and self.is_followed, self.is_followed
        self.is_per_head = False
        found = [entry for start, end in spans(words, "。") for entry in self._of_sentence(paragraph, start, end)]
        self.is_followed = FOLLOWED.search(words) is not None
        return found if any(entry.is_line or entry.is_of_heading for entry in found) else []

    def _of_sentence(self, paragraph: Paragraph, start: int, end: int) -> Iterator[Entry]:
        raw = paragraph.raw[start:end]
        sentence = plain(raw)
        held = list(clauses(raw, sentence))
        head = sentence[: held[0].end] if held else sentence
        self._note(head)
        self.is_per_head = self.is_per_head or PER_HEAD.search(sentence) is not None
        is_budgeted, is_apart = (
            BUDGETED.search(sentence) is not None,
            APART.search(head) is not None or self._is_told_per_head(sentence),
        )
        others = self._of_other_budgets(held)
        likely = [
            not (is_apart or is_other) and self._is_likely(clause)
            for clause, is_other in zip(held, others, strict=True)
        ]
        alike = sum(likely)
        topic = TOPIC.match(sentence) or self._topic_alone(sentence)
        has_own = any(
            is_one and ENDS.search(plain(clause.name)) and not _is_of_heading(clause, is_first=clause is held[0])
            for clause, is_one in zip(held, likely, strict=True)
        )
        of_topic = next((clause for clause in held if topic and not has_own and GIVEN.match(clause.behind)), None)
        for clause, is_one in zip(held, likely, strict=True):
            is_of_heading = not is_apart and _is_of_heading(clause, is_first=clause is held[0])
            if clause is of_topic and topic and not is_apart and ENDS.search(topic["name"]):
                at = paragraph.line_at(start + topic.start("name"))
                words = raw[topic.start("name") : clause.end]
                is_new = self.is_new or "新規" in sentence[: topic.end()].replace(topic["name"], "")
                yield Entry(
                    at, f"「{topic['name']}」", words, raw[clause.joined : clause.end], is_line=True, is_new=is_new
                )
                continue
            is_line = is_one and not is_of_heading and self._points(clause, alike, is_budgeted=is_budgeted) >= NEEDED
            words, amounts = raw[clause.start : clause.end], raw[clause.joined : clause.end]
            amounts = amounts.strip(" 　")[1:-1] if clause.joint == "quoted" else amounts
            at = paragraph.line_at(start + (clause.joined if is_of_heading else clause.start))
            is_new = (
                self.is_new
                or re.search(NEW, clause.tag) is not None
                or NEW_BEFORE.search(clause.before) is not None
                or (is_of_heading and _is_given_newly(clause))
            )
            same = AS_BEFORE.search(clause.before)
            amounts = amounts.replace(same[0], "") if same else amounts
            name = "" if is_of_heading else clause.name
            yield Entry(at, name, words, amounts, is_line, is_new, is_of_heading, is_as_before=same is not None)
        ends = [clause.end for clause in held]
        for figure in figures(raw, sentence):
            behind = bisect_right(ends, figure.start)
            if behind == len(held) or figure.start < held[behind].joined:
                words = raw[figure.start : figure.end]
                yield Entry(paragraph.line_at(start + figure.start), "", words, words, is_line=False, is_new=False)

    @staticmethod
    def _topic_alone(sentence: str) -> re.Match[str] | None:
        """Return the name of a programme without quotation marks of which a sentence speaks."""
        topic = TOPIC_ALONE.match(sentence)
        is_other = (
            topic is None or is_sum(topic["name"]) or is_finance(topic["name"]) or NO_PROGRAMME.search(topic["name"])
        )
        return None if is_other else topic

    def _is_told_per_head(self, sentence: str) -> bool:
        """Say whether a sentence goes on with what each inhabitant gets, which the one before it began."""
        return self.is_per_head and sentence.lstrip(" 　").startswith(("その", "この", "うち", "内訳"))

    def _note(self, head: str) -> None:
        """Note whether a sentence is on new programmes, or says that programmes follow."""
        if INTRODUCED.search(head):
            self.is_introduced = True
            self.is_new = NEWLY.search(head) is not None
        elif OTHERWISE.match(head):
            self.is_introduced = self.is_new = False

    def _of_other_budgets(self, held: Sequence[Clause]) -> list[bool]:
        """Return which amounts stand behind the name of another budget, with none of the document's year between."""
        others: list[bool] = []
        for clause in held:
            before = AS_BEFORE.sub("", clause.before)
            near = before.rfind("、")
            years = {
                self.labels.year_in(match[0])
                for match in re.finditer(YEAR, before)
                if "度" in match[0] and (match.start() > near or OF_BUDGET.match(before, match.end()))
            } - {None}
            is_told = "補正" in before or OF_SUPPLEMENT.search(clause.behind) is not None
            is_supplement = self.labels.stage is not Stage.SUPPLEMENTARY and is_told
            goes_on = bool(others) and others[-1] and not years
            others.append(goes_on or is_supplement or bool(years - {self.labels.year}))
        return others

    def _points(self, clause: Clause, alike: int, *, is_budgeted: bool) -> int:
        """Return the points that speak for a budget line, of which its sentence has so many."""
        name = plain(clause.name)
        is_quoted = name.startswith("「") and name.endswith("」")
        is_programme = is_quoted or ENDS.search(name) is not None or NAMES_END.search(name) is not None
        is_last = LAST.fullmatch(clause.behind) is not None
        if is_programme and (clause.joint == "quoted" or (clause.joint == "is" and clause.says_before)):
            return NEEDED
        if is_quoted and clause.joint in CERTAIN_JOINTS and ENDS.search(name):
            return NEEDED
        if not (clause.in_chain or is_programme or self.is_introduced or alike > 1):
            return 0
        points = 2 * clause.in_chain + is_programme + self.is_introduced + (alike > 1) + is_budgeted
        is_supplement = self.labels.stage is Stage.SUPPLEMENTARY and clause.joint == "turns"
        if clause.joint == "gets" or is_supplement:
            return points + 1 + is_last
        return points + (AT_ONCE.match(clause.behind) is not None) + (self.is_introduced and is_last)

    def _is_likely(self, clause: Clause) -> bool:
        """Say whether nothing speaks against a name and an amount in a sentence."""
        name = plain(clause.name)
        is_quoted = name.startswith("「") and name.endswith("」") and ENDS.search(name) is not None
        is_added = self.labels.stage is Stage.SUPPLEMENTARY and ADDED.match(clause.behind)
        is_denied = DENIED.match(clause.behind) is not None and not is_added
        if not is_quoted and (is_denied or (clause.joint == "is" and not (clause.in_chain or clause.says_before))):
            return False
        if not SHORTEST_NAME < len(name) <= LONGEST_NAME or NO_BEGIN.match(name) or not is_name(name):
            return False
        if TRANSFER.search(name) and (name.startswith("「") or name.endswith("金")):
            return True
        if GENERAL.fullmatch(name) or NO_PROGRAMME.search(name) or ACCOUNT.fullmatch(name):
            return False
        return not (is_sum(name) or is_finance(name) or reason(name[-14:]) in NOT_NAMED)


def _is_of_heading(clause: Clause, *, is_first: bool) -> bool:
    """Say whether words before an amount point to what the paragraph is on, and those behind it give it the amount."""
    points = OF_HEADING.search(clause.before) or (is_first and OF_HEADING_FIRST.search(clause.before))
    if clause.joint == "is" or not points:
        return False
    return (AT_ONCE.match(clause.behind) or NEWLY_GIVEN.match(clause.behind)) is not None


def _is_given_newly(clause: Clause) -> bool:
    return NEWLY_GIVEN.match(clause.behind) is not None or "新たに" in clause.before[-6:]
