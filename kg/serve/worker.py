"""A process that answers queries, one at a time: it can be ended while it works, which a thread cannot.

pyoxigraph stops no query that it has begun, and a few joins keep it busy for days. So queries run in processes of their
own, each with the store open; whoever waits for an answer ends the process that is late.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError
from kg.limits import limit_memory

if TYPE_CHECKING:
    from kg.graph.protocol import Reply, Request

MEMORY = 1 << 30
"""Bytes that queries may take beside what the store takes once it is loaded."""
_GRACE = 5.0
"""Seconds after its time at which a process ends itself, for the case that nobody is left to end it."""


class Task(NamedTuple):
    """What a worker is started with."""

    url: str | Path
    """What `kg.graph.store.open_shared` opens."""
    rows: int
    timeout: float


def work(task: Task, pipe: Connection) -> None:
    """Open the store, say None when it is ready, and answer requests from `pipe` until it closes.

    Each is answered with a `Reply`, or with the `KgError` that tells what is wrong. Whatever else goes wrong ends the
    process, which whoever holds the other end sees.
    """
    # Ctrl-C goes to every process of a terminal; only the one that serves decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from kg.graph.protocol import reply
    from kg.graph.store import open_shared

    try:
        store = open_shared(task.url)
    except KgError as error:
        pipe.send(error)
        return
    _limit()
    pipe.send(None)
    with suppress(EOFError):
        while True:
            request: Request = pipe.recv()
            _end_after(task.timeout + _GRACE)
            answer: Reply | KgError
            try:
                answer = reply(store, request, rows=task.rows)
            except KgError as error:
                # Without what it came from: that need not go through a pipe.
                answer = type(error)(str(error))
            _end_after(0)
            with suppress(BrokenPipeError):
                pipe.send(answer)


def _end_after(seconds: float) -> None:
    """Have the system end this process after some seconds, even inside a query; 0 takes that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit() -> None:
    """Allow this process `MEMORY` more than it has; a query that wants more ends it, and leaves no trace.

    Rust gives up where memory is refused.
    """
    limit_memory(MEMORY)
    if sys.platform != "win32":
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stderr__.fileno() if sys.__stderr__ else 2)
