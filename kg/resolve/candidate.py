"""Two units that may be one, and the reasons for and against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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


class Found(NamedTuple):
    """A feature that holds, with its weight and what it names."""

    feature: str
    weight: float
    a: str = ""
    b: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two units that may be one, and why."""

    a: str
    b: str
    root: str
    found: tuple[Found, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the reasons in words; few of all candidates are ever shown to anybody."""
        says = policy().features
        return tuple(Reason(f.feature, f.weight, says[f.feature].says.format(a=f.a, b=f.b, n=f.n)) for f in self.found)

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return round(sum(one.weight for one in self.found), 3)

    @property
    def has_evidence(self) -> bool:
        """Return whether something beside the names speaks for it; for persons, beside the place too."""
        return any(
            one.weight > 0
            and (not one.feature.startswith(_NAMES) or one.feature in _SPEAKING)
            and not (self.root == PERSON and one.feature.startswith(_PLACES))
            for one in self.found
        )


def reason(feature: str, *, a: str = "", b: str = "", n: int = 0) -> Found:
    """Return the reason that a feature is, for what it names."""
    return Found(feature, policy().features[feature].weight, a, b, n)
