"""Files and folders become pages with one name each."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.run.sources import STDIN, archive_name, gather, printable

OUT = Path("/nowhere/out")


def lay(root: Path, *names: str) -> None:
    """Make small text files under `root`."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("乌海日报\n", encoding="utf-8")


def docs(sources: list[str | Path], out: Path = OUT) -> list[str]:
    """Return the names of the pages under `sources`."""
    return [page.doc for page in gather(sources, out)[0]]


def test_a_page_of_a_folder_goes_by_its_path_in_it(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "10/01.txt")
    assert docs([tmp_path]) == ["10/01.txt", "a.txt"]


def test_a_page_named_twice_is_one_page_with_its_longer_name(tmp_path: Path) -> None:
    lay(tmp_path, "10/01.txt")
    for sources in itertools.permutations([tmp_path, tmp_path / "10" / "01.txt", tmp_path / "10"]):
        assert docs(list(sources)) == ["10/01.txt"]


def test_pages_of_one_name_get_their_folders_name_in_front(tmp_path: Path) -> None:
    lay(tmp_path, "day1/01.txt", "day2/01.txt", "day2/02.txt")
    for sources in ([tmp_path / "day1", tmp_path / "day2"], [tmp_path / "day2", tmp_path / "day1"]):
        assert docs(list(sources)) == ["02.txt", "day1/01.txt", "day2/01.txt"]


def test_folders_of_one_name_get_the_one_above_in_front(tmp_path: Path) -> None:
    lay(tmp_path, "north/10/01.txt", "south/10/01.txt")
    assert docs([tmp_path / "north" / "10", tmp_path / "south" / "10"]) == ["north/10/01.txt", "south/10/01.txt"]


def test_a_missing_source_is_an_issue_and_the_others_are_found(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    pages, issues = gather([tmp_path / "missing.txt", tmp_path], OUT)
    assert [page.doc for page in pages] == ["a.txt"]
    assert [(issue.kind, issue.level) for issue in issues] == [("NotFound", "error")]
    assert "missing.txt" in issues[0].message


def test_standard_input_is_a_page(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    assert docs([STDIN, tmp_path]) == ["-", "a.txt"]


def test_the_results_of_a_build_are_no_pages(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "out/graph.html", "out/b.txt")
    assert docs([tmp_path], tmp_path / "out") == ["a.txt", "out/b.txt"]


def test_a_file_name_that_is_no_text_is_told_with_a_replacement(tmp_path: Path) -> None:
    raw = tmp_path / "page\udcff.txt"
    try:
        raw.write_text("乌海日报\n", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert docs([tmp_path]) == ["page\ufffd.txt"]


def test_a_name_is_the_same_text_whatever_the_locale_takes_its_bytes_for(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "平川县.txt"
    for encoding in ("utf-8", "gb18030", "ascii"):
        monkeypatch.setattr(os, "fsencode", lambda text, e=encoding: text.encode(e, "surrogateescape"))
        assert printable(name.encode().decode(encoding, "surrogateescape")) == name
    monkeypatch.setattr(os, "fsencode", lambda text: text.encode("gb18030", "surrogateescape"))
    assert printable(name) == name


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120), unique=True, max_size=8))
def test_archive_names_are_good_file_names_and_never_shared(names: list[str]) -> None:
    archives = [archive_name(name) for name in names]
    assert len(set(archives)) == len(names)
    for archive in archives:
        assert len(archive.encode()) <= 255
        assert archive.endswith(".jsonl")
        assert Path(archive).name == archive
        assert not archive.startswith(".")
