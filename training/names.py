"""Train the tagger of names and write its weights.

    python -m training.names

Prints what it finds on pages that were kept apart, and keeps the weights for them: `training.judge` and
`training.relations` need them. Needs PyTorch: `training.network`.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import torch

from kg.nlp.model import WEIGHTS
from training import network
from training.corpus import PARTS, asked, gold_pages, names_without, parts
from training.marks import measure_parts, report
from training.sentences import Sentences, labelled, sentences_of, variants_of
from training.variants import Names

_SEED = 7


def main() -> None:
    """Train and measure with each part kept apart, then train on all; write the weights."""
    sources = asked(__doc__)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_train, [sources] * (PARTS + 1), [None, *range(PARTS)]))
    report(measure_parts(gold_pages(sources)))
    print(f"{WEIGHTS}: {WEIGHTS.stat().st_size} bytes")


def _train(sources: tuple[Path, ...], part: int | None) -> None:
    """Train on all pages but those of a part."""
    torch.set_num_threads(1)
    pages = gold_pages(sources)
    apart = set(parts(pages)[part]) if part is not None else set()
    learnt = [page for number, page in enumerate(pages) if number not in apart]
    names = Names([page.gold for page in learnt], _SEED)
    read = [labelled(page) for page in learnt]
    plain = Sentences.together([sentences_of(page) for page in read])
    others = Sentences.together([one for page in read for one in variants_of(page, names)])
    network.write(network.fit(plain, others), names_without(part) if part is not None else WEIGHTS)


if __name__ == "__main__":
    main()
