"""A build writes everything, the same bytes every time, and reads only what has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import NotFound
from kg.records import Dataset
from kg.run import BuildReport, build, open_dataset
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

PAGES = ("d01.txt", "d02.txt", "d05.txt")

Build = Callable[..., BuildReport]


def never_loaded() -> Language:
    """Stand where a pipeline is loaded and must not be."""
    raise AssertionError("an unchanged page was extracted again")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with a few of the seed pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in PAGES:
        shutil.copy(SEEDS / name, folder)
    return folder


@pytest.fixture
def make(nlp: Language) -> Build:
    """Build with the pipeline that all tests share."""

    def run(sources: list[Path], out: Path, **options: object) -> BuildReport:
        return build(sources, out, **{"load": lambda: nlp, **options})  # type: ignore[arg-type]

    return run


def test_every_result_is_written_and_reported(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = make([pages], out)
    archives = {f"statements/{name}.jsonl" for name in PAGES}
    assert set(contents(out)) == {"graph.ttl", "graph.trig", "ids.jsonl", "issues.jsonl", "manifest.json", *archives}
    assert {p.relative_to(out).as_posix() for p in report.files} == set(contents(out))
    assert (report.pages, report.reused, report.failed) == (len(PAGES), 0, ())
    assert sum(report.entities.values()) == len(open_dataset(out).entities) > 0
    assert sum(sum(s.values()) for s in report.statements.values()) == len(open_dataset(out).statements) > 0


def test_a_writer_adds_a_result(make: Build, pages: Path, tmp_path: Path) -> None:
    """It is told the base of all IRIs."""

    def count(data: Dataset, path: Path, *, base: str) -> None:
        path.write_text(f"{len(data.documents)} under {base}")

    make([pages], tmp_path / "out", writers={"count.txt": count}, base="https://example.org/g/")
    assert (tmp_path / "out" / "count.txt").read_text() == f"{len(PAGES)} under https://example.org/g/"


def test_the_order_of_sources_is_all_one(make: Build, pages: Path, tmp_path: Path) -> None:
    files = [pages / name for name in PAGES]
    make(files, tmp_path / "a")
    make(files[::-1], tmp_path / "b")
    make([pages], tmp_path / "c")
    assert contents(tmp_path / "a") == contents(tmp_path / "b") == contents(tmp_path / "c")


def test_an_unchanged_page_is_not_extracted_again(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages], out)
    before = contents(out)
    report = make([pages], out, load=never_loaded)
    assert report.reused == len(PAGES)
    assert contents(out) == before


def test_only_the_changed_page_is_extracted_again(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages], out)
    shutil.copy(SEEDS / "d03.txt", pages / "d01.txt")
    assert make([pages], out).reused == len(PAGES) - 1
    (tmp_path / "fresh").mkdir()
    shutil.copy(out / "ids.jsonl", tmp_path / "fresh")
    make([pages], tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_page_that_is_gone_leaves_the_build(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages], out)
    (pages / "d05.txt").unlink()
    make([pages], out)
    assert "statements/d05.txt.jsonl" not in contents(out)
    assert [d.doc for d in open_dataset(out).documents] == ["d01.txt", "d02.txt"]


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[1, 2", b"\xff\xfe\x00", b'{"format": 1, "fingerprint": 3, "pages": 4}']
)
def test_a_damaged_manifest_only_means_more_work(make: Build, pages: Path, tmp_path: Path, damage: bytes) -> None:
    out = tmp_path / "out"
    make([pages], out)
    before = contents(out)
    (out / "manifest.json").write_bytes(damage)
    assert make([pages], out).reused == 0
    assert contents(out) == before


def test_a_damaged_archive_is_made_again(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages], out)
    before = contents(out)
    archive = out / "statements" / "d01.txt.jsonl"
    archive.write_bytes(archive.read_bytes()[:100])
    assert make([pages], out).reused == len(PAGES) - 1
    assert contents(out) == before


def test_another_state_of_the_program_extracts_everything_again(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages], out)
    manifest = out / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**data, "fingerprint": "0" * 64}), encoding="utf-8")
    assert make([pages], out).reused == 0


def test_an_interrupt_leaves_the_build_before_it(make: Build, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    make([pages / "d01.txt"], out)
    before = contents(out)

    def stop(_what: str, done: int, _steps: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make([pages], out, progress=stop)
    assert contents(out) == before


def test_progress_counts_up_to_the_end(make: Build, pages: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    make([pages], tmp_path / "out", progress=lambda *step: told.append(step))
    # The first page is named before it is read, and the graph when all are.
    assert [done for _, done, _ in told] == [0, 1, 2, 3, 3, 4]
    assert {steps for *_, steps in told} == {len(PAGES) + 1}
    # Each page is told with the characters read up to it.
    names, read = zip(*(what.split(", ", 1) for what, *_ in told[1:4]), strict=True)
    assert names == PAGES
    characters = [int(text.removesuffix(" characters read").replace(",", "")) for text in read]
    assert characters == sorted(characters)
    assert characters[-1] == sum(len(document.text) for document in open_dataset(tmp_path / "out").documents)


def test_a_folder_without_a_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no build here"):
        open_dataset(tmp_path)
