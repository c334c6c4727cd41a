"""Parks and zones."""

from __future__ import annotations

import pytest

from tests.nlp.bodies.names import longest, names


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("来到衡阳高新技术产业开发区调研。", "衡阳高新技术产业开发区"),
        ("走进机器人产业园。", "机器人产业园"),
        ("位于零陵区澜桥临港产业园的厂房", "澜桥临港产业园"),
        ("在祁东县工业园区，", "祁东县工业园区"),
        ("落户湖州循环经济产业园。", "湖州循环经济产业园"),
        ("岳阳综合保税区封关", "岳阳综合保税区"),
        ("中国（长沙）软件谷揭牌", "中国（长沙）软件谷"),
        ("确保现代纺织产业园建成", "现代纺织产业园"),
        ("郴州高新区（苏仙区）管理", "郴州高新区（苏仙区）"),
        ("江苏如皋石材化学工业园区投产", "如皋石材化学工业园区"),
        ("在西青山产业园区开工", "西青山产业园区"),
        ("福建省龙岩市上杭铜业和铜箔产业园实施项目", "上杭铜业和铜箔产业园"),
        ("在湖北云梦盐化工园开工", "云梦盐化工园"),
        ("中国（广西）—越南农产品加工园揭牌", "中国（广西）—越南农产品加工园"),
        ("横琴粤澳深度合作区挂牌", "横琴粤澳深度合作区"),
        ("位于蒲城国家航空产业基地的", "蒲城国家航空产业基地"),
        ("中国（南宁）上合组织国际物流园", "中国（南宁）上合组织国际物流园"),
        ("在沂水县制冷产业园考察", "沂水县制冷产业园"),
        ("滨海协同发展示范区", "滨海协同发展示范区"),
        ("在青石经开区机械制造产业园E区中云（浙江）新材料有限公司，", "机械制造产业园E区"),
        ("参观了云澜家居、128云湖生态城、中云纺织", "128云湖生态城"),
    ],
)
def test_a_park_has_its_place_or_trade_before_it(text: str, park: str) -> None:
    assert park in names(text, "Park")


def test_a_park_in_a_park_gives_both_and_the_two_together() -> None:
    text = "在衡阳高新区松木产业园澜禾科技有限公司，"

    assert names(text, "Park") == ["衡阳高新区", "松木产业园"]
    assert names(text, "Park", joined=True) == ["衡阳高新区松木产业园"]
    assert names(text, "Firm") == ["澜禾科技有限公司"]


@pytest.mark.parametrize("text", ["全省开发区", "湖南省开发区", "我市产业园区", "化工园区安全", "某产业园区"])
def test_a_category_of_parks_is_none(text: str) -> None:
    assert names(text, "Park") == []


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("在广汉经济开发区休闲食品产业园，市长走进两家企业。", ["广汉经济开发区", "休闲食品产业园"]),
        ("楚雄高新区庄甸片区落户企业80家。", ["楚雄高新区", "庄甸片区"]),
        ("在潜江工业园区化工产业园调研。", ["潜江工业园区", "化工产业园"]),
        ("阳谷县工业园区鲁西铜加工产业园开园。", ["阳谷县工业园区", "鲁西铜加工产业园"]),
    ],
)
def test_a_park_directly_behind_a_zone_is_one_of_its_own(text: str, parks: list[str]) -> None:
    assert names(text, "Park")[:2] == parks
    assert "".join(parks) in names(text, "Park", joined=True)


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("同处桥北片区的湖北铜恒材料公司去年投产。", "桥北片区"),
        ("青溪镇建设白酒产业园，规划面积800亩。", "白酒产业园"),
        ("赤水市打造竹木家具产业园。", "竹木家具产业园"),
        ("两地合作共建化工产业园。", "化工产业园"),
        ("鲁渝共建现代农业产业园开园。", "鲁渝共建现代农业产业园"),
        ("位于沪滇协作产业园的企业", "沪滇协作产业园"),
        ("浙疆共建纺织服装产业园投产。", "浙疆共建纺织服装产业园"),
    ],
)
def test_a_verb_before_a_park_is_no_part_of_it_unless_two_places_share_it(text: str, park: str) -> None:
    assert names(text, "Park") == [park]


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("走进平川工业园区新型铝材产业园。", "新型铝材产业园"),
        ("百色—文山跨省产业园开园。", "百色—文山跨省产业园"),
        ("选址食品产业园。", "食品产业园"),
        ("来到青石街道长风工业功能区。", "长风工业功能区"),
        ("介绍了县情和县经开区的产业。", "县经开区"),
        ("建起智能家居小微园。", "智能家居小微园"),
        ("建设云澜光谷产业园。", "云澜光谷产业园"),
    ],
)
def test_a_park_is_named_in_more_ways(text: str, park: str) -> None:
    assert park in longest(text, "Park")


@pytest.mark.parametrize("text", ["全县工业园区提档升级。", "分为三大区块。", "打造一流产业园区。"])
def test_parks_in_general_are_no_names(text: str) -> None:
    assert longest(text, "Park") == []


def test_those_who_come_are_no_part_of_a_park() -> None:
    text = "省督察组来大数据产业园调研。"
    assert names(text, "Park") == ["大数据产业园"]


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("共建“沪滇电子信息产业园”。", "沪滇电子信息产业园"),
        ("云能（平川）循环经济产业园开园。", "云能（平川）循环经济产业园"),
        ("调研组来大数据产业园调研。", "大数据产业园"),
    ],
)
def test_signs_and_verbs_around_a_park_bound_its_name(text: str, park: str) -> None:
    assert park in longest(text, "Park")


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("走进青石纺织园区。", "青石纺织园区"),
        ("走进青石纺织园区划出的地块。", "青石纺织园"),
        ("走进青石纺织园区域中心。", "青石纺织园"),
        ("来到云澜文化创意园。", "云澜文化创意园"),
        ("来到云澜创意园区。", "云澜创意园区"),
        ("来到云澜创意产业园。", "云澜创意产业园"),
        ("来到云澜创客园调研。", "云澜创客园"),
    ],
)
def test_a_park_ends_with_its_last_word(text: str, park: str) -> None:
    assert longest(text, "Park") == [park]


def test_a_zone_is_called_by_the_first_character_of_its_name() -> None:
    assert longest("安吉经济开发区扩容。安开区企业投产。", "Park") == ["安吉经济开发区", "安开区"]


@pytest.mark.parametrize(
    "text", ["安开区企业投产。", "云澜经济开发区扩容。云开区企业投产。", "安吉经济开发区扩容。长开区企业投产。"]
)
def test_a_brief_form_needs_its_zone_on_the_page(text: str) -> None:
    assert not [park for park in longest(text, "Park") if park.endswith("开区")]
