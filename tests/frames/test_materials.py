"""What products are made from, from the sentence to the statement: links of chains, names of projects, plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.nlp import state_of

if TYPE_CHECKING:
    from spacy.language import Language

Link = tuple[str, str, str]


def links(nlp: Language, text: str) -> set[Link]:
    return {
        (r.subject.text, r.object.text, r.status) for r in state_of(nlp(text)).relations if r.predicate == "madeFrom"
    }


def test_each_link_of_a_chain_is_read_from_right_to_left(nlp: Language) -> None:
    chain = "园区打造煤—电—石灰石—电石—BDO—可降解塑料一体化产业链。"
    assert links(nlp, chain) == {
        ("电石", "石灰石", "Asserted"),
        ("BDO", "电石", "Asserted"),
        ("可降解塑料", "BDO", "Asserted"),
    }


def test_a_chain_in_the_name_of_a_project_is_read_and_is_as_far_as_the_project(nlp: Language) -> None:
    text = "长兴集团“电石—BDO—可降解塑料”循环产业链项目已建成投产。"
    assert links(nlp, text) == {("BDO", "电石", "Asserted"), ("可降解塑料", "BDO", "Asserted")}
    assert links(nlp, "长兴集团拟建“电石—BDO—可降解塑料”循环产业链项目。") == {
        ("BDO", "电石", "Planned"),
        ("可降解塑料", "BDO", "Planned"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("衡川化工有限公司不再以煤为原料生产甲醇。", ("甲醇", "煤", "Denied")),
        ("衡川化工有限公司计划投资3亿元，用电石生产BDO。", ("BDO", "电石", "Planned")),
        ("衡川食品有限公司将大豆加工成大豆蛋白。", ("大豆蛋白", "大豆", "Asserted")),
        ("衡川食品有限公司计划将大豆加工成大豆蛋白。", ("大豆蛋白", "大豆", "Planned")),
        ("衡川化工有限公司年产60万吨煤制乙二醇项目正在建设。", ("乙二醇", "煤", "Planned")),
    ],
)
def test_a_plan_is_a_plan_and_a_denial_a_denial(nlp: Language, text: str, expected: Link) -> None:
    assert links(nlp, text) == {expected}


def test_what_a_project_is_still_to_make_is_still_to_be_made_from_something(nlp: Language) -> None:
    text = "衡川化工有限公司的绿能项目以石灰石为原料，年产电石30万吨。绿能项目正在建设。"
    assert {status for *_, status in links(nlp, text)} == {"Planned"}


@pytest.mark.parametrize(
    "text",
    [
        "衡川轴承有限公司利用数控机床生产轴承。",
        "衡川化工有限公司以天然气为燃料生产玻璃。",
        "衡川化工有限公司以电石为主导产品，也生产聚氯乙烯。",
        "衡川化工有限公司经营电石、聚氯乙烯。",
    ],
)
def test_tools_fuel_and_neighbours_are_no_materials(nlp: Language, text: str) -> None:
    assert links(nlp, text) == set()
