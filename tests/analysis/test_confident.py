"""The part of a dataset that is sure enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.analysis.confident import confident, sure
from kg.errors import OptionError
from tests.views.material import dataset, entity, statement

TEXT = "甲厂落户乙园，乙园在丙县。丁村"
PLANT, PARK, COUNTY, VILLAGE = entity("甲厂"), entity("乙园", "Park"), entity("丙县", "Place"), entity("丁村", "Place")
SURE = replace(statement(1, PLANT, "locatedIn", PARK, text=TEXT, quote="甲厂落户乙园"), confidence=0.9)
UNSURE = replace(statement(2, PARK, "locatedIn", COUNTY, text=TEXT, quote="乙园在丙县"), confidence=0.6)
DATASET = dataset([PLANT, PARK, COUNTY, VILLAGE], [SURE, UNSURE], text=TEXT)


def names(least: float) -> set[str]:
    return {one.name for one in confident(DATASET, least).entities}


def test_what_is_less_sure_is_left_out() -> None:
    assert confident(DATASET, 0.7).statements == (SURE,)


def test_a_statement_just_as_sure_stays() -> None:
    assert confident(DATASET, 0.9).statements == (SURE,)


def test_an_entity_that_loses_all_its_statements_goes_with_them() -> None:
    assert names(0.7) == {"甲厂", "乙园", "丁村"}
    assert COUNTY not in confident(DATASET, 0.7).documents[0].entities


def test_nought_keeps_everything() -> None:
    assert confident(DATASET, 0.0) == DATASET


def test_a_page_keeps_its_entities_where_it_is_marked() -> None:
    page = sure(DATASET.documents[0], 0.95)
    assert page.statements == ()
    assert len(page.entities) == 4


@pytest.mark.parametrize("least", [-0.1, 1.01, float("nan")])
def test_a_share_lies_between_nought_and_one(least: float) -> None:
    with pytest.raises(OptionError, match="from 0 to 1"):
        confident(DATASET, least)
