"""The trained component: words tagged by Baidu LAC, read as names by a policy; optional (extra ``model``)."""

from __future__ import annotations

from kg.nlp.model.lac import Word, available, load_tagger
from kg.nlp.model.names import propose

__all__ = ["Word", "available", "load_tagger", "propose"]
