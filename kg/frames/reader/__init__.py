"""The trained reader of relations: pairs of names whose surroundings speak for one, or against what a rule found."""

from kg.frames.reader.model import WEIGHTS, Opinion, Reader, Reading, features_of, load_reader
from kg.frames.reader.pairs import Home, Pair, pairs_of
from kg.frames.reader.relations import revise, seen_of
from kg.frames.reader.weigher import load_weigher
from kg.frames.relations import PREFIX

__all__ = [
    "PREFIX",
    "WEIGHTS",
    "Home",
    "Opinion",
    "Pair",
    "Reader",
    "Reading",
    "features_of",
    "load_reader",
    "load_weigher",
    "pairs_of",
    "revise",
    "seen_of",
]
