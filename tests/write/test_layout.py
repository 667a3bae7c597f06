"""A table fits its screen, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from budgetcli.write.layout import GAP, NARROWEST, Layout, Piece, Track, fitted, widest


def layout(*tracks: Track, fold: bool = True, colour: bool = False) -> Layout:
    return Layout(tracks, Console(width=80), fold=fold, colour=colour)


def test_the_widest_text_gives_way_first() -> None:
    assert fitted([30, 20, 8], [True, True, False], 44) == [15, 15, 8]
    assert fitted([30, 20, 8], [True, True, False], None) == [30, 20, 8]
    assert fitted([30, 8], [True, False], 22) is None


def test_figures_stand_at_the_right_and_texts_at_the_left() -> None:
    lines = layout(Track(6, is_figure=False), Track(5, is_figure=True)).lines([[Piece("事業")], [Piece("3.3")]])

    assert list(lines) == ["事業       3.3"]


def test_a_long_text_goes_on_below() -> None:
    lines = layout(Track(6, is_figure=False), Track(3, is_figure=True)).lines([[Piece("地域協力隊")], [Piece("3")]])

    assert list(lines) == ["地域協     3", "力隊"]


def test_a_long_text_is_cut_where_it_may_not_be_folded() -> None:
    lines = layout(Track(7, is_figure=False), fold=False).lines([[Piece("地域協力隊")]])

    assert list(lines) == ["地域協…"]


def test_colours_stand_around_the_text_alone() -> None:
    lines = layout(Track(6, is_figure=False), Track(3, is_figure=True), colour=True).lines(
        [[Piece("増", "green")], [Piece("3")]], bold=True
    )

    assert list(lines) == ["\x1b[1;32m増\x1b[0m         \x1b[1m3\x1b[0m"]


TEXT = st.text("甲乙 a1（", max_size=40).map(str.strip)


@given(st.lists(st.tuples(TEXT, TEXT, st.integers(0, 10**9).map(str)), min_size=1, max_size=6), st.integers(45, 120))
def test_any_table_fits_its_screen_with_all_its_letters(rows: list[tuple[str, str, str]], most: int) -> None:
    cells = [[[Piece(text)] for text in row] for row in rows]
    natural = [widest(column) for column in zip(*cells, strict=True)]
    widths = fitted(natural, [True, True, False], most)
    assert widths is not None
    assert all(width >= min(wanted, NARROWEST) for width, wanted in zip(widths, natural, strict=True))

    laid = layout(*(Track(width, is_figure=False) for width in widths))
    for row, given_texts in zip(cells, rows, strict=True):
        lines = list(laid.lines(row))
        assert all(cell_len(line) <= most for line in lines)
        assert sorted("".join(lines).replace(" ", "")) == sorted("".join(given_texts).replace(" ", ""))
    assert len(laid.rule) == sum(widths) + GAP * 2
