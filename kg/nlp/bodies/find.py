"""All names of bodies and places of a text."""

from __future__ import annotations

from kg.nlp.bodies.agencies import find_agencies
from kg.nlp.bodies.firms import find_firms
from kg.nlp.bodies.orgs import find_orgs
from kg.nlp.bodies.parks import find_parks
from kg.nlp.bodies.places import find_places
from kg.nlp.bodies.scene import read_scene
from kg.nlp.bodies.visits import find_visits
from kg.nlp.candidates import Candidate


def find_bodies(text: str) -> list[Candidate]:
    """Return the bodies and places that `text` names, overlapping and nested, by their offsets in code points."""
    scene = read_scene(text)
    parks = find_parks(scene)
    found = [
        *parks,
        *find_firms(scene),
        *find_agencies(scene, parks),
        *find_orgs(scene, parks),
        *find_places(scene),
        *find_visits(scene),
    ]
    return sorted(set(found))
