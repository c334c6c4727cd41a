"""Common nouns that name nothing."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from tests.nlp.bodies.names import longest


@pytest.mark.parametrize(
    "text",
    [
        "该公司和各公司",
        "本公司、某公司",
        "一家公司负责人",
        "多家上市公司、国有企业",
        "有限公司",
        "大型企业集团",
        "龙头企业增多",
        "是最大的叉车研发制造集团之一",
        "国内5G设备大厂的供应商",
        "推进闽台农业合作",
        "两个开发区",
        "新的产业园",
        "各园区入园企业",
        "国家级经济技术开发区",
        "一批化工产业园",
        "三大银行",
        "工厂的厂房",
        "集团化经营",
        "保险公司、物业公司和航空公司",
        "上了小学",
        "这条路",
        "线路和电路",
        "村民小组",
        "绿水青山",
    ],
)
def test_a_bare_common_noun_is_no_body(text: str) -> None:
    assert [text[c.start : c.end] for c in find_bodies(text)] == []


@pytest.mark.parametrize("text", ["", "，。", "（", "公司", "开发区", "局", "有限公司（", "Ａ\n\n公司", "1,4-丁二醇"])
def test_scraps_of_text_do_not_fail(text: str) -> None:
    assert find_bodies(text) == []


def test_the_forms_of_firms_are_no_firm() -> None:
    assert longest("有限公司变股份公司，不只是换块牌子。", "Firm") == []
