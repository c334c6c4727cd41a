"""One page in, its entities and evidenced statements out."""

from __future__ import annotations

from kg.extract.page import extract, read_stage

__all__ = ["extract", "read_stage"]
