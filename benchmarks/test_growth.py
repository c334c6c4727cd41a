"""How the time of reading grows: with pages, with their length, with the word lists, and with the rules.

    python -m pytest benchmarks/test_growth.py

A figure that stays the same from row to row is growth in proportion. Pages are made; nothing in them comes twice.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.generate import pages
from kg.extract import extract
from kg.frames import engine
from kg.frames.rules import load_rules
from kg.frames.shelf import Shelf
from kg.lexicon import Matcher
from kg.nlp import load_pipeline
from kg.records import Page, digest

_READER = """
import resource, sys
from benchmarks.generate import pages
from kg.extract import extract
from kg.nlp import load_pipeline
from kg.records import Page, digest
nlp = load_pipeline(model=False)
for name, text in pages(int(sys.argv[1])):
    extract(Page(name, text, digest(text)), nlp)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def made(number: int) -> list[Page]:
    """Return made pages."""
    return [Page(name, text, digest(text)) for name, text in pages(number)]


def told(benchmark: Any, name: str, given: list[Page], work: Callable[[Page], object]) -> None:
    """Measure a reader over some pages under a name."""
    benchmark.extra_info |= {"name": name, "characters": sum(len(page.text) for page in given)}
    benchmark(lambda: [work(page) for page in given])


@pytest.mark.parametrize("number", [20, 80, 320])
def test_pages(number: int, benchmark: Any) -> None:
    nlp = load_pipeline(model=False)
    told(benchmark, f"{number} pages", made(number), lambda page: extract(page, nlp))


@pytest.mark.parametrize("times", [1, 8, 64])
def test_length(times: int, benchmark: Any) -> None:
    nlp = load_pipeline(model=False)
    text = "\n".join(page.text for page in made(times))
    given = [Page("long.txt", text, digest(text))]
    told(benchmark, f"one page of {len(text):,} characters", given, lambda page: extract(page, nlp))


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_rules(share: float, benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = load_rules().rules
    kept = sorted(random.Random(1).sample(range(len(rules)), round(share * len(rules))))  # noqa: S311 - no secret
    shelf = Shelf([rules[index] for index in kept])
    monkeypatch.setattr(engine, "_shelf", lambda: shelf)
    nlp = load_pipeline(model=False)
    told(benchmark, f"{len(kept)} rules", made(40), lambda page: extract(page, nlp))


@pytest.mark.parametrize("names", [1_000, 10_000, 100_000])
def test_word_list(names: int, benchmark: Any) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    listed = {"".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(chance.randint(2, 6))) for _ in range(names)}
    matcher = Matcher(sorted(listed))
    told(benchmark, f"a word list of {len(listed):,} names", made(40), lambda page: matcher.scan(page.text))


@pytest.mark.parametrize("number", [50, 500, 2_000])
def test_memory(number: int, benchmark: Any) -> None:
    def read() -> None:
        done = subprocess.run(  # noqa: S603 - this interpreter and the text above
            [sys.executable, "-c", _READER, str(number)], check=True, capture_output=True, encoding="utf-8"
        )
        peak = int(done.stdout) // 1024
        benchmark.extra_info |= {"row": f"| memory at the peak, {number} pages one after another | | {peak} MB |"}

    benchmark.pedantic(read, rounds=1)
