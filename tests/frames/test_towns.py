"""Towns that lie in the county an article writes about."""

from __future__ import annotations

from kg.frames.discourse import tell
from kg.frames.examples import tell_marked
from kg.frames.relations import Relation
from kg.frames.towns import at_home, in_towns
from kg.records import Mention, Sentence

COUNTY, CITY = (Mention(0, 0, "Place", name, "test", entity=name) for name in ("长兴县", "湖州市"))


def lie(*marked: str, home: Mention | None = COUNTY, found: tuple[Relation, ...] = ()) -> list[tuple[str, str]]:
    return [(r.subject.text, r.object.text) for r in at_home(tell_marked(*marked), found, lambda _level: home)]


def test_a_town_named_alone_lies_in_the_county_of_the_article() -> None:
    assert lie("一行来到[泗安镇|Place]。", "[泗安镇|Place]和[煤山镇|Place]丰收。") == [
        ("泗安镇", "长兴县"),
        ("煤山镇", "长兴县"),
    ]


def test_a_town_of_a_city_may_lie_in_any_of_its_counties() -> None:
    assert lie("一行来到[泗安镇|Place]。", home=CITY) == []
    assert lie("一行来到[泗安镇|Place]。", home=None) == []


def test_a_town_is_of_the_county_that_has_it_by_the_lists() -> None:
    told = "来自[德清县|Place]的客商到过[雷甸镇|Place]和[泗安镇|Place]。"
    assert lie(told) == [("雷甸镇", "德清县"), ("泗安镇", "长兴县")]
    assert lie(told, home=CITY) == [("雷甸镇", "德清县")]


def test_a_town_of_a_name_that_two_of_the_counties_have_may_be_of_either() -> None:
    assert lie("[婺城区|Place]、[东阳市|Place]来人看了[城东街道|Place]。", home=None) == []
    assert lie("[婺城区|Place]、[德清县|Place]来人看了[城东街道|Place]。", home=None) == [("城东街道", "婺城区")]


def test_an_old_name_beside_another_county_may_be_its() -> None:
    assert lie("来自[德清县|Place]的客商到过[红旗镇|Place]。") == []
    assert lie("客商到过[红旗镇|Place]。") == [("红旗镇", "长兴县")]


def test_a_town_that_is_said_to_lie_somewhere_is_left() -> None:
    (town,) = (m for one in tell_marked("一行来到[泗安镇|Place]。") for m in one.mentions)
    said = Relation(town, "locatedIn", CITY, "test", "Asserted", 1.0, 0, 1)
    assert lie("一行来到[泗安镇|Place]。", found=(said,)) == []


def test_what_is_only_called_a_town_is_none() -> None:
    assert lie("[硅谷之乡|Place]丰收。") == []


def nested(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), cls, name, "test", entity=name) for name, cls in names
    ]
    told = tell(text, [Sentence(0, len(text), 0, 0, "body")], mentions, [], home=lambda _level: COUNTY)
    return [(r.subject.text, r.object.text) for r in at_home(told, (), lambda _level: COUNTY)]


def test_a_town_that_a_longer_name_begins_with_lies_in_its_county_too() -> None:
    park = ("泗安镇苗木产业园", "Park")
    assert nested("一行来到泗安镇苗木产业园。", ("泗安镇", "Place"), park) == [("泗安镇", "长兴县")]


def test_a_town_in_the_middle_of_a_longer_name_or_behind_a_place_is_left() -> None:
    park = ("大泗安镇苗木产业园", "Park")
    assert nested("一行来到大泗安镇苗木产业园。", ("泗安镇", "Place"), park) == []
    site = ("泗安镇苗木市场", "Place")
    assert nested("来到南湖区泗安镇苗木市场。", ("南湖区", "Place"), ("泗安镇", "Place"), site) == []


def villages(*marked: str) -> list[tuple[str, str]]:
    return [(r.subject.text, r.object.text) for r in in_towns(tell_marked(*marked), ())]


def test_a_village_lies_in_the_only_town_that_its_sentence_names_before_it() -> None:
    assert villages("[青石镇|Place]引资在[石桥村|Place]建厂。") == [("石桥村", "青石镇")]
    assert villages("[青石镇|Place]丰收。", "[石桥村|Place]丰收。") == []
    assert villages("从[石桥村|Place]到[青石镇|Place]有班车。") == []


def test_a_village_of_a_sentence_of_two_towns_or_of_a_list_may_lie_elsewhere() -> None:
    assert villages("[青石镇|Place]学[白沙镇|Place]，在[石桥村|Place]建厂。") == []
    assert villages("到[青石镇|Place]、[石桥村|Place]调研。") == []
