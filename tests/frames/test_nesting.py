"""What names say about the names inside them and beside them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.errors import RuleError
from kg.frames import nesting
from kg.frames.discourse import tell
from kg.frames.memory import Told
from kg.frames.nesting import chained, nested, nestings
from kg.frames.relations import Relation
from kg.ontology import load_ontology
from kg.records import Mention, Sentence

Triple = tuple[str, str, str]


def named(text: str, *names: tuple[str, str]) -> list[Told]:
    """One sentence whose names, those inside others included, are given with their classes."""
    mentions = [
        Mention(text.index(name), text.index(name) + len(name), cls, name, "test", entity=name) for name, cls in names
    ]
    return tell(text, [Sentence(0, len(text), 0, 0, "body")], sorted(mentions), [])


def triples(relations: Sequence[Relation]) -> set[Triple]:
    return {(r.subject.text, r.predicate, r.object.text) for r in relations}


# Names in names


@pytest.mark.parametrize(
    ("text", "outer", "inner", "expected"),
    [
        ("青石镇工业园在建。", ("青石镇工业园", "Park"), ("青石镇", "Place"), "locatedIn"),
        ("平川县青石镇落雪。", ("平川县青石镇", "Place"), ("平川县", "Place"), "locatedIn"),
        ("青石镇轴承项目在建。", ("青石镇轴承项目", "Project"), ("青石镇", "Place"), "locatedIn"),
        ("平川县轴承项目在建。", ("平川县轴承项目", "Project"), ("平川县", "Place"), "locatedIn"),
        ("北坡园区商会换届。", ("北坡园区商会", "Organization"), ("北坡园区", "Park"), "locatedIn"),
        ("青石镇纺织厂在建。", ("青石镇纺织厂", "Firm"), ("青石镇", "Place"), "locatedIn"),
        ("年产5万吨轴承钢项目在建。", ("年产5万吨轴承钢项目", "Project"), ("轴承钢", "Product"), "produces"),
        ("走进青石蓝莓种植基地。", ("青石蓝莓种植基地", "Place"), ("蓝莓", "Product"), "produces"),
        ("走进北坡轴承制造基地。", ("北坡轴承制造基地", "Park"), ("轴承", "Product"), "produces"),
    ],
)
def test_a_name_says_what_the_name_inside_it_is_to_it(
    text: str, outer: tuple[str, str], inner: tuple[str, str], expected: str
) -> None:
    assert triples(nested(named(text, outer, inner), {})) == {(outer[0], expected, inner[0])}


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("工业园青石镇分园在建。", ("工业园青石镇分园", "Park"), ("青石镇", "Place")),
        ("青石工业园在建。", ("青石工业园", "Park"), ("青石", "Place")),
        ("平川县纺织厂在建。", ("平川县纺织厂", "Firm"), ("平川县", "Place")),
        ("景德镇纺织厂在建。", ("景德镇纺织厂", "Firm"), ("景德镇", "Place")),
        ("青石镇至北坡镇公路改建在建。", ("青石镇至北坡镇公路改建", "Project"), ("青石镇", "Place")),
        ("轴承钢仓储项目在建。", ("轴承钢仓储项目", "Project"), ("轴承钢", "Product")),
        ("走进青石蓝莓批发市场。", ("青石蓝莓批发市场", "Place"), ("蓝莓", "Product")),
        ("走进青石蓝莓产业园。", ("青石蓝莓产业园", "Park"), ("蓝莓", "Product")),
        ("肉牛屠宰项目在建。", ("肉牛屠宰项目", "Project"), ("肉牛", "Product")),
    ],
    ids=[
        "in the middle",
        "no full name",
        "a firm of a county",
        "a firm of a city called like a town",
        "a road",
        "a storehouse",
        "a market",
        "a trade",
        "a slaughterhouse",
    ],
)
def test_a_name_does_not_say_more_than_it_does(text: str, outer: tuple[str, str], inner: tuple[str, str]) -> None:
    assert triples(nested(named(text, outer, inner), {})) == set()


@pytest.mark.parametrize(
    ("rest", "lies"), [("项目", False), ("建设工程", False), ("升级改造项目", False), ("轴承项目", True)]
)
def test_a_park_holds_what_is_built_there_and_not_its_own_building(rest: str, *, lies: bool) -> None:
    park = "青石商贸城"
    told = named(f"{park}{rest}在建。", (park + rest, "Project"), (park, "Park"))
    assert triples(nested(told, {})) == ({(park + rest, "locatedIn", park)} if lies else set())


def test_works_are_named_after_a_division_without_its_level() -> None:
    told = [*named("平川县落雪。", ("平川县", "Place")), *named("平川轴承项目在建。", ("平川轴承项目", "Project"))]
    assert triples(nested(told, {})) == {("平川轴承项目", "locatedIn", "平川")}


def test_a_division_is_no_harbour_by_its_last_character() -> None:
    told = named("贵港商会到贵港考察。", ("贵港商会", "Organization"), ("贵港", "Place"))
    assert triples(nested(told, {})) == set()


def test_of_names_in_a_name_the_widest_is_meant() -> None:
    told = named(
        "平川县青石镇工业园在建。", ("平川县青石镇工业园", "Park"), ("平川县青石镇", "Place"), ("平川县", "Place")
    )
    assert triples(nested(told, {})) == {("平川县青石镇工业园", "locatedIn", "平川县青石镇")}


def test_a_project_named_by_its_output_has_its_quantity_and_stage() -> None:
    name = "年产5万吨轴承钢项目"
    told = named(f"{name}在建。", (name, "Project"), ("轴承钢", "Product"))
    (made,) = nested(told, {name: "Planned"})
    assert made.status == "Planned"
    assert made.capacity is not None
    assert made.capacity.canonical == "5万吨/年"


def test_each_product_in_the_name_of_a_project_has_its_own_quantity() -> None:
    told = named(
        "年产5万吨轴承钢、3万吨齿轮钢项目在建。",
        ("年产5万吨轴承钢、3万吨齿轮钢项目", "Project"),
        ("轴承钢", "Product"),
        ("齿轮钢", "Product"),
    )
    made = {r.object.text: r.capacity and r.capacity.text for r in nested(told, {})}
    assert made == {"轴承钢": "5万吨", "齿轮钢": "3万吨"}


def test_a_word_that_stands_for_a_name_has_no_names_in_it() -> None:
    told = named("平川县青石镇落雪。", ("平川县青石镇", "Place"), ("平川县", "Place"))
    outer = Mention(0, 6, "Place", "平川县青石镇", "coref:x", entity="平川县青石镇")
    unit = told[0].masked.units[0]
    told[0].masked.units[0] = type(unit)(unit.start, unit.end, unit.kind, outer)
    assert nested(told, {}) == []


def test_nestings_speak_of_predicates_that_the_ontology_allows() -> None:
    for row in nestings():
        pairs = [(b, a) if row.inverse else (a, b) for a in row.outer for b in row.inner]
        assert all(load_ontology().allows(row.predicate, *pair) for pair in pairs)


# The scene


# Names beside names


def test_a_place_lies_in_the_one_printed_before_the_longer_name_that_it_begins() -> None:
    told = named("湘西州吉首市工业园在建。", ("湘西州", "Place"), ("吉首市", "Place"), ("吉首市工业园", "Park"))
    assert triples(chained(told)) == {("吉首市", "locatedIn", "湘西州")}


def test_a_village_that_a_site_begins_with_lies_in_the_town_before_it() -> None:
    told = named("走进青石镇双潭村柑橘园。", ("青石镇", "Place"), ("双潭村", "Place"), ("双潭村柑橘园", "Place"))
    assert triples(chained(told)) == {("双潭村", "locatedIn", "青石镇")}


def test_a_town_is_no_village_by_its_last_character_but_one() -> None:
    names = ("平川县", "东村", "东村乡", "东村乡粮站")
    told = named("走进平川县东村乡粮站。", *((name, "Place") for name in names))
    assert triples(chained(told)) == {("东村乡", "locatedIn", "平川县")}


@pytest.mark.parametrize(
    ("text", "first", "second", "longer"),
    [
        ("江西赣州工业园在建。", "江西", "赣州", "赣州工业园"),
        ("吉首市湘西州工业园在建。", "吉首市", "湘西州", "湘西州工业园"),
        ("湘西州和吉首市工业园在建。", "湘西州", "吉首市", "吉首市工业园"),
    ],
    ids=["no level", "the wrong way round", "not side by side"],
)
def test_other_places_do_not_chain(text: str, first: str, second: str, longer: str) -> None:
    assert triples(chained(named(text, (first, "Place"), (second, "Place"), (longer, "Park")))) == set()


@pytest.mark.parametrize(
    "row", [{}, {"id": "x", "outer": ["Park"], "inner": ["Place"], "predicate": "x", "where": "("}]
)
def test_a_wrong_nesting_is_refused_in_one_line(row: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "settings", lambda: {"nested": [row]})
    with pytest.raises(RuleError, match="^derived.yml: "):
        nestings.__wrapped__()


def test_a_school_named_after_a_village_of_the_article_lies_in_it() -> None:
    told = [
        *named("双潭村落雪。", ("双潭村", "Place")),
        *named("双潭村小学开学。", ("双潭村小学", "Organization")),
    ]
    assert triples(nested(told, {})) == {("双潭村小学", "locatedIn", "双潭村")}
