"""The pipeline as spaCy makes it: a blank Chinese `Language` of characters with our components in their order."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import spacy
from spacy.language import Language

import kg.nlp.components  # noqa: F401 - registers the factories
from kg.nlp.tokenizer import CHARACTERS

COMPONENTS = ("kg_lexicon", "kg_shapes", "kg_people", "kg_values", "kg_arbiter", "kg_coref", "kg_relations")
"""In their order; each needs those before it."""
MODEL, READER = "kg_model", "kg_reader"
"""The trained components, which can be left out: of names, before the arbiter, and of relations, at the end."""
_AFTER_MODEL = COMPONENTS[COMPONENTS.index("kg_arbiter") :]


def load_pipeline(
    *,
    exclude: Collection[str] = (),
    model: bool = True,
    names: Path | None = None,
    judge: Path | None = None,
    relations: Path | None = None,
    claims: Path | None = None,
) -> Language:
    """Return the pipeline for Chinese pages, without the components named in `exclude`.

    `model` tells whether the trained components take part; `names`, `judge`, `relations` and `claims` are other
    weights for them.
    Raises `RuleError` where a word list, pattern or rule of the package is wrong, and `ModelError` where weights are.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": CHARACTERS}}})
    for name in COMPONENTS:
        if name not in exclude:
            nlp.add_pipe(name)
    if model and MODEL not in exclude:
        after = next((n for n in _AFTER_MODEL if n in nlp.pipe_names), None)
        weights = {"weights": names, "judge": judge}
        config = {name: str(path) for name, path in weights.items() if path is not None}
        nlp.add_pipe(MODEL, before=after, config=config)
    if model and READER not in exclude and COMPONENTS[-1] in nlp.pipe_names:
        weights = {"weights": relations, "claims": claims}
        nlp.add_pipe(READER, config={name: str(path) for name, path in weights.items() if path is not None})
    nlp.max_length = 50_000_000
    return nlp
