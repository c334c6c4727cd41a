"""Each bad page gives one clear line, and the good pages of the same run still get built."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.errors import EmptyInput, InputError, NotFound, OutputError
from kg.run import BuildReport, build
from tests.page import bombs
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

GOOD = SEEDS / "d01.txt"
NOBODY = 65534

Build = Callable[[list[Path], Path], BuildReport]


@pytest.fixture
def make(nlp: Language) -> Build:
    """Build with the pipeline that all tests share."""
    return lambda sources, out: build(sources, out, load=lambda: nlp)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Run without the right to read or write everything; root has it, whatever a file's mode says."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    path.write_text(" \n\u3000\n", encoding="utf-8")


def rubbish(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def picture_named_text(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def encrypted(path: Path) -> None:
    canvas = Canvas(str(path), encrypt="secret")
    canvas.drawString(72, 720, "Wuhai Daily")
    canvas.save()


def damaged(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.drawString(72, 720, "Wuhai Daily")
    canvas.save()
    path.write_bytes(path.read_bytes()[:200])


def without_text(path: Path) -> None:
    path.write_text("<!doctype html><html><body><script>var a = 1;</script></body></html>", encoding="utf-8")


def huge(path: Path) -> None:
    line = "乌海市工信局局长来到园区调研。\n".encode()
    path.write_bytes(line * (50 * 1024 * 1024 // len(line) + 1))


def too_deep(path: Path) -> None:
    path.write_bytes(bombs.nested("<div>", 2000))


def too_many_sheets(path: Path) -> None:
    path.write_bytes(bombs.sheets(2000))


BAD = {
    "deep.html": too_deep,
    "sheets.pdf": too_many_sheets,
    "empty.txt": empty,
    "blank.txt": blank,
    "rubbish.txt": rubbish,
    "picture.txt": picture_named_text,
    "encrypted.pdf": encrypted,
    "damaged.pdf": damaged,
    "script.html": without_text,
    "huge.txt": huge,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_one_line_and_the_good_one_is_built(make: Build, tmp_path: Path, name: str) -> None:
    page = tmp_path / name
    BAD[name](page)
    out = tmp_path / "out"
    report = make([page, GOOD], out)
    assert report.pages == 1
    (issue,) = report.failed
    assert name in issue.message
    assert "\n" not in issue.message
    assert issue.kind not in {"AttributeError", "TypeError", "ValueError", "KeyError", "IndexError"}
    rows = [json.loads(line) for line in (out / "issues.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["doc"] for row in rows if row["level"] == "error"] == [issue.doc]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_alone_builds_nothing(make: Build, tmp_path: Path, name: str) -> None:
    page = tmp_path / name
    BAD[name](page)
    with pytest.raises(InputError) as caught:
        make([page], tmp_path / "out")
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_page_that_takes_too_long_to_understand_is_an_issue(
    make: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.extract import page as module

    monkeypatch.setattr(module, "SECONDS", 0.2)
    slow = tmp_path / "slow.txt"
    slow.write_text("市长李明来到衡川轴承有限公司调研，投资3亿元。\n" * 10_000, encoding="utf-8")
    good = tmp_path / "good.txt"
    good.write_text("李明来到衡川轴承有限公司调研。", encoding="utf-8")
    report = make([slow, good], tmp_path / "out")
    assert report.pages == 1
    (issue,) = report.failed
    assert issue.message == "slow.txt: takes more than 0.2 s to understand; split it into pages"


def test_what_a_pipe_brings_is_a_page(make: Build, tmp_path: Path) -> None:
    """A page that can be read once only, as a shell passes it on."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", GOOD, pipe]):
        assert make([pipe], tmp_path / "out").pages == 1


def test_a_device_without_an_end_is_refused(make: Build, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="/dev/zero: over 20 MB"):
        make([Path("/dev/zero")], tmp_path / "out")


def test_a_missing_page_builds_nothing(make: Build, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="missing.txt"):
        make([tmp_path / "missing.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_page_is_an_issue_beside_a_good_one(make: Build, tmp_path: Path) -> None:
    report = make([tmp_path / "missing.txt", GOOD], tmp_path / "out")
    assert [issue.kind for issue in report.failed] == [NotFound.__name__]


def test_a_folder_without_pages_builds_nothing(make: Build, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(InputError, match="pages"):
        make([folder], tmp_path / "out")


def test_no_source_at_all_is_told(make: Build, tmp_path: Path) -> None:
    with pytest.raises(EmptyInput, match="name files"):
        make([], tmp_path / "out")


def test_a_page_in_english_stops_nothing(make: Build, tmp_path: Path) -> None:
    page = tmp_path / "english.txt"
    page.write_text("The mayor visited three factories in the park on Monday.\n" * 20, encoding="utf-8")
    report = make([page, GOOD], tmp_path / "out")
    (issue,) = [issue for issue in report.issues if issue.doc == "english.txt"]
    assert "\n" not in issue.message


def test_a_page_that_may_not_be_read_is_an_issue(make: Build, tmp_path: Path, shared: Path) -> None:
    page = shared / "closed.txt"
    page.write_text("乌海日报\n", encoding="utf-8")
    page.chmod(0o000)
    good = shared / "good.txt"
    good.write_bytes(GOOD.read_bytes())
    make([good], tmp_path / "warm")
    with as_nobody():
        report = make([page, good], shared / "out")
    (issue,) = report.failed
    assert "closed.txt" in issue.message


def test_a_folder_that_may_not_be_read_is_an_issue(make: Build, tmp_path: Path, shared: Path) -> None:
    closed = shared / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text("乌海日报\n", encoding="utf-8")
    closed.chmod(0o000)
    good = shared / "good.txt"
    good.write_bytes(GOOD.read_bytes())
    make([good], tmp_path / "warm")
    with as_nobody():
        report = make([closed, good], shared / "out")
    closed.chmod(0o755)
    (issue,) = report.failed
    assert "closed" in issue.message


def test_a_folder_that_may_not_be_written_is_told(make: Build, tmp_path: Path, shared: Path) -> None:
    out = shared / "out"
    out.mkdir()
    out.chmod(0o555)
    good = shared / "good.txt"
    good.write_bytes(GOOD.read_bytes())
    make([good], tmp_path / "warm")
    with pytest.raises(OutputError) as caught, as_nobody():
        make([good], out)
    assert str(out) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(out.iterdir()) == []


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may use; those of pytest are the owner's alone."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="yuanqu-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_nothing_is_half_written(make: Build, small_disk: Path) -> None:
    (small_disk / "mine.txt").write_text("kept")
    with pytest.raises(OutputError, match="No space left on device") as caught:
        make([GOOD], small_disk)
    assert "\n" not in str(caught.value)
    assert [(p.name, p.read_text()) for p in small_disk.iterdir()] == [("mine.txt", "kept")]


def test_a_file_where_the_folder_should_be_is_told(make: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(OutputError, match="out"):
        make([GOOD], out)
    assert out.read_text() == "mine"
