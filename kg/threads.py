"""How many threads the libraries start that multiply for numpy: one, for a page has little to multiply at once.

More wait for each other: with two, a page is read no sooner, for nearly twice the processor time.
"""

from __future__ import annotations

import os

_NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables that say so; they are read when numpy is imported."""


def start_one() -> None:
    """Have one thread started, where the environment says nothing else."""
    for name in _NAMES:
        os.environ.setdefault(name, "1")
