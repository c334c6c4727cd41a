"""A clause that asks another server is found as one expression over the letters would find it, in one pass."""

from __future__ import annotations

import random
import re

import pytest

from kg.graph.federation import asks_elsewhere
from tests.fuzz.timing import MOST, TIMES, growth

GAP = r"(?:[ \t\r\n]|\#[^\r\n]*[\r\n])*"
CLAUSE = re.compile(
    rf"(?<![?$])service{GAP}(?:silent{GAP})?(?:[<?$]|[^\s{{]*:)[^\s{{]*{GAP}\{{",
    re.IGNORECASE,
)
SIGNS = ["service", "SERVICE", "silent", "#", "\n", "\r", "\t", " ", "\u3000", "{", "{", "<", ">", "?", "$", ":", "a"]
LENGTH = 4000


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_the_expression_finds(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - texts, no secrets
    texts = ["service" * draw.randint(0, 1) + "".join(draw.choices(SIGNS, k=draw.randint(1, 12))) for _ in range(1000)]
    found = [text for text in texts if asks_elsewhere(text)]
    assert found == [text for text in texts if CLAUSE.search(text)]
    assert 20 < len(found) < 980


@pytest.mark.parametrize("pump", ["service?#?", "?#", "service ", "silent", "service#\n", "service:a "])
def test_time_grows_as_the_query_does(pump: str) -> None:
    short, long = ("service" + pump * (length // len(pump)) + "\n" for length in (LENGTH, TIMES * LENGTH))
    ratio, _ = growth(asks_elsewhere, short, long, least=1e-3)
    assert 0 < ratio <= MOST
