"""The pipeline as spaCy makes it: a blank Chinese `Language` of characters with our components in their order."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import spacy
from spacy.language import Language

import kg.nlp.components  # noqa: F401 - registers the factories
from kg.nlp.model import available, load_tagger
from kg.nlp.tokenizer import CHARACTERS

COMPONENTS = ("kg_lexicon", "kg_shapes", "kg_people", "kg_values", "kg_arbiter", "kg_coref", "kg_relations")
"""In their order; each needs those before it."""
MODEL = "kg_model"
"""The trained component, which is optional; its place is before the arbiter."""
_AFTER_MODEL = COMPONENTS[COMPONENTS.index("kg_arbiter") :]


def load_pipeline(*, exclude: Collection[str] = (), model: bool | Literal["auto"] = "auto") -> Language:
    """Return the pipeline for Chinese pages, without the components named in `exclude`.

    `model` puts the trained component in: where it is installed (``"auto"``), always or never.
    Raises `RuleError` where a word list, pattern or rule of the package is wrong, and `ModelError` where the trained
    component is asked for and not there.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": CHARACTERS}}})
    for name in COMPONENTS:
        if name not in exclude:
            nlp.add_pipe(name)
    if MODEL not in exclude and (available() if model == "auto" else model):
        load_tagger()
        nlp.add_pipe(MODEL, before=next((n for n in _AFTER_MODEL if n in nlp.pipe_names), None))
    nlp.max_length = 50_000_000
    return nlp
