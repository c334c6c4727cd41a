"""What tests of the command share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import cli
from tests.support import SEEDS


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the seeds by the rules, to read only."""
    folder = tmp_path_factory.mktemp("built")
    pages = [str(SEEDS / f"d0{n}.txt") for n in range(1, 9)]
    assert cli.run(["build", *pages, "--no-model", "--quiet", "-o", str(folder)]) == 0
    return folder


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of the build to write into."""
    return Path(shutil.copytree(built, tmp_path / "out"))
