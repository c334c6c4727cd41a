"""Goods that others are made from: found where a text says so, and nowhere else."""

from __future__ import annotations

import pytest

from kg.nlp.things import find_products


def products(text: str) -> set[str]:
    return {text[c.start : c.end] for c in find_products(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司以高粱、小麦为原料酿造白酒。", {"高粱", "小麦", "白酒"}),
        ("公司用电石制BDO。", {"电石", "BDO"}),
        ("公司利用焦炉煤气制甲醇。", {"焦炉煤气", "甲醇"}),
        ("聚乳酸由玉米淀粉发酵制得。", {"聚乳酸", "玉米淀粉"}),
        ("糠醛的主要原料是玉米芯。", {"糠醛", "玉米芯"}),
        ("电石的下游产品有BDO、PVC。", {"电石", "BDO", "PVC"}),
        ("公司掌握煤制乙二醇技术，上马煤制乙二醇项目。", {"煤", "乙二醇"}),
        ("公司年产电石法PVC20万吨。", {"电石", "电石法PVC"}),
        ("公司以废旧轮胎为主要原料，生产再生胶。", {"废旧轮胎", "再生胶"}),
        ("从石灰石到电石，产业链越拉越长。", {"石灰石", "电石"}),
    ],
)
def test_both_sides_of_a_making_are_goods(text: str, expected: set[str]) -> None:
    assert products(text) == expected


@pytest.mark.parametrize("dash", ["—", "——", "－", "→", "-"])
def test_a_chain_of_goods_is_found_whatever_its_dashes(dash: str) -> None:
    chain = dash.join(["石灰石", "电石", "聚氯乙烯"])
    assert products(f"园区打造{chain}一体化产业链。") == {"石灰石", "电石", "聚氯乙烯"}


def test_goods_of_one_character_stand_in_chains_beside_goods_only() -> None:
    assert products("全县拉长“煤—焦—化”产业链。") == {"煤", "焦"}
    assert products("全县拉长“煤—电”产业链，挖煤的人少了。") == set()


@pytest.mark.parametrize(
    "text",
    [
        "公司以市场为导向，以人才为支撑。",
        "“黄山—杭州—上海”航线开通。",
        "园区构建“气—站—运—车”全产业链。",
        "从车间到码头，从田间到餐桌。",
        "科技成果转化为生产力，图纸变成厂房。",
        "高粱红了，今年的小麦也好。",
    ],
)
def test_what_is_no_making_gives_no_goods(text: str) -> None:
    assert products(text) == set()


def test_a_plain_noun_is_goods_only_where_it_is_a_material() -> None:
    text = "公司以稻草为原料，年产草绳30吨。村里的稻草黄了。"
    assert [c.start for c in find_products(text) if text[c.start : c.end] == "稻草"] == [3]


def test_things_of_a_metal_are_named_whole() -> None:
    assert "铝制滤网" in products("公司年产铝制滤网30万套。")
