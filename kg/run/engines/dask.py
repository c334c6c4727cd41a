"""Pages on a Dask cluster: one that is there already, or one of this machine for the time of the run.

Dask keeps what a lost worker had and hands it to another one; a task at which several workers were lost it gives up.
Tasks are a few pages each, since handing one out takes about a millisecond, and no more of them are on the way than
keep all workers busy.
"""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any

from kg.errors import EngineError, KgError, OptionError
from kg.records import Issue
from kg.run.engines.local import undisturbed
from kg.run.work import Outcome, PageWork, Setup, Task, check

_PAGES = 8
"""Pages of a task."""
_AHEAD = 3
"""Tasks on the way for each worker."""
_LOOK = 1.0
"""Seconds after which the workers are counted again: a cluster may grow."""
_CONNECT, _WORKERS = 10, 120
"""Seconds for a cluster to answer, and to have a worker."""
_one_at_a_time = threading.Lock()


class Dask:
    """Works on pages on a Dask cluster."""

    def __init__(self, setup: Setup, workers: int, cluster: str = "") -> None:
        """Take how pages are worked on, and the address of a scheduler, or else how many workers to start here.

        Raises `OptionError` where Dask is not installed.
        """
        try:
            import distributed  # noqa: F401 - whether it is there
        except ImportError as error:
            raise OptionError("--engine dask: Dask is not installed; run `pip install 'yuanqu[cluster]'`") from error
        self._setup = setup
        self._workers = workers
        self._cluster = cluster

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """Give the outcome of each page once, as it comes; raises `KgError` where the program itself is wrong.

        Pages at which Dask gave up are tried again one by one, and then told as an issue. Raises `EngineError` where
        the cluster does not answer, has no worker or is lost.
        """
        with self._client() as client:
            round_ = _Round(client, self._setup, iter(tasks))
            while round_.more():
                answer = round_.next()
                if isinstance(answer, KgError):
                    raise answer
                yield from answer

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Give a client whose workers are this program."""
        from distributed import Client, LocalCluster

        where = self._cluster or "the cluster on this machine"
        with ExitStack() as stack:
            try:
                with undisturbed():
                    address: Any = self._cluster
                    if not address:
                        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-dask-"))
                        address = stack.enter_context(
                            LocalCluster(
                                n_workers=self._workers,
                                threads_per_worker=1,
                                dashboard_address=None,
                                silence_logs=logging.CRITICAL,
                                local_directory=place,
                            )
                        )
                    client = stack.enter_context(Client(address, timeout=_CONNECT, set_as_default=False))
                client.wait_for_workers(1, timeout=_WORKERS)
            except Exception as error:  # a cluster has many ways not to start
                said = " ".join(str(error).split())
                raise EngineError(f"{where}: no Dask cluster with workers answers there ({said})") from error
            try:
                client.run(check, self._setup)
            except Exception as error:  # whatever a strange worker says of our program
                said = " ".join(str(error).split())
                raise EngineError(f"{where}: its workers cannot work on pages: {said}") from error
            try:
                yield client
            except OSError as error:
                raise EngineError(f"{where}: the cluster was lost ({error}); run again to go on") from error


class _Round:
    """Tasks on their way to a cluster and back."""

    def __init__(self, client: Any, setup: Setup, tasks: Iterator[Task]) -> None:
        from distributed import as_completed

        self._client = client
        self._setup = setup
        self._tasks = tasks
        self._coming = as_completed(loop=client.loop)
        self._batches: dict[str, Sequence[Task]] = {}
        self._wanted = 0
        self._looked = 0.0

    def more(self) -> bool:
        """Hand out what is due, and return whether there is anything to wait for."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._wanted = max(1, len(self._client.nthreads())) * _AHEAD
            self._looked = now
        while len(self._batches) < self._wanted and (batch := list(islice(self._tasks, _PAGES))):
            self._hand_out(batch)
        return bool(self._batches)

    def _hand_out(self, batch: Sequence[Task]) -> None:
        future = self._client.submit(_work, self._setup, batch, pure=False)
        self._batches[future.key] = batch
        self._coming.add(future)

    def next(self) -> Sequence[Outcome] | KgError:
        """Wait for a task and return its outcomes, none where its pages are tried again one by one."""
        future = next(self._coming)
        batch = self._batches.pop(future.key)
        error = future.exception()
        if error is None:
            answer: Sequence[Outcome] | KgError = future.result()
            return answer
        if len(batch) == 1:
            return [Outcome(batch[0].doc, _lost(batch[0].doc, error))]
        for task in batch:
            self._hand_out([task])
        return []


def _lost(doc: str, error: BaseException) -> Issue:
    said = " ".join(str(error).split())
    message = f"{doc}: the workers that read it were lost ({type(error).__name__}: {said}); split the page"
    return Issue(doc, "WorkerLost", message, "error")


def _work(setup: Setup, batch: Sequence[Task]) -> Sequence[Outcome] | KgError:
    """Return the outcomes of some pages, in a worker."""
    # A worker may have threads, and the pipeline serves one at a time.
    with _one_at_a_time:
        try:
            return [_pages(setup)(task) for task in batch]
        except KgError as error:
            return KgError(str(error))


@lru_cache(maxsize=1)
def _pages(setup: Setup) -> PageWork:
    return PageWork(setup)
