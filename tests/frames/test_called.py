"""What the last characters of a name stand for where a clause begins with them."""

from __future__ import annotations

import pytest

from kg.frames.examples import tell_marked


def stands_for(*marked: str) -> list[tuple[str, str | None]]:
    """The words of the last sentence that stand for works, each with the name of these."""
    return [(m.text, m.entity) for m in tell_marked(*marked)[-1].mentions if m.source == "coref:called"]


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ("察看了[青石镇保鲜库|Project]。", "该库由[衡川供销社|Firm]兴建。", ("该库", "青石镇保鲜库")),
        ("[桃溪光伏电站|Project]并网。", "电站由[衡川电力公司|Firm]援建。", ("电站", "桃溪光伏电站")),
        ("[桃溪茶厂|Firm]开业。", "这座茶厂总投资800万元。", ("这座茶厂", "桃溪茶厂")),
        ("[桃溪分选线|Project]投用。", "该分选线由[衡川果业|Firm]投资建设。", ("该分选线", "桃溪分选线")),
    ],
)
def test_a_head_stands_for_the_last_name_that_ends_so(first: str, then: str, found: tuple[str, str]) -> None:
    assert stands_for(first, then) == [found]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("[桃溪光伏电站|Project]并网。", "水库由[衡川水务公司|Firm]修建。"),
        ("[桃溪光伏电站|Project]并网。", "电站职工由[衡川电力公司|Firm]培训。"),
        ("[青石镇|Place]天气晴好。", "该镇由[衡川供销社|Firm]投资。"),
        ("[衡川轴承有限公司|Firm]投产。", "公司由[云澜集团|Firm]投资。"),
    ],
)
def test_other_words_stand_for_nothing(first: str, then: str) -> None:
    assert stands_for(first, then) == []


def test_a_name_told_of_long_ago_is_not_meant() -> None:
    far = "代表们谈了很久。" * 20
    assert stands_for("[桃溪光伏电站|Project]并网。", far, "电站由[衡川电力公司|Firm]援建。") == []
