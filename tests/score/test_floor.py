"""What the pipeline finds on the seeds does not fall below what it once found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.api import extract
from kg.score import Figure, figures, find_gold, find_page, load_gold, score_page, total
from tests.support import GOLD, SEEDS

if TYPE_CHECKING:
    from spacy.language import Language

FLOOR: dict[str, float] = yaml.safe_load(Path(__file__).with_name("floor.yml").read_text(encoding="utf-8"))["pages"]


@pytest.fixture(scope="module")
def marks(nlp: Language) -> dict[str, Figure]:
    asked = [load_gold(path) for path in find_gold([GOLD])]
    return figures(total(score_page(gold, extract(find_page(gold, SEEDS), nlp)).tally for gold in asked))


@pytest.mark.parametrize("name", FLOOR)
def test_no_figure_falls_below_its_floor(marks: dict[str, Figure], name: str) -> None:
    assert 100 * marks[name].f1 >= FLOOR[name]
