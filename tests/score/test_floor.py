"""What the pipeline finds on the seeds does not fall below what it once found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.api import extract
from kg.nlp import load_pipeline
from kg.score import Figure, figures, find_gold, find_page, load_gold, score_page, total
from tests.support import GOLD, PAGES, SEEDS, UNSEEN

if TYPE_CHECKING:
    from spacy.language import Language

FLOORS: dict[str, dict[str, float]] = yaml.safe_load(Path(__file__).with_name("floor.yml").read_text(encoding="utf-8"))
SOURCES = {"seeds": (GOLD, SEEDS), "pages": (PAGES, PAGES), "unseen": (UNSEEN, UNSEEN)}


@pytest.fixture(scope="module", params=SOURCES)
def marked(nlp: Language, request: pytest.FixtureRequest) -> tuple[str, dict[str, Figure]]:
    folder, pages = SOURCES[request.param]
    # The trained components know the pages of the other two: there they would hide what the rules have lost.
    nlp = load_pipeline() if request.param == "unseen" else nlp
    asked = [load_gold(path) for path in find_gold([folder])]
    return request.param, figures(total(score_page(gold, extract(find_page(gold, pages), nlp)).tally for gold in asked))


def test_no_figure_falls_below_its_floor(marked: tuple[str, dict[str, Figure]]) -> None:
    source, marks = marked
    assert not {name: marks[name].f1 for name, floor in FLOORS[source].items() if 100 * marks[name].f1 < floor}
