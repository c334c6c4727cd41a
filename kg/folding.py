"""Names without what papers print one way or the other."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•—\-–,，、()（）]")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """Return a name without what papers print one way or the other: width, quotation marks, brackets, spaces, case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()
