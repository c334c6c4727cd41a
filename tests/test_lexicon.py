"""The word lists are there, whole, sourced and quick to load."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RuleError
from kg.lexicon import FOLDER, LEVELS, Lexicon, Matcher, load, matcher, rows

LISTS = sorted(FOLDER.iterdir())


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def test_no_list_is_lost() -> None:
    assert [path.name for path in LISTS] == [
        "abbreviations.tsv",
        "capacity_verbs.txt",
        "divisions.tsv",
        "former.tsv",
        "function_chars.txt",
        "function_words.txt",
        "given_chars.tsv",
        "minority_name_parts.tsv",
        "nouns.txt",
        "surnames.txt",
        "towns.tsv",
        "translit_chars.txt",
        "units.tsv",
        "verbs.txt",
        "zones.txt",
    ]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_tells_its_source_and_licence(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines()[:5] if line.startswith("#")]
    source = next(line for line in head if line.startswith("# Source: "))
    assert any(licence in source for licence in ("Apache-2.0", "MIT", "WTFPL"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_list_holds_no_entry_twice(path: Path) -> None:
    entries = Counter(row[0] for row in rows(path.name))
    assert [entry for entry, count in entries.items() if count > 1 or entry != entry.strip()] == []


def test_divisions_are_all_there(lexicon: Lexicon) -> None:
    assert Counter(division.level for division in lexicon.divisions) == {"province": 34, "city": 333, "county": 2850}
    assert {division.parent for division in lexicon.divisions} - {None} <= lexicon.by_code.keys()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("株洲市", "4302"),
        ("株洲", "4302"),
        ("内蒙古", "15"),
        ("广西", "45"),
        ("锡林郭勒盟", "1525"),
        ("锡盟", "1525"),
        ("西乌珠穆沁旗", "152526"),
        ("西乌旗", "152526"),
        ("科左中旗", "150521"),
        ("黔东南州", "5226"),
        ("巴州", "6528"),
        ("秀山县", "500241"),
        ("攸县", "430223"),
        ("浦东", "310115"),
        ("吉林", "22"),
        ("济源", "419001"),
        ("香港", "81"),
    ],
)
def test_a_division_is_known_by_its_names(lexicon: Lexicon, name: str, code: str) -> None:
    division = lexicon.division(name)
    assert division is not None
    assert division.code == code


def test_a_name_of_several_places_needs_the_place_around_it(lexicon: Lexicon) -> None:
    assert lexicon.division("鼓楼区") is None
    within = lexicon.division("鼓楼区", within="3201")
    assert within is not None
    assert lexicon.lineage(within) == ("320106", "3201", "32")


@pytest.mark.parametrize(
    ("text", "division"),
    [("长兴县招商办法", "长兴县"), ("长兴招商", "长兴"), ("长兴县", "长兴县"), ("招商办法", ""), ("", "")],
)
def test_the_longest_division_leads_a_text(lexicon: Lexicon, text: str, division: str) -> None:
    assert lexicon.leading(text) == division


def test_what_is_no_division_is_none(lexicon: Lexicon) -> None:
    assert lexicon.division("不在此地市") is None


@pytest.mark.parametrize("name", ["合作", "平安", "资源", "公安", "比如", "城区", "惠民", "日照", "通道"])
def test_common_words_are_marked_as_ambiguous(lexicon: Lexicon, name: str) -> None:
    assert all(name in division.ambiguous for division in lexicon.by_name[name])


@pytest.mark.parametrize("name", ["株洲", "芦淞", "凯里", "西乌旗", "阿克苏"])
def test_clear_names_are_not(lexicon: Lexicon, name: str) -> None:
    assert not any(name in division.ambiguous for division in lexicon.by_name[name])


def test_no_short_form_is_a_single_character(lexicon: Lexicon) -> None:
    assert [name for name in lexicon.by_name if len(name) < 2] == []
    assert {division.level for division in lexicon.divisions} == set(LEVELS)


def test_abbreviations_name_provinces(lexicon: Lexicon) -> None:
    assert {char: lexicon.abbreviations[char].name for char in "湘赣粤黔"} == {
        "湘": "湖南省",
        "赣": "江西省",
        "粤": "广东省",
        "黔": "贵州省",
    }


def test_surnames_are_told_by_length(lexicon: Lexicon) -> None:
    assert {"王", "庹", "蔺"} <= lexicon.surnames
    assert {"欧阳", "申屠", "公冶"} <= lexicon.compound_surnames
    assert lexicon.words("surnames")[:3] == ("王", "李", "张")


def test_characters_of_names_are_known(lexicon: Lexicon) -> None:
    assert lexicon.given["伟"][1] > lexicon.given["伟"][0]
    assert {"斯", "尔", "特"} <= lexicon.translit
    assert lexicon.minority_name_parts["巴特尔"] == "mongolian"


def test_everyday_words_are_known(lexicon: Lexicon) -> None:
    assert {"进行", "位于"} <= lexicon.verbs
    assert {"企业", "项目"} <= lexicon.nouns
    assert {"以及", "其中"} <= lexicon.function_words
    assert {"的", "在"} <= lexicon.function_chars


def test_everyday_words_are_no_names_of_clear_divisions(lexicon: Lexicon) -> None:
    assert not (lexicon.verbs | lexicon.nouns) & lexicon.by_name.keys()


def test_a_town_is_had_by_those_whose_towns_it_is_among(lexicon: Lexicon) -> None:
    for town in ("虹星桥镇", "和平镇", "无此镇"):
        having = {division.code for division in lexicon.divisions if town in lexicon.towns_of(division)}
        assert set(lexicon.having(town)) == having


def test_zones_and_towns_are_full_names(lexicon: Lexicon) -> None:
    assert {"苏州工业园区", "东营港经济开发区", "浦东新区"} <= lexicon.zones
    assert "经济开发区" not in lexicon.zones
    assert {"酒埠江镇", "宝力根苏木"} <= lexicon.towns
    assert all(town.endswith(("镇", "乡", "街道", "苏木")) for town in lexicon.towns)


def test_an_unknown_list_is_an_error_in_one_line(lexicon: Lexicon) -> None:
    with pytest.raises(RuleError, match=r"^no word list 'rivers' under .*zones\.txt$"):
        lexicon.words("rivers")


def test_a_line_short_of_fields_is_an_error_with_its_place() -> None:
    with pytest.raises(RuleError, match=r"^zones\.txt, line 3: 1 fields, not 2; divide them by tabs$"):
        rows("zones", fields=2)


def test_a_matcher_takes_the_longest_name_from_the_left() -> None:
    found = matcher(["株洲", "株洲市", "芦淞区"]).scan("在株洲市芦淞区，株洲")
    assert found == [(1, 4, 1), (4, 7, 2), (8, 10, 0)]


def test_offsets_of_a_matcher_count_code_points() -> None:
    assert Matcher(["株洲"]).scan("😀株洲") == [(1, 3, 0)]


def test_a_matcher_of_nothing_finds_nothing() -> None:
    assert matcher([]).scan("株洲") == []


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(RuleError, match="name 1 of 2 to match is empty"):
        matcher(["株洲", ""])


@given(
    names=st.lists(st.text("省市县区", min_size=1, max_size=3), min_size=1, max_size=6),
    text=st.text("省市县区", max_size=12),
)
def test_names_of_one_text_are_found_as_all_others_are(names: list[str], text: str) -> None:
    found = matcher(names, once=True).scan(text)
    assert [row[:2] for row in found] == [row[:2] for row in matcher(names).scan(text)]
    assert all(names[index] == text[start:end] for start, end, index in found)
