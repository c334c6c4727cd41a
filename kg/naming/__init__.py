"""How the names of bodies are built: their parts, and the short names that they have."""

from __future__ import annotations

from kg.naming.anatomy import Anatomy, anatomy
from kg.naming.shorts import short_forms

__all__ = ["Anatomy", "anatomy", "short_forms"]
