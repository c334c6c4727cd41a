"""Measures the page: how soon a reader can use it, and how large it is, against pyvis as it comes.

    python -m benchmarks.page [--sizes 1000 5000 20000] [--pyvis 1000] [--keep FOLDER]

Each graph has three statements an entity, hubs as real graphs have them, and evidence that never repeats: passages of
invented characters with a quote of 200. A page is usable when the graph is painted and a click on it is answered.
Needs Chromium and the extra `test`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from pyvis.network import Network

from kg.records import ArticleInfo, Dataset, Entity, Extraction, Statement, digest
from kg.views.page import write_page

_CLASSES = ("Firm", "Firm", "Official", "Park", "Project", "Product", "Product", "Agency", "Place", "Policy")
_PREDICATES = ("visited", "investedIn", "locatedIn", "produces", "holdsPost", "develops", "cooperatesWith")
_STATUSES = ("Asserted", "Asserted", "Asserted", "Planned", "Reported", "Denied")
_QUOTE, _AROUND = 200, 30
_A_PAGE = 40
_CHARACTERS = "".join(map(chr, range(0x4E00, 0x5E00)))
_PATIENCE = 100
"""Seconds after which a page that still moves is given up."""


def made(entities: int, statements: int, seed: int = 1) -> Dataset:
    """Return a dataset of this size; new entities join old ones in proportion to what these are joined to already."""
    chance = random.Random(seed)  # noqa: S311 - a graph for measuring, no secret
    nodes = [_entity(i, chance) for i in range(entities)]
    ends = [0]
    pairs = []
    for i in range(1, entities):
        for _ in range(max(1, round(statements * i / entities) - len(pairs))):
            other = chance.choice(ends)
            pairs.append((i, other) if other != i else (i, i - 1))
            ends += [i, other]
    documents = [
        _page(number, pairs[at : at + _A_PAGE], nodes, chance)
        for number, at in enumerate(range(0, len(pairs), _A_PAGE))
    ]
    return Dataset(tuple(documents), tuple(sorted(nodes, key=lambda e: e.id)))


def _words(chance: random.Random, many: int) -> str:
    return "".join(chance.choices(_CHARACTERS, k=many))


def _entity(number: int, chance: random.Random) -> Entity:
    name = _words(chance, chance.randint(3, 14))
    aliases = (name[:2] + _words(chance, 2),) if number % 3 == 0 else ()
    return Entity(id=digest("benchmark", number), cls=chance.choice(_CLASSES), name=name, aliases=aliases)


def _page(number: int, pairs: list[tuple[int, int]], nodes: list[Entity], chance: random.Random) -> Extraction:
    doc = f"{number:06}.txt"
    text, statements = "", []
    for at, (subject, obj) in enumerate(pairs):
        start = len(text) + 2 + _AROUND
        text += f"　　{_words(chance, _AROUND)}{_words(chance, _QUOTE - 1)}。{_words(chance, _AROUND)}。\n"
        statements.append(
            Statement(
                id=digest(doc, at),
                doc=doc,
                subject=nodes[subject].id,
                predicate=chance.choice(_PREDICATES),
                object=nodes[obj].id,
                status=chance.choice(_STATUSES),
                confidence=round(chance.uniform(0.5, 1), 3),
                rule=f"rule.{chance.randint(1, 200)}",
                quote=text[start : start + _QUOTE],
                quote_start=start,
                quote_end=start + _QUOTE,
                article=0,
                date=f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}" if at % 2 else None,
                subject_mention=nodes[subject].name,
                object_mention=nodes[obj].name,
            )
        )
    issued = f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Extraction(
        doc=doc,
        sha256=digest(doc) * 4,
        text=text,
        title=_words(chance, 12),
        issued=issued,
        paper=f"{_words(random.Random(number % 9), 2)}日报",  # noqa: S311
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", _words(chance, 16), None, 0, len(text)),),
        entities=(),
        statements=tuple(statements),
    )


def evidence_bytes(dataset: Dataset) -> int:
    """Return the bytes of the evidence as UTF-8: what stands in the pages that statements were read from."""
    return sum(len(document.text.encode()) for document in dataset.documents)


def usable(browser: Any, path: Path) -> float:
    """Return the seconds until a page of ours has painted its graph and answered a click on it."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.set_default_timeout(_PATIENCE * 1000)
    start = time.perf_counter()
    tab.goto(path.as_uri(), wait_until="commit")
    tab.wait_for_function("() => window.yuanqu && document.querySelector('#panel h2')")
    place = tab.evaluate("yuanqu.whereIsBusiest()")
    tab.mouse.click(place["x"], place["y"])
    tab.wait_for_function("() => document.body.classList.contains('chosen')")
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    spent = time.perf_counter() - start
    tab.close()
    return spent


def settled(browser: Any, path: Path) -> float | None:
    """Return the seconds until a page of pyvis stands still; None where it does not in `_PATIENCE`."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    tab.goto(path.as_uri(), wait_until="commit")
    try:
        tab.wait_for_function("() => window.network", timeout=_PATIENCE * 1000)
        tab.evaluate("void network.once('stabilized', () => { window.still = true; })")
        tab.wait_for_function("() => window.still", timeout=_PATIENCE * 1000 - (time.perf_counter() - start) * 1000)
    except Exception as error:
        if type(error).__name__ != "TimeoutError":
            raise
        return None
    finally:
        tab.close()
    return time.perf_counter() - start


def plain_pyvis(dataset: Dataset, path: Path) -> Path:
    """Write a dataset the way pyvis is usually used: physics on, quotes as tooltips."""
    network = Network(height="800px", width="100%", directed=True, cdn_resources="in_line")
    for entity in dataset.entities:
        network.add_node(entity.id, label=entity.name, group=entity.cls)
    for statement in dataset.statements:
        network.add_edge(statement.subject, statement.object, label=statement.predicate, title=statement.quote)
    path.write_text(network.generate_html(), encoding="utf-8")
    return path


def main() -> None:
    """Print one row a size."""
    from playwright.sync_api import sync_playwright

    from tests.browsing import ARGUMENTS, CHROMIUM

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 5000, 20_000])
    parser.add_argument("--pyvis", type=int, nargs="*", default=[1000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for size in sorted({*options.sizes, *options.pyvis}):
            dataset = made(size, 3 * size)
            evidence = evidence_bytes(dataset)
            if size in options.sizes:
                start = time.perf_counter()
                path = write_page(dataset, folder / f"{size}.html")
                written = time.perf_counter() - start
                most = 1.3 * evidence + 1_000_000
                times = sorted(usable(browser, path) for _ in range(options.times))
                print(
                    f"{size} entities, {len(dataset.statements)} statements: usable in "
                    f"{', '.join(f'{t:.2f}' for t in times)} s; {path.stat().st_size / 1e6:.1f} MB "
                    f"(evidence {evidence / 1e6:.1f}, at most {most / 1e6:.1f}); written in {written:.1f} s"
                )
            if size in options.pyvis:
                still = settled(browser, plain_pyvis(dataset, folder / f"{size}.pyvis.html"))
                told = f"still after {still:.1f} s" if still else f"not still after {_PATIENCE} s"
                print(f"{size} entities by plain pyvis: {told}")
        browser.close()
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
