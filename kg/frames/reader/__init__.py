"""The trained reader of relations: pairs of names whose surroundings speak of a relation where no rule found one."""

from kg.frames.reader.model import Reader, Reading, features_of, load_reader
from kg.frames.reader.pairs import Home, Pair, pairs_of
from kg.frames.reader.relations import PREFIX, propose

__all__ = ["PREFIX", "Home", "Pair", "Reader", "Reading", "features_of", "load_reader", "pairs_of", "propose"]
