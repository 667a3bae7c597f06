"""From slides to a book, as a user does it."""

import csv
from pathlib import Path

import pytest

from tests.conftest import Run

SLIDES = """令和６年度予算案　主な事業
（　）内は前年度当初予算額
１　防災
○避難所の整備事業　1億2,300万円（8,500万円）
　総事業費 約3億円
○防災アプリ事業【新規】　600万円
２　教育
○図書館運営費　2億1,300万円（2億1,000万円）
"""


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    path = tmp_path / "slides.txt"
    path.write_text(SLIDES, encoding="utf-8")
    return path


def test_slides_become_a_draft_that_loads_verifies_and_compares(run: Run, slides: Path, golden) -> None:  # type: ignore[no-untyped-def]
    made = run("import", slides.name, "-o", "draft.yaml")
    assert made.code == 0
    golden("slides/draft.yaml", (slides.parent / "draft.yaml").read_text(encoding="utf-8"))
    golden("slides/draft.err", made.err)
    assert run("load", "draft.yaml").code == 0
    assert run("verify", "draft.yaml", "--source", slides.name).code == 0
    assert "避難所の整備事業" in run("diff", "--data", "draft.yaml").out


def test_the_report_lists_what_was_not_taken(run: Run, slides: Path) -> None:
    run("import", slides.name, "-o", "draft.yaml", "--report", "left.csv")
    rows = list(csv.reader((slides.parent / "left.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1:] == [["1", "5", "約3億円", "総事業費など", "総事業費 約3億円"]]


def test_verify_tells_an_amount_that_the_source_does_not_have(run: Run, slides: Path) -> None:
    run("import", slides.name, "-o", "draft.yaml")
    draft = slides.parent / "draft.yaml"
    draft.write_text(draft.read_text(encoding="utf-8").replace("600万円", "700万円"), encoding="utf-8")
    done = run("verify", "draft.yaml", "--source", slides.name)
    assert done.code == 1
    assert "700万円" in done.out


def test_a_dry_run_shows_items_and_writes_nothing(run: Run, slides: Path) -> None:
    done = run("import", slides.name, "--dry-run", "-o", "draft.yaml", "--report", "left.csv")
    assert "防災アプリ事業" in done.out
    assert [path.name for path in slides.parent.iterdir()] == ["slides.txt"]


def test_a_year_that_differs_from_the_titles_is_pointed_out(run: Run, slides: Path) -> None:
    assert (
        "表題は令和6年度。令和7年度の予算として読みました"
        in run("import", slides.name, "--year", "r7", "-o", "draft.yaml").err
    )


@pytest.mark.parametrize("encoding", ["utf-16", "cp932", "euc_jp"])
def test_text_may_be_in_any_encoding_of_downloads(run: Run, slides: Path, encoding: str) -> None:
    run("import", slides.name, "-o", "one.yaml")
    slides.write_bytes(SLIDES.encode(encoding))
    run("import", slides.name, "-o", "other.yaml")
    assert (slides.parent / "one.yaml").read_bytes() == (slides.parent / "other.yaml").read_bytes()


def test_a_pdf_becomes_a_draft(run: Run, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "bench/slides/seen/ministry-slides-r6-request/source.pdf"
    assert run("import", source, "--year", "r6", "-o", "draft.yaml").code == 0
    assert run("verify", "draft.yaml", "--source", source).code == 0


def test_pages_of_which_nothing_was_taken_are_named(run: Run, slides: Path) -> None:
    sums = "歳入の内訳\n町税 12億円\n地方交付税 18億円\n町債 3億円\n"
    slides.write_text(f"{SLIDES}\f{sums}", encoding="utf-8")
    said = run("import", slides.name, "-o", "draft.yaml").err
    assert "金額があるのに1件も取り込まなかったページ（原資料と見比べてください）：2" in said
