"""Names of firms, organs, organisations, parks and places in a running text."""

from kg.nlp.bodies.find import find_bodies
from kg.nlp.bodies.shorts import declared_short_forms

__all__ = ["declared_short_forms", "find_bodies"]
