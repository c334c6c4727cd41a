"""Regular expressions over many words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.patterns import Sieve, alternation, needles, stretches

_WORDS = st.lists(st.text("市县委局.]^-", min_size=1, max_size=4), min_size=1, max_size=8)


@given(words=_WORDS, text=st.text("市县委局.]^-", max_size=12))
def test_alternation_matches_what_a_plain_one_matches_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(alternation(words), text) == re.findall(plain, text)


@given(words=_WORDS, text=st.text("市县委局", max_size=12))
def test_alternation_gives_way_to_what_follows_as_a_plain_one_does(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(f"{alternation(words)}[市局]", text) == re.findall(f"(?:{plain})[市局]", text)


@pytest.mark.parametrize(
    ("pattern", "groups"),
    [
        ("X来到了?Y{0,3}", [{"X来到"}]),
        ("(?:考察|调研)(?=X)", [{"考察", "调研"}]),
        ("签[约订]", [{"签约", "签订"}]),
        ("(?:在|到)(?P<a>甲|乙)", [{"在甲", "在乙", "到甲", "到乙"}]),
        ("(?P<a>走[进访])+.{0,8}[^，]去", [{"走进", "走访"}, {"去"}]),
        ("考察了?|调研", [{"考察", "调研"}]),
        ("(?:考察|.)", []),
        ("(?:考察)?", []),
        ("(?:考察|)去", [{"去"}]),
        ("[^，]*", []),
    ],
)
def test_needles_are_words_that_no_match_can_do_without(pattern: str, groups: list[set[str]]) -> None:
    assert list(needles(pattern)) == groups


@given(text=st.text("甲等。", max_size=14))
def test_stretches_are_those_that_one_expression_finds(text: str) -> None:
    plain = [match.span(1) for match in re.finditer("([^。]{2,4}?)等甲?", text)]
    assert list(stretches(re.compile("等甲?"), text, signs=re.compile("。"), least=2, most=4)) == plain


def test_sieve_passes_patterns_whose_words_stand_in_a_text_and_those_without_any() -> None:
    sieve = Sieve([re.compile("考察|考察团"), re.compile("投资"), re.compile("."), re.compile("到.*考察")])
    assert sieve.passed("考察团到来") == 0b1101
    assert sieve.passed("考察团") == 0b0101
    assert sieve.passed("投资") == 0b0110
    assert sieve.passed("") == 0b0100
