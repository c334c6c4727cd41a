"""Pages in: files become pages, and pages become articles and sentences over a running text."""

from __future__ import annotations

from kg.page.language import language_issue
from kg.page.reading import read_articles, reading_of
from kg.page.source import LIMIT, find_pages, is_page, page_bytes, page_of, read

__all__ = [
    "LIMIT",
    "find_pages",
    "is_page",
    "language_issue",
    "page_bytes",
    "page_of",
    "read",
    "read_articles",
    "reading_of",
]
