"""One token a character: no boundary of a name is ever lost, and a token's index is its offset."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

_SURROGATE = re.compile("[\ud800-\udfff]")
CHARACTERS = "kg.characters"
"""The name by which a pipeline's config asks for this tokenizer, so that one written to disk can be read again."""


class Keys(dict[str, int]):
    """The keys of texts in the store of strings: of keys a Doc or Span is made in half the time."""

    def __init__(self, vocab: Vocab) -> None:
        """Begin without any; `vocab` has the store."""
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, text: str) -> int:
        # Kept for good: a memory zone of spaCy must not forget what stands here.
        key = self[text] = self._strings.add(text, allow_transient=False)  # type: ignore[call-arg]
        return key


@lru_cache(maxsize=1)
def keys_of(vocab: Vocab) -> Keys:
    """Return the keys of labels and sources in a vocabulary; they are few, and the same on every page."""
    return Keys(vocab)


class CharacterTokenizer:
    """Makes a Doc of single characters, so that ``doc[start:end].text == text[start:end]``."""

    def __init__(self, vocab: Vocab) -> None:
        """Keep the vocabulary that the Docs share."""
        self.vocab = vocab
        self._keys = Keys(vocab)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text, one token for each code point."""
        # A lone surrogate has no UTF-8 form and spaCy's string store needs one.
        keys = list(map(self._keys.__getitem__, _SURROGATE.sub("\ufffd", text)))
        # The types of the library leave keys out, which its documentation allows.
        return Doc(self.vocab, words=keys, spaces=[False] * len(keys))  # type: ignore[arg-type]

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: there is no state to keep."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> CharacterTokenizer:
        """Return itself: there is no state to read, and the vocabulary may be another."""
        self._keys.clear()
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def from_disk(self, *_: Any, **__: Any) -> CharacterTokenizer:
        """Return itself, as `from_bytes` does."""
        self._keys.clear()
        return self


def characters() -> Callable[[Language], CharacterTokenizer]:
    """Return what makes this tokenizer for a pipeline."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


registry.tokenizers(CHARACTERS, func=characters)
