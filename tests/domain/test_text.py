"""Japanese text as people mean it."""

import pytest

from budgetcli.domain.text import arabic, fold, key, path


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＩＣＴ　基盤", "ICT 基盤"),
        ("⻑寿医療", "長寿医療"),
        ("⾦融⽀援", "金融支援"),
        ("㈱①㍻", "(株)1平成"),
        ("plain", "plain"),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "arabics"),
    [
        ("五三六億八五〇〇万円", "536億8500万円"),
        ("三千五百万", "3500万"),
        ("二千三百四十五", "2345"),
        ("十", "10"),
        ("〇五", "05"),
        ("百二十", "120"),
        ("三二千", "32000"),
        ("千", "千"),
        ("億", "億"),
    ],
)
def test_kanji_numerals_are_read(text: str, arabics: str) -> None:
    assert arabic(text) == arabics


def test_names_agree_whatever_their_width_case_and_spaces() -> None:
    assert key("ＩＣＴ 基 盤") == key("ict基盤")
    assert path("総務", "地 方") == path("総務/地方")
