"""The figures of `kg score` are those of the scorer that the project is judged by."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.records import Entity, Extraction, Statement
from kg.score import figures, load_gold, score_page, total
from kg.score.terms import load_terms
from tests.support import GOLD, ROOT, extraction_from_gold

SCORER = ROOT.parent / "shared" / "eval" / "score.py"
CLASSES = ("Official", "Person", "Firm", "Agency", "Organization", "Park", "Policy", "Place", "Project", "Product")
PAGES = sorted(GOLD.glob("*.json"))


def spoiled(extraction: Extraction, dice: random.Random) -> Extraction:
    """Return an extraction with every kind of fault: missing, split, mistyped, turned round, undated, unproven."""
    entities = [_spoil_entity(entity, dice) for entity in extraction.entities if dice.random() < 0.9]
    entities += [Entity(f"split-{e.id}", e.cls, e.aliases[0]) for e in entities if e.aliases and dice.random() < 0.3]
    entities += [Entity(f"extra-{i}", dice.choice(CLASSES), f"多余{i}") for i in range(5)]
    keys = [entity.id for entity in entities]
    kept = [s for s in extraction.statements if s.subject in keys and s.object in keys and dice.random() < 0.9]
    statements = [_spoil_statement(statement, dice) for statement in kept]
    statements += [
        replace(s, id=f"{s.id}x", subject=dice.choice(keys), object=dice.choice(keys))
        for s in kept
        if dice.random() < 0.2
    ]
    return replace(extraction, entities=tuple(entities), statements=tuple(statements))


def _spoil_entity(entity: Entity, dice: random.Random) -> Entity:
    return replace(entity, cls=dice.choice(CLASSES)) if dice.random() < 0.1 else entity


def _spoil_statement(statement: Statement, dice: random.Random) -> Statement:
    if dice.random() < 0.2:
        statement = replace(statement, subject=statement.object, object=statement.subject)
    if dice.random() < 0.3:
        statement = replace(statement, status=dice.choice(("Asserted", "Planned", "Denied", "Reported")))
    if dice.random() < 0.3:
        statement = replace(statement, date=dice.choice(("2024", "2025-03", "2025-03-18", None)))
    if dice.random() < 0.2:
        statement = replace(statement, quote="别处的话", amount=None, capacity="1万吨", title=None)
    return statement


def _known(path: Path, folder: Path) -> Path:
    """A gold file without the predicates that the shared scorer does not know: it would miss them all."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["relations"] = [row for row in gold["relations"] if row["p"] not in load_terms().later]
    known = folder / path.name
    known.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return known


@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not here")
def test_figures_agree_with_the_shared_scorer(tmp_path: Path) -> None:
    from kg.graph.write import write_graph
    from kg.records import Dataset

    dice = random.Random(7)  # noqa: S311  the same faults in every run
    pairs, tallies = [], []
    for path in (_known(page, tmp_path) for page in PAGES):
        gold, extraction = load_gold(path), spoiled(extraction_from_gold(path.stem), dice)
        tallies.append(score_page(gold, extraction).tally)
        page = tmp_path / "pages" / gold.doc
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(extraction.text, encoding="utf-8")
        folder = tmp_path / "out" / path.stem
        folder.mkdir(parents=True)
        write_graph(Dataset((extraction,), extraction.entities), folder)
        pairs += [path, folder / "graph.ttl"]
    command = [sys.executable, SCORER, *pairs, "--pages", tmp_path / "pages", "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    theirs = json.loads(done.stdout)
    ours = figures(total(tallies))
    assert list(ours) == list(theirs)
    for name, figure in ours.items():
        their = theirs[name]
        fn = their.get("fn", 0) + their.get("wrong", 0)
        counts = (figure.tp, figure.fp, figure.fn, figure.split)
        assert (name, *counts) == (name, their.get("tp", 0), their.get("fp", 0), fn, their.get("split", 0))
        shares = (round(figure.precision, 4), round(figure.recall, 4), round(figure.f1, 4))
        assert (name, *shares) == (name, their["p"], their["r"], their["f1"])
