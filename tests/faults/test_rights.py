"""Folders without the right to write, and pages without the right to read."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.resolve.published import FILE as IDS
from tests.faults.conftest import Prepared
from tests.faults.material import files
from tests.faults.scenarios import FirstBuild, Judge, Load, NextBuild, Scenario, Tables, View
from tests.faults.started import Ended, Fresh

# For the administrator rights are no bar: the commands run without that power.
_BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.fixture
def bound(tmp_path: Path) -> Fresh:
    """The command in processes that rights bind."""
    (tmp_path / "streams").mkdir()
    if os.geteuid():
        return Fresh(tmp_path / "streams")
    if shutil.which("setpriv") is None:
        pytest.skip("the administrator may write everywhere, and setpriv is not here to take that away")
    return Fresh(tmp_path / "streams", before=_BOUND)


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder that can be filled, then shut, and is opened again in the end."""
    folder = tmp_path / "work"
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def shut(folder: Path) -> None:
    """Take away the right to write below a folder."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)


@pytest.mark.parametrize("kind", [NextBuild, Judge, Load, Tables, View], ids=lambda kind: kind.name)
def test_a_folder_that_cannot_be_written_is_told_and_changes_nothing(
    kind: type[Scenario], prepared: Prepared, bound: Fresh, locked: Path
) -> None:
    scenario = prepared(kind)
    shutil.copytree(scenario.before, locked)
    shut(locked)
    ended = bound.run(scenario.command, locked)
    assert ended.code == 2, ended
    assert ended.err.count("\n") == 1
    assert "ermission denied" in ended.err
    assert files(locked) == files(scenario.before)


def test_a_build_that_cannot_be_written_can_be_asked(prepared: Prepared, bound: Fresh, locked: Path) -> None:
    shutil.copytree(prepared(Load).after, locked)
    shut(locked)
    for place in (("--out", "out"), ("--store", "oxigraph:store")):
        asked = bound.run(("query", "planned", *place), locked)
        assert (asked.code, asked.err) == (0, "")
        assert asked.out


def test_pages_that_cannot_be_written_are_read_and_one_that_cannot_be_read_is_told(
    prepared: Prepared, bound: Fresh, locked: Path
) -> None:
    scenario = prepared(FirstBuild)
    shutil.copytree(scenario.before, locked)
    shut(locked / "pages")
    (locked / "pages" / "c.txt").chmod(0)
    ended = bound.run(scenario.command, locked)
    assert ended.code == 1, ended
    assert ended.err == f"kg: {locked / 'pages' / 'c.txt'}: cannot be read (Permission denied); check its rights\n"
    (locked / "pages" / "c.txt").chmod(0o644)
    again: Ended = bound.run(scenario.command, locked)
    assert again.code == 0
    found, wanted = (files(place / "out") for place in (locked, scenario.after))
    assert units(found.pop(IDS)) == units(wanted.pop(IDS))
    assert found == wanted


def units(published: bytes) -> set[tuple[str, str]]:
    """Return which units published ids stand for: those of a page that came later have lines of their own."""
    return {(row["id"], unit) for row in map(json.loads, published.splitlines()) for unit in row["units"]}
