"""Many pages as one: the order they come in is all one, and no name is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.records import Dataset, Entity, Extraction
from kg.resolve.merge import merge

CLASSES = st.sampled_from(["Person", "Official", "Firm", "Park"])
WORDS = st.text("甲乙丙AB", min_size=1, max_size=4)
ENTITIES = st.builds(
    Entity,
    id=st.sampled_from("xyz"),
    cls=CLASSES,
    name=WORDS,
    aliases=st.lists(WORDS, max_size=3).map(tuple),
    hidden=st.lists(WORDS, max_size=2).map(tuple),
    code=st.none() | st.sampled_from(["110000", "120000"]),
)


def page(doc: str, *entities: Entity) -> Extraction:
    """Return a page of these entities and no statements."""
    return Extraction(
        doc=doc,
        sha256="",
        text="",
        title="",
        issued=None,
        paper=None,
        home=None,
        articles=(),
        entities=entities,
        statements=(),
    )


PAGES = st.lists(st.lists(ENTITIES, max_size=4), max_size=5).map(
    lambda rows: [page(f"{number}.txt", *row) for number, row in enumerate(rows)]
)


def one(*same: Entity) -> Entity:
    """Return what becomes of one entity named on several pages."""
    (entity,) = merge([page(f"{number}.txt", entity) for number, entity in enumerate(same)]).entities
    return entity


@given(PAGES, st.randoms())
def test_the_order_of_pages_is_all_one(pages: list[Extraction], chance: object) -> None:
    shuffled = list(pages)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(shuffled) == merge(pages)


@given(PAGES)
def test_every_name_stays_and_every_id_is_one_entity(pages: list[Extraction]) -> None:
    merged = merge(pages)
    assert [e.id for e in merged.entities] == sorted({e.id for p in pages for e in p.entities})
    for entity in merged.entities:
        same = [e for p in pages for e in p.entities if e.id == entity.id]
        assert {entity.name, *entity.aliases} == {form for e in same for form in (e.name, *e.aliases)}
        assert entity.name not in entity.aliases
        assert not set(entity.hidden) & {entity.name, *entity.aliases}


@given(PAGES)
def test_pages_come_back_as_they_were_in_order_of_their_names(pages: list[Extraction]) -> None:
    assert merge(reversed(pages)).documents == tuple(pages)


def test_nothing_gives_nothing() -> None:
    assert merge([]) == Dataset((), ())


def test_the_fullest_name_is_the_name() -> None:
    merged = one(Entity("x", "Firm", "青石公司"), Entity("x", "Firm", "青石轴承有限公司", aliases=("青石",)))
    assert (merged.name, merged.aliases) == ("青石轴承有限公司", ("青石", "青石公司"))


def test_a_misprint_that_another_page_has_as_a_name_is_a_name() -> None:
    merged = one(Entity("x", "Firm", "青石公司", hidden=("青右公司",)), Entity("x", "Firm", "青右公司"))
    assert (merged.hidden, merged.aliases) == ((), ("青石公司",)) or merged.name == "青石公司"
    assert "青右公司" not in merged.hidden


def test_most_pages_decide_the_class_and_of_two_the_narrower() -> None:
    person, official, firm = (Entity("x", cls, "林知远") for cls in ("Person", "Official", "Firm"))
    assert one(person, official).cls == "Official"
    assert one(person, official, person).cls == "Person"
    assert one(firm, official, firm).cls == "Firm"


def test_two_codes_are_none() -> None:
    one_code, other = Entity("x", "Place", "青石市", code="110000"), Entity("x", "Place", "青石市", code="120000")
    assert one(one_code, one_code).code == "110000"
    assert one(one_code, other).code is None
