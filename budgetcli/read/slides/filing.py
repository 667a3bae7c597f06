"""The headings under which a document files its budget lines."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from budgetcli.domain.text import key
from budgetcli.read.slides.contents import clean_heading
from budgetcli.read.slides.found import Found
from budgetcli.read.slides.line import Line, plain
from budgetcli.read.slides.nesting import Paths
from budgetcli.read.slides.outline import (
    MEASURE,
    PAGE_TITLE,
    Heading,
    heading_level,
    likeness,
    running_levels,
)

TITLE = re.compile(
    r"年度.{0,16}(?:予算|要求|補正).{0,12}(?:概要|ポイント|一覧表?|主[なの要].{0,6}|について|あらまし|資料)$"
    r"|^(?:[\dⅠ-Ⅻ]{1,2}[.．、 　]*)?(?:.{2,4}度)?(?:主要|主な|重点|新規・拡充|施策別|事項別|部局別|課別|事業別)?(?:の)?"
    r"(?:概算|当初)?(?:主要|主な|重点)?(?:事業|施策|取組|事項|予算|要求)(?:案|額)?(?:等)?(?:の)?(?:概要|内容|一覧表?|内訳|ポイント|状況)?$"
)
"""What a document, or its part on what is budgeted, is called."""


class Filed:
    """The headings of a document, asked where each line belongs."""

    def __init__(
        self, lines: Sequence[Line], headings: Sequence[Heading], found: Sequence[Found], titles: Collection[int] = ()
    ) -> None:
        self.lines = lines
        self.running = running_levels(lines, headings)
        """Headings that pages repeat, as slides do."""
        squared = any(heading.text[:1] in ("[", "［") for heading in headings)
        self.headings = [heading for heading in headings if not squared or heading.text[:1] != "【"]
        self.found = found
        self.paths = Paths(self.headings, titles)
        self.on_page: dict[str, list[Heading]] = {}
        for heading in self.headings:
            self.on_page.setdefault(lines[heading.at].page, []).append(heading)
        self.mates: dict[str, list[Found]] = {}
        """The lines found on each page."""
        for each in found:
            self.mates.setdefault(lines[each.at].page, []).append(each)

    def path(self, found: Found) -> tuple[list[str], str, bool]:
        """Return the category, the measure, and whether the page leaves them open; a part has those of its whole."""
        mates = self.mates[self.lines[found.at].page]
        wholes = (mate for mate in reversed(mates) if mate.at <= found.at and mate.name == found.part_of)
        if found.part_of and (whole := next((mate for mate in wholes if not mate.part_of), None)):
            return self.path(whole)
        everything = self.on_page.get(self.lines[found.at].page, [])
        here = [heading for heading in everything if heading.at != found.at or "unpriced" in found.doubts]
        open_ = [each for each in self.paths.at(found.at) if not each.style or each.style != found.style]
        if found.style == "label":
            open_ = [heading for heading in open_ if heading.level < PAGE_TITLE]
        doubtful = False
        if any(key(heading.text) in self.running for heading in here) or self._is_scrambled(here):
            open_, doubtful = self._on_slide(found, here)
        category = [clean_heading(heading.text) for heading in open_ if heading.level != MEASURE and heading.text]
        measure = next((clean_heading(heading.text) for heading in open_ if heading.level == MEASURE), "")
        return category, measure, doubtful

    @staticmethod
    def _is_scrambled(here: Sequence[Heading]) -> bool:
        """Say whether headings of one level stand right under each other, as columns do in extracted text."""
        return any(one.level == other.level < PAGE_TITLE and other.at - one.at == 1 for one, other in pairwise(here))

    def _on_slide(self, found: Found, here: Sequence[Heading]) -> tuple[list[Heading], bool]:
        """Return the headings of a slide that file a line; they may stand in any order."""
        chosen: list[Heading] = []
        doubtful = False
        mates = self.mates[self.lines[found.at].page]
        for level in sorted({heading.level for heading in here}):
            of_level = list({key(heading.text): heading for heading in here if heading.level == level}.values())
            above = [heading for heading in of_level if heading.at < found.at]
            filed = {max((h.at for h in of_level if h.at < mate.at), default=-1) for mate in mates}
            if len(of_level) == 1:
                chosen.append(of_level[0])
            elif filed == {heading.at for heading in of_level}:
                chosen.append(above[-1])
            else:
                name = plain(found.name)
                ranked = sorted(of_level, key=lambda heading: -likeness(name, plain(heading.text)))
                best, next_best = (likeness(name, plain(heading.text)) for heading in ranked[:2])
                chosen.append(ranked[0] if best > next_best else (above or of_level)[-1])
                doubtful |= best <= next_best or best < 3
        return chosen, doubtful

    def shared(self, paths: Sequence[Sequence[str]]) -> list[str]:
        """Return the headings that all lines share because every slide repeats them or the document is called so."""
        if not paths or not all(len(path) > 1 for path in paths):
            return []
        common = [text for text in paths[0] if all(text in path for path in paths)]
        repeated = [text for text in common if key(text) in self.running and heading_level(plain(text)) <= PAGE_TITLE]
        return repeated + [text for text in common if text not in repeated and TITLE.search(plain(text))]

    def unpriced(self) -> list[Heading]:
        """Return the measures that slides present without any amount."""
        priced = {self.lines[found.at].page for found in self.found}
        measures: list[Heading] = []
        for page in dict.fromkeys(line.page for line in self.lines):
            here = self.on_page.get(page, [])
            named = [heading for heading in here if heading.level == MEASURE]
            if page not in priced and named and any(key(heading.text) in self.running for heading in here):
                measures.append(named[0])
        return measures
