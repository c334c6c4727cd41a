"""A finished build read page by page, so that memory does not grow with it, or only those pages that are asked for.

A page comes from its archive; whom its statements are about, and the entities themselves, from ``graph.trig``, which is
the build as it was resolved.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO

from kg.documents import Claim, Documents
from kg.errors import DamagedInput
from kg.graph.archive import read_archive
from kg.graph.resolved import claims, entities, replaced
from kg.graph.sections import head_of
from kg.graph.terms import Names
from kg.graph.write import TRIG
from kg.records import Dataset, Entity, Extraction
from kg.resolve.ledger import ACCEPT, read_ledger
from kg.resolve.ledger import FILE as LEDGER
from kg.resolve.merge import judged
from kg.run.dataset import open_dataset
from kg.run.manifest import Manifest, file_digest, fingerprint, read_manifest
from kg.run.sources import archive_name

_STATEMENTS = "statements"


def open_stream(out: str | Path) -> Stream | Dataset:
    """Return the build in the folder `out` to be read page by page.

    Where its graph is not what its pages, its ledger and this program would make of it now, or where a part of it is
    missing, that is made: the whole dataset, in memory. Raises what `open_dataset` does.
    """
    folder = Path(out)
    manifest = _current(folder)
    if manifest is None:
        return open_dataset(out)
    with (folder / TRIG).open("rb") as trig:
        first = min(manifest.pages, key=lambda doc: manifest.pages[doc].start)
        head = trig.read(manifest.pages[first].start - len(head_of(Names(manifest.base).document(first).value)))
        return Stream(folder, manifest, read_ledger(folder).statements(ACCEPT), head, _seen(trig))


def open_paged(out: str | Path) -> Dataset:
    """Return the build in the folder `out` as a dataset whose pages are read when they are asked for, and every time.

    What such a page lists as its entities, and titles and dates among its claims, are left out. Where `open_stream`
    makes the whole dataset, it is that. Raises what `open_dataset` does.
    """
    found = open_stream(out)
    if isinstance(found, Dataset):
        return found
    pages = sorted(found.manifest.pages)
    documents = Documents(pages, lambda number: found.page(pages[number]), lambda number: found.claims(pages[number]))
    return Dataset(documents, tuple(found.entities), found.replaced)


def _current(folder: Path) -> Manifest | None:
    """Return the manifest of a build that nothing has changed since it was written, else None."""
    known = (read_manifest(folder, fingerprint=fingerprint(model=model)) for model in (True, False))
    manifest = next((one for one in known if one.pages), None)
    if manifest is None:
        return None
    whole = {TRIG: manifest.graph, LEDGER: manifest.judgements}
    if any((file_digest(folder / name) or "") != digest for name, digest in whole.items()):
        return None
    archives = {archive_name(doc): entry.archive for doc, entry in manifest.pages.items()}
    found = {path.name for path in (folder / _STATEMENTS).glob("*.jsonl")}
    same = found == archives.keys()
    return manifest if same and all(_holds(folder, name, digest) for name, digest in archives.items()) else None


def _holds(folder: Path, name: str, digest: str) -> bool:
    return file_digest(folder / _STATEMENTS / name) == digest


def _seen(stream: IO[bytes]) -> tuple[int, int, int]:
    """Return what tells an open file from another in its place."""
    status = os.fstat(stream.fileno())
    return status.st_mtime_ns, status.st_size, status.st_ino


@dataclass(frozen=True)
class Stream:
    """The pages and entities of a build as `open_dataset` gives them, read anew each time they are gone through.

    Of the entities of a single page none is told: exports ask for those of all pages only. Raises `DamagedInput` where
    another build has changed meanwhile what is read.
    """

    folder: Path
    manifest: Manifest
    accepted: Collection[str]
    """Ids of statements that somebody judged to be right."""
    head: bytes
    """What ``graph.trig`` says of entities, before its documents."""
    seen: tuple[int, int, int]
    """Which file that was."""

    @property
    def documents(self) -> Iterator[Extraction]:
        """Give the pages in the order of ``doc``."""
        return map(self.page, sorted(self.manifest.pages))

    @property
    def entities(self) -> Iterator[Entity]:
        """Give the entities in the order of ids."""
        return entities(self.head, self._names)

    @cached_property
    def replaced(self) -> Mapping[str, str]:
        """Return the ids that another id stands for now, with that one."""
        return replaced(self.head)

    def in_order(self, key: Callable[[str], str]) -> Iterator[Extraction]:
        """Give the pages in the order of what `key` makes of their names."""
        return map(self.page, sorted(self.manifest.pages, key=key))

    def page(self, doc: str) -> Extraction:
        """Return a page with what its section of the graph has: not what was rejected or joins a thing to itself."""
        archive = self.folder / _STATEMENTS / archive_name(doc)
        if file_digest(archive) != self.manifest.pages[doc].archive:
            raise _changed(archive)
        page, about = read_archive(archive, checked=True), claims(self._section(doc))
        said = (
            judged(one, about[one.id].subject, about[one.id].object, self.accepted)
            for one in page.statements
            if one.id in about
        )
        return replace(page, entities=(), statements=tuple(said))

    def claims(self, doc: str) -> list[Claim]:
        """Return what the statements of a page say, without titles and dates; its archive is not read."""
        return list(claims(self._section(doc)).values())

    @cached_property
    def _names(self) -> Names:
        return Names(self.manifest.base)

    def _section(self, doc: str) -> bytes:
        """Return what a document says in ``graph.trig``."""
        entry, path = self.manifest.pages[doc], self.folder / TRIG
        with suppress(FileNotFoundError), path.open("rb") as trig:
            if _seen(trig) == self.seen:
                trig.seek(entry.start)
                return trig.read(entry.end - entry.start)
        raise _changed(path)


def _changed(path: Path) -> DamagedInput:
    return DamagedInput(f"{path}: changed while it was read; run the command again")
