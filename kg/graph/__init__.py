"""Statements as RDF: the archive of each page, Turtle and TriG, stores and queries."""
