"""Which statements stand behind a row, and in what order."""

from __future__ import annotations

from dataclasses import replace

from kg.analysis.evidence import every, surest
from tests.analysis.told import Said, dataset, page

TOLD = dataset(
    page(
        "a",
        [
            Said("甲", "visited", "乙厂", confidence=0.5),
            Said("甲", "visited", "丙厂", confidence=0.9, status="Planned"),
            Said("甲", "visited", "丁局", confidence=0.9, status="Reported"),
            Said("甲", "visited", "东园", confidence=0.9),
            Said("甲", "visited", "戊厂", confidence=0.95, status="Denied"),
        ],
    )
).statements
ORDER = tuple(TOLD[number].id for number in (4, 3, 2, 1, 0))


def test_the_most_confident_come_first_and_facts_before_plans() -> None:
    assert every(TOLD) == every(TOLD[::-1]) == ORDER
    assert every([*TOLD, TOLD[0]]) == ORDER


def test_the_surest_are_the_first_of_them() -> None:
    assert surest(TOLD) == ORDER
    assert surest(TOLD, 2) == ORDER[:2]


def test_of_a_sentence_one_statement_stands_for_all() -> None:
    twice = dataset(page("a", [Said("甲", "visited", "乙厂"), Said("甲", "visited", "丙厂")])).statements
    one, other = twice[0], replace(twice[1], quote_start=twice[0].quote_start)
    assert surest([one, other]) == (min(one.id, other.id),)
    assert every([one, other]) == tuple(sorted((one.id, other.id)))
