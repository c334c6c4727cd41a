"""The pipeline as spaCy makes it: a blank Chinese `Language` of characters with our components in their order."""

from __future__ import annotations

from collections.abc import Collection

import spacy
from spacy.language import Language

import kg.nlp.components  # noqa: F401 - registers the factories
from kg.nlp.tokenizer import CHARACTERS

COMPONENTS = ("kg_lexicon", "kg_shapes", "kg_people", "kg_values", "kg_arbiter", "kg_coref", "kg_relations")
"""In their order; each needs those before it."""


def load_pipeline(*, exclude: Collection[str] = ()) -> Language:
    """Return the pipeline for Chinese pages, without the components named in `exclude`.

    Raises `RuleError` where a word list, pattern or rule of the package is wrong.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": CHARACTERS}}})
    for name in COMPONENTS:
        if name not in exclude:
            nlp.add_pipe(name)
    nlp.max_length = 50_000_000
    return nlp
