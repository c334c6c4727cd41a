"""A store inside this process: in memory, or in a folder on disk."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.errors import BusyError, DamagedInput, StoreError
from kg.graph.sparql import names_graphs
from kg.graph.stores.base import (
    DIGEST,
    STATE,
    Graphs,
    Header,
    Part,
    Result,
    Store,
    graph_of,
    header_from,
    header_rows,
    key_of,
    name_of,
    trig_of,
)

CURRENT = "CURRENT"
"""A file that every store of this kind has."""
_LOCK = "LOCK"
"""A file that whoever writes has locked."""
_LOCKED = re.compile("While lock file|lock hold by current process|Resource temporarily unavailable")
_UNBORN = re.compile(r"LOCK|LOG.*|IDENTITY|MANIFEST-\d+|\d+\.dbtmp")
"""The files of a store whose making was broken off before it had `CURRENT`: it is made anew."""
_NO_WRITING = re.compile("[Pp]ermission denied|Read-only file system|No space left|[Qq]uota exceeded")
_BULK = 2_000_000
"""Bytes of Turtle from which on new files are written, and not one transaction."""
_MANY = 100
"""From so many parts on, clearing them and writing them anew is quicker than comparing each with what is there."""


class EmbeddedStore(Store):
    """A store of pyoxigraph: in memory without `path`, else in that folder, which one process has at a time."""

    def __init__(
        self, url: str = "memory:", path: Path | None = None, *, inner: pyoxigraph.Store | None = None
    ) -> None:
        super().__init__(url)
        self._inner: pyoxigraph.Store | None = inner or _opened(url, path)

    @property
    def inner(self) -> pyoxigraph.Store:
        """Return pyoxigraph's store; raises `StoreError` once this one is closed."""
        if self._inner is None:
            raise StoreError(f"{self.url}: this store is closed")
        return self._inner

    def header(self) -> Header:
        """Return what the store says of itself."""
        rows = self.inner.quads_for_pattern(STATE, None, None, STATE)
        return header_from({quad.predicate.value: _text(quad) for quad in rows})

    def say(self, header: Header) -> None:
        """Record what the store says of itself."""
        old = set(self.inner.quads_for_pattern(STATE, None, None, STATE))
        new = {Quad(STATE, NamedNode(name), Literal(value), STATE) for name, value in header_rows(header).items()}
        # The new first: whoever is stopped in between leaves `loading` behind.
        self.inner.extend(new - old)
        for quad in old - new:
            self.inner.remove(quad)
        self.inner.flush()
        self.base = header.base

    def digests(self) -> dict[str, str]:
        """Return the digest of every part that was loaded, by its name; ``""`` for one that was being written."""
        rows = self.inner.quads_for_pattern(None, DIGEST, None, STATE)
        found = ((name_of(quad.subject.value), _text(quad)) for quad in rows if isinstance(quad.subject, NamedNode))
        # A writer that was stopped may have left two: then what it was about to write counts for nothing.
        return dict(sorted(found, reverse=True))

    def replace(self, parts: Sequence[Part]) -> None:
        """Put these parts in the place of what the store has of them, and record their digests."""
        known = self._sign({part.name: "" for part in parts})
        written = list(parts) if len(known) >= _MANY else [part for part in parts if part.name not in known]
        for part in parts:
            if len(known) >= _MANY and part.name in known:
                self.inner.clear_graph(part.graph)
            elif part.name in known:
                self._compare(part)
        if sum(part.size for part in written) >= _BULK:
            self.inner.bulk_load(input=trig_of(written), format=RdfFormat.TRIG)
        else:
            self.inner.extend(quad for part in written for quad in part.quads())
        self._sign({part.name: part.digest for part in parts})

    def _compare(self, part: Part) -> None:
        """Take out what the part no longer says and add what it says now, subject by subject: most stay as they are."""
        seen: set[object] = set()
        fresh: set[Quad] = set()
        gone: set[Quad] = set()
        for subject, about in groupby(part.quads(), key=attrgetter("subject")):
            new = set(about)
            old = set(self.inner.quads_for_pattern(subject, None, None, part.graph))
            fresh |= new - old
            gone = gone - new if subject in seen else gone | (old - new)
            seen.add(subject)
        gone.update(q for q in self.inner.quads_for_pattern(None, None, None, part.graph) if q.subject not in seen)
        for quad in gone:
            self.inner.remove(quad)
        self.inner.extend(fresh)

    def drop(self, names: Sequence[str]) -> None:
        """Remove these parts with their digests."""
        self._sign(dict.fromkeys(names, ""))
        for name in names:
            graph = graph_of(name)
            if isinstance(graph, NamedNode):
                self.inner.remove_graph(graph)
            else:
                self.inner.clear_graph(graph)
        self._sign(dict.fromkeys(names))

    def _sign(self, digests: Mapping[str, str | None]) -> set[str]:
        """Record digests of parts, or with None that there are none; return the parts that had one before."""
        old, new, known = [], [], set()
        for name, digest in digests.items():
            key = key_of(name)
            had = list(self.inner.quads_for_pattern(key, DIGEST, None, STATE))
            signed = None if digest is None else Quad(key, DIGEST, Literal(digest), STATE)
            old += [quad for quad in had if quad != signed]
            new += [signed] if signed is not None and signed not in had else []
            known |= {name} if had else set()
        # The new first: whoever is stopped in between must not leave a part with no digest behind.
        self.inner.extend(new)
        for quad in old:
            self.inner.remove(quad)
        return known

    def query(self, text: str, *, prefixes: Mapping[str, str], graphs: Graphs | None = None) -> Result:
        """Return what a query gives over `graphs`; without them over those it names, else over all graphs together.

        Raises `SyntaxError` where it is no SPARQL and `ValueError` for a graph whose name is no IRI.
        """
        if graphs is None:
            # The union would take the place of what FROM says.
            return self.inner.query(text, prefixes=dict(prefixes), use_default_graph_as_union=not names_graphs(text))
        return self.inner.query(
            text,
            prefixes=dict(prefixes),
            default_graph=[NamedNode(iri) for iri in graphs.default],
            named_graphs=[NamedNode(iri) for iri in graphs.named],
        )

    def count(self) -> int:
        """Return the number of quads, without those of `STATE`."""
        return len(self.inner) - sum(1 for _ in self.inner.quads_for_pattern(None, None, None, STATE))

    def quads(self) -> Iterator[Quad]:
        """Give all quads but those of `STATE`."""
        return (quad for quad in self.inner if quad.graph_name != STATE)

    def close(self) -> None:
        """Let go of it, so that another may open it."""
        self._inner = None


class ReadOnlyStore(EmbeddedStore):
    """A folder opened for questions alone, which several processes do at a time; see `held`."""

    def __init__(self, url: str, path: Path) -> None:
        try:
            inner = pyoxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise DamagedInput(f"{url}: not a store that can be read ({error}); load it again") from error
        super().__init__(url, inner=inner)


def held(url: str, path: Path) -> Callable[[], None]:
    """Keep every writer out of a store's folder; return what lets them in again.

    RocksDB leaves undefined what a reader sees while another process writes. A writer locks the file ``LOCK`` in the
    folder, so that the same lock, held here, tells it that the store is open elsewhere. Raises `BusyError` where a
    writer has it.
    """
    if sys.platform == "win32":
        # A file that is locked there cannot be read by others.
        return lambda: None
    import fcntl

    try:
        # It is open for as long as the lock is to be held.
        file = (path / _LOCK).open("a")
    except OSError:
        # Where we cannot write, the folder is another's to keep.
        return lambda: None
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise _busy(url) from error
    return file.close


def _opened(url: str, path: Path | None) -> pyoxigraph.Store:
    if path is None:
        return pyoxigraph.Store()
    if path.is_file():
        raise StoreError(f"{url}: a file, and not the folder of a store; give another path")
    born = (path / CURRENT).exists()
    if path.is_dir() and not born and not all(_UNBORN.fullmatch(file.name) for file in path.iterdir()):
        raise StoreError(f"{url}: a folder with other files in it, and no store; give a new or an empty one")
    try:
        return pyoxigraph.Store(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        if _LOCKED.search(str(error)):
            raise _busy(url) from error
        if isinstance(error, FileExistsError | NotADirectoryError) or _NO_WRITING.search(str(error)):
            raise StoreError(
                f"{url}: cannot be opened for writing ({error}); make room there, or choose another folder"
            ) from error
        raise DamagedInput(f"{url}: not a store that can be read ({error}); remove it and load it again") from error


def _busy(url: str) -> BusyError:
    return BusyError(f"{url}: another program has this store open; wait until it is done")


def _text(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""
