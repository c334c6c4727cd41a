"""From a path to a page: which files are pages, and what is in one."""

from __future__ import annotations

import glob
import os
import sys
from itertools import takewhile
from pathlib import Path, PurePath

from kg.errors import EmptyInput, InputError, NotFound, TooLarge, UnknownFormat
from kg.page.decode import decode
from kg.records import Page

SUFFIXES = frozenset({".txt", ".html", ".htm", ".pdf"})
LIMIT = 20 * 1024 * 1024
"""Bytes of the largest page."""
CHARACTERS = 1_000_000
"""Characters of the longest text: a few hundred pages of a newspaper."""
STDIN = "-"
PLAIN, HTML, PDF = "text/plain", "text/html", "application/pdf"

_OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x00",
)


def find_pages(source: str | Path) -> list[tuple[str, Path]]:
    """Return the pages at `source`, a file, a folder or a pattern such as ``papers/*/1998``, in order of their names.

    They go by their paths in the folder, or in the one before the first part of the pattern that has a sign of it.
    Raises NotFound or EmptyInput.
    """
    path = Path(source)
    try:
        if path.is_file() or (path.exists() and not path.is_dir()):
            return [(path.name, path)]
        if path.is_dir():
            pages = _below(path)
        elif glob.has_magic(str(path)):
            pages = _matching(path)
        else:
            raise NotFound(f"{path}: no such file or folder; check the path")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); check its rights") from error
    if not pages:
        here = "in this folder" if path.is_dir() else "matches"
        raise EmptyInput(f"{path}: no page {here}; pages are {', '.join(sorted(SUFFIXES))} files")
    return pages


def is_page(name: str) -> bool:
    """Return whether a file in a folder is a page, by its path in it: its suffix is one, and nothing of it hidden."""
    path = PurePath(name)
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in path.parts)


def _matching(pattern: Path) -> list[tuple[str, Path]]:
    """Return the pages that a pattern matches, and those below the folders that it does."""
    root = Path(*takewhile(lambda part: not glob.has_magic(part), pattern.parts))
    found: set[Path] = set()
    for path in root.glob(pattern.relative_to(root).as_posix()):
        found |= {below for _, below in _below(path)} if path.is_dir() else {path}
    pages = [(path.relative_to(root).as_posix(), path) for path in found if path.is_file()]
    return sorted(page for page in pages if is_page(page[0]))


def _below(folder: Path) -> list[tuple[str, Path]]:
    """Return the pages below a folder; a link back to a folder above is not followed."""

    def refuse(error: OSError) -> None:
        raise error

    pages = []
    seen = {os.path.realpath(folder)}
    for at, folders, files in os.walk(folder, followlinks=True, onerror=refuse):
        kept = []
        for name in sorted(folders):
            real = os.path.realpath(Path(at, name))
            if not name.startswith(".") and real not in seen:
                seen.add(real)
                kept.append(name)
        folders[:] = kept
        for name in files:
            path = Path(at, name)
            if is_page(name) and path.is_file():
                pages.append((path.relative_to(folder).as_posix(), path))
    return sorted(pages)


def read(path: str | Path) -> Page:
    """Return the page in a file, or on standard input for ``-``; raise an InputError that says what is wrong."""
    return page_of(page_bytes(path), doc=STDIN if str(path) == STDIN else Path(path).name, name=_called(path))


def page_bytes(path: str | Path) -> bytes:
    """Return what is in a file, or on standard input for ``-``; raise NotFound, TooLarge or another InputError."""
    return _bytes(path, _called(path))


def page_of(data: bytes, *, doc: str, name: str) -> Page:
    """Return the page that a file of these bytes holds; raise an InputError that begins with `name`."""
    if not data.strip():
        raise EmptyInput(f"{name}: empty; give a page with text in it")
    media = media_type(data, doc)
    page = _page(data, media, doc=doc, name=name)
    if not page.text.strip("\ufeff \t\n\r\u3000\u200b\xa0"):
        raise EmptyInput(f"{name}: holds no text; give a page with text in it")
    if sum(len(text) for text in (page.text, page.title, page.paper) if text) > CHARACTERS:
        raise TooLarge(f"{name}: over {CHARACTERS:,} characters of text; split it into pages")
    return page


def _page(data: bytes, media: str, *, doc: str, name: str) -> Page:
    if media != PLAIN:
        from kg.page.apart import read_apart

        return read_apart(data, media, doc=doc, name=name)
    if data.startswith(_OTHERS):
        raise UnknownFormat(f"{name}: no text, HTML or PDF; give a page as .txt, .html or .pdf")
    return Page(doc, decode(data, name).replace("\r\n", "\n").replace("\r", "\n"), media)


def _called(path: str | Path) -> str:
    """Return how messages name a file."""
    return "standard input" if str(path) == STDIN else " ".join(str(path).splitlines())


def media_type(data: bytes, doc: str) -> str:
    """Return the media type of a page, by its first bytes and then by its name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return PDF
    lower = head.lower()
    suffix = Path(doc).suffix.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        lower.startswith((b"<?xml", b"<!--", b"<meta")) and b"<html" in data[:4096].lower()
    ):
        return HTML
    if suffix == ".pdf":
        return PDF
    return HTML if suffix in {".html", ".htm"} and not data.startswith(_OTHERS) else PLAIN


def _bytes(path: str | Path, name: str) -> bytes:
    """Return what is in a file, up to the limit."""
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(LIMIT + 1)
        else:
            if Path(path).is_dir():
                raise UnknownFormat(f"{name}: a folder, not a page; give one file")
            with Path(path).open("rb") as stream:
                data = stream.read(LIMIT + 1)
    except (FileNotFoundError, ValueError) as error:
        raise NotFound(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error}); check its rights") from error
    if len(data) > LIMIT:
        raise too_large(name)
    return data


def too_large(name: str) -> TooLarge:
    """Return the error for a page of more bytes than may be."""
    return TooLarge(f"{name}: over {LIMIT // (1024 * 1024)} MB; split it into pages")
