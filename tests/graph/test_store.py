"""Stores: a finished build is found, read whole, and told where it is not one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import DamagedInput, NotFound
from kg.graph.store import base_at, open_store, store_of
from kg.graph.terms import BASE
from tests.graph.gold import gold_build, gold_dataset

OTHER = "https://example.org/other/"


def test_a_build_is_read_whole(tmp_path: Path) -> None:
    assert set(open_store(gold_build(tmp_path)).quads()) == set(store_of(gold_dataset()).quads())


def test_each_document_has_a_graph_of_its_own() -> None:
    graphs = {quad.graph_name for quad in store_of(gold_dataset()).quads()} - {DefaultGraph()}
    assert graphs == {NamedNode(f"{BASE}doc/d0{number}.txt") for number in range(1, 9)}


def test_the_base_is_found_in_the_data_and_in_the_file(tmp_path: Path) -> None:
    folder = gold_build(tmp_path, base=OTHER)
    assert open_store(folder).base == OTHER
    assert base_at(folder) == OTHER


def test_without_a_build_the_base_is_the_usual_one(tmp_path: Path) -> None:
    assert base_at(tmp_path) == BASE


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no build here"):
        open_store(tmp_path)


def test_a_damaged_graph_is_told(tmp_path: Path) -> None:
    whole = (gold_build(tmp_path) / "graph.trig").read_bytes()
    (tmp_path / "graph.trig").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedInput, match="graph.trig: not a graph that can be read"):
        open_store(tmp_path)
