"""What is found in expressions whose loops are known."""

from __future__ import annotations

import pytest

from tests.fuzz.adversary import attacks
from tests.fuzz.ambiguity import slow_loops


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a|aa)*b",
        "(?:a|b|ab)*c",
        "(?:a*)*b",
        "(?:[ab]c|ac)*d",
        "(?:a(?:b)?|b)*c",
        "(?:x[^，]{0,8}?|y)*z",
        "^(?:在[^，。]{0,8}?|今天|近日)*举行",
        "(?:(?>a|ab)|b)*(?:c|(?:d|dd)*e)",
        "x(?=(?:a|aa)*b)",
    ],
)
def test_loops_of_many_readings_are_found(pattern: str) -> None:
    assert slow_loops(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:ab|ac)*d",
        "(?:[一-龥]{1,3}族){0,4}自治县",
        "(?:a(?:b)?+|b)*c",
        "(?>a|b|ab)*c",
        "(?:a|aa)*+b",
        "(?:a++b)*c",
        "(?:[^，]+，)*。",
        "a{1,9}a{1,9}b",
        "[^。]*[，。]",
    ],
)
def test_loops_of_one_reading_are_not(pattern: str) -> None:
    assert slow_loops(pattern) == []


def test_a_text_of_a_loop_is_read_in_two_ways() -> None:
    (text,) = slow_loops("(?:a|b|ab)*c")
    assert "ab" in text
    assert set(text) == {"a", "b"}


def test_attacks_are_made_of_what_an_expression_takes() -> None:
    texts = {attack.text(8) for attack in attacks("(?:年产){1,9}[0-9]+吨")}
    assert {"年产" * 4 + "\0", "年产0" + "0" * 7 + "吨\0"} & texts
    assert all(len(text) < 80 for text in texts)
