"""What is told about a statement: single facts, and the words of the page in them."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.page import Found
from kg.frames.memory import Told
from kg.records import Mention

_CLIP = 60
"""Characters of a sentence that are shown."""


class Fact(NamedTuple):
    """One thing to know about a statement."""

    about: str
    """``sentence``, ``rule``, ``template``, ``words``, ``subject``, ``object``, ``date``, ``status``, ``confidence``,
    or where a statement is missing ``classes``, ``instead``, ``sentences``."""
    text: str


def quoted(text: str) -> str:
    """Return words of a page in quotation marks, cut where they are long."""
    bare = " ".join(text.split())
    return f"“{bare if len(bare) <= _CLIP else f'{bare[:_CLIP]}…'}”"


def words_of(found: Found, one: Told, start: int, end: int) -> str:
    """Return what stands on the page at a stretch of a masked sentence."""
    origins = one.masked.origins
    return found.state.reading.text[origins[start] : origins[end]]


def sentence_of(found: Found, mention: Mention) -> str:
    """Return the sentence in which a mention stands, in quotation marks; empty where it stands in none."""
    text = found.state.reading.text
    for sentence in found.state.reading.sentences:
        if sentence.start <= mention.start < mention.end <= sentence.end:
            return quoted(text[sentence.start : sentence.end])
    return ""


def name_of(found: Found, mention: Mention) -> str:
    """Return the full name of what a mention stands for."""
    return found.entities[mention.entity or ""].name
