"""Python's collector of cycles, which walks over all objects again and again while many are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector from its rounds: for what makes few cycles, or lasts no longer than a start."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def settle() -> None:
    """Put all objects among the old ones, unseen: those that stay, of a start, are not walked over soon after it."""
    # What somebody else has frozen would be thawed.
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
