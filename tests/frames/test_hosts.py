"""Hosts: who did not go to a division, and which sites of guests somebody saw with them."""

from __future__ import annotations

import pytest

from kg.frames.discourse import tell
from kg.frames.engine import Setting as Where
from kg.frames.engine import read_article
from kg.frames.examples import home, join_marked, tell_marked
from kg.frames.hosts import abroad, homes_of
from kg.records import Mention

GUEST = "[庆阳市|Place][市委书记|title][林知远|Official]赴[宁波市|Place]、[绍兴市|Place]考察。"
IN_NINGBO = "在[宁波市|Place]，[林知远|Official]来到[云澜纺织厂|Firm]。"
IN_SHAOXING = "在[绍兴市|Place]，[林知远|Official]来到[青石丝厂|Firm]。"


def sites(who: str, *marked: str) -> set[str | None]:
    """What a person saw, by an article."""
    found = read_article(tell_marked(*marked), Where(home=home))
    return {r.object.entity for r in found if r.predicate == "visited" and r.subject.entity == who}


def test_nobody_visits_the_division_he_holds_a_post_of() -> None:
    own = "[宁波市|Place][市长|title][陈清河|Official]来到[宁波市|Place]和[云澜纺织厂|Firm]。"
    assert sites("陈清河", own) == {"云澜纺织厂"}


def test_somebody_of_elsewhere_visits_it() -> None:
    assert "宁波市" in sites("林知远", GUEST)


def test_a_host_saw_what_lies_in_his_division() -> None:
    host = "[宁波市|Place][市长|title][陈清河|Official]陪同。"
    assert sites("陈清河", GUEST, IN_NINGBO, IN_SHAOXING, host) == {"云澜纺织厂"}


def test_each_host_had_his_part() -> None:
    hosts = "[宁波市|Place][市长|title][陈清河|Official]、[绍兴市|Place][市长|title][周野|Official]分别陪同。"
    story = (GUEST, IN_NINGBO, IN_SHAOXING, hosts)
    assert (sites("陈清河", *story), sites("周野", *story)) == ({"云澜纺织厂"}, {"青石丝厂"})


def test_who_came_with_the_guest_saw_all_of_it() -> None:
    guest = "[庆阳市|Place][副市长|title][陈清河|Official]陪同。"
    seen = sites("陈清河", GUEST, IN_NINGBO, IN_SHAOXING, guest)
    assert seen == {"宁波市", "绍兴市", "云澜纺织厂", "青石丝厂"}


def test_without_a_post_nothing_is_left_out() -> None:
    found = read_article(tell_marked("[林知远|Official]来到[宁波市|Place]。"), Where(home=home))
    assert (homes_of(found), abroad(found)) == ({}, found)


HOST = "[宁波市|Place][市长|title][陈清河|Official]陪同。"


def test_where_the_guests_come_from_is_not_where_they_are() -> None:
    tour = "在[宁波市|Place]，[庆阳市|Place]党政代表团来到[云澜纺织厂|Firm]。"
    assert sites("陈清河", GUEST, tour, HOST) == {"云澜纺织厂"}


def test_a_firm_called_after_a_city_does_not_take_the_guests_there() -> None:
    firm = "绍兴丝厂"
    marked = (GUEST, f"在[宁波市|Place]，[林知远|Official]来到[{firm}|Firm]、[云澜纺织厂|Firm]。", HOST)
    text, sentences, mentions, titles = join_marked(*marked)
    at = text.index(firm)
    mentions.append(Mention(at, at + 2, "Place", "绍兴", "test", entity="绍兴市"))
    visits = read_article(tell(text, sentences, sorted(mentions), titles, home=home), Where(home=home))
    seen = {r.object.entity for r in visits if r.predicate == "visited" and r.subject.entity == "陈清河"}
    assert seen == {firm, "云澜纺织厂"}


@pytest.mark.parametrize("who", ["视察组", "党政代表团", "领导", "委员", "有关负责人", "副主席"])
def test_an_organ_whose_people_come_is_no_visitor(who: str) -> None:
    assert sites("庆阳市政协", f"[庆阳市政协|Agency]{who}到[绍兴市|Place]考察。") == set()


def test_an_organ_that_comes_itself_is_one() -> None:
    assert sites("庆阳市政协", "[庆阳市政协|Agency]到[绍兴市|Place]考察。") == {"绍兴市"}
    assert sites("县政协", "[县政协|Agency]来到[云澜纺织厂|Firm]考察。") == {"云澜纺织厂"}


def test_an_organ_does_not_visit_the_division_it_is_of_without_its_name() -> None:
    assert sites("市人大常委会", "[市人大常委会|Agency]视察全市水利工程。") == set()
    assert sites("庆阳市政协", "[庆阳市政协|Agency]考察全县。") == {home("any").entity}


IN_DINGBIAN = "在[定边县|Place]，[林知远|Official]来到[云澜纺织厂|Firm]、[青石丝厂|Firm]。"
IN_JINGBIAN = "在[靖边县|Place]，[林知远|Official]来到[衡川轴承有限公司|Firm]。"
OF_DINGBIAN = "[定边县|Place][县委书记|title][陈清河|Official]陪同。"


def test_a_host_of_one_county_did_not_see_the_next() -> None:
    story = ("[榆林市|Place][市长|title][林知远|Official]带队调研。", IN_DINGBIAN, IN_JINGBIAN, OF_DINGBIAN)
    assert sites("陈清河", *story) == {"云澜纺织厂", "青石丝厂"}


def test_who_came_with_somebody_of_his_county_saw_the_next() -> None:
    story = ("[定边县|Place][县长|title][林知远|Official]带队调研。", IN_DINGBIAN, IN_JINGBIAN, OF_DINGBIAN)
    assert sites("陈清河", *story) >= {"衡川轴承有限公司"}


def test_whose_county_is_not_seen_is_no_host() -> None:
    story = ("[榆林市|Place][市长|title][林知远|Official]带队调研。", IN_JINGBIAN, OF_DINGBIAN)
    assert sites("陈清河", *story) >= {"衡川轴承有限公司"}


def test_a_county_that_only_helps_is_not_where_the_tour_goes() -> None:
    helped = "那里由[靖边县|Place]对口帮扶。"
    there = "[林知远|Official]来到[衡川轴承有限公司|Firm]。"
    story = ("[榆林市|Place][市长|title][林知远|Official]带队调研。", IN_DINGBIAN, helped, there, OF_DINGBIAN)
    assert sites("陈清河", *story) >= {"云澜纺织厂", "衡川轴承有限公司"}
