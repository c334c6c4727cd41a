"""A long build that was stopped goes on where it was, and nothing damaged is taken for done."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.run import build, intake
from kg.run.kept import FOLDER, Kept
from kg.run.manifest import file_digest
from tests.run.test_build import PAGES, contents, never_loaded
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with pages, of which so few are a long build already."""
    monkeypatch.setattr(intake, "LONG", 1)
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in PAGES:
        shutil.copy(SEEDS / name, folder)
    return folder


def stop_at_the_last(_what: str, done: int, _steps: int) -> None:
    """Stop a build when its last page is read."""
    if done == len(PAGES):
        raise KeyboardInterrupt


@pytest.fixture
def stopped(pages: Path, tmp_path: Path, nlp: Language) -> Path:
    """The folder of a build that was stopped."""
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        build([pages], out, load=lambda: nlp, progress=stop_at_the_last)
    assert [path.name for path in out.iterdir()] == [FOLDER]
    return out


def fresh(pages: Path, tmp_path: Path, nlp: Language) -> dict[str, bytes]:
    """Return the results of a build that was not stopped."""
    build([pages], tmp_path / "fresh", load=lambda: nlp)
    return contents(tmp_path / "fresh")


def test_what_was_read_is_not_read_again(stopped: Path, pages: Path, tmp_path: Path, nlp: Language) -> None:
    report = build([pages], stopped, load=never_loaded)
    assert (report.pages, report.reused) == (len(PAGES), 0)
    assert contents(stopped) == fresh(pages, tmp_path, nlp)


def test_a_page_that_changed_meanwhile_is_read_again(stopped: Path, pages: Path, tmp_path: Path, nlp: Language) -> None:
    shutil.copy(SEEDS / "d03.txt", pages / PAGES[0])
    build([pages], stopped, load=lambda: nlp)
    assert contents(stopped) == fresh(pages, tmp_path, nlp)


def test_what_is_damaged_is_read_again(stopped: Path, pages: Path, tmp_path: Path, nlp: Language) -> None:
    for path in (stopped / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(AssertionError, match="extracted again"):
        build([pages], stopped, load=never_loaded)
    build([pages], stopped, load=lambda: nlp)
    assert contents(stopped) == fresh(pages, tmp_path, nlp)


def test_a_short_build_keeps_nothing(
    pages: Path, tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LONG", 1 << 20)
    with pytest.raises(KeyboardInterrupt):
        build([pages], tmp_path / "out", load=lambda: nlp, progress=stop_at_the_last)
    assert not (tmp_path / "out").exists()


def test_another_program_or_page_takes_nothing(tmp_path: Path) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_text("{}\n", encoding="utf-8")
    Kept(tmp_path, "state").add("a.txt", "1" * 64, file_digest(archive) or "", archive)
    assert Kept(tmp_path, "state").sources("a.txt") == ("1" * 64,)
    assert Kept(tmp_path, "state").take("a.txt", "1" * 64, tmp_path / "b.jsonl") == file_digest(archive)
    assert (tmp_path / "b.jsonl").read_bytes() == archive.read_bytes()
    for state, doc, source in (("other", "a.txt", "1"), ("state", "b.txt", "1"), ("state", "a.txt", "2")):
        assert Kept(tmp_path, state).take(doc, source * 64, tmp_path / "c.jsonl") is None
    Kept(tmp_path, "state").drop()
    assert Kept(tmp_path, "state").sources("a.txt") == ()


def test_where_a_file_can_have_one_name_only_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    archive = tmp_path / "a.jsonl"
    archive.write_text("{}\n", encoding="utf-8")
    Kept(tmp_path, "state").add("a.txt", "1" * 64, file_digest(archive) or "", archive)
    assert Kept(tmp_path, "state").take("a.txt", "1" * 64, tmp_path / "b.jsonl") == file_digest(archive)
