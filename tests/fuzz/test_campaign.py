"""The campaign counts its runs, and what it finds is told and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.campaign import SHARES, fuzz, raised
from tests.fuzz.corpus import dictionary, seeds_of

needs_atheris = pytest.mark.usefixtures("atheris")


@pytest.fixture
def atheris() -> None:
    pytest.importorskip("atheris", reason="pip install -e '.[fuzz]'")


@pytest.mark.parametrize("target", SHARES)
def test_every_target_has_inputs_to_begin_with_and_these_are_no_fault(target: str) -> None:
    inputs = list(seeds_of(target))
    assert len(inputs) > 3
    assert len(set(inputs)) > len(inputs) / 2


def test_the_dictionary_is_one_that_libfuzzer_reads() -> None:
    lines = dictionary().splitlines()
    assert len(lines) > 300
    assert all(line.isascii() and line.startswith('"\\x') and line.endswith('"') for line in lines)


@needs_atheris
def test_runs_are_counted(tmp_path: Path) -> None:
    one = fuzz("planted:sound", 500, faults=tmp_path)
    assert (one.runs, one.told) == (500, "")
    assert not list(tmp_path.iterdir())


@needs_atheris
def test_a_fault_is_told_and_its_input_kept(tmp_path: Path) -> None:
    one = fuzz("planted:fails", 500, faults=tmp_path)
    assert raised(one.told).endswith("ZeroDivisionError: planted")
    (kept,) = tmp_path.iterdir()
    assert b"\x42" in kept.read_bytes()
