"""PDF and HTML read in a process apart: a page that takes all time or memory ends that process and no other.

A file of two kilobytes can unpack to gigabytes, and no library that reads such files lets itself be told how much it
may take. The system does: it ends the process that goes over its limits. One process serves all pages until it is lost.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from kg.errors import DamagedInput, EmptyInput, InputError, TooLarge, UnknownEncoding, UnknownFormat
from kg.limits import end_after, limit_memory
from kg.records import Page

SECONDS = 20
"""Time of a processor that one page may take to be read."""
MEMORY = 1 << 30
"""Bytes that reading may take beside what the process has at its start."""
_PATIENCE = 6 * SECONDS
"""Seconds that an answer is waited for, where the system holds no limit of time or the machine is very busy."""
_LATE = -getattr(signal, "SIGPROF", 1 << 16)
"""What a process that has computed too long exits with; Windows ends none so."""
_KINDS: dict[str, type[InputError]] = {
    kind.__name__: kind for kind in (DamagedInput, EmptyInput, TooLarge, UnknownEncoding, UnknownFormat)
}
"""What is wrong with a page, by the name that comes through the pipe."""
_START = "import json, sys; sys.path[:], m = json.loads(sys.argv[1]); from kg.page.apart import serve; serve(memory=m)"


def read_apart(data: bytes, media: str, *, doc: str, name: str) -> Page:
    """Return the page in the bytes of a PDF or of HTML.

    Raises `TooLarge` where it takes more than `SECONDS` or `MEMORY`, and what `read_pdf` and `read_html` raise.
    """
    return _reader(os.getpid()).read(data, media, doc=doc, name=name)


def _reader(process: int) -> _Reader:
    """Return the reader of this process: a copy of it that a fork made must not use the pipes of the first."""
    return _READERS.get(process) or _READERS.setdefault(process, _Reader())


class _Reader:
    """The process apart, as whoever asks it sees it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def read(self, data: bytes, media: str, *, doc: str, name: str) -> Page:
        with self._lock:
            # One that has read other pages may have been lost before this one, or have less left for it.
            used = self._process is not None
            answer = self._answer(data, media, doc, name)
            if answer is None and used and not self._late:
                answer = self._answer(data, media, doc, name)
            late = self._late
        if answer is None:
            limit = f"{SECONDS} s" if late else f"{MEMORY >> 20} MB of memory"
            advice = "split it, or give its text as .txt"
            raise TooLarge(f"{name}: takes more than {limit} to read, or breaks its reader; {advice}")
        return _page(answer)

    def _answer(self, data: bytes, media: str, doc: str, name: str) -> dict[str, Any] | None:
        """Return what the process says of a page, or None where that was its end."""
        process = self._process = self._process or _started()
        asked, told = _pipes(process)
        self._late = False
        timer = threading.Timer(_PATIENCE, self._give_up, [process])
        timer.start()
        try:
            with suppress(BrokenPipeError):
                head = {"size": len(data), "media": media, "doc": doc, "name": name, "seconds": SECONDS}
                asked.write(json.dumps(head).encode() + b"\n" + data)
                asked.flush()
            line = told.readline()
        except BaseException:
            # Whatever comes of a page that is broken off must not be taken for the next one.
            self.end()
            raise
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.end()
        self._late = self._late or process.returncode == _LATE
        return None

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def end(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in _pipes(process):
                with suppress(OSError):
                    pipe.close()


_READERS: dict[int, _Reader] = {}


@atexit.register
def _close() -> None:
    if (reader := _READERS.get(os.getpid())) is not None:
        reader.end()


def _started() -> subprocess.Popen[bytes]:
    """Return a process that `serve` runs in: a fresh interpreter, since a copy of this one would hold all it has."""
    command = [sys.executable, "-I", "-c", _START, json.dumps([sys.path, MEMORY])]
    try:
        return subprocess.Popen(  # noqa: S603 - this very interpreter, with nothing in its command that a page says
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise InputError(f"{sys.executable}: cannot be started to read PDF and HTML ({error.strerror})") from error


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("it was started with both pipes")
    return process.stdin, process.stdout


def _page(answer: dict[str, Any]) -> Page:
    """Return the page that an answer holds; raise the error that it holds."""
    if "page" in answer:
        return Page(**answer["page"])
    raise _KINDS[answer["error"]](answer["message"])


def serve(*, memory: int) -> None:
    """Answer each page on standard input with a line on standard output, until there are no more."""
    # Ctrl-C goes to every process of a terminal; only the one that asks decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pages, answers = sys.stdin.buffer, sys.stdout.buffer
    from kg.page.html import read_html
    from kg.page.pdf import MEDIA as PDF
    from kg.page.pdf import read_pdf

    limit_memory(memory)
    while head := pages.readline():
        asked = json.loads(head)
        data = pages.read(asked["size"])
        read = read_pdf if asked["media"] == PDF else read_html
        end_after(asked["seconds"])
        try:
            answer: dict[str, Any] = {"page": asdict(read(data, doc=asked["doc"], name=asked["name"]))}
        except InputError as error:
            answer = {"error": type(error).__name__, "message": str(error)}
        except MemoryError:
            return
        except Exception as error:  # noqa: BLE001 - whatever a hostile page makes of its reader is told of that page
            why = f"{asked['name']}: cannot be read ({type(error).__name__}: {error}); get it again"
            answer = {"error": DamagedInput.__name__, "message": " ".join(why.split())}
        end_after(0)
        del data
        with suppress(BrokenPipeError):
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()
