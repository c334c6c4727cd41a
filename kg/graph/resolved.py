"""What ``graph.trig`` says of who is who: its entities, and whom each statement of a page is about.

The archives hold pages as they were extracted, each with keys of its own; the graph holds what was made of them all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.documents import Claim
from kg.graph.terms import Names
from kg.graph.write import CODE, MISPRINT, OTHER, PREFERRED, TYPE
from kg.records import Entity

_SAID = re.compile(
    rb"\nst:(\w+) a rdf:Statement ;\n\trdf:subject id:(\w+) ;\n\trdf:predicate kg:(\w+) ;\n"
    rb"\trdf:object id:(\w+) ;\n\tkg:status kg:(\w+) "
)
"""A statement as `kg.graph.write` writes it; a line break inside a text stands there as ``\\n``."""
_LEADS = re.compile(rb"\nid:(\w+) owl:sameAs id:\w+ ;\n\tdct:isReplacedBy id:(\w+) \.")
"""An id that leads to another, written likewise."""


def entities(head: bytes, names: Names) -> Iterator[Entity]:
    """Give the entities that stand at the head of a graph, in their order there, which is that of their ids."""
    for _, quads in groupby(parse(head, RdfFormat.TURTLE), key=lambda quad: quad.subject):
        about: list[Any] = list(quads)
        said: dict[str, list[str]] = {}
        for quad in about:
            said.setdefault(quad.predicate.value, []).append(quad.object.value)
        if PREFERRED.value in said:
            yield Entity(
                id=names.key(about[0].subject),
                # One text for each class, however many entities there are.
                cls=sys.intern(said[TYPE.value][0].removeprefix(names.term("").value)),
                name=said[PREFERRED.value][0],
                aliases=tuple(said.get(OTHER.value, ())),
                hidden=tuple(said.get(MISPRINT.value, ())),
                code=next(iter(said.get(CODE.value, ())), None),
            )


def replaced(head: bytes) -> dict[str, str]:
    """Return the ids that another one stands for now, with that one."""
    return {old.decode(): new.decode() for old, new in _LEADS.findall(head)}


def claims(section: bytes) -> dict[str, Claim]:
    """Return what each statement of a document says, without its title and date; this is its section of the graph."""
    # Ten times as quick as to parse all of it, most of which is evidence.
    return {st.decode(): Claim(*map(bytes.decode, said)) for st, *said in _SAID.findall(section)}
