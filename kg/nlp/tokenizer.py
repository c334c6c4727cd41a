"""One token a character: no boundary of a name is ever lost, and a token's index is its offset."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab


class CharacterTokenizer:
    """Makes a Doc of single characters, so that ``doc[start:end].text == text[start:end]``."""

    def __init__(self, vocab: Vocab) -> None:
        """Keep the vocabulary that the Docs share."""
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text, one token for each code point."""
        # A lone surrogate has no UTF-8 form and spaCy's string store needs one.
        words = ["\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: there is no state to keep."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> CharacterTokenizer:
        """Return itself: there is no state to read."""
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        """Write nothing."""

    def from_disk(self, *_: Any, **__: Any) -> CharacterTokenizer:
        """Return itself."""
        return self


def use_characters(nlp: Language) -> None:
    """Give a pipeline this tokenizer."""
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
