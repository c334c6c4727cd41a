"""How fast pages become statements, beside `jieba.posseg`, which only tags, on the same text in the same run.

``python -m benchmarks.speed [FOLDER OR PAGE …]`` (the seeds if none is given). It wants jieba, which the project does
not need otherwise: ``pip install jieba``. CPU time of one thread, of each page the best of the rounds; the ratio is
what holds on another machine, the characters a second are not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from kg.extract import extract
from kg.nlp import load_pipeline
from kg.page import find_pages, read
from kg.records import Page

ROUNDS = 5
Item = TypeVar("Item")


def best(work: Callable[[Item], object], items: Sequence[Item], rounds: int = ROUNDS) -> float:
    """Return the CPU seconds that `work` takes for all items, of each the best of some rounds."""
    least = [float("inf")] * len(items)
    for _ in range(rounds):
        for number, item in enumerate(items):
            start = time.process_time()
            work(item)
            least[number] = min(least[number], time.process_time() - start)
    return sum(least)


def measure(pages: Sequence[Page], tag: Callable[[str], object]) -> tuple[float, float, float]:
    """Return the characters a second of the rules, of all with the trained components, and of `tag`."""
    characters = sum(len(page.text) for page in pages)
    tag(pages[0].text)
    paces = []
    for model in (False, True):
        nlp = load_pipeline(model=model)
        extract(pages[0], nlp)
        paces.append(characters / best(lambda page, nlp=nlp: extract(page, nlp), pages))  # type: ignore[misc]
    return paces[0], paces[1], characters / best(lambda page: tag(page.text), pages)


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 2 where jieba is missing."""
    try:
        jieba = import_module("jieba.posseg")
    except ImportError:
        sys.stderr.write("jieba is not here: pip install jieba, then run this again\n")
        return 2
    sources = arguments or ["seeds"]
    pages = [read(str(path)) for source in sources for _, path in find_pages(Path(source))]
    rules, whole, theirs = measure(pages, lambda text: list(jieba.cut(text)))
    sys.stdout.write(f"{len(pages)} pages, {sum(len(page.text) for page in pages)} characters\n")
    sys.stdout.write(f"jieba.posseg:                  {theirs:,.0f} characters a second\n")
    sys.stdout.write(f"page to statements, rules:     {rules:,.0f}, {rules / theirs:.2f} times that\n")
    sys.stdout.write(f"  with the trained components: {whole:,.0f}, {whole / theirs:.2f} times that\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
