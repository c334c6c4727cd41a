"""How much work grows with a text, by the processor's time."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4
"""How many times longer the longer text is."""
MOST = 9.0
"""How much longer it may take: 4 times is linear, 16 times quadratic."""
_TRIES = 5


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor's seconds that some work on a text takes."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def growth(work: Callable[[str], object], short: str, long: str, *, least: float) -> tuple[float, float]:
    """Return how many times longer a long text takes than a short one, and its seconds.

    Less than `least` seconds is not compared: the clock says too little. A ratio that is too high is measured again, as
    other programs may have been at work.
    """
    low, high = seconds(work, short), seconds(work, long)
    for _ in range(_TRIES):
        if high < least or high <= MOST * low:
            break
        low, high = min(low, seconds(work, short)), min(high, seconds(work, long))
    return (0.0 if high < least else high / low), high
