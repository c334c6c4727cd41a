"""Coverage-guided fuzzing of all that reads what comes from outside: ``python -m tests.fuzz.campaign --runs 200000``.

Each target runs in a process of its own, from inputs made of the project's own pages and data. What raises, takes ten
seconds or two gigabytes is a fault: it is told, its input is kept in the folder `FAULTS`, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.corpus import dictionary, seeds_of
from tests.support import ROOT

SHARES = {
    "targets:values": 50,
    "targets:pages": 36,
    "targets:pages_apart": 8,
    "targets:extraction": 12,
    "targets:templates": 22,
    "targets:rules": 6,
    "targets:ledgers": 26,
    "targets:records": 12,
    "targets:queries": 10,
    "drawn:pages": 5,
    "drawn:pdfs": 3,
    "drawn:texts": 6,
    "drawn:templates": 4,
}
"""Targets in the modules of this folder, each with its part of the runs."""
FAULTS = ROOT / "build" / "fuzz"
_LIMITS = ("-max_len=4096", "-rss_limit_mb=2048", "-print_final_stats=1")
_SECONDS = 10
"""For one input, as the clock has it."""
_APART = dict.fromkeys(("targets:pages_apart", "drawn:pdfs"), 130)
"""Those that the process apart may take: it ends itself after 20 s of a processor, and is ended after two minutes."""
_EDGES = re.compile(r"^#\d+\s+(INITED|DONE)\s+cov: (\d+)", re.MULTILINE)
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_RAISED = re.compile(r"(?s)(Traceback \(most recent call last\).*?)\n==\d+== ")
_LAST = 12
"""Lines of what a fault told that are printed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one target."""

    target: str
    runs: int
    first: int
    """Branches of the program that its first inputs reached."""
    last: int
    """Those that all of its inputs reached."""
    seconds: float
    """Of a processor."""
    told: str
    """What the process wrote, where it found a fault; else nothing."""


def _computed() -> float:
    """Return the seconds of a processor that the processes took that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fuzz(target: str, runs: int, *, seed: int = 1, faults: Path = FAULTS) -> Outcome:
    """Return what came of so many runs of a target, ``MODULE:NAME`` in this folder; `seed` is that of chance."""
    faults.mkdir(parents=True, exist_ok=True)
    name = target.replace(":", "-")
    before = _computed()
    with TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words.dict")
        corpus.mkdir()
        for number, data in enumerate(seeds_of(target)):
            (corpus / f"{number:04}").write_bytes(data)
        words.write_text(dictionary(), encoding="ascii")
        command = [sys.executable, "-m", "tests.fuzz.one", f"tests.fuzz.{target}", *_LIMITS]
        command += [
            f"-runs={runs}",
            f"-timeout={_APART.get(target, _SECONDS)}",
            f"-seed={seed}",
            f"-artifact_prefix={faults}/{name}-",
            f"-dict={words}",
            str(corpus),
        ]
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    told = done.stdout
    edges = dict(_EDGES.findall(told))
    made = _RUNS.search(told)
    return Outcome(
        target=target,
        runs=int(made[1]) if made else 0,
        first=int(edges.get("INITED", 0)),
        last=int(edges.get("DONE", 0)),
        seconds=_computed() - before,
        told=told if done.returncode else "",
    )


def raised(told: str) -> str:
    """Return the last lines of what a process with a fault wrote: of its traceback, if it has one."""
    found = _RAISED.search(told)
    return "\n".join((found[1] if found else told).strip().splitlines()[-_LAST:])


def campaign(targets: Iterable[str], runs: int, *, seed: int = 1) -> Iterator[Outcome]:
    """Give what came of each target, all of them together with so many runs."""
    chosen = list(targets)
    whole = sum(SHARES[target] for target in chosen)
    for target in chosen:
        yield fuzz(target, -(-runs * SHARES[target] // whole), seed=seed)


def main() -> int:
    """Run the campaign; return 1 where a target has a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200_000, help="of all targets together")
    parser.add_argument("--seed", type=int, default=1, help="other inputs: of libFuzzer's chance")
    parser.add_argument("--target", choices=SHARES, action="append", help="only this one; may be given again")
    given = parser.parse_args()
    outcomes = []
    sys.stdout.write(f"{'target':<22}{'runs':>9}{'branches':>16}{'faults':>8}{'seconds':>9}\n")
    for one in campaign(given.target or SHARES, given.runs, seed=given.seed):
        outcomes.append(one)
        edges = f"{one.first} → {one.last}"
        sys.stdout.write(f"{one.target:<22}{one.runs:>9,}{edges:>16}{bool(one.told):>8}{one.seconds:>9.0f}\n")
        sys.stdout.flush()
    runs, seconds = sum(one.runs for one in outcomes), sum(one.seconds for one in outcomes)
    faults = [one for one in outcomes if one.told]
    sys.stdout.write(f"{'all':<22}{runs:>9,}{'':>16}{len(faults):>8}{seconds:>9.0f}\n")
    for one in faults:
        sys.stdout.write(f"\n{one.target}: its input is in {FAULTS}\n{raised(one.told)}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
