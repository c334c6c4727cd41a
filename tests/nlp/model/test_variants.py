"""How likely a name is with and without the place before it."""

from __future__ import annotations

import pytest

from kg.nlp.candidates import Candidate
from kg.nlp.model import load_policy, pooled

TEXT = "来到青石镇育秧大棚。"


def _candidate(name: str, cls: str, source: str = "model:names") -> Candidate:
    start = TEXT.index(name)
    return Candidate(start, start + len(name), cls, source)


TOWN = _candidate("青石镇", "Place", "bodies:place.town")
WHOLE, REST = _candidate("青石镇育秧大棚", "Place"), _candidate("育秧大棚", "Place", "model:rest")


def test_the_likelier_naming_is_as_likely_as_both() -> None:
    told = pooled({TOWN: 0.9, WHOLE: 0.25, REST: 0.2}, load_policy())
    assert told == {TOWN: 0.9, WHOLE: pytest.approx(0.45), REST: 0.2}
    told = pooled({TOWN: 0.9, WHOLE: 0.1, REST: 0.25}, load_policy())
    assert told == {TOWN: 0.9, WHOLE: 0.1, REST: pytest.approx(0.35)}


def test_nothing_is_surer_than_sure() -> None:
    assert pooled({TOWN: 0.9, WHOLE: 0.7, REST: 0.6}, load_policy())[WHOLE] == 1.0


def test_what_begins_with_no_name_is_left_alone() -> None:
    told = {WHOLE: 0.25, REST: 0.2}
    assert pooled(told, load_policy()) == told


def test_names_of_other_classes_do_not_count_together() -> None:
    told = {TOWN: 0.9, WHOLE: 0.25, REST._replace(cls="Project"): 0.2}
    assert pooled(told, load_policy()) == told
    parks = {TOWN: 0.9, WHOLE._replace(cls="Park"): 0.25, REST._replace(cls="Park"): 0.2}
    assert pooled(parks, load_policy()) == parks
