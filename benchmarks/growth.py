"""How long a page more takes: a build of many made pages, one page added, and the same from nothing.

    python -m benchmarks.growth [PAGES] [--model]

Prints seconds of wall time in one process whose pipeline is loaded, as `kg build --watch` has it, and whether the
grown build and a fresh one with the same ledger are the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.generate import pages
from kg.nlp import load_pipeline
from kg.resolve.published import FILE as IDS
from kg.run.build import Builder
from kg.views.page import write_overview

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds that a piece of work takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measure(number: int, *, model: bool, place: Path) -> None:
    """Build, add a page, build from nothing, and print what each took."""
    sources, grown, fresh = place / "pages", place / "grown", place / "fresh"
    made = list(pages(number + 1))
    for name, text in made[:-1]:
        path = sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    nlp = load_pipeline(model=model)

    def builder(out: Path) -> Builder:
        return Builder(out, model=model, load=lambda: nlp, writers={"graph.html": write_overview})

    growing = builder(grown)
    seconds, report = timed(lambda: growing.build([sources]))
    statements = sum(sum(counts.values()) for counts in report.statements.values())
    _say(f"{report.pages} pages from nothing: {seconds:.1f} s, {statements} statements")
    name, text = made[-1]
    (sources / name).parent.mkdir(parents=True, exist_ok=True)
    (sources / name).write_text(text, encoding="utf-8")
    seconds, report = timed(lambda: growing.build([sources]))
    _say(f"one page more: {seconds:.2f} s ({report.reused} pages taken over)")
    seconds, _ = timed(lambda: builder(grown).build([sources]))
    _say(f"nothing more, read from the archives: {seconds:.2f} s")
    fresh.mkdir()
    shutil.copy(grown / IDS, fresh)
    seconds, _ = timed(lambda: builder(fresh).build([sources]))
    same = _contents(grown) == _contents(fresh)
    _say(f"the same from nothing: {seconds:.1f} s; the bytes are {'the same' if same else 'NOT THE SAME'}")


def _contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", nargs="?", type=int, default=2000)
    parser.add_argument("--model", action="store_true", help="with the trained components")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(asked.pages, model=asked.model, place=Path(folder))


if __name__ == "__main__":
    main()
