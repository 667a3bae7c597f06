"""What holds for any page, however it is set."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paper import Paper

WORDS = ["○移住の支援", "1,234", "（5億円）", "－", "令和７年度", "事業名", "一", "が続く文である。", "【新規】", "A"]
PLACES = st.tuples(st.sampled_from(WORDS), st.integers(0, 36), st.integers(0, 44), st.sampled_from([7, 10, 10, 18]))
LINES = st.tuples(*[st.integers(0, 40)] * 4)


@settings(max_examples=150, deadline=None)
@given(st.lists(PLACES, max_size=30), st.lists(LINES, max_size=12), st.lists(LINES, max_size=4), st.booleans())
def test_every_character_is_read_once(
    words: list[tuple[str, int, int, int]], rules: list[tuple[int, ...]], panels: list[tuple[int, ...]], down: bool
) -> None:
    page = Paper()
    for text, column, row, size in dict.fromkeys(words):
        (page.write_down if down else page.write)(text, column * 10, row * 11, size)
    for left, top, width, height in rules:
        page.rule(left * 10, top * 12, left * 10 + width * 10, top * 12).rule(
            left * 10, top * 12, left * 10, top * 12 + height * 10
        )
    for left, top, width, height in panels:
        page.panel(left * 10, top * 12, left * 10 + width * 10, top * 12 + height * 10)
    page.height = 700
    seen = Counter(glyph.text for glyph in page.glyphs if glyph.box.left + glyph.box.right < 2 * 401)
    read = Counter("".join("".join(page.lines()).split()))
    assert not read - seen
    assert sum((seen - read).values()) <= doubled(page)


def doubled(page: Paper) -> int:
    """Return how many characters stand on another one of their kind or may be a small mark beside a great one."""
    boxes = [(glyph.text, round(glyph.box.left / 9), round(glyph.box.top / 9)) for glyph in page.glyphs]
    return sum(count - 1 for count in Counter(boxes).values()) + sum(
        glyph.size < max(each.size for each in page.glyphs) for glyph in page.glyphs
    )
