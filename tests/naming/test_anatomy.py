"""What names are made of, and how pages shorten them."""

from __future__ import annotations

import pytest

from kg.naming import Anatomy, anatomy, short_forms
from kg.naming.shorts import brief
from kg.nlp.bodies import declared_short_forms


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("湖南澜禾精细化学股份有限公司", Anatomy("湖南", "澜禾", "精细化学", "股份有限公司")),
        ("泓泰特种气体（岳阳）有限公司", Anatomy("岳阳", "泓泰", "特种气体", "有限公司")),
        ("鹭达集团", Anatomy("", "鹭达", "", "集团")),
        # 永兴县 lies in 湖南, and not in 云南.
        ("云南永兴化学有限公司", Anatomy("云南", "永兴", "化学", "有限公司")),
        ("浙江湖州德清电子有限公司", Anatomy("浙江湖州德清", "", "电子", "有限公司")),
        ("湖南永兴化学有限公司", Anatomy("湖南永兴", "", "化学", "有限公司")),
        ("益阳市城市公交服务集团有限责任公司", Anatomy("益阳市", "", "城市公交服务", "集团有限责任公司")),
        ("衡阳高新技术产业开发区", Anatomy("衡阳", "", "", "高新技术产业开发区")),
    ],
)
def test_a_name_is_place_core_trade_and_form(name: str, parts: Anatomy) -> None:
    assert anatomy(name) == parts


@pytest.mark.parametrize(
    ("name", "cls", "forms"),
    [
        ("湖南澜禾精细化学股份有限公司", "Firm", {"澜禾精细化学", "澜禾化学", "澜禾", "澜禾公司"}),
        ("青海泓恒能源科技有限公司", "Firm", {"泓恒能源", "泓恒", "泓恒公司"}),
        ("衡阳医药高新技术产业开发区", "Park", {"衡阳医药高新区"}),
        ("岳阳经济技术开发区", "Park", {"岳阳经开区", "岳开区"}),
        ("岳阳市工业和信息化局", "Agency", {"岳阳市工信局", "市工信局"}),
        ("中国国澜集团公司", "Firm", {"国澜集团", "中国国澜"}),
    ],
)
def test_the_short_forms_of_a_name(name: str, cls: str, forms: set[str]) -> None:
    assert forms <= set(short_forms(name, cls))


@pytest.mark.parametrize("name", ["湖南化学有限公司", "益阳市城市公交服务集团有限责任公司", "岳阳经济技术开发区"])
def test_a_short_form_is_never_a_bare_place_or_trade(name: str) -> None:
    forms = short_forms(name, "Firm") + short_forms(name, "Park")

    assert not {"湖南", "化学", "益阳", "公交", "岳阳", "开发区", "经开区"} & set(forms)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("湖南澜禾化学有限公司（以下简称“澜禾化学”）投产", [("湖南澜禾化学有限公司", "澜禾化学")]),
        ("走进挪威斯凯夫海能公司（Skeiv AG）", [("挪威斯凯夫海能公司", "Skeiv AG")]),
        ("岳阳经济技术开发区（简称岳阳经开区）", [("岳阳经济技术开发区", "岳阳经开区")]),
        ("聚四氢呋喃（PTMEG）", [("聚四氢呋喃", "PTMEG")]),
        ("去年（含补贴）", []),
    ],
)
def test_short_forms_that_a_text_declares(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(text[a:b], text[c:d]) for a, b, c, d in declared_short_forms(text)] == pairs


@pytest.mark.parametrize(
    ("name", "form"),
    [("安吉经济开发区", "安开区"), ("安吉工业园区", None), ("云澜经济开发区", None)],
)
def test_only_a_zone_called_after_a_division_is_called_by_one_character(name: str, form: str | None) -> None:
    assert brief(name) == form
