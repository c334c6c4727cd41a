"""Limits that the system holds over a process."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading

import pytest

from kg.errors import TooLarge
from kg.limits import stopped_after

LATE = TooLarge("a.txt: too late")


def busy() -> None:
    while True:
        pass


def test_a_block_that_computes_too_long_is_stopped() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(TooLarge) as caught, stopped_after(0.05, LATE):
        busy()
    assert caught.value is LATE
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_block_in_time_is_let_be() -> None:
    with stopped_after(60, LATE), stopped_after(30, LATE):
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] > 30
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_waiting_does_not_count() -> None:
    with stopped_after(0.1, LATE):
        threading.Event().wait(0.4)


def test_a_thread_has_no_limit() -> None:
    seen = []

    def look() -> None:
        with stopped_after(0.05, LATE):
            seen.append(signal.getitimer(signal.ITIMER_VIRTUAL))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [(0.0, 0.0)]


@pytest.mark.parametrize(
    ("code", "ended"),
    [
        ("end_after(0.1)\nwhile True: pass", -signal.SIGPROF),
        ("end_after(0.1); end_after(0); sum(range(10**7))", 0),
        ("limit_memory(10**8); bytes(10**7)", 0),
        ("limit_memory(10**8)\ntry: bytes(10**9)\nexcept MemoryError: raise SystemExit(7)", 7),
    ],
)
def test_the_system_holds_time_and_memory(code: str, ended: int) -> None:
    command = [sys.executable, "-c", f"from kg.limits import end_after, limit_memory\n{code}"]
    assert subprocess.run(command, check=False, timeout=60).returncode == ended
