"""Titles are found with their kind, their bare head and the organ they name."""

from __future__ import annotations

import pytest

from kg.errors import RuleError
from kg.nlp.people import find_titles
from kg.nlp.people.words import words


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("市委副书记、市长", [("市委副书记", "书记", "市委"), ("市长", "市长", "")]),
        ("县人大常委会副主任", [("县人大常委会副主任", "主任", "县人大常委会")]),
        ("河滨市水务局党组书记、局长", [("党组书记", "书记", "党组"), ("局长", "局长", "")]),
        ("市发改委党组成员、副主任", [("党组成员", "成员", "党组"), ("副主任", "主任", "")]),
        ("青河工业园区党工委书记、管委会主任", [("党工委书记", "书记", "党工委"), ("管委会主任", "主任", "管委会")]),
        ("海纳集团党总支副书记", [("党总支副书记", "书记", "党总支")]),
        ("海纳公司采购部部长", [("采购部部长", "部长", "采购部")]),
        ("海纳股份有限公司检测中心副主任", [("检测中心副主任", "主任", "检测中心")]),
        ("行署常务副专员", [("行署常务副专员", "专员", "行署")]),
        ("一级调研员", [("一级调研员", "一级调研员", "")]),
        ("、市一级巡视员", [("市一级巡视员", "一级巡视员", "市")]),
        ("清江市一级巡视员", [("一级巡视员", "一级巡视员", "")]),
        ("首席技术官", [("首席技术官", "首席技术官", "")]),
        ("技术总监", [("技术总监", "总监", "")]),
        ("团县委书记", [("团县委书记", "书记", "团县委")]),
        ("县政协副主席、工商联主席", [("县政协副主席", "主席", "县政协"), ("工商联主席", "主席", "工商联")]),
    ],
)
def test_a_title_is_made_of_organ_and_head(text: str, titles: list[tuple[str, str, str]]) -> None:
    found = find_titles(text)
    assert [(t.text, t.head, text[t.org_part.start : t.org_part.end]) for t in found] == titles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("市长", "official"),
        ("村党支部书记", "official"),
        ("青河县民政局副局长", "official"),
        ("青河开发区管委会副主任", "official"),
        ("海纳集团董事长", "business"),
        ("海纳机械厂车间主任", "business"),
        ("海纳集团有限公司党委书记", "business"),
        ("海纳公司生产部部长", "business"),
        ("省商务厅对外投资处处长", "official"),
        ("村民", "other"),
        ("高级工程师", "other"),
        ("妻子", "kin"),
    ],
)
def test_the_organisation_before_it_decides_the_kind_of_a_title(text: str, kind: str) -> None:
    assert [title.kind for title in find_titles(text)] == [kind]


@pytest.mark.parametrize("text", ["代表团", "市民中心", "专家组", "委员会", "干部职工", "局长办公会", "领导干部"])
def test_a_word_with_a_title_in_it_is_none(text: str) -> None:
    assert find_titles(text) == []


@pytest.mark.parametrize("division", ["山西省长治市", "浙江省长兴县", "吉林省长春市", "湖南省长沙县"])
def test_a_division_behind_its_province_names_no_governor(division: str) -> None:
    assert find_titles(f"{division}落雪。") == []


def test_a_governor_before_his_name_is_one() -> None:
    assert [title.text for title in find_titles("山西省长林知远说")] == ["省长"]


@pytest.mark.parametrize("trader", ["楚商", "浙商", "台商"])
def test_where_a_trader_is_from_is_a_title_of_no_post(trader: str) -> None:
    assert [(title.text, title.kind) for title in find_titles(f"{trader}秦怀瑾")] == [(trader, "other")]


def test_an_unknown_list_of_words_is_told() -> None:
    with pytest.raises(RuleError, match="'nowhere' is no list of words"):
        words("nowhere")
