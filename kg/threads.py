"""How many threads the libraries start that multiply for numpy: one, for a page has little to multiply at once.

More wait for each other: with two, a page is read no sooner, for nearly twice the processor time; on a machine that is
busy, for many times as much.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables that say so; they are read when numpy is imported."""


def start_one() -> None:
    """Have one thread started, where the environment says nothing else."""
    for name in _NAMES:
        os.environ.setdefault(name, "1")


def one_thread() -> AbstractContextManager[object]:
    """Return a context within which one thread multiplies, where numpy was imported before `start_one` could say so."""
    limit: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limit


@cache
def _libraries() -> ThreadpoolController:
    """Return the hold on the libraries that are loaded, numpy among them."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
