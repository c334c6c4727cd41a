"""How long every export takes, and how much memory: ``python -m benchmarks.export OUT…`` (finished builds).

Each format is written by ``kg export`` in a process of its own. Memory is the most that it ever held. Given builds of
several sizes, a row tells how much more the largest takes than the smallest. Pages to build from, as many as wanted:
``python -m benchmarks.generate``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from kg.export import FORMATS
from kg.graph.write import TRIG


class Cost(NamedTuple):
    """What an export took: seconds of a processor, megabytes of memory at the most, megabytes written."""

    seconds: float
    memory: float
    written: float


def measure(out: Path, form: str) -> Cost:
    """Return what it takes to export a build in a format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form
        command = [sys.executable, "-m", "kg", "export", form, "--out", str(out), "--to", str(path)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
        written = sum(p.stat().st_size for p in (path.iterdir() if path.is_dir() else [path]))
    # Linux counts kilobytes, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6, written / 1e6)


def triples(out: Path) -> int:
    """Return how many triples the graph of a build has."""
    import pyoxigraph

    return sum(1 for _ in pyoxigraph.parse(path=out / TRIG, format=pyoxigraph.RdfFormat.TRIG))


def main() -> None:
    """Print a row for each format: a column for each build, and the growth from the smallest to the largest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, nargs="+", help="folders of finished builds")
    parser.add_argument("--format", choices=FORMATS, action="append", help="a format; by default all")
    asked = parser.parse_args()
    builds = sorted((triples(out), out) for out in asked.out)
    sys.stdout.write(" " * 8 + "".join(f"{number:>33,} triples" for number, _ in builds) + "\n")
    for form in asked.format or FORMATS:
        costs = [measure(out, form) for _, out in builds]
        cells = [f"{c.seconds:9.1f} s {c.memory:6.0f} MB, writes {c.written:6.1f} MB" for c in costs]
        growth = f"  memory {costs[-1].memory / costs[0].memory - 1:+.0%}" if len(costs) > 1 else ""
        sys.stdout.write(f"{form:8}{' '.join(cells)}{growth}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
