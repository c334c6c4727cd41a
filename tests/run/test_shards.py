"""Shards hold all that pages give: a build from them is the build from the pages, byte for byte."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.errors import BusyError, DamagedInput, EmptyInput, InputError
from kg.run import ShardReport, build, open_dataset, sharding
from kg.run.shards import Shards
from tests.run.test_build import contents, never_loaded
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = ("d02.txt", "d04.txt", "d05.txt", "sanyuan.txt", "yongfeng.html")

Extract = Callable[..., ShardReport]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with pages, one of them without text."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(SEEDS / name, folder)
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def extract(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> Extract:
    """Write shards of two pages each, with the pipeline that all tests share."""
    from kg.run import work

    monkeypatch.setattr(sharding, "PAGES", 2)
    monkeypatch.setattr(work, "_pipeline", lambda _setup: nlp)
    return lambda sources, folder, **options: sharding.shard(sources, folder, **{"model": False, **options})


def make(sources: list[Path], out: Path, nlp: Language) -> None:
    build(sources, out, model=False, load=lambda: nlp)


def test_a_build_from_shards_is_the_build_from_the_pages(
    extract: Extract, pages: Path, tmp_path: Path, nlp: Language
) -> None:
    sources = [pages, tmp_path / "nowhere.txt"]
    report = extract(sources, tmp_path / "shards")
    assert (report.pages, report.reused, report.parts, len(report.failed)) == (5, 0, 3, 2)
    make(sources, tmp_path / "a", nlp)
    make([tmp_path / "shards"], tmp_path / "b", nlp)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert report.statements == len(open_dataset(tmp_path / "a").statements)


def test_a_build_takes_unchanged_pages_of_shards_over(
    extract: Extract, pages: Path, tmp_path: Path, nlp: Language
) -> None:
    extract([pages], tmp_path / "shards")
    make([pages], tmp_path / "out", nlp)
    before = contents(tmp_path / "out")
    report = build([tmp_path / "shards"], tmp_path / "out", model=False, load=never_loaded)
    assert (report.pages, report.reused) == (5, 5)
    assert contents(tmp_path / "out") == before


def test_pages_and_shards_go_together(extract: Extract, pages: Path, tmp_path: Path, nlp: Language) -> None:
    make([pages], tmp_path / "a", nlp)
    apart = tmp_path / "apart"
    apart.mkdir()
    for name in NAMES[:2]:
        shutil.move(pages / name, apart)
    extract([apart], tmp_path / "shards")
    make([pages, tmp_path / "shards"], tmp_path / "b", nlp)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_page_given_twice_is_told(extract: Extract, pages: Path, tmp_path: Path, nlp: Language) -> None:
    extract([pages], tmp_path / "shards")
    with pytest.raises(InputError, match=r"shards: has a page d02\.txt, and so has .*/pages/d02\.txt"):
        make([pages / "d02.txt", tmp_path / "shards"], tmp_path / "out", nlp)


def test_a_run_that_was_stopped_goes_on(extract: Extract, pages: Path, tmp_path: Path) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract([pages], tmp_path / "shards", progress=stop)
    with pytest.raises(DamagedInput, match="not finished"):
        build([tmp_path / "shards"], tmp_path / "out", load=never_loaded)
    report = extract([pages], tmp_path / "shards")
    # The first two parts have three pages between them: one page of the second has no text.
    assert (report.pages, report.reused) == (5, 3)
    extract([pages], tmp_path / "fresh")
    assert contents(tmp_path / "shards") == contents(tmp_path / "fresh")


@pytest.mark.parametrize(("change", "reused"), [("other", 4), ("gone", 3), ("mended", 5), ("more", 5)])
def test_shards_of_other_pages_are_made_anew_where_they_differ(
    extract: Extract, pages: Path, tmp_path: Path, change: str, reused: int
) -> None:
    extract([pages], tmp_path / "shards")
    if change == "other":
        shutil.copy(SEEDS / "d06.txt", pages / "d02.txt")
    elif change == "gone":
        # A page of a later part comes into this one.
        (pages / "empty.txt").unlink()
        (pages / "yongfeng.html").unlink()
    elif change == "mended":
        shutil.copy(SEEDS / "d06.txt", pages / "empty.txt")
    else:
        shutil.copy(SEEDS / "d06.txt", pages / "zz.txt")
    assert extract([pages], tmp_path / "shards").reused == reused
    extract([pages], tmp_path / "fresh")
    assert contents(tmp_path / "shards") == contents(tmp_path / "fresh")


def test_shards_of_another_state_are_taken_with_a_remark_and_not_for_our_own(
    extract: Extract, pages: Path, tmp_path: Path, nlp: Language
) -> None:
    extract([pages], tmp_path / "shards")
    for path in (tmp_path / "shards").rglob("*"):
        if path.is_file():
            state = b'"state": "'
            start = path.read_bytes().find(state) + len(state)
            if path.suffix == ".json":
                data = path.read_bytes()
                path.write_bytes(data[:start] + b"0" * 64 + data[start + 64 :])
    make([tmp_path / "shards"], tmp_path / "out", nlp)
    kinds = [json.loads(line)["kind"] for line in (tmp_path / "out" / "issues.jsonl").read_text("utf-8").splitlines()]
    assert kinds.count("OtherVersion") == 1
    assert build([tmp_path / "shards"], tmp_path / "out", model=False, load=never_loaded).reused == 5
    assert build([pages], tmp_path / "out", model=False, load=lambda: nlp).reused == 0


def test_where_no_page_can_be_read_nothing_is_left(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(InputError, match="empty"):
        extract([tmp_path / "empty.txt"], tmp_path / "shards")
    with pytest.raises(EmptyInput, match="no sources"):
        extract([], tmp_path / "shards")
    assert not (tmp_path / "shards").exists()


def test_two_runs_at_once_are_told(extract: Extract, pages: Path, tmp_path: Path, nlp: Language) -> None:
    extract([pages], tmp_path / "shards")
    with Shards(tmp_path / "shards").held():
        with pytest.raises(BusyError, match="another run"):
            extract([pages], tmp_path / "shards")
        with pytest.raises(BusyError, match="another run"):
            make([tmp_path / "shards"], tmp_path / "out", nlp)


def broken(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def another_table(path: Path) -> None:
    parquet.write_table(pa.table({"doc": [1]}), path)


def columns_of_other_kinds(path: Path) -> None:
    table = parquet.read_table(path)
    parquet.write_table(pa.table({name: [1] for name in table.column_names}), path)


@pytest.mark.parametrize("damage", [broken, another_table, columns_of_other_kinds, Path.unlink])
def test_a_damaged_shard_is_told_in_one_line_and_made_again(
    extract: Extract, pages: Path, tmp_path: Path, nlp: Language, damage: Callable[[Path], Any]
) -> None:
    folder = tmp_path / "shards"
    extract([pages], folder)
    before = contents(folder)
    damage(folder / "statements" / "part-00001.parquet")
    with pytest.raises(DamagedInput, match=r"part-00001\.parquet: .*; run `kg extract` again") as caught:
        make([folder], tmp_path / "out", nlp)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()
    extract([pages], folder)
    assert contents(folder) == before


def test_a_shard_that_is_damaged_inside_is_made_again_by_the_run_after(
    extract: Extract, pages: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "shards"
    extract([pages], folder)
    before = contents(folder)
    path = folder / "statements" / "part-00000.parquet"
    data = bytearray(path.read_bytes())
    data[4:2000] = bytes(1996)
    path.write_bytes(data)
    shutil.copy(SEEDS / "d06.txt", pages / "d02.txt")
    with pytest.raises(DamagedInput, match="run `kg extract` again"):
        extract([pages], folder)
    shutil.copy(SEEDS / "d02.txt", pages)
    extract([pages], folder)
    assert contents(folder) == before


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2}', '{"format": 1, "parts": 1}'])
def test_a_damaged_index_is_told(extract: Extract, pages: Path, tmp_path: Path, nlp: Language, text: str) -> None:
    extract([pages], tmp_path / "shards")
    (tmp_path / "shards" / "shards.json").write_text(text, encoding="utf-8")
    with pytest.raises(DamagedInput, match=r"shards\.json: .*run `kg extract` again"):
        make([tmp_path / "shards"], tmp_path / "out", nlp)


def test_the_statements_can_be_read_by_anybody(extract: Extract, pages: Path, tmp_path: Path) -> None:
    extract([pages], tmp_path / "shards")
    table = parquet.read_table(tmp_path / "shards" / "statements")
    assert {"subject", "predicate", "object", "quote", "confidence", "doc"} <= set(table.column_names)
    assert set(table["doc"].to_pylist()) == set(NAMES)
