"""Names with and without the trained component: on gold pages, on passages, on sentences with marked names.

    python -m benchmarks.model_candidates tests/gold
    python -m benchmarks.model_candidates GOLD... --pages FOLDER
    python -m benchmarks.model_candidates passages.txt
    python -m benchmarks.model_candidates sentences.json sentences.bio --sample 1200

Needs no network. Form and ending of a source tell its kind: gold of `kg score`; passages
(.txt), each ``#id``, its text, then its names by class (``=Firm A/a B``, ``?`` for those on which readers may differ,
``~A Park`` for a second class); CLUENER lines of JSON; a character and its BIO tag a line. Of passages and sentences
only persons, bodies and places count. Figures are precision/recall/F1 (right, extra, missing).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api import extract
from kg.nlp import load_pipeline, state_of
from kg.page import read
from kg.records import Page
from kg.score import Figure, Gold, figures, find_gold, find_page, load_gold, score_page, total
from kg.score.gold import gold_of

if TYPE_CHECKING:
    from spacy.language import Language

Span = tuple[int, int, str]
COARSE = {
    **dict.fromkeys(("Person", "Official", "name", "PER", "NR", "nr"), "person"),
    **dict.fromkeys(("Firm", "Agency", "Organization", "company", "government", "organization"), "body"),
    **dict.fromkeys(("ORG", "NT", "nt"), "body"),
    **dict.fromkeys(("Place", "Park", "address", "LOC", "NS", "ns"), "place"),
}
"""Classes of ours and of other corpora, as far as they can be told apart in all of them."""
BROADER = ("市委", "区委", "县委", "州委", "省委", "市政府", "区政府", "县政府", "党工委", "管委会")
"""Organs that are nobody's unless the page says whose: optional in every passage."""


def main() -> None:
    """Print a line of figures for each source, without and with the component."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--pages", help="where the pages of gold files lie")
    parser.add_argument("--sample", type=int, default=1200, help="so many sentences, evenly drawn")
    args = parser.parse_args()
    for source in args.sources:
        for model in (False, True):
            nlp = load_pipeline(model=model)
            began = time.process_time()
            marks, size = _marks(source, args, nlp)
            pace = size / (time.process_time() - began)
            told = "  ".join(
                f"{m.name} {m.precision:.1%}/{m.recall:.1%}/{m.f1:.1%} ({m.tp}, {m.fp}, {m.fn})" for m in marks
            )
            sys.stdout.write(f"{source} {'model' if model else 'rules'}: {pace:,.0f} characters/s  {told}\n")


def _marks(source: str, args: argparse.Namespace, nlp: Language) -> tuple[list[Figure], int]:
    """Return the figures of a source, and how many characters it has."""
    path = Path(source)
    if path.suffix == ".txt":
        return _pages(list(_passages(path)), nlp)
    if path.is_file() and _is_sentences(path):
        rows = [row for row in _sentences(path) if 8 <= len(row[0]) <= 400]
        return _spans(rows[:: max(1, len(rows) // args.sample)], nlp)
    asked = [load_gold(found) for found in find_gold([source])]
    return _pages([(gold, read(find_page(gold, args.pages))) for gold in asked], nlp)


def _pages(asked: list[tuple[Gold, Page]], nlp: Language) -> tuple[list[Figure], int]:
    scores = []
    for gold, page in asked:
        found = extract(page, nlp)
        if not gold.relations:
            found = replace(found, entities=tuple(e for e in found.entities if e.cls in COARSE), statements=())
        scores.append(score_page(gold, found))
    marks = figures(total(score.tally for score in scores)).values()
    return [m for m in marks if m.name in {"typed", "core", "more"} or m.name.startswith("type:")], sum(
        len(page.text) for _, page in asked
    )


def _passages(path: Path) -> Iterator[tuple[Gold, Page]]:
    text: list[str] = []
    data: dict[str, Any] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), "#"]:
        if line.startswith("#"):
            if data:
                yield gold_of(data, data["doc"], path), Page(data["doc"], "\n".join(text))
            shy = [{"name": name, "type": "Agency", "aliases": [], "optional": True} for name in BROADER]
            text, data = [], {"doc": line[1:], "entities": shy, "relations": []}
        elif line[:1] in {"=", "?"}:
            cls, *names = line[1:].split()
            for name, *aliases in (each.split("/") for each in names):
                data["entities"] = [e for e in data["entities"] if e["name"] != name]
                data["entities"].append({"name": name, "type": cls, "aliases": aliases, "optional": line[0] == "?"})
        elif line.startswith("~"):
            name, cls = line[1:].split()
            next(e for e in data["entities"] if e["name"] == name)["also"] = [cls]
        else:
            text.append(line)


def _is_sentences(path: Path) -> bool:
    first = path.read_text(encoding="utf-8")[:2000].lstrip()
    return not first.startswith("{") or first.startswith('{"text"')


def _sentences(path: Path) -> Iterator[tuple[str, list[Span]]]:
    """Return sentences with their marked names, from CLUENER or from characters with BIO tags."""
    content = path.read_text(encoding="utf-8")
    if content.lstrip().startswith("{"):
        for row in map(json.loads, content.splitlines()):
            yield (
                row["text"],
                [
                    (start, end + 1, COARSE[label])
                    for label, names in row["label"].items()
                    if label in COARSE
                    for spans in names.values()
                    for start, end in spans
                ],
            )
        return
    for block in content.replace("\r", "").split("\n\n"):
        pairs = [line.split() for line in block.splitlines()]
        pairs = [pair for pair in pairs if len(pair) == 2 and len(pair[0]) == 1]
        spans: list[Span] = []
        for place, (_, tag) in enumerate(pairs):
            kind = COARSE.get(tag[2:], "")
            if tag.startswith("B") and kind:
                spans.append((place, place + 1, kind))
            elif tag[:1] in {"I", "M", "E"} and spans and spans[-1][1:] == (place, kind):
                spans[-1] = (spans[-1][0], place + 1, kind)
        yield "".join(char for char, _ in pairs), spans


def _spans(rows: list[tuple[str, list[Span]]], nlp: Language) -> tuple[list[Figure], int]:
    """Return the figures of spans that are found exactly; of names inside others the outer one counts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, marked in rows:
        wanted = set(marked)
        outer: set[Span] = set()
        for m in sorted(state_of(nlp(text)).mentions, key=lambda m: (m.start - m.end, m.start)):
            if m.cls in COARSE and not any(o[0] < m.end and m.start < o[1] for o in outer):
                outer.add((m.start, m.end, COARSE[m.cls]))
        for kind, spans in (("tp", wanted & outer), ("fp", outer - wanted), ("fn", wanted - outer)):
            for *_, cls in spans:
                counts[cls][kind] += 1
                counts["all"][kind] += 1
    marks = [Figure(name, c["tp"], c["fp"], c["fn"], 0) for name, c in sorted(counts.items())]
    return marks, sum(len(text) for text, _ in rows)


if __name__ == "__main__":
    main()
