"""Literals of the graph: each value with the type that it is, never one that it is not."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import DamagedInput
from kg.graph.terms import XSD, Names, date_literal, string_literal


@pytest.mark.parametrize("iso", ["2024-02-30", "2024-13", "0000", "二〇二四年", "20240501", "2024-5-1", "２０２４", ""])
def test_what_is_no_date_is_not_typed_as_one(iso: str) -> None:
    assert date_literal(iso) == Literal(iso)


@pytest.mark.parametrize(("iso", "kind"), [("2024-02-29", "date"), ("2024-12", "gYearMonth"), ("1949", "gYear")])
def test_a_date_is_typed_by_its_precision(iso: str, kind: str) -> None:
    assert date_literal(iso).datatype == NamedNode(XSD + kind)


def test_a_string_can_be_written_whatever_it_holds() -> None:
    assert string_literal("a\ud800b").value == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("key", ["x> <y", "a b", 'x"', "x\n.", "{}", "\ud800", "<"])
def test_what_can_stand_in_no_iri_is_told(key: str) -> None:
    for make in (Names().entity, Names().statement, Names().term):
        with pytest.raises(DamagedInput, match="can stand in no IRI"):
            make(key)
