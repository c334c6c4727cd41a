"""Many pages from the outside: workers, engines and shards, what is said, and what is left when they are stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_build import contents
from tests.conftest import Command
from tests.support import SEEDS

NAMES = ("d02.txt", "d04.txt", "d05.txt", "d06.txt", "d08.txt", "sanyuan.txt")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages, so big that a build of them is a long one: their ends are empty lines."""
    folder = tmp_path_factory.mktemp("many") / "pages"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes((SEEDS / name).read_bytes() + b"\n" * 200_000)
    return folder


def test_what_ctrl_c_stops_leaves_nothing_half_done_and_goes_on(kg: Command, pages: Path, tmp_path: Path) -> None:
    """As at a terminal, every process of the group hears of it."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", str(pages), "--out", str(out), "--workers", "2", "--no-model"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as process:
        while not list(out.glob(".kg-pages/*")) and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, "")
    assert stderr == f"kg: stopped; what was read is kept in {out}, and the same command goes on from there\n"
    assert gone(process.pid)
    assert [path.name for path in out.iterdir()] == [".kg-pages"]
    kept = len(list(out.glob(".kg-pages/*")))
    assert kg("build", pages, "--out", out, "--no-model", "--quiet").returncode == 0
    assert kg("build", pages, "--out", tmp_path / "fresh", "--no-model", "--quiet").returncode == 0
    assert 1 <= kept <= len(NAMES)
    assert contents(out) == contents(tmp_path / "fresh")


def gone(group: int) -> bool:
    """Return whether all processes of a group end; the system may take a moment to note it."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def test_shards_are_written_joined_and_loaded(kg: Command, tmp_path: Path) -> None:
    for name in NAMES[:2]:
        shutil.copy(SEEDS / name, tmp_path)
    (tmp_path / "empty.txt").touch()
    done = kg("extract", *NAMES[:2], "empty.txt", "--to", "shards", "--no-model", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"kg: {tmp_path}/empty.txt: empty; give a page with text in it\n"
    first, second, third = done.stdout.splitlines()
    assert first == "shards: 2 pages (0 unchanged), 1 part, 1 not read"
    assert second.startswith("read anew: 2 pages, ")
    assert third == "next: kg build shards --out out"
    done = kg("load", "shards", "--out", "joined", "--store", "oxigraph:mine", cwd=tmp_path)
    assert done.stdout == "oxigraph:mine: 2 documents replaced, 0 dropped, 0 unchanged\n"
    assert (tmp_path / "joined" / "graph.ttl").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "a.txt", "b.txt"], "go with --to FOLDER"),
        (["extract", "a.txt", "--workers", "2"], "go with --to FOLDER"),
        (["extract", "a.txt", "--to", "x", "--stage", "mentions"], "leave out --stage"),
        (["build", "a.txt", "--workers", "0"], "give 1 or more"),
        (["build", "a.txt", "--engine", "spark"], "known are local, dask"),
        (["build", "a.txt", "--cluster", "tcp://h:1"], "name its engine"),
        (["build", "memory://a", "--watch"], "cannot watch memory://a"),
        (["build", "memory://nowhere"], "nothing there"),
        (["load", "a.txt", "--store", "memory:"], "no folder of shards"),
    ],
)
def test_what_cannot_be_is_one_line(kg: Command, tmp_path: Path, arguments: list[str], said: str) -> None:
    shutil.copy(SEEDS / "d02.txt", tmp_path / "a.txt")
    done = kg(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert said in line
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("missing", "arguments"),
    [
        ("distributed", ["build", "a.txt", "--engine", "dask"]),
        ("pyarrow", ["extract", "a.txt", "--to", "shards"]),
        ("fsspec", ["build", "memory://a"]),
    ],
)
def test_what_is_not_installed_is_told_with_what_to_install(
    kg: Command, tmp_path: Path, missing: str, arguments: list[str]
) -> None:
    hidden = tmp_path / "hidden" / missing
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text(f"raise ImportError('no {missing}')\n", encoding="utf-8")
    shutil.copy(SEEDS / "d02.txt", tmp_path / "a.txt")
    path = os.pathsep.join([str(tmp_path / "hidden"), os.environ.get("PYTHONPATH", "")])
    done = kg(*arguments, cwd=tmp_path, env={"PYTHONPATH": path})
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.endswith("run `pip install 'yuanqu[cluster]'`")
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "hidden"}
