"""The part that a word can play in a name: place, trade, verb, grammar and so on."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

import rjieba

from kg.lexicon import load
from kg.naming.words import kinds, words

_WEAK = frozenset("得都太正有自才若如则即同非无未均所其自曾因比之")
_TIME_ENDS = frozenset("日天年月周时前后午晚夜间期初末底今")
_AGES = frozenset({"青年", "少年", "老年", "中年"})
_CLAUSE_ENDS = frozenset("在于到至向往自入为是给")
_NUMERALS = frozenset("第一二两三四五六七八九十百千万")
_GRAMMAR = {"m": "generic", "r": "func", "c": "func", "p": "func"}


@cache
def kind_of(word: str) -> str:
    """Return the part that a word can play in a name."""
    if not word[0].isalnum() and word != "·":
        return "break"
    if word[0].isascii():
        return "latin" if any(c.isalpha() for c in word) else "count"
    if len(word) == 1:
        return "func" if word in load().function_chars else "stop" if word in words("stops") else "char"
    return _listed_kind(word) or _tagged_kind(word)


def only_describes(name: str) -> bool:
    """Return whether a word before 村 or 镇 only says what kind of one it is, or what is done there: 贫困, 建设."""
    return name in words("village_kinds") or name in words("generic") or name in load().verbs


def _listed_kind(word: str) -> str | None:
    return next((kind for kind, entries in _lists() if word in entries), None)


@cache
def _lists() -> tuple[tuple[str, Container[str]], ...]:
    """Return the lists that say what a word is, the first that has it counts."""
    return (
        ("proper", words("proper") | words("known_firms")),
        ("head", kinds("park_heads")),
        ("role", words("roles")),
        ("trade", words("trades")),
        ("stop", words("stops")),
        ("generic", words("generic")),
        ("func", load().function_words),
    )


def _tagged_kind(word: str) -> str:
    """Return the kind of a word that stands in no list, by its form and its part of speech."""
    tag = tag_of(word)
    if len(word) > 4 and any(word.endswith(head) for head in kinds("park_heads") if len(head) > 2):
        return "head"
    if len(word) == 2 and word[-1] in _CLAUSE_ENDS and word not in load().nouns:
        return "stop"
    if len(word) == 4 and (word[2:] in words("stops") or is_verb(word[2:])):
        return "stop"
    if tag == "m" and word[0] in _NUMERALS:
        return "word"
    if tag == "t":
        return "stop" if word[-1] in _TIME_ENDS and word[-2:] not in _AGES else "word"
    return _GRAMMAR.get(tag, "word")


@cache
def tag_of(word: str) -> str:
    """Return the part of speech of a word of the dictionary; an empty text where it is none."""
    tagged = rjieba.tag(word, False)  # noqa: FBT003 - the library's second argument, no guessed words
    return tagged[0][1] if len(tagged) == 1 else ""


@cache
def is_proper(word: str) -> bool:
    """Return whether a word is a name, not a common noun: by its part of speech, or since no list has it."""
    return tag_of(word) in {"nz", "nr", "nrt", "nrfg", "ns", "nt", "j", ""} and word not in load().nouns


@cache
def is_verb(word: str) -> bool:
    """Return whether a word is a verb and nothing else."""
    if word in words("trades") or word in words("agency_words"):
        return False
    return tag_of(word) in {"v", "vd", "vi"}


def is_weak(char: str) -> bool:
    """Return whether a character of grammar may also stand inside a coined name."""
    return char in _WEAK
