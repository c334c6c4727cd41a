"""What is read from a section of ``graph.trig`` without parsing it is what was written there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import Claim
from kg.graph.resolved import claims
from kg.graph.write import TRIG, write_graph
from tests.views.material import dataset, entity, statement

INSIDE = (
    "\nst:x a rdf:Statement ;\n\trdf:subject id:a ;\n\trdf:predicate kg:p ;\n\trdf:object id:b ;\n"
    "\tkg:status kg:Asserted ;"
)
"""What a statement begins with, as a page might print it."""


@pytest.mark.parametrize("quote", ["甲厂落户乙园", INSIDE, f'甲厂"{INSIDE}', "甲厂\\"])
def test_claims_are_those_of_the_statements_whatever_their_texts_hold(quote: str, tmp_path: Path) -> None:
    plant, park = entity("甲厂"), entity("乙园", "Park")
    said = [
        statement(1, plant, "locatedIn", park, text=quote, quote=quote, date="2024-05"),
        statement(2, park, "develops", plant, text=quote, quote=quote, status="Planned", title=quote),
        statement(3, plant, "cooperatesWith", park, text=quote, quote=quote, amount="3亿元", capacity=quote),
    ]
    (section,) = write_graph(dataset([plant, park], said, text=quote), tmp_path).values()
    found = claims((tmp_path / TRIG).read_bytes()[section.start : section.end])
    assert found == {one.id: Claim(one.subject, one.predicate, one.object, one.status) for one in said}


def test_a_document_that_says_nothing_has_no_claims(tmp_path: Path) -> None:
    (section,) = write_graph(dataset([entity("甲厂")], [], text="甲厂"), tmp_path).values()
    assert claims((tmp_path / TRIG).read_bytes()[section.start : section.end]) == {}
