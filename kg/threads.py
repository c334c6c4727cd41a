"""How many threads the libraries start that multiply for numpy: one, for a page has little to multiply at once.

More wait for each other: with two, a page is read no sooner, for nearly twice the processor time; on a machine that is
busy, for many times as much.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables that say so; they are read when numpy is imported."""


def start_one() -> None:
    """Have one thread started, where the environment says nothing else."""
    for name in _NAMES:
        os.environ.setdefault(name, "1")


@contextmanager
def one_thread() -> Iterator[None]:
    """Have one thread multiply within a context, where numpy was imported before `start_one` could say so.

    Contexts of several threads of a program may overlap: the last one ends it.
    """
    _inside.enter()
    try:
        yield
    finally:
        _inside.leave()


class _Inside:
    """How many contexts are open; the first sets the limit, the last takes it back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open = 0
        self._limit: AbstractContextManager[object] | None = None

    def enter(self) -> None:
        with self._lock:
            if not self._open:
                self._limit = _libraries().limit(limits=1, user_api="blas")
                self._limit.__enter__()
            self._open += 1

    def leave(self) -> None:
        with self._lock:
            self._open -= 1
            if not self._open and self._limit is not None:
                self._limit.__exit__(None, None, None)


_inside = _Inside()


@cache
def _libraries() -> ThreadpoolController:
    """Return the hold on the libraries that are loaded, numpy among them."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
