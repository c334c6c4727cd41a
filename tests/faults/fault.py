"""Faults that a process meets at a moment chosen by what it does: before its n-th event of some kind.

An event is one that Python tells its audit hooks of and that touches a path below a folder, a connection to a server,
or a call of a store of pyoxigraph. What is to happen is told by the variable `FAULTS`, see `Faults`.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

FAULTS = "KG_FAULTS"
STORE = "store"
"""The event of a call of a store."""
CONNECT = "socket.connect"
_PATHS = frozenset(
    {
        "open",
        "os.chmod",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.scandir",
        "os.truncate",
        "shutil.rmtree",
        "tempfile.mkdtemp",
        "tempfile.mkstemp",
    }
)
_BARE = frozenset({"fcntl.flock", "fcntl.lockf", CONNECT})
_NETWORK = frozenset(
    {
        CONNECT,
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "urllib.Request",
    }
)
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000


class Faults:
    """Counts events and acts before some of them.

    `told` holds: ``under``, the folder whose paths count; ``log``, a file that gets a line for each event; ``store``,
    whether calls of stores count; ``clock``, seconds that the clock is off; ``room``, the bytes that a file may have;
    ``offline``, whether nothing may be asked of any host; ``acts``, each with ``nth`` and ``event`` or ``path``, which
    say before which event, and with ``kill`` (a process, 0 for this one), ``remove`` (a path), or ``write`` (a path)
    and ``text``.
    """

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._under = str(told.get("under", "")) + os.sep
        self._acts = list(told.get("acts", ()))
        self._seen: Counter[int] = Counter()
        self._busy = False
        self._offline = bool(told.get("offline"))
        log = told.get("log")
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644) if log else -1

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an event of Python's own."""
        if self._busy:
            return
        if self._offline and event in _NETWORK:
            self.met(event, repr(arguments))
            raise OSError(f"{event} {arguments!r}: this process is kept from the network")
        if event in _BARE:
            self.met(event, "")
        elif event in _PATHS:
            path = _text(arguments[0])
            # A relative path is one of the working folder, or of a folder that is being removed.
            if path is not None and (not path.startswith(os.sep) or path.startswith(self._under)):
                self.met(event, path)

    def profile(self, _frame: FrameType, event: str, function: Any) -> None:
        """Take a call, as `sys.setprofile` gives it."""
        if event == "c_call" and type(getattr(function, "__self__", None)).__module__ == "pyoxigraph":
            self.met(STORE, function.__name__)

    def met(self, event: str, path: str) -> None:
        """Note an event, and do what is to be done before it."""
        self._busy = True
        try:
            if self._log >= 0:
                os.write(self._log, f"{event} {path}\n".encode(errors="surrogateescape"))
            for number, act in enumerate(self._acts):
                if act.get("event", event) == event and act.get("path", path) == path:
                    self._seen[number] += 1
                    if self._seen[number] == act["nth"]:
                        _do(act)
        finally:
            self._busy = False


def _do(act: Mapping[str, Any]) -> None:
    if "kill" in act:
        os.kill(act["kill"] or os.getpid(), signal.SIGKILL)
    elif "remove" in act:
        Path(act["remove"]).unlink()
    else:
        Path(act["write"]).write_text(act["text"], encoding="utf-8")


def _text(path: object) -> str | None:
    if isinstance(path, int) or path is None:
        return None
    return os.fsdecode(path)  # type: ignore[arg-type]


def install(told: Mapping[str, Any] | None = None) -> None:
    """Take in the faults that are told, else those of the environment; processes that are started meet none."""
    found = json.loads(os.environ.pop(FAULTS, "{}")) if told is None else told
    if not found:
        return
    if found.get("clock"):
        _shift(float(found["clock"]))
    if found.get("room"):
        # Python has the signal ignored that would end the process.
        resource.setrlimit(resource.RLIMIT_FSIZE, (found["room"], found["room"]))
    if found.get("offline"):
        _leave_network()
    faults = Faults(found)
    sys.addaudithook(faults.hook)
    if found.get("store"):
        sys.setprofile(faults.profile)


def _leave_network() -> None:
    """Give this process a network of its own without a single host, where the system lets it; compiled code has it too.

    Elsewhere what Python is told of is what counts.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_NEW_NETWORK):
        library.unshare(_NEW_USERS | _NEW_NETWORK)


def _shift(seconds: float) -> None:
    """Set the clock that this process reads to another time."""
    real, real_ns, kind = time.time, time.time_ns, dt.datetime

    class Shifted(kind):  # type: ignore[valid-type,misc]
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return kind.now(tz) + dt.timedelta(seconds=seconds)

    time.time = lambda: real() + seconds
    time.time_ns = lambda: real_ns() + int(seconds * 1e9)
    dt.datetime = Shifted  # type: ignore[misc]
