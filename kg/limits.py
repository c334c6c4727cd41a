"""Limits that the system itself holds over a process: its memory, and the time of a processor that it may take."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType


def limit_memory(more: int) -> None:
    """Allow this process so many bytes more than it has, where the system can tell and hold that; no core is left.

    A library that is refused memory mostly ends the process.
    """
    pages = Path("/proc/self/statm")
    if sys.platform == "win32" or not pages.exists():
        return
    import resource

    have = int(pages.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = have + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_after(seconds: float) -> None:
    """Have the system end this process once it has computed for some seconds, whatever it is at; 0 takes that back.

    Time in which it waits does not count, so that a busy machine changes nothing. Windows has no such limit.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


@contextmanager
def stopped_after(seconds: float, error: Exception) -> Iterator[None]:
    """Raise `error` inside the block once it has computed for some seconds.

    Only the main thread can be stopped, and on Windows nothing: there the block takes as long as it takes. A block
    inside another has no limit of its own.
    """
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    if signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise error

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
