"""Who works on pages: this process, other processes of this machine, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from kg.errors import OptionError
from kg.run.sources import Source
from kg.run.work import Outcome, Setup, Task

ENGINES = ("local", "dask")
EACH = 128 * 1024
"""Bytes of pages, one or two seconds of work, that a worker must have to do, or starting it is not worth while."""
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


class Engine(Protocol):
    """Works on pages, somewhere."""

    def outcomes(self, tasks: Iterable[Task], /) -> Generator[Outcome]:
        """Give the outcome of each task once, in any order; raises `KgError` where the program itself is wrong."""


class Choice:
    """Which engine a run asks for: its name, the number of workers, and the address of a cluster."""

    def __init__(self, engine: str = "local", workers: int | None = None, cluster: str = "") -> None:
        """Take what the user asked for; raises `OptionError` where that cannot be."""
        if engine not in ENGINES:
            raise OptionError(f"--engine {engine}: known are {', '.join(ENGINES)}")
        if workers is not None and workers < 1:
            raise OptionError(f"--workers {workers}: give 1 or more")
        if cluster and engine == "local":
            raise OptionError(f"--cluster {cluster}: name its engine too, such as --engine dask")
        if cluster and workers is not None:
            raise OptionError(f"--workers {workers}: {cluster} has the workers that it has; leave one of the two out")
        self._engine = engine
        self._workers = workers
        self._cluster = cluster

    def engine(self, setup: Setup, pages: Sequence[Source], load: Callable[[], Any] | None = None) -> Engine:
        """Return what works on these pages; `load` makes the pipeline where that is this process.

        Without a number of workers there is one for each core, and no more than have enough to do. Raises `OptionError`
        where the engine is not installed.
        """
        from kg.run.engines.local import Alone, Workers

        if self._engine == "dask":
            from kg.run.engines.dask import Dask

            return Dask(setup, self._workers or cores(), self._cluster)
        number = self._workers or min(cores(), sum(page.size for page in pages) // EACH)
        number = min(number, len(pages))
        return Alone(setup, load) if number < 2 else Workers(setup, number)


def cores() -> int:
    """Return how many cores this process may use, by what the system and its container allow."""
    number = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        return min(number, max(1, int(quota) // int(period)))
    except (OSError, ValueError):
        return number
