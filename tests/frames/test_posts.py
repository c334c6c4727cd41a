"""Posts: titles beside names, and whose each of them is."""

from __future__ import annotations

import pytest

from kg.frames.discourse import tell
from kg.frames.examples import join_marked
from kg.frames.memory import Told
from kg.frames.posts import advises, division_of, governed, posts
from kg.frames.relations import Relation
from kg.frames.status import ASSERTED, PLANNED
from kg.records import Mention

HOMES = {"city": "江城市", "county": "平川县", "province": "青山省", "any": "平川县"}


def told(*marked: str, kind: str = "official") -> list[Told]:
    """An article of marked sentences whose titles are all of one kind."""
    return tell(*join_marked(*marked, kind=kind))


def place(name: str, cls: str = "Place") -> Mention:
    return Mention(0, 0, cls, name, "test", entity=name)


def found(*marked: str, kind: str = "official", known: tuple[str, ...] = ()) -> list[Relation]:
    """The posts of the last sentence; `known` are the names of entities that the page has."""
    return posts(
        told(*marked, kind=kind)[-1],
        lambda level: place(HOMES[level]),
        lambda name: place(name) if name in known else None,
    )


def held(
    *marked: str, kind: str = "official", known: tuple[str, ...] = ()
) -> set[tuple[str | None, str | None, str | None]]:
    return {(r.subject.entity, r.title, r.object.entity) for r in found(*marked, kind=kind, known=known)}


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("市委书记", "江城市"),
        ("县长", "平川县"),
        ("副省长", "青山省"),
        ("常务副市长", "江城市"),
        ("区人大常委会主任", "平川县"),
    ],
)
def test_a_title_of_its_own_is_held_at_the_division_of_its_level(title: str, body: str) -> None:
    assert held(f"[{title}|title][林知远|Official]说。") == {("林知远", title, body)}


def test_a_public_title_of_no_level_is_held_at_the_office_spoken_of() -> None:
    """调研员 is a rank of any office: no reader takes it for the county's own."""
    assert held("[林知远|Official]说。") == set()
    assert held("[调研员|title][林知远|Official]说。") == set()
    told_of = ("[平川县统计局|Agency]公布了结果。", "[调研员|title][林知远|Official]说。")
    assert held(*told_of) == {("林知远", "调研员", "平川县统计局")}


def test_a_title_of_no_level_is_held_at_the_office_spoken_of() -> None:
    marked = ("[平川县统计局|Agency]发布数据。", "[副局长|title][林知远|Official]说。")
    assert held(*marked) == {("林知远", "副局长", "平川县统计局")}


@pytest.mark.parametrize(
    "spoken", ["[云澜纺织厂|Firm]扩产。", "[平川县统计局|Agency]发布数据，" + "风起，" * 12, "天晴。"]
)
def test_a_title_of_no_level_where_no_office_is_near_is_nobodys(spoken: str) -> None:
    assert held(spoken, "[副局长|title][林知远|Official]说。") == set()


def test_the_body_before_a_title_has_it() -> None:
    marked = "[平川县统计局|Agency][局长|title][林知远|Official]说。"
    assert held(marked) == {("林知远", "局长", "平川县统计局")}


@pytest.mark.parametrize(
    "marked",
    [
        "[林知远|Official]任[平川县统计局|Agency][局长|title]。",
        "[林知远|Official]（[平川县统计局|Agency][局长|title]）说。",
        "[林知远|Official]当选[平川县统计局|Agency][局长|title]。",
    ],
)
def test_a_title_may_stand_after_the_name(marked: str) -> None:
    assert held(marked) == {("林知远", "局长", "平川县统计局")}


def test_several_titles_of_one_body_are_one_post() -> None:
    marked = "[市委书记|title]、[市长|title][林知远|Official]说。"
    assert held(marked) == {("林知远", "市委书记、市长", "江城市")}


def test_several_titles_go_to_their_bodies() -> None:
    marked = "[平川县|Place][县委书记|title]、[长兴经济开发区|Park][党工委书记|title][林知远|Official]说。"
    assert held(marked) == {("林知远", "县委书记", "平川县"), ("林知远", "党工委书记", "长兴经济开发区")}


def test_a_body_keeps_the_titles_that_follow() -> None:
    marked = "[长兴经济开发区|Park][党工委书记|title]、[管委会主任|title][林知远|Official]说。"
    assert held(marked) == {("林知远", "党工委书记、管委会主任", "长兴经济开发区")}


def test_every_leader_of_a_list_has_the_title() -> None:
    marked = "[市领导|title][林知远|Official]、[陈清河|Official]和[周野|Official]参加。"
    assert held(marked) == {(name, "市领导", "江城市") for name in ("林知远", "陈清河", "周野")}


@pytest.mark.parametrize("committee", ["平川县委", "中共平川县委", "平川县委员会"])
def test_a_post_in_a_committee_is_a_post_of_what_it_leads(committee: str) -> None:
    marked = f"[{committee}|Agency][常委|title][林知远|Official]说。"
    assert held(marked, known=("平川县",)) == {("林知远", "常委", "平川县")}


@pytest.mark.parametrize("committee", ["长兴经济开发区党工委", "长兴经济开发区工委"])
def test_a_working_committee_leads_its_park(committee: str) -> None:
    marked = f"[{committee}|Agency][委员|title][林知远|Official]说。"
    assert held(marked, known=("长兴经济开发区",)) == {("林知远", "委员", "长兴经济开发区")}


def test_a_committee_of_a_body_that_the_page_has_not_stays() -> None:
    marked = "[平川县委|Agency][常委|title][林知远|Official]说。"
    assert held(marked) == {("林知远", "常委", "平川县委")}


def test_a_title_of_business_without_body_is_of_the_firm_spoken_of() -> None:
    marked = ("[云澜纺织厂|Firm]扩产。", "[董事长|title][林知远|Person]说。")
    assert held(*marked, kind="business") == {("林知远", "董事长", "云澜纺织厂")}


def test_a_firm_spoken_of_is_likelier_than_a_park_told_later() -> None:
    marked = ("[云澜纺织厂|Firm]扩产。", "[长兴经济开发区|Park]招商。", "[经理|title][林知远|Person]说。")
    assert held(*marked, kind="business") == {("林知远", "经理", "云澜纺织厂")}


def test_a_title_of_business_where_no_body_is_spoken_of_is_nobodys() -> None:
    assert held("[董事长|title][林知远|Person]说。", kind="business") == set()


def test_a_role_is_a_post_at_a_firm() -> None:
    marked = "[云澜纺织厂|Firm][工人|title][林知远|Person]说。"
    assert held(marked, kind="other") == {("林知远", "工人", "云澜纺织厂")}


@pytest.mark.parametrize("home", ["[青石镇|Place]", "[长兴经济开发区|Park]", ""])
def test_who_lives_somewhere_holds_no_post_there(home: str) -> None:
    assert held(f"{home}[居民|title][林知远|Person]说。", kind="other") == set()


def test_a_title_before_no_name_is_no_post() -> None:
    assert held("[市委书记|title]说，[林知远|Official]到任。") == set()


def test_the_body_of_a_bare_title_is_named_by_the_title() -> None:
    (relation,) = found("[市委书记|title][林知远|Official]说。")
    assert relation.object.text == "市委书记"
    assert (relation.object.start, relation.object.end) == (0, len("市委书记"))


@pytest.mark.parametrize(
    "marked",
    [
        "[林知远|Person]，[云澜纺织厂|Firm][厂长|title]，今年52岁。",
        "作为[云澜纺织厂|Firm][厂长|title]，[林知远|Person]很忙。",
        "任命[林知远|Person]为[云澜纺织厂|Firm][厂长|title]。",
        "[云澜纺织厂|Firm][厂长|title]（挂职）[林知远|Person]说。",
    ],
)
def test_a_post_may_be_told_in_an_apposition_or_appointment(marked: str) -> None:
    assert held(marked, kind="business") == {("林知远", "厂长", "云澜纺织厂")}


@pytest.mark.parametrize(
    "marked", ["县招标局[局长|title][林知远|Official]说。", "川流公司[局长|title][林知远|Official]说。"]
)
def test_a_body_that_nothing_took_for_a_name_has_its_post_itself(marked: str) -> None:
    assert held("[平川县统计局|Agency]发布数据。", marked) == set()


def test_an_office_that_each_division_has_is_of_the_division_of_the_post_before() -> None:
    marked = "[市长|title][陈清河|Official]，[组织部长|title][林知远|Official]参加。"
    assert held(marked) == {("陈清河", "市长", "江城市"), ("林知远", "组织部长", "江城市")}


def test_a_title_of_a_town_is_of_the_town_that_had_the_last_post() -> None:
    marked = "[青石镇|Place][党委书记|title][陈清河|Official]、[镇长|title][林知远|Official]参加。"
    assert ("林知远", "镇长", "青石镇") in held(marked)


@pytest.mark.parametrize("body", ["园区管委会", "经开区管委会", "开发区党工委"])
def test_a_post_at_a_management_body_without_a_name_is_one_at_the_park_it_runs_too(body: str) -> None:
    marked = ("[长兴经济开发区|Park]扩区。", f"[{body}|Agency][主任|title][林知远|Official]说。")
    assert held(*marked) == {("林知远", "主任", "长兴经济开发区"), ("林知远", "主任", body)}


def test_a_management_body_of_another_kind_of_park_stays() -> None:
    marked = ("[长兴经济开发区|Park]扩区。", "[高新区管委会|Agency][主任|title][林知远|Official]说。")
    assert held(*marked) == {("林知远", "主任", "高新区管委会")}


def test_the_head_of_a_park_is_of_the_park_spoken_of() -> None:
    marked = ("[长兴工业园|Park]扩区。", "园区[主任|title][林知远|Official]说。")
    assert held(*marked) == {("林知远", "主任", "长兴工业园")}


def test_a_worker_is_of_the_firm_told_just_before() -> None:
    marked = ("[云澜纺织厂|Firm]扩产。", "[质检员|title][林知远|Person]说。")
    assert held(*marked, kind="other") == {("林知远", "质检员", "云澜纺织厂")}


def test_a_trader_of_a_place_holds_no_post_there() -> None:
    assert held("[平川县|Place][客商|title][林知远|Person]说。", kind="business") == set()


@pytest.mark.parametrize(("organ", "division"), [("市政府", "江城市"), ("县委", "平川县"), ("市工信局", None)])
def test_a_government_without_a_name_acts_for_its_division(organ: str, division: str | None) -> None:
    found = division_of(place(organ, "Agency"), lambda level: place(HOMES[level]))
    assert (None if found is None else found.entity) == division


@pytest.mark.parametrize(
    ("organ", "division"),
    [("平川县人民政府", "平川县"), ("青石镇政府", "青石镇"), ("云城县政府", None), ("县政府", None)],
)
def test_a_government_by_its_name_is_that_of_a_division_of_the_page(organ: str, division: str | None) -> None:
    found = governed(place(organ, "Agency"), lambda name: place(name) if name in {"平川县", "青石镇"} else None)
    assert (None if found is None else found.entity) == division


def test_a_congress_advises() -> None:
    assert advises(place("市人大常委会", "Agency"))
    assert not advises(place("市工信局", "Agency"))


def test_the_posts_of_a_list_go_on_at_one_body() -> None:
    marked = "[云澜纺织厂|Firm][厂长|title][陈清河|Person]、营销中心[经理|title][林知远|Person]说。"
    told_of = "[衡川轴承|Firm]扩产。"
    assert ("林知远", "经理", "云澜纺织厂") in held(told_of, marked, kind="business")


@pytest.mark.parametrize(
    ("marked", "title"),
    [
        ("[林知远|Official][副市长|title]打来电话。", "副市长"),
        ("[林知远|Official]、[陈清河|Official]等[市领导|title]参加。", "市领导"),
    ],
)
def test_a_title_may_stand_directly_behind_a_name(marked: str, title: str) -> None:
    assert ("林知远", title, "江城市") in held(marked)


def test_a_form_of_address_is_no_post() -> None:
    assert held("[林知远|Official][书记|title]打来电话。") == set()


@pytest.mark.parametrize(
    "marked",
    [
        "任命[陈清河|Official]为[平川县|Place][副县长|title]、[林知远|Official]为[平川县统计局|Agency][局长|title]。",
        "[林知远|Official]，男，1970年生，现任[平川县统计局|Agency][局长|title]。",
        "调任[平川县统计局|Agency][局长|title]的[林知远|Official]来了。",
    ],
)
def test_an_appointment_may_be_told_in_a_list_or_a_record(marked: str) -> None:
    assert ("林知远", "局长", "平川县统计局") in held(marked)


def test_the_chairs_of_an_association_go_on_in_a_list() -> None:
    marked = "[平川县商会|Organization][会长|title][陈清河|Person]、[副会长|title][林知远|Person]参加。"
    assert ("林知远", "副会长", "平川县商会") in held(marked, kind="other")


@pytest.mark.parametrize(
    "marked",
    [
        "决定任命：[陈清河|Official]为[平川县|Place][副县长|title]；[林知远|Official]（女）为[平川县统计局|Agency][局长|title]。",
        "[林知远|Official]此前曾任[平川县统计局|Agency][局长|title]。",
        "时任[平川县统计局|Agency][局长|title]的[林知远|Official]来了。",
        "[林知远|Official]受聘担任[平川县统计局|Agency][局长|title]。",
        "（[林知远|Official]系[平川县统计局|Agency][局长|title]）",
        "[林知远|Official][同志|title]任[平川县统计局|Agency][局长|title]。",
    ],
)
def test_an_appointment_may_be_told_with_more_beside_it(marked: str) -> None:
    assert ("林知远", "局长", "平川县统计局") in held(marked)


def test_posts_at_the_chamber_that_meets_are_told_without_it() -> None:
    opened = "[市人大常委会|Agency]举行会议，[平川县统计局|Agency]列席。"
    assert ("林知远", "副主任", "市人大常委会") in held(opened, "[副主任|title][林知远|Official]主持。")
    assert ("林知远", "局长", "市人大常委会") not in held(opened, "[局长|title][林知远|Official]主持。")


def test_a_post_behind_one_of_a_guest_is_of_the_guests_division() -> None:
    guests = "[长兴县|Place][县委书记|title][林知远|Official]、[县长|title][陈清河|Official]"
    assert held(f"{guests}，[市长|title][周野|Official]来访。") == {
        ("林知远", "县委书记", "长兴县"),
        ("陈清河", "县长", "长兴县"),
        ("周野", "市长", "江城市"),
    }


def test_a_wide_space_may_stand_between_a_post_and_a_name() -> None:
    text = "嘉宾：[云澜集团|Firm][董事长|title]　[周野|Person]"
    assert held(text, kind="business") == {("周野", "董事长", "云澜集团")}


def told_of(*marked: str, known: tuple[str, ...] = ()) -> dict[str, str | None]:
    return {r.subject.text: r.object.entity for r in found(*marked, known=known)}


def test_the_posts_of_guests_go_on_behind_a_post_at_one_of_their_organs() -> None:
    marked = (
        "[云州市|Place][市长|title][陈清河|Official]，[市政协|Agency][主席|title][周野|Official]，"
        "[市委|Agency][副书记|title][林知远|Official]，[副市长|title][何二川|Official]来了。"
    )
    assert told_of(marked) == {"陈清河": "云州市", "周野": "市政协", "林知远": "云州市", "何二川": "云州市"}


def test_a_division_is_no_home_of_a_post_of_another_kind() -> None:
    # 平川县 is at home; what has a 盟长 is the league spoken of.
    assert told_of("[锡林郭勒盟|Place]下雪。", "[副盟长|title][陈清河|Official]来了。") == {"陈清河": "锡林郭勒盟"}


def test_the_name_of_a_firm_is_looked_up_for_no_division() -> None:
    asked: list[str] = []

    def lookup(name: str) -> Mention | None:
        asked.append(name)
        return None

    marked = "[江西赣澜集团有限公司|Firm][董事长|title][林知远|Person]，[副总经理|title][周野|Person]来了。"
    posts(told(marked, kind="business")[-1], lambda level: place(HOMES[level]), lookup)
    assert asked == []


def test_the_secretary_of_the_youth_league_leads_no_city() -> None:
    assert held("共青团[平川县|Place][县委书记|title][林知远|Official]说好。") == set()


def test_who_is_no_more_what_he_was_has_no_post() -> None:
    assert held("免去[林知远|Official][同志|title][平川县统计局|Agency][局长|title]职务。") == set()


def test_whose_relative_somebody_is_tells_of_no_post() -> None:
    marked = "[林知远|Official]系[平川县统计局|Agency][局长|title][周野|Official]之子。"
    assert not any(who == "林知远" for who, *_ in held(marked))


@pytest.mark.parametrize("post", ["师市党委副书记", "副师长", "师长"])
def test_posts_of_a_division_of_the_corps_are_of_the_one_named_last(post: str) -> None:
    marked = "[第十师北屯市|Place]开了会。", f"[{post}|title][林知远|Official]到[一八四团|Place]调研。"
    assert ("林知远", post, "第十师北屯市") in held(*marked)


def test_a_line_of_a_roll_gives_the_post_behind_a_space() -> None:
    line = "[林知远|Person]　[清江小学|Organization][教师|title]。"
    assert held(line, kind="business") == {("林知远", "教师", "清江小学")}
    assert held("[林知远|Person]　[清江小学|Organization]的操场。", kind="business") == set()


@pytest.mark.parametrize(
    "marked",
    [
        "[平川县统计局|Agency][林知远|Official][局长|title]、[青石镇|Place][陈清河|Official][书记|title]参加。",
        "[平川县统计局|Agency]（[局长|title][林知远|Official]）、[青石镇|Place]（[书记|title]：[陈清河|Official]）参加。",
    ],
)
def test_a_body_before_a_name_or_a_bracket_has_the_title_beside_the_name(marked: str) -> None:
    assert told_of(marked) == {"林知远": "平川县统计局", "陈清河": "青石镇"}


def test_a_title_behind_a_name_may_stand_in_a_list_of_such() -> None:
    marked = "[林知远|Official][市长|title]、[陈清河|Official][局长|title]参加。"
    assert held(marked) == {("林知远", "市长", "江城市")}


def test_a_town_where_somebody_is_has_no_title_of_another_level() -> None:
    assert told_of("到[青石镇|Place]（[副县长|title][林知远|Official]）。") == {"林知远": "平川县"}
    assert told_of("[青石镇|Place][林知远|Official][局长|title]说。") == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [("[平川县统计局|Agency]", "[妇联主席|title]"), ("[县统计局|Agency]", "[法院院长|title]")],
)
def test_a_post_that_each_division_has_is_not_at_the_bureau_told_before(before: str, after: str) -> None:
    marked = f"{before}[局长|title][陈清河|Official]、{after}[林知远|Official]参加。"
    assert told_of(marked, known=("平川县",))["林知远"] == "平川县"


def test_a_post_that_each_division_has_is_not_at_the_chamber_that_one_is_in_too() -> None:
    marked = "[县政协|Agency][副主席|title]、[工商联主席|title][林知远|Official]参加。"
    assert held(marked) == {("林知远", "副主席", "县政协"), ("林知远", "工商联主席", "平川县")}


def test_the_trade_union_of_a_firm_is_the_firms() -> None:
    marked = "[云澜纺织厂|Firm][厂长|title][陈清河|Person]、[妇联主席|title][林知远|Person]参加。"
    assert told_of(marked)["林知远"] == "云澜纺织厂"


def test_the_secretary_of_the_league_of_a_city_leads_no_city() -> None:
    assert held("[团市委书记|title][林知远|Official]说好。") == set()
    marked = "[团市委|Agency][书记|title][林知远|Official]说好。"
    assert held(marked) == {("林知远", "书记", "团市委")}


def test_a_head_without_a_name_is_not_who_is_told_behind_him() -> None:
    marked = "[县统计局|Agency][负责人|title]、[青石镇|Place][书记|title][林知远|Official]参加。"
    assert held(marked, kind="other") == set()
    assert held(marked) == {("林知远", "书记", "青石镇")}


@pytest.mark.parametrize("title", ["毕业生", "硕士", "学生"])
def test_who_learns_at_a_school_has_no_post_there(title: str) -> None:
    assert held(f"[云州大学|Organization][{title}|title][林知远|Person]回乡。", kind="other") == set()
    assert held("[云州大学|Organization][教授|title][林知远|Person]回乡。", kind="other") != set()


def test_the_head_of_a_school_is_of_the_one_told_of_and_of_no_county() -> None:
    opened = "[平川县|Place]与[云州大学|Organization]签约。"
    marked = "[县委书记|title][陈清河|Official]、[校长|title][林知远|Official]，[副县长|title][周野|Official]参加。"
    assert told_of(opened, marked) == {"陈清河": "平川县", "林知远": "云州大学", "周野": "平川县"}
    assert told_of(marked) == {"陈清河": "平川县", "周野": "平川县"}


def test_a_town_may_be_named_without_its_kind_before_a_post() -> None:
    marked = "清溪[党委书记|title][林知远|Official]参加。"
    assert told_of("[清溪镇|Place]开了会。", marked) == {"林知远": "清溪镇"}
    assert told_of("[青石镇|Place]开了会。", marked) == {}


@pytest.mark.parametrize("verb", ["接任", "升任", "历任", "晋升为", "改任"])
def test_who_gets_a_post_has_it(verb: str) -> None:
    assert held(f"[林知远|Official]{verb}[平川县|Place][青石镇|Place][党委书记|title]。") == {
        ("林知远", "党委书记", "青石镇")
    }


def test_who_rises_from_one_post_to_another_had_the_first_too() -> None:
    marked = "[林知远|Official]由[平川县统计局|Agency][局长|title]升任[云州市|Place][副市长|title]。"
    assert held(marked) == {("林知远", "局长", "平川县统计局"), ("林知远", "副市长", "云州市")}


def test_a_record_goes_on_with_what_somebody_was_and_is_to_be() -> None:
    marked = (
        "[林知远|Official]，男，1978年生，现任[青石镇|Place][党委书记|title]，"
        "曾任[平川县|Place][副县长|title]，拟任[平川县统计局|Agency][局长|title]。"
    )
    assert {(r.title, r.status) for r in found(marked)} == {
        ("党委书记", ASSERTED),
        ("副县长", ASSERTED),
        ("局长", PLANNED),
    }


def test_a_record_without_a_subject_is_of_the_one_person_spoken_of() -> None:
    marked = "曾任[青石镇|Place][党委书记|title]。"
    assert told_of("[林知远|Official]主持会议。", marked) == {"林知远": "青石镇"}
    assert told_of("[林知远|Official]、[陈清河|Official]主持会议。", marked) == {}
    assert told_of("[林知远|Official]主持会议。", "曾任[青石镇|Place][党委书记|title]的人来了。") == {}


@pytest.mark.parametrize("title", ["代县长", "原县长", "时任县长"])
def test_a_post_at_home_may_be_a_former_or_an_acting_one(title: str) -> None:
    assert told_of(f"[{title}|title][林知远|Official]说。") == {"林知远": "平川县"}


def test_a_former_post_is_at_the_body_before_it() -> None:
    assert told_of("[青石镇|Place]原[党委书记|title][林知远|Official]说。") == {"林知远": "青石镇"}


@pytest.mark.parametrize(
    "marked",
    [
        "[林知远|Official] [县委副书记|title]、[县长|title]",
        "[林知远|Official]，[县委副书记|title]、[县长|title]；",
        "职务：[县委副书记|title]、[县长|title]",
        "[林知远|Official]：[县委副书记|title]、[县长|title]",
        "[林知远|Official]（[县委副书记|title]、[县长|title]）：主持工作。",
        "[林知远|Official]，男，1970年生，现任[县委副书记|title]、[县长|title]。",
    ],
)
def test_an_entry_of_a_list_of_leaders_tells_their_posts(marked: str) -> None:
    assert ("林知远", "县委副书记、县长", "平川县") in held("姓名：[林知远|Official]。", marked)


def test_those_behind_one_title_share_it_where_only_spaces_part_them() -> None:
    marked = "[副县长|title] [林知远|Official] [周野|Official]"
    assert told_of(marked) == {"林知远": "平川县", "周野": "平川县"}
    assert "周野" not in told_of(f"{marked} [市长|title]")


def test_an_address_with_a_post_of_another_kind_of_division_is_of_a_guest() -> None:
    assert told_of("[林知远|Official][县长|title]来访。") == {"林知远": "平川县"}
    assert told_of("[林知远|Official][旗长|title]来访。") == {}


@pytest.mark.parametrize("said", ["现任平川县[青石镇|Place][镇长|title]", "现任[青石镇|Place][镇长|title]"])
def test_the_county_of_a_town_in_a_record_may_be_no_name(said: str) -> None:
    marked = f"[林知远|Official]，男，1978年生，大学学历，{said}，拟任[平川县统计局|Agency][局长|title]。"
    assert {(r.title, r.status) for r in found(marked)} == {("镇长", ASSERTED), ("局长", PLANNED)}


def test_names_on_a_line_have_the_posts_on_the_side_that_it_begins_with() -> None:
    turned = "[林知远|Official] [县长|title] [周野|Official] [副县长|title]"
    assert {(r.subject.text, r.title) for r in found(turned)} == {("林知远", "县长"), ("周野", "副县长")}
    plain = "[县长|title] [林知远|Official] [副县长|title] [周野|Official]"
    assert {(r.subject.text, r.title) for r in found(plain)} == {("林知远", "县长"), ("周野", "副县长")}


def test_a_committee_without_a_name_before_a_name_has_the_post_behind_it() -> None:
    assert told_of("市委[林知远|Official][副书记|title]到厂里调研。") == {"林知远": "江城市"}
    assert told_of("市委[林知远|Official][主任|title]到厂里调研。") == {}


def test_who_hands_on_to_a_relative_has_the_post_himself() -> None:
    marked = "[周野|Person]把公司交给儿子[林知远|Person]，自己担任[平川县商会|Organization][会长|title]。"
    assert held(marked, kind="other") == {("周野", "会长", "平川县商会")}


def test_a_relative_has_the_post_that_is_told_of_him() -> None:
    marked = "[周野|Person]的父亲[林知远|Person]曾担任[平川县商会|Organization][会长|title]。"
    assert held(marked, kind="other") == {("林知远", "会长", "平川县商会")}


@pytest.mark.parametrize(
    "who",
    [
        "[林知远|Official]接替[周野|Official]担任",
        "[林知远|Official]接替退休的[周野|Official]，任",
        "[林知远|Official]接替原[局长|title][周野|Official]出任",
    ],
)
def test_who_takes_over_from_another_has_the_post_alone(who: str) -> None:
    assert held(f"{who}[平川县统计局|Agency][局长|title]。") == {("林知远", "局长", "平川县统计局")}


@pytest.mark.parametrize("verb", ["任", "分别担任", "分别当选", "分别为"])
def test_each_of_several_has_a_post_of_his_own_where_the_words_say_so(verb: str) -> None:
    first, second = "[平川县统计局|Agency][局长|title]", "[平川县水利局|Agency][副局长|title]"
    both = held(f"[林知远|Official]、[周野|Official]{verb}{first}、{second}。")
    own = {("林知远", "局长", "平川县统计局"), ("周野", "副局长", "平川县水利局")}
    assert (both == own) == verb.startswith("分别")
    assert own <= both


def test_each_of_several_has_a_post_of_his_own_at_one_body() -> None:
    posts_there = "[平川县商会|Organization][会长|title]、[副会长|title]"
    assert held(f"[林知远|Person]、[周野|Person]分别任{posts_there}。", kind="other") == {
        ("林知远", "会长", "平川县商会"),
        ("周野", "副会长", "平川县商会"),
    }
    assert held(f"[林知远|Person]、[周野|Person]、[陈清河|Person]分别任{posts_there}。", kind="other") == set()


def test_an_appointment_goes_on_behind_a_comma() -> None:
    first = "任命[周野|Official]为[平川县水利局|Agency][局长|title]，[林知远|Official]"
    assert ("林知远", "局长", "平川县统计局") in held(f"{first}为[平川县统计局|Agency][局长|title]。")
    assert not any(who == "林知远" for who, *_ in held(f"{first}为[平川县统计局|Agency][局长|title]颁奖。"))


@pytest.mark.parametrize(
    ("said", "of", "later"),
    [
        ("考察团由[市委书记|title][林知远|Official]率领。", "寿光市", "寿光市"),
        ("[市委书记|title][林知远|Official]带队，内容丰富。", "寿光市", "江城市"),
        ("[市委书记|title][林知远|Official]会见客人。", "江城市", "江城市"),
        ("考察团由[市委书记|title][林知远|Official]陪同参观。", "江城市", "江城市"),
        ("[市委书记|title][林知远|Official]带队陪同。", "江城市", "江城市"),
    ],
)
def test_who_leads_a_delegation_has_his_post_where_it_comes_from(said: str, of: str, later: str) -> None:
    opened = "[寿光市考察团|Organization]来[江城市|Place]考察。"
    assert {body for _, _, body in held(opened, said, known=("寿光市",))} == {of}
    assert {body for _, _, body in held(opened, "雨" * 90 + "。", said, known=("寿光市",))} == {later}


def test_a_post_of_no_division_at_home_is_of_the_one_that_sends_a_delegation() -> None:
    opened = "[江西省德安县考察团|Organization]来了，"
    said = f"{opened}[县长|title][林知远|Official]参加。"
    home = posts(told(said)[-1], lambda _level: place("永城市"), place)
    assert [relation.object.entity for relation in home] == ["德安县"]
    assert held(said, known=("德安县",)) == {("林知远", "县长", "平川县")}


@pytest.mark.parametrize(
    ("told", "says", "body"),
    [
        (
            "[县农业农村局|Agency]、[红旗农机合作社|Organization]参加。",
            "[理事长|title][林知远|Official]说。",
            "红旗农机合作社",
        ),
        (
            "[红旗农机合作社|Organization]与[云澜集团|Firm]签约。",
            "合作社[理事长|title][林知远|Official]说。",
            "红旗农机合作社",
        ),
        ("[八十团|Place]请来[云澜集团|Firm]。", "[团长|title][林知远|Official]说。", "八十团"),
        ("[青原农场|Organization]请来[云澜集团|Firm]。", "农场[场长|title][林知远|Official]说。", "青原农场"),
        ("[长兴经济开发区|Park]请来[县水利局|Agency]。", "[管委会副主任|title][林知远|Official]说。", "长兴经济开发区"),
    ],
)
def test_a_title_or_the_word_before_it_tells_the_kind_of_its_body(told: str, says: str, body: str) -> None:
    assert {whose for _, _, whose in held(told, says)} == {body}


def test_a_body_of_a_kind_that_was_not_told_of_has_no_post() -> None:
    assert held("[县水利局|Agency]请来[云澜集团|Firm]。", "农场[场长|title][林知远|Official]说。") == set()
