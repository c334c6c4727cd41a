"""Firms called by a coined word alone or with a trade, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from kg.nlp.things import find_things


def _firms(text: str) -> set[str]:
    return {text[c.start : c.end] for c in [*find_bodies(text), *find_things(text)] if c.cls == "Firm"}


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("泽禾落户园区，当年投产。", "泽禾"),
        ("云港辅料专做填充棉。", "云港辅料"),
        ("澄之源用桉叶提炼桉叶油。", "澄之源"),
        ("客户包括潍栋、澳菲等。", "澳菲"),
        ("尾气被新疆白衡化工拿去做原料。", "新疆白衡化工"),
        ("由亳州济和堂药业投资2.6亿元建设。", "亳州济和堂药业"),
        ("佳和新能源储能电池项目开工。", "佳和新能源"),
        ("徐州重工投产。", "徐州重工"),
    ],
)
def test_a_coined_word_is_a_firm_by_what_it_does(text: str, firm: str) -> None:
    assert firm in _firms(text)


@pytest.mark.parametrize(
    "text",
    [
        "户均年产粮食三千斤，亩均年产水稻600公斤。",
        "村民沉下心来做品牌、闯市场。",
        "公司做压蜡模具，采用失蜡铸造工艺。",
        "年内关停平川镇红砖厂6家。",
        "车间里生产铅蓄电池、锂离子电池。",
    ],
)
def test_words_and_descriptions_are_none(text: str) -> None:
    assert not _firms(text)


def test_what_a_firm_does_is_no_name_of_one() -> None:
    text = "位于青石镇的云澜光电科技有限公司主要研发生产光学镜片。"
    assert "研发" not in [text[c.start : c.end] for c in find_bodies(text)]
