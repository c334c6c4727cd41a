"""Which names of an article the reader looks at together, and what it sees of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.frames.examples import home, tell_marked
from kg.frames.reader import Home, Pair, pairs, pairs_of
from kg.frames.reader.seen import see

TOUR = "[县长|title][林知远|Official]来到[云澜电子|Firm]和[衡川轴承|Firm]。"
COMPANION = "[副县长|title][周野|Official]参加调研。"


def ends(pairs: list[Pair], predicate: str) -> set[tuple[str, str]]:
    return {(pair.ends[0].text, pair.ends[1].text) for pair in pairs if predicate in pair.predicates}


def test_a_companion_is_looked_at_with_the_sites_of_sentences_before() -> None:
    pairs = list(pairs_of(tell_marked(TOUR, COMPANION)))
    visits = ends(pairs, "visited")
    assert {("林知远", "云澜电子"), ("林知远", "衡川轴承"), ("周野", "云澜电子"), ("周野", "衡川轴承")} <= visits


def test_only_classes_that_a_predicate_joins_are_looked_at() -> None:
    pairs = list(pairs_of(tell_marked("[云澜电子|Firm]主产[连接器|Product]，[林知远|Official]说。")))
    assert ends(pairs, "produces") == {("云澜电子", "连接器")}
    assert ("连接器", "云澜电子") not in {p for name in ("produces", "visited", "locatedIn") for p in ends(pairs, name)}


def test_what_is_symmetric_is_looked_at_once() -> None:
    pairs = list(pairs_of(tell_marked("[云澜电子|Firm]与[平川学院|Organization]签订协议。")))
    assert ends(pairs, "cooperatesWith") == {("云澜电子", "平川学院")}


def test_a_park_named_before_may_be_where_what_follows_lies() -> None:
    told = tell_marked("走进[青石工业园|Park]，机器轰鸣。", "[云澜电子|Firm]的车间里一片忙碌。")
    (pair,) = [p for p in pairs_of(told) if "locatedIn" in p.predicates and p.behind]
    assert [end.text for end in pair.ends] == ["云澜电子", "青石工业园"]
    assert any(feature.startswith("rds:1") for feature in pair.features())


def test_the_division_of_the_article_carries_out_a_policy_that_a_sentence_names_alone() -> None:
    told = tell_marked("全面落实[《平川县工业八条》|Policy]。")
    pairs = list(pairs_of(told, [Home("county", home("county"))]))
    assert ends(pairs, "implements") == {("平川县", "《平川县工业八条》")}
    assert list(pairs_of(told)) == []


def test_no_more_than_a_window_of_names_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    told = tell_marked(TOUR, COMPANION)
    every = ends(list(pairs_of(told)), "visited")
    monkeypatch.setattr(pairs, "_WINDOW", 1)
    assert every - ends(list(pairs_of(told)), "visited") == {("周野", "云澜电子")}


def test_words_between_two_names_are_seen_and_names_are_not() -> None:
    (pair,) = [p for p in pairs_of(tell_marked("[云澜电子|Firm]主产[连接器|Product]。")) if "produces" in p.predicates]
    features = pair.features()
    assert {"pc:Firm>Product", "same>", "cd>0", "btw>主产", "w>produce"} <= set(features)
    assert not any(name in feature for feature in features for name in ("云澜", "连接器"))


@pytest.mark.parametrize(("likely", "step"), [(None, None), (0.2, 0), (0.7, 3), (1.0, 8)])
def test_it_is_seen_how_likely_a_name_is_one(likely: float | None, step: int | None) -> None:
    (one,) = tell_marked("[林知远|Official]调研。")
    units = {
        place: unit._replace(mention=replace(unit.mention, likely=likely))
        for place, unit in one.masked.units.items()
        if unit.mention is not None
    }
    (name,) = see([replace(one, masked=replace(one.masked, units=units))])
    told = [feature for feature in name.features if feature.startswith("likely")]
    assert told == ([] if step is None else [f"likely:{step}"])
