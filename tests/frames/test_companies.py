"""Companies: who came along on one part of a tour saw no other."""

from __future__ import annotations

from dataclasses import replace

from kg.frames.engine import Setting, read_article
from kg.frames.examples import tell_marked
from kg.frames.memory import Told

PARTED = (
    "[林知远|Official]来到[云澜纺织厂|Firm]。",
    "[陈清河|Official]陪同。",
    "[林知远|Official]来到[衡川轴承有限公司|Firm]。",
    "[周野|Official]陪同。",
)


def paragraphs(marked: tuple[str, ...], numbers: tuple[int, ...]) -> list[Told]:
    """An article whose sentences stand in these paragraphs."""
    told = tell_marked(*marked)
    return [
        replace(one, sentence=replace(one.sentence, paragraph=number))
        for one, number in zip(told, numbers, strict=True)
    ]


def seen(who: str, told: list[Told]) -> set[str | None]:
    """What a person saw."""
    return {
        r.object.entity for r in read_article(told, Setting()) if r.predicate == "visited" and r.subject.entity == who
    }


def test_a_later_company_was_not_there_before() -> None:
    assert seen("周野", paragraphs(PARTED, (0, 0, 1, 1))) == {"衡川轴承有限公司"}


def test_the_first_company_may_come_along_all_the_way() -> None:
    assert seen("陈清河", paragraphs(PARTED, (0, 0, 1, 1))) == {"云澜纺织厂", "衡川轴承有限公司"}


def test_in_one_paragraph_all_saw_it_all() -> None:
    assert seen("周野", paragraphs(PARTED, (0, 0, 0, 0))) == {"云澜纺织厂", "衡川轴承有限公司"}


def test_the_only_company_saw_it_all() -> None:
    told = paragraphs((*PARTED[:1], *PARTED[2:]), (0, 1, 1))
    assert seen("周野", told) == {"云澜纺织厂", "衡川轴承有限公司"}


def test_a_company_with_a_site_in_its_own_sentence_saw_nothing_before() -> None:
    told = paragraphs(
        ("[陈清河|Official]参加调研。", PARTED[0], "[林知远|Official]来到[青石镇|Place]，[周野|Official]陪同。"),
        (0, 1, 2),
    )
    assert seen("周野", told) == {"青石镇"}


def test_a_later_company_leaves_before_the_next_one_comes() -> None:
    marked = ("[秦望|Official]参加调研。", *PARTED)
    assert seen("陈清河", paragraphs(marked, (0, 1, 1, 2, 2))) == {"云澜纺织厂"}
    assert seen("秦望", paragraphs(marked, (0, 1, 1, 2, 2))) == {"云澜纺织厂", "衡川轴承有限公司"}


def test_companies_of_one_paragraph_came_together() -> None:
    told = paragraphs((PARTED[2], "[陈清河|Official]随同考察。", "[周野|Official]陪同。"), (0, 1, 1))
    assert seen("陈清河", told) == seen("周野", told) == {"衡川轴承有限公司"}
