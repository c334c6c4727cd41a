"""Identity: which mentions of a page name the same thing, and the short names that the page uses."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from kg.extract.page import find
from kg.lexicon import load
from kg.link.home import find_home
from kg.nlp import identity
from kg.nlp.candidates import Candidate
from kg.nlp.identity import home_mention, identify, lookup
from kg.nlp.state import State
from kg.page import reading_of
from kg.records import Mention, Page

FIRM = "江城云澜纺织有限公司"


def filed(text: str, *names: tuple[str, str]) -> list[Candidate]:
    """Each name of the text where it stands first, with its class."""
    return sorted(Candidate(text.index(name), text.index(name) + len(name), cls, "test") for name, cls in names)


def entities(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    """Every mention of a text as printed, with the name of its entity."""
    mentions, clusters = identify(text, filed(text, *names), [])
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
    return [(m.text, clusters[m.entity or ""].name) for m in mentions]


def sources(text: str, *names: tuple[str, str]) -> dict[str, str]:
    return {m.text: m.source for m in identify(text, filed(text, *names), [])[0]}


# Short names that the text uses


def test_a_firm_is_found_again_by_its_core() -> None:
    text = f"{FIRM}扩产。云澜纺织订单充足。"
    assert entities(text, (FIRM, "Firm")) == [(FIRM, FIRM), ("云澜纺织", FIRM)]


def test_what_bears_the_short_name_of_a_firm_is_no_goods() -> None:
    text = "江城云澜铁合金有限公司扩产。云澜铁合金的车间里很忙，铁合金畅销。"
    marked = (("江城云澜铁合金有限公司", "Firm"), ("云澜铁合金的"[:-1], "Product"), ("铁合金畅销"[:-2], "Product"))
    found = [Candidate(text.rindex(name), text.rindex(name) + len(name), cls, "test") for name, cls in marked]
    mentions, _ = identify(text, sorted(found), [])
    assert [(m.text, m.cls) for m in mentions] == [
        ("江城云澜铁合金有限公司", "Firm"),
        ("云澜铁合金", "Firm"),
        ("铁合金", "Product"),
    ]


def test_the_place_that_a_short_form_begins_with_is_none_there() -> None:
    text = f"{FIRM}扩产。来到江苏云澜，江苏很大。"
    firm = "江苏云澜纺织有限公司"
    text = text.replace(FIRM, firm)
    short = text.index("江苏云澜，")
    found = [
        Candidate(0, len(firm), "Firm", "test"),
        Candidate(short, short + 2, "Place", "test"),
        Candidate(text.index("江苏很大"), text.index("江苏很大") + 2, "Place", "test"),
    ]
    mentions, _ = identify(text, found, [])
    assert [(m.text, m.cls) for m in mentions] == [(firm, "Firm"), ("江苏云澜", "Firm"), ("江苏", "Place")]


def test_a_short_form_that_two_firms_could_have_is_nobodys() -> None:
    other = "云澜机械有限公司"
    text = f"{FIRM}、{other}扩产。云澜订单充足。"
    assert "云澜" not in dict(entities(text, (FIRM, "Firm"), (other, "Firm")))


def test_a_short_form_filed_by_itself_is_the_full_firm() -> None:
    text = f"{FIRM}扩产。云澜纺织订单充足。"
    assert dict(entities(text, (FIRM, "Firm"), ("云澜纺织", "Firm")))["云澜纺织"] == FIRM


def test_a_park_is_found_again_by_its_short_form() -> None:
    park = "长兴经济技术开发区"
    text = f"{park}招商。长兴经开区有企业31家。"
    assert dict(entities(text, (park, "Park")))["长兴经开区"] == park


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("长兴开发区", "长兴经开区"), 1),
        (("长兴县开发区", "长兴经济开发区", "长兴经开区"), 1),
        (("长兴开发区", "长兴高新区", "长兴经开区"), 3),
        (("长兴开发区", "沁水经开区"), 2),
    ],
)
def test_zones_of_one_place_worded_otherwise_are_one(names: tuple[str, ...], count: int) -> None:
    text = "、".join(names) + "招商。"
    assert len({entity for _, entity in entities(text, *((name, "Park") for name in names))}) == count


def test_a_short_form_inside_another_name_is_not_taken_out_of_it() -> None:
    text = f"{FIRM}扩产。云澜纺织大厦封顶。"
    found = entities(text, (FIRM, "Firm"), ("云澜纺织大厦", "Place"))
    assert found == [(FIRM, FIRM), ("云澜纺织大厦", "云澜纺织大厦")]


# Short names that the text declares


@pytest.mark.parametrize("declared", ["（以下简称“蓝鲸”）", "（简称“蓝鲸”）", "（以下简称：蓝鲸）"])
def test_a_declared_short_name_stands_for_the_full_one_from_there_on(declared: str) -> None:
    text = f"{FIRM}{declared}扩产。蓝鲸订单充足。"
    found = entities(text, (FIRM, "Firm"))
    assert found == [(FIRM, FIRM), ("蓝鲸", FIRM), ("蓝鲸", FIRM)]


def test_a_short_name_that_is_declared_again_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{FIRM}（以下简称“蓝鲸”）扩产。" * 3 + "蓝鲸订单充足。"
    full = [Candidate(at.start(), at.end(), "Firm", "test") for at in re.finditer(FIRM, text)]
    looked: list[str] = []
    free = identity._free
    monkeypatch.setattr(identity, "_free", lambda text, forms, *rest: looked.extend(forms) or free(text, forms, *rest))
    mentions, _ = identify(text, full, [])
    assert looked.count("蓝鲸") == 1
    assert {m.start for m in mentions if m.text == "蓝鲸"} == {at.start() for at in re.finditer("蓝鲸", text)}


def test_a_declared_short_name_of_no_known_name_is_none() -> None:
    text = "有一家工厂（以下简称“蓝鲸”）扩产。"
    assert entities(text) == []


def test_a_declared_short_name_has_the_class_of_the_full_one() -> None:
    text = f"{FIRM}（以下简称“蓝鲸”）扩产。"
    mentions, _ = identify(text, filed(text, (FIRM, "Firm")), [])
    assert {m.cls for m in mentions} == {"Firm"}


# The same name again


@pytest.mark.parametrize(
    ("name", "cls", "found"),
    [("云澜纺织厂", "Firm", True), ("云澜厂", "Firm", True), ("林知远", "Person", False), ("欧阳知远", "Person", True)],
)
def test_a_name_long_enough_is_one_wherever_it_stands(name: str, cls: str, *, found: bool) -> None:
    text = f"{name}在。还是{name}。"
    assert len(entities(text, (name, cls))) == 1 + found


def test_a_name_found_again_says_so() -> None:
    text = "云澜纺织厂在。还是云澜纺织厂。"
    mentions, _ = identify(text, filed(text, ("云澜纺织厂", "Firm")), [])
    assert [m.source for m in mentions] == ["test", "coref:again"]


def test_of_forms_found_again_at_one_place_the_longest_stands() -> None:
    text = "云澜纺织厂、云澜纺织厂北分厂在。还是云澜纺织厂北分厂。"
    names = ("云澜纺织厂北分厂", "Firm"), ("云澜纺织厂", "Firm")
    mentions, _ = identify(text, filed(text, *names), [])
    assert [m.text for m in mentions if m.start > text.index("还是")] == ["云澜纺织厂北分厂"]


# Firms by core


def test_a_short_firm_is_the_one_fuller_firm_whose_core_begins_so() -> None:
    text = f"云澜公司、{FIRM}在。"
    assert dict(entities(text, ("云澜公司", "Firm"), (FIRM, "Firm")))["云澜公司"] == FIRM


def test_two_full_legal_names_are_two_firms() -> None:
    other = "云澜有限公司"
    text = f"{FIRM}、{other}在。"
    assert dict(entities(text, (FIRM, "Firm"), (other, "Firm")))[other] == other


def test_a_branch_is_no_fuller_name_of_its_firm() -> None:
    firm, branch = "云澜电力公司", "云澜电力公司青石热电厂"
    text = f"{firm}、{branch}在。"
    assert dict(entities(text, (firm, "Firm"), (branch, "Firm"))) == {firm: firm, branch: branch}


def test_firms_of_two_places_are_two() -> None:
    first, second = "安吉云澜纺织厂", "德清云澜纺织厂集团"
    text = f"{first}、{second}在。"
    assert dict(entities(text, (first, "Firm"), (second, "Firm")))[first] == first


def test_a_foreign_firm_is_not_the_one_that_it_founds() -> None:
    first, second = "日本云澜公司", "云澜纺织有限公司"
    text = f"{first}独资兴办的{second}投产。"
    assert dict(entities(text, (first, "Firm"), (second, "Firm"))) == {first: first, second: second}
    factory = "云澜电子厂"
    text = f"{first}在镇上创办{factory}。{first}扩产。"
    assert dict(entities(text, (first, "Firm"), (factory, "Firm"))) == {first: first, factory: factory}


def test_a_short_firm_that_two_could_be_is_neither() -> None:
    other = "德清云澜机械有限公司"
    text = f"云澜公司、{FIRM}、{other}在。"
    assert dict(entities(text, ("云澜公司", "Firm"), (FIRM, "Firm"), (other, "Firm")))["云澜公司"] == "云澜公司"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("龙鳞特纸", "浙江龙鳞特种纸股份有限公司"),
        ("金澜铸造", "长沙金澜精密铸造有限公司"),
        ("漳州东澜特钢", "漳州东澜特殊钢铁有限公司"),
        ("沂水恒澜化工", "山东恒澜化工有限公司"),
        ("泉州玉窑陶瓷", "福建泉州玉窑陶瓷有限公司"),
        ("鼎澜陶瓷", "四川视高鼎澜陶瓷有限公司"),
        ("宁澜股份", "安徽宁澜耐磨材料股份有限公司"),
        ("田家河合作社", "田家河党参种植专业合作社"),
    ],
)
def test_a_firm_with_characters_left_out_is_the_one_it_abbreviates(short: str, full: str) -> None:
    text = f"{full}投产，{short}扩产。"
    cls = "Organization" if full.endswith("社") else "Firm"
    assert dict(entities(text, (full, cls), (short, cls)))[short] == full


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("金澜物流", "长沙金澜精密铸造有限公司"),
        ("德清龙鳞特纸", "河南龙鳞特种纸股份有限公司"),
        ("金澜铸造厂", "长沙金澜精密铸造有限公司"),
        ("田家河公司", "田家河党参种植专业合作社"),
    ],
)
def test_another_trade_place_or_form_is_another_firm(short: str, full: str) -> None:
    text = f"{full}投产，{short}扩产。"
    assert dict(entities(text, (full, "Firm"), (short, "Firm")))[short] == short


@pytest.mark.parametrize(
    ("short", "full", "cls"),
    [
        ("玉屏自治县", "玉屏侗族自治县", "Place"),
        ("干溪乡", "干溪彝族乡", "Place"),
        ("凤坝", "凤坝仡佬族侗族乡", "Place"),
        ("稼河", "稼河镇", "Place"),
        ("园区管委会", "清江工业园区管委会", "Agency"),
        ("自治区经信委", "自治区经济和信息化委员会", "Agency"),
    ],
)
def test_places_without_nationality_or_level_and_organs_of_a_zone_are_the_full_ones(
    short: str, full: str, cls: str
) -> None:
    text = f"{full}开会，{short}发文。"
    assert dict(entities(text, (full, cls), (short, cls)))[short] == full


def test_of_two_towns_of_one_name_and_of_a_county_nobody_knows_which_is_meant() -> None:
    text = "稼河镇、稼河乡在，说稼河。"
    named_ = [*filed(text, ("稼河镇", "Place"), ("稼河乡", "Place")), Candidate(10, 12, "Place", "test")]
    mentions, clusters = identify(text, sorted(named_), [])
    assert clusters[mentions[-1].entity or ""].name == "稼河"
    # 安吉 is the county, whatever towns there are.
    text = "安吉镇在，说安吉。"
    named, clusters = identify(text, [Candidate(0, 3, "Place", "test"), Candidate(6, 8, "Place", "test")], [])
    assert clusters[named[-1].entity or ""].name == "安吉"


# Projects and policies shortened


@pytest.mark.parametrize("short", ["轴承钢生产线项目", "年产5万吨生产线项目", "年产5万吨轴承钢项目"])
def test_a_project_is_the_one_that_it_shortens(short: str) -> None:
    full = "年产5万吨轴承钢生产线项目"
    text = f"{full}开工。如今，{short}占地百亩。"
    at = text.rindex(short)
    mentions, clusters = identify(
        text, [*filed(text, (full, "Project")), Candidate(at, at + len(short), "Project", "test")], []
    )
    assert {clusters[m.entity or ""].name for m in mentions} == {full}


@pytest.mark.parametrize("other", ["轴承项目", "年产6万吨轴承钢生产线项目", "轴承钢生产线工程"])
def test_a_project_that_is_no_shortening_is_another(other: str) -> None:
    full = "年产5万吨轴承钢生产线项目"
    text = f"{full}开工。如今，{other}占地百亩。"
    assert dict(entities(text, (full, "Project"), (other, "Project")))[other] == other


def test_a_project_that_shortens_two_is_neither() -> None:
    first, second, short = "年产5万吨轴承钢项目", "年产6万吨轴承钢项目", "年产轴承钢项目"
    text = f"{first}、{second}开工。{short}占地百亩。"
    found = dict(entities(text, (first, "Project"), (second, "Project"), (short, "Project")))
    assert found[short] == short


def test_a_policy_is_the_one_whose_title_it_shortens() -> None:
    full, short = "《平川县支持纺织产业发展的若干措施》", "《若干措施》"
    text = f"{full}印发。{short}提出，扩产。"
    assert dict(entities(text, (full, "Policy"), (short, "Policy")))[short] == full


def test_a_short_title_that_two_could_have_is_neither() -> None:
    first, second, short = "《平川县支持纺织的若干措施》", "《平川县支持轴承的若干措施》", "《若干措施》"
    text = f"{first}{second}印发。{short}提出，扩产。"
    assert dict(entities(text, (first, "Policy"), (second, "Policy"), (short, "Policy")))[short] == short


# Joined names, and entities asked for by name


def test_a_joined_name_is_another_form_of_its_last_part() -> None:
    text = "长兴经济开发区北坡工业园招商。"
    joined = Candidate(0, text.index("招商"), "Park", "bodies:park.joined")
    _, clusters = identify(text, filed(text, ("长兴经济开发区", "Park"), ("北坡工业园", "Park")), [joined])
    assert clusters["北坡工业园"].aliases == ("长兴经济开发区北坡工业园",)


def page(text: str, *names: tuple[str, str]) -> State:
    state = State(reading_of(text))
    state.mentions, state.clusters = identify(text, filed(text, *names), [])
    return state


def entity(found: Mention | None) -> tuple[str, str | None] | None:
    return None if found is None else (found.text, found.entity)


def test_an_entity_is_looked_up_by_any_of_its_forms() -> None:
    text = f"{FIRM}（以下简称“蓝鲸”）扩产。"
    state = page(text, (FIRM, "Firm"))
    assert entity(lookup(state, "蓝鲸")) == entity(lookup(state, FIRM)) == (FIRM, FIRM)


def test_a_division_that_the_page_does_not_name_is_entered() -> None:
    state = page("落雪。")
    assert entity(lookup(state, "安吉县")) == ("安吉县", "安吉县")
    assert state.clusters["安吉县"].forms == {"安吉县": 0}


def test_what_is_neither_entity_nor_division_is_not_found() -> None:
    state = page("落雪。")
    assert lookup(state, "北坡村") is None
    assert state.clusters == {}


def test_the_home_division_is_the_entity_that_the_page_names_by_its_short_form() -> None:
    state = page("安吉落雪。", ("安吉", "Place"))
    assert entity(home_mention(state, "any", find_home("我县落雪。", ["安吉县"]))) == ("安吉", "安吉")


def test_the_home_division_is_entered_where_the_page_names_it_inside_other_names_alone() -> None:
    state = page("湖州市政协视察落雪。")
    assert entity(home_mention(state, "city", find_home("我县落雪。", ["安吉县"]))) == ("湖州市", "湖州市")
    assert load().division("湖州市") is not None


def test_no_division_is_entered_that_the_page_does_not_print() -> None:
    state = page("落雪。")
    assert home_mention(state, "city", find_home("我县落雪。", ["安吉县"])) is None
    assert not state.clusters


def test_what_a_page_prints_of_its_own_division_is_another_name_of_it() -> None:
    state = page("湖州晚报 我市落雪。")
    assert entity(home_mention(state, "city", find_home("我市落雪。", ["湖州市"]))) == ("湖州市", "湖州市")
    assert set(state.clusters["湖州市"].forms) == {"湖州市", "湖州"}


def test_a_division_keeps_the_name_of_its_day() -> None:
    state = page("望城县委召开会议。")
    assert entity(home_mention(state, "county", find_home("我县落雪。", ["望城区"]))) == ("望城县", "望城县")
    assert set(state.clusters["望城县"].forms) == {"望城县", "望城"}


@pytest.mark.parametrize("text", ["邹平县化工厂落雪。市委书记说，全市封路。", "邹平县落雪。市委书记说，全市封路。"])
def test_a_division_that_rose_is_called_as_today_by_a_page_of_today(text: str, nlp: Language) -> None:
    state = page(text)
    assert entity(home_mention(state, "city", find_home(text, ["邹平县"]))) == ("邹平市", "邹平市")
    found = find(Page("a.txt", f"邹平日报\n林知远来到{text}"), nlp)
    assert ("邹平市", "Place") in {(cluster.name, cluster.cls) for cluster in found.entities.values()}


def test_the_names_of_a_division_before_it_rose_are_names_of_it() -> None:
    names = [("邹平县", "Place"), ("邹平", "Place")]
    text = "他生于邹平县，住在邹平。"
    mentions, clusters = identify(text, filed(text, *names), [], risen=("邹平市", "邹平县"))
    assert {m.entity for m in mentions} == {"邹平市"}
    assert (clusters["邹平市"].name, clusters["邹平市"].aliases) == ("邹平市", ("邹平", "邹平县"))
    assert {m.entity for m in identify(text, filed(text, *names), [])[0]} == {"邹平县", "邹平"}


def test_a_level_without_division_gives_no_mention() -> None:
    state = page("落雪。")
    assert home_mention(state, "county", find_home("我市落雪，全市封路。", ["湖州市"])) is None
    assert state.clusters == {}


def test_works_are_known_by_their_name_with_their_firm_too(nlp: Language) -> None:
    text = "林知远察看了云澜集团年产5万吨轴承钢项目。"
    found = find(Page("a.txt", text), nlp)
    works = next(e for e in found.entities.values() if e.cls == "Project")
    assert {works.name, *works.aliases} == {"年产5万吨轴承钢项目", "云澜集团年产5万吨轴承钢项目"}


def test_a_town_without_its_level_is_the_town() -> None:
    text = "胜岭镇招商，集团在胜岭建厂。"
    assert entities(text, ("胜岭镇", "Place")) == [("胜岭镇", "胜岭镇"), ("胜岭", "胜岭镇")]


@pytest.mark.parametrize(
    "branch",
    ["云澜药业泰兴饮片厂", "云澜药业泰兴公司", "云澜药业新厂", "云澜药业河东厂区", "云澜药业提取分厂", "云澜药业总部"],
)
def test_the_works_of_a_firm_are_not_the_firm(branch: str) -> None:
    text = f"江城云澜药业有限公司扩产。{branch}投产。"
    found = dict(entities(text, ("江城云澜药业有限公司", "Firm"), (branch, "Firm")))
    assert found[branch] == branch


@pytest.mark.parametrize(
    ("full", "form"),
    [
        ("江城云澜药业有限公司", "云澜药业公司"),
        ("江城云澜生物科技有限公司", "云澜生物公司"),
        ("江城云澜食品加工厂", "云澜食品"),
        ("江城云澜玻璃器皿厂", "云澜玻璃"),
    ],
)
def test_a_short_form_is_the_firm_itself(full: str, form: str) -> None:
    text = f"{full}扩产。{form}订单充足。"
    found = [Candidate(text.rindex(name), text.rindex(name) + len(name), "Firm", "test") for name in (full, form)]
    _, clusters = identify(text, sorted(found), [])
    assert [cluster.name for cluster in clusters.values()] == [full]
