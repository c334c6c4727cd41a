"""What the ontology answers: descent, what may stand between what, and names that are not there."""

from __future__ import annotations

import pytest

from kg.errors import UnknownTerm
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()
ALL = {"Agency", "Firm", "Official", "Organization", "Park", "Person", "Place", "Policy", "Product", "Project"}

# As the guidelines of the gold pages have it; org stands for whatever is organised and may act.
ORGS = {"Agency", "Firm", "Organization"}
PEOPLE = {"Official", "Person"}
ENDS = {
    "visited": (PEOPLE | ORGS | {"Park"}, ORGS | {"Park", "Place", "Project"}),
    "investedIn": (PEOPLE | {"Firm", "Park", "Agency", "Place"}, {"Project", "Park", "Firm", "Place"}),
    "locatedIn": (ALL, {"Park", "Place"}),
    "produces": ({"Firm", "Project", "Park", "Place"}, {"Product"}),
    "madeFrom": ({"Product"}, {"Product"}),
    "holdsPost": (PEOPLE, ORGS | {"Park", "Place"}),
    "develops": ({"Firm", "Park", "Agency"}, {"Project"}),
    "cooperatesWith": (ORGS | {"Park", "Place"}, ORGS | {"Park", "Place"}),
    "issued": ({"Agency", "Place", "Park", "Firm"}, {"Policy"}),
    "implements": (ORGS | {"Park", "Place", "Official"}, {"Policy"}),
}


def test_there_are_ten_classes_that_an_entity_may_be_of() -> None:
    assert set(ONTOLOGY.concrete) == ALL
    assert len(ONTOLOGY.concrete) == 10


def test_no_predicate_is_missing() -> None:
    assert set(ONTOLOGY.predicates) == set(ENDS)


@pytest.mark.parametrize("predicate", sorted(ENDS))
def test_a_predicate_holds_between_the_classes_of_the_guidelines_and_no_others(predicate: str) -> None:
    subjects, objects = ENDS[predicate]
    allowed = {(s, o) for s in ALL for o in ALL if ONTOLOGY.allows(predicate, s, o)}
    assert allowed == {(s, o) for s in subjects for o in objects}


def test_only_cooperation_is_symmetric() -> None:
    assert [t.name for t in ONTOLOGY.predicates.values() if t.symmetric] == ["cooperatesWith"]


@pytest.mark.parametrize(
    ("cls", "ancestor", "answer"),
    [
        ("Official", "Person", True),
        ("Official", "Agent", True),
        ("Firm", "Firm", True),
        ("Person", "Official", False),
        ("Park", "Agent", False),
    ],
)
def test_descent_is_followed_to_the_top(cls: str, ancestor: str, *, answer: bool) -> None:
    assert ONTOLOGY.is_a(cls, ancestor) is answer


def test_an_abstract_class_stands_for_the_concrete_ones_below_it() -> None:
    assert ONTOLOGY.concrete_of("Site") == ("Park", "Place")
    assert ONTOLOGY.concrete_of("Person") == ("Official", "Person")


def test_an_unknown_class_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownTerm, match="no class or predicate 'Offical'; did you mean 'Official'?"):
        ONTOLOGY.is_a("Offical", "Person")


def test_an_unknown_predicate_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'visited'?"):
        ONTOLOGY.allows("visitted", "Person", "Firm")


def test_a_name_unlike_any_other_points_to_the_list() -> None:
    with pytest.raises(UnknownTerm, match="see `kg schema classes`"):
        ONTOLOGY.term("汽车")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Firm", "class"), ("visited", "predicate"), ("date", "qualifier"), ("Planned", "status"), ("Article", "node"),
     ("quote", "property"), ("rdf:subject", "property")],
)  # fmt: skip
def test_a_term_of_any_kind_is_found_by_its_name(name: str, kind: str) -> None:
    assert ONTOLOGY.kind(name) == kind
    assert ONTOLOGY.term(name).name == name


def test_every_term_has_a_label_in_both_languages_and_a_comment() -> None:
    kinds = (ONTOLOGY.classes, ONTOLOGY.predicates, ONTOLOGY.qualifiers, ONTOLOGY.statuses, ONTOLOGY.nodes,
             ONTOLOGY.properties)  # fmt: skip
    terms = [term for kind in kinds for term in kind.values()]
    assert [t.name for t in terms if not (t.label and t.label_en and t.comment)] == []
