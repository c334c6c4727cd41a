"""Whoever works on pages, the results are the same bytes, and a lost worker loses and doubles nothing."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from multiprocessing import resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import EngineError, KgError, OptionError
from kg.folding import fold
from kg.records import Extraction, Issue
from kg.run import Choice, work
from kg.run import engines as module
from kg.run.engines import Engine, cores
from kg.run.engines.dask import Dask
from kg.run.engines.local import Alone, Workers
from kg.run.manifest import fingerprint
from kg.run.sources import Source, gather
from kg.run.work import Outcome, Setup, Task
from tests.support import SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

SETUP = Setup(model=False, state=fingerprint(model=False))
NAMES = ("d02.txt", "d04.txt", "d05.txt", "d06.txt", "d08.txt", "sanyuan.txt", "yongfeng.html")


@pytest.fixture
def tasks() -> list[Task]:
    return [Task(name, str(SEEDS / name)) for name in NAMES]


@pytest.fixture(scope="module")
def alone(nlp: Language) -> dict[str, Outcome]:
    """What this process makes of the pages."""
    tasks = [Task(name, str(SEEDS / name)) for name in NAMES]
    return {outcome.doc: outcome for outcome in Alone(SETUP, lambda: nlp).outcomes(tasks)}


def by_page(outcomes: list[Outcome]) -> dict[str, Outcome]:
    """Return the outcomes by page, each of which must have one."""
    found = {outcome.doc: outcome for outcome in outcomes}
    assert len(found) == len(outcomes)
    return found


def workers() -> list[int]:
    """Return the processes that work for this one."""
    return [child.pid or 0 for child in multiprocessing.active_children() if "orker" in child.name]


def spoilt(engine: Engine, tasks: list[Task], spoil: Callable[[int], object]) -> list[Outcome]:
    """Return the outcomes of an engine of which a worker is spoilt when the first page is done."""
    found = []
    with closing(engine.outcomes(tasks)) as outcomes:
        for outcome in outcomes:
            if not found:
                spoil(workers()[0])
            found.append(outcome)
    return found


def test_what_workers_give_is_the_same_though_one_is_killed(tasks: list[Task], alone: dict[str, Outcome]) -> None:
    """Bytes that are given are more than a pipe holds, and bytes that are known are not read again."""
    tasks[1] = Task(NAMES[1], tasks[1].where, known=(alone[NAMES[1]].source,))
    given = (SEEDS / NAMES[0]).read_bytes() + b"\n" * 300_000
    found = by_page(
        spoilt(
            Workers(SETUP, 2),
            [Task("-", "standard input", data=given), *tasks],
            lambda pid: os.kill(pid, signal.SIGKILL),
        )
    )
    assert workers() == []
    assert isinstance(found.pop("-").result, Extraction)
    assert found == alone | {NAMES[1]: Outcome(NAMES[1], None, alone[NAMES[1]].source)}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_a_page_whose_worker_has_no_memory_is_read_by_another(tasks: list[Task], alone: dict[str, Outcome]) -> None:
    def starve(pid: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_AS, (1 << 20, resource.RLIM_INFINITY))

    assert by_page(spoilt(Workers(SETUP, 1), tasks[:3], starve)) == {name: alone[name] for name in NAMES[:3]}


def test_a_page_that_every_worker_is_lost_at_is_told_and_the_others_are_read(
    tasks: list[Task], alone: dict[str, Outcome], tmp_path: Path
) -> None:
    pipe = tmp_path / "endless.txt"
    os.mkfifo(pipe)

    def kill_whoever_reads() -> None:
        with ExitStack() as held:  # a pipe that nobody writes to any more would come to an end
            for _ in range(2):
                held.enter_context(pipe.open("wb"))  # waits for a reader
                (reader,) = workers()
                os.kill(reader, signal.SIGKILL)
                while reader in workers():
                    time.sleep(0.01)

    killer = threading.Thread(target=kill_whoever_reads)
    killer.start()
    found = by_page(list(Workers(SETUP, 1).outcomes([tasks[0], Task("endless.txt", str(pipe)), tasks[1]])))
    killer.join()
    issue = found.pop("endless.txt").result
    assert found == {name: alone[name] for name in NAMES[:2]}
    assert isinstance(issue, Issue)
    assert (issue.kind, issue.level) == ("WorkerLost", "error")
    assert "signal 9" in issue.message


def test_a_worker_that_does_not_start_is_told(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    resource_tracker.ensure_running()  # an interpreter, too
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with pytest.raises(EngineError, match=r"does not start \(exit code 1\); try --workers 1"):
        list(Workers(SETUP, 1).outcomes(tasks))
    assert workers() == []


def test_what_is_remembered_of_words_is_forgotten_now_and_then(
    tasks: list[Task], alone: dict[str, Outcome], nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fold.cache_info().currsize > 1000
    monkeypatch.setattr(work, "_REMEMBERED", 2)
    engine = Alone(SETUP, lambda: nlp)
    assert list(engine.outcomes(tasks[:1])) == [alone[NAMES[0]]]
    before = fold.cache_info().currsize
    assert list(engine.outcomes(tasks[4:5])) == [alone[NAMES[4]]]
    assert fold.cache_info().currsize < before


def test_a_worker_of_another_version_is_told(tasks: list[Task]) -> None:
    with pytest.raises(KgError, match="another version of the program"):
        list(Workers(Setup(model=False, state="0" * 64), 1).outcomes(tasks))
    assert workers() == []


def test_dask_gives_the_same_though_a_worker_is_killed(tasks: list[Task], alone: dict[str, Outcome]) -> None:
    found = spoilt(Dask(SETUP, 2), tasks, lambda pid: os.kill(pid, signal.SIGKILL))
    assert by_page(found) == alone
    assert workers() == []


def test_a_cluster_that_does_not_answer_is_told(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.run.engines import dask

    monkeypatch.setattr(dask, "_CONNECT", 1)
    with pytest.raises(EngineError, match="tcp://127.0.0.1:9: no Dask cluster") as caught:
        list(Dask(SETUP, 0, "tcp://127.0.0.1:9").outcomes(tasks))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        (("spark",), "known are local, dask"),
        (("local", 0), "give 1 or more"),
        (("local", None, "tcp://h:1"), "name its engine"),
        (("dask", 2, "tcp://h:1"), "leave one of the two out"),
    ],
)
def test_what_cannot_be_chosen_is_told(asked: tuple[str], word: str) -> None:
    with pytest.raises(OptionError, match=word):
        Choice(*asked)


def test_no_more_workers_are_started_than_have_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cores", lambda: 8)
    few = [Source(f"{n}.txt", None, "x://y", module.EACH // 4) for n in range(7)]
    many = few * 4

    def started(choice: Choice, pages: list[Source]) -> int:
        engine = choice.engine(SETUP, pages)
        return engine._number if isinstance(engine, Workers) else 1

    assert started(Choice(), few) == 1
    assert started(Choice(), many) == 7
    assert started(Choice(), many * 2) == 8
    assert started(Choice(workers=3), few) == 3
    assert started(Choice(workers=9), few) == 7
    assert started(Choice(workers=1), many) == 1


def test_the_pages_of_the_seeds_are_read_without_starting_a_worker() -> None:
    assert isinstance(Choice().engine(SETUP, gather([SEEDS], Path("/nowhere"))[0]), Alone)


def test_a_container_that_may_use_less_than_the_machine_is_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(16)), raising=False)
    monkeypatch.setattr(module, "_QUOTA", tmp_path / "cpu.max")
    assert cores() == 16
    for told, number in (("max 100000", 16), ("250000 100000", 2), ("50000 100000", 1)):
        (tmp_path / "cpu.max").write_text(f"{told}\n", encoding="ascii")
        assert cores() == number
