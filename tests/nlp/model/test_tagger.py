"""The tagger with the weights that the package carries."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kg.nlp.model import WEIGHTS, load_names
from kg.nlp.model.tagger import Tagger
from kg.ontology import load_ontology
from tests.support import refused_in_one_line

SENTENCES = (
    "县长林知远走进希润米业的车间，流水线上正在灌装山茶油。",
    "青石镇落雪。",
    "青石经济开发区的云澜电子主产连接器、传感器。",
)


def spans_of(sentences: tuple[str, ...]) -> list[tuple[int, int]]:
    ends = np.cumsum([0, *map(len, sentences)]).tolist()
    return list(pairwise(ends))


def test_sentences_together_give_what_each_gives() -> None:
    tagger = load_names()
    text = "".join(SENTENCES)
    alone = [
        name._replace(start=name.start + start, end=name.end + start)
        for (start, end) in spans_of(SENTENCES)
        for name in tagger.read(text[start:end], [(0, end - start)]).names
    ]
    together = tagger.read(text, spans_of(SENTENCES)).names
    assert [n[:3] for n in together] == [n[:3] for n in alone]
    assert [n.sure for n in together] == pytest.approx([n.sure for n in alone], abs=1e-3)


def test_names_lie_apart_in_their_sentences_and_have_a_class() -> None:
    text = "".join(SENTENCES)
    found = load_names().read(text, spans_of(SENTENCES)).names
    assert found
    assert all(any(start <= n.start < n.end <= end for start, end in spans_of(SENTENCES)) for n in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {n.cls for n in found} <= set(load_ontology().concrete)
    assert all(0 <= n.sure <= 1 for n in found)


def test_goods_that_a_workshop_makes_are_seen() -> None:
    text = "".join(SENTENCES)
    goods = {text[n.start : n.end] for n in load_names().read(text, spans_of(SENTENCES)).names if n.cls == "Product"}
    assert {"连接器", "传感器"} <= goods


def test_names_inside_names_are_seen() -> None:
    works = "云澜化工年产10万吨乙二醇项目"
    inner = load_names().read(f"一行来到青石镇{works}。", [(0, len(works) + 8)]).inner
    assert inner is not None
    found = {(works[n.start - 7 : n.end - 7], n.cls) for n in inner.names}
    assert {("云澜化工", "Firm"), ("乙二醇", "Product")} <= found


def test_sentences_without_names_inside_names_are_not_read_for_them() -> None:
    inner = load_names().read("路上没有行人。", [(0, 7)]).inner
    assert inner is not None
    assert inner.names == []
    assert not inner.likely([(0, 3)]).any()


def test_no_sentence_has_no_names() -> None:
    assert load_names().read("", []).names == []
    assert load_names().read("字", [(0, 0)]).names == []


def test_missing_and_damaged_weights_are_told_in_one_line(tmp_path: Path) -> None:
    refused_in_one_line(Tagger, tmp_path / "names.npz", b"other", WEIGHTS.read_bytes()[:2000])
