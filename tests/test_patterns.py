"""Regular expressions over many words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.patterns import Late, Quick, Sieve, alternation, needles, openings, stretches

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


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("考察团?", {"考察", "考察团"}),
        ("副?(?:市长|县[长委])", {"副市长", "副县长", "副县委", "市长", "县长", "县委"}),
        ("(?<!省)(?P<a>市)(?=委)[^，]", {"市"}),
        ("(?:我|全)+市", {"我", "全"}),
        ("[0-9]市", {""}),
        ("(?:市|.)委", {"市委", ""}),
    ],
)
def test_openings_are_how_matches_begin(pattern: str, begins: set[str]) -> None:
    assert openings(pattern) == begins


@pytest.mark.parametrize(
    "pattern",
    [
        "市[委长]?(?:书记)?",
        "(?<!省)副?(?:市委|市长)|全市",
        "(?:省|市)+?长",
        "市委|市委书|书记市",
        "(?=市)市长?|长(?!市)",
    ],
)
@given(text=st.text("省市委长副全书记，", max_size=14), start=st.integers(0, 3), end=st.integers(0, 14))
def test_quick_patterns_find_what_plain_ones_do(pattern: str, text: str, start: int, end: int) -> None:
    plain = [match.span() for match in re.finditer(pattern, text)]
    assert [match.span() for match in Quick(pattern).finditer(text)] == plain
    start, end = min(start, len(text)), min(end, len(text))
    part = [match.span() for match in re.compile(pattern).finditer(text, start, end)]
    assert [match.span() for match in Quick(pattern).finditer(text, start, end)] == part


def test_what_may_begin_with_anything_cannot_be_quick() -> None:
    with pytest.raises(ValueError, match="may begin with anything"):
        Quick("[^，]市")


def test_a_late_pattern_matches_like_one_made_at_once() -> None:
    late = Late("(?P<who>甲|乙)到(?P<where>[丙丁])", "(?P<who>.)到(?P<where>.)")
    assert late.groups == {"who", "where"}
    assert late.needles == (frozenset({"到"}),)
    found = late.search("丙到丁，乙到丁")
    assert found is not None
    assert found.span() == (4, 7)
    assert late.search("丙到丁，乙到丁", 5) is None


@pytest.mark.parametrize("wrong", ["(甲", "(?<=甲*)乙"])
def test_what_is_no_pattern_is_told_before_it_is_searched_for(wrong: str) -> None:
    with pytest.raises(re.error):
        Late(wrong)
