"""Marks against gold: what a page says, by a careful reader, beside what was found on it."""

from __future__ import annotations

from kg.score.gold import Gold, find_gold, find_page, load_gold
from kg.score.marks import Figure, figures, total
from kg.score.page import Miss, PageScore, score_page

__all__ = [
    "Figure",
    "Gold",
    "Miss",
    "PageScore",
    "figures",
    "find_gold",
    "find_page",
    "load_gold",
    "score_page",
    "total",
]
