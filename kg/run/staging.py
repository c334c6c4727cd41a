"""All or nothing: results are made in a hidden folder inside the target and moved into place together."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from kg.drafts import settle
from kg.errors import OutputError
from kg.locks import locked

_PREFIX = ".kg-build-"

_ADVICE = {
    errno.ENOSPC: "free some space or choose another folder",
    errno.EDQUOT: "free some space or choose another folder",
    errno.EACCES: "make it writable or choose another folder",
    errno.EPERM: "make it writable or choose another folder",
    errno.EROFS: "choose another folder",
    errno.ENOTDIR: "a file stands where a folder should; choose another folder",
    errno.EEXIST: "a file stands where a folder should; choose another folder",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def output_error(out: Path, error: OSError) -> OutputError:
    """Return the error that tells in one line why nothing can be written into `out`, and what to do."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    advice = _ADVICE.get(error.errno or 0, "choose another folder")
    return OutputError(f"{out}: cannot write the results ({reason}); {advice}")


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """Give a new hidden folder inside `out` to write into; it is gone afterwards, whatever happened.

    Raises `BusyError` where another build has one, `OutputError` for everything the file system refuses; leaves no
    empty `out` behind then.
    """
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        busy = f"{out}: another build is at work here; wait until it is done, or choose another folder"
        with locked(out, busy):
            _drop_stale(out)
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise output_error(out, error) from error
    except OutputError as error:
        # A writer that failed names the hidden folder, of which nobody knows.
        if isinstance(error.__cause__, OSError):
            raise output_error(out, error.__cause__) from error
        raise
    finally:
        if made:
            with suppress(OSError):
                out.rmdir()


def _drop_stale(out: Path) -> None:
    """Remove what killed builds left behind; none that still runs has one, for the lock is ours."""
    for old in out.glob(f"{_PREFIX}*"):
        shutil.rmtree(old, ignore_errors=True)


def put_in_place(staged: Path, out: Path, *, last: str, first: str = "", drop: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Move every file under `staged` to the same place under `out`, remove those of `drop`, move `last` at the end.

    `first`, which nothing could make again, is on the disk before anything else is touched. An interrupt that comes
    meanwhile is held back until all is done. Return the new files in order of name.
    """
    files = sorted((p for p in staged.rglob("*") if p.is_file()), key=lambda p: (p.name == last, p))
    moved = []
    with _interrupt_later():
        if (kept := staged / first) in files:
            settle(kept)
            moved.append(kept.replace(out / first))
            settle(out)
            files.remove(kept)
        for old in drop:
            old.unlink(missing_ok=True)
        for file in files:
            target = out / file.relative_to(staged)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
            moved.append(target)
    return tuple(sorted(moved))


@contextmanager
def _interrupt_later() -> Iterator[None]:
    """Hold an interrupt back until the block is done; only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, _frame: FrameType | None) -> None:
        held.append(number)

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
