"""Which entity a person means by a name."""

from __future__ import annotations

import pytest

from kg.analysis.names import entity_named
from kg.errors import NotFound
from tests.views.material import dataset, entity

ENTITIES = [
    entity("北湖新材料有限公司", aliases=("北湖新材",), hidden=("北胡新材",)),
    entity("北湖区", "Place"),
    entity("南岭县", "Place"),
]
DATASET = dataset(ENTITIES, [], text="无")


@pytest.mark.parametrize("name", ["北湖新材料有限公司", "北湖新材", "北胡新材", "新材料", ENTITIES[0].id])
def test_a_name_another_name_a_misprint_a_part_and_an_id_are_known(name: str) -> None:
    assert entity_named(DATASET, name) == ENTITIES[0]


def test_a_whole_name_goes_before_parts_of_names() -> None:
    assert entity_named(dataset([*ENTITIES, entity("南岭县城", "Place")], [], text="无"), "南岭县") == ENTITIES[2]


def test_an_ambiguous_name_lists_those_who_answer_to_it() -> None:
    with pytest.raises(NotFound, match=r"北湖: 2 entities .*北湖.*北湖.*; give a full name or an id"):
        entity_named(DATASET, "北湖")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="did you mean 南岭县"):
        entity_named(DATASET, "南岭市")
