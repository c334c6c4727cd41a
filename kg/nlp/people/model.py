"""How far characters are like a Chinese name: the odds of surname and given name against running text."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log

import rjieba

from kg.lexicon import load
from kg.nlp.people.words import counts, words

_MILLION = 1e6
_UNSEEN_NAME = 0.4
_UNSEEN_RATE = 3
_THREE, _TWO = log(0.78), log(0.22)
_COMPOUND = 6.0


@cache
def _background() -> dict[str, float]:
    return {char: log(rate / _MILLION) for char, rate in counts("char_rates.tsv").items()}


def _against_text(char: str, share: float) -> float:
    return log(share) - _background().get(char, log(_UNSEEN_RATE / _MILLION))


@cache
def surnames() -> dict[str, float]:
    """Return for each surname the logarithm of its odds, a name beginning with it against running text."""
    seen = counts("surname_counts.tsv")
    total = sum(seen.values())
    odds = {name: _against_text(name, (seen.get(name, 0) + _UNSEEN_NAME) / total) for name in load().surnames}
    common = frozenset(words("common_compounds"))
    return odds | {name: 1.0 if name in common else _COMPOUND for name in load().compound_surnames}


@cache
def _given() -> dict[str, tuple[float, float, float]]:
    table = load().given
    totals = [sum(row[i] for row in table.values()) for i in range(3)]
    chars = set(table) | set(_background())
    zero = (0, 0, 0)

    def odds(char: str, place: int) -> float:
        return _against_text(char, (table.get(char, zero)[place] + _UNSEEN_NAME) / totals[place])

    return {char: (odds(char, 0), odds(char, 1), odds(char, 2)) for char in chars}


@lru_cache(maxsize=1 << 16)
def given_odds(given: str) -> float:
    """Return the logarithm of the odds of a given name of one or two characters."""
    table = _given()
    if len(given) == 1:
        return table.get(given, _UNKNOWN)[2] + _TWO
    return table.get(given[0], _UNKNOWN)[0] + table.get(given[1], _UNKNOWN)[1] + _THREE


_UNKNOWN = (0.0, 0.0, 0.0)
"""Characters that no list knows are too rare to speak for or against a name."""


@lru_cache(maxsize=1 << 16)
def best_odds(begins: str, known: float) -> float:
    """Return the greatest odds of a given name that begins with one or two characters; one of two has `known` more."""
    table = _given()
    first = table.get(begins[0], _UNKNOWN)
    alone = first[2] + _TWO
    if len(begins) == 1:
        return max(alone, alone + known)
    both = first[0] + table.get(begins[1], _UNKNOWN)[1] + _THREE + known
    return max(alone, both)


@cache
def is_name_word(word: str) -> bool:
    """Tell whether the dictionary of the segmentation holds `word` as a name of a person."""
    return len(word) > 1 and rjieba.tag(word)[0][1].startswith("nr")
