"""What an article gives without a sentence: names in names, the scene, totals, what the owner of a project makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kg.frames.derive import covered, derived, described
from kg.frames.examples import tell_marked
from kg.frames.memory import Told
from kg.frames.relations import Relation

Triple = tuple[str, str, str]


def triples(relations: Sequence[Relation]) -> set[Triple]:
    return {(r.subject.text, r.predicate, r.object.text) for r in relations}


def relation(told: Sequence[Told], subject: str, predicate: str, obj: str, *, status: str = "Asserted") -> Relation:
    """A relation of the first sentence that has both names."""
    for one in told:
        by_name = {m.text: m for m in one.mentions}
        if {subject, obj} <= by_name.keys():
            span = one.masked.start, one.masked.end
            return Relation(by_name[subject], predicate, by_name[obj], "test", status, 0.8, *span)
    raise AssertionError((subject, obj))


SITES = frozenset({"Firm", "Project"})


def toured(*marked: str, seen: frozenset[str] = SITES) -> set[Triple]:
    """Where what is of a class that is `seen` lies, when someone came to see it."""
    told = tell_marked(*marked)
    visits = [
        relation([one], "林知远", "visited", m.text)
        for one in told
        for m in one.mentions
        if m.cls in seen and "林知远" in {n.text for n in one.mentions}
    ]
    return triples(covered(told, visits))


def test_a_site_seen_lies_in_the_park_being_toured() -> None:
    marked = ("[林知远|Official]走进[长兴经济开发区|Park]，看[云澜纺织厂|Firm]。",)
    assert toured(*marked) == {("云澜纺织厂", "locatedIn", "长兴经济开发区")}


def test_the_scene_lasts_over_sentences() -> None:
    marked = ("在[长兴经济开发区|Park]，", "[林知远|Official]看[云澜纺织厂|Firm]。")
    assert toured(*marked) == {("云澜纺织厂", "locatedIn", "长兴经济开发区")}


def test_what_is_seen_lies_in_the_park_that_an_article_opens_with() -> None:
    told = tell_marked("[林知远|Official]调研[长兴经济开发区|Park]。", "[林知远|Official]查看[云澜纺织厂|Firm]。")
    visits = [relation(told, "林知远", "visited", site) for site in ("长兴经济开发区", "云澜纺织厂")]
    found = [r for r in covered(told, visits) if r.rule == "scene.park"]
    assert triples(found) == {("云澜纺织厂", "locatedIn", "长兴经济开发区")}
    other = [relation(told, "林知远", "visited", "云澜纺织厂")]
    assert not [r for r in covered(told, other) if r.rule == "scene.park"]


def test_a_site_with_a_container_of_its_own_is_not_in_the_scene() -> None:
    marked = ("在[长兴经济开发区|Park]，", "[林知远|Official]看[青石镇|Place]的[云澜纺织厂|Firm]。")
    assert toured(*marked) == set()


def test_without_a_scene_nothing_is_known_of_where_a_site_lies() -> None:
    assert toured("[林知远|Official]看[云澜纺织厂|Firm]。") == set()


def test_a_city_is_too_wide_a_scene() -> None:
    assert toured("在[湖州市|Place]，", "[林知远|Official]看[云澜纺织厂|Firm]。") == set()


@pytest.mark.parametrize("county", ["长兴县", "义乌市"])
def test_a_county_that_one_is_in_holds_the_sites_seen(county: str) -> None:
    marked = (f"在[{county}|Place]，", "[林知远|Official]看[云澜纺织厂|Firm]。")
    assert toured(*marked) == {("云澜纺织厂", "locatedIn", county)}


@pytest.mark.parametrize("village", ["双潭村", "翠湖社区"])
def test_one_leaves_a_village_for_the_next_site(village: str) -> None:
    assert toured(f"走进[{village}|Place]。", "[林知远|Official]看[云澜纺织厂|Firm]。") == set()
    seen = toured(f"走进[{village}|Place]，[林知远|Official]看[云澜纺织厂|Firm]。")
    assert seen == {("云澜纺织厂", "locatedIn", village)}


def test_a_park_in_a_list_of_sites_does_not_hold_the_next() -> None:
    listed = "走进[长兴经济开发区|Park]、[衡川轴承|Firm]。"
    assert toured(listed, "[林知远|Official]看[云澜纺织厂|Firm]。") == set()


def test_where_a_site_lies_takes_no_qualifier_from_the_visit() -> None:
    told = tell_marked("走进[长兴经济开发区|Park]，[林知远|Official]看[云澜纺织厂|Firm]。")
    visit = relation(told, "林知远", "visited", "云澜纺织厂")
    (lies,) = covered(told, [visit, relation(told, "林知远", "holdsPost", "云澜纺织厂")])
    assert (lies.date, lies.amount, lies.capacity, lies.title) == (None, None, None, None)
    assert lies.score < visit.score


def test_a_firm_that_a_text_turns_to_lies_in_the_park_it_has_taken_us_to() -> None:
    told = tell_marked("走进[长兴经济开发区|Park]，机声隆隆。", "[云澜纺织厂|Firm]正赶订单。")
    assert triples(described(told, [], {})) == {("云澜纺织厂", "locatedIn", "长兴经济开发区")}


def test_a_firm_named_before_we_came_need_not_be_here() -> None:
    told = tell_marked(
        "[云澜纺织厂|Firm]扩产。", "走进[长兴经济开发区|Park]，机声隆隆。", "[云澜纺织厂|Firm]正赶订单。"
    )
    assert described(told, [], {}) == []


@pytest.mark.parametrize(
    ("told_of", "here"),
    [
        ("[丹麦云澜公司|Firm]下了订单。", False),
        ("[云澜公司|Firm]的采购商下了订单。", False),
        ("在[丹麦云澜公司|Firm]的车间，人人都忙。", True),
        ("[丹麦云澜公司|Firm]的饲料厂里，人人都忙。", True),
    ],
)
def test_a_firm_that_is_foreign_or_only_deals_with_a_park_is_in_it_where_it_is_shown(
    told_of: str, *, here: bool
) -> None:
    told = tell_marked("走进[长兴经济开发区|Park]，机声隆隆。", told_of)
    assert (triples(described(told, [], {})) != set()) is here


def test_a_scene_fades() -> None:
    told = tell_marked("走进[长兴经济开发区|Park]，" + "风起，" * 13, "[云澜纺织厂|Firm]正赶订单。")
    assert described(told, [], {}) == []


# Totals and owners


def invested(*marked: str, owners: Sequence[str] = ("云澜纺织厂",)) -> set[tuple[str, str]]:
    """Who invested how much by an article whose first sentence names the project and its owners."""
    told = tell_marked(*marked)
    owned = [relation(told, owner, "develops", "轴承项目", status="Planned") for owner in owners]
    return {
        (r.subject.text, r.amount.text)
        for r in derived(told, owned, {})
        if r.predicate == "investedIn" and r.amount is not None
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "总投资8亿元的[轴承项目|Project]，[云澜纺织厂|Firm]在建。",
        "[轴承项目|Project]计划总投资8亿元，[云澜纺织厂|Firm]在建。",
        "[轴承项目|Project]（总投资8亿元），[云澜纺织厂|Firm]在建。",
        "[云澜纺织厂|Firm]的[轴承项目|Project]正在打桩，投资8亿元，明年投产。",
        "[云澜纺织厂|Firm]的[轴承项目|Project]，协议资金8亿元，选址城东。",
        "[云澜纺织厂|Firm]的[轴承项目|Project]，8亿元；",
    ],
)
def test_a_total_is_the_investment_of_the_one_owner(sentence: str) -> None:
    assert invested(sentence) == {("云澜纺织厂", "8亿元")}


@pytest.mark.parametrize("sentence", ["项目总投资8亿元。", "占地百亩，总投资8亿元。", "该项目概算投资8亿元。"])
def test_a_total_may_be_told_of_the_project_spoken_of(sentence: str) -> None:
    assert invested("[轴承项目|Project]由[云澜纺织厂|Firm]建设。", sentence) == {("云澜纺织厂", "8亿元")}


def test_a_total_of_a_project_with_two_owners_is_that_of_both() -> None:
    marked = "总投资8亿元的[轴承项目|Project]，[云澜纺织厂|Firm]、[衡川轴承|Firm]在建。"
    assert invested(marked, owners=("云澜纺织厂", "衡川轴承")) == {("云澜纺织厂", "8亿元"), ("衡川轴承", "8亿元")}


def test_a_total_is_not_that_of_the_firm_in_the_name_of_a_project_built_by_another() -> None:
    told = tell_marked("总投资8亿元的[轴承项目|Project]，[云澜纺织厂|Firm]、[衡川轴承|Firm]在建。")
    owned = [
        relation(told, "云澜纺织厂", "develops", "轴承项目"),
        replace(relation(told, "衡川轴承", "develops", "轴承项目"), rule="develops.project-name"),
    ]
    assert [r.subject.text for r in derived(told, owned, {}) if r.predicate == "investedIn"] == ["云澜纺织厂"]


def test_a_total_of_a_project_with_three_owners_is_nobodys() -> None:
    owners = ("云澜纺织厂", "衡川轴承", "江禾集团")
    marked = "总投资8亿元的[轴承项目|Project]，[云澜纺织厂|Firm]、[衡川轴承|Firm]、[江禾集团|Firm]在建。"
    assert invested(marked, owners=owners) == set()


@pytest.mark.parametrize("work", ["承建", "负责施工"])
def test_who_only_does_the_work_does_not_pay_for_it(work: str) -> None:
    assert invested(f"总投资8亿元的[轴承项目|Project]，由[云澜纺织厂|Firm]{work}。") == set()


def test_the_first_total_of_a_project_stands() -> None:
    marked = ("总投资8亿元的[轴承项目|Project]，[云澜纺织厂|Firm]在建。", "[轴承项目|Project]总投资9亿元。")
    assert invested(*marked) == {("云澜纺织厂", "8亿元")}


def test_an_investment_by_total_is_proved_by_the_sentence_of_the_total() -> None:
    told = tell_marked("[轴承项目|Project]由[云澜纺织厂|Firm]建设。", "项目总投资8亿元。")
    owned = relation(told, "云澜纺织厂", "develops", "轴承项目", status="Planned")
    (total,) = (r for r in derived(told, [owned], {}) if r.predicate == "investedIn")
    assert (total.start, total.end) == (told[1].masked.start, told[1].masked.end)
    assert total.status == "Planned"


def test_the_owner_of_a_project_makes_what_the_project_makes() -> None:
    told = tell_marked("[云澜纺织厂|Firm]的[轴承项目|Project]产[圆锥轴承|Product]。")
    known = [relation(told, "云澜纺织厂", "develops", "轴承项目"), relation(told, "轴承项目", "produces", "圆锥轴承")]
    assert triples(derived(told, known, {})) == {("云澜纺织厂", "produces", "圆锥轴承")}


def test_a_park_makes_nothing_that_its_projects_make() -> None:
    told = tell_marked("[北坡园区|Park]的[轴承项目|Project]产[圆锥轴承|Product]。")
    owned, made = relation(told, "北坡园区", "develops", "轴承项目"), relation(told, "轴承项目", "produces", "圆锥轴承")
    assert derived(told, [owned, made], {}) == []
    assert derived(told, [owned, replace(made, rule="produces.project-name")], {}) == []


def test_what_a_project_is_called_after_is_its_owner_s_only_where_he_is_named() -> None:
    told = tell_marked("[云澜纺织厂|Firm]建设[轴承项目|Project]。", "[轴承项目|Project]使用[圆锥轴承|Product]的图纸。")
    owned = relation(told, "云澜纺织厂", "develops", "轴承项目")
    named = replace(relation(told, "轴承项目", "produces", "圆锥轴承"), rule="produces.project-name")
    assert derived(told, [owned, named], {}) == []
    assert triples(derived(told, [owned, replace(named, rule="produces.make")], {})) == {
        ("云澜纺织厂", "produces", "圆锥轴承")
    }


def test_an_agency_makes_nothing_though_it_owns_the_project() -> None:
    told = tell_marked("[平川县水利局|Agency]的[轴承项目|Project]产[圆锥轴承|Product]。")
    known = [relation(told, "平川县水利局", "develops", "轴承项目"), relation(told, "轴承项目", "produces", "圆锥轴承")]
    assert derived(told, known, {}) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "[云澜纺织厂|Firm]来到[北坡园区|Park]考察。",
        "[云澜纺织厂|Firm]拟投资1亿元，在[南坡园区|Park]建厂。",
        "[云澜纺织厂|Firm]出资1亿元，占股六成。",
        "[云澜纺织厂|Firm]谈了半年，没有落地。",
    ],
    ids=["only comes", "lies elsewhere", "only pays", "did not come about"],
)
def test_what_a_sentence_says_is_no_part_of_the_scene_does_not_lie_there(sentence: str) -> None:
    told = tell_marked("走进[北坡园区|Park]。", sentence)
    assert triples(described(told, [], {})) == set()


def test_one_who_passes_another_place_has_left_the_scene() -> None:
    told = tell_marked(
        "[林知远|Official]走进[北坡园区|Park]。", "[林知远|Official]去了[南坡园区|Park]，走访[云澜纺织厂|Firm]。"
    )
    assert triples(covered(told, [relation(told, "林知远", "visited", "云澜纺织厂")])) == set()


@pytest.mark.parametrize(
    ("opening", "sentence", "lies"),
    [
        ("[北坡园区|Park]已形成完整产业链。", "[云澜纺织厂|Firm]去年投产。", True),
        ("[北坡园区|Park]已形成完整产业链。", "园区与[云澜纺织厂|Firm]洽谈。", False),
        ("[北坡园区|Park]已形成完整产业链。", "[云澜纺织厂|Firm]的[董事长|title]说好。", False),
        ("其中[北坡园区|Park]贡献三成。", "[云澜纺织厂|Firm]去年投产。", False),
        ("[北坡园区|Park]办起云平台。", "[云澜纺织厂|Firm]提供服务器。", False),
        ("[北坡园区|Park]办起云平台。", "[云澜纺织厂|Firm]、[衡川轴承厂|Firm]负责建网。", False),
        ("[北坡园区|Park]举办对接会。", "[云澜纺织厂|Firm]、[衡川轴承厂|Firm]等参会。", False),
        ("[北坡园区|Park]已形成完整产业链。", "[云澜纺织厂|Firm]提供就业岗位300个。", True),
        ("[北坡园区|Park]已形成完整产业链。", "[云澜纺织厂|Firm]负责人很忙。", True),
    ],
    ids=[
        "its subject",
        "only dealt with",
        "only speaks",
        "only a part",
        "supplies it",
        "build for it",
        "guests",
        "gives work",
        "has a manager",
    ],
)
def test_a_text_that_opens_with_a_park_tells_of_what_lies_there(opening: str, sentence: str, *, lies: bool) -> None:
    found = described(tell_marked(opening, sentence), [], {})
    assert (("云澜纺织厂", "locatedIn", "北坡园区") in triples(found)) is lies


def test_one_who_runs_a_park_speaks_of_what_lies_there() -> None:
    told = tell_marked(
        "[北坡园区|Park][管委会主任|title][林知远|Official]到会。", "[林知远|Official]说，[云澜纺织厂|Firm]去年投产。"
    )
    post = replace(relation(told, "林知远", "holdsPost", "北坡园区"), title="管委会主任")
    assert triples(described(told, [post], {})) == {("云澜纺织厂", "locatedIn", "北坡园区")}


@pytest.mark.parametrize(
    "sentence",
    [
        "在[云澜纺织厂|Firm]的车间里，机器轰鸣。",
        "做棉纱的[云澜纺织厂|Firm]开了张。",
        "一墙之隔的[云澜纺织厂|Firm]也在扩产。",
    ],
    ids=["shown", "by what it makes", "next door"],
)
def test_what_a_scene_shows_lies_there_though_it_is_no_subject(sentence: str) -> None:
    told = tell_marked("走进[北坡园区|Park]，处处热火朝天。", sentence)
    assert triples(described(told, [], {})) == {("云澜纺织厂", "locatedIn", "北坡园区")}


@pytest.mark.parametrize(
    ("passed", "stays"),
    [
        ("去了[清江文化馆|Place]", True),
        ("了解了[南坡园区|Park]规划", True),
        ("去了[青石镇|Place]", False),
        ("去了[湖州市|Place]", False),
        ("去了[浙江省|Place]", False),
    ],
)
def test_one_moves_on_to_what_holds_sites_and_not_to_a_hall(passed: str, *, stays: bool) -> None:
    marked = ("[林知远|Official]走进[北坡园区|Park]。", f"[林知远|Official]{passed}，走访[云澜纺织厂|Firm]。")
    assert toured(*marked) == ({("云澜纺织厂", "locatedIn", "北坡园区")} if stays else set())


def travelled(*marked: str) -> set[Triple]:
    """Where the sites lie that somebody saw who had travelled to a division."""
    return toured(*marked, seen=SITES | {"Park", "Place"})


def test_who_travelled_to_a_division_sees_what_lies_in_it() -> None:
    lead = "[林知远|Official]到[江阴市|Place]考察。"
    listed = "[林知远|Official]来到[清江展示馆|Place]、[云澜纺织厂|Firm]、[长兴软件园|Park]。"
    assert travelled(lead, listed) == {
        (site, "locatedIn", "江阴市") for site in ("清江展示馆", "云澜纺织厂", "长兴软件园")
    }


def test_one_goes_on_from_a_village_to_what_may_lie_elsewhere() -> None:
    lead = "[林知远|Official]到[江阴市|Place]考察。"
    assert travelled(lead, "[林知远|Official]走进[东河村|Place]。", "[林知远|Official]看[云澜纺织厂|Firm]。") == {
        ("东河村", "locatedIn", "江阴市")
    }


@pytest.mark.parametrize("listed", ["[无锡市|Place]、[江阴市|Place]", "[江阴市|Place]和[江苏省|Place][无锡市|Place]"])
def test_what_is_seen_on_a_trip_to_several_divisions_may_lie_in_any(listed: str) -> None:
    """Though all visits but one of them were left out: nobody visits his own division."""
    told = tell_marked(f"[林知远|Official]赴{listed}考察，走访[云澜纺织厂|Firm]。")
    visits = [relation(told, "林知远", "visited", name) for name in ("江阴市", "云澜纺织厂")]
    assert triples(covered(told, visits)) == set()
