"""Many pages as one: the order they come in is all one, no name is lost, and evidence is never rewritten."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.records import Dataset, Entity, Extraction
from kg.resolve.ledger import ACCEPT, REJECT, Judgement, Ledger
from kg.resolve.merge import merge, one_entity
from tests.resolve.material import page

FULL, SHORT = "内蒙古云澜零碳科技有限公司", "云澜"
NAMES = {
    SHORT: "Firm",
    FULL: "Firm",
    "林知远": "Person",
    "高新区": "Park",
    "市工信局": "Agency",
}
PAGES = st.lists(
    st.tuples(st.sampled_from(["乌海市", "安吉县", ""]), st.sets(st.sampled_from(sorted(NAMES)), max_size=4)),
    max_size=5,
).map(lambda rows: [page(f"{n}.txt", home, {x: NAMES[x] for x in named}) for n, (home, named) in enumerate(rows)])
WHEN = "2026-01-01T00:00:00+00:00"


@given(PAGES, st.randoms())
def test_the_order_of_pages_is_all_one(pages: list[Extraction], chance: object) -> None:
    shuffled = list(pages)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(pages)


@given(PAGES)
def test_every_name_stays_with_an_entity_that_its_page_has(pages: list[Extraction]) -> None:
    merged = merge(pages)
    by_id = {e.id: e for e in merged.entities}
    assert list(by_id) == sorted(by_id)
    for before, after in zip(pages, merged.documents, strict=True):
        assert len(before.entities) == len(after.entities)
        for old, new in zip(before.entities, after.entities, strict=True):
            assert old.name in {by_id[new.id].name, *by_id[new.id].aliases}


@given(PAGES)
def test_pages_come_back_in_order_of_their_names_with_all_they_say(pages: list[Extraction]) -> None:
    documents = merge(reversed(pages)).documents
    assert [replace(d, entities=()) for d in documents] == [replace(p, entities=()) for p in pages]


def test_nothing_gives_nothing() -> None:
    assert merge([]) == Dataset((), ())


def test_the_fullest_name_is_the_name() -> None:
    short = Entity("x", "Firm", "青石公司", hidden=("青右",))
    full = Entity("x", "Firm", "青石轴承有限公司", aliases=("青石",))
    merged = one_entity("x", [(short, None), (full, None)])
    assert (merged.name, merged.aliases, merged.hidden) == ("青石轴承有限公司", ("青石", "青石公司"), ("青右",))


def test_statements_are_of_the_entities_of_the_dataset() -> None:
    pages = [
        page("a", "乌海市", {FULL: "Firm", "高新区": "Park"}, ("高新区", "cooperatesWith", FULL)),
        page("b", "乌海市", {SHORT: "Firm", "高新区": "Park"}, ("高新区", "cooperatesWith", SHORT)),
    ]
    merged = merge(pages)
    assert len(merged.entities) == 2
    assert {s.object for s in merged.statements} == {e.id for e in merged.entities if e.cls == "Firm"}


def test_a_statement_between_what_is_one_is_left_out() -> None:
    only = page("a", "乌海市", {SHORT: "Firm", FULL: "Firm"}, (SHORT, "cooperatesWith", FULL))
    a, b = (entity.id for entity in only.entities)
    ledger = Ledger((Judgement("same", "tester", WHEN, a=a, b=b),))
    assert len(merge([only]).statements) == 1
    assert merge([only], ledger).statements == ()


def test_a_rejected_statement_leaves_and_an_accepted_one_is_sure() -> None:
    names = {"云澜茶厂": "Firm", "高新区": "Park"}
    one = page("a", "乌海市", names, ("云澜茶厂", "locatedIn", "高新区"), ("高新区", "investedIn", "高新区"))
    located = next(s for s in one.statements if s.predicate == "locatedIn")
    for verdict, expected in ((REJECT, []), (ACCEPT, [1.0])):
        ledger = Ledger((Judgement(verdict, "tester", WHEN, statement=located.id),))
        found = [s.confidence for s in merge([one], ledger).statements if s.predicate == "locatedIn"]
        assert found == expected
