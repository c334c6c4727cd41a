"""Files become pages: encodings, media types, folders, and one clear error for each bad file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from kg.errors import (
    DamagedInput,
    EmptyInput,
    InputError,
    NotFound,
    TooLarge,
    UnknownEncoding,
    UnknownFormat,
)
from kg.page import find_pages, read
from kg.page import source as module

TEXT = "清江县委书记罗大同来到园区。\n他说，要抓好项目。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_told_by_its_bytes(tmp_path: Path, encoding: str) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(TEXT.encode(encoding))
    assert read(page).text == TEXT


@pytest.mark.parametrize("text", ["清江", "李𬭎", "㵲水谣酒业", "10月19日，BDO项目投产。"])
def test_a_short_page_in_gb18030_is_read(tmp_path: Path, text: str) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(text.encode("gb18030"))
    assert read(page).text == text


def test_only_line_ends_are_changed(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes("\u3000一\r\n二\r三\n\n四 \t".encode())
    assert read(page).text == "\u3000一\n二\n三\n\n四 \t"


def test_standard_input_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    page = read("-")
    assert (page.doc, page.text) == ("-", TEXT)


def test_a_media_type_is_told_by_content(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("<!DOCTYPE html><html><body><p>县长来到园区。</p></body></html>", encoding="utf-8")
    assert read(page).media == "text/html"


def fails(path: Path, error: type[InputError], match: str) -> None:
    """Assert that a file is refused in one line that names it."""
    with pytest.raises(error, match=match) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n", "\u3000\n\u200b".encode(), b"\xef\xbb\xbf"])
def test_a_blank_file_is_empty(tmp_path: Path, data: bytes) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(data)
    fails(page, EmptyInput, "give a page with text")


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    fails(tmp_path / "a.txt", NotFound, "no such file")


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    fails(tmp_path, UnknownFormat, "a folder")


def test_a_picture_named_text_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    fails(page, UnknownFormat, "no text, HTML or PDF")


def test_broken_utf16_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_bytes(b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00")
    fails(page, UnknownEncoding, "save it as UTF-8")


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 100)
    page = tmp_path / "a.txt"
    page.write_bytes(b"a" * 101)
    fails(page, TooLarge, "split it")


@pytest.mark.parametrize(("encrypt", "cut", "match"), [("secret", None, "encrypted"), (None, 200, "damaged")])
def test_a_pdf_that_cannot_be_opened_is_refused(
    tmp_path: Path, encrypt: str | None, cut: int | None, match: str
) -> None:
    page = tmp_path / "a.pdf"
    canvas = Canvas(str(page), encrypt=encrypt)
    canvas.drawString(72, 720, "Qingjiang Daily")
    canvas.save()
    page.write_bytes(page.read_bytes()[:cut])
    fails(page, DamagedInput, match)


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    page = tmp_path / "a.pdf"
    canvas = Canvas(str(page))
    canvas.rect(72, 72, 100, 100, fill=1)
    canvas.save()
    fails(page, EmptyInput, "scanned")


def test_nothing_reaches_stderr(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name, data in {
        "a.html": b"<html><p>",
        "b.txt": b"\x81\x82\x83 caf\xe9" * 9,
        "c.pdf": b"%PDF-1.4 nothing",
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError):
            read(tmp_path / name)
    assert capfd.readouterr().err == ""


def test_pages_of_a_folder_are_found_in_order(tmp_path: Path) -> None:
    for name in ["b.TXT", "10/2.html", "10/1.pdf", "a.htm", "README.md", ".hidden.txt", ".git/c.txt", "photo.jpg"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [doc for doc, _ in find_pages(tmp_path)] == ["10/1.pdf", "10/2.html", "a.htm", "b.TXT"]


def test_a_file_is_a_page_by_its_name(tmp_path: Path) -> None:
    page = tmp_path / "a.dat"
    page.write_text("x")
    assert find_pages(page) == [("a.dat", page)]


def test_a_loop_of_links_is_harmless(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("x")
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    assert [doc for doc, _ in find_pages(tmp_path)] == ["in/a.txt"]


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmptyInput, match="no page"):
        find_pages(tmp_path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        find_pages(tmp_path / "missing")
