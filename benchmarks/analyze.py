"""How long each question of ``kg analyze`` takes, and how much memory: each in a process of its own.

    python -m benchmarks.analyze OUT

OUT is a finished build; one of a million triples is made of 2,000 pages of `benchmarks.generate`. Reading the build is
part of every figure.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.costs import Cost, cost
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


def measure(arguments: list[str], out: Path) -> Cost:
    """Return what a question takes."""
    return cost("analyze", *arguments, "--out", out)


def main() -> None:
    """Print seconds and memory of every question."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="the folder of a finished build; the report is written into it")
    out = parser.parse_args().out
    for arguments in cases(out):
        took = measure(arguments, out)
        gigabytes = took.memory / 1000
        over = "  over the limit" if took.wall > SECONDS or gigabytes > GIGABYTES else ""
        told = f"{took.wall:6.1f} s, {took.seconds:6.1f} s of a processor, {gigabytes:6.2f} GB{over}"
        sys.stdout.write(f"{' '.join(arguments):60} {told}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
