"""How the characters of names are read, so that a name is found by its pinyin: 周金星 by zhoujinxing and by zjx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def readings(names: Iterable[str]) -> dict[str, str]:
    """Return for every Chinese character of the names the syllables it is read with, in the order of characters.

    Syllables have no tone and a space between them, the commonest first: ``行`` is ``xing hang heng``; ü is ``v``.
    What is read otherwise in surnames (曾, 单, 仇) is among them. Signs without a reading are left out.
    """
    # Loading takes a quarter of a second: only a page that is written waits for it.
    from pypinyin import Style, pinyin

    found = {}
    for character in sorted(set().union(*names)):
        # Character by character: in a word only the reading that suits the word would be given.
        (syllables,) = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore") or [[]]
        # Two interjections have a reading ê, which nobody types.
        if typed := [syllable for syllable in syllables if syllable.isascii()]:
            found[character] = " ".join(typed)
    return found
