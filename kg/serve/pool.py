"""Some workers behind one door: each query goes to one that is free, and one that is late is replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from kg.errors import BusyError, KgError, LargeQuery, LateQuery, StoreError
from kg.serve.worker import MEMORY, Task, work

if TYPE_CHECKING:
    from kg.graph.protocol import Reply, Request

WORKERS = 2
"""Queries at a time."""
WAITING = 64
"""Queries that may wait for a worker; more are turned away at once."""
_PAUSE = 1.0
"""Seconds between two tries to replace a worker whose store cannot be opened."""

_Result = TypeVar("_Result")


class Worker:
    """A process that answers, as whoever asks it sees it. Its methods wait, and so belong into a thread."""

    def __init__(self, task: Task) -> None:
        self._task = task
        # A fresh interpreter: a copy of this process would hold its sockets and locks.
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=work, args=(task, other), name="kg-serve-worker", daemon=True)
        self._process.start()
        other.close()
        self._ending = threading.Lock()
        self._ended = False

    @property
    def alive(self) -> bool:
        """Return whether it still runs."""
        with self._ending:
            return not self._ended and self._process.is_alive()

    def ready(self) -> None:
        """Wait until its store is open. Raises what `kg.graph.store.open_shared` does, `StoreError` where it ends."""
        try:
            said = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise StoreError(f"{self._task.url}: the process that was to open it has ended; start again") from error
        if isinstance(said, KgError):
            raise said

    def ask(self, request: Request) -> Reply:
        """Return its answer. Raises what is wrong with the query; after `LateQuery` and `LargeQuery` it is to end."""
        try:
            self._pipe.send(request)
            if not self._pipe.poll(self._task.timeout):
                raise LateQuery(f"no answer within {self._task.timeout:g} s; ask for less, or give a LIMIT")
            said: Reply | KgError = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise LargeQuery(
                f"the query takes more than {MEMORY >> 20} MB of memory, or is nested too deep; ask for less"
            ) from error
        if isinstance(said, KgError):
            raise said
        return said

    def end(self) -> None:
        """End it, whatever it does."""
        with self._ending:
            if self._ended:
                return
            self._ended = True
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()


class _Free:
    """Workers that are free; whoever waits for one gets it in his turn.

    `asyncio.Queue` gives what comes free to whoever asks at that moment, and puts those who waited at its end again.
    """

    def __init__(self) -> None:
        self._workers: deque[Worker] = deque()
        self._asking: deque[asyncio.Future[Worker]] = deque()

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return len(self._asking)

    def put(self, worker: Worker) -> None:
        """Hand a worker to the first who waits, else keep it."""
        while self._asking:
            first = self._asking.popleft()
            if not first.done():
                first.set_result(worker)
                return
        self._workers.append(worker)

    async def get(self) -> Worker:
        """Return a worker, once one is free."""
        if self._workers:
            return self._workers.popleft()
        mine: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._asking.append(mine)
        try:
            return await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self.put(mine.result())
            raise
        finally:
            with suppress(ValueError):
                self._asking.remove(mine)


class Pool:
    """Workers over one store, for one event loop."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._free = _Free()
        self._all: set[Worker] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._asked = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._closed = False
        # A thread for each worker that is asked, and one for each that takes another's place meanwhile.
        self._threads = ThreadPoolExecutor(2 * WORKERS, thread_name_prefix="kg-serve")

    async def start(self) -> None:
        """Start the workers, and return when all are ready. Raises what their store does; `close` is due then too."""
        await asyncio.gather(*(self._start() for _ in range(WORKERS)))

    async def ask(self, request: Request) -> Reply:
        """Return the answer to a request.

        Raises `BusyError` where no worker comes free in time, `LateQuery` and `LargeQuery` where the query goes over
        its limits, and what else is wrong with it.
        """
        self._asked += 1
        self._quiet.clear()
        try:
            worker = await self._next()
            return await self._asked_of(worker, request)
        finally:
            self._asked -= 1
            if not self._asked:
                self._quiet.set()

    async def finish(self) -> None:
        """Wait for the queries at work, as long as one may take."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._task.timeout):
                await self._quiet.wait()

    def close(self) -> None:
        """End all workers, whatever they do, and wait until they are gone."""
        self._closed = True
        for worker in tuple(self._all):
            worker.end()
        self._threads.shutdown(wait=True)
        self._all.clear()

    async def _asked_of(self, worker: Worker, request: Request) -> Reply:
        """Return a worker's answer, and put it back among the free ones, or another in its place."""
        lost = True
        try:
            answer = await self._in_thread(lambda: worker.ask(request))
            lost = False
        except (LateQuery, LargeQuery):
            raise
        except KgError:
            lost = False
            raise
        finally:
            if lost:
                self._replace(worker)
            else:
                self._free.put(worker)
        return answer

    async def _next(self) -> Worker:
        """Return a worker that is free."""
        if self._free.waiting >= WAITING:
            raise BusyError(f"{self._free.waiting} queries wait already; ask again later")
        try:
            async with asyncio.timeout(self._task.timeout):
                while not (worker := await self._free.get()).alive:
                    self._replace(worker)
        except TimeoutError as error:
            raise BusyError(f"no worker came free for {self._task.timeout:g} s; ask again later") from error
        return worker

    def _replace(self, worker: Worker) -> None:
        """End a worker and start another in its place, both in the background."""
        if self._closed:
            return
        replacing = asyncio.get_running_loop().create_task(self._another(worker))
        self._replacing.add(replacing)
        replacing.add_done_callback(self._replacing.discard)

    async def _another(self, worker: Worker) -> None:
        await self._in_thread(worker.end)
        self._all.discard(worker)
        while not self._closed:
            try:
                await self._start()
            except KgError:
                # Its store is gone for the moment: who asks meanwhile is told that all are busy.
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _start(self) -> None:
        self._free.put(await self._in_thread(self._started))

    def _started(self) -> Worker:
        worker = Worker(self._task)
        self._all.add(worker)
        if self._closed:
            worker.end()
        try:
            worker.ready()
        except KgError:
            self._all.discard(worker)
            worker.end()
            raise
        return worker

    async def _in_thread(self, call: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)
