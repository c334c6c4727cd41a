"""Where the name of a firm begins."""

from __future__ import annotations

import pytest

from kg.nlp.bodies import find_bodies
from tests.nlp.bodies.names import longest

FIRM = "福建澜禾电子有限公司"
COINED = "澜禾集团"


@pytest.mark.parametrize(
    "before",
    [
        "市长一行来到",
        "书记先后来到",
        "代表团走进",
        "副市长带队前往",
        "考察组赴",
        "记者走访了",
        "大家参观了",
        "一行人实地察看",
        "领导深入",
        "客商拜访",
        "该项目由",
        "园区引进",
        "双方与",
        "我市同",
        "干部对",
        "他在",
        "县里向",
        "政府支持",
        "法院起诉",
        "协会联合",
        "产品供应",
        "货物运往",
        "股东收购",
        "园区培育了",
        "名单包括",
        "今年投资",
        "工程委托",
        "该中心隶属于",
        "近日，",
        "其中，",
        "投资方",
        "母公司",
        "相邻的",
        "龙头企业",
        "入驻企业",
        "合作方",
        "生产电缆的",
        "走访台企",
        "走访侨企",
        "走访药企",
        "走访车企",
        "已经落户的",
    ],
)
@pytest.mark.parametrize("firm", [FIRM, COINED])
def test_a_name_begins_after_the_verb_or_role_before_it(before: str, firm: str) -> None:
    assert longest(f"{before}{firm}。", "Firm") == [firm]


def test_each_item_of_a_list_is_a_firm_of_its_own() -> None:
    text = "一行先后来到福建澜禾电子有限公司、漳州市泓泰阀门有限公司、龙海鹭达水产集团和云霄榕川茶厂等企业。"

    assert longest(text, "Firm") == [
        "福建澜禾电子有限公司",
        "漳州市泓泰阀门有限公司",
        "龙海鹭达水产集团",
        "云霄榕川茶厂",
    ]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("考察安溪县泓泰阀门有限公司。", "安溪县泓泰阀门有限公司"),
        ("走进泓泰阀门（泉州）有限公司车间。", "泓泰阀门（泉州）有限公司"),
        ("走进泓泰阀门(泉州)有限公司车间。", "泓泰阀门(泉州)有限公司"),
        ("挪威斯凯夫海能公司来访。", "挪威斯凯夫海能公司"),
        ("国网晋江供电公司抢修。", "国网晋江供电公司"),
        ("市自来水公司停水。", "市自来水公司"),
        ("湖北云之梭纺织有限公司投产。", "湖北云之梭纺织有限公司"),
        ("甘肃云衡水务有限公司投产。", "甘肃云衡水务有限公司"),
        ("走进浙江有方智能装备有限公司。", "浙江有方智能装备有限公司"),
        ("安吉有云澜食品有限公司。", "云澜食品有限公司"),
        ("走访龙泉镇谷丰农机厂。", "谷丰农机厂"),
        ("江西省九江市聚澜纺织有限公司", "九江市聚澜纺织有限公司"),
        ("据称江苏宜兴紫砂制品集团已签约。", "江苏宜兴紫砂制品集团"),
        ("辽宁瓦房店轴承配件厂停工。", "辽宁瓦房店轴承配件厂"),
        ("广东潮州饶平茶叶集团扩产。", "广东潮州饶平茶叶集团"),
        ("走进武汉市江夏区澜禾科技有限公司。", "武汉市江夏区澜禾科技有限公司"),
        ("武汉市江夏区金口街道澜禾科技有限公司", "澜禾科技有限公司"),
        ("深圳盐田港运联澜有限公司开航。", "深圳盐田港运联澜有限公司"),
        ("首批货发往比澜电池有限公司。", "比澜电池有限公司"),
        ("项目法人引汉济渭集团有限公司介绍", "引汉济渭集团有限公司"),
        ("国网新源安徽金寨抽水蓄能有限公司投产。", "国网新源安徽金寨抽水蓄能有限公司"),
        ("国家电投集团宁夏能源公司投运。", "国家电投集团宁夏能源公司"),
        ("先后到访澜禾药业有限公司。", "澜禾药业有限公司"),
        ("县农商行放贷。", "县农商行"),
        ("村里的绍兴晋禾酒坊开缸。", "绍兴晋禾酒坊"),
        ("兰州经济开发区泓泰集团投产", "泓泰集团"),
        ("科技园区内的泓泰澜禾集团投产", "泓泰澜禾集团"),
    ],
)
def test_a_place_or_a_bracket_is_part_of_a_firms_own_name(text: str, firm: str) -> None:
    assert longest(text, "Firm") == [firm]


def test_a_branch_is_one_name_with_the_firm_before_it() -> None:
    assert longest("西南联合电力公司泸州热电厂并网。", "Firm") == ["西南联合电力公司泸州热电厂"]


def test_a_subsidiary_with_a_place_stands_apart_from_its_group() -> None:
    assert longest("泓泰集团重庆澜禾塑业有限公司开工。", "Firm") == ["泓泰集团", "重庆澜禾塑业有限公司"]


def test_and_joins_two_firms_even_where_it_makes_a_word() -> None:
    assert longest("中鸿煤化公司和平煤神川集团合作。", "Firm") == ["中鸿煤化公司", "平煤神川集团"]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("在太康县云澜棉业，他", "云澜棉业"),
        ("由云澜集团全资子公司衡川澜星电子有限公司投资", "衡川澜星电子有限公司"),
    ],
)
def test_a_firm_stands_behind_its_division_or_its_owner(text: str, firm: str) -> None:
    assert firm in [text[c.start : c.end] for c in find_bodies(text) if c.cls == "Firm"]
