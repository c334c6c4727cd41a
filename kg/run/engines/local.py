"""Pages on this machine: one by one in this process, or handed out to worker processes.

A worker is a fresh interpreter: a copy of this process would hold its threads and locks. It loads the pipeline once
and then works on a page at a time; a second one waits in its pipe, so that it need not wait for us. Whoever reads the
outcomes sets the pace: no more of them are in memory than the pipes hold.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any

from kg.errors import EngineError, KgError
from kg.records import Issue
from kg.run.engines.worker import LOST, work
from kg.run.sources import failure
from kg.run.work import Outcome, PageWork, Setup, Task

_AHEAD = 2
"""Pages that a worker has at a time: the one it works on, and the next."""
_STARTS = 3
"""How often in a row a worker may end before it is ready."""


class Alone:
    """Works on pages in this process."""

    def __init__(self, setup: Setup, load: Callable[[], Any] | None = None) -> None:
        """Take how pages are worked on, and what makes the pipeline, if not the usual one."""
        self._work = PageWork(setup, load)

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """Give the outcome of each page, in their order; raises `KgError` where the program itself is wrong."""
        for task in tasks:
            try:
                yield self._work(task)
            except MemoryError as error:
                yield Outcome(task.doc, failure(task.doc, error))


class Workers:
    """Works on pages in processes of this machine."""

    def __init__(self, setup: Setup, number: int) -> None:
        """Take how pages are worked on, and the number of processes; none is started yet."""
        self._setup = setup
        self._number = number

    def outcomes(self, tasks: Iterable[Task]) -> Generator[Outcome]:
        """Give the outcome of each page once, as it comes; the workers end with the last, or with the generator.

        A page at which a worker was ended, by whatever, is tried again when all others are done, alone in a fresh one;
        one that ends this one too is told as an issue. Raises `KgError` where the program itself is wrong, and
        `EngineError` where workers do not start.
        """
        alone: list[Task] = []
        given_up: list[Issue] = []

        def handy() -> Iterator[Task]:
            """Give the tasks that a pipe can hold while its worker is busy; the others go alone, too."""
            for task in tasks:
                if task.data is None:
                    yield task
                else:
                    alone.append(task)

        yield from self._round(handy(), self._number, lambda task, _how: alone.append(task))
        for task in alone:
            yield from self._round(iter((task,)), 1, lambda task, how: given_up.append(_lost(task.doc, how)))
        for issue in given_up:
            yield Outcome(issue.doc, issue)

    def _round(self, tasks: Iterator[Task], number: int, lose: Callable[[Task, str], object]) -> Iterator[Outcome]:
        """Give the outcomes of tasks by `number` workers; `lose` is told the tasks at which one ended, and how."""
        hands: list[_Hand] = []
        try:
            for _ in range(number):
                hands.append(_Hand(self._setup))
                hands[-1].fill(tasks)
            while busy := {hand.pipe: place for place, hand in enumerate(hands) if hand.tasks}:
                for pipe in wait(list(busy)):
                    place = busy[pipe]  # type: ignore[index]
                    try:
                        outcome = hands[place].take()
                    except (EOFError, OSError):
                        hands[place] = hands[place].replaced(lose)
                        outcome = None
                    hands[place].fill(tasks)
                    if outcome is not None:
                        yield outcome
        finally:
            for hand in hands:
                hand.end()


class _Hand:
    """A worker, as the one who hands out sees it."""

    def __init__(self, setup: Setup, *, starts: int = 1) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self._process = context.Process(target=work, args=(setup, other), name="kg-worker", daemon=True)
        try:
            with undisturbed():
                self._process.start()
        except OSError as error:
            raise EngineError(f"a worker process does not start ({error.strerror}); try fewer --workers") from error
        other.close()
        self._setup = setup
        self._starts = starts
        self._ready = False
        self.tasks: deque[Task] = deque()
        """What it has been given and has not answered, the one it works on first."""

    def fill(self, tasks: Iterator[Task]) -> None:
        """Give it as many of the tasks as it may have at a time."""
        while len(self.tasks) < _AHEAD and (task := next(tasks, None)) is not None:
            self._give(task)

    def _give(self, task: Task) -> None:
        self.tasks.append(task)
        try:
            self.pipe.send(task)
        except OSError:
            # It has ended: whoever reads from it next is told so, and the task is still among those it has.
            return

    def take(self) -> Outcome | None:
        """Return the outcome of the first of its tasks, or None when it only says that it is ready.

        Raises the `KgError` that it answers with, and `EOFError` or `OSError` where it has ended.
        """
        said: Outcome | KgError | None = self.pipe.recv()
        if isinstance(said, KgError):
            raise said
        self._ready = True
        if said is not None:
            self.tasks.popleft()
        return said

    def replaced(self, lose: Callable[[Task, str], object]) -> _Hand:
        """Return a fresh worker with the same tasks but for the one at which this one ended."""
        self.end()
        how = self._how
        if self._ready:
            lose(self.tasks.popleft(), how)
        elif self._starts == _STARTS:
            raise EngineError(f"a worker process does not start ({how}); try --workers 1")
        fresh = _Hand(self._setup, starts=1 if self._ready else self._starts + 1)
        for task in self.tasks:
            fresh._give(task)
        return fresh

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    @property
    def _how(self) -> str:
        """Return how it ended."""
        code = self._process.exitcode or 0
        if code == LOST:
            return "out of memory"
        return f"ended by signal {-code}" if code < 0 else f"exit code {code}"


def _lost(doc: str, how: str) -> Issue:
    return Issue(
        doc, "WorkerLost", f"{doc}: the process that read it was lost again and again ({how}); split the page", "error"
    )


@contextmanager
def undisturbed() -> Iterator[None]:
    """Have processes that are started inside the block never hear of Ctrl-C; here it is heard after the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
