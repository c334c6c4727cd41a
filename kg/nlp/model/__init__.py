"""The trained component: names that the rules have no words for, by a small model that the package carries."""

from __future__ import annotations

from kg.nlp.model.features import Marked
from kg.nlp.model.names import propose
from kg.nlp.model.tagger import WEIGHTS, load_names

__all__ = ["WEIGHTS", "Marked", "load_names", "propose"]
