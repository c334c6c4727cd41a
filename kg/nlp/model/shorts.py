"""Names of two or three characters that the tagger sees: 澜坊, 石凹子. Most words so short are no names."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from kg.lexicon import load
from kg.naming.words import words
from kg.nlp.candidates import Candidate
from kg.nlp.model.lattice import Tagged

_LONGEST = 3
_NAME = re.compile(
    "(?![我该此那这某])(?![本全各贵同原师][\u4e00-\u9fff]?[省市县区州盟旗乡镇村街厂园场站线])[\u4e00-\u9fff]{2,3}"
)
"""我市 and 原厂区 are nobody's names."""


def short_names(
    text: str, names: Sequence[Tagged], filed: Iterable[Candidate], classes: Container[str], least: float
) -> set[Tagged]:
    """Return those of the tagger's names that are short and of some classes, where it is sure enough of them.

    What a longer name of another class ends with is cut from it: 清江重点项目|观澜团. One of its own class is its form.
    """
    short = {
        name
        for name in names
        if name.cls in classes
        and name.sure >= least
        and name.end - name.start <= _LONGEST
        and _NAME.fullmatch(text, name.start, name.end) is not None
        and not _is_word(text[name.start : name.end])
    }
    if not short:
        return short
    tails: dict[str, set[str]] = {}
    for start, end, cls, _ in (*names, *filed):
        for size in range(2, min(_LONGEST + 1, end - start)):
            tails.setdefault(text[end - size : end], set()).add(cls)
    return {name for name in short if name.cls in tails.get(text[name.start : name.end], {name.cls})}


def _is_word(said: str) -> bool:
    """Return whether short words are no name: a noun, 高新区, 湘赣, a division behind its verb (下|惠州)."""
    lexicon = load()
    return (
        said in lexicon.nouns
        or said in words("park_levelled")
        or all(char in lexicon.abbreviations for char in said)
        or (said[0] in _GOES and said[1:] in lexicon.by_name)
    )


_GOES = "下上来赴访到抵去走"
