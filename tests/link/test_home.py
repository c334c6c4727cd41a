"""Home: the divisions that a page, and each of its articles, writes about."""

from __future__ import annotations

import pytest

from kg.lexicon import LEVELS
from kg.link.home import Home, find_home, renamed


def names(home: Home) -> dict[str, str]:
    return {level: division.name for level, division in home.levels.items()}


def own(text: str, *named: str, paper: str | None = None) -> str | None:
    """The division that a page calls its own."""
    division = find_home(text, named, paper=paper).at("any")
    return division.name if division is not None else None


def test_a_city_paper_calls_a_city_its_own() -> None:
    home = find_home("我市落雪。", ["曲靖市", "曲靖市"])
    assert names(home) == {"province": "云南省", "city": "曲靖市"}
    assert home.main == "city"


def test_a_paper_called_after_a_district_is_that_of_the_city_it_speaks_of() -> None:
    assert own("市委书记说，我市落雪。", paper="右江日报") == "百色市"
    assert own("区委书记说，我区落雪。", paper="右江日报") == "右江区"
    assert own("自治区党委书记说，我市在我区领先。", paper="右江日报") == "百色市"


def test_who_goes_to_see_others_is_at_home_elsewhere() -> None:
    text = "县委书记率县党政考察团到江苏东海、安徽庐江学习考察。考察团来到东海县，又到庐江县。安吉县要学。"
    assert own(text, "东海县", "庐江县", "安吉县") == "安吉县"
    went = "市委书记率团赴潍坊市学习考察。考察团来到寿光市、诸城市、高密市。回到聊城市。"
    assert own(went, "寿光市", "诸城市", "高密市", "聊城市", "聊城市") == "聊城市"


def test_a_county_paper_calls_a_county_its_own_and_knows_what_it_lies_in() -> None:
    home = find_home("我县落雪，全县封路。", ["安吉县"])
    assert names(home) == {"province": "浙江省", "city": "湖州市", "county": "安吉县"}
    assert home.main == "county"


def test_a_county_weighs_more_than_the_city_named_beside_it() -> None:
    assert own("县委书记说，全县落雪。市委来信。", "安吉县", "湖州市", "湖州市") == "安吉县"


def test_a_paper_of_the_province_calls_the_province_its_own() -> None:
    assert own("我省落雪，省委发文。", "石家庄市", "太原市", "太原市") == "山西省"


def test_the_division_named_most_is_the_own_one() -> None:
    assert own("我市落雪。", "石家庄市", "太原市", "太原市") == "太原市"


def test_the_counties_of_a_city_speak_for_it() -> None:
    assert own("我市落雪。", "石家庄市", "安吉县", "长兴县", "德清县") == "湖州市"


def test_a_county_of_another_city_is_none_of_the_own_ones() -> None:
    home = find_home("我市落雪，全市封路。县长说。", ["曲靖市", "曲靖市", "安吉县"])
    assert home.at("county") is None


def test_the_name_of_the_paper_says_where_it_is_from() -> None:
    assert own("县委书记说，全县落雪。", "安吉县", paper="湖州日报") == "湖州市"


def test_a_paper_named_after_no_place_says_nothing() -> None:
    assert own("落雪。", paper="云岭晚报") is None


def test_the_longest_place_of_a_paper_s_name_is_meant() -> None:
    assert own("", paper="大兴安岭日报") == "大兴安岭地区"


def test_a_prefecture_is_a_city_whose_committee_is_called_otherwise() -> None:
    home = find_home("地委书记说，我区落雪。行署发文。", ["大兴安岭地区", "呼玛县"])
    assert home.main == "city"
    assert names(home)["city"] == "大兴安岭地区"


def test_a_district_is_a_county() -> None:
    assert own("我区落雪，区委发文。", "上虞区") == "上虞区"


def test_a_prefecture_of_a_nationality_is_a_city() -> None:
    assert own("我州落雪，州委发文。", "凉山彝族自治州") == "凉山彝族自治州"


def test_a_banner_is_a_county() -> None:
    assert own("旗委书记说，全旗落雪。旗委发文。", "西乌珠穆沁旗") == "西乌珠穆沁旗"


def test_a_paper_of_an_autonomous_region_calls_the_region_its_own() -> None:
    home = find_home("自治区党委书记说，全区落雪。", ["银川市", "固原市"], paper="宁夏日报")
    assert home.main == "province"
    assert names(home)["province"] == "宁夏回族自治区"


def test_the_committee_of_the_region_speaks_for_the_region() -> None:
    assert own("自治区党委召开会议，全区落雪。", "南宁市", "柳州市") == "广西壮族自治区"


def test_beside_a_district_it_does_not_speak_for_what_the_district_calls_its_own() -> None:
    assert own("自治区党委召开会议，我区落雪，全区封路。", "海勃湾区", "海勃湾区") == "海勃湾区"


def test_without_any_place_there_is_no_home() -> None:
    home = find_home("我市落雪。", [])
    assert (home.levels, home.main) == ({}, None)
    assert [home.at(level) for level in ("any", *LEVELS)] == [None] * 4


def test_a_place_that_is_no_division_is_no_home() -> None:
    assert own("我市落雪。", "北坡村") is None


def test_a_page_that_calls_nothing_its_own_is_of_the_narrowest_place_it_names() -> None:
    assert own("落雪。", "安吉县") == "安吉县"


# An article within its page


def article(page: Home, text: str, *named: str) -> Home:
    return page.within(find_home(text, named), named)


def test_an_article_without_places_is_of_the_page() -> None:
    page = find_home("我县落雪。", ["安吉县"])
    assert names(article(page, "我县落雪。")) == names(page)


def test_an_article_that_names_a_place_of_the_page_is_of_the_page() -> None:
    page = find_home("我市落雪。", ["湖州市", "湖州市"])
    inside = article(page, "落雪。", "安吉县")
    assert inside.at("any") == page.at("city")
    assert names(inside)["county"] == "安吉县"


def test_an_article_of_another_place_is_of_that_place() -> None:
    page = find_home("我市落雪。", ["湖州市", "湖州市"])
    inside = article(page, "我市落雪。", "曲靖市")
    assert names(inside) == {"province": "云南省", "city": "曲靖市"}
    assert inside.main == "city"


def test_an_article_of_a_page_without_home_has_its_own() -> None:
    page = find_home("", [])
    assert names(article(page, "我县落雪。", "安吉县")) == names(find_home("我县落雪。", ["安吉县"]))


def test_a_city_below_a_prefecture_calls_itself_a_city() -> None:
    home = find_home("我市落雪，市委书记来到佛堂镇。", ["义乌市"])
    assert [d.name for level in ("city", "any") if (d := home.at(level))] == ["义乌市", "义乌市"]


def test_a_prefecture_named_as_often_as_its_small_city_speaks_for_itself() -> None:
    assert own("我市落雪。", "金华市", "金华市", "义乌市") == "金华市"


def test_in_a_prefecture_that_is_no_city_the_small_city_is_one_of_many() -> None:
    assert own("全州落雪，我市封路。", "凯里市", "凯里市", "黔东南苗族侗族自治州") == "黔东南苗族侗族自治州"


def test_names_inside_names_tell_the_home_too() -> None:
    assert own("安吉县人民法院、安吉县财政局说，我县落雪。", "长兴县") == "安吉县"


def test_a_paper_called_today_is_the_paper_of_its_county() -> None:
    assert own("我区落雪。", "福田区", "福田区", paper="今日坪山") == "坪山区"


def test_guests_who_come_to_us_are_from_elsewhere() -> None:
    text = "德清县委书记领着德清县的客人到我市看蚕桑。德清县与义乌市物流园签约。"
    assert own(text, "德清县", "德清县") == "义乌市"


def test_a_county_whose_name_begins_with_new_has_a_paper_too() -> None:
    assert own("市委书记到龙湖镇调研。", "龙湖镇", paper="新郑日报") == "新郑市"


@pytest.mark.parametrize(
    ("dateline", "county"),
    [
        ("本报永城讯", "永城"),
        ("永城3月8日讯", "永城"),
        ("商丘日报永城讯", "永城"),
        ("本报讯（永城融媒 陈清河）", "永城"),
        ("本报讯（永城市融媒体中心 陈清河）", "永城市"),
        ("本报讯（北京融媒 陈清河）", None),
        ("本报讯（记者 陈清河）", None),
        ("本报北京讯", None),
        ("本报讯", None),
    ],
)
def test_a_dateline_names_a_county_of_the_paper(dateline: str, county: str | None) -> None:
    home = find_home("市委书记到华星粉业集团调研。", ["商丘市"], paper="商丘日报")
    assert home.filed_from(dateline) == county


def test_an_article_filed_from_a_small_city_calls_that_city_its_own() -> None:
    text = "市委书记到华星粉业集团调研。"
    page = find_home(text, ["商丘市"], paper="商丘日报")
    filed = page.within(find_home(text, ["永城"], paper="永城"), ["永城"])
    own, above = filed.at("city"), filed.levels["city"]
    assert own is not None
    assert (own.name, above.name) == ("永城市", "商丘市")


def test_guests_are_not_at_home_where_nobody_else_is_named_either() -> None:
    came = "长兴县党政考察团到我县考察。我县县长陪同。"
    assert find_home(came, ["长兴县"]).at("any") is None


def test_hosts_to_whom_we_go_are_elsewhere() -> None:
    assert own("县委书记到德清县、义乌市考察学习，安吉县、德清县结对。", "德清县", "义乌市", "安吉县") == "安吉县"


def test_one_comes_to_where_the_paper_is() -> None:
    text = "吴兴区区委书记与吴兴区的客人来义乌考察。市长会见了他们。"
    assert own(text, "吴兴区", "吴兴区", "义乌") == "义乌市"


def test_one_character_of_its_name_says_where_one_comes() -> None:
    text = "许昌市委书记率许昌市的客人来漯{}。"
    assert own(text.format("考察"), "许昌市", "许昌市", "漯河市") == "漯河市"
    assert own(text.format("参观"), "许昌市", "许昌市", "漯河市") == "漯河市"
    assert own(text.format("工作"), "许昌市", "许昌市", "漯河市") == "许昌市"


def test_those_who_look_at_us_are_from_elsewhere() -> None:
    text = "德清县委书记领着德清县的客人{}我市蚕桑。德清县与义乌市物流园签约。"
    assert own(text.format("考察"), "德清县", "德清县", "义乌市") == "义乌市"
    assert own(text.format("参观"), "德清县", "德清县", "义乌市") == "义乌市"
    assert own(text.format("视察"), "德清县", "德清县", "义乌市") == "义乌市"
    assert own(text.format("夸赞"), "德清县", "德清县", "义乌市") == "湖州市"


def test_an_organ_named_with_its_division_is_not_the_papers_own() -> None:
    assert own("金华市委发文，义乌市委来信。我市落雪。", "义乌市", "义乌市", "金华市") == "义乌市"


def test_the_masthead_holds_for_every_article() -> None:
    page = find_home("我市落雪。", ["徐州市"], paper="苏州日报")
    article = find_home("市委书记赴徐州市铜山区考察。", ["徐州市", "铜山区"])
    home = page.within(article, ["徐州市", "铜山区"]).at("city")
    assert home is not None
    assert home.name == "苏州市"


def test_an_article_of_another_city_has_no_county_of_the_page() -> None:
    page = find_home("全县落雪。", ["安吉县", "安吉县", "曲靖市"])
    assert names(page)["county"] == "安吉县"
    assert names(article(page, "园区落雪。", "曲靖市")) == {"province": "云南省", "city": "曲靖市"}


def test_those_who_go_elsewhere_are_at_home() -> None:
    text = "成县党政考察团赴外地学习。县委书记率团前往徽县、两当县，就茶园管护开展学习考察。"
    assert own(text, "徽县", "两当县", "两当县") == "成县"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("他生于邹平县。市委书记说，全市落雪。", ("邹平市", "邹平县")),
        ("邹平县落雪。县委书记说，全县封路。", ()),
        ("邹平县委书记说，要落实市委的要求。", ()),
        ("市委书记说，全市落雪。", ()),
    ],
)
def test_a_division_that_rose_is_spoken_of_by_its_rank_of_today(text: str, names: tuple[str, ...]) -> None:
    assert renamed(find_home(text, ["邹平县"] * 3, paper="邹平日报"), text) == names


def test_a_name_of_before_that_a_page_has_of_another_rank_than_its_own_is_left() -> None:
    text = "他生于邹平县。市委书记说，全市落雪。"
    assert renamed(find_home(text, ["邹平县"], paper="滨州日报"), text) == ()


def test_a_city_that_joins_in_from_its_branch_is_the_own_one() -> None:
    text = "省委书记在兰州主会场出席开工活动。我市领导在白银分会场参加活动。"
    home = find_home(text, ["兰州", "白银"])
    assert home.levels["city"].name == "白银市"


def test_the_own_county_is_of_the_rank_that_the_page_speaks_of() -> None:
    banner = find_home("客人到我旗调研，旗委书记陪同。", ["翁源", "翁源", "翁源", "翁牛特旗"])
    assert names(banner)["county"] == "翁牛特旗"
    # Where none of the rank is named the words tell nothing.
    assert names(find_home("我旗落雪。", ["安吉县", "安吉县"]))["county"] == "安吉县"
