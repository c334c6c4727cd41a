"""From what the tagger sees to candidates: the names that the rules did not find, where the policy trusts it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

from kg.errors import RuleError, UnknownTerm
from kg.lexicon import load
from kg.nlp.candidates import Candidate
from kg.nlp.model.features import Marked
from kg.nlp.model.tagger import Tagged
from kg.nlp.things.goods import is_thing
from kg.nlp.things.named import CLASS as _GOODS
from kg.nlp.things.named import after_lead
from kg.nlp.things.projects import CLASS as _WORKS
from kg.nlp.things.several import is_several
from kg.ontology import load_ontology
from kg.paths import RESOURCES
from kg.plain_yaml import load_yaml

SOURCE = "model:names"
"""The source of what is filed; ``arbiter.yml`` ranks it."""
_FILE = RESOURCES / "model.yml"
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_OPEN = frozenset(first for first, _ in _PAIRS)
_SIGNED = re.compile("(?<=项目)(?:投资|合作|框架|意向|战略|招商)*(?:协议|合同|意向)书?$")
_COMMON = re.compile(
    "(?:全?(?:智能|自动|数字|现代|信息|机械)化?|先进|标准|柔性|新|老|大型|多条|一条|生产|加工|制造)*"
    "(?:生产线|产线|流水线|车间|厂房|设备|工厂|装置)"
)
"""Works that are only called by what they are: 智能生产线."""
_SHORTEST = 3
"""Bodies and works of so few characters are called by what they are: 开发区, 生产线."""


class Names(Protocol):
    """What finds names: `kg.nlp.model.tagger.Tagger`, or what a test puts in its place."""

    def names(self, text: str, spans: Sequence[tuple[int, int]], values: Iterable[Marked] = ()) -> list[Tagged]:
        """Return the names in the sentences `spans` of a text."""


def propose(
    text: str,
    spans: Sequence[tuple[int, int]],
    tagger: Names,
    *,
    filed: Iterable[Candidate] = (),
    values: Sequence[Marked] = (),
) -> list[Candidate]:
    """Return the names that the tagger sees in the sentences `spans`, that are sure enough and cross nothing.

    `filed` are the candidates of the rules, `values` the dates, sums and capacities of the text.
    """
    least = load_policy()
    busy = bytearray(len(text))
    for candidate in filed:
        busy[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    return [
        Candidate(name.start, name.end, name.cls, SOURCE)
        for name in (_without_lead(text, found) for found in tagger.names(text, spans, values))
        if name.cls in least
        and name.sure >= least[name.cls]
        and _is_name(text[name.start : name.end], name.cls)
        and not any(busy[name.start : name.end])
        and not _crosses(name, values)
        and not (name.cls == _WORKS and is_several(text, name.start, name.end))
    ]


def _without_lead(text: str, name: Tagged) -> Tagged:
    """Return goods without what stands before their name (中的|四氯化硅), works without what is signed (项目|协议)."""
    if name.cls == _WORKS:
        signed = _SIGNED.search(text, name.start, name.end)
        return name if signed is None else name._replace(end=signed.start())
    if name.cls != _GOODS:
        return name
    return name._replace(start=after_lead(text, name.start, name.end))


def _is_name(name: str, cls: str) -> bool:
    """Return whether a name can be one: no half of a pair of signs, no common noun, and goods where it says so."""
    if len(name) <= 1 or (not name[0].isalnum() and name[0] not in _OPEN):
        return False
    if any(name.count(first) != name.count(last) for first, last in _PAIRS):
        return False
    if cls == _GOODS:
        return is_thing(name)
    return name not in load().nouns and len(name) > _SHORTEST and not (cls == _WORKS and _COMMON.fullmatch(name))


def _crosses(name: Tagged, values: Iterable[Marked]) -> bool:
    """Return whether a value lies partly in a name, or is all of it."""
    over = (v for v in values if v.start < name.end and name.start < v.end)
    return any(not (name.start <= v.start and v.end <= name.end) or v[:2] == name[:2] for v in over)


@cache
def load_policy() -> Mapping[str, float]:
    """Return for each class how sure a name must be; raise RuleError where the file is wrong."""
    import yaml

    known = load_ontology().concrete
    try:
        data = load_yaml(_FILE)
        least = {str(cls): float(least) for cls, least in data["least"].items()}
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise RuleError(f"{_FILE.name}: {' '.join(str(error).split())}") from error
    for cls in least:
        if cls not in known:
            raise UnknownTerm(cls, where=_FILE.name, known=known)
    return least
