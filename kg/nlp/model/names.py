"""From what the tagger sees to candidates: its names beside those of the rules, as the policy says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.errors import RuleError, UnknownTerm
from kg.frames.template import people
from kg.lexicon import load
from kg.nlp.candidates import Candidate
from kg.nlp.model.columns import Marked
from kg.nlp.model.cuts import names_of
from kg.nlp.model.lattice import Lattice, Tagged
from kg.nlp.model.shorts import short_names
from kg.nlp.things.goods import is_listed_goods, is_thing
from kg.nlp.things.named import CLASS as _GOODS
from kg.nlp.things.projects import CLASS as _WORKS
from kg.nlp.things.several import is_listed, is_several
from kg.ontology import load_ontology
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

SOURCE, REST, INNER = "model:names", "model:rest", "model:inner"
"""The sources of the tagger's names, of what is left of one behind the place or body that it begins with, and of its
names inside names."""
_FILE = RESOURCES / "model.yml"
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_OPEN = frozenset(first for first, _ in _PAIRS)
_COMMON = re.compile(
    "(?:全?(?:智能|自动|数字|现代|信息|机械)化?|先进|标准|柔性|新|老|大型|多条|一条|生产|加工|制造)*"
    "(?:生产线|产线|流水线|车间|厂房|设备|工厂|装置)"
)
"""Works that are only called by what they are: 智能生产线."""
_OF = "的"
_SHORTEST = 3
"""Bodies and works of so few characters are called by what they are: 开发区, 生产线."""


Asked = dict[Candidate, tuple[int, int]]
"""Candidates, each with the span that the tagger is asked about: its own, or that of the name it is cut from."""


class Policy(NamedTuple):
    """What of the tagger's names is filed, and which candidates stand, from ``model.yml``."""

    least: float
    """So likely a candidate must be."""
    heads: frozenset[str]
    """Classes of what a name may begin with that is a name of its own."""
    rests: frozenset[str]
    """Classes of names that may do without it: 青石镇|轴承产业园."""
    pooled: frozenset[str]
    """Those that are as likely as both namings together, with what they begin with and without."""
    inner: frozenset[str]
    """Classes of names inside names."""
    least_inner: float
    """So likely one must be."""
    least_alone: float
    """So likely one must be where the name around it does not stand."""
    short: frozenset[str]
    """Classes of names that may have two or three characters."""
    least_short: float
    """So sure the tagger must be of one."""
    zones: frozenset[str]
    """Sources of the names of zones that a division has one of: 青石高新区."""
    zone: float
    """So likely is one at least."""


def options(text: str, filed: Iterable[Candidate], names: Iterable[Tagged], values: Sequence[Marked] = ()) -> Asked:
    """Return the candidates of the rules and those that the tagger's `names` make.

    `values` are the dates, sums and capacities of the text.
    """
    policy = load_policy()
    filed, names = list(filed), list(names)
    briefs = short_names(text, names, filed, policy.short, policy.least_short)
    found: Asked = {}
    cut: dict[tuple[int, int, str], tuple[int, int]] = {}
    heads: dict[int, set[int]] = {}
    for candidate in filed:
        found[candidate] = candidate.start, candidate.end
        if candidate.cls in policy.heads:
            heads.setdefault(candidate.start, set()).add(candidate.end)
    for seen, name in _pairs(text, names):
        if name[:2] != seen[:2]:
            cut[name.start, name.end, name.cls] = seen.start, seen.end
        named = name in briefs or _is_name(text[name.start : name.end], name.cls)
        if not named or _crosses(name, values):
            continue
        if name.cls == _WORKS and (is_several(text, name.start, name.end) or _is_goods_listed(text, name)):
            continue
        found.setdefault(Candidate(name.start, name.end, name.cls, SOURCE), (seen.start, seen.end))
        if name.cls in policy.rests:
            for start in _rests(name, heads):
                # 青石镇|的|蔬菜大棚
                found.setdefault(
                    Candidate(start + (text[start] == _OF), name.end, name.cls, REST), (seen.start, seen.end)
                )
    # What a rule files of a name that the tagger sees as more is as likely to it as all of it.
    return {candidate: cut.get(candidate[:3], span) for candidate, span in found.items()}


def inner_options(text: str, filed: Iterable[Candidate], lattice: Lattice) -> Asked:
    """Return the candidates that may be names inside names: of those filed by rules, and what the tagger sees there."""
    if lattice.inner is None:
        return {}
    kinds = load_policy().inner
    found = {candidate: candidate[:2] for candidate in _lying_inside(filed) if candidate.cls in kinds}
    for seen, name in _pairs(text, lattice.inner.names):
        if name.cls in kinds and _is_name(text[name.start : name.end], name.cls):
            found[Candidate(name.start, name.end, name.cls, INNER)] = seen.start, seen.end
    return found


def _pairs(text: str, names: Iterable[Tagged]) -> Iterator[tuple[Tagged, Tagged]]:
    """Give each of the tagger's names with each of the names in it."""
    for seen in names:
        for name in names_of(text, seen):
            yield seen, name


def _lying_inside(filed: Iterable[Candidate]) -> Iterator[Candidate]:
    """Give the candidates of the rules that lie in another one and are not all of it."""
    span, before, reach = (0, 0), 0, 0
    for candidate in sorted(filed, key=lambda c: (c.start, -c.end)):
        if candidate[:2] != span:
            span, before = candidate[:2], reach
        reach = max(reach, candidate.end)
        if candidate.end <= before and candidate.source not in {SOURCE, REST}:
            yield candidate


def _rests(name: Tagged, heads: Mapping[int, set[int]]) -> Iterator[int]:
    """Give where a name goes on behind each of the names, one after another, that it begins with."""
    start: int | None = name.start
    while start is not None:
        start = max((end for end in heads.get(start, ()) if end < name.end - 1), default=None)
        if start is not None:
            yield start


def _is_goods_listed(text: str, name: Tagged) -> bool:
    """Return whether a name is no more than goods in a list of those by which projects are called."""
    return is_listed(text, name.end) and is_listed_goods(text[name.start : name.end])


def _is_name(name: str, cls: str) -> bool:
    """Return whether a name can be one: no half of a pair of signs, no common noun, and goods where it says so."""
    if len(name) <= 1 or (not name[0].isalnum() and name[0] not in _OPEN):
        return False
    if any(name.count(first) != name.count(last) for first, last in _PAIRS):
        return False
    if cls == _GOODS:
        return is_thing(name)
    if cls in people():
        return True
    return name not in load().nouns and len(name) > _SHORTEST and not (cls == _WORKS and _COMMON.fullmatch(name))


def _crosses(name: Tagged, values: Iterable[Marked]) -> bool:
    """Return whether a value lies partly in a name, or is all of it."""
    over = (v for v in values if v.start < name.end and name.start < v.end)
    return any(not (name.start <= v.start and v.end <= name.end) or v[:2] == name[:2] for v in over)


@cache
def load_policy() -> Policy:
    """Return the policy the package carries; raise RuleError where the file is wrong."""
    import yaml

    known = load_ontology().concrete
    try:
        data = load_yaml(_FILE)
        heads, rests, pooled, inner = (frozenset(data[name]) for name in ("heads", "rests", "pooled", "inner"))
        least, least_inner, alone = (float(data[name]) for name in ("least", "least_inner", "least_alone"))
        short, least_short = frozenset(data["short"]), float(data["least_short"])
        zones, zone = frozenset(data["zones"]), float(data["zone"])
        policy = Policy(least, heads, rests, pooled, inner, least_inner, alone, short, least_short, zones, zone)
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error
    for cls in sorted(policy.heads | policy.rests | policy.pooled | policy.inner | policy.short):
        if cls not in known:
            raise UnknownTerm(cls, where=_FILE.name, known=known)
    return policy
