"""A disk that is full, or cannot be written: one line tells it, what was there stays, and with room all is well."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Prepared
from tests.faults.material import files
from tests.faults.scenarios import FirstBuild, FirstLoad, Judge, Load, NextBuild, Scenario, Tables, View
from tests.faults.started import Ended, Forked

KINDS = [FirstBuild, NextBuild, Judge, FirstLoad, Load, Tables, View]
_MEGABYTE = 1 << 20


class Disk:
    """A file system in memory, as large as it is told to be."""

    def __init__(self, place: Path) -> None:
        """Take the folder that it is to be seen in."""
        self.place = place

    def set(self, options: str, *more: str) -> None:
        """Mount it, or change it, with options of a tmpfs."""
        command = ["mount", *more, "-t", "tmpfs", "-o", options, "yuanqu-faults", str(self.place)]
        subprocess.run(command, check=True, capture_output=True)

    def fill(self, left: int) -> None:
        """Leave no more than some bytes of room."""
        status = os.statvfs(self.place)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        self.set(f"remount,size={used + left}")

    def empty(self) -> None:
        """Give it room enough."""
        self.set(f"remount,rw,size={400 * _MEGABYTE}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk of its own for a test, which needs the right to mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = Disk(place)
    try:
        made.set(f"size={400 * _MEGABYTE}")
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    try:
        yield made
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def refused(scenario: Scenario, folder: Path, ended: Ended, *reasons: str) -> None:
    """Assert that one line told why, and that nothing visible has changed."""
    assert ended.code == 2, ended
    assert ended.err.count("\n") == 1
    assert any(reason in ended.err for reason in reasons), ended.err
    scenario.check_killed(folder, ended)
    if not scenario.store:
        old = {name for name in files(scenario.before) if not name.startswith("out/.")}
        assert {name for name in files(folder) if not name.startswith("out/.")} == old


def steps(scenario: Scenario, run: Callable[[int], Ended], check: Callable[[Ended], None]) -> int:
    """Run with more and more room until there is enough, and return how often there was too little."""
    written = sum(len(content) for content in files(scenario.after).values())
    for number, room in enumerate((0, written // 3, 9 * written // 10)):
        ended = run(room)
        if ended.code == 0:
            return number
        check(ended)
    return number + 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_full_disk_is_told_and_changes_nothing(
    kind: type[Scenario], prepared: Prepared, forks: Forked, disk: Disk
) -> None:
    scenario = prepared(kind)
    work = disk.place / "work"

    def run(room: int) -> Ended:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(scenario.before, work)
        disk.fill(room)
        return forks.run(scenario.command, work)

    def check(ended: Ended) -> None:
        disk.empty()
        refused(scenario, work, ended, "No space left")
        scenario.check_again(work)

    assert steps(scenario, run, check)


@pytest.mark.parametrize("kind", [NextBuild, Judge, FirstLoad, Tables], ids=lambda kind: kind.name)
def test_files_that_may_not_grow_are_told_and_change_nothing(
    kind: type[Scenario], prepared: Prepared, forks: Forked, tmp_path: Path
) -> None:
    scenario = prepared(kind)
    work = tmp_path / "work"
    shutil.copytree(scenario.before, work)
    ended = forks.run(scenario.command, work, faults={"room": 300})
    refused(scenario, work, ended, "File too large")
    scenario.check_again(work)


@pytest.mark.parametrize("kind", [NextBuild, Judge, FirstLoad, Load, Tables], ids=lambda kind: kind.name)
def test_a_disk_that_can_only_be_read_is_told_and_changes_nothing(
    kind: type[Scenario], prepared: Prepared, forks: Forked, disk: Disk
) -> None:
    scenario = prepared(kind)
    work = disk.place / "work"
    shutil.copytree(scenario.before, work)
    disk.set("remount,ro")
    ended = forks.run(scenario.command, work)
    disk.empty()
    refused(scenario, work, ended, "Read-only file system")
    scenario.check_again(work)


def test_a_build_on_a_disk_that_can_only_be_read_can_be_asked(prepared: Prepared, forks: Forked, disk: Disk) -> None:
    work = disk.place / "work"
    shutil.copytree(prepared(Load).after, work)
    disk.set("remount,ro")
    for question in (
        ("query", "planned", "--out", "out"),
        ("query", "planned", "--store", "oxigraph:store"),
        ("analyze", "matter", "--out", "out"),
        ("review", "--json", "--out", "out"),
        ("export", "nq", "--out", "out"),
    ):
        ended = forks.run(question, work)
        assert ended.code == 0, ended
        assert ended.out


def test_a_stream_that_takes_no_more_is_told(prepared: Prepared, forks: Forked) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    after = prepared(Load).after
    for command in (("query", "planned", "--out", "out"), ("export", "nq", "--out", "out")):
        ended = forks.run(command, after, out=full)
        assert (ended.code, ended.err) == (2, "kg: output: No space left on device\n")
