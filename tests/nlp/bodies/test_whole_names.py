"""Names as long as they are printed, whatever words of the dictionary they are cut into."""

from __future__ import annotations

import pytest

from kg.nlp.arbiter import choose
from kg.nlp.bodies import find_bodies


def named(text: str, cls: str) -> list[str]:
    """The mentions of a class, those inside others too, in order."""
    outer, inner, _ = choose(text, find_bodies(text))
    return [text[c.start : c.end] for c in sorted([*outer, *inner]) if c.cls == cls]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("一行人先后来到众禾收农业开发有限公司、云澜科技有限公司。", "众禾收农业开发有限公司"),
        ("调研组走访了青石镇大北坡丰收园果菜有限公司、清江公园。", "大北坡丰收园果菜有限公司"),
        ("走访了沈阳和云泰钛业有限公司、内蒙古建云兴陶瓷有限公司。", "沈阳和云泰钛业有限公司"),
        ("走访了沈阳远云物流有限公司、内蒙古建云兴陶瓷有限公司。", "内蒙古建云兴陶瓷有限公司"),
        ("走访了青石贸易有限公司、山海关区秦皇岛云恒生物工程有限公司。", "秦皇岛云恒生物工程有限公司"),
        ("市领导分别与上海为晔投资集团有限公司签约。", "上海为晔投资集团有限公司"),
        ("云澜假期旅行社有限公司成立于2005年。", "云澜假期旅行社有限公司"),
        ("在机械制造产业园E区中云（浙江）新材料有限公司，", "中云（浙江）新材料有限公司"),
        ("走访了云建集团白音东河矿业、青石集团云河机电。", "云建集团白音东河矿业"),
        ("走访了云建集团白音东河矿业、鸿澜集团云河机电。", "鸿澜集团云河机电"),
        ("先后来到云澜汽车股份、安徽腾云工艺股份调研。", "安徽腾云工艺股份"),
        ("林知远来到县城投公司调研。", "县城投公司"),
        ("林知远来到县农投集团公司、市水务公司调研。", "县农投集团公司"),
        ("安吉县城投公司负责人汇报。", "安吉县城投公司"),
        ("林知远来到县糖厂调研。", "县糖厂"),
        ("安吉县酒厂扩建。", "安吉县酒厂"),
        ("先后来到云城经开区城投公司调研。", "云城经开区城投公司"),
        ("走访了云澜家具厂、3503云湖服装厂、青石机械厂。", "3503云湖服装厂"),
        ("武汉云都文化传媒股份有限公司成立于2005年。", "武汉云都文化传媒股份有限公司"),
        ("由格锐制冷部件有限公司投资建设。", "格锐制冷部件有限公司"),
        ("上饶市城市口岸投资集团有限公司中标。", "上饶市城市口岸投资集团有限公司"),
        ("上饶市农村信用联社放了第一笔贷款。", "上饶市农村信用联社"),
        ("它是世界500强云信集团的子公司。", "云信集团"),
    ],
)
def test_a_firm_begins_where_its_name_does(text: str, firm: str) -> None:
    assert firm in named(text, "Firm")


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("先后来到青石镇云梅铁皮石斛产业园、东河公园。", "云梅铁皮石斛产业园"),
        ("先后来到青石特色现代农业示范园、东河公园。", "青石特色现代农业示范园"),
        ("首站是海宁（中国）泛半导体产业园。", "海宁（中国）泛半导体产业园"),
        ("在中国·云丰松籽食品产业园，他走进车间。", "中国·云丰松籽食品产业园"),
        ("县高新技术产业园区党工委书记随同。", "县高新技术产业园区"),
        ("云城高新技术产业园区投产。", "云城高新技术产业园区"),
    ],
)
def test_a_park_begins_where_its_name_does(text: str, park: str) -> None:
    assert park in named(text, "Park")


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("走进市第三中学。", "市第三中学"),
        ("上饶市城市义工协会成立。", "上饶市城市义工协会"),
        ("来自上饶城市规划研究所的专家", "上饶城市规划研究所"),
        ("四川省机械研究设计院派来博士。", "四川省机械研究设计院"),
        ("美国矫形外科协会来访。", "美国矫形外科协会"),
    ],
)
def test_an_organisation_is_one_with_the_place_that_leads_it(text: str, organization: str) -> None:
    assert organization in named(text, "Organization")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("福建省人民政府办公厅印发通知。", "福建省人民政府办公厅"),
        ("上海市第一中级人民法院审理。", "上海市第一中级人民法院"),
        ("合肥市公安局瑶海分局通报。", "合肥市公安局瑶海分局"),
        ("无锡市委副书记带队。", "无锡市委"),
        ("王志任县财政局局长。", "县财政局"),
        ("省政府驻沪办事处副主任参加。", "省政府驻沪办事处"),
        ("走访了市发改委、市财政局等部门和企业。", "市发改委"),
    ],
)
def test_an_organ_is_cut_from_its_division(text: str, agency: str) -> None:
    assert agency in named(text, "Agency")
    assert agency not in named(text, "Firm")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("该公司位于峪口镇西河沟。", ["峪口镇"]),
        ("近几年万良镇大方村种园参。", ["万良镇", "大方村"]),
        ("来到泉塘镇湖山村。", ["泉塘镇", "湖山村"]),
        ("来到莫城街道安定村。", ["莫城街道", "安定村"]),
        ("来到周铁镇下河村。", ["周铁镇", "下河村"]),
        ("在化良村，大棚一片忙碌。", ["化良村"]),
        ("来到章丘市和鄞县。", ["章丘市", "鄞县"]),
        ("襄樊市代表团来访。", ["襄樊市"]),
    ],
)
def test_places_of_today_and_before(text: str, places: list[str]) -> None:
    assert named(text, "Place") == places


@pytest.mark.parametrize(
    "text",
    [
        "龙华乡村振兴示范带开工。",
        "在贫困村，干部们走访农户。",
        "对村里的做法给予肯定。",
        "街道招聘社区工作者12名。",
    ],
)
def test_words_of_the_countryside_name_no_place(text: str) -> None:
    assert named(text, "Place") == []


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("走进清江文化馆，察看展厅。", ["清江文化馆"]),
        ("先后来到白泥镇桂花村小叶苦丁茶基地、云澜集团。", ["白泥镇", "桂花村", "小叶苦丁茶基地"]),
        ("先后来到东坝镇洋葱基地、云澜集团。", ["东坝镇", "东坝镇洋葱基地"]),
        ("走进皇图岭镇辣椒交易市场，问价格。", ["皇图岭镇", "皇图岭镇辣椒交易市场"]),
        ("走进生产基地，听取汇报。", []),
    ],
)
def test_sites_of_a_visit_by_their_last_words(text: str, sites: list[str]) -> None:
    found = [*named(text, "Place"), *named(text, "Organization")]
    assert [site for site in found if site in sites] == sites
    assert not any(site.endswith("基地") for site in found if site not in sites)


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("全市已有华澜铝业、金宇保灵两家企业获批。", ["华澜铝业", "金宇保灵"]),
        ("市长深入中祎、凯澍、云澜科技等新型材料产业重点企业调研。", ["中祎", "凯澍", "云澜科技"]),
        ("已引进京祎、嘉澍、鑫沅等玉米加工及配套企业13户。", ["京祎", "嘉澍", "鑫沅"]),
        ("市长看望了王澍、李沅、赵祎等企业负责人。", []),
        ("考察组考察了杭州云臻科技、浙江云盛生意宝、绿恒置业等企业。", ["杭州云臻科技", "浙江云盛生意宝", "绿恒置业"]),
        ("先后到青石镇鸿旺牧业、云澜泵业等企业。", ["鸿旺牧业", "云澜泵业"]),
        ("一行人深入怀仁市部分煤矿。", []),
        ("它是“中国轴承之乡”。", []),
        ("公司在广东广宁县建起分厂。", []),
        ("河北云贝之光实业有限公司投产。", ["河北云贝之光实业有限公司"]),
        ("香港云林国际纺织企业有限公司参股。", ["香港云林国际纺织企业有限公司"]),
    ],
)
def test_lists_of_firms_and_what_names_none(text: str, firms: list[str]) -> None:
    assert named(text, "Firm") == firms


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("云川区加大蔗糖循环经济产业园区建设力度。", ["蔗糖循环经济产业园区"]),
        ("开发区现有纺织服装产业园、化工产业园。", ["纺织服装产业园", "化工产业园"]),
        ("它是省级经济开发区。", []),
    ],
)
def test_what_is_done_with_a_park_is_not_of_its_name(text: str, parks: list[str]) -> None:
    assert named(text, "Park") == parks


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("一行人来到龙华村。", ["龙华村"]),
        ("视察了汉滨区建民镇四垱村。", ["汉滨区", "建民镇", "四垱村"]),
        ("来到高桥镇芦港村。", ["高桥镇", "芦港村"]),
        ("赶赴214省道大车诚二手车市场。", []),
        ("召集镇政府、卫生院负责人座谈。", []),
    ],
)
def test_villages_and_towns_are_named_as_they_stand(text: str, places: list[str]) -> None:
    assert named(text, "Place") == places


def test_an_organisation_has_its_place_in_a_bracket() -> None:
    text = "共建江西省（鹰潭）铜产业工程技术研究中心。"
    assert named(text, "Organization") == ["江西省（鹰潭）铜产业工程技术研究中心"]
    assert named("农业农村部国际合作司副司长来了。", "Agency")[0] == "农业农村部国际合作司"


def test_plants_of_a_level_are_named_by_what_they_make() -> None:
    assert named("有市糖厂、县酒厂、市药厂和县铁厂。", "Firm") == ["市糖厂", "县酒厂", "市药厂", "县铁厂"]
    assert named("我市酒厂众多，全县药厂停产，县酒厂3家，市药厂房。", "Firm") == []
