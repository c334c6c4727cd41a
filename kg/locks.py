"""One at a time: a lock that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import BusyError


@contextmanager
def locked(path: Path, busy: str, *, wait: bool = False) -> Iterator[None]:
    """Hold `path` for the time of the block; raise `BusyError` with the line `busy` where another holds it.

    With `wait` it is waited for. `path` is a folder, or a file that is made for it and stays: to remove it would let a
    third in beside a waiting one. Windows cannot lock folders; there a hidden file inside stands for it.
    """
    handle = _open(path)
    try:
        if not _lock(handle, wait=wait):
            raise BusyError(busy)
        yield
    finally:
        with suppress(OSError):
            os.close(handle)


if sys.platform == "win32":
    import msvcrt
    import time

    def _open(path: Path) -> int:
        return os.open(path / ".lock" if path.is_dir() else path, os.O_RDWR | os.O_CREAT, 0o644)

    def _lock(handle: int, *, wait: bool) -> bool:
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.05)
            else:
                return True

else:
    import fcntl

    def _open(path: Path) -> int:
        return os.open(path, os.O_RDONLY) if path.is_dir() else os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def _lock(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
