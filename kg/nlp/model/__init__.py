"""The trained component: what a small tagger sees that the rules have no words for, and which candidates are names."""

from __future__ import annotations

from kg.nlp.model.columns import Marked
from kg.nlp.model.judge import WEIGHTS as JUDGE_WEIGHTS
from kg.nlp.model.judge import Judge, is_proposed, load_judge
from kg.nlp.model.lattice import Lattice
from kg.nlp.model.names import Asked, inner_options, load_policy, options
from kg.nlp.model.tagger import WEIGHTS, Tagger, load_names
from kg.nlp.model.variants import pooled
from kg.nlp.model.zones import assured

__all__ = [
    "JUDGE_WEIGHTS",
    "WEIGHTS",
    "Asked",
    "Judge",
    "Lattice",
    "Marked",
    "Tagger",
    "assured",
    "inner_options",
    "is_proposed",
    "load_judge",
    "load_names",
    "load_policy",
    "options",
    "pooled",
]
