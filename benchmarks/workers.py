"""What workers and engines are worth: one worker, two, and two of another engine, on the same made pages.

    python -m benchmarks.workers [PAGES] [--rounds 2]          # how much faster two are
    python -m benchmarks.workers --memory 1000 10000 50000     # how much memory a worker takes, on short pages

Each run is a process of its own. Seconds are of wall time, starting the workers included; the CPU seconds beside them
are those of all its processes, and tell what work is added where the machine is busy with other things. Memory is
the largest resident size of a process.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.generate import pages
from kg.run import Choice
from kg.run.manifest import fingerprint
from kg.run.sources import gather
from kg.run.work import Setup, Task

_SHORT = 4
"""Lines of a short page: the masthead, a headline and the first paragraph."""
_MB = 1024
_RUNS = (("local", 1), ("local", 2), ("dask", 2))


def lay(number: int, folder: Path, *, short: bool) -> None:
    """Write made pages, without what they say from the second paragraph on where they are to be short."""
    for name, text in pages(number):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(text.splitlines()[:_SHORT]) + "\n" if short else text, encoding="utf-8")


def one(engine: str, workers: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Read all pages of a folder, and give what that took."""
    sources, _ = gather([folder], folder / "none")
    setup = Setup(model=True, state=fingerprint())
    begin = time.perf_counter()
    characters = done = 0
    for outcome in Choice(engine, workers).engine(setup, sources).outcomes(Task(s.doc, s.where) for s in sources):
        characters += outcome.characters
        done += bool(outcome.archive)
    yield "seconds", time.perf_counter() - begin
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    yield "cpu", own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    yield "pages", done
    yield "characters", characters
    yield "main", own.ru_maxrss / _MB
    yield "worker", others.ru_maxrss / _MB


def run(engine: str, workers: int, folder: Path) -> dict[str, float]:
    """Return what `one` gives, from a process of its own, and tell it."""
    command = [sys.executable, "-m", "benchmarks.workers", "--one", engine, str(workers), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)  # noqa: S603 - ourselves
    took: dict[str, float] = json.loads(done.stdout)
    speed = took["characters"] / took["seconds"]
    memory = (
        f"{took['worker']:.0f} MB a worker, {took['main']:.0f} MB beside" if workers > 1 else f"{took['main']:.0f} MB"
    )
    print(
        f"{engine} {workers}: {took['pages']:.0f} pages in {took['seconds']:.1f} s, {speed:,.0f} characters/s, "
        f"{took['cpu']:.1f} CPU s, {memory}",
        flush=True,
    )
    return took


def main() -> None:
    """Measure in a folder that is gone afterwards."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", nargs="?", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=2, help="the best of so many runs counts")
    parser.add_argument("--memory", nargs="+", type=int, metavar="PAGES")
    parser.add_argument("--one", nargs=3, metavar=("ENGINE", "WORKERS", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        engine, workers, folder = asked.one
        print(json.dumps(dict(one(engine, int(workers), Path(folder)))))
        return
    with tempfile.TemporaryDirectory() as place:
        if asked.memory:
            for number in asked.memory:
                folder = Path(place, str(number))
                lay(number, folder, short=True)
                run("local", 2, folder)
            return
        lay(asked.pages, Path(place), short=False)
        best = dict.fromkeys(_RUNS, (float("inf"), float("inf")))
        for _ in range(asked.rounds):
            for which in _RUNS:
                took = run(*which, Path(place))
                best[which] = min(best[which][0], took["seconds"]), min(best[which][1], took["cpu"])
        seconds, cpu = best[_RUNS[0]]
        for which in _RUNS[1:]:
            more = best[which][1] / cpu - 1
            print(f"{which[0]} {which[1]}: {seconds / best[which][0]:.2f} times as fast, {more:+.0%} CPU time")


if __name__ == "__main__":
    main()
