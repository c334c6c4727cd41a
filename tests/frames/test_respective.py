"""Two lists that 分别 pairs off, and items of a list that name their own firm."""

from __future__ import annotations

import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked


def told(sentence: str, predicate: str) -> dict[tuple[str, str], str | None]:
    """The relations of a sentence by a predicate, with their sums."""
    found = read_article(tell_marked(sentence), Setting(home=home))
    return {
        (r.subject.text, r.object.text): r.amount.text if r.amount else None for r in found if r.predicate == predicate
    }


FIRMS = "[云澜集团|Firm]、[云海集团|Firm]"
WORKS = "[铝箔项目|Project]、[铜箔项目|Project]"
OWN = {("云澜集团", "铝箔项目"), ("云海集团", "铜箔项目")}


@pytest.mark.parametrize("sentence", [f"{FIRMS}分别投资建设{WORKS}。", f"{WORKS}分别由{FIRMS}投资建设。"])
def test_lists_are_paired_off(sentence: str) -> None:
    assert set(told(sentence, "develops")) == OWN


def test_each_pair_has_its_own_sum() -> None:
    sums = told(f"{FIRMS}分别投资20亿元、8亿元建设{WORKS}。", "investedIn")
    assert sums == {("云澜集团", "铝箔项目"): "20亿元", ("云海集团", "铜箔项目"): "8亿元"}


def test_quantities_stand_by_their_goods() -> None:
    sentence = f"{FIRMS}分别年产[铝箔|Product]10万吨、[铜箔|Product]6万吨。"
    assert set(told(sentence, "produces")) == {("云澜集团", "铝箔"), ("云海集团", "铜箔")}


def test_lists_of_two_lengths_are_not_paired() -> None:
    sentence = f"{FIRMS}分别投资建设{WORKS}、[铅箔项目|Project]。"
    assert len(told(sentence, "develops")) == 6


def test_without_such_a_word_all_go_with_all() -> None:
    assert len(told(f"{FIRMS}共同投资建设{WORKS}。", "develops")) == 4


def test_an_item_that_names_its_firm_is_of_no_other() -> None:
    goods = "[云澜集团|Firm]研发的[铝箔|Product]、[云海集团|Firm]研发的[铜箔|Product]入选名录。"
    assert set(told(goods, "produces")) == {("云澜集团", "铝箔"), ("云海集团", "铜箔")}
    works = "由[云澜集团|Firm]投资6亿元建设的[铝箔项目|Project]和[云海集团|Firm]投资8亿元建设的[铜箔项目|Project]投产。"
    assert told(works, "investedIn") == {("云澜集团", "铝箔项目"): "6亿元", ("云海集团", "铜箔项目"): "8亿元"}


def test_what_a_firm_makes_for_another_is_its_own() -> None:
    assert ("云澜集团", "铝箔") in told("[云澜集团|Firm]为[云海集团|Firm]生产的[铝箔|Product]下线。", "produces")


def test_a_run_of_works_is_of_the_firm_before_it() -> None:
    first, second = "[轴承项目|Project]、[齿轮项目|Project]", "[铜箔项目|Project]、[铝箔项目|Project]"
    sentence = f"[云澜集团|Firm]{first}和[云海集团|Firm]{second}开工。"
    assert set(told(sentence, "develops")) == {
        ("云澜集团", "轴承项目"),
        ("云澜集团", "齿轮项目"),
        ("云海集团", "铜箔项目"),
        ("云海集团", "铝箔项目"),
    }


def test_what_two_build_together_is_of_both() -> None:
    sentence = "[云澜集团|Firm]与[云海集团|Firm]合建的[铝箔项目|Project]投产。"
    assert {owner for owner, _ in told(sentence, "develops")} == {"云澜集团", "云海集团"}


def test_works_before_their_firm_are_of_that_one() -> None:
    sentence = "建设[铝箔项目|Project]的[云澜集团|Firm]与建设[铜箔项目|Project]的[云海集团|Firm]签约。"
    assert set(told(sentence, "develops")) == OWN
