"""The spaCy pipeline: names, values, coreference and relations on a Doc of characters."""

from __future__ import annotations

from kg.nlp.pipeline import COMPONENTS, load_pipeline
from kg.nlp.state import State, begin, state_of

__all__ = ["COMPONENTS", "State", "begin", "load_pipeline", "state_of"]
