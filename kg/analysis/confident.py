"""The part of a dataset that is sure enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.chosen import Whole, chosen
from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Extraction


def confident(dataset: Whole, least: float) -> Whole:
    """Return a dataset without the statements whose confidence is below `least`.

    An entity that loses all its statements goes with them, also from the list of a page. Pages stay, and so do entities
    that no statement ever named. Raises `OptionError` where `least` is not from 0 to 1.
    """
    check_share(least)
    lost: set[str] = set()
    named: set[str] = set()
    for document in dataset.documents:
        for one in document.statements:
            (named if one.confidence >= least else lost).update((one.subject, one.object))
    lost -= named

    def page(document: Extraction) -> Extraction:
        return replace(sure(document, least), entities=tuple(e for e in document.entities if e.id not in lost))

    return chosen(dataset, page, lambda entity: entity not in lost)


def sure(document: Extraction, least: float) -> Extraction:
    """Return a page with the statements of at least this confidence, and all its entities."""
    return replace(document, statements=tuple(s for s in document.statements if s.confidence >= least))


def check_share(value: float) -> None:
    """Raise `OptionError` where a smallest confidence is not from 0 to 1."""
    if not 0 <= value <= 1:
        raise OptionError(f"min-confidence {value:g}: give a number from 0 to 1")
