"""Which entities of different pages are one: by evidence, never by a short name alone."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.records import Extraction
from kg.resolve.decide import APART, MERGED, PROPOSED, Decided, resolve
from kg.resolve.ledger import DIFFERENT, SAME, UNSURE, Judgement, Ledger
from kg.resolve.merge import merge
from tests.resolve.material import page

FULL, SHORT = "内蒙古云澜零碳科技有限公司", "云澜"


def names(pages: list[Extraction], ledger: Ledger | None = None) -> set[tuple[str, ...]]:
    """Return the names of each entity of pages as one dataset."""
    return {(e.name, *e.aliases) for e in merge(pages, ledger).entities}


def outcome(pages: list[Extraction], one: str, other: str, ledger: Ledger | None = None) -> Decided | None:
    """Return what became of the pair of units that have these names."""
    resolution = resolve(pages, ledger or Ledger())
    for decided in resolution.decided:
        pair = [resolution.units[ref] for ref in (decided.candidate.a, decided.candidate.b)]
        if {pair[0].name, pair[1].name} == {one, other}:
            return decided
    return None


def units(pages: list[Extraction], name: str) -> list[str]:
    """Return the refs of the units with a name."""
    return [unit.ref for unit in resolve(pages, Ledger()).units.values() if name in unit.names]


def judged(verdict: str, a: str, b: str) -> Ledger:
    return Ledger((Judgement(verdict, "tester", "2026-01-01T00:00:00+00:00", a=a, b=b),))


def test_a_short_name_in_the_same_city_is_the_firm() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"}), page("b", "乌海市", {SHORT: "Firm"})]
    assert names(pages) == {(FULL, SHORT)}


@pytest.mark.parametrize("short", ["恒垣家纺", "恒垣用品"])
def test_a_short_name_that_leaves_characters_out_is_the_firm(short: str) -> None:
    full = "南通恒垣家用纺织品有限公司"
    assert names([page("a", "南通市", {full: "Firm"}), page("b", "南通市", {short: "Firm"})]) == {(full, short)}
    assert len(names([page("a", "南通市", {full: "Firm"}), page("b", "南通市", {"恒垣纺家": "Firm"})])) == 2


def test_a_short_name_alone_is_nothing() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"}), page("b", "", {SHORT: "Firm"})]
    assert names(pages) == {(FULL,), (SHORT,)}
    decided = outcome(pages, FULL, SHORT)
    assert decided is not None
    assert decided.outcome == PROPOSED


def test_a_short_name_that_two_firms_have_is_asked_about() -> None:
    other = "乌海云澜物流有限公司"
    pages = [page("a", "乌海市", {FULL: "Firm", other: "Firm"}), page("b", "乌海市", {SHORT: "Firm"})]
    assert names(pages) == {(FULL,), (other,), (SHORT,)}


def test_a_short_name_far_away_is_another_firm() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"}), page("b", "安吉县", {SHORT: "Firm"})]
    assert names(pages) == {(FULL,), (SHORT,)}


def test_a_shared_manager_speaks_for_one_firm_and_then_for_one_manager() -> None:
    claim = ("郝永胜", "holdsPost", SHORT, "总经理")
    full = ("郝永胜", "holdsPost", FULL, "总经理")
    pages = [
        page("a", "乌海市", {FULL: "Firm", "郝永胜": "Person"}, full),
        page("b", "海勃湾区", {SHORT: "Firm", "郝永胜": "Person"}, claim),
    ]
    assert names(pages) == {(FULL, SHORT), ("郝永胜",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏云澜化学有限公司", "云澜化学有限责任公司"),
        ("江苏云澜化学有限公司", "云澜化学（江苏）有限公司"),
        ("泰兴云澜化学有限公司", "江苏云澜化学有限公司"),
    ],
)
def test_full_names_that_differ_in_place_or_legal_form_are_one_in_one_city(one: str, other: str) -> None:
    assert len(names([page("a", "泰兴市", {one: "Firm"}), page("b", "泰兴市", {other: "Firm"})])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("江苏云澜化学有限公司", "浙江云澜化学有限公司"),
        ("江苏云澜化学有限公司", "江苏云澜化工有限公司"),
        ("江苏云澜化学有限公司", "江苏云澜化学有限公司泰兴分公司"),
        ("云澜集团", "江苏云澜化学有限公司"),
    ],
)
def test_other_registered_names_and_branches_are_other_firms(one: str, other: str) -> None:
    assert len(names([page("a", "泰兴市", {one: "Firm"}), page("b", "泰兴市", {other: "Firm"})])) == 2


def test_organs_of_two_cities_are_two_and_bear_their_cities() -> None:
    pages = [page("a", "乌海市", {"市工信局": "Agency"}), page("b", "泰州市", {"市工信局": "Agency"})]
    assert {n[0] for n in names(pages)} == {"乌海市工业和信息化局", "泰州市工业和信息化局"}


def test_a_zone_is_one_by_its_long_and_short_name() -> None:
    pages = [
        page("a", "绵阳市", {"绵阳高新技术产业开发区": "Park"}),
        page("b", "绵阳市", {"绵阳高新区": "Park"}),
        page("c", "绵阳市", {"高新区": "Park"}),
    ]
    assert len(names(pages)) == 1


def test_zones_of_two_counties_are_two() -> None:
    pages = [page("a", "安吉县", {"经开区": "Park"}), page("b", "德清县", {"经开区": "Park"})]
    assert len(merge(pages).entities) == 2


def test_officials_of_one_place_are_one_whatever_their_post() -> None:
    pages = [
        page("a", "安吉县", {"林知远": "Official", "安吉县": "Place"}, ("林知远", "holdsPost", "安吉县", "副县长")),
        page("b", "安吉县", {"林知远": "Official", "县委": "Agency"}, ("林知远", "holdsPost", "县委", "常委")),
        page("c", "安吉县", {"林知远": "Official"}),
    ]
    assert len([e for e in merge(pages).entities if e.name == "林知远"]) == 1


def test_namesakes_of_one_county_are_told_apart_by_their_bodies() -> None:
    pages = [
        page("a", "安吉县", {"黄志明": "Person", "云澜茶厂": "Firm"}, ("黄志明", "holdsPost", "云澜茶厂", "厂长")),
        page("b", "安吉县", {"黄志明": "Official", "溪龙乡": "Place"}, ("黄志明", "holdsPost", "溪龙乡", "乡长")),
        page("c", "安吉县", {"黄志明": "Official", "梅溪镇": "Place"}, ("黄志明", "holdsPost", "梅溪镇", "镇长")),
    ]
    assert len([e for e in merge(pages).entities if e.name == "黄志明"]) == 3


@pytest.mark.parametrize("name", ["王芳", "谢保民"])
def test_two_of_whom_nothing_is_known_are_two(name: str) -> None:
    pages = [page("a", "安吉县", {name: "Person"}), page("b", "安吉县", {name: "Person"})]
    assert len(merge(pages).entities) == 2


def test_two_heads_of_two_places_at_one_time_are_two() -> None:
    posts = [("a", "石台县"), ("b", "田林县")]
    pages = [
        page(doc, place, {"涂振海": "Official", place: "Place"}, ("涂振海", "holdsPost", place, "县长"))
        for doc, place in posts
    ]
    assert len([e for e in merge(pages).entities if e.name == "涂振海"]) == 2


@pytest.mark.parametrize(
    "told",
    [
        "涂振海原任通山县县长，去年底调任京山市。",
        "京山市委书记涂振海今年9月由通山县县长调任现职。",
        "原通山县\n县长涂振海任京山市委书记。",
        "涂振海此前任通山县委副书记、县长。",
    ],
)
def test_an_official_who_moved_is_one_where_a_page_tells_of_the_post_before(told: str) -> None:
    def pages(text: str) -> list[Extraction]:
        names = {"涂振海": "Official", "通山县": "Place"}, {"涂振海": "Official", "京山市": "Place"}
        return [
            page("a", "咸宁市", names[0], ("涂振海", "holdsPost", "通山县", "县长"), issued="2021-04-20"),
            page(
                "b", "荆门市", names[1], ("涂振海", "holdsPost", "京山市", "市委书记"), issued="2023-02-24", text=text
            ),
        ]

    assert len([e for e in merge(pages(told)).entities if e.name == "涂振海"]) == 1
    for other in ("", "县长李小川原任通山县县长。", "涂振海原来由通山县坐车，县长在等。"):
        assert len([e for e in merge(pages(other)).entities if e.name == "涂振海"]) == 2


def test_a_leader_of_the_country_is_one_in_every_province() -> None:
    post = ("何正远", "holdsPost", "国务院", "副总理")
    pages = [
        page(d, h, {"何正远": "Official", "国务院": "Agency"}, post) for d, h in (("a", "乌海市"), ("b", "泰州市"))
    ]
    assert len([e for e in merge(pages).entities if e.name == "何正远"]) == 1


def test_villages_of_one_name_in_two_towns_are_two() -> None:
    pages = [
        page("a", "安吉县", {"和平村": "Place", "溪龙乡": "Place"}, ("和平村", "locatedIn", "溪龙乡")),
        page("b", "安吉县", {"和平村": "Place", "梅溪镇": "Place"}, ("和平村", "locatedIn", "梅溪镇")),
    ]
    assert len([e for e in merge(pages).entities if e.name == "和平村"]) == 2


def test_a_town_is_one_in_the_paper_of_its_county_and_of_its_city() -> None:
    assert len(names([page("a", "湖州市", {"溪龙乡": "Place"}), page("b", "安吉县", {"溪龙乡": "Place"})])) == 1


def test_plans_of_a_county_and_its_city_are_two() -> None:
    plan = {"“十五五”规划": "Policy"}
    assert len(merge([page("a", "湖州市", plan), page("b", "安吉县", plan)]).entities) == 2


def test_a_latin_pair_of_one_page_is_one_product_everywhere() -> None:
    pages = [page("a", "乌海市", {"1,4-丁二醇/BDO": "Product"}), page("b", "泰州市", {"BDO": "Product"})]
    assert len(names(pages)) == 1


def test_the_order_of_pages_is_all_one() -> None:
    pages = [
        page("a", "乌海市", {FULL: "Firm", "郝永胜": "Person"}),
        page("b", "乌海市", {SHORT: "Firm"}),
        page("c", "海勃湾区", {SHORT: "Firm", "郝永胜": "Person"}),
    ]
    assert resolve(pages, Ledger()) == resolve(pages[::-1], Ledger())


def test_every_reason_has_a_weight_and_a_sentence() -> None:
    decided = outcome([page("a", "乌海市", {FULL: "Firm"}), page("b", "乌海市", {SHORT: "Firm"})], FULL, SHORT)
    assert decided is not None
    reasons = {reason.feature: reason for reason in decided.candidate.reasons}
    assert reasons.keys() == {"name.brand", "name.only", "place.named", "place.same"}
    assert reasons["place.same"].says == "both are on pages about 乌海市"
    assert decided.candidate.score == sum(reason.weight for reason in reasons.values())


def test_what_a_person_joins_is_one_and_what_a_person_divides_is_two() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"}), page("b", "安吉县", {SHORT: "Firm"})]
    a, b = units(pages, FULL)[0], units(pages, SHORT)[0]
    assert names(pages, judged(SAME, a, b)) == {(FULL, SHORT)}
    near = [page("a", "乌海市", {FULL: "Firm"}), page("b", "乌海市", {SHORT: "Firm"})]
    a, b = units(near, FULL)[0], units(near, SHORT)[0]
    assert names(near, judged(DIFFERENT, a, b)) == {(FULL,), (SHORT,)}
    decided = outcome(near, FULL, SHORT, judged(DIFFERENT, a, b))
    assert decided is not None
    assert decided.outcome == APART


def test_what_a_person_is_unsure_of_stays_apart_and_is_not_asked_again() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"}), page("b", "", {SHORT: "Firm"})]
    a, b = units(pages, FULL)[0], units(pages, SHORT)[0]
    decided = outcome(pages, FULL, SHORT, judged(UNSURE, a, b))
    assert decided is not None
    assert decided.outcome not in {MERGED, PROPOSED}


def test_one_page_of_a_key_can_be_taken_out() -> None:
    pages = [page(doc, "乌海市", {SHORT: "Firm"}) for doc in ("a", "b", "c")]
    (key,) = units(pages, SHORT)
    assert len(merge(pages).entities) == 1
    merged = merge(pages, judged(DIFFERENT, key, f"{key}@b"))
    assert len(merged.entities) == 2
    by_doc = {d.doc: d.entities[0].id for d in merged.documents}
    assert by_doc["a"] == by_doc["c"] != by_doc["b"]


def ordered(*judgements: tuple[str, str, str]) -> Ledger:
    when = "2026-01-01T00:00:0{}+00:00"
    return Ledger(tuple(Judgement(v, "tester", when.format(n), a=a, b=b) for n, (v, a, b) in enumerate(judgements)))


def test_of_judgements_that_contradict_each_other_the_later_ones_hold() -> None:
    full = ["蒙西焦化有限公司", "东方轴承有限公司", "华瑞纺织有限公司"]
    pages = [page(name, "乌海市", {name: "Firm"}) for name in full]
    a, b, c = (units(pages, name)[0] for name in full)
    claims = [(SAME, a, b), (SAME, b, c), (DIFFERENT, a, c)]
    for order in permutations(claims):
        resolution = resolve(pages, ordered(*order))
        home = {ref: leader for leader, refs in resolution.clusters.items() for ref in refs}
        last, x, y = order[2]
        assert (home[x] == home[y]) == (last == SAME)
        assert [one.pair for one in resolution.unheeded] == [tuple(sorted(order[0][1:]))]


def test_a_judgement_about_a_person_leaves_his_other_pages_with_him() -> None:
    post = ("林知远", "holdsPost", "安吉县", "副县长")
    pages = [page(doc, "安吉县", {"林知远": "Official", "安吉县": "Place"}, post) for doc in ("a", "b", "c")]
    pages.append(page("d", "乌海市", {"林知远": "Person"}))
    other = next(ref for ref in resolve(pages, Ledger()).units if ref.endswith("@d"))
    mine = next(ref for ref in resolve(pages, Ledger()).units if ref.endswith("@a"))
    merged = merge(pages, ordered((DIFFERENT, mine, other)))
    assert len([e for e in merged.entities if e.name == "林知远"]) == 2
    apart = merge(pages, ordered((DIFFERENT, mine, mine.replace("@a", "@b"))))
    assert len([e for e in apart.entities if e.name == "林知远"]) == 3


def test_who_is_unsure_keeps_two_apart_also_through_a_third() -> None:
    short, other = "云澜", "云澜科技"
    pages = [page(n, "乌海市", {n: "Firm"}) for n in (FULL, short, other)]
    assert len(names(pages)) == 1
    a, b = units(pages, short)[0], units(pages, other)[0]
    assert len(names(pages, ordered((UNSURE, a, b)))) == 2


def test_a_judgement_of_what_no_page_has_waits() -> None:
    pages = [page("a", "乌海市", {FULL: "Firm"})]
    assert resolve(pages, judged(SAME, "0" * 16, "1" * 16)).unknown == ("0" * 16, "1" * 16)
