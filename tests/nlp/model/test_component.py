"""The trained components in the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.nlp import COMPONENTS, load_pipeline, state_of
from kg.nlp.pipeline import MODEL, READER

SENTENCE = "走进云澜电子的车间，工人们正忙着给连接器、传感器装箱。"


def test_they_take_part_unless_they_are_left_out() -> None:
    names = load_pipeline().pipe_names
    assert names.index(MODEL) == names.index("kg_arbiter") - 1
    assert names[-1] == READER
    assert tuple(load_pipeline(model=False).pipe_names) == COMPONENTS
    assert tuple(load_pipeline(exclude=[MODEL, READER]).pipe_names) == COMPONENTS
    assert READER not in load_pipeline(exclude=["kg_relations"]).pipe_names


def test_names_that_no_rule_finds_become_mentions() -> None:
    doc = load_pipeline()(SENTENCE)
    seen = {span.text for span in doc.spans["candidates"] if span.id_ == "model:names"}
    assert seen
    assert seen <= {m.text for m in state_of(doc).mentions}


def test_other_weights_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "other.npz"
    path.write_bytes(b"other")
    with pytest.raises(ModelError, match=r"other\.npz"):
        load_pipeline(names=path)
