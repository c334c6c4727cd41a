"""What a build that was stopped had done: finished archives, kept in a hidden folder until a build is through.

The name of a file says all that it holds: for which page and program, from which bytes, and the digest of itself. So a
file that is damaged or of another state is simply not taken, and there is no list that could be wrong.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from kg.records import digest
from kg.run.manifest import file_digest

FOLDER = ".kg-pages"
"""Beside the results of a build; only who holds the lock of their folder goes there."""
_SUFFIX = ".jsonl"


class Kept:
    """Finished archives in one folder, for one state of the program."""

    def __init__(self, out: Path, state: str) -> None:
        """Look at what lies in the folder of results `out`; `state` is the fingerprint of the program."""
        self._folder = out / FOLDER
        self._state = state
        self._found: dict[str, dict[str, Path]] = {}
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            page, _, rest = path.stem.partition("-")
            self._found.setdefault(page, {})[rest.partition("-")[0]] = path

    def sources(self, doc: str) -> tuple[str, ...]:
        """Return the digests of the bytes from which there is an archive of a page."""
        return tuple(self._found.get(self._page(doc), ()))

    def take(self, doc: str, source: str, target: Path) -> str | None:
        """Put the archive of a page into the file `target` and return its digest; None where there is no sound one."""
        path = self._found.get(self._page(doc), {}).get(source)
        if path is None or file_digest(path) != (archive := path.stem.rpartition("-")[2]):
            return None
        _same(path, target)
        return archive

    def add(self, doc: str, source: str, archive: str, target: Path) -> None:
        """Keep the archive of a page that lies in the file `target`."""
        self._folder.mkdir(exist_ok=True)
        _same(target, self._folder / f"{self._page(doc)}-{source}-{archive}{_SUFFIX}")

    def drop(self) -> None:
        """Forget all of them: their build is through."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _page(self, doc: str) -> str:
        return digest(self._state, doc)


def _same(path: Path, target: Path) -> None:
    """Have the bytes of one file in another one too: as a second name of it, or as a copy where that cannot be."""
    with suppress(FileExistsError):
        try:
            os.link(path, target)
        except FileExistsError:
            raise
        except OSError:
            shutil.copyfile(path, target)
