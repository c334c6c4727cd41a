"""What the components of the pipeline hand on beside the spans of a Doc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.frames.marks import Title, Unit
from kg.frames.memory import Told
from kg.frames.relations import Relation
from kg.link.cluster import Cluster
from kg.link.home import Home
from kg.nlp.arbiter import Likely
from kg.nlp.candidates import Candidate
from kg.page import reading_of
from kg.records import Article, Mention, Reading, Sentence, Span
from kg.records import Page as PageRecord

_KEY = "kg"


@dataclass(slots=True)
class State:
    """What is known of a page while its Doc passes through the pipeline."""

    reading: Reading
    titles: list[Title] = field(default_factory=list)
    bylines: set[tuple[int, int]] = field(default_factory=set)
    """Spans of reporters and photographers: named, but no part of what is told."""
    values: dict[int, list[Unit]] = field(default_factory=dict)
    """Dates, sums and capacities of each sentence, by where it begins."""
    likely: Likely | None = None
    """How likely each candidate is a name, where the trained component takes part."""
    mute: list[Candidate] = field(default_factory=list)
    """What keeps its place among the names and names nothing: an event, an honour."""
    joined: list[Candidate] = field(default_factory=list)
    """The candidates that give several names as one (A高新区B产业园), whether or not they stand."""
    mentions: list[Mention] = field(default_factory=list)
    """In order, those inside others included; ``entity`` is the key of `clusters`."""
    clusters: dict[str, Cluster] = field(default_factory=dict)
    home: Home | None = None
    homes: list[Home] = field(default_factory=list)
    """For each article the divisions it writes about."""
    told: list[list[Told]] = field(default_factory=list)
    """The sentences of each article, with what they leave unsaid."""
    relations: list[Relation] = field(default_factory=list)


def state_of(doc: Doc) -> State:
    """Return the state of a Doc; a Doc made of a bare text is read as one article."""
    state = doc.user_data.get(_KEY)
    if not isinstance(state, State):
        state = State(_bare(doc.text))
        doc.user_data[_KEY] = state
    return state


def begin(doc: Doc, reading: Reading) -> Doc:
    """Return the Doc with a page's reading in it; its text must be that of the reading."""
    doc.user_data[_KEY] = State(reading)
    return doc


def _bare(text: str) -> Reading:
    """Return the reading of a text that keeps every character where it is."""
    reading = reading_of(text)
    if reading.text == text:
        return reading
    sentences: Sequence[Sentence] = (Sentence(0, len(text), 0, 0, "body"),) if text else ()
    article = Article(0, "news", Span(0, len(text)), paragraphs=(Span(0, len(text)),))
    page = PageRecord("-", text)
    return Reading(page, text, tuple(range(len(text))), (article,) if text else (), tuple(sentences))
