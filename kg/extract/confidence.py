"""How likely a statement is right: what was measured of its rule, less where an end of it had to be filled in.

Where the trained weigher looked at the claim, what it thinks of it counts as much as it was found to tell
(`kg.frames.measured`; ``docs/confidence.md`` tells how).
"""

from __future__ import annotations

from kg.frames.measured import Table, by_rule, is_read, load_table, weaknesses
from kg.frames.reader.policy import load_policy
from kg.frames.relations import PREFIX, Relation
from kg.frames.status import DENIED

_EVEN = 0.5


def confidence(relation: Relation, table: Table | None = None) -> float:
    """Return how likely a relation is right, from 0 to 1; a rule that was never measured has its own score."""
    table = table or load_table()
    value = by_rule(relation.rule, relation.score, weaknesses(relation), table)
    return joined(relation.rule, relation.predicate, value, relation.opinion, table)


def joined(rule: str, predicate: str, value: float, opinion: float | None, table: Table) -> float:
    """Return how likely a statement is right by what its rule is worth and what the trained reader thinks of it."""
    if rule.startswith(PREFIX):
        joint = table.joint.get(rule)
        return joint.value(_EVEN, value) if joint is not None else value
    joint = table.joint.get(rule) or table.joint.get(predicate)
    return value if joint is None or opinion is None else joint.value(value, opinion)


def is_doubted(relation: Relation, sure: float) -> bool:
    """Return whether a relation is left out: the trained reader filed it or was asked, and it is not `sure` enough."""
    read = is_read(relation) or relation.opinion is not None
    return read and relation.status != DENIED and sure < load_policy().doubt
