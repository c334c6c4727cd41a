"""The graph of a build in a store that answers SPARQL: opened by what names it, or made of a dataset."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import BusyError, DamagedInput, KgError, NotFound, OptionError, StoreError
from kg.graph.stores.base import FORMAT, Store
from kg.graph.stores.builds import read_build
from kg.graph.stores.embedded import CURRENT, EmbeddedStore, ReadOnlyStore, held
from kg.graph.stores.server import ServerStore, shown
from kg.graph.stores.sync import sync
from kg.graph.terms import BASE, Names
from kg.graph.write import TRIG, quads
from kg.records import Dataset

if TYPE_CHECKING:
    from rdflib import Dataset as RdflibDataset

__all__ = [
    "BUILT",
    "Shared",
    "Store",
    "as_rdflib",
    "base_at",
    "open_built",
    "open_shared",
    "open_store",
    "share",
    "store_of",
    "sync",
]

BUILT = "store"
"""The folder inside a build that keeps its graph ready to be asked."""
_WORTH = 100_000_000
"""Bytes of a ``graph.trig`` from which on such a folder is kept: some 5,000 pages.

Measured at 42 MB, 2,000 pages: memory is filled in 2.3 s, takes 580 MB and answers in 0.1 to 0.6 s; a folder is filled
in 10 s once, opens in 0.02 s, takes 170 MB and answers in 0.3 to 2.8 s. One question costs the same either way there,
so a folder pays only well above it, where memory would be filled in more than 5 s and take more than a gigabyte.
"""
_FAULTS = (KgError, OSError, RuntimeError)
"""What pyoxigraph raises where a folder is damaged, beside our own errors."""
_KINDS = "memory:, oxigraph:PATH, sparql+http://HOST:PORT, sparql+https://HOST and the folder of a build"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)
_PREFIX = re.compile(r"@prefix kg: <(.*)ns#> \.")
_PREFIXES = 20
"""A written graph begins with its prefixes, fewer than these."""


def open_store(url: str | Path, *, write: bool = False) -> Store:
    """Return the store that `url` names, to be asked or, with `write`, to be brought up to date by `sync`.

    ``memory:`` is an empty one, ``oxigraph:PATH`` a folder on disk, ``sparql+http://HOST:PORT`` a server; a path is the
    folder of a build. To be asked, a store must be there and loaded whole; to be written, a folder is made where it is
    missing. Raises `OptionError` for what names no store, `NotFound` for one without a graph, `BusyError` for one that
    another process has, `DamagedInput` for one that is half loaded, of a later format or unreadable, and `StoreError`
    for a server that does not answer.
    """
    found = _SCHEME.fullmatch(str(url)) if isinstance(url, str) and not Path(url).exists() else None
    if found is None:
        if write:
            raise OptionError(f"{url}: a build is not written from another; the stores are {_KINDS}")
        return open_built(Path(url)) or _loaded(Path(url))
    scheme, rest = found[1], found[2]
    if scheme == "memory" and not rest:
        return EmbeddedStore()
    if scheme == "oxigraph" and rest:
        return _at(str(url), Path(rest), write=write)
    if scheme in {"sparql+http", "sparql+https"}:
        server = ServerStore(str(url))
        server.check(write=write)
        return server
    raise OptionError(f"{shown(str(url))}: names no store; known are {_KINDS}")


@dataclass(frozen=True, slots=True)
class Shared:
    """A store that several processes can ask at a time; none can write it until `release` is called."""

    url: str | Path
    """What `open_shared` opens in each of them."""
    release: Callable[[], None]


def share(url: str | Path) -> Shared:
    """Make what `url` names ready for several readers: a build's own store is brought up to date, a folder locked.

    Raises what `open_store` does.
    """
    if isinstance(url, Path) or not _SCHEME.fullmatch(url) or Path(url).exists():
        out = Path(url)
        built = open_built(out)
        if built is None:
            return Shared(out, _nothing)
        built.close()
        try:
            return Shared(f"oxigraph:{out / BUILT}", held(str(out), out / BUILT))
        except BusyError:
            return Shared(out, _nothing)
    scheme, _, rest = url.partition(":")
    if scheme != "oxigraph":
        open_store(url).close()
        return Shared(url, _nothing)
    if not (Path(rest) / CURRENT).exists():
        # Says what is missing, or what else stands there.
        open_store(url).close()
    release = held(url, Path(rest))
    try:
        open_shared(url).close()
    except KgError:
        release()
        raise
    return Shared(url, release)


def open_shared(url: str | Path) -> Store:
    """Return what `share` made ready, to be asked in this process. Raises what `open_store` does."""
    if isinstance(url, Path):
        return _loaded(url)
    scheme, _, rest = url.partition(":")
    if scheme != "oxigraph":
        return open_store(url)
    store = ReadOnlyStore(url, Path(rest))
    store.check(write=False)
    return store


def _nothing() -> None:
    """Do nothing: nobody is kept out."""


def open_built(out: Path) -> Store | None:
    """Return the graph of the build in the folder `out` from the store inside it, first brought up to date.

    None where the graph is so small that reading it anew is as quick, or the store cannot be had: another process has
    it open, the folder cannot be written. One that is damaged or of another format is made anew.
    """
    try:
        if (out / TRIG).stat().st_size < _WORTH:
            return None
        read_build(out)
    except (OSError, KgError):
        return None
    folder = out / BUILT
    try:
        store = _ours(folder)
    except BusyError:
        return None
    except _FAULTS:
        shutil.rmtree(folder, ignore_errors=True)
        try:
            store = _ours(folder)
        except _FAULTS:
            return None
    try:
        sync(store, out)
    except _FAULTS as error:
        store.close()
        # The disk is full, or what lies there is damaged; else a build is being put in place.
        if not isinstance(error, DamagedInput):
            shutil.rmtree(folder, ignore_errors=True)
        return None
    return store


def store_of(dataset: Dataset, *, base: str = BASE) -> Store:
    """Return a dataset as a store in memory, as `open_store` gives it once the dataset is written."""
    inner = pyoxigraph.Store()
    inner.bulk_extend(quads(dataset, Names(base)))
    return _in_memory(inner, base)


def base_at(url: str | Path) -> str:
    """Return the base of all IRIs of the build in the folder `url`; the usual one where there is none."""
    try:
        with (Path(url) / TRIG).open(encoding="utf-8") as stream:
            return next((found[1] for line in islice(stream, _PREFIXES) if (found := _PREFIX.match(line))), BASE)
    except (OSError, UnicodeDecodeError):
        return BASE


def as_rdflib(store: Store) -> RdflibDataset:
    """Return the graph of a store as an rdflib dataset whose default graph joins all its graphs.

    Of a store in memory or in a folder it is a copy, of one on a server a view that asks anew each time.
    """
    from rdflib import Dataset as Joined

    if isinstance(store, ServerStore):
        return Joined(store=store.as_rdflib(), default_union=True)
    from oxrdflib import OxigraphStore

    copy = pyoxigraph.Store()
    copy.bulk_extend(store.quads())
    return Joined(store=OxigraphStore(store=copy), default_union=True)


def _at(url: str, path: Path, *, write: bool) -> Store:
    if not write and not path.is_dir():
        raise NotFound(f"{url}: no store here; run `kg load --store {url}` first")
    if write:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
    store = _opened(url, path, write=write)
    try:
        store.check(write=write)
    except (OSError, RuntimeError) as error:
        raise DamagedInput(f"{url}: cannot be read ({error}); remove it and load it again") from error
    return store


def _opened(url: str, path: Path, *, write: bool) -> Store:
    """Return the store in a folder; one that is only to be asked may lie where nobody can write."""
    try:
        return EmbeddedStore(url, path)
    except StoreError:
        if write or os.access(path, os.W_OK) or not (path / CURRENT).exists():
            raise
    return ReadOnlyStore(url, path)


def _ours(folder: Path) -> Store:
    """Return the store inside a build; raises `DamagedInput` where it is of another format."""
    store = EmbeddedStore(str(folder), folder)
    if store.header().format in {0, FORMAT}:
        return store
    store.close()
    raise DamagedInput(f"{folder}: of another format")


def _loaded(out: Path) -> Store:
    """Return the graph of a build, read whole into memory."""
    path = out / TRIG
    if not path.is_file():
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first")
    inner = pyoxigraph.Store()
    try:
        inner.bulk_load(path=str(path), format=RdfFormat.TRIG)
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedInput(f"{path}: not a graph that can be read ({error}); run `kg build` again") from error
    return _in_memory(inner, base_at(out))


def _in_memory(inner: pyoxigraph.Store, base: str) -> Store:
    store = EmbeddedStore(inner=inner)
    store.base = base
    return store
