"""A finished build as a store takes it: its parts, each with a digest and its own stretch of ``graph.trig``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import DamagedInput, NotFound
from kg.graph.stores.base import ENTITIES, Part
from kg.graph.terms import Names
from kg.graph.write import TRIG

MANIFEST = "manifest.json"
_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)*")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build's manifest says of its graph."""

    folder: Path
    base: str
    graph: str
    """SHA-256 of ``graph.trig``."""
    spans: dict[str, tuple[int, int]]
    """Where what a document says stands in it, by the document's IRI."""

    def parts(self) -> list[Part]:
        """Return the entities and the documents, each to be parsed when it is asked for.

        Raises `DamagedInput` where ``graph.trig`` is not the one that the manifest speaks of.
        """
        path = self.folder / TRIG
        try:
            text = path.read_bytes()
        except OSError as error:
            raise DamagedInput(f"{path}: {error.strerror}; run `kg build` again") from error
        if hashlib.sha256(text).hexdigest() != self.graph:
            raise DamagedInput(f"{path}: not the graph that {MANIFEST} speaks of; run `kg build` again")
        found = _PREFIXES.match(text)
        prefixes = found[0] if found else b""
        # The line `<IRI> {` stands before what a document says.
        end = text.rindex(b"<", 0, min(start for start, _ in self.spans.values())) if self.spans else len(text)
        spans = {ENTITIES: (len(prefixes), end)} | self.spans
        return [self._part(name, prefixes, text[slice(*span)]) for name, span in spans.items()]

    def _part(self, name: str, prefixes: bytes, section: bytes) -> Part:
        # Of the bytes themselves: a later version may word the same archive in other triples.
        digest = hashlib.sha256(prefixes + section).hexdigest()
        return Part(name, digest, partial(self._triples, prefixes, section))

    def _triples(self, prefixes: bytes, section: bytes) -> Iterator[Triple]:
        try:
            for quad in parse(prefixes + section, format=RdfFormat.TURTLE):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise DamagedInput(f"{self.folder / TRIG}: cannot be read ({error}); run `kg build` again") from error


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
