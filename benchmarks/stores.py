"""What many statements take, from pages to a store: ``python -m benchmarks.stores [PAGES] [--at FOLDER]``.

27,000 made pages give a million statements. Each step is a ``kg`` in a process of its own: reading into shards, the
build, loading it into a folder of Oxigraph and once more with nothing changed, named questions to that store, a page
of the neighbourhood of one division. What a folder holds already is not made anew. The unit costs of `docs/plan.md`
are the ones printed at the end.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.costs import Cost, cost, size
from benchmarks.generate import pages

_QUESTIONS: Sequence[tuple[str, ...]] = (("investors",), ("inside", "place=安吉县"), ("products", "maker=安吉"))
_DIVISION = "海淀区"
"""That of the first page."""


def main() -> None:
    """Measure, and print a row for each step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("pages", nargs="?", type=int, default=27_000)
    parser.add_argument("--at", type=Path, help="a folder that is kept; else one that is gone afterwards")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.pages, asked.at or Path(folder))


def measure(number: int, place: Path) -> None:
    """Go from made pages to a store in a folder."""
    texts, shards, out, store = (place / name for name in ("pages", "shards", "out", "store"))
    characters = lay(number, texts)
    read = step("read into shards", "extract", texts, "--to", shards, "--no-model", "--workers", "1")
    built = step("build", "build", shards, "--out", out, "--quiet")
    first = step("load into a folder", "load", shards, "--out", out, "--store", f"oxigraph:{store}")
    step("load again", "load", shards, "--out", out, "--store", f"oxigraph:{store}")
    for question in _QUESTIONS:
        step(f"ask {question[0]}", "query", *question, "--store", f"oxigraph:{store}", "--format", "csv")
    step(f"page around {_DIVISION}", "view", _DIVISION, "--out", out)
    statements = sum(pq.read_metadata(part).num_rows for part in (shards / "statements").glob("*.parquet"))
    say(f"{number:,} pages, {characters:,} characters, {statements:,} statements")
    for name, folder in (("shards", shards), ("graph.trig", out / "graph.trig"), ("build", out), ("store", store)):
        say(f"{name:12} {size(folder):8.0f} MB {size(folder) * 1e6 / statements:8.0f} bytes a statement")
    for name, took in (("read", read), ("build", built), ("load", first)):
        say(f"{name:12} {took.seconds * 1e6 / statements:8.0f} µs of a processor a statement")


def lay(number: int, folder: Path) -> int:
    """Write made pages where they are not there yet, and return their characters."""
    characters = 0
    for name, text in pages(number):
        path = folder / name
        characters += len(text)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return characters


def step(what: str, *arguments: str | Path) -> Cost:
    """Run a command, print what it took, and return it."""
    took = cost(*arguments)
    say(f"{what:24} {took.wall:8.1f} s, {took.seconds:8.1f} s of processors, {took.memory:6.0f} MB")
    return took


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
