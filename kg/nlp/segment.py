"""A text cut into the words of the dictionary, once for all who read it."""

from __future__ import annotations

from functools import lru_cache

import rjieba


@lru_cache(maxsize=1)
def cut_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without guesses at unknown ones; the last text is not cut anew."""
    return tuple(rjieba.cut(text, False))  # noqa: FBT003 - the library's second argument: no guessed words
