"""Files are there whole or not at all, and what killed processes left goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.drafts import _PREFIX, drafts, settle, write_whole


def test_a_draft_is_swept_away_when_its_maker_is_gone_and_not_before(tmp_path: Path) -> None:
    (tmp_path / f"{_PREFIX}killed").mkdir()
    with drafts(tmp_path) as one:
        assert list(tmp_path.iterdir()) == [one]
        with drafts(tmp_path) as other:
            assert one.is_dir()
            assert one != other
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "deep" / "file"
    write_whole(file, b"old")

    def broken(self: Path, target: Path) -> Path:
        raise OSError(f"{self} not to {target}")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="draft"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_files_and_folders_are_brought_to_the_disk_and_missing_ones_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    settle(tmp_path / "file")
    settle(tmp_path)
    with pytest.raises(FileNotFoundError):
        settle(tmp_path / "missing")
