"""Goods and works that papers of many provinces name in the same ways."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_things


def names(text: str, cls: str) -> list[str]:
    return [text[c.start : c.end] for c in find_things(text) if c.cls == cls]


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("公司推进8万吨氧化锌技改。", "8万吨氧化锌技改"),
        ("用于建设10万千瓦老旧机组“上大压小”改造工程。", "10万千瓦老旧机组“上大压小”改造工程"),
        ("河东港5号至7号集装箱泊位工程开工。", "河东港5号至7号集装箱泊位工程"),
        ("由澜禾公司承建的磐石县抽水蓄能电站进场道路日前贯通。", "磐石县抽水蓄能电站进场道路"),
        ("集团将追加8亿元投资咸宁生产基地。", "咸宁生产基地"),
        ("在镇上建起柑橘提取车间。", "柑橘提取车间"),
        ("溪口古镇改造提升工程完工。", "溪口古镇改造提升工程"),
        ("投资2亿元的花生压榨生产线试车。", "花生压榨生产线"),
    ],
)
def test_a_project_is_found_with_its_whole_name(text: str, project: str) -> None:
    assert names(text, "Project") == [project]


@pytest.mark.parametrize("text", ["副市长到浏阳市督导重点项目。", "书记赴嘉祥县督查项目。", "离天河机场十公里。"])
def test_a_verb_of_touring_is_no_part_of_a_project(text: str) -> None:
    assert names(text, "Project") == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("年产各类船袜3亿双。", "船袜"),
        ("一个镇就产虾苗20万尾。", "虾苗"),
        ("每天生产风机滤网2万平方米。", "风机滤网"),
        ("村里种植压砂瓜2万亩。", "压砂瓜"),
        ("车间日处理鲜奶500吨。", "鲜奶"),
        ("能力为年屠宰生猪80万头。", "生猪"),
        ("当天共清点轮胎3万条。", "轮胎"),
        ("后者专做羊毛围巾。", "羊毛围巾"),
    ],
)
def test_goods_are_found_without_the_verb_before_them(text: str, product: str) -> None:
    assert names(text, "Product") == [product]


def test_of_two_verbs_before_goods_the_first_says_where_they_begin() -> None:
    assert names("每天生产尼龙丝网2万平方米、养殖围网30吨。", "Product")[-1] == "养殖围网"


@pytest.mark.parametrize("text", ["电场装机50万千瓦。", "电站总装机120万千瓦。"])
def test_installed_power_is_no_product(text: str) -> None:
    assert names(text, "Product") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云海公司提供竞赛国产电脑主机，", ["国产电脑主机"]),
        ("展厅里摆着国产3D打印机。", ["国产3D打印机"]),
        ("国产化率提高，国产替代加快。", []),
    ],
)
def test_goods_made_at_home_are_goods(text: str, found: list[str]) -> None:
    assert names(text, "Product") == found
