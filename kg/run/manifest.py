"""What each page was built from, so that an unchanged page is not extracted again."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from kg import paths
from kg.version import __version__

FILE = "manifest.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of a build."""

    source: str
    """SHA-256 of the bytes the page was read from."""
    archive: str
    """SHA-256 of its archive."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The pages of a build, and the state of the program that extracted them."""

    fingerprint: str
    pages: dict[str, Entry] = field(default_factory=dict)

    def knows(self, doc: str, *, source: str, archive: Path) -> bool:
        """Return whether the file `archive` is what this program makes of a page with these source bytes."""
        entry = self.pages.get(doc)
        return entry is not None and entry.source == source and entry.archive == file_digest(archive)

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        pages = {doc: asdict(entry) for doc, entry in sorted(self.pages.items())}
        data = {"format": _FORMAT, "fingerprint": self.fingerprint, "pages": pages}
        (folder / FILE).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path, *, fingerprint: str) -> Manifest:
    """Return the manifest in `folder`; an empty one where it is absent, damaged or of another program state."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if data["format"] == _FORMAT and data["fingerprint"] == fingerprint:
            return Manifest(fingerprint, {doc: Entry(**entry) for doc, entry in data["pages"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return Manifest(fingerprint)


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
