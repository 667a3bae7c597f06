"""All that is found, said and read, in full: each word of it is somebody's to check in a golden output."""

from pathlib import Path
from typing import Any

import pytest

from budgetcli.domain.amount import Amount, Unit, parse_amount
from budgetcli.domain.book import Book, Item, parse_stage
from budgetcli.domain.check.registry import CHECKS, inspect
from budgetcli.domain.lines import Line, divided
from budgetcli.domain.problem import Place
from budgetcli.domain.shelf import Basis, Shelf
from budgetcli.domain.suggest import suggest
from budgetcli.domain.supplementary import supplements, with_supplementary
from budgetcli.domain.total import Total, total
from budgetcli.read.book import parse_book

FOLDER = Path(__file__).parent / "books"
NOTATIONS = (
    "3.3 3.3億円 1,234 △0.3億円 ▲ 1,234 -5 0 0.0 約3億円 36.9兆円程度 1,110千円 5,604,000千円 "
    "2兆3,090億円 6億4,391万1千円 3億3千万円 五三六億八五〇〇万円 9.7億円 ３３０，０００千円 "
    "11.5億円の内数 内数 (12.5億円のうち数) 2,682億円+交付金650億円の内数+交付金79億円の内数 "
    "14.9億円＋事項要求 事項要求 (事項要求) 新規 皆増 廃止 皆減 廃目 - － (-) ― 未定 3.2億円(皆増) "
    "15億円(新規) 8億円(一部新規) 前年度同額 同額 前年並み (6億500万円)の減 12億円減 3,4 3億5億円 3千億 "
    "01 007円 1.2.3 12億円弱 およそ5億円 千円 2億1千 300 1e5 ∞ １／２ 二〇億円 ①億円 "
    "1000000000000000000円 99999999999999999円 0.1234567円 abc 3億円abc "
    "事項要求＋14.9億円 内数+2億円 2億円+3億円 3億円(-) 5億円(仮) 3億0.5億円 01.5億円 0.000001円 4,5億円 "
)


def books(folder: str = "told") -> tuple[Any, ...]:
    paths = sorted((FOLDER / folder).iterdir())
    readings = [parse_book(path.read_text(encoding="utf-8"), path.name) for path in paths]
    assert not [reading.problems for reading in readings if reading.problems]
    return tuple(reading.book for reading in readings)


def placed(place: Place) -> str:
    return f"{place.file}:{place.line}:{place.column}"


def told(params: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in sorted(params.items()))


def findings(shelf: Shelf) -> str:
    lines = []
    for check in CHECKS:
        lines.append(f"# {check.value}")
        for named in inspect(shelf, [check]):
            finding = named.finding
            assert named.check is check
            lines.append(f"{placed(finding.place)} {finding.severity.value} {finding.message.code}")
            lines.append(f"    {told(finding.message.params)}")
            lines += [f"    beside {placed(other)}" for other in finding.others]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("folder", sorted(path.name for path in FOLDER.iterdir()))
def test_every_finding_of_books_that_contradict_each_other(folder: str, golden) -> None:  # type: ignore[no-untyped-def]
    golden(f"domain/findings-{folder}.txt", findings(Shelf(books(folder))))


def test_every_finding_of_books_that_do_not_name_their_stages(golden) -> None:  # type: ignore[no-untyped-def]
    unnamed = (book._replace(stage=None, previous_stage=None) for book in books("stages"))

    golden("domain/findings-unnamed.txt", findings(Shelf(tuple(unnamed))))


def test_every_proposal_for_renamed_items(golden) -> None:  # type: ignore[no-untyped-def]
    lines = [
        f"{one.book.file} {one.item.name} was {one.old_book.file} {[item.name for item in one.old]}:"
        f" {one.formerly} {one.reason.value} {one.likeness}\n"
        for one in suggest(Shelf(books()))
    ]
    golden("domain/proposals.txt", "".join(lines))


def test_every_notation_of_an_amount(golden) -> None:  # type: ignore[no-untyped-def]
    lines = []
    for text in NOTATIONS.split():
        for unit in (Unit.億円, None):
            amount = parse_amount(text, unit, 7)
            if isinstance(amount, Amount):
                marks = ",".join(sorted(mark.value for mark in amount.marks))
                said = f"{amount.kind.value} {amount.value!r} whole {amount.whole!r} [{marks}]"
                said += f" {amount.printed!r} {amount.line} {amount.bounds()!r} {amount.is_nothing}"
            else:
                said = f"{amount.code}: {told(amount.params)}"
            lines.append(f"{text} | {unit and unit.name} | {said}")
    golden("domain/amounts.txt", "\n".join(lines) + "\n")


def test_an_amount_says_no_line_where_nobody_asks() -> None:
    amount = parse_amount("3億円", None)
    assert isinstance(amount, Amount)
    assert amount.line == 0


def test_every_line_of_two_books_together(golden) -> None:  # type: ignore[no-untyped-def]
    shelf = Shelf(books())
    said = []
    for basis in (None, *Basis):
        lines = shelf.lines(shelf.years, basis)
        said.append(f"# {basis and basis.value} {lines.columns!r}")
        for line in lines.lines:
            amounts = ["" if amount.value is None else f"{amount.value}" for amount in line.amounts]
            kinds = [amount.kind.value for amount in line.amounts]
            said.append(f"{line.item.name} | {line.item.category_text} | {amounts} | {kinds} | {line.book.file}")
    golden("domain/lines.txt", "\n".join(said) + "\n")


def test_stages_have_the_words_that_are_printed() -> None:
    texts = ["概算要求", "要求", "政府案", "予算案", "当初", "当初予算", "補正", "補正予算", "補正後", "現額", "決算"]
    names = [stage and stage.value for stage in map(parse_stage, [*texts, "REQUEST", "ＤＲＡＦＴ", "何か"])]
    assert names == [
        "request", "request", "draft", "draft", "initial", "initial", "supplementary", "supplementary", "revised",
        "revised", "settled", "request", "draft", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("9" * 201, "amount-unreadable", {"text": "9" * 40 + "…"}),
        ("3 億 5 0 円", "amount-space", {"text": "3 億 5 0 円", "part": "5 0"}),
        ("②億円", "amount-unreadable", {"text": "②億円"}),
    ],
)
def test_what_is_said_of_a_text_that_is_no_amount(text: str, code: str, params: dict[str, str]) -> None:
    assert parse_amount(text, Unit.億円) == (code, params)


def test_notation_of_200_characters_is_read_and_a_longer_one_is_not() -> None:
    text = "1億円の内数+" * 28 + "1億円"
    longest = f"{text}{' ' * (200 - len(text))}"

    assert isinstance(parse_amount(longest, None), Amount)
    assert not isinstance(parse_amount(f"{longest} ", None), Amount)


def filed(book: Book, item: Item) -> str:
    return f"{book.file} {item.category_text}"


def written(amount: Amount) -> str:
    """Return all that there is of an amount, in a line."""
    marks = ",".join(sorted(mark.value for mark in amount.marks))
    within = f" {amount.within.low}..{amount.within.high}" if amount.within else ""
    return f"{amount.kind.value} {amount.value} of {amount.whole} {amount.printed!r} [{marks}] {amount.line}{within}"


def laid_out(line: Line) -> list[str]:
    """Return a line, its amounts, and the items in each of them."""
    return [
        f"{line.book.file} {line.item.name}",
        *(
            f"    {written(amount)} = {[(e.book.file, e.item.name, str(e.amount.value)) for e in line.entries(column)]}"
            for column, amount in enumerate(line.amounts)
        ),
    ]


def summed(sums: Total) -> list[str]:
    """Return the sums of some lines, and what they leave out."""
    left = [(out.entry.book.file, out.entry.item.name, out.column, out.reason.value) for out in sums.left_out]
    return [f"sum of {sums.items}: {[(str(one.counted), one.bounds) for one in sums.sums]}", f"left out: {left}"]


def test_every_line_of_a_group_and_of_a_moved_item(golden) -> None:  # type: ignore[no-untyped-def]
    shelf = Shelf(books("groups"))
    said = []
    for years, basis in ((shelf.years, Basis.OWN), (shelf.years[1:], Basis.OWN), (shelf.years[1:3], Basis.NEXT)):
        lines = shelf.lines(years, basis)
        said.append(f"# {basis.value} {[year.code for year in years]}")
        for line in lines.lines:
            parts = divided(line, filed)
            said += laid_out(line)
            said += [f"  {name}: {text}" for name, part in parts if len(parts) > 1 for text in laid_out(part)]
        said.append("## with supplementary budgets")
        said += [text for line in with_supplementary(lines).lines for text in laid_out(line)]
        for column in range(len(years)):
            said.append(f"supplementary in column {column}: {supplements(lines.lines, shelf.years[0], column)}")
        said += summed(total(lines.lines, len(years)))
        said += summed(total(lines.lines, len(years), bounded=False))
    golden("domain/groups.txt", "\n".join(said) + "\n")
