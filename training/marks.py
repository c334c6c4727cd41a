"""What taggers find on gold pages: names by class."""

from __future__ import annotations

from collections import Counter

from kg.nlp.model import Tagger
from kg.score.gold import fold as folded
from training.corpus import GoldPage, names_without, parts
from training.sentences import running, values_of


def measure_parts(pages: list[GoldPage]) -> Counter[tuple[str, str]]:
    """Return what taggers find, each on the part of the pages that it has not seen."""
    marks: Counter[tuple[str, str]] = Counter()
    for part, kept in enumerate(parts(pages)):
        tagger = Tagger(names_without(part))
        for number in kept:
            marks += measure(pages[number], tagger)
    return marks


def measure(page: GoldPage, tagger: Tagger) -> Counter[tuple[str, str]]:
    """Return how many names were found rightly, wrongly and not at all, by class; each name of a page counts once."""
    marks: Counter[tuple[str, str]] = Counter()
    known = {name: e for e in page.gold.entities for name in e.names}
    text, spans = running(page)
    seen = {(folded(text[n.start : n.end]), n.cls) for n in tagger.read(text, spans, values_of(text, spans)).names}
    right = set()
    for name, cls in seen:
        entity = known.get(name)
        if entity is None or not (cls in entity.classes or entity.optional):
            marks[cls, "wrong"] += 1
        elif cls in entity.classes:
            right.add(entity)
    for entity in page.gold.entities:
        if not entity.optional:
            marks[entity.cls, "right" if entity in right else "missed"] += 1
    return marks


def report(marks: Counter[tuple[str, str]]) -> None:
    """Print precision, recall and F1 by class."""
    for cls in [*sorted({cls for cls, _ in marks}), ""]:
        right, wrong, missed = (
            sum(count for (c, kind), count in marks.items() if kind == wanted and cls in {c, ""})
            for wanted in ("right", "wrong", "missed")
        )
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(f"{cls or 'all':14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {right + missed}")
