"""Learning with each part of the pages kept apart, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from training.corpus import PARTS

_taught: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
"""What is done with each part, and what it is told besides."""


def learn_apart(learn: Callable[..., Any], *taught: Any) -> list[Any]:
    """Return what `learn` gives for None, when no part is kept apart, and for each part, told what is `taught`.

    There is a process for each core; a fork hands on as it is what is taught.
    """
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _taught.append, ((learn, taught),)) as pool:
        return list(pool.map(_of_part, [None, *range(PARTS)]))


def _of_part(part: int | None) -> Any:
    learn, taught = _taught[-1]
    return learn(part, *taught)
