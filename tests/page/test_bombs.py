"""Pages made to take all time or memory: each is told in one line, and the next page is read as ever."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from kg.errors import DamagedInput, InputError, TooLarge
from kg.page import apart, read, source
from tests.page import bombs

GOOD = "<!doctype html><html><body><p>园区开工。</p></body></html>".encode()


def page(folder: Path, name: str, data: bytes) -> Path:
    """Return a file with these bytes."""
    (folder / name).write_bytes(data)
    return folder / name


def refused(path: Path, match: str, kind: type[InputError] = TooLarge) -> None:
    """Expect one line that names the file, and that the next page is read."""
    with pytest.raises(kind, match=match) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
    assert read(page(path.parent, "good.html", GOOD)).text == "园区开工。"


def test_a_pdf_that_unpacks_to_more_than_there_is_room_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart._reader(os.getpid()).end()
    monkeypatch.setattr(apart, "MEMORY", 100 << 20)
    data = bombs.packed(120_000_000)
    assert len(data) < 1000
    refused(page(tmp_path, "a.pdf", data), "takes more than 100 MB of memory")
    apart._reader(os.getpid()).end()


def test_a_pdf_that_multiplies_by_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    refused(page(tmp_path, "a.pdf", bombs.laughs(12)), "takes more than 1 s")


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    assert read(page(tmp_path, "most.pdf", bombs.sheets(1000))).text.count("Qingjiang") == 1000
    refused(page(tmp_path, "a.pdf", bombs.sheets(1001)), "a PDF of 1,001 pages, over 1,000; split it")


def test_a_pdf_within_itself_is_refused(tmp_path: Path) -> None:
    refused(page(tmp_path, "a.pdf", bombs.within_itself()), "damaged", DamagedInput)


@pytest.mark.parametrize("tags", ["<div>", "<table><tr><td>", "<a href=x><div>", "<li><ul>"])
def test_html_nested_too_deep_is_refused(tmp_path: Path, tags: str) -> None:
    assert "园区" in read(page(tmp_path, "deep.html", bombs.nested(tags, 100))).text
    refused(page(tmp_path, "a.html", bombs.nested(tags, 5000)), "nested more than 512 deep")


def test_html_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    refused(page(tmp_path, "a.html", bombs.attributes(150_000)), "takes more than 1 s")


def test_a_text_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CHARACTERS", 10)
    refused(page(tmp_path, "a.txt", "园区开工了一二三四五六".encode()), "over 10 characters of text; split it")
    titled = "<!doctype html><title>园区开工了一二三四</title><p>园区开工。".encode()
    refused(page(tmp_path, "a.html", titled), "over 10 characters")


def test_a_title_of_dashes_takes_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    title = "-" * 100_000
    found = read(page(tmp_path, "a.html", f"<!doctype html><title>{title}</title><p>园区开工。".encode()))
    assert found.title == title


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt"])
def test_entities_of_xml_stay_what_they_are(tmp_path: Path, name: str) -> None:
    """No entity is looked up in a file or on a server, and none is put in place of itself."""
    secret = page(tmp_path, "secret", "机密".encode())
    declared = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    head = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "笑"><!ENTITY file SYSTEM "{secret.as_uri()}">{declared}]>'
    )
    found = read(page(tmp_path, name, f"{head}<html><body><p>园区&file;开工&a11;。</p></body></html>".encode()))
    assert "机密" not in found.text
    assert "&file;" in found.text
    assert found.text.count("笑") <= 1
    assert len(found.text) < 2000


def test_a_reader_that_was_lost_meanwhile_is_replaced(tmp_path: Path) -> None:
    path = page(tmp_path, "a.html", GOOD)
    read(path)
    process = apart._reader(os.getpid())._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert read(path).text == "园区开工。"


def test_a_copy_of_the_process_has_a_reader_of_its_own(tmp_path: Path) -> None:
    import multiprocessing

    path = page(tmp_path, "a.html", GOOD)
    read(path)
    own = apart._reader(os.getpid())
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(read, [path]).text == "园区开工。"
    assert apart._reader(os.getpid()) is own
    assert read(path).text == "园区开工。"


def test_a_name_that_is_no_text_comes_through(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.html"))
    assert read(page(path.parent, path.name, GOOD)).doc == path.name
