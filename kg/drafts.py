"""Files that are there whole or not at all: they are made in a hidden folder beside their place and moved there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg.errors import BusyError
from kg.locks import locked

_PREFIX = ".kg-draft-"
_HELD = "held by the one who writes there"


@contextmanager
def drafts(parent: Path) -> Iterator[Path]:
    """Give a new hidden folder inside `parent`, which is made where it is missing; it is gone afterwards.

    What killed processes left of theirs goes too. Raises `OSError`.
    """
    parent.mkdir(parents=True, exist_ok=True)
    _sweep(parent)
    with ExitStack() as held:
        folder = _own(parent, held)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one go; raises `OSError`, and what stood there stays."""
    with drafts(path.parent) as folder:
        draft = folder / "draft"
        draft.write_bytes(content)
        draft.replace(path)


def settle(path: Path) -> None:
    """Have the system bring a file, or the names in a folder, to the disk, so that they outlast a loss of power.

    Raises `OSError` for a file; not every system can do it for a folder.
    """
    if path.is_dir():
        with suppress(OSError):
            _sync(path)
    else:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(parent: Path) -> None:
    """Remove the folders whose makers are gone: those that live hold a lock on theirs."""
    for old in parent.glob(f"{_PREFIX}*"):
        with suppress(BusyError, OSError), locked(old, _HELD):
            shutil.rmtree(old, ignore_errors=True)


def _own(parent: Path, held: ExitStack) -> Path:
    """Return a new folder that nobody sweeps away, since `held` holds its lock."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        # Another may take it for a leftover before it is locked.
        with suppress(BusyError, FileNotFoundError):
            held.enter_context(locked(folder, _HELD))
            if folder.is_dir():
                return folder
