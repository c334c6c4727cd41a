"""A finished build as a store takes it: its parts, each with a digest and its own stretch of ``graph.trig``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from kg.errors import DamagedInput, NotFound
from kg.graph.sections import head_of
from kg.graph.stores.base import ENTITIES, Part
from kg.graph.terms import Names
from kg.graph.write import TRIG

MANIFEST = "manifest.json"
_CHUNK = 1 << 20
"""Bytes read at a time of what is in no part."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build's manifest says of its graph."""

    folder: Path
    base: str
    graph: str
    """SHA-256 of ``graph.trig``."""
    spans: dict[str, tuple[int, int]]
    """Where what a document says stands in it, by the document's IRI."""

    @contextmanager
    def parts(self) -> Iterator[list[Part]]:
        """Give the entities and the documents, each of which is read when it is asked for, as long as this lasts.

        Raises `DamagedInput` where ``graph.trig`` is not the one that the manifest speaks of. One that takes its place
        meanwhile does no harm.
        """
        path = self.folder / TRIG
        try:
            trig = path.open("rb")
        except OSError as error:
            raise DamagedInput(f"{path}: {error.strerror}; run `kg build` again") from error
        with trig:
            whole = hashlib.sha256(prefixes := _prefixes(trig))
            # What is said of entities goes up to the head of the first document.
            heads = (start - len(head_of(name)) for name, (start, _) in self.spans.items())
            spans = {ENTITIES: (len(prefixes), min(heads, default=path.stat().st_size))} | self.spans
            found, at = {}, len(prefixes)
            for name, (start, end) in sorted(spans.items(), key=itemgetter(1)):
                if not at <= start <= end:
                    raise _untold(self.folder)
                whole.update(trig.read(start - at))
                text = trig.read(end - start)
                at = end
                whole.update(text)
                # Of the bytes themselves: a later version may word the same archive in other triples.
                digest = hashlib.sha256(prefixes + text).hexdigest()
                found[name] = Part(name, digest, len(text), prefixes, partial(_read, trig, start, end))
            for rest in iter(partial(trig.read, _CHUNK), b""):
                whole.update(rest)
            if whole.hexdigest() != self.graph:
                raise DamagedInput(f"{path}: not the graph that {MANIFEST} speaks of; run `kg build` again")
            yield [found[name] for name in spans]


def _read(trig: BinaryIO, start: int, end: int) -> bytes:
    trig.seek(start)
    return trig.read(end - start)


def _prefixes(trig: BinaryIO) -> bytes:
    """Return the prefixes that a file begins with, and leave it behind them."""
    found = b""
    while (line := trig.readline()).startswith(b"@prefix "):
        found += line
    trig.seek(len(found))
    return found


def read_build(out: str | Path) -> Build:
    """Return what the manifest in the folder `out` says of the graph.

    Raises `NotFound` where there is no build and `DamagedInput` where its manifest does not tell.
    """
    folder = Path(out)
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = Names(data["base"])
        spans = {
            names.document(doc).value: (int(page["start"]), int(page["end"])) for doc, page in data["pages"].items()
        }
        graph = str(data["graph"])
    except FileNotFoundError as error:
        raise NotFound(f"{out}: no build here; run `kg build SOURCE --out {out}` first") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _untold(folder) from error
    if not graph or not all(0 < start <= end for start, end in spans.values()):
        raise _untold(folder)
    return Build(folder, names.base, graph, spans)


def _untold(folder: Path) -> DamagedInput:
    return DamagedInput(f"{folder / MANIFEST}: does not tell where documents stand; run `kg build` again")
