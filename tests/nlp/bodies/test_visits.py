"""Sites by their bare names in the list of a visit."""

from __future__ import annotations

import pytest

from kg.nlp.arbiter import choose
from kg.nlp.bodies import find_bodies
from kg.nlp.bodies.scene import read_scene
from kg.nlp.bodies.visits import find_visits


def visits(text: str) -> dict[str, str]:
    """The names found, each with its class."""
    return {text[c.start : c.end]: c.cls for c in find_visits(read_scene(text), ())}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "县长先后来到云澜科技、东河鞋业、清江公园等处。",
            {"云澜科技": "Firm", "东河鞋业": "Firm", "清江公园": "Place"},
        ),
        ("调研组一行深入达润领航、衡川重工等企业。", {"达润领航": "Firm", "衡川重工": "Firm"}),
        ("他走访了衡川科技和东河纺织，", {"衡川科技": "Firm", "东河纺织": "Firm"}),
        (
            "林知远先后深入衡川石化、东方晴川、云澜大厦等处，",
            {"衡川石化": "Firm", "东方晴川": "Place", "云澜大厦": "Place"},
        ),
        ("考察云澜药业、中建工等企业。", {"云澜药业": "Firm", "中建工": "Firm"}),
        ("先后到我县衡川食品、东河米业建设现场察看。", {"衡川食品": "Firm", "东河米业": "Firm"}),
        ("先后来到九重镇、花园村、的开元镇。", {"九重镇": "Place", "花园村": "Place"}),
        ("先后深入云澜门站、青石镇东河村污水处理站。", {"云澜门站": "Place", "青石镇东河村污水处理站": "Place"}),
        ("先后来到青石镇万亩桃园、云澜木雕小镇。", {"青石镇万亩桃园": "Place", "云澜木雕小镇": "Place"}),
    ],
)
def test_bare_names_in_the_list_of_a_visit_are_sites(text: str, found: dict[str, str]) -> None:
    assert visits(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "县长调研城市建设、产业发展、精细化工等工作。",
        "县长考察了新能源、新材料、现代农业等项目。",
        "县长先后深入车间、厂房、田间地头，",
        "县长来到云澜科技，察看车间。",
        "会议研究了云澜、东河等企业的事。",
        "县长先后走访乡镇、部门、企业，",
        "县长先后深入贫困村、示范村、重点镇，",
    ],
)
def test_work_goods_and_common_nouns_are_no_sites(text: str) -> None:
    assert visits(text) == {}


def test_lists_of_those_who_are_here_name_firms() -> None:
    text = "园区引进了衡川汽车、赛川车、温河乳业、渔家灯等一批知名企业，"
    assert visits(text) == {"衡川汽车": "Firm", "赛川车": "Firm", "温河乳业": "Firm", "渔家灯": "Firm"}
    assert visits("东菱树脂、衡川轮胎、云澜二期等7个项目，") == {"东菱树脂": "Firm", "衡川轮胎": "Firm"}


def test_lists_of_trades_name_no_firms() -> None:
    assert visits("园区形成了以精细化工、生物医药、装备制造等主导产业的企业，") == {}


def test_a_name_goes_on_before_a_place_in_brackets() -> None:
    text = "深入衡川科技、天泽（湖州）循环经济产业园。"
    assert "天泽（湖州）循环经济产业园" in {text[c.start : c.end] for c in find_bodies(text)}


PARK = {"清江公园": "Place"}


@pytest.mark.parametrize(
    ("item", "works"),
    [
        ("351国道青石段改建", "351国道青石段改建"),
        ("云澜小学扩建", "云澜小学扩建"),
        ("双潭水库除险加固", "双潭水库除险加固"),
        ("清江安置房", "清江安置房"),
        ("双潭水库二期", "双潭水库二期"),
        ("云澜机械有限公司石桥养猪场项目", "石桥养猪场项目"),
        ("云澜集团寺前码头工程", "寺前码头工程"),
        ("青石镇产业园轴承制造项目", "轴承制造项目"),
        ("青石镇双潭村污水处理工程", "污水处理工程"),
        ("G357青石镇至清江开发区改建工程", "G357青石镇至清江开发区改建工程"),
    ],
)
def test_works_in_a_list_of_sites_are_projects_behind_whose_they_are(item: str, works: str) -> None:
    assert visits(f"林知远先后察看了{item}、清江公园等处。") == {works: "Project", **PARK}


@pytest.mark.parametrize("item", ["重点项目", "工业项目", "大型工程", "厂房项目", "云澜产业园新建广场"])
def test_what_is_no_name_in_a_list_of_sites_is_no_project(item: str) -> None:
    assert "Project" not in visits(f"林知远先后察看了{item}、清江公园等处。").values()


def test_a_list_that_says_it_is_one_of_works_names_projects() -> None:
    text = "林知远察看了清江公园改造提升、云澜小学扩建、双潭水库加固等重点工程。"
    assert visits(text) == dict.fromkeys(["清江公园改造提升", "云澜小学扩建", "双潭水库加固"], "Project")


@pytest.mark.parametrize("what", ["情况", "进展情况", "工作", "重点问题"])
def test_a_list_of_what_is_looked_into_names_no_projects(what: str) -> None:
    assert visits(f"林知远先后察看了清江公园改造提升、云澜小学扩建、双潭水库加固等{what}。") == {}


def test_a_list_of_sites_may_hold_quotation_marks() -> None:
    text = "林知远先后来到“云上清江”综合体、清江“一河两岸”景观带、云澜大厦等处。"
    assert visits(text) == dict.fromkeys(["“云上清江”综合体", "清江“一河两岸”景观带", "云澜大厦"], "Place")


def test_a_list_of_sites_may_be_long() -> None:
    numbers = "一二三四五六七八九"
    listed = "、".join(f"东河第{a}{b}公园" for a in numbers for b in numbers[:5])
    assert 200 < len(listed) < 400
    assert {"东河第一一公园", "云澜大厦"} <= visits(f"林知远先后来到{listed}、云澜大厦等处。").keys()


@pytest.mark.parametrize(
    "site", ["云澜艺术馆", "清江古街", "青石渔港", "清江花海", "衡川粮库", "衡川故居", "清江烈士陵园", "云澜书院"]
)
def test_more_words_end_the_name_of_a_site(site: str) -> None:
    assert visits(f"林知远先后来到{site}、清江公园等处。") == {site: "Place", **PARK}


@pytest.mark.parametrize("kind", ["央企", "台企", "港企", "酒企"])
def test_what_kind_of_firm_it_is_stands_before_a_name(kind: str) -> None:
    text = f"林知远先后走访了{kind}云澜科技、{kind}东河纺织、清江公园等处。"
    assert visits(text) == {"云澜科技": "Firm", "东河纺织": "Firm", **PARK}


@pytest.mark.parametrize(
    "hall", ["清江开发区规划展示馆", "安吉经济开发区规划展示馆", "衡阳高新区展示中心", "青石镇政务服务大厅"]
)
def test_a_hall_is_a_site_whatever_zone_it_is_called_after(hall: str) -> None:
    text = f"林知远先后来到{hall}、云澜科技、东河纺织等处。"
    standing = choose(text, find_bodies(text)).outer
    assert next((text[c.start : c.end], c.cls) for c in standing) == (hall, "Place")


def standing(text: str) -> dict[str, str]:
    """The names that stand in the end, each with its class."""
    return {text[c.start : c.end]: c.cls for c in choose(text, find_bodies(text))[0]}


def test_a_project_of_a_list_stands_behind_its_owner() -> None:
    text = "林知远先后来到云澜集团寺前码头项目、云澜大厦等处。"
    assert standing(text) == {"云澜集团": "Firm", "寺前码头项目": "Project", "云澜大厦": "Place"}


def test_a_name_of_which_nothing_is_known_is_a_site_in_the_list_of_a_tour() -> None:
    text = "考察团一行先后来到孔澜学堂、衡川坊、小东冲寨、东河智造体验区等处。"
    found = standing(text)
    assert {name: found.get(name) for name in ("孔澜学堂", "衡川坊", "小东冲寨", "东河智造体验区")} == {
        "孔澜学堂": "Place",
        "衡川坊": "Place",
        "小东冲寨": "Place",
        "东河智造体验区": "Park",
    }


@pytest.mark.parametrize("item", ["生产车间", "田间地头", "生态农业", "改造现场", "二层展厅"])
def test_common_nouns_are_none_there(item: str) -> None:
    assert item not in standing(f"考察团一行先后来到{item}、衡川坊、清江公园等处。")


def test_such_a_name_may_begin_with_a_short_place_and_holds_no_second_one() -> None:
    assert "吉安文艺中心" in standing("考察团一行先后来到吉安文艺中心、清江公园等处。")
    assert "本溪和辽阳" not in standing("考察团先后到沈阳、抚顺、本溪和辽阳、鞍山开展调研。")


def test_a_site_may_be_called_by_what_it_quotes() -> None:
    assert standing("林知远先后来到高安市“一篮菜”预制菜产业园、清江公园等处。")["“一篮菜”预制菜产业园"] == "Park"


def test_a_list_may_say_that_it_is_one_of_towns() -> None:
    found = standing("视察组一行先后来到东澜、衡关、南湖等镇街，")
    assert found == dict.fromkeys(["东澜", "衡关", "南湖"], "Place")


def test_the_list_of_a_tour_goes_on_behind_a_comma() -> None:
    text = "代表团先后考察了云澜科技、衡川坊，以及东河开发区展示厅、北坡纺织等地。"
    assert {"云澜科技", "衡川坊", "东河开发区展示厅", "北坡纺织"} <= standing(text).keys()


@pytest.mark.parametrize(
    ("item", "works"),
    [
        ("云澜轮胎有限公司技改项目", "云澜轮胎有限公司技改项目"),
        ("云澜轮胎有限公司项目", "云澜轮胎有限公司项目"),
        ("伊澜200万吨煤制油", "200万吨煤制油"),
        ("青湖生态保护工程", "青湖生态保护工程"),
    ],
)
def test_works_may_be_called_by_their_firm_their_size_or_a_short_place(item: str, works: str) -> None:
    text = f"林知远先后察看了{item}、清江公园等处。"
    assert {text[c.start : c.end]: c.cls for c in find_visits(read_scene(text), ())}.get(works) == "Project"


def test_two_sites_before_the_last_may_be_joined() -> None:
    found = visits("林知远先后来到衡川博物馆和东河文化中心、青石社区和云澜码头、清江公园等处。")
    assert {"衡川博物馆", "东河文化中心", "云澜码头", "清江公园"} <= found.keys()


def test_a_site_stands_behind_its_county_and_town() -> None:
    assert visits("林知远先后来到西丰县安民镇澜沙蔬菜基地、清江公园等处。") == {"澜沙蔬菜基地": "Place", **PARK}


@pytest.mark.parametrize("works", ["云澜集团老厂区", "云澜集团展示厅", "清江高新区金融小镇"])
def test_old_works_and_halls_are_sites_with_whose_they_are(works: str) -> None:
    assert standing(f"林知远先后来到{works}、清江公园等处。").get(works) == "Place"


def test_a_short_item_that_is_no_word_is_coined() -> None:
    text = "先后来到清江公园、清品健、云澜科技。"
    found = {c.cls for c in find_visits(read_scene(text), ()) if text[c.start : c.end] == "清品健"}
    assert found == {"Firm", "Place"}
    assert "新车间" not in visits("先后来到清江公园、新车间、云澜科技。")
