"""The wheel is enough: installed into an empty environment it builds a graph."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support import ROOT, SEEDS

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel of this project and the libraries of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("yuanqu-*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    interpreter = folder / "env" / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "--python", interpreter, *install, str(wheel)], check=True)
    # The libraries come from here by a .pth file. Python reads no further .pth files in a folder that one names,
    # so an editable install of this project in it does not count.
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return interpreter


def run(python: Path, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the environment's Python somewhere else, with nothing of this one on its path."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(python), *args], cwd=cwd, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False
    )


def test_the_ontology_and_the_words_come_with_the_wheel(python: Path, tmp_path: Path) -> None:
    code = "from kg import paths; print(paths.schemas()); print(paths.RESOURCES)"
    done = run(python, "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    schemas, resources = map(Path, done.stdout.split())
    home = python.parent.parent
    assert schemas.is_relative_to(home)
    assert names(schemas) == names(ROOT / "schemas")
    assert resources.is_relative_to(home)
    assert names(resources) == names(ROOT / "kg" / "resources")


def test_networkx_finds_the_backend_that_comes_with_the_wheel(python: Path, tmp_path: Path) -> None:
    code = "import networkx as nx; print(nx.betweenness_centrality(nx.path_graph(3), backend='yuanqu_igraph'))"
    done = run(python, "-c", code, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("{0: 0.0, 1: 1.0, 2: 0.0}\n", "")


def names(folder: Path) -> list[str]:
    """Return the files under `folder`, by their path in it."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_installed_command_builds_a_graph(python: Path, tmp_path: Path) -> None:
    command = python.parent / "kg"
    done = run(python, str(command), "build", str(SEEDS / "d01.txt"), "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for name in ("graph.ttl", "graph.trig", "graph.html", "issues.jsonl", "statements/d01.txt.jsonl"):
        assert (tmp_path / "out" / name).is_file()
