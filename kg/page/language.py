"""Whether a page is one that the package can read: Chinese."""

from __future__ import annotations

import re

from kg.records import Issue, Reading

_CHINESE = re.compile(r"[㐀-鿿]+")
_LEAST = 0.1


def language_issue(reading: Reading) -> Issue | None:
    """Return a warning for a page with almost no Chinese, else None."""
    text = reading.text
    chinese = sum(map(len, _CHINESE.findall(text)))
    # Where it is so much of all that stands there, the letters need not be counted.
    if chinese and (chinese >= _LEAST * len(text) or chinese >= _LEAST * sum(map(str.isalpha, text))):
        return None
    doc = reading.page.doc
    return Issue(doc, "NotChinese", f"{doc}: almost no Chinese in it; only Chinese pages give entities and statements")
