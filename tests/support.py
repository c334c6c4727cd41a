"""What several tests share: a gold page turned into the records a build would make of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.page import read
from kg.records import ArticleInfo, Entity, Extraction, Statement

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
SEEDS = ROOT / "seeds"
PAGES = ROOT / "tests" / "pages"
"""Pages with their gold that rules were made with."""
TRAINING = ROOT / "training" / "pages"
"""Pages with their gold that the trained components learnt from, and no rule."""
UNSEEN = ROOT / "tests" / "unseen"
"""Pages with their gold whose misses nobody looks at."""


def refused_in_one_line(load: Callable[[Path], object], path: Path, *contents: bytes) -> None:
    """Assert that weights are refused in a line that names their file: where that is missing, and with each content."""
    for content in (None, *contents):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(ModelError, match=re.escape(path.name)) as caught:
            load(path)
        assert "\n" not in str(caught.value)


def find_quote(text: str, quote: str) -> tuple[int, int]:
    """Return the span of `quote` in `text`, white space anywhere between its characters ignored; (0, 0) if absent."""
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", quote)))
    match = re.search(pattern, text)
    return match.span() if match else (0, 0)


def extraction_from_gold(name: str) -> Extraction:
    """Return the gold graph of a seed page (``d01``) as an `Extraction`, with its quotes found in the page."""
    gold = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    text = read(SEEDS / gold["doc"]).text

    def key(entity_name: str) -> str:
        return hashlib.sha256(entity_name.encode()).hexdigest()[:12]

    entities = tuple(
        Entity(id=key(e["name"]), cls=e["type"], name=e["name"], aliases=tuple(e.get("aliases", ())))
        for e in gold["entities"]
    )
    statements = []
    for i, row in enumerate(gold["relations"]):
        start, end = find_quote(text, row["quote"])
        statements.append(
            Statement(
                id=f"{name}-{i}",
                doc=gold["doc"],
                subject=key(row["s"]),
                predicate=row["p"],
                object=key(row["o"]),
                status=row.get("status", "asserted").capitalize(),
                confidence=0.9,
                rule="gold",
                quote=re.sub(r"\s*\n\s*", "", text[start:end]) or row["quote"],
                quote_start=start,
                quote_end=end,
                article=0,
                date=row.get("date"),
                title=row.get("title"),
                amount=row.get("amount"),
                capacity=row.get("capacity"),
                subject_mention=row["s"],
                object_mention=row["o"],
            )
        )
    return Extraction(
        doc=gold["doc"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=name,
        issued=None,
        paper=None,
        home=None,
        division=None,
        articles=(ArticleInfo(0, "news", name, None, 0, len(text)),),
        entities=entities,
        statements=tuple(statements),
    )
