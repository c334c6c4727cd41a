"""What an article may say, each claim once, and the numbers that tell what speaks for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from kg.frames.engine import Setting, read_article
from kg.frames.examples import home, tell_marked
from kg.frames.reader import Reader, load_reader, load_weigher, revise, seen_of
from kg.frames.reader.claims import Claimed, table_of
from kg.frames.reader.policy import load_policy
from kg.frames.reader.weigher import Weigher
from kg.frames.relations import Claim, Relation, claim_of
from tests.frames.reader.test_reader import as_read, written
from tests.support import refused_in_one_line

NEWS = Setting(date(2024, 3, 28), home)


@pytest.fixture
def silent(tmp_path: Path) -> Reader:
    """A reader that takes nothing for likely."""
    return written(tmp_path / "relations.npz", {}, bias=-8.0)


def seen(reader: Reader, *sentences: str, found: list[Relation] | None = None) -> dict[Claim, Claimed]:
    told = tell_marked(*sentences)
    return seen_of(told, reader, homes=[], found=read_article(told, NEWS) if found is None else found)


def row_of(claims: dict[Claim, Claimed], *claim: str) -> list[float]:
    row: list[float] = np.nan_to_num(
        table_of(claims)[[*claims].index((claim[0], claim[1], claim[2]))], nan=-99
    ).tolist()
    return row


def test_partners_claim_the_same_whichever_stands_first() -> None:
    first, second = "云澜电子", "衡川轴承"
    assert claim_of(first, "cooperatesWith", second) == claim_of(second, "cooperatesWith", first)
    assert claim_of(first, "investedIn", second) != claim_of(second, "investedIn", first)


def test_what_a_rule_found_is_weighed_though_the_reader_sees_nothing_in_it(silent: Reader) -> None:
    claims = seen(silent, "[云澜电子|Firm]主要生产[连接器|Product]。")
    one = claims["云澜电子", "produces", "连接器"]
    assert one.reading is None
    assert [relation.predicate for relation in one.relations] == ["produces"]
    assert as_read(claims)[[*claims].index(("云澜电子", "produces", "连接器"))] < 0.1


def test_what_the_reader_takes_for_likely_is_weighed_with_all_pairs_that_speak_for_it(tmp_path: Path) -> None:
    reader = written(tmp_path / "some.npz", {"btw>主攻": {"produces": 60}})
    twice = seen(reader, "[云澜电子|Firm]主攻[连接器|Product]。", "[云澜电子|Firm]主攻[连接器|Product]。", found=[])
    assert len(twice["云澜电子", "produces", "连接器"].votes) == 2


def test_claims_of_other_articles_and_of_barred_rules_are_not_weighed(silent: Reader) -> None:
    told = tell_marked("[县应急局|Agency]组织[安全生产月|Policy]。")
    subject, obj = sorted(told[0].mentions, key=lambda m: m.start)
    barred, other = min(load_policy().unasked), "implements.other"
    masked = told[0].masked
    for rule, start in ((barred, masked.start), (other, masked.start + 500)):
        found = [Relation(subject, "implements", obj, rule, "Asserted", 0.8, start, start + 9)]
        assert seen_of(told, silent, homes=[], found=found) == {}
        assert revise(told, NEWS, silent, as_read, homes=[], found=found) == found


def test_what_is_claimed_besides_counts(silent: Reader) -> None:
    site = "[云澜电子|Firm]位于[青石镇|Place]。"
    claim = "云澜电子", "locatedIn", "青石镇"
    alone = row_of(seen(silent, site), *claim)
    rival = row_of(seen(silent, site, "[云澜电子|Firm]坐落于[白水镇|Place]。"), *claim)
    assert len(alone) == len(rival)
    assert alone != rival


def test_who_went_along_to_other_sites_counts(silent: Reader) -> None:
    (told,) = tell_marked("[林知远|Official]、[周野|Official]到[云澜电子|Firm]、[衡川轴承|Firm]调研。")
    lin, zhou, first, second = sorted(told.mentions, key=lambda m: m.start)

    def visit(who: object, site: object) -> Relation:
        return Relation(who, "visited", site, "test", "Asserted", 0.8, told.masked.start, told.masked.end)  # type: ignore[arg-type]

    few = [visit(lin, first), visit(zhou, first)]
    claim = "林知远", "visited", "云澜电子"
    rows = [
        row_of(seen_of([told], silent, homes=[], found=some), *claim)
        for some in (few, [*few, visit(zhou, second)], [*few, visit(zhou, second), visit(lin, second)])
    ]
    assert rows[0] != rows[1] != rows[2]


def test_the_weigher_of_the_package_believes_what_rule_and_reader_say() -> None:
    sentence = "[云澜电子|Firm]主要生产[连接器|Product]。"
    told = tell_marked(sentence)
    found = read_article(told, NEWS)
    (made,) = [
        r for r in revise(told, NEWS, load_reader(), load_weigher(), homes=[], found=found) if r.predicate == "produces"
    ]
    assert made.opinion is not None
    assert made.opinion > 0.8


def test_nothing_claimed_is_nothing_weighed() -> None:
    assert load_weigher()({}) == []


def test_missing_and_damaged_weights_are_told_in_one_line(tmp_path: Path) -> None:
    refused_in_one_line(Weigher, tmp_path / "claims.npz", b"other")
