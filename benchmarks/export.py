"""How long every export takes, and how much memory: ``python -m benchmarks.export [OUT]`` (a finished build).

Each format is written in a process of its own, which opens the build first; the first row is that alone, so what a
row has more is the format's. Memory is the most that the process ever held (``ru_maxrss``). Pages to build from, as
many as wanted: ``python -m benchmarks.generate``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kg.export import FORMATS, export
from kg.run import open_dataset

OPEN = "open"


def measure(out: str, form: str) -> str:
    """Return a row for one format, measured in this process: seconds to write, peak memory, megabytes written."""
    start = time.perf_counter()
    dataset = open_dataset(out)
    size = 0
    if form != OPEN:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            path = export(dataset, form, Path(folder) / form)
            size = sum(p.stat().st_size for p in (path.iterdir() if path.is_dir() else [path]))
    seconds = time.perf_counter() - start
    # Linux counts kilobytes, macOS bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return f"{form:8} {seconds:6.1f} s {peak:6.0f} MB at most {size / 1e6:7.1f} MB written"


def main(arguments: Sequence[str]) -> int:
    """Print a row for each format."""
    if len(arguments) == 2:
        sys.stdout.write(measure(arguments[0], arguments[1]) + "\n")
        return 0
    out = arguments[0] if arguments else "out"
    dataset = open_dataset(out)
    counts = len(dataset.documents), len(dataset.entities), len(dataset.statements)
    sys.stdout.write("{} pages, {} entities, {} statements\n".format(*counts))
    for form in (OPEN, *FORMATS):
        done = subprocess.run(  # noqa: S603 - this very module
            [sys.executable, "-m", "benchmarks.export", out, form], check=True, capture_output=True, encoding="utf-8"
        )
        sys.stdout.write(done.stdout)
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
