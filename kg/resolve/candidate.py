"""Two units that may be one, and the reasons for and against it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.names import PERSON
from kg.resolve.policy import policy

_NAMES, _PLACES = "name.", "place."
_SPEAKING = {"name.stated", "name.rare"}
"""What of the names is more than that they are alike."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that holds, with its weight and what it says of these two."""

    feature: str
    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two units that may be one, and why."""

    a: str
    b: str
    root: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return round(sum(reason.weight for reason in self.reasons), 3)

    @property
    def has_evidence(self) -> bool:
        """Return whether something beside the names speaks for it; for persons, beside the place too."""
        return any(
            r.weight > 0
            and (not r.feature.startswith(_NAMES) or r.feature in _SPEAKING)
            and not (self.root == PERSON and r.feature.startswith(_PLACES))
            for r in self.reasons
        )


def reason(feature: str, **said: object) -> Reason:
    """Return the reason that a feature is, with what it says filled in."""
    found = policy().features[feature]
    return Reason(feature, found.weight, found.says.format(**({"a": "", "b": "", "n": 0} | said)))
