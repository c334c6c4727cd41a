"""The command ``kg`` in processes that can be killed: fresh interpreters, or forks of one that has it loaded."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Protocol

from tests.faults.fault import FAULTS
from tests.support import ROOT

HOOK = ROOT / "tests" / "faults" / "hook"
_LIMIT = 300.0
"""Seconds after which a process counts as hanging."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    """Its exit code; of one that was killed, the negative number of the signal."""
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """Return whether it was killed at once."""
        return self.code == -signal.SIGKILL


class Running:
    """A process of the command at work."""

    def __init__(self, pid: int, out: Path, err: Path, status: Any) -> None:
        self.pid = pid
        self._out = out
        self._err = err
        self._status = status

    def kill_after(self, seconds: float) -> None:
        """Kill it when it has used so many seconds of a core, if it has not ended before."""
        with contextlib.suppress(OSError, IndexError):
            while _used(self.pid) < seconds:
                if _is_dead(self.pid):
                    return
                time.sleep(0.0005)
            os.kill(self.pid, signal.SIGKILL)

    def work(self) -> float:
        """Wait until it has ended, and return how many seconds of a core it used."""
        used = 0.0
        with contextlib.suppress(OSError, IndexError):
            while not _is_dead(self.pid):
                used = _used(self.pid)
                time.sleep(0.0005)
        return used

    def wait(self) -> Ended:
        """Wait until it has ended, and all that it started too."""
        code = self._status()
        _empty(self.pid)
        out, err = (
            path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            for path in (self._out, self._err)
        )
        return Ended(code, out, err)


class Kg(Protocol):
    """Starts the command."""

    def start(self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None) -> Running:
        """Start ``kg`` with these arguments in a folder."""

    def run(self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None) -> Ended:
        """Run it to its end."""


def _used(pid: int) -> float:
    """Return how many seconds of a core a process has used."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def _is_dead(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"


def _empty(group: int) -> None:
    """Wait until no process of a group is left: one that outlives the command it belongs to is a fault."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.005)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("a process went on after the command that started it had ended")


class Fresh:
    """Every command in an interpreter of its own, as a user starts it."""

    def __init__(self, folder: Path, before: Sequence[str] = ()) -> None:
        """Take a folder for what the processes say, and a command that stands before each."""
        self._folder = folder
        self._before = before
        self._number = 0

    def start(self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None) -> Running:
        """Start ``kg`` with these arguments in a folder."""
        self._number += 1
        out, err = (self._folder / f"{self._number}.{name}" for name in ("out", "err"))
        path = os.pathsep.join([str(HOOK), str(ROOT)] if faults else [str(ROOT)])
        env = {**os.environ, "PYTHONPATH": path, **({FAULTS: json.dumps(faults)} if faults else {})}
        with out.open("wb") as shown, err.open("wb") as said:
            process = subprocess.Popen(
                [*self._before, sys.executable, "-m", "kg", *arguments],
                cwd=cwd,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=shown,
                stderr=said,
                start_new_session=True,
            )
        return Running(process.pid, out, err, lambda: process.wait(_LIMIT))

    def run(self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None) -> Ended:
        """Run it to its end."""
        return self.start(arguments, cwd, faults=faults).wait()


class Forked:
    """Every command in a fork of a process that has loaded the program, which spares it seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0
        self._mother = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.mother"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def start(
        self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None, out: Path | None = None
    ) -> Running:
        """Start ``kg`` with these arguments in a folder."""
        self._number += 1
        err = self._folder / f"{self._number}.err"
        out = out or self._folder / f"{self._number}.out"
        paths = [os.devnull, str(out), str(err)]
        asked = {"do": "start", "arguments": [*arguments], "cwd": str(cwd), "faults": faults, "paths": paths}
        pid = self._ask(asked)
        return Running(pid, out, err, lambda: os.waitstatus_to_exitcode(self._ask({"do": "wait", "pid": pid})))

    def run(
        self, arguments: Sequence[str], cwd: Path, *, faults: Mapping[str, Any] | None = None, out: Path | None = None
    ) -> Ended:
        """Run it to its end."""
        return self.start(arguments, cwd, faults=faults, out=out).wait()

    def _ask(self, asked: Mapping[str, Any]) -> int:
        pipes: tuple[IO[str] | None, IO[str] | None] = self._mother.stdin, self._mother.stdout
        given, told = pipes
        assert given
        assert told
        given.write(json.dumps(asked) + "\n")
        given.flush()
        return int(told.readline())

    def close(self) -> None:
        """End the process that forks."""
        self._mother.communicate()


@contextlib.contextmanager
def forked() -> Iterator[Forked]:
    """Give what starts commands by forks."""
    with TemporaryDirectory() as folder:
        kg = Forked(Path(folder))
        try:
            yield kg
        finally:
            kg.close()
