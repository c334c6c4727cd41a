"""What changed between two builds: all of it, and nothing for equal ones."""

from __future__ import annotations

from dataclasses import replace

from kg.analysis.diff import ADDED, CHANGED, REMOVED, counts, diff
from kg.resolve.merge import merge
from tests.resolve.material import page

ONE = page("a.txt", "乌海市", {"云澜茶厂": "Firm", "高新区": "Park"}, ("云澜茶厂", "locatedIn", "高新区"))
TWO = page("b.txt", "乌海市", {"云澜茶厂": "Firm", "茶叶": "Product"}, ("云澜茶厂", "produces", "茶叶"))


def test_equal_builds_differ_in_nothing() -> None:
    assert diff(merge([ONE, TWO]), merge([TWO, ONE])) == []


def test_a_page_that_comes_brings_what_it_says() -> None:
    changes = diff(merge([ONE]), merge([ONE, TWO]))
    assert counts(changes) == {("entity", ADDED): 1, ("statement", ADDED): 1}
    assert [(c.told, c.doc) for c in changes if c.what == "statement"] == [("云澜茶厂 produces 茶叶", "b.txt")]


def test_there_and_back_is_the_same_the_other_way_round() -> None:
    there, back = diff(merge([ONE]), merge([TWO])), diff(merge([TWO]), merge([ONE]))
    turned = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
    assert {(c.what, c.id, turned[c.change]) for c in there} == {(c.what, c.id, c.change) for c in back}


def test_a_statement_that_says_something_else_tells_the_field() -> None:
    later = replace(ONE, statements=tuple(replace(s, status="Planned", date="2024") for s in ONE.statements))
    (change,) = diff(merge([ONE]), merge([later]))
    assert (change.change, change.fields) == (CHANGED, (("status", "Asserted", "Planned"), ("date", "", "2024")))


def test_an_entity_that_was_merged_is_changed_and_not_gone() -> None:
    before, after = merge([ONE, TWO]), merge([ONE])
    gone = next(e for e in before.entities if e.name == "茶叶")
    kept = after.entities[0]
    led = replace(after, replaced={gone.id: kept.id})
    (change,) = [c for c in diff(before, led) if c.id == gone.id]
    assert change.fields == (("is now", gone.id, f"{kept.id} {kept.name}"),)
