"""Pages that change, come and go while a build reads them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kg.resolve.published import FILE as IDS
from tests.faults.conftest import Prepared
from tests.faults.material import TODAY, files, write_pages
from tests.faults.scenarios import FirstBuild
from tests.faults.started import Ended, Forked

BUILD = FirstBuild.command


@pytest.fixture
def work(prepared: Prepared, tmp_path: Path) -> Path:
    """Pages of yesterday, and beside them those of today."""
    folder = tmp_path / "work"
    shutil.copytree(prepared(FirstBuild).before, folder)
    write_pages(folder / "today", TODAY)
    return folder


def met(forks: Forked, work: Path, **act: Any) -> Ended:
    """Build, while something happens to a page when it is opened."""
    return forks.run(BUILD, work, faults={"under": str(work), "acts": [{"event": "open", **act}]})


def settled(forks: Forked, work: Path) -> None:
    """Build again, and assert that this gives what a build from nothing with the same ids gives."""
    again = forks.run(BUILD, work)
    assert again.code == 0, again.err
    fresh = work / "fresh"
    fresh.mkdir()
    shutil.copy(work / "out" / IDS, fresh)
    assert forks.run((*BUILD[:-1], "fresh"), work).code == 0
    assert files(work / "out") == files(fresh)


@pytest.mark.parametrize("nth", [1, 2], ids=["before its first opening", "before its second opening"])
def test_a_page_that_is_another_for_a_moment_is_not_taken_for_what_it_is_in_the_end(
    nth: int, work: Path, forks: Forked
) -> None:
    page = work / "pages" / "a.txt"
    before = page.read_text(encoding="utf-8")
    other = (work / "today" / "a.txt").read_text(encoding="utf-8")
    assert met(forks, work, path=str(page), nth=nth, write=str(page), text=other).code == 0
    page.write_text(before, encoding="utf-8")
    settled(forks, work)


def test_a_page_read_half_written_is_read_again_when_it_is_whole(work: Path, forks: Forked) -> None:
    page = work / "pages" / "a.txt"
    whole = page.read_text(encoding="utf-8")
    assert met(forks, work, path=str(page), nth=1, write=str(page), text=whole[: len(whole) // 2]).code == 0
    page.write_text(whole, encoding="utf-8")
    settled(forks, work)


def test_a_page_that_changes_but_not_its_size_and_time_is_read_again(work: Path, forks: Forked) -> None:
    page = work / "pages" / "d.txt"
    assert forks.run(BUILD, work).code == 0
    status = page.stat()
    page.write_text(page.read_text(encoding="utf-8").replace("5亿元", "6亿元"), encoding="utf-8")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    settled(forks, work)
    assert "6亿元" in (work / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_page_that_goes_while_it_is_to_be_read_is_told_and_the_others_are_built(work: Path, forks: Forked) -> None:
    page = work / "pages" / "c.txt"
    ended = met(forks, work, path=str(work / "pages" / "a.txt"), nth=1, remove=str(page))
    assert (ended.code, ended.err) == (1, f"kg: {page}: no such file; check the path\n")
    settled(forks, work)


def test_a_page_that_comes_while_others_are_read_is_in_the_next_build(work: Path, forks: Forked) -> None:
    new = (work / "today" / "e.txt").read_text(encoding="utf-8")
    come = work / "pages" / "e.txt"
    assert met(forks, work, path=str(work / "pages" / "a.txt"), nth=1, write=str(come), text=new).code == 0
    settled(forks, work)
    assert (work / "out" / "statements" / "e.txt.jsonl").exists()
