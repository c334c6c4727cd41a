"""The trained component in the pipeline; what needs its weights is skipped where the extra ``model`` is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.nlp import COMPONENTS, load_pipeline, state_of
from kg.nlp.model import Word, available, lac, load_tagger
from kg.nlp.pipeline import MODEL

installed = pytest.mark.skipif(not available(), reason="the extra model is not installed")
SENTENCE = "县长林知远走进希润米业、汇丰兽药等企业，县投促局负责人陪同。"


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packages of the extra be not there."""
    monkeypatch.setattr(lac, "find_spec", lambda _name: None)
    load_tagger.cache_clear()


@pytest.mark.usefixtures("absent")
def test_without_its_package_the_pipeline_is_the_rules_alone() -> None:
    assert not available()
    assert tuple(load_pipeline().pipe_names) == COMPONENTS


@pytest.mark.usefixtures("absent")
def test_asked_for_and_absent_it_says_what_to_install() -> None:
    with pytest.raises(ModelError, match=r"yuanqu\[model\].*--no-model"):
        load_pipeline(model=True)


def test_it_can_be_left_out() -> None:
    assert tuple(load_pipeline(model=False).pipe_names) == COMPONENTS
    assert MODEL not in load_pipeline(exclude=[MODEL]).pipe_names


def test_other_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "lac_encoder.onnx"
    path.write_bytes(b"other")
    with pytest.raises(ModelError, match=r"lac_encoder\.onnx is not the file that was measured"):
        lac._check(path, lac.WEIGHTS[path.name])


@installed
def test_where_installed_it_stands_before_the_arbiter() -> None:
    names = load_pipeline().pipe_names
    assert names.index(MODEL) == names.index("kg_arbiter") - 1


@installed
def test_it_files_names_that_no_rule_finds() -> None:
    doc = load_pipeline(model=True)(SENTENCE)
    sources = {span.text: span.id_ for span in doc.spans["candidates"] if span.id_.startswith("model:")}
    assert sources
    assert set(sources) <= {m.text for m in state_of(doc).mentions}


@installed
def test_texts_together_give_what_each_gives() -> None:
    tagger = load_tagger()
    texts = [SENTENCE, "青石镇落雪。", "", "青石镇下雨。", SENTENCE[:6]]
    assert tagger.words(texts) == [tagger.words([text])[0] for text in texts]


@installed
def test_words_cover_their_text() -> None:
    (words,) = load_tagger().words([SENTENCE])
    assert [w.start for w in words] == [0, *(w.end for w in words[:-1])]
    assert words[-1].end == len(SENTENCE)
    assert Word(2, 5, "PER") in words
