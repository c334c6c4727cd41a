"""How long every export takes, and how much memory: ``python -m benchmarks.export OUT…`` (finished builds).

Each format is written by ``kg export`` in a process of its own. Memory is the most that it ever held. Given builds of
several sizes, a row tells how much more the largest takes than the smallest. Pages to build from, as many as wanted:
``python -m benchmarks.generate``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.costs import Cost, cost, size
from kg.export import FORMATS
from kg.graph.write import TRIG


def measure(out: Path, form: str) -> tuple[Cost, float]:
    """Return what it takes to export a build in a format, and the megabytes written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form
        took = cost("export", form, "--out", out, "--to", path)
        return took, size(path)


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
        cells = [f"{c.seconds:9.1f} s {c.memory:6.0f} MB, writes {written:6.1f} MB" for c, written in costs]
        growth = f"  memory {costs[-1][0].memory / costs[0][0].memory - 1:+.0%}" if len(costs) > 1 else ""
        sys.stdout.write(f"{form:8}{' '.join(cells)}{growth}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
