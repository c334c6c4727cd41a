"""The spaCy pipeline: names, values, coreference and relations on a Doc of characters."""

from __future__ import annotations

from kg.collector import settle, uncollected
from kg.nlp.library import without_commands

# A start makes much that stays: walking over it again and again takes a tenth of it.
with uncollected(), without_commands():
    from kg.nlp.pipeline import COMPONENTS, load_pipeline
    from kg.nlp.state import State, begin, state_of

    settle()

__all__ = ["COMPONENTS", "State", "begin", "load_pipeline", "state_of"]
