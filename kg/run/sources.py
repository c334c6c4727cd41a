"""From what a user names (files, folders, ``-``) to pages with one name each."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError
from kg.page import find_pages
from kg.records import Issue
from kg.run.manifest import FILE as MANIFEST

STDIN = "-"
RESULTS = (
    "graph.html",
    "graph.ttl",
    "graph.trig",
    "ids.jsonl",
    "issues.jsonl",
    "judgements.jsonl",
    "statements",
    "store",
    "view.html",
    MANIFEST,
)
"""What the project puts into the folder of a build."""

_RESERVED = re.compile(r'[%/\\:*?"<>|~\x00-\x1f\x7f]|^\.')
_NAME_BYTES = 240


@dataclass(frozen=True, slots=True)
class Source:
    """One page to read: the name it goes by and where it lies."""

    doc: str
    path: Path | None
    """None for standard input."""


def gather(sources: Iterable[str | Path], out: Path) -> tuple[list[Source], list[Issue]]:
    """Return the pages under `sources` in order of their names, and an issue for each source that gave none.

    A page named twice is one page; results that a build left in `out` are no pages. The order of `sources` is all one.
    """
    found: dict[Path | None, Source] = {}
    issues: list[Issue] = []
    folder = out.resolve()
    for source in sources:
        if str(source) == STDIN:
            found[None] = Source(STDIN, None)
            continue
        try:
            pages = find_pages(source)
        except InputError as error:
            issues.append(failure(printable(str(source)), error))
            continue
        for doc, path in pages:
            # A pipe that a shell passes on has no other name than the one it was given by.
            real = path.resolve() if path.is_file() else path.absolute()
            if str(real).startswith(str(folder)) and _is_result(real, folder):
                continue
            page = Source(printable(doc), real)
            found[real] = max(page, found.get(real, page), key=lambda p: (p.doc.count("/"), p.doc))
    return sorted(_one_name_each(list(found.values())), key=lambda s: s.doc), issues


def _is_result(path: Path, folder: Path) -> bool:
    """Return whether a file lies where builds put their results into `folder`."""
    return path.is_relative_to(folder) and path != folder and path.relative_to(folder).parts[0] in RESULTS


def failure(doc: str, error: Exception) -> Issue:
    """Return the issue that says why a page or source could not be read, in one line."""
    message = " ".join(str(error).split()) or type(error).__name__
    if not isinstance(error, InputError):
        message = f"{doc}: {type(error).__name__}: {message}"
    return Issue(doc, type(error).__name__, printable(message), level="error")


def printable(name: str) -> str:
    """Return a file name as text that any file can hold: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _one_name_each(pages: Sequence[Source]) -> list[Source]:
    """Return the pages with folder names put before those that share a name, as many as it takes."""
    named = list(pages)
    while twice := {doc for doc, count in Counter(page.doc for page in named).items() if count > 1}:
        longer = [_with_folder(page) if page.doc in twice else page for page in named]
        if longer == named:
            break
        named = longer
    return named


def _with_folder(page: Source) -> Source:
    """Return the page with one more folder of its path in front of its name, where there is one."""
    if page.path is None:
        return page
    parts = page.path.parts[1:]
    wanted = page.doc.count("/") + 2
    return replace(page, doc=printable("/".join(parts[-wanted:])))


def archive_name(doc: str) -> str:
    """Return the file name of a page's archive: its name with what a file name cannot hold as ``%XX``.

    Two pages never share one; a name too long for a file system is cut and ends in a digest of the whole.
    """
    name = _RESERVED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), doc)
    if len(name.encode()) > _NAME_BYTES:
        head = name.encode()[: _NAME_BYTES - 17].decode(errors="ignore")
        name = f"{head}~{hashlib.sha256(doc.encode()).hexdigest()[:16]}"
    return f"{name}.jsonl"
