"""The arbiter: which of the names that overlap stands, and which names inside a name are kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.nlp import arbiter
from kg.nlp.arbiter import Likely, Policy, choose, policy
from kg.nlp.candidates import Candidate
from kg.ontology import load_ontology

TEXT = "青石镇北坡工业园云澜纺织厂年产五万套轴承项目"

RULES = """
ranks:
  - {source: "sure:", rank: 70}
  - {source: "fair:", rank: 55}
  - {source: "fine:", rank: 58}
keep:
  Park: [Place, Park]
  Project: [Product, Place, Park]
drop: ["help:"]
never:
  Firm: "^年产"
mute:
  looks: {Firm: "套$"}
  behind: {Firm: 项目}
  before: {Firm: 产.$}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A policy made for the tests; others have rank 50."""
    path = tmp_path / "arbiter.yml"
    path.write_text(RULES, encoding="utf-8")
    monkeypatch.setattr(arbiter, "_FILE", path)
    policy.cache_clear()
    yield path
    policy.cache_clear()


def spot(name: str, cls: str, source: str = "x:x") -> Candidate:
    start = TEXT.index(name)
    return Candidate(start, start + len(name), cls, source)


def chosen(*candidates: Candidate) -> list[Candidate]:
    """The outer mentions, the same in either order of filing."""
    outer, _, _ = choose(TEXT, candidates)
    assert choose(TEXT, reversed(candidates))[0] == outer
    return outer


@pytest.mark.usefixtures("rules")
class TestCrossing:
    def test_the_higher_rank_stands(self) -> None:
        short, long = spot("工业园云澜", "Firm", "sure:x"), spot("北坡工业园", "Park")
        assert chosen(short, long) == [short]

    def test_of_one_rank_the_longer_stands(self) -> None:
        short, long = spot("北坡工业园", "Park"), spot("工业园云澜纺织厂", "Firm")
        assert chosen(short, long) == [long]

    def test_length_weighs_more_than_ranks_of_the_same_ten(self) -> None:
        short, long = spot("北坡工业园", "Park", "fine:x"), spot("工业园云澜纺织厂", "Firm", "fair:x")
        assert chosen(short, long) == [long]

    def test_of_one_rank_and_length_the_earlier_stands(self) -> None:
        first, second = spot("北坡工业园", "Park"), spot("工业园云澜", "Firm")
        assert chosen(second, first) == [first]

    def test_names_side_by_side_stand_both(self) -> None:
        park, firm = spot("北坡工业园", "Park"), spot("云澜纺织厂", "Firm", "sure:x")
        assert chosen(firm, park) == [park, firm]

    def test_on_one_span_the_higher_rank_gives_the_class(self) -> None:
        park, firm = spot("北坡工业园", "Park", "sure:x"), spot("北坡工业园", "Firm")
        assert chosen(firm, park) == [park]

    def test_a_name_that_crosses_the_one_that_stands_is_in_neither(self) -> None:
        park, firm = spot("北坡工业园", "Park", "sure:x"), spot("工业园云澜", "Park")
        assert choose(TEXT, [park, firm])[:2] == ([park], [])

    def test_what_a_loser_crossed_is_free_for_the_next(self) -> None:
        best, loser, free = spot("北坡工业园", "Park", "sure:x"), spot("工业园云澜", "Firm"), spot("云澜", "Firm")
        assert chosen(loser, best, free) == [best, free]


@pytest.mark.usefixtures("rules")
class TestNesting:
    def test_a_name_inside_is_kept_where_its_class_is_one_of_those(self) -> None:
        park, town = spot("青石镇北坡工业园", "Park"), spot("青石镇", "Place")
        assert choose(TEXT, [town, park])[:2] == ([park], [town])

    def test_a_name_inside_of_another_class_is_dropped(self) -> None:
        park, firm = spot("青石镇北坡工业园", "Park"), spot("北坡", "Firm")
        assert choose(TEXT, [firm, park])[:2] == ([park], [])

    def test_a_class_without_an_entry_keeps_nothing(self) -> None:
        firm, park = spot("北坡工业园云澜纺织厂", "Firm"), spot("北坡工业园", "Park")
        assert choose(TEXT, [firm, park])[:2] == ([firm], [])

    def test_of_names_inside_that_cross_the_better_is_kept(self) -> None:
        park = spot("青石镇北坡工业园", "Park", "fine:x")
        town, other = spot("青石镇", "Place", "fine:x"), spot("镇北坡", "Place", "fair:x")
        assert choose(TEXT, [park, town, other])[:2] == ([park], [town])

    def test_a_name_inside_a_name_inside_is_kept_if_of_another_class(self) -> None:
        project = spot("青石镇北坡工业园云澜纺织厂年产五万套轴承项目", "Project")
        park, town, same = spot("青石镇北坡工业园", "Park"), spot("青石镇", "Place"), spot("北坡工业园", "Park")
        assert choose(TEXT, [project, park, town, same])[:2] == ([project], sorted([park, town]))

    def test_a_name_inside_of_a_higher_rank_takes_the_outer_one_s_place(self) -> None:
        park, town = spot("青石镇北坡工业园", "Park"), spot("青石镇", "Place", "sure:x")
        assert choose(TEXT, [park, town])[:2] == ([town], [])


@pytest.mark.usefixtures("rules")
class TestRefusal:
    def test_what_no_name_of_a_class_looks_like_is_none(self) -> None:
        assert chosen(spot("年产五万套", "Firm", "sure:x")) == []

    def test_it_may_be_a_name_of_another_class(self) -> None:
        project = spot("年产五万套轴承项目", "Project")
        assert chosen(project) == [project]

    def test_what_looks_or_stands_so_is_no_mention_and_keeps_its_place(self) -> None:
        for mute in ("云澜纺织厂年产五万套", "轴承", "五万"):
            other = spot(mute, "Product")
            assert chosen(spot(mute, "Firm", "sure:x"), other) == []
            assert chosen(spot(mute, "Firm"), other._replace(source="sure:x"))[0].cls == "Product"

    def test_a_source_that_only_helps_others_gives_no_mention(self) -> None:
        assert chosen(spot("云澜纺织厂", "Firm", "help:x")) == []

    def test_without_candidates_there_is_nothing(self) -> None:
        assert choose("", [])[:2] == ([], [])


def test_a_source_has_the_rank_of_the_first_row_that_fits(rules: Path) -> None:
    rules.write_text("ranks: [{source: 'a:b', rank: 9}, {source: 'a:', rank: 7}]\nkeep: {}", encoding="utf-8")
    found = policy()
    assert [found.rank(Candidate(0, 1, "Firm", s)) for s in ("a:b", "a:c", "b:a:", "z")] == [9, 7, 50, 50]


@pytest.mark.usefixtures("rules")
class TestTouching:
    def test_names_that_touch_none_are_a_group_each(self) -> None:
        found = [Candidate(start, start + 2, "Place", "x:x") for start in (4, 0, 2)]
        assert list(arbiter._touching(found)) == [[found[1]], [found[2]], [found[0]]]

    def test_names_in_a_chain_are_one_group(self) -> None:
        chain = [Candidate(start, start + 3, "Place", "x:x") for start in (0, 2, 4)]
        apart = Candidate(7, 9, "Place", "x:x")
        assert list(arbiter._touching([apart, *chain])) == [chain, [apart]]

    @pytest.mark.parametrize("seed", range(20))
    def test_what_is_chosen_group_by_group_is_what_is_chosen_of_all(self, seed: int) -> None:
        draw = random.Random(seed)  # noqa: S311 - candidates, no secrets
        sources = ("sure:x", "fair:x", "fine:x", "x:x")
        spans = {(start := draw.randrange(120), start + draw.randint(1, 9)) for _ in range(40)}
        kept = [Candidate(*span, draw.choice(("Place", "Park")), draw.choice(sources)) for span in sorted(spans)]
        draw.shuffle(kept)
        assert len(list(arbiter._touching(kept))) > 1
        assert sorted(arbiter._without_crossings(kept, policy())) == sorted(arbiter._chosen(kept, policy()))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ranks: []",
        "keep: {}",
        "ranks: [{source: '('}]\nkeep: {}",
        "ranks: [{source: x, rank: high}]\nkeep: {}",
        "a: [",
    ],
)
def test_a_wrong_policy_is_refused_in_one_line(rules: Path, text: str) -> None:
    rules.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match="^arbiter.yml: ") as caught:
        policy()
    assert "\n" not in str(caught.value)


def test_a_policy_that_is_missing_is_refused_in_one_line(rules: Path) -> None:
    rules.unlink()
    with pytest.raises(RuleError, match="^arbiter.yml: "):
        policy()


def test_the_policy_of_the_package_speaks_of_classes_of_the_ontology() -> None:
    found: Policy = policy()
    inner = {cls.partition("@")[0] for classes in found.keep.values() for cls in classes}
    outer = {name for name in found.keep if ":" not in name}
    assert {*outer, *inner, *found.never, *(cls for of in found.mute for cls in of)} <= set(load_ontology().concrete)


@pytest.mark.parametrize(
    ("text", "name", "cls", "stands"),
    [
        ("首届云澜轴承产业博览会开幕。", "首届云澜轴承产业博览会", "Organization", False),
        ("清江县第三届运动会开幕。", "清江县第三届运动会", "Organization", False),
        ("首届清江国际马拉松赛开幕。", "首届清江国际马拉松赛", "Organization", False),
        ("清江茶文化旅游节开幕。", "清江茶文化旅游节", "Organization", False),
        ("第九届西博会签约项目开工。", "第九届西博会", "Organization", False),
        ("清江县茶文化节组委会成立。", "清江县茶文化节组委会", "Organization", True),
        ("清江县中小学生课后环节研究会成立。", "清江县中小学生课后环节研究会", "Organization", True),
        ("清江县第十届人大三次会议闭幕。", "清江县第十届人大三次会议", "Agency", False),
        ("清江县第十届人民代表大会第三次会议开幕。", "清江县第十届人民代表大会", "Agency", False),
        ("清江县第十届人大常委会第三次会议决定", "清江县第十届人大常委会", "Agency", True),
        ("清江县第十届人民代表大会选举产生了县长。", "清江县第十届人民代表大会", "Agency", True),
        ("政协清江县第九届委员会第四次会议开幕。", "政协清江县第九届委员会", "Agency", False),
        ("政协清江县第九届委员会委员视察茶厂。", "政协清江县第九届委员会", "Agency", True),
    ],
)
def test_events_and_sessions_are_no_bodies(text: str, name: str, cls: str, stands: bool) -> None:  # noqa: FBT001
    candidate = Candidate(0, len(name), cls, "model:names")
    assert text.startswith(name)
    assert bool(choose(text, [candidate])[0]) is stands


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("高局长向", False),
        ("王副省长再次", False),
        ("刘总向县长", False),
        ("秋雨绵绵", False),
        ("欧阳兰兰", True),
        ("高县", True),
    ],
)
def test_no_name_goes_on_behind_a_post_and_none_is_the_weather(name: str, *, stands: bool) -> None:
    assert bool(choose(f"{name}，", [Candidate(0, len(name), "Official", "model:names")])[0]) is stands


@pytest.mark.parametrize(
    ("name", "cls", "stands"),
    [
        ("江南烈日炎炎", "Firm", False),
        ("莺飞", "Person", False),
        ("工地机声隆隆", "Place", False),
        ("高规格", "Person", False),
        ("高智能", "Firm", False),
        ("高智远", "Person", True),
        ("云澜集团核心公司", "Firm", False),
        ("云澜核心科技公司", "Firm", True),
    ],
)
def test_no_body_is_the_season_a_quality_or_a_part_without_a_name(name: str, cls: str, *, stands: bool) -> None:
    assert bool(choose(f"{name}，", [Candidate(0, len(name), cls, "model:names")])[0]) is stands


def test_divisions_side_by_side_at_the_head_of_an_organ_are_names_of_their_own() -> None:
    text = "湖北省恩施州利川市公安局通报"
    state, prefecture, county = (Candidate(*span, "Place", "bodies:place.full") for span in ((0, 3), (3, 6), (6, 9)))
    whole, organ = Candidate(0, 12, "Agency", "model:names"), Candidate(6, 12, "Agency", "bodies:agency.placed")
    likely = Likely({whole: 0.9, state: 0.1, prefecture: 0.1, county: 0.1}, 0.3)
    assert choose(text, [whole, state, prefecture, county], likely)[:2] == ([whole], [state, prefecture, county])
    # One by itself is none for that.
    assert choose(text, [organ, county], Likely({organ: 0.9, county: 0.1}, 0.3))[:2] == ([organ], [])
    # What fills a gap between two that stand stands too.
    likely = Likely({state: 0.9, prefecture: 0.1, organ: 0.9}, 0.3)
    assert choose(text, [state, prefecture, organ], likely)[:2] == ([state, prefecture, organ], [])


def test_where_another_class_stands_in_a_row_of_divisions_there_is_no_gap() -> None:
    text = "上海市浦东新区康桥镇来人"
    city, town = (Candidate(*span, "Place", "bodies:place.full") for span in ((0, 3), (7, 10)))
    zone, same = Candidate(3, 7, "Park", "bodies:park.known"), Candidate(3, 7, "Place", "bodies:place.full")
    for likely in (None, Likely({city: 0.9, zone: 0.9, same: 0.1, town: 0.9}, 0.3)):
        outer = choose(text, [city, zone, same, town], likely)[0]
        assert [c[:2] for c in outer] == [(0, 3), (3, 7), (7, 10)]


def test_the_place_in_the_name_of_an_event_is_a_mention() -> None:
    text = "清江县茶叶博览会开幕"
    event, place = Candidate(0, 8, "Organization", "model:names"), Candidate(0, 3, "Place", "bodies:place.full")
    likely = Likely({event: 0.9, place: 0.01}, 0.3, {place: 0.9}, 0.45)
    assert choose(text, [event, place], likely)[:2] == ([], [place])


@pytest.mark.parametrize(
    ("text", "name", "cls", "stands"),
    [
        ("取得《茶叶生产许可证》。", "《茶叶生产许可证》", "Policy", False),
        ("下达《责令整改通知书》。", "《责令整改通知书》", "Policy", False),
        ("签订《茶园流转合同》。", "《茶园流转合同》", "Policy", False),
        ("发放《纳税服务指南》《茶树栽培手册》。", "《纳税服务指南》", "Policy", False),
        ("发放《纳税服务指南》《茶树栽培手册》。", "《茶树栽培手册》", "Policy", False),
        ("印发《关于做好采茶工作的通知》。", "《关于做好采茶工作的通知》", "Policy", True),
        ("印发《茶园流转合同管理办法》。", "《茶园流转合同管理办法》", "Policy", True),
        ("印发《茶叶加工技术指南》。", "《茶叶加工技术指南》", "Policy", True),
        ("荣获“国家园林城市”称号。", "“国家园林城市”", "Policy", False),
        ("评为“清江美丽茶园行动”。", "“清江美丽茶园行动”", "Policy", False),
        ("获得留抵退税政策支持。", "留抵退税政策", "Policy", True),
        ("推进“国家园林城市”创建。", "“国家园林城市”创建", "Policy", True),
        ("认定为“中国驰名商标”。", "“中国驰名商标”", "Policy", False),
        ("获“清江五一劳动奖章”。", "“清江五一劳动奖章”", "Policy", False),
        ("清江被誉为“中国面粉城”。", "中国面粉城", "Park", False),
        ("清江享有“中国面粉城”的美誉。", "中国面粉城", "Park", False),
        ("走进“清江面粉城”。", "清江面粉城", "Park", True),
    ],
)
def test_papers_filled_in_and_honours_are_none(text: str, name: str, cls: str, stands: bool) -> None:  # noqa: FBT001
    start = text.index(name)
    candidate = Candidate(start, start + len(name), cls, "model:names")
    assert bool(choose(text, [candidate])[0]) is stands


@pytest.mark.parametrize(
    ("name", "cls", "stands"),
    [
        ("国家级湿地公园", "Place", False),
        ("国家4A级旅游景区", "Place", False),
        ("省级森林公园", "Place", False),
        ("清江国家级森林公园", "Place", True),
        ("省级现代农业产业园", "Park", False),
        ("清江现代农业产业园", "Park", True),
        ("清江大桥项目部", "Project", False),
        ("清江大桥项目经理部", "Project", False),
        ("清江大桥项目", "Project", True),
    ],
)
def test_what_only_says_of_which_kind_something_is_names_nothing(name: str, cls: str, stands: bool) -> None:  # noqa: FBT001
    assert bool(choose(name, [Candidate(0, len(name), cls, "model:names")])[0]) is stands


def test_the_place_in_the_name_of_a_delegation_is_a_mention_too() -> None:
    text = "云城县党政代表团"
    team, place = Candidate(0, 8, "Organization", "bodies:org.team"), Candidate(0, 3, "Place", "bodies:place.full")
    assert choose(text, [team, place])[:2] == ([team], [place])
    assert choose(text, [team._replace(source="bodies:org.named"), place])[1] == []


class TestLikelihood:
    """Where it is known how likely each candidate is."""

    TEXT = "云城县青石镇轴承产业园"
    COUNTY, TOWN = Candidate(0, 3, "Place", "bodies:place.full"), Candidate(3, 6, "Place", "bodies:place.town")
    PARK, ALL = Candidate(6, 11, "Park", "bodies:park.park"), Candidate(0, 11, "Park", "model:names")
    ACROSS, LONG = Candidate(4, 8, "Firm", "model:inner"), Candidate(3, 11, "Park", "model:inner")
    FIRM = Candidate(3, 6, "Firm", "model:inner")

    def stands(self, **likely: float) -> list[str]:
        known = {getattr(self, name): value for name, value in likely.items()}
        outer, _, _ = choose(self.TEXT, known, Likely(known, 0.35))
        return [self.TEXT[c.start : c.end] for c in outer]

    def test_what_is_too_unlikely_does_not_stand(self) -> None:
        assert self.stands(COUNTY=0.9, TOWN=0.3) == ["云城县"]

    def test_the_likelier_of_two_stands_though_it_be_shorter(self) -> None:
        assert self.stands(PARK=0.9, ALL=0.5) == ["轴承产业园"]
        assert self.stands(PARK=0.5, ALL=0.9) == [self.TEXT]

    def test_several_stand_for_one_that_they_outweigh(self) -> None:
        assert self.stands(COUNTY=0.6, TOWN=0.6, PARK=0.6, ALL=0.9) == ["云城县", "青石镇", "轴承产业园"]

    def test_a_span_counts_with_all_its_classes_and_takes_the_likeliest(self) -> None:
        firm = self.PARK._replace(cls="Firm")
        known = {self.PARK: 0.2, firm: 0.25}
        assert choose(self.TEXT, known, Likely(known, 0.35))[:2] == ([firm], [])

    def test_two_sources_of_one_class_count_once(self) -> None:
        known = {self.PARK: 0.2, self.PARK._replace(source="model:names"): 0.25}
        assert choose(self.TEXT, known, Likely(known, 0.35))[:2] == ([], [])

    def inside(self, **likely: float) -> list[str]:
        known = {getattr(self, name): value for name, value in likely.items()}
        of = {self.ALL: 0.9, self.COUNTY: 0.3}
        outer, inner, _ = choose(self.TEXT, [*of, *known], Likely(of, 0.35, known, 0.45))
        assert outer == [self.ALL]
        return [self.TEXT[c.start : c.end] for c in inner]

    def test_likely_names_inside_a_name_are_mentions_too(self) -> None:
        assert self.inside(COUNTY=0.9, TOWN=0.5, PARK=0.4) == ["云城县", "青石镇"]

    def test_what_is_no_name_inside_another_is_none(self) -> None:
        assert self.inside() == []

    def test_of_names_inside_that_cross_the_likelier_stands_and_one_inside_it_too(self) -> None:
        assert self.inside(TOWN=0.6, ACROSS=0.8) == ["石镇轴承"]
        assert self.inside(TOWN=0.8, ACROSS=0.6, LONG=0.5) == ["青石镇", "青石镇轴承产业园"]

    def test_a_likely_name_inside_one_that_does_not_stand_is_a_name_by_itself(self) -> None:
        def standing(of: dict[Candidate, float], inside: dict[Candidate, float]) -> list[str]:
            outer, inner, _ = choose(self.TEXT, [*of, *inside], Likely(of, 0.35, inside, 0.45, 0.6))
            assert inner == []
            return [self.TEXT[c.start : c.end] for c in outer]

        assert standing({self.ALL: 0.2}, {self.COUNTY: 0.9, self.TOWN: 0.5}) == ["云城县"]
        # Not where another one stands, and of two that share characters the likelier.
        assert standing({self.ALL: 0.2, self.TOWN: 0.8}, {self.ACROSS: 0.9}) == ["青石镇"]
        assert standing({self.ALL: 0.2}, {self.ACROSS: 0.8, self.TOWN: 0.9}) == ["青石镇"]

    def test_of_two_classes_of_one_span_inside_a_name_the_likelier_stands(self) -> None:
        assert self.inside(TOWN=0.6, FIRM=0.5) == ["青石镇"]
