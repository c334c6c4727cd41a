"""The notebooks run from top to bottom, in a fresh kernel and without a network."""

from __future__ import annotations

import shutil
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.notebooks import FOLDER, HEAVIEST, execute, lighten, notebooks

pytestmark = pytest.mark.xdist_group("notebooks")

OFFLINE = """
import socket

def refuse(*args, **kwargs):
    raise OSError("the notebooks need no network")

socket.getaddrinfo = socket.create_connection = refuse
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with copies of the notebooks, of the seeds and of their gold, and nothing else."""
    root = FOLDER.parent
    for folder in (FOLDER, root / "seeds", root / "tests" / "gold"):
        shutil.copytree(
            folder, tmp_path / folder.relative_to(root), ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    return tmp_path / FOLDER.name


def outputs(notebook: Any, kind: str) -> list[str]:
    """Return all outputs of a media type."""
    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ())]
    return [data[kind] for data in shown if kind in data]


@pytest.mark.parametrize("name", [path.name for path in notebooks()])
def test_a_notebook_runs_offline_and_shows_a_table_and_a_picture(copy: Path, name: str) -> None:
    done = execute(copy / name, before=OFFLINE)
    assert outputs(done, "image/png")
    assert any("<table" in text for text in outputs(done, "text/html"))


def test_there_are_notebooks() -> None:
    assert [path.name[:2] for path in notebooks()] == [f"{number:02}" for number in range(1, 8)]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.name)
def test_a_notebook_is_kept_with_all_its_outputs_and_none_is_heavy(path: Path) -> None:
    kept: Any = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    code = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert outputs(kept, "image/png")
    assert 0 < max(map(len, outputs(kept, "text/html"))) <= HEAVIEST
    assert path.stat().st_size < 400_000


def test_an_output_that_is_too_heavy_gives_way_to_a_note() -> None:
    output = nbformat.v4.new_output("display_data", data={"text/html": "x" * (HEAVIEST + 1)})
    light = lighten(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("f()", outputs=[output])]))
    assert set(light.cells[0].outputs[0].data) == {"text/plain"}


def test_names_are_told_apart_without_a_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = spec_from_file_location("drawing", FOLDER / "drawing.py")
    assert spec is not None
    assert spec.loader is not None
    drawing = module_from_spec(spec)
    spec.loader.exec_module(drawing)
    monkeypatch.setattr(drawing, "KNOWN", ())
    labels = drawing.labels(["李敏", "李民", "李敏"])
    assert set(labels) == {"李敏", "李民"}
    assert len(set(labels.values())) == 2
    assert all(label.isascii() for label in labels.values())
