"""Where in ``graph.trig`` the graph of each document stands, and how one is taken over from an earlier file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.graph.terms import Names

FOOT = b"}\n"
"""Ends the graph of a document."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a document says, as it stands in ``graph.trig``."""

    start: int
    end: int
    """Bytes of the file, between the braces of the document's graph."""


class Earlier:
    """A ``graph.trig`` that was written before, and the sections of it that still say what their documents say."""

    def __init__(self, path: Path, sections: Mapping[str, Section]) -> None:
        """Take the file and where the section of each document stands."""
        self._path = path
        self._sections = sections

    @contextmanager
    def opened(self, names: Names) -> Iterator[Callable[[str], bytes | None]]:
        """Give what returns the section of a document, and None where there is none to be taken over."""
        if not self._sections:
            yield lambda _: None
            return
        with self._path.open("rb") as trig:
            yield lambda doc: _section(trig, self._sections.get(doc), head_of(names.document(doc).value))


def head_of(iri: str) -> bytes:
    """Return what stands before the section of the document that has this IRI."""
    return f"<{iri}> {{\n".encode()


def _section(trig: BinaryIO, section: Section | None, head: bytes) -> bytes | None:
    """Return a section of a TriG file, and None where it does not stand between the head and the foot of one."""
    if section is None or section.start < len(head):
        return None
    trig.seek(section.start - len(head))
    text = trig.read(section.end - section.start + len(head) + len(FOOT))
    return text[len(head) : -len(FOOT)] if text.startswith(head) and text.endswith(FOOT) else None
