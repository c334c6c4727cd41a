"""How long each question of ``kg analyze`` takes, and how much memory: each in a process of its own.

    python -m benchmarks.analyze OUT

OUT is a finished build; one of a million triples is made of 2,000 pages of `benchmarks.generate`. Reading the build is
part of every figure.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from kg.analysis.matter import matter
from kg.analysis.questions import QUESTIONS
from kg.api import open_dataset

SECONDS, GIGABYTES = 60, 3
"""What a question may take."""


def cases(out: Path) -> list[list[str]]:
    """Return the arguments of what is measured: every question as it is, and those whose options cost the most."""
    dataset = open_dataset(out)
    ends = [str(matter(dataset, kind=kind, top=1).rows[0].cells[-1]) for kind in ("Official", "Product")]
    asked = [[name] for name, question in QUESTIONS.items() if question.reported]
    asked += [["matter", "--measure", measure] for measure in ("pagerank", "betweenness")]
    asked += [["matter", "--measure", "betweenness", "--by", "month"]]
    asked += [["route", *ends], ["route", *ends, "--strongest", "--most", "20"]]
    return [*asked, ["report"]]


class Cost(NamedTuple):
    """What a command takes."""

    seconds: float
    """Of wall time, which other programs on the machine lengthen."""
    worked: float
    """Seconds of a processor."""
    gigabytes: float
    """Of memory at the most."""


def measure(arguments: list[str], out: Path) -> Cost:
    """Return what a question takes."""
    command = [sys.executable, "-m", "kg", "analyze", *arguments, "--out", str(out)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit code {process.returncode}")
    # Kilobytes on Linux, bytes on macOS.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e9)


def main() -> None:
    """Print seconds and memory of every question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder of a finished build; the report is written into it")
    out = parser.parse_args().out
    for arguments in cases(out):
        cost = measure(arguments, out)
        over = "  over the limit" if cost.seconds > SECONDS or cost.gigabytes > GIGABYTES else ""
        told = f"{cost.seconds:6.1f} s, {cost.worked:6.1f} s of a processor, {cost.gigabytes:6.2f} GB{over}"
        sys.stdout.write(f"{' '.join(arguments):60} {told}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
