"""What follows from who builds a project falls with that."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.founded import founded, rests
from kg.frames.relations import Relation
from kg.frames.status import ASSERTED
from kg.records import Mention, Statement

FIRM, WORKS, GOODS = "云澜铝业", "铝箔项目", "铝箔"


def mention(name: str) -> Mention:
    return Mention(0, len(name), "Firm", name, "test", name)


def made(
    subject: str, predicate: str, obj: str, rule: str, *, opinion: float | None = None, sure: float = 0.5
) -> tuple[Statement, Relation]:
    relation = Relation(mention(subject), predicate, mention(obj), rule, ASSERTED, 0.6, 0, 1, opinion=opinion)
    statement = Statement(
        id=f"{subject}{predicate}{obj}",
        doc="page.txt",
        subject=subject,
        predicate=predicate,
        object=obj,
        status=ASSERTED,
        confidence=sure,
        rule=rule,
        quote="",
        quote_start=0,
        quote_end=1,
        article=0,
    )
    return statement, relation


MAKES = made(WORKS, "produces", GOODS, "produces.project-name")
BUILDS = made(FIRM, "develops", WORKS, "develops.owner")
FOLLOWS = made(FIRM, "produces", GOODS, "produces.by-owner")


def test_goods_stand_with_who_builds_the_project() -> None:
    assert list(founded([MAKES, BUILDS, FOLLOWS])) == [MAKES, BUILDS, FOLLOWS]
    assert list(founded([BUILDS, FOLLOWS], [MAKES[0]])) == [BUILDS, FOLLOWS]


def test_goods_fall_where_nobody_is_said_to_build_it() -> None:
    assert list(founded([MAKES, FOLLOWS])) == [MAKES]
    other = made(FIRM, "develops", "铝锭项目", "develops.owner")
    assert list(founded([MAKES, other, FOLLOWS])) == [MAKES, other]


def test_money_falls_too_and_what_rests_on_nothing_stands() -> None:
    paid = made(FIRM, "investedIn", WORKS, "investedIn.total", opinion=0.05)
    told = made(FIRM, "investedIn", WORKS, "investedIn.sum")
    assert list(founded([paid, told])) == [told]
    assert list(founded([BUILDS, paid])) == [BUILDS, paid]


def test_what_the_reader_is_sure_of_stands_by_itself() -> None:
    sure = replace(FOLLOWS[1], opinion=0.99)
    assert rests(FOLLOWS[1])
    assert not rests(sure)
    assert list(founded([MAKES, (FOLLOWS[0], sure)])) == [MAKES, (FOLLOWS[0], sure)]


def test_of_several_who_build_a_project_the_surest_makes_its_goods() -> None:
    payer = made("云海集团", "develops", WORKS, "develops.by", sure=0.4)
    its = made("云海集团", "produces", GOODS, "produces.by-owner")
    assert list(founded([MAKES, BUILDS, payer, FOLLOWS, its])) == [MAKES, BUILDS, payer, FOLLOWS]
    equal = made("云海集团", "develops", WORKS, "develops.by")
    assert list(founded([MAKES, BUILDS, equal, FOLLOWS])) == [MAKES, BUILDS, equal]
