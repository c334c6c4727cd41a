"""Of several places in which the reader takes something to lie, the nearest to what is known."""

from __future__ import annotations

from kg.frames.reader.places import nearest
from kg.frames.relations import Relation
from kg.records import Mention


def lies(thing: str, place: str, likely: float, *, opinion: float | None = None) -> Relation:
    """A relation between names that are entities of their own."""
    ends = (Mention(0, 1, "Firm", thing, "test", entity=thing), Mention(2, 3, "Place", place, "test", entity=place))
    return Relation(ends[0], "locatedIn", ends[1], "test", "Asserted", likely, 0, 9, opinion=opinion)


def test_the_likeliest_place_is_kept_and_another_where_it_is_very_likely_too() -> None:
    first, second, third = (
        lies("衡川轴承", place, likely) for place, likely in (("甲镇", 0.9), ("乙镇", 0.7), ("丙县", 0.88))
    )
    assert nearest([second, first, third], []) == [first, third]


def test_beside_a_place_that_a_rule_tells_another_must_be_sure() -> None:
    told = lies("衡川轴承", "甲镇", 0.8)
    assert nearest([lies("衡川轴承", "乙镇", 0.9)], [told]) == []
    sure = lies("衡川轴承", "丙县", 0.95)
    assert nearest([sure], [told]) == [sure]


def test_a_rule_that_the_reader_does_not_believe_tells_of_no_place() -> None:
    other = lies("衡川轴承", "乙镇", 0.6)
    assert nearest([other], [lies("衡川轴承", "甲镇", 0.8, opinion=0.05)]) == [other]


def test_other_things_and_predicates_are_left() -> None:
    told, other = lies("衡川轴承", "甲镇", 0.8), lies("云澜集团", "乙镇", 0.6)
    assert nearest([other], [told]) == [other]
