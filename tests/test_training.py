"""The pages that the trained components learn from, and the scripts that make their weights."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kg.frames.reader import Reader
from kg.frames.reader.model import WEIGHTS as READER_WEIGHTS
from kg.frames.reader.trees import Trees
from kg.nlp import COMPONENTS, load_pipeline
from kg.nlp.model import Judge, Tagger, load_names
from kg.nlp.model.columns import columns_of
from kg.nlp.model.network import Network
from kg.score.gold import GoldEntity
from kg.weights import opened
from tests.score import calibrate
from tests.support import ROOT, TRAINING, UNSEEN
from training import claims, judge, relations
from training.corpus import GoldPage, gold_pages, labels_of, parted, parts
from training.marks import measure
from training.sentences import LABELS, VARIANTS, Sentences, labelled, sentences_of, values_of, variants_of
from training.variants import Names, varied


@pytest.fixture(scope="module")
def some() -> list[GoldPage]:
    """Two pages of the training set."""
    return gold_pages((TRAINING / "a01.json", TRAINING / "b01.json"))


def test_no_page_that_figures_are_taken_on_is_learnt_from() -> None:
    digests = {
        folder: {hashlib.sha256(path.read_bytes()).digest() for path in folder.glob("*.txt")}
        for folder in (TRAINING, UNSEEN)
    }
    assert all(digests.values())
    assert not digests[TRAINING] & digests[UNSEEN]


def test_every_page_is_kept_apart_once_and_with_all_that_one_hand_wrote() -> None:
    pages = gold_pages((ROOT / "tests" / "gold", TRAINING))
    apart = parts(pages)
    assert sorted(number for part in apart for number in part) == list(range(len(pages)))
    groups = [{pages[number].group for number in part} for part in apart]
    assert all(not one & other for at, one in enumerate(groups) for other in groups[at + 1 :])


def test_what_a_tagger_finds_on_gold_pages_is_counted_by_class(some: list[GoldPage]) -> None:
    right, missed, wrong = Counter[str](), Counter[str](), Counter[str]()
    counts = {"right": right, "missed": missed, "wrong": wrong}
    for page in some:
        for (cls, kind), count in measure(page, load_names()).items():
            counts[kind][cls] += count
    assert right.total() > 5 * (missed.total() + wrong.total())
    wanted = Counter(e.cls for page in some for e in page.gold.entities if not e.optional)
    assert right + missed == wanted


def test_a_tagger_can_be_made_of_gold_pages(
    some: list[GoldPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch", reason="torch is not installed: training/network.py tells why no extra names it")
    network = import_module("training.network")
    for name, value in (("EPOCHS", 3), ("TOGETHER", 256), ("WARM", 1)):
        monkeypatch.setattr(network, name, value)
    drawn = Names([one.gold for one in some], seed=1)
    page = labelled(some[0])
    plain = sentences_of(page)
    net = network.fit(plain, Sentences.together(list(variants_of(page, drawn))))
    network.write(net, out := tmp_path / "names.npz")
    with np.load(out) as data:
        carried = Network(data)
    source = network.Source(plain, net.keys)
    net.eval()
    learnt = np.concatenate([net(source.batch([number])).detach().numpy()[0] for number in range(len(plain.lengths))])
    got = carried.scores(columns_of(page.text, page.spans, values_of(page.text, page.spans)), plain.lengths)
    assert got == pytest.approx(learnt, abs=0.02)
    assert got.std() > 1
    assert Tagger(out).labels == LABELS


def test_a_variant_is_the_sentence_with_other_names_of_the_same_classes(some: list[GoldPage]) -> None:
    page = labelled(some[0])
    drawn = Names([one.gold for one in some], seed=1)
    pairs = [
        (page.text[start:end], labels.names, varied(page.text[start:end], labels, drawn))
        for start, end in page.spans
        for labels in [page.labels.between(start, end)]
    ]
    assert all((new is None) == (set(labels) == {"O"}) for _, labels, new in pairs)
    changed = 0
    for text, labels, new in pairs:
        if new is None:
            continue
        other, (found, inner) = new
        assert len(other) == len(found) == len(inner)
        assert [label for label in found if label[:2] == "B-"] == [label for label in labels if label[:2] == "B-"]
        assert _outside(other, found) == _outside(text, labels)
        assert all(outer != "O" for outer, label in zip(found, inner, strict=True) if label != "O")
        changed += other != text
    assert changed


def test_a_variant_keeps_what_its_names_have_inside(some: list[GoldPage]) -> None:
    firm, goods, works = (
        GoldEntity(name, cls, (), (), optional=False)
        for name, cls in (("恒澜", "Firm"), ("轴承", "Product"), ("恒澜年产5万吨轴承项目", "Project"))
    )
    gold = replace(some[0].gold, entities=(firm, goods, works))
    text = "走进恒澜年产5万吨轴承项目"
    labels = labels_of(gold, {(2, 13): 2}, text)
    assert labels.inner == [*"OO", "B-Firm", "I-Firm", *"OOOOO", "B-Product", "I-Product", *"OO"]
    assert [varied(text, labels, Names([gold], seed)) for seed in range(3)] == [(text, labels)] * 3
    other = GoldEntity("青石热电项目", "Project", (), (), optional=False)
    drawn = (varied(text, labels, Names([replace(gold, entities=(other,))], seed)) for seed in range(20))
    assert {(new, *set(found.inner)) for new, found in filter(None, drawn) if new != text} == {
        ("走进青石热电项目", "O")
    }


def _outside(text: str, labels: list[str]) -> str:
    return "".join(char for char, label in zip(text, labels, strict=True) if label == "O")


def test_each_sentence_that_names_something_has_variants(some: list[GoldPage]) -> None:
    page = labelled(some[0])
    drawn = Names([one.gold for one in some], seed=1)
    plain, others = sentences_of(page), Sentences.together(list(variants_of(page, drawn)))
    ends = np.cumsum(plain.lengths)
    outside = LABELS.index("O")
    naming = sum(bool((plain.labels[a:b, 0] != outside).any()) for a, b in pairwise([0, *ends]))
    assert len(others.lengths) == VARIANTS * naming
    for made in (plain, others):
        assert {len(values) for values in made.seen.values()} == {sum(made.lengths)} == {len(made.labels)}


def test_a_judge_can_be_made_of_gold_pages(some: list[GoldPage], tmp_path: Path) -> None:
    numbers: dict[str, int] = {}
    rules = load_pipeline(model=False, exclude=set(COMPONENTS) - set(judge.RULES))
    pages = [judge.examples_of(page, rules, load_names(), numbers) for page in some]
    weights = judge.fit(pages * judge.OFTEN, len(numbers))
    judge.write(weights, list(numbers), tmp_path / "candidates.npz")
    Judge(tmp_path / "candidates.npz")
    for layer, of in zip(zip(*pages, strict=True), weights, strict=True):
        examples = [example for page in layer for example in page]
        assert {example.right for example in examples} == {True, False, None}
        told = list(judge.measure(examples, of))
        assert sum((likely > 0.5) == name for likely, name in told) > 0.9 * len(told)


def test_a_name_that_begins_with_another_counts_as_two(some: list[GoldPage]) -> None:
    text = "走进青石镇轴承产业园"
    town, park = (
        GoldEntity(name, cls, (), (), optional=False)
        for name, cls in (("青石镇", "Place"), ("青石镇轴承产业园", "Park"))
    )
    gold = replace(some[0].gold, entities=(town, park))
    assert parted(gold, text) == {(2, 10): 1}
    joined = replace(gold, entities=(town, replace(park, aliases=("轴承产业园",))))
    assert parted(joined, text) == {(2, 5): 0, (5, 10): 1}


def test_a_reader_can_be_made_of_gold_pages(some: list[GoldPage], tmp_path: Path) -> None:
    numbers: dict[str, int] = {}
    nlp = load_pipeline(exclude=["kg_reader"])
    pages = [relations.examples_of(page, nlp, numbers) for page in some]
    assert {e.right for page in pages for e in page.examples} == {True, False, None}
    out = tmp_path / "relations.npz"
    try:
        weights = relations.fit(pages, len(numbers))
    except ValueError as error:  # a predicate that two pages have no example of
        pytest.skip(str(error))
    relations.write(weights, list(numbers), out)
    assert Reader(out).predicates == weights.predicates


def test_a_weigher_can_be_made_of_gold_pages_and_says_what_its_trees_say(some: list[GoldPage], tmp_path: Path) -> None:
    nlp = load_pipeline(exclude=["kg_reader"])
    pages = [claims.claims_on(page, nlp, READER_WEIGHTS) for page in some]
    assert {right for page in pages for right in page.right} == {True, False, None}
    assert all(len(page.table) == len(page.predicates) == len(page.right) == len(page.keys) for page in pages)
    trees = claims.fit(pages)
    claims.write(trees, tmp_path / "claims.npz")
    with opened(tmp_path / "claims.npz") as data:
        carried = Trees(data)
    table = pages[0].table
    assert carried.likely(table) == pytest.approx(trees.predict_proba(table)[:, 1].tolist(), abs=1e-6)
    marks = Counter[tuple[str, str]]()
    claims.measure(pages, trees, marks)
    assert 0 < marks["right", "visited"] <= marks["gold", "visited"]


def test_what_the_document_tells_to_run_is_there() -> None:
    text, project = ((ROOT / name).read_text(encoding="utf-8") for name in ("docs/model.md", "pyproject.toml"))
    (extra,) = re.findall(r"pip install -c constraints\.txt -e '\.\[(\w+)\]'", text)
    assert extra in tomllib.loads(project)["project"]["optional-dependencies"]
    modules = re.findall(r"(?m)^python -m ([\w.]+)", text)
    names = "training.names"
    assert modules == [names, judge.__name__, relations.__name__, claims.__name__, calibrate.__name__]
    apart = {names} if find_spec("torch") is None else set()
    assert all(callable(import_module(module).main) for module in modules if module not in apart)
