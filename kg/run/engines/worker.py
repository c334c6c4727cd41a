"""A process that works on pages for another one, and ends with it."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from kg.errors import KgError
from kg.run.work import Outcome, PageWork, Setup, Task
from kg.threads import start_one

LOST = 70
"""The exit code of a worker that ran out of memory."""


def work(setup: Setup, pipe: Connection) -> None:
    """Say None when ready, and answer each task from `pipe` with its outcome until it closes.

    A `KgError` in place of an outcome stops everything.
    """
    # Ctrl-C goes to every process of a terminal; only the one that hands out decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start_one()
    # Whoever asked may be gone, killed, at any moment.
    with suppress(EOFError, OSError):
        one = PageWork(setup)
        try:
            one.prepare()
        except KgError as error:
            pipe.send(KgError(str(error)))
            return
        pipe.send(None)
        while True:
            pipe.send(_answer(one, pipe.recv()))


def _answer(one: PageWork, task: Task) -> Outcome | KgError:
    try:
        return one(task)
    except MemoryError:
        # What is left in this process is of no use: the page is tried again in a fresh one.
        os._exit(LOST)
    except KgError as error:
        return KgError(str(error))
