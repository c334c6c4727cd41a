"""From what a user names (files, folders, ``-``) to pages with one name each."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.page import find_pages
from kg.records import Issue
from kg.run.manifest import FILE as MANIFEST
from kg.run.remote import find_remote, is_url
from kg.run.shards import Shards, is_shards

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
    """None for standard input, and where the page lies elsewhere."""
    url: str = ""
    """Where it lies, if that is no path."""
    far: int = 0
    """How many bytes are there."""

    @property
    def where(self) -> str:
        """Return the path or URL, or what messages call standard input."""
        return self.url or ("standard input" if self.path is None else str(self.path))

    @property
    def size(self) -> int:
        """Return how many bytes it has; 0 where that cannot be told before it is read."""
        try:
            return self.far if self.path is None else self.path.stat().st_size
        except OSError:
            return 0


def gather(sources: Iterable[str | Path], out: Path) -> tuple[list[Source], list[Issue]]:
    """Return the pages under `sources` in order of their names, and an issue for each source that gave none.

    A page named twice is one page; results that a build left in `out` are no pages, and folders of shards (see
    `shards_among`) are left out. The order of `sources` is all one.
    Raises `OptionError` where the library for a URL is not installed.
    """
    found: dict[Path | str, Source] = {}
    issues: list[Issue] = []
    folder = out.resolve()
    for source in sources:
        if is_shards(source):
            continue
        try:
            pages = _at(source)
        except InputError as error:
            issues.append(failure(printable(str(source)), error))
            continue
        for page in pages:
            place = page.path or page.url
            if page.path and str(page.path).startswith(str(folder)) and _is_result(page.path, folder):
                continue
            found[place] = max(page, found.get(place, page), key=lambda p: (p.doc.count("/"), p.doc))
    return sorted(_one_name_each(list(found.values())), key=lambda s: s.doc), issues


def shards_among(sources: Iterable[str | Path]) -> list[Shards]:
    """Return the folders of shards among the sources, each once; raises `OptionError` as `Shards` does."""
    return [Shards(folder) for folder in sorted({Path(source).resolve() for source in sources if is_shards(source)})]


def count_pages(pages: Iterable[Source], shards: Iterable[Shards]) -> int:
    """Return how many pages there are; raises `InputError` where one of a shard has the name of another one."""
    places = {page.doc: page.where for page in pages}
    for one in shards:
        for number in range(one.index().parts):
            for doc in one.listed(number):
                if doc in places:
                    raise InputError(f"{one.folder}: has a page {doc}, and so has {places[doc]}; leave one of them out")
                places[doc] = str(one.folder)
    return len(places)


def _at(source: str | Path) -> list[Source]:
    """Return the pages of one source; raises what `find_pages` and `find_remote` do."""
    if str(source) == STDIN:
        return [Source(STDIN, None)]
    if is_url(source):
        return [Source(printable(doc), None, url, size) for doc, url, size in find_remote(str(source))]
    # A pipe that a shell passes on has no other name than the one it was given by.
    return [
        Source(printable(doc), path.resolve() if path.is_file() else path.absolute())
        for doc, path in find_pages(source)
    ]


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
    """Return a file name as text that any file can hold, the same in every locale where its bytes are UTF-8.

    Of other bytes those that the locale takes for no text become U+FFFD.
    """
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeError:
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
    if page.path is None and not page.url:
        return page
    parts = PurePosixPath(page.url.partition("://")[2]).parts if page.path is None else page.path.parts[1:]
    wanted = page.doc.count("/") + 2
    return replace(page, doc=printable("/".join(parts[-wanted:])))


def archive_name(doc: str) -> str:
    """Return the file name of a page's archive: its name with what a file name cannot hold as ``%XX``.

    Two pages never share one; a name too long for a file system is cut and ends in a digest of the whole. Its bytes
    on the disk are UTF-8 in every locale.
    """
    name = _RESERVED.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), doc)
    if len(name.encode()) > _NAME_BYTES:
        head = name.encode()[: _NAME_BYTES - 17].decode(errors="ignore")
        name = f"{head}~{hashlib.sha256(doc.encode()).hexdigest()[:16]}"
    return os.fsdecode(f"{name}.jsonl".encode())
