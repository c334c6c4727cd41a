"""The trained components in the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.nlp import COMPONENTS, load_pipeline, state_of
from kg.nlp.model import is_proposed
from kg.nlp.pipeline import MODEL, READER

MISREAD = "书记林知远首先来到青石镇长江源村，详细了解村民生产生活情况。"
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
    likely = state_of(doc).likely
    assert likely is not None
    seen = {c for c in likely.of if is_proposed(c) and likely.of[c] >= likely.least}
    assert seen
    assert {SENTENCE[c.start : c.end] for c in seen} <= {m.text for m in state_of(doc).mentions}


def test_what_a_rule_files_wrongly_is_no_mention() -> None:
    (doc, by_rules) = (nlp(MISREAD) for nlp in (load_pipeline(), load_pipeline(model=False)))
    assert "江源村" in {m.text for m in state_of(by_rules).mentions}
    assert "江源村" not in {m.text for m in state_of(doc).mentions}


def test_without_the_component_nothing_is_weighed() -> None:
    assert state_of(load_pipeline(model=False)(SENTENCE)).likely is None


def test_other_weights_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "other.npz"
    path.write_bytes(b"other")
    with pytest.raises(ModelError, match=r"other\.npz"):
        load_pipeline(names=path)
    with pytest.raises(ModelError, match=r"other\.npz"):
        load_pipeline(judge=path)


def test_namings_of_one_entity_are_as_likely_as_the_likeliest() -> None:
    text = "衡川轴承有限公司主产轴承。衡川轴承有限公司今年扩产。"
    mentions = state_of(load_pipeline()(text)).mentions
    firm = {m.likely for m in mentions if m.cls == "Firm"}
    assert len(firm) == 1
    assert all(m.likely is not None and 0 <= m.likely <= 1 for m in mentions)
    assert {m.likely for m in state_of(load_pipeline(model=False)(text)).mentions} == {None}


def test_an_event_is_no_mention_and_no_short_name_of_a_firm_is_found_in_it() -> None:
    doc = load_pipeline()("云澜轴承有限公司参展。首届云澜博览会开幕，云澜的展台人气旺。")
    state = state_of(doc)
    event = doc.text.index("首届云澜博览会")
    assert [doc.text[c.start : c.end] for c in state.mute] == ["首届云澜博览会"]
    assert not any(event <= m.start < event + 7 for m in state.mentions)
    assert any(m.text == "云澜" for m in state.mentions)
