"""How the characters of names are read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.views.pinyin import readings


def test_every_character_has_its_readings_the_commonest_first() -> None:
    assert readings(["银行", "行长"]) == {"行": "xing hang heng", "银": "yin", "长": "zhang chang"}


def test_characters_stand_in_their_order() -> None:
    assert list(readings(["周金星", "中国"])) == sorted("周金星中国")


@pytest.mark.parametrize(
    ("surname", "syllable"),
    [
        ("曾", "zeng"),
        ("单", "shan"),
        ("解", "xie"),
        ("仇", "qiu"),
        ("朴", "piao"),
        ("任", "ren"),
        ("查", "zha"),
        ("盖", "ge"),
        ("区", "ou"),
        ("覃", "qin"),
        ("尉", "yu"),
        ("乐", "yue"),
    ],
)
def test_the_reading_of_a_surname_is_among_them(surname: str, syllable: str) -> None:
    assert syllable in readings([surname])[surname].split()


@pytest.mark.parametrize(("character", "syllable"), [("绿", "lv"), ("吕", "lv"), ("女", "nv")])
def test_the_u_with_dots_is_v(character: str, syllable: str) -> None:
    assert readings([character])[character].split()[0] == syllable


def test_what_has_no_reading_is_left_out() -> None:
    assert readings(["A座（3号）·Ⅱ 〉\ud800😀", ""]) == {"号": "hao xiao", "座": "zuo"}


def test_only_letters_are_typed() -> None:
    assert readings(["欸"]) == {"欸": "ai xie ei"}


def test_no_names_have_no_readings() -> None:
    assert readings([]) == {}


def test_the_dictionary_is_not_loaded_before_it_is_used() -> None:
    script = "import sys, kg.views.pinyin; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
