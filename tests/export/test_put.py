"""An export in its place: whole or not at all, the same bytes twice, and nothing else is written over."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from kg.errors import OptionError, OutputError
from kg.export import FORMATS, export, format_named, place_of, stream_out
from kg.export.formats import Format
from kg.export.put import FOLDER
from kg.records import Dataset
from tests.export.hostile import hostile_dataset
from tests.graph.gold import gold_dataset
from tests.support import ROOT

FILES = sorted(name for name, one in FORMATS.items() if one.stream)
FOLDERS = sorted(name for name, one in FORMATS.items() if one.folder)


def contents(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in ([path] if path.is_file() else sorted(path.iterdir()))}


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export, made by another process with other hashes."""
    folder = tmp_path_factory.mktemp("elsewhere")
    code = (
        "from kg.export import FORMATS, export; from tests.export.hostile import hostile_dataset;"
        f"[export(hostile_dataset(), form, {str(folder)!r} + '/' + form + '/x') for form in FORMATS]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONHASHSEED": "77"}, cwd=ROOT)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_dataset_gives_the_same_bytes_in_any_process(form: str, tmp_path: Path, elsewhere: Path) -> None:
    here = contents(export(hostile_dataset(), form, tmp_path / "x"))
    assert contents(elsewhere / form / "x") == here
    assert contents(export(hostile_dataset(), form, tmp_path / "x")) == here


@pytest.mark.parametrize("form", FILES)
def test_a_stream_gets_the_bytes_of_the_file(form: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    stream_out(gold_dataset(), form, stream)
    assert export(gold_dataset(), form, tmp_path / "x").read_bytes() == stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_dataset_can_be_written(form: str, tmp_path: Path) -> None:
    assert export(Dataset((), ()), form, tmp_path / "x").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_everything_is_utf_8(form: str, tmp_path: Path) -> None:
    for text in contents(export(hostile_dataset(), form, tmp_path / "x")).values():
        assert text.decode("utf-8")


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_holds_the_files_it_says(form: str, tmp_path: Path) -> None:
    assert sorted(contents(export(gold_dataset(), form, tmp_path / "x"))) == sorted(FORMATS[form].files)


@pytest.mark.parametrize("form", FORMATS)
def test_what_breaks_off_leaves_what_was_there(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.export import formats

    target = export(gold_dataset(), form, tmp_path / "x")
    before = contents(target)

    def to_stream(_dataset: Dataset, stream: IO[bytes], _base: str) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    def to_folder(_dataset: Dataset, folder: Path, _base: str) -> None:
        (folder / "half.csv").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    known = FORMATS[form]
    broken = replace(known, stream=known.stream and to_stream, folder=known.folder and to_folder)
    monkeypatch.setattr(formats, "FORMATS", {**FORMATS, form: broken})
    with pytest.raises(OutputError, match="No space left"):
        export(gold_dataset(), form, target)
    assert contents(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    with pytest.raises(OutputError):
        export(gold_dataset(), form, tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("form", FILES)
def test_a_folder_is_not_written_over_by_a_file(form: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there already, and no file"):
        export(gold_dataset(), form, tmp_path)


@pytest.mark.parametrize("form", FOLDERS)
def test_neither_a_file_nor_a_folder_of_others_is_written_over(form: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="there already, and no folder"):
        export(gold_dataset(), form, tmp_path / "file")
    with pytest.raises(OutputError, match=r"holds something else \(file\)"):
        export(gold_dataset(), form, tmp_path)
    assert contents(tmp_path) == {"file": b"mine"}


def test_the_files_of_a_build_are_its_own(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(OutputError, match="a file of the build itself"):
        export(gold_dataset(), "ttl", tmp_path / "graph.ttl")
    assert export(gold_dataset(), "ttl", tmp_path / "mine.ttl").exists()


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    export(gold_dataset(), "ttl", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == (tmp_path / "link").read_bytes() != b"old"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write"):
        export(gold_dataset(), "nq", tmp_path / "file" / "x.nq")


def test_no_stream_holds_a_folder() -> None:
    with pytest.raises(OptionError, match="a folder of files"):
        stream_out(gold_dataset(), "csv", io.BytesIO())


def test_an_unknown_format_is_told_with_the_nearest() -> None:
    with pytest.raises(OptionError, match="did you mean graphml"):
        format_named("graphmll")
    with pytest.raises(OptionError, match="known are ttl, trig"):
        format_named("zzz")


@pytest.mark.parametrize("one", FORMATS.values(), ids=lambda one: one.name)
def test_a_format_writes_either_a_file_or_a_folder(one: Format) -> None:
    assert (one.stream is None) == (one.folder is not None) == (not one.suffix) == bool(one.files)
    assert place_of(Path("out"), one.name) == Path("out") / FOLDER / f"{one.name}{one.suffix}"
