"""A SPARQL server of its own for a test, on the loopback, that can be killed and started again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from kg.graph.terms import BASE
from kg.graph.write import TRIG, write_graph
from kg.records import Dataset
from kg.run.manifest import Entry, Manifest, file_digest


class Server:
    """Oxigraph as a server with its data in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"127.0.0.1:{self._port}"
        self.url = f"sparql+http://{self.address}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        beside = Path(sys.executable).with_name("oxigraph")
        program = str(beside) if beside.exists() else shutil.which("oxigraph")
        assert program, "the server oxigraph comes with the extra `test`"
        self._process = subprocess.Popen(
            [program, "serve", "--location", str(self._folder), "--bind", self.address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            assert self._process.poll() is None, "the server ended at once"
            time.sleep(0.05)
        raise AssertionError("the server does not come up")

    @property
    def pid(self) -> int:
        """Return the number of its process."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it without giving it time for anything."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def written_build(dataset: Dataset, folder: Path, *, base: str = BASE) -> Path:
    """Write the graph of a dataset into `folder` with the manifest of a build, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    sections = write_graph(dataset, folder, base=base)
    pages = {doc: Entry("", "", doc, section.start, section.end) for doc, section in sections.items()}
    Manifest("", pages, base, file_digest(folder / TRIG) or "").write(folder)
    return folder
