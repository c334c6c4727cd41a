"""Pages with a URL and pages of a pattern are built as those of a folder are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import fsspec
import pytest

from kg.errors import EmptyInput, InputError, NotFound, OptionError
from kg.page import find_pages
from kg.run import build
from kg.run.remote import fetch, find_remote, is_url
from tests.run.test_build import contents, never_loaded
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

LAID = {"1998/01/a.txt": "d02.txt", "1998/02/b.html": "yongfeng.html", "1999/01/a.txt": "d05.txt"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of years with pages."""
    for name, seed in LAID.items():
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SEEDS / seed, path)
    (tmp_path / "papers" / "1998" / "notes.md").write_text("no page", encoding="utf-8")
    return tmp_path / "papers"


@pytest.fixture
def bucket(folder: Path) -> Iterator[str]:
    """The same in an object store, which this process has in memory."""
    store = fsspec.filesystem("memory")
    store.put(f"{folder}/", "/papers/", recursive=True)
    yield "memory://papers"
    store.rm("/papers", recursive=True)


def test_the_pages_of_a_bucket_have_the_names_of_those_in_a_folder(bucket: str, folder: Path) -> None:
    found = find_remote(bucket)
    assert [page.doc for page in found] == [doc for doc, _ in find_pages(folder)] == sorted(LAID)
    assert [fetch(page.url) for page in found] == [(folder / doc).read_bytes() for doc in sorted(LAID)]
    assert [page.size for page in found] == [(folder / doc).stat().st_size for doc in sorted(LAID)]
    assert find_remote(f"{bucket}/1998/01/a.txt")[0].doc == "a.txt"


@pytest.mark.parametrize(
    ("pattern", "docs"),
    [
        ("*/01/*.txt", ["1998/01/a.txt", "1999/01/a.txt"]),
        ("1998/*/*", ["01/a.txt", "02/b.html"]),
        ("**/*.html", ["1998/02/b.html"]),
    ],
)
def test_a_pattern_finds_the_same_in_both(bucket: str, folder: Path, pattern: str, docs: list[str]) -> None:
    assert [doc for doc, _ in find_pages(f"{folder}/{pattern}")] == docs
    assert [page.doc for page in find_remote(f"{bucket}/{pattern}")] == docs


def test_a_pattern_of_folders_finds_what_is_in_them(folder: Path) -> None:
    assert [doc for doc, _ in find_pages(folder / "199?")] == sorted(LAID)
    assert [doc for doc, _ in find_pages(folder / "1998" / "0*")] == ["01/a.txt", "02/b.html"]


def test_a_build_from_a_bucket_is_that_from_a_folder_and_reads_only_what_changed(
    bucket: str, folder: Path, tmp_path: Path, nlp: Language
) -> None:
    build([folder], tmp_path / "a", load=lambda: nlp)
    build([bucket], tmp_path / "b", load=lambda: nlp)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert build([bucket], tmp_path / "b", load=never_loaded).reused == 3
    (tmp_path / "b" / "statements" / "1998%2F01%2Fa.txt.jsonl").unlink()
    assert build([bucket], tmp_path / "b", load=lambda: nlp).reused == 2
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_pages_of_one_name_in_two_buckets_get_more_of_their_address(bucket: str, tmp_path: Path, nlp: Language) -> None:
    report = build([f"{bucket}/1998/01/a.txt", f"{bucket}/1999/01/a.txt"], tmp_path, load=lambda: nlp)
    assert report.pages == 2
    names = sorted(path.name for path in (tmp_path / "statements").iterdir())
    assert names == ["1998%2F01%2Fa.txt.jsonl", "1999%2F01%2Fa.txt.jsonl"]


@pytest.mark.parametrize(
    ("source", "kind", "said"),
    [
        ("memory://nowhere", NotFound, "nothing there"),
        ("memory://papers/1998/*.md", EmptyInput, "no page there"),
        ("nosuch://bucket/papers", InputError, "docs/scale.md"),
        ("s3://bucket/papers", OptionError, "s3fs"),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_what_is_wrong_with_an_address_is_told_in_one_line(source: str, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said) as caught:
        find_remote(source)
    assert str(caught.value).startswith(f"{source}: ")
    assert "\n" not in str(caught.value)


def test_a_pattern_that_finds_nothing_is_told(folder: Path) -> None:
    with pytest.raises(EmptyInput, match="no page matches"):
        find_pages(folder / "2*" / "*.txt")
    with pytest.raises(NotFound):
        find_pages(folder / "2001")


@pytest.mark.parametrize("source", ["-", "pages", "/a/b.txt", r"C:\pages", Path("s3:/x")])
def test_a_path_is_no_url(source: object) -> None:
    assert not is_url(source)
