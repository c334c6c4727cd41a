"""What each page was built from, so that an unchanged page is not extracted again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from kg import paths
from kg.resolve.ledger import FILE as LEDGER
from kg.version import __version__

FILE = "manifest.json"
_FORMAT = 2
_JUDGEMENTS = re.compile(rb'"judgements": "([0-9a-f]*)"')
"""What the manifest says of the ledger; of several such places the first, since pages come last."""
_HEAD = ("fingerprint", "judgements", "base", "graph")
"""What stands before the pages."""
_GRAIN = 2_000_000_000
"""Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a build."""

    source: str
    """SHA-256 of the bytes the page was read from."""
    archive: str
    """SHA-256 of its archive."""
    content: str = ""
    """A digest of what the document says in the graph."""
    start: int = 0
    end: int = 0
    """Where that stands in ``graph.trig``, in bytes."""


@dataclass(slots=True)
class Manifest:
    """The pages of a build, the state of the program that extracted them, and the graph that was written."""

    fingerprint: str
    pages: dict[str, Entry] = field(default_factory=dict)
    base: str = ""
    graph: str = ""
    """SHA-256 of ``graph.trig``."""
    judgements: str = ""
    """SHA-256 of the ledger that was heeded; empty where there was none."""

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        pages = {doc: asdict(entry) for doc, entry in sorted(self.pages.items())}
        head = {name: getattr(self, name) for name in _HEAD}
        lines = [f"{json.dumps(doc, ensure_ascii=False)}: {json.dumps(entry)}" for doc, entry in pages.items()]
        text = (
            json.dumps({"format": _FORMAT, **head}, ensure_ascii=False, indent=1)[:-2]
            + ',\n "pages": {\n'
            + ",\n".join(lines)
            + "\n}}\n"
        )
        (folder / FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path, *, fingerprint: str) -> Manifest:
    """Return the manifest in `folder`; an empty one where it is absent, damaged or of another program state."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if data["format"] == _FORMAT and data["fingerprint"] == fingerprint:
            pages = {doc: Entry(**entry) for doc, entry in data["pages"].items()}
            if all(_is_sound(entry) for entry in pages.values()):
                return Manifest(pages=pages, **{name: str(data[name]) for name in _HEAD})
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return Manifest(fingerprint)


def state_of(folder: Path) -> str | None:
    """Return a digest of the manifest in `folder`; None where there is none, or the ledger is not the one it heeded.

    Times of files are no help: clocks are set back, and a judgement may be made while a build is at work.
    """
    try:
        data = (folder / FILE).read_bytes()
    except OSError:
        return None
    heeded = _JUDGEMENTS.search(data)
    if heeded is None or heeded[1].decode() != (file_digest(folder / LEDGER) or ""):
        return None
    return hashlib.sha256(data).hexdigest()


def _is_sound(entry: Entry) -> bool:
    """Return whether the fields of an entry are of their types."""
    texts = (entry.source, entry.archive, entry.content)
    numbers = (entry.start, entry.end)
    return all(isinstance(text, str) for text in texts) and all(type(number) is int for number in numbers)


class Digests:
    """The digests of files, taken anew only where a file's time, size or place on the disk is another."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int, int], str]] = {}

    def of(self, path: Path, *, most: int | None = None) -> str | None:
        """Return the SHA-256 of a file; None where it cannot be read, is no plain one, or has over `most` bytes."""
        try:
            status = path.stat()
        except OSError:
            return None
        # A pipe can be read once only, and a device may have no end.
        if not stat.S_ISREG(status.st_mode) or (most is not None and status.st_size > most):
            return None
        seen = status.st_mtime_ns, status.st_size, status.st_ino
        known = self._known.get(path)
        if known is not None and known[0] == seen:
            return known[1]
        digest = file_digest(path)
        self._note(path, status, digest)
        return digest

    def moved(self, path: Path, digest: str) -> None:
        """Note that a file whose bytes are known was moved to `path`."""
        with suppress(OSError):
            self._note(path, path.stat(), digest)

    def _note(self, path: Path, status: os.stat_result, digest: str | None) -> None:
        # A file that was written a moment ago may be written again within the clock's grain.
        if digest is not None and time.time_ns() - status.st_mtime_ns > _GRAIN:
            self._known[path] = (status.st_mtime_ns, status.st_size, status.st_ino), digest


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes, or None where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def fingerprint(*, model: bool = True) -> str:
    """Return a digest over all that an extraction depends on but its page: code, data, Python and libraries.

    `model` says whether the trained components take part.
    """
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:3]} {_libraries()}".encode())
    digest.update(b"\1" if model else b"\0")
    for root, pattern in ((paths.PACKAGE, "*.py"), (paths.RESOURCES, "*"), (paths.schemas(), "*.yml")):
        for path in sorted(p for p in root.rglob(pattern) if p.is_file() and "__pycache__" not in p.parts):
            digest.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _libraries() -> str:
    """Return the installed versions of the libraries the distribution asks for; empty where one is not recorded."""
    try:
        wanted = requires("yuanqu") or []
        names = sorted({match[0] for r in wanted if "extra ==" not in r and (match := re.match(r"[\w.-]+", r))})
        return " ".join(f"{name}={version(name)}" for name in names)
    except PackageNotFoundError:
        return ""
