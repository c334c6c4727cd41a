"""A dataset in the formats of other programs: RDF, tables, networks, property graphs, entities, annotations."""

from __future__ import annotations

from kg.export.counted import Counted
from kg.export.formats import FORMATS, Format, format_named
from kg.export.put import export, place_of, stream_out

__all__ = ["FORMATS", "Counted", "Format", "export", "format_named", "place_of", "stream_out"]
