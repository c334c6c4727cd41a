"""The part of a dataset that is sure enough."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import OptionError

if TYPE_CHECKING:
    from kg.records import Dataset, Extraction


def confident(dataset: Dataset, least: float) -> Dataset:
    """Return a dataset without the statements whose confidence is below `least`.

    An entity that loses all its statements goes with them, also from the list of a page. Pages stay, and so do entities
    that no statement ever named. Raises `OptionError` where `least` is not from 0 to 1.
    """
    check_share(least)
    documents = tuple(sure(document, least) for document in dataset.documents)
    named = {end for d in documents for s in d.statements for end in (s.subject, s.object)}
    lost = {end for s in dataset.statements for end in (s.subject, s.object)} - named
    kept = [replace(d, entities=tuple(e for e in d.entities if e.id not in lost)) for d in documents]
    return replace(
        dataset, documents=tuple(kept), entities=tuple(entity for entity in dataset.entities if entity.id not in lost)
    )


def sure(document: Extraction, least: float) -> Extraction:
    """Return a page with the statements of at least this confidence, and all its entities."""
    return replace(document, statements=tuple(s for s in document.statements if s.confidence >= least))


def check_share(value: float) -> None:
    """Raise `OptionError` where a smallest confidence is not from 0 to 1."""
    if not 0 <= value <= 1:
        raise OptionError(f"min-confidence {value:g}: give a number from 0 to 1")
