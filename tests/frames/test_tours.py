"""Companions: who came along on a visit saw what its leader saw."""

from __future__ import annotations

from datetime import date

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.tours import ATTENDED, PARTY, met, read_tours
from kg.ontology import load_ontology

SEEN = "[林知远|Official]来到[云澜纺织厂|Firm]和[青石镇|Place]。"
SITES = {"云澜纺织厂", "青石镇"}


def sites(who: str, *marked: str) -> set[str | None]:
    """What a person saw, by an article."""
    visits = read_article(tell_marked(*marked), Setting(issued=date(2024, 3, 28)))
    return {r.object.entity for r in visits if r.predicate == "visited" and r.subject.entity == who}


def test_the_predicate_of_tours_is_one_of_the_ontology() -> None:
    assert read_tours()["predicate"] in load_ontology().predicates


@pytest.mark.parametrize(
    "companions",
    [
        "[陈清河|Official]陪同。",
        "[陈清河|Official]陪同调研。",
        "[陈清河|Official]参加。",
        "[陈清河|Official]参加调研。",
        "[陈清河|Official]一同参加。",
        "[陈清河|Official]等一同前往。",
        "[陈清河|Official]随行。",
        "[陈清河|Official]参与此次考察活动。",
        "[陈清河|Official]等参与调研。",
        "[陈清河|Official]等市领导参加调研。",
        "在[陈清河|Official]陪同下，一行人看了看。",
        "在[陈清河|Official]等的陪同下，一行人看了看。",
        "由[陈清河|Official]陪同，一行人看了看。",
        "一行人与[陈清河|Official]一道看了看。",
        "商务局会同[陈清河|Official]，带队看了看。",
        "[副市长|title][陈清河|Official]参加。",
        "[陈清河|Official]一路同行，[周野|Official]参加。",
        "[陈清河|Official]全程陪同。",
        "[陈清河|Official]接待并陪同考察。",
        "[陈清河|Official]热情接待了客人并全程陪同。",
        "[陈清河|Official]陪同视察。",
        "[陈清河|Official]参加活动。",
        "[陈清河|Official]参加观摩。",
        "[陈清河|Official]参加督查调研活动。",
        "[陈清河|Official]参加视察督办活动。",
        "[陈清河|Official]随团考察。",
        "[陈清河|Official]参加招商活动。",
        "[陈清河|Official]参加上门招商考察活动。",
        "[陈清河|Official]参加考察学习。",
        "[陈清河|Official]参加参观活动。",
        "[陈清河|Official]参加了上午的走访活动。",
        "[陈清河|Official]陪同到访。",
        "由[陈清河|Official]作陪，一行人看了看。",
        "考察团成员有[周野|Official]、[招商局局长|title][陈清河|Official]。",
        "代表团一行的主要成员包括[陈清河|Official]。",
        "[陈清河|Official]陪同考察并出席座谈会。",
        "[陈清河|Official]跟随。",
        "一同督查的还有[周野|Official]、[陈清河|Official]。",
        "随行的[招商局局长|title][陈清河|Official]记了下来。",
        "同来的有[招商局局长|title][陈清河|Official]。",
    ],
)
def test_a_companion_saw_every_site(companions: str) -> None:
    assert sites("陈清河", SEEN, companions) == SITES


@pytest.mark.parametrize(
    "sentence",
    [
        "[陈清河|Official]参加会议。",
        "[陈清河|Official]参加签约仪式。",
        "[陈清河|Official]参加座谈。",
        "[陈清河|Official]参加招商推介会。",
        "[陈清河|Official]参加学习。",
        "公司研发团队成员包括[陈清河|Official]。",
        "县政府党组成员：[陈清河|Official]。",
        "专班领导小组成员有[陈清河|Official]。",
        "[陈清河|Official]讲话。",
        "[陈清河|Official]参加工作多年。",
    ],
)
def test_who_did_something_else_saw_nothing(sentence: str) -> None:
    assert sites("陈清河", SEEN, sentence) == set()


@pytest.mark.parametrize(
    "companions",
    [
        "[市领导|title][陈清河|Official]、[周野|Official]，[市政府秘书长|title][白石|Official]参加。",
        "[陈清河|Official]、[周野|Official]和[白石|Official]参加。",
        "[陈清河|Official]、[周野|Official]、[白石|Official]等县几个班子，青石镇主要负责人等参加。",
        "[副市长|title][陈清河|Official]，[县委书记|title][周野|Official]，[县长|title][白石|Official]陪同。",
        "[政委|title][陈清河|Official]，石总场[党委副书记|title]、[场长|title][周野|Official]、开发办[主任|title][白石|Official]参加。",
    ],
)
def test_every_one_of_a_list_came_along(companions: str) -> None:
    for who in ("陈清河", "周野", "白石"):
        assert sites(who, SEEN, companions) == SITES


@pytest.mark.parametrize("said", ["一同考察、座谈的还有", "陪同调研的领导有", "参加视察活动的有"])
def test_companions_may_be_told_of_afterwards(said: str) -> None:
    assert sites("周野", SEEN, f"{said}[陈清河|Official]、[周野|Official]。") == SITES


def test_companions_may_be_named_before_the_sites() -> None:
    assert sites("陈清河", "在[陈清河|Official]陪同下，[林知远|Official]来到[云澜纺织厂|Firm]。") == {"云澜纺织厂"}


def test_who_joined_on_one_day_saw_the_sites_of_that_day() -> None:
    marked = (
        "3月24日，[林知远|Official]来到[云澜纺织厂|Firm]。",
        "3月25日，[林知远|Official]来到[青石镇|Place]。",
        "[陈清河|Official]参加25日的活动。",
    )
    assert sites("陈清河", *marked) == {"青石镇"}


def test_who_joined_without_a_day_saw_the_sites_of_all_days() -> None:
    marked = (
        "3月24日，[林知远|Official]来到[云澜纺织厂|Firm]。",
        "3月25日，[林知远|Official]来到[青石镇|Place]。",
        "[陈清河|Official]参加。",
    )
    assert sites("陈清河", *marked) == SITES


def test_one_comes_along_with_who_saw_most() -> None:
    marked = ("[周野|Official]来到[石桥村|Place]。", SEEN, "[陈清河|Official]参加。")
    assert sites("陈清河", *marked) == SITES


def test_a_visit_that_is_denied_has_no_companions() -> None:
    assert sites("陈清河", "[林知远|Official]从未来到[云澜纺织厂|Firm]。", "[陈清河|Official]参加。") == set()


def test_a_companion_has_the_day_of_the_visit_and_a_lower_score() -> None:
    told = tell_marked("3月24日，[林知远|Official]来到[云澜纺织厂|Firm]。", "[陈清河|Official]参加。")
    led, joined = (r for r in read_article(told, Setting(issued=date(2024, 3, 28))) if r.predicate == "visited")
    assert joined.date == led.date == "2024-03-24"
    assert joined.score < led.score
    assert joined.start == told[1].masked.start


@pytest.mark.parametrize(
    "turn",
    [
        "在[衡川轴承有限公司|Firm]，机器轰鸣。",
        "在[衡川轴承有限公司|Firm]车间里，工人们正忙。",
        "当天下午，在[衡川轴承有限公司|Firm]，订单排到了年底。",
        "[衡川轴承有限公司|Firm]的车间里机器轰鸣。",
        "[衡川轴承有限公司|Firm]施工现场，塔吊林立。",
    ],
)
def test_the_report_of_a_tour_turns_to_the_next_site(turn: str) -> None:
    assert sites("林知远", SEEN, turn) == {*SITES, "衡川轴承有限公司"}


@pytest.mark.parametrize(
    "turn",
    [
        "在[平川县|Place]，柑橘熟了。",
        "[衡川轴承有限公司|Firm]的订单排到了年底。",
        "去年，[衡川轴承有限公司|Firm]建起车间，请来师傅。",
    ],
)
def test_what_a_report_only_speaks_of_is_no_site(turn: str) -> None:
    assert sites("林知远", SEEN, turn) == SITES


def test_after_the_meeting_has_begun_no_site_is_seen() -> None:
    assert sites("林知远", SEEN, "随后召开的座谈会上，大家发言。", "在[衡川轴承有限公司|Firm]，机器轰鸣。") == SITES


def test_without_a_tour_no_site_is_seen() -> None:
    assert sites("林知远", "[林知远|Official]主持会议。", "在[衡川轴承有限公司|Firm]，机器轰鸣。") == set()


def test_companions_saw_the_sites_a_report_turns_to() -> None:
    turn = "在[衡川轴承有限公司|Firm]，机器轰鸣。"
    assert sites("陈清河", SEEN, turn, "[陈清河|Official]参加。") == {*SITES, "衡川轴承有限公司"}


def test_who_sees_a_project_by_its_owner_visits_the_owner() -> None:
    seen = sites("林知远", "[林知远|Official]察看[衡川轴承有限公司|Firm]的[高端轴承项目|Project]。")
    assert seen == {"衡川轴承有限公司", "高端轴承项目"}


def test_those_whom_one_leads_come_along_and_do_not_take_the_lead() -> None:
    marked = (
        "[副县长|title][林知远|Official]带领[委员|title][周野|Official]，[局长|title][陈清河|Official]等，"
        "来到[云澜纺织厂|Firm]和[青石镇|Place]。"
    )
    for who in ("林知远", "周野", "陈清河"):
        assert sites(who, marked) == SITES


def test_the_list_of_those_in_whose_company_one_comes_does_not_take_the_lead() -> None:
    marked = (
        "[林知远|Official]在[局长|title][周野|Official][同志|title]，[镇长|title][陈清河|Official]等人的陪同下，"
        "来到[云澜纺织厂|Firm]和[青石镇|Place]。"
    )
    visits = read_article(tell_marked(marked), Setting(issued=date(2024, 3, 28)))
    assert {r.subject.entity for r in visits if r.predicate == "visited" and r.rule == "visited.go"} == {"林知远"}
    for who in ("林知远", "周野", "陈清河"):
        assert sites(who, marked) == SITES


def test_companions_do_not_visit_the_division_they_come_from() -> None:
    marked = ("[林知远|Official]来到我县[云澜纺织厂|Firm]，到我县调研。", "[陈清河|Official]陪同。")
    assert sites("林知远", *marked) == {"云澜纺织厂", home("any").entity}
    assert sites("陈清河", *marked) == {"云澜纺织厂"}


@pytest.mark.parametrize(
    ("talk", "hosts"),
    [
        ("[林知远|Official]一行与[陈清河|Official]、[周野|Person]等座谈。", {"陈清河", "周野"}),
        ("[林知远|Official]与[副市长|title][陈清河|Official]就合作进行交流。", {"陈清河"}),
        ("[林知远|Official]与[陈清河|Official]一同来到[青石镇|Place]。", set()),
        ("[林知远|Official]受到[陈清河|Official]、[周野|Official]的热情接待。", {"陈清河", "周野"}),
        ("[陈清河|Official]、[周野|Official]等与考察团成员座谈。", {"陈清河", "周野"}),
        ("[陈清河|Official]就我县的农业情况向考察团作了介绍。", {"陈清河"}),
        ("[周野|Official]、县农委主任分别向考察团进行了推介。", {"周野"}),
        ("[陈清河|Official]代表县政府对考察团的到来表示欢迎。", {"陈清河"}),
        ("[陈清河|Official]讲话，并对考察团到访致以欢迎。", {"陈清河"}),
        ("[陈清河|Official]欢迎考察团前来考察。", {"陈清河"}),
        ("[周野|Official]就我县的物产为考察团作了推介。", {"周野"}),
        ("[陈清河|Official]对青石镇的工作表示肯定。", set()),
    ],
)
def test_whom_the_visitors_talk_with_are_their_hosts(talk: str, hosts: set[str]) -> None:
    assert met(tell_marked(talk)) == hosts


def test_who_is_only_talked_with_goes_nowhere() -> None:
    story = ("[林知远|Official]一行与[陈清河|Official]座谈，并来到[云澜纺织厂|Firm]。",)
    assert (sites("林知远", *story), sites("陈清河", *story)) == ({"云澜纺织厂"}, set())


def test_who_only_came_along_does_not_go_on_alone() -> None:
    story = (
        "[林知远|Official]来到[青石镇|Place]。",
        "[副市长|title][陈清河|Official]陪同。",
        "随后，来到[云澜纺织厂|Firm]。",
    )
    assert (sites("林知远", *story), sites("陈清河", *story)) == ({"青石镇", "云澜纺织厂"}, {"青石镇", "云澜纺织厂"})


TALK = "[镇长|title][白石|Official]介绍了情况。"
TOUR = "一行先后来到[云澜纺织厂|Firm]、[青石镇|Place]。"


def test_guests_are_those_who_came_and_so_is_a_walking_group() -> None:
    came = "[林知远|Official]率队到[青石镇|Place]考察。"
    assert "云澜纺织厂" in sites("林知远", came, "客人到达后，随即前往[云澜纺织厂|Firm]参观。")
    assert "云澜纺织厂" in sites("林知远", came, "走访组来到[云澜纺织厂|Firm]。")
    assert "云澜纺织厂" not in sites("林知远", came, "酒店的客人很多，[云澜纺织厂|Firm]也忙。")


@pytest.mark.parametrize("led", ["带队调研。", "率代表团考察。", "带队，赴各地调研。"])
def test_those_who_lead_together_saw_the_same_sites(led: str) -> None:
    story = (f"[林知远|Official]、[陈清河|Official]{led}", TALK, TOUR)
    assert (sites("林知远", *story), sites("陈清河", *story), sites("白石", *story)) == (SITES, SITES, set())


@pytest.mark.parametrize(
    "led",
    [
        "分别带队调研。",
        "各自带队调研。",
        "带队，分三路调研。",
        "率队分两组调研。",
        "带两个检查组调研。",
        "带队，赴各地分片调研。",
    ],
)
def test_those_who_lead_groups_of_their_own_did_not_see_the_same(led: str) -> None:
    assert sites("陈清河", f"[林知远|Official]、[陈清河|Official]{led}", TALK, TOUR) == set()


def test_who_led_together_saw_it_less_surely_than_the_first() -> None:
    told = tell_marked("[林知远|Official]、[陈清河|Official]带队调研。", "一行来到[云澜纺织厂|Firm]。")
    first, other = (r for r in read_article(told, Setting()) if r.predicate == "visited")
    assert (other.subject.entity, other.rule) == ("陈清河", PARTY)
    assert other.score < first.score


@pytest.mark.parametrize("group", ["视察组", "代表们", "委员们"])
def test_what_nobody_leads_is_seen_by_those_who_take_part(group: str) -> None:
    tour = f"{group}先后来到[云澜纺织厂|Firm]、[青石镇|Place]。"
    story = ("[林知远|Official]、[陈清河|Official]参加督办视察。", TALK, tour)
    assert (sites("林知远", *story), sites("陈清河", *story), sites("白石", *story)) == (SITES, SITES, set())


def test_those_who_take_part_in_an_event_see_together_what_is_seen_behind_it() -> None:
    held = "[林知远|Official]出席仪式并揭牌，[副县长|title][陈清河|Official]参加仪式并致辞。"
    story = (held, "仪式结束后，与会领导参观了[云澜纺织厂|Firm]、[青石镇|Place]。")
    assert (sites("林知远", *story), sites("陈清河", *story)) == (SITES, SITES)
    assert ATTENDED in {r.rule for r in read_article(tell_marked(*story), Setting()) if r.predicate == "visited"}


def test_those_who_take_part_are_meant_whoever_went_before() -> None:
    before = "[周野|Official]来到[云澜酒厂|Firm]。"
    held = "[林知远|Official]出席仪式，[副县长|title][陈清河|Official]主持仪式。"
    story = (before, held, "仪式过后，与会领导参观了[云澜纺织厂|Firm]、[青石镇|Place]。")
    assert sites("陈清河", *story) == SITES


def test_who_takes_part_in_a_meeting_is_not_of_the_group() -> None:
    story = ("[林知远|Official]、[陈清河|Official]参加会议。", TALK, "视察组来到[云澜纺织厂|Firm]。")
    assert (sites("林知远", *story), sites("陈清河", *story)) == (set(), set())


def test_those_who_form_groups_begin_no_tour_that_others_join() -> None:
    groups = "[周野|Official]、[陈清河|Official]分三组，来到[青石镇|Place]。"
    story = ("[林知远|Official]来到[云澜纺织厂|Firm]。", groups, "[白石|Official]陪同。")
    assert sites("白石", *story) == {"云澜纺织厂"}


def test_who_comes_in_the_stead_of_another_is_spoken_of() -> None:
    story = ("[陈清河|Official]受[市长|title][林知远|Official]委托，到[云澜纺织厂|Firm]。", "随后来到[青石镇|Place]。")
    assert (sites("林知远", *story), sites("陈清河", *story)) == (set(), SITES)


def test_a_name_nobody_knows_stands_among_those_who_came_along() -> None:
    assert sites("陈清河", SEEN, "[陈清河|Official]、千宝金参加调研。") == SITES


LED = ("[林知远|Official]率[云城县党政代表团|Organization]来到[青石镇|Place]。",)


def test_a_delegation_sees_what_its_leader_sees() -> None:
    assert sites("云城县党政代表团", *LED, "[林知远|Official]来到[云澜纺织厂|Firm]。") >= {"云澜纺织厂", "青石镇"}


def test_its_leader_sees_what_a_delegation_sees() -> None:
    assert sites("林知远", *LED, "[云城县党政代表团|Organization]一行来到[云澜纺织厂|Firm]。") >= {
        "云澜纺织厂",
        "青石镇",
    }


@pytest.mark.parametrize("called", ["省乡村振兴局督查组", "市政协考察组", "第三督导组"])
def test_a_group_with_a_name_sees_what_it_sees_by_its_short_name(called: str) -> None:
    opened = f"[林知远|Official]带领[{called}|Agency]到[云城县|Place]督导。"
    short = f"{called[-3:]}先后来到[云澜纺织厂|Firm]、[青石镇|Place]。"
    assert sites(called, opened, short) >= SITES


def test_of_two_groups_that_are_called_alike_in_short_none_is_meant() -> None:
    named = "[第一督查组|Agency]、[第二督查组|Agency]督查森林防火。"
    story = ("[林知远|Official]到[云城县|Place]调研。", named, "督查组来到[云澜纺织厂|Firm]。")
    assert (sites("第一督查组", *story), sites("第二督查组", *story)) == (set(), set())


def test_a_group_without_a_name_of_its_own_is_no_team() -> None:
    story = ("[林知远|Official]带领[执法检查组|Agency]到[云城县|Place]检查。", "检查组来到[云澜纺织厂|Firm]。")
    assert "云澜纺织厂" not in sites("执法检查组", *story)


def test_a_body_that_is_no_delegation_sees_nothing_with_him() -> None:
    marked = "[林知远|Official]率[云城大学|Organization]教授来到[青石镇|Place]。"
    assert "青石镇" not in sites("云城大学", marked)


def test_who_shows_his_own_firm_does_not_visit_it() -> None:
    told = "[林知远|Official]来到[云澜纺织厂|Firm]、[青石丝厂|Firm]。"
    assert sites("孟知行", told, "[云澜纺织厂|Firm][董事长|title][孟知行|Person]陪同。") == {"青石丝厂"}


def test_who_shows_visitors_a_site_saw_what_the_sentence_names() -> None:
    shown = "[陈清河|Official]陪同[林知远|Official]一行参观了[石桥村|Place]。"
    assert sites("陈清河", SEEN, "[林知远|Official]一行来到[青石镇|Place]。", shown) == {"石桥村"}
