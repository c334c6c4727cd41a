"""Results are put in place together or not at all."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from kg.errors import BusyError, OutputError
from kg.run import staging as module
from kg.run.staging import put_in_place, staging


def test_what_was_staged_is_gone_unless_put_in_place(tmp_path: Path) -> None:
    with staging(tmp_path) as staged:
        (staged / "a").write_text("1")
    assert list(tmp_path.iterdir()) == []


def test_files_move_to_their_places_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("0")
    with staging(tmp_path) as staged:
        (staged / "sub").mkdir()
        (staged / "sub" / "a").write_text("1")
        (staged / "b").write_text("2")
        moved = put_in_place(staged, tmp_path, last="b", drop=[tmp_path / "old"])
    assert moved == (tmp_path / "b", tmp_path / "sub" / "a")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b", "sub"]


def test_a_fault_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ValueError, match="broken"), staging(tmp_path) as staged:
        (staged / "a").write_text("new")
        raise ValueError("broken")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]


def test_a_folder_made_for_a_build_that_failed_is_removed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), staging(tmp_path / "new"):
        raise ValueError("broken")
    assert not (tmp_path / "new").exists()


def test_a_file_where_the_folder_should_be_is_told_in_one_line(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("mine")
    with pytest.raises(OutputError) as caught, staging(target):
        pass
    assert str(target) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert target.read_text() == "mine"


def test_a_writer_that_failed_is_told_by_the_folder_the_user_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, staging(tmp_path) as staged:
        raise OutputError(f"{staged}/graph.html: no") from OSError(errno.ENOSPC, "No space left on device")
    assert str(caught.value).startswith(f"{tmp_path}: cannot write the results (No space left on device)")


def test_what_nothing_could_make_again_is_in_its_place_before_anything_else_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_text("0")
    seen = []
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        seen.append((self.name, (tmp_path / "old").exists()))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with staging(tmp_path) as staged:
        (staged / "sub").mkdir()
        for name in ("a", "ids", "last", "sub/ids"):
            (staged / name).write_text(name)
        put_in_place(staged, tmp_path, first="ids", last="last", drop=[tmp_path / "old"])
    assert seen == [("ids", True), ("a", False), ("ids", False), ("last", False)]


def test_an_interrupt_while_files_move_waits_until_all_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt), staging(tmp_path) as staged:
        for name in "abc":
            (staged / name).write_text(name)
        put_in_place(staged, tmp_path, last="c")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b", "c"]


def test_the_folder_of_a_killed_build_is_removed(tmp_path: Path) -> None:
    (tmp_path / f"{module._PREFIX}old").mkdir()
    with staging(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_second_build_into_one_folder_is_told_in_one_line_and_changes_nothing(tmp_path: Path) -> None:
    with staging(tmp_path) as staged:
        with pytest.raises(BusyError, match="another build is at work here") as caught, staging(tmp_path):
            pass
        assert staged.is_dir()
    assert str(caught.value).startswith(f"{tmp_path}: ")
